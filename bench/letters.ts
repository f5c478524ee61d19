import { execFileSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { cpus, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { openDatabase } from '../src/database/open-database.ts'
import { loadDemonstration } from '../src/demonstration/demonstration-actions.ts'
import { composeLetter } from '../src/letters/compose-letter.ts'
import type { Letter } from '../src/letters/letter.ts'
import { makeLetters, prepareLetters } from '../src/letters/letter-actions.ts'
import { letterFonts } from '../src/letters/letter-characters.ts'
import { letterDocument } from '../src/letters/letter-html.tsx'
import { startTypesetter } from '../src/letters/letter-pdf.ts'
import { readPdfText } from '../src/letters/reading/pdf-text.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'
import { launchBrowser } from '../tests/browser.ts'

const year = reportingYear(2023)
const roundCount = 5

type Contender = {
  readonly name: string
  /** Makes some letters and says how many. */
  readonly run: () => Promise<number>
}

type Measurement = { readonly wallMs: number; readonly cpuMs: number }

/**
 * A year's letters from the database to verified PDFs, beside bare typesetting and beside what people would
 * use instead, in interleaved rounds; with `--memory`, the memory of 5,000 letters too.
 */
export async function benchLetters(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-bench-'))
  // The embedded server may run as another user, who must be able to reach its folder.
  chmodSync(folder, 0o755)
  process.env.UPHELD_HOME = join(folder, 'home')
  delete process.env.DATABASE_URL
  const { database, close } = await openDatabase()
  const browser = await launchBrowser()
  try {
    await loadDemonstration(database, scheme, (line) => console.error(line))
    const prepared = await prepareLetters(database, scheme, year)
    if (!prepared.ok) throw new Error(prepared.reason)
    const letters = prepared.facts.flatMap((facts) => {
      const composed = composeLetter(facts, prepared.edition, scheme)
      return composed.ok ? [composed.letter] : []
    })
    const whole = (workerCount: number) => async () => {
      const again = await prepareLetters(database, scheme, year)
      if (!again.ok) throw new Error(again.reason)
      const run = await makeLetters(again, scheme, {
        workerCount,
        signal: new AbortController().signal,
        onLetter: async () => {},
      })
      return run.madeCount
    }
    const some = letters.slice(0, 100)
    const few = letters.slice(0, 40)
    const page = await browser.newPage()
    const chromium = async (letter: Letter) => {
      await page.setContent(letterDocument(letter))
      return page.pdf({ format: 'A4', tagged: true, outline: true })
    }
    const typeset = startTypesetter(letterFonts())
    const bare = bareTypst()
    const kit = pdfkit(folder)
    const contenders: readonly Contender[] = [
      { name: 'Upheld: database to verified PDF, 2 workers', run: whole(2) },
      { name: 'Upheld: database to verified PDF, 1 worker', run: whole(1) },
      { name: 'Upheld: typesetting alone', run: each(some, async (letter) => void (await typeset(letter))) },
      { name: 'bare Typst', run: each(some, async (letter) => void (await bare(letter))) },
      {
        name: 'bare Typst and pdfjs read-back',
        run: each(some, async (letter) => void (await readPdfText(await bare(letter)))),
      },
      {
        name: 'Chromium printing the web page',
        run: each(few, async (letter) => void (await chromium(letter))),
      },
      {
        name: 'Chromium printing the web page, and read-back',
        run: each(few, async (letter) => void (await readPdfText(await chromium(letter)))),
      },
      {
        name: 'pdfkit, words only, and read-back',
        run: each(few, async (letter) => void (await readPdfText(await kit(letter)))),
      },
    ]
    print(await measureInRounds(contenders))
    if (process.argv.includes('--memory')) await measureMemory(prepared)
  } finally {
    await browser.close()
    await close()
    rmSync(folder, { recursive: true, force: true })
  }
}

function each(letters: readonly Letter[], make: (letter: Letter) => Promise<void>): () => Promise<number> {
  return async () => {
    for (const letter of letters) await make(letter)
    return letters.length
  }
}

/** The same template with nothing around it. */
function bareTypst(): (letter: Letter) => Promise<Uint8Array> {
  const mainFilePath = fileURLToPath(new URL('../src/letters/letter.typ', import.meta.url))
  const workspace = fileURLToPath(new URL('../src/letters/', import.meta.url))
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: letterFonts() }] })
  return async (letter) => {
    const pdf = compiler.pdf(
      { mainFilePath, inputs: { letter: JSON.stringify(letter) } },
      { pdfStandard: 'ua-1' },
    )
    compiler.evictCache(5)
    await new Promise(setImmediate)
    return pdf
  }
}

/** What of pdfkit is used here; it is installed for this alone. */
type PdfkitDocument = {
  on(event: 'data', listener: (chunk: Buffer) => void): void
  on(event: 'end', listener: () => void): void
  font(source: Buffer): PdfkitDocument
  fontSize(size: number): PdfkitDocument
  text(words: string): PdfkitDocument
  addPage(): PdfkitDocument
  end(): void
}

/** The words of a letter in its fonts, one under the other: less than the letter is, so a lower bound. */
function pdfkit(folder: string): (letter: Letter) => Promise<Uint8Array> {
  execFileSync('npm', ['install', '--no-save', '--ignore-scripts', '--prefix', folder, 'pdfkit@0.20.1'], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  const PDFDocument: new (options: object) => PdfkitDocument = createRequire(join(folder, 'bench.js'))(
    'pdfkit',
  )
  const [regular = Buffer.alloc(0), semibold = regular] = letterFonts()
  return (letter) =>
    new Promise((resolve) => {
      const document = new PDFDocument({ size: 'A4', lang: 'en-GB', tagged: true, margin: 70 })
      const chunks: Buffer[] = []
      document.on('data', (chunk) => chunks.push(chunk))
      document.on('end', () => resolve(Buffer.concat(chunks)))
      document.font(semibold).fontSize(20).text(letter.title)
      for (const { heading, paragraphs } of letter.sections) {
        document
          .font(semibold)
          .fontSize(10.5)
          .text(heading ?? '')
        for (const { runs } of paragraphs) {
          document.font(regular).text(runs.map(({ text }) => text).join(''))
        }
      }
      document.addPage()
      for (const box of letter.statistics.boxes) {
        document.font(semibold).fontSize(13).text(box.name)
        document.font(regular).fontSize(12).text([box.sentence, box.average, box.rate, box.base].join('\n'))
      }
      document.end()
    })
}

async function measureInRounds(
  contenders: readonly Contender[],
): Promise<ReadonlyMap<string, { readonly count: number; readonly rounds: readonly Measurement[] }>> {
  const results = new Map<string, { count: number; rounds: Measurement[] }>()
  for (let round = 0; round <= roundCount; round += 1) {
    for (const { name, run } of contenders) {
      const cpuBefore = cpuMsOfTree()
      const start = performance.now()
      const count = await run()
      const measured = { wallMs: performance.now() - start, cpuMs: cpuMsOfTree() - cpuBefore }
      // The first round warms everything up and is not counted.
      if (round > 0) results.set(name, { count, rounds: [...(results.get(name)?.rounds ?? []), measured] })
    }
    console.error(`Round ${round} of ${roundCount} done`)
  }
  return results
}

/** Processor time of this process, of those it started, and of those of them that have ended (Linux). */
function cpuMsOfTree(): number {
  const ticksPerSecond = 100
  const ticks = processTree().reduce(
    (sum, { fields }) => sum + fields.slice(11, 15).reduce((a, b) => a + Number(b), 0),
    0,
  )
  return (ticks / ticksPerSecond) * 1_000
}

type Process = { readonly pid: string; readonly fields: readonly string[] }

function isWorker({ pid }: Process): boolean {
  return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('letter-pdf-worker')
}

/** Fields of /proc/PID/stat after the name, for this process and all under it. */
function processTree(): Process[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        const text = readFileSync(`/proc/${pid}/stat`, 'utf8')
        return [{ pid, fields: text.slice(text.lastIndexOf(')') + 2).split(' ') }]
      } catch {
        return [] // It has just ended.
      }
    })
  const under = (pid: string): Process[] =>
    all.filter(({ fields }) => fields[1] === pid).flatMap((child) => [child, ...under(child.pid)])
  const self = all.find(({ pid }) => pid === String(process.pid))
  return self ? [self, ...under(self.pid)] : []
}

function print(results: Awaited<ReturnType<typeof measureInRounds>>) {
  const processor = cpus()[0]?.model ?? 'unknown processor'
  console.log(
    `${cpus().length} × ${processor}, Node ${process.version}; medians of ${roundCount} interleaved rounds\n`,
  )
  console.log('| what | letters | wall | wall a letter | CPU a letter |\n|---|---|---|---|---|')
  for (const [name, { count, rounds }] of results) {
    const wallMs = median(rounds.map((round) => round.wallMs))
    const cpuMs = median(rounds.map((round) => round.cpuMs))
    const cells = [
      name,
      count,
      `${(wallMs / 1_000).toFixed(1)} s`,
      `${(wallMs / count).toFixed(1)} ms`,
      `${(cpuMs / count).toFixed(1)} ms`,
    ]
    console.log(`| ${cells.join(' | ')} |`)
  }
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

async function measureMemory(prepared: Parameters<typeof makeLetters>[0]) {
  const letterCount = 5_000
  const facts = Array.from(
    { length: letterCount },
    (_, index) => prepared.facts[index % prepared.facts.length],
  ).filter((one) => one !== undefined)
  const pageBytes = 4_096
  let made = 0
  console.log('\n| letters made | each worker |\n|---|---|')
  await makeLetters({ ...prepared, facts }, scheme, {
    workerCount: 2,
    signal: new AbortController().signal,
    onLetter: async () => {
      made += 1
      if (made % 500 !== 0) return
      const workers = processTree()
        .filter(isWorker)
        .map(({ fields }) => Number(fields[21]) * pageBytes)
      const each = workers.map((bytes) => `${Math.round(bytes / 1_048_576)} MB`)
      console.log(`| ${made} | ${each.join(', ')} |`)
    },
  })
}
