import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readLetterFile, readLetterPdf } from './letter-file.ts'
import { readLetterText } from './letter-reader.ts'
import { countyLetter, emptyLetter, inventedAuthorities } from './sample-letters.ts'

let folder: string

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'letters read '))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

async function file(name: string, content: string | Uint8Array): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, content)
  return path
}

async function refusal(path: string): Promise<string> {
  const result = await readLetterFile(path, inventedAuthorities)
  return result.ok ? `read as ${result.reading.authority}` : `${result.file}: ${result.reason}`
}

const countyReading = readLetterText(countyLetter, inventedAuthorities, 'county.txt')

describe('a letter in a file', () => {
  it('is read by whatever encoding and line ends it has', async () => {
    const crlf = countyLetter.replaceAll('\n', '\r\n').replaceAll("'", '\u2019')
    const contents: readonly Uint8Array[] = [
      Buffer.from(crlf),
      Buffer.from(`\ufeff${crlf}`),
      Buffer.from(`\ufeff${crlf}`, 'utf16le'),
      Buffer.from(countyLetter.replaceAll("'", '\u0092'), 'latin1'),
    ]
    for (const content of contents) {
      const path = await file('county.txt', content)
      expect(await readLetterFile(path, inventedAuthorities)).toEqual(countyReading)
    }
  })

  it('is refused with its name and the reason where it is none', async () => {
    expect(await refusal(join(folder, 'absent.txt'))).toBe('absent.txt: there is no such file')
    expect(await refusal(folder)).toMatch(/it is a folder/)
    expect(await refusal(await file('empty.txt', ''))).toBe('empty.txt: it is empty')
    expect(await refusal(await file('letter.docx', 'PK'))).toMatch(/not from "\.docx"/)
    expect(await refusal(await file('letter', 'Dear'))).toMatch(/not from "a file without an ending"/)
    expect(await refusal(await file('photo.txt', photo))).toMatch(/binary data/)
    expect(await refusal(await file('photo.pdf', photo))).toMatch(/named \.pdf but is no PDF/)
    expect(await refusal(await file('large.txt', Buffer.alloc(11 * 1024 * 1024, 'a')))).toMatch(/11 MB/)
  })
})

describe('a letter as PDF', () => {
  it('is read like its text, whether its structure is marked or not', async () => {
    for (const letter of [countyLetter, emptyLetter]) {
      const expected = readLetterText(letter, inventedAuthorities, 'x')
      for (const isTagged of [true, false]) {
        expect(await readLetterPdf(pdfOf(letter, isTagged), inventedAuthorities, 'x')).toEqual(expected)
      }
    }
  })

  it('is read in the order of its structure where it was painted in another', async () => {
    const lines = countyLetter.split('\n').filter((line) => /\w/.test(line))
    const backwards = lines.map((_, index) => lines.length - 1 - index)
    const read = await readLetterPdf(plainPdf(lines, backwards), inventedAuthorities, 'county.txt')
    expect(read).toEqual(countyReading)
  })

  it('is refused where it is encrypted, damaged, without text or too long', async () => {
    const whole = pdfOf(countyLetter, true)
    expect(await refusal(await file('encrypted.pdf', encryptedPdf))).toMatch(
      /encrypted\.pdf: it is encrypted/,
    )
    expect(await refusal(await file('cut.pdf', whole.subarray(0, whole.length / 2)))).toMatch(
      /damaged or cut short/,
    )
    expect(await refusal(await file('blank.pdf', plainPdf([], [])))).toMatch(/pictures of pages and no text/)
    expect(
      await refusal(await file('long.pdf', typeset('#for n in range(13) { [page #pagebreak()] }', false))),
    ).toMatch(/1[34] pages, too many/)
  })

  it('is read or refused, however its bytes are damaged', { timeout: 60_000 }, async () => {
    const whole = plainPdf(
      countyLetter.split('\n').filter((line) => /\w/.test(line)),
      [0, 1, 2],
    )
    for (let number = 0; number < 200; number += 1) {
      const damaged = Buffer.from(number % 2 === 0 ? whole : pdfToDamage)
      // A different few bytes each time, the same on every run.
      for (let times = 0; times <= number % 7; times += 1) {
        damaged[(number * 7919 + times * 104_729) % damaged.length] = (number * 31 + times * 17) % 256
      }
      const result = await readLetterPdf(damaged, inventedAuthorities)
      expect(result.ok ? result.reading.authority : result.reason).toMatch(/\S/)
    }
  })

  it('leaves no memory behind, however many are read', async () => {
    const pdf = pdfOf(countyLetter, true)
    const readSome = async (count: number): Promise<number> => {
      for (let number = 0; number < count; number += 1) await readLetterPdf(pdf, inventedAuthorities)
      return process.memoryUsage().rss
    }
    const before = await readSome(40)
    expect((await readSome(80)) - before).toBeLessThan(60 * 1024 * 1024)
  })
})

/** The opening bytes of a JPEG picture. */
const photo = Buffer.from('ffd8ffe000104a46494600010100000100010000ffdb004300', 'hex')

/** A letter with a running head and foot, its boxes in columns as ours are. */
function pdfOf(letter: string, isTagged: boolean): Uint8Array {
  const start = letter.indexOf('Complaint statistics')
  const set = (text: string): string => text.split(/\n\n+/).map(setBlock).join('\n\n')
  return typeset(`${set(letter.slice(0, start))}\n#pagebreak()\n${set(letter.slice(start))}`, isTagged)
}

function setBlock(block: string): string {
  const lines = block.split('\n').filter((line) => line !== '' && !/^[-=]+$/.test(line))
  const figure = lines.findIndex((line) => /^\d+%, /.test(line))
  const set = (some: readonly string[]): string => some.map((line) => `#${JSON.stringify(line)}`).join(' \\ ')
  if (figure < 0) return set(lines)
  const [percent, count] = (lines[figure] ?? '').split('%, ')
  return `${set(lines.slice(0, figure))}

#grid(columns: (1fr, 1fr, 2fr),
  [#text(48pt)[${percent}]#text(24pt)[%] \\ ${count}],
  figure(circle(), alt: "Ring filled to ${percent}%"),
  [${set(lines.slice(figure + 1))}])`
}

function typeset(content: string, isTagged: boolean): Uint8Array {
  const mainFileContent = `#set document(title: "Letter")
#set page(header: [DEMONSTRATION band], footer: context [Foot #h(1fr) Page #counter(page).display() of 9])
#set text(lang: "en")
${content}`
  return NodeCompiler.create().pdf({ mainFileContent }, { pdfTags: isTagged })
}

/** A tagged PDF of one page whose lines are painted in the order given, which is not that of its structure. */
function plainPdf(lines: readonly string[], painted: readonly number[], trailer = ''): Uint8Array {
  const stream = painted
    .map((number) => {
      const words = (lines[number] ?? '').replace(/[\\()]/g, '\\$&')
      return `/P <</MCID ${number}>> BDC BT /F 9 Tf 40 ${800 - number * 10} Td (${words}) Tj ET EMC`
    })
    .join('\n')
  const objects = [
    '<</Type/Catalog/Pages 2 0 R/MarkInfo<</Marked true>>/StructTreeRoot 6 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    '<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/StructParents 0/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>>>',
    `<</Length ${stream.length}>>stream\n${stream}\nendstream`,
    '<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>',
    '<</Type/StructTreeRoot/K 7 0 R/ParentTree 8 0 R>>',
    `<</Type/StructElem/S/P/P 6 0 R/Pg 3 0 R/K[${lines.map((_, number) => number).join(' ')}]>>`,
    `<</Nums[0[${lines.map(() => '7 0 R').join(' ')}]]>>`,
  ]
  let file = '%PDF-1.7\n'
  const offsets: number[] = []
  for (const [index, object] of objects.entries()) {
    offsets.push(file.length)
    file += `${index + 1} 0 obj${object}endobj\n`
  }
  const start = file.length
  const entries = offsets.map((offset) => `${String(offset).padStart(10, '0')} 00000 n \n`).join('')
  file += `xref\n0 ${objects.length + 1}\n0000000000 65535 f \n${entries}`
  file += `trailer<</Size ${objects.length + 1}/Root 1 0 R${trailer}>>\nstartxref\n${start}\n%%EOF\n`
  return Buffer.from(file, 'latin1')
}

const pdfToDamage = pdfOf(countyLetter, true)

/** Its password is not the empty one, so that it cannot be opened without being asked for it. */
const encryptedPdf = plainPdf(
  ['Dear Chief Executive'],
  [0],
  `/ID[<00><00>]/Encrypt<</Filter/Standard/V 1/R 2/P -4/O<${'41'.repeat(32)}>/U<${'42'.repeat(32)}>>>`,
)
