import { readFile } from 'node:fs/promises'
import { availableParallelism } from 'node:os'
import { type Command, CommandError, type Invocation } from '../../command-line/command.ts'
import { startLetterWorkers } from '../../letters/letter-pdf-workers.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { formatReportingYear, parseReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { parseFingerprint, printFingerprint } from './fingerprint.ts'
import { readPublicSeal } from './public-seal.ts'
import { readSeals } from './seal-store.ts'
import { type Verification, type Verifier, verifyPublicSeal, verifyRevision } from './verify-actions.ts'

const usage =
  'Give a year, or the public file of a seal: upheld verify 2023-24, or upheld verify seal-2023-24-1.json'

const verifyCommand: Command = {
  name: 'verify',
  summary: 'Rebuild what was sealed, figures, letters and PDFs, and compare it with its fingerprint.',
  operands: 'YEAR|FILE',
  options: {
    fingerprint: {
      type: 'string',
      value: 'HEX',
      summary: 'what the fingerprint has to be, as you noted it elsewhere; for a file',
    },
    json: { type: 'boolean', summary: 'print the result as JSON' },
  },
  async run(invocation) {
    const { operands, options, scheme } = invocation
    const [text, ...others] = operands
    if (text === undefined || others.length > 0) throw new CommandError(usage, 2)
    const expected = readExpected(options.fingerprint)
    const workers = startLetterWorkers(availableParallelism())
    const stop = () => workers.close()
    invocation.signal.addEventListener('abort', stop)
    try {
      const verifier = { scheme, print: workers.print }
      const year = parseReportingYear(text)
      const verifications =
        year === undefined
          ? [await verifyFile(text, verifier, expected)]
          : await verifyYear(invocation, year, verifier, expected)
      invocation.signal.throwIfAborted()
      report(invocation, verifications)
    } finally {
      invocation.signal.removeEventListener('abort', stop)
      workers.close()
    }
  },
}

function readExpected(given: string | boolean | undefined): Buffer | undefined {
  if (typeof given !== 'string') return undefined
  const fingerprint = parseFingerprint(given)
  if (fingerprint) return fingerprint
  throw new CommandError('--fingerprint takes 64 hexadecimal digits, as the page of seals shows them.', 2)
}

async function verifyYear(
  { database, progress }: Invocation,
  year: ReportingYear,
  verifier: Verifier,
  expected: Buffer | undefined,
): Promise<readonly Verification[]> {
  if (expected) throw new CommandError('--fingerprint goes with a file; the database has its own.', 2)
  const opened = (await database()).database
  const name = formatReportingYear(year)
  const seals = await readSeals(opened, year)
  if (seals.length === 0) {
    throw new CommandError(`Nothing of ${name} was sealed, so there is nothing to compare it with.`)
  }
  const verifications: Verification[] = []
  for (const { revision } of seals) {
    progress(`Rebuilding ${name}, revision ${revision} …`)
    const verification = await verifyRevision(opened, verifier, { year, revision })
    if (verification) verifications.push(verification)
  }
  return verifications
}

async function verifyFile(
  file: string,
  verifier: Verifier,
  expected: Buffer | undefined,
): Promise<Verification> {
  const text = await readFile(file, 'utf8').catch(() => {
    throw new CommandError(`There is no year and no file "${file}". ${usage}`, 2)
  })
  const reading = readPublicSeal(text)
  if (!reading.ok) throw new CommandError(`${file} cannot be checked. ${reading.reason}`)
  return verifyPublicSeal(verifier, reading.seal, expected)
}

function report({ options, print }: Invocation, verifications: readonly Verification[]): void {
  if (options.json === true) print(JSON.stringify(verifications.map(asJson)))
  else for (const verification of verifications) for (const line of linesOf(verification)) print(line)
  const count = verifications.reduce((sum, { differences }) => sum + differences.length, 0)
  if (count > 0) {
    const differences = withNoun(count, { one: 'difference', many: 'differences' })
    throw new CommandError(`What is here is not what was sealed: ${differences}.`)
  }
}

function linesOf(verification: Verification): readonly string[] {
  const { year, revision, fingerprint, authorityCount, letterCount, pdfCount, differences } = verification
  const name = `${formatReportingYear(year)}, revision ${revision}`
  const told = differences.map(({ slug, what }) => `  ${slug ?? 'All'}: ${what}`)
  const outcome =
    differences.length > 0
      ? `${name} is not as it was sealed:`
      : `${name} is as it was sealed: ${authorityCount} authorities, ` +
        `${withNoun(letterCount, { one: 'letter', many: 'letters' })}, ` +
        `${withNoun(pdfCount, { one: 'PDF', many: 'PDFs' })} typeset again.`
  return [outcome, ...told, `  Fingerprint ${printFingerprint(fingerprint)}`, ...todayOf(verification)]
}

function todayOf({ holdsToday }: Verification): readonly string[] {
  if (holdsToday === null) return []
  return holdsToday
    ? ["  Today's cases still give these figures."]
    : ["  Today's cases would give other figures: something on record was changed since."]
}

function asJson({ year, fingerprint, ...verification }: Verification) {
  return { year: formatReportingYear(year), fingerprint: fingerprint.toString('hex'), ...verification }
}

export const verifyCommands: readonly Command[] = [verifyCommand]
