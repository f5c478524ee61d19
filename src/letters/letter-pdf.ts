import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { fontCharacters } from './font-characters.ts'
import { type Letter, printedTexts } from './letter.ts'
import { differencesFromRecord } from './letter-check.ts'
import type { LetterProblem } from './letter-facts.ts'
import { readLetterPdf } from './reading/letter-file.ts'

/** A finished and verified letter, or why there is none. */
export type PrintedLetter =
  | { readonly ok: true; readonly pdf: Uint8Array }
  | { readonly ok: false; readonly problems: readonly LetterProblem[] }

/** Another document in the look of a letter: a template of ours, and every word and number it places. */
export type TypesetDocument = {
  /** The path of the template within our sources, which reads its content from `sys.inputs.content`. */
  readonly template: string
  /** As JSON. */
  readonly content: string
}

export type LetterPrinter = {
  readonly print: (letter: Letter) => Promise<PrintedLetter>
  readonly typeset: (document: TypesetDocument) => Promise<PrintedLetter>
}

/**
 * Starts typesetting in this process, kept warm for one letter after another. A fault inside the typesetter
 * can end the process, so services use letter-pdf-workers.ts instead.
 */
export function startPrinter(): LetterPrinter {
  const fonts = letterFonts()
  const characters = charactersOfAll(fonts.map(fontCharacters))
  const compile = startCompiler(fonts)
  return {
    async print(letter) {
      const missing = missingCharacters(letter, characters)
      if (missing.length > 0) return { ok: false, problems: missing }
      const typesetLetter = await compile(letterTemplate, { letter: JSON.stringify(letter) })
      if (!typesetLetter.ok) return typesetLetter
      const result = await readLetterPdf(typesetLetter.pdf, bodiesOf(letter))
      const problems = differencesFromRecord(letter, result).map((reason) => ({
        block: 'finished PDF',
        reason,
      }))
      return problems.length > 0 ? { ok: false, problems } : typesetLetter
    },
    typeset: ({ template, content }) => compile(template, { content: printable(content, characters) }),
  }
}

/** The bodies a letter names, so that a name without "Council" in it is known for one. Their kind is not asked. */
function bodiesOf(letter: Letter) {
  const names = [letter.authority, ...letter.addressees.flatMap((lines) => lines.slice(-1))]
  return names.map((name) => ({ name, kind: '' }))
}

/** The faces a letter may use, and no others. */
const faces = [
  '400Regular/SourceSans3_400Regular',
  '600SemiBold/SourceSans3_600SemiBold',
  '700Bold/SourceSans3_700Bold',
]

export function letterFonts(): Buffer[] {
  const require = createRequire(import.meta.url)
  return faces.map((face) => readFileSync(require.resolve(`@expo-google-fonts/source-sans-3/${face}.ttf`)))
}

/** What every face can print: which of them a text is set in does not matter then. */
function charactersOfAll([
  first = new Set(),
  ...others
]: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  return new Set([...first].filter((code) => others.every((font) => font.has(code))))
}

/** Text in a letter that one of its faces has no glyph for: it would print as an empty box. */
function missingCharacters(letter: Letter, known: ReadonlySet<number>): readonly LetterProblem[] {
  return [...printedTexts(letter)].flatMap(({ block, text }) => {
    const missing = [...text].filter((character) => !known.has(codeOf(character)))
    return [...new Set(missing)].map((character) => ({
      block,
      reason: `the font lacks the character ${JSON.stringify(character)} (${unicodeName(character)})`,
    }))
  })
}

/** What no face has a glyph for is a question mark: a statement of a decision may quote anything. */
function printable(content: string, known: ReadonlySet<number>): string {
  return [...content]
    .map((character) => (codeOf(character) < 0x20 || known.has(codeOf(character)) ? character : '?'))
    .join('')
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}

function unicodeName(character: string): string {
  return `U+${codeOf(character).toString(16).toUpperCase().padStart(4, '0')}`
}

const letterTemplate = fileURLToPath(new URL('./letter.typ', import.meta.url))

/** Typesets letters without checking them. */
export function startTypesetter(fonts: readonly Buffer[]): (letter: Letter) => Promise<PrintedLetter> {
  const compile = startCompiler(fonts)
  return (letter) => compile(letterTemplate, { letter: JSON.stringify(letter) })
}

type Compile = (mainFilePath: string, inputs: Readonly<Record<string, string>>) => Promise<PrintedLetter>

function startCompiler(fonts: readonly Buffer[]): Compile {
  // All our templates stand within our sources.
  const workspace = fileURLToPath(new URL('../', import.meta.url))
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...fonts] }] })
  return async (mainFilePath, inputs) => {
    try {
      // Data goes in as input to one file: every new file name would stay in the compiler for ever.
      const compiled = compiler.compile({ mainFilePath, inputs: { ...inputs } })
      const problems = compiled.takeDiagnostics()
      // A warning may be a missing font or glyph, which no letter may leave with.
      if (!compiled.result || problems) {
        return refused(
          problems ? compiler.fetchDiagnostics(problems).map(messageOf).join('; ') : 'no reason given',
        )
      }
      return { ok: true, pdf: compiler.pdf(compiled.result, { pdfStandard: 'ua-1' }) }
    } catch (error) {
      return refused(messageOf(error))
    } finally {
      compiler.evictCache(5)
      // Native memory is only given back when the event loop turns.
      await new Promise(setImmediate)
    }
  }
}

function refused(reason: string): PrintedLetter {
  return { ok: false, problems: [{ block: 'typesetting', reason }] }
}

function messageOf(fault: unknown): string {
  return typeof fault === 'object' && fault !== null && 'message' in fault
    ? String(fault.message)
    : String(fault)
}
