import { fileURLToPath } from 'node:url'
import { NodeCompiler, type NodeTypstDocument } from '@myriaddreamin/typst-ts-node-compiler'
import { type Letter, printedTexts } from './letter.ts'
import { letterFonts, missingCharacters, printable } from './letter-characters.ts'
import { differencesFromRecord } from './letter-check.ts'
import type { LetterProblem } from './letter-facts.ts'
import { pagesOfDrawing } from './letter-page-drawing.ts'
import { readLetterPdf } from './reading/letter-file.ts'

/** A finished and verified letter, or why there is none. */
export type PrintedLetter = { readonly ok: true; readonly pdf: Uint8Array } | NotMade

/** The pages of a letter as pictures, each an SVG document, or why there are none. */
export type DrawnLetter = { readonly ok: true; readonly pages: readonly string[] } | NotMade

type NotMade = {
  readonly ok: false
  readonly problems: readonly LetterProblem[]
  /** The typesetter ended before it was done: it is no fault of the letter, and another try may succeed. */
  readonly isInterrupted?: true
}

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
  /** The same pages as those of `print`, to look at on a screen; nothing is read back. */
  readonly draw: (letter: Letter) => Promise<DrawnLetter>
}

/**
 * Starts typesetting in this process, kept warm for one letter after another. A fault inside the typesetter
 * can end the process, so services use letter-pdf-workers.ts instead.
 */
export function startPrinter(): LetterPrinter {
  const compiler = startCompiler(letterFonts())
  return {
    async print(letter) {
      const missing = charactersMissing(letter)
      if (missing.length > 0) return { ok: false, problems: missing }
      const typesetLetter = await compiler.pdf(letterTemplate, inputsOf(letter))
      if (!typesetLetter.ok) return typesetLetter
      const result = await readLetterPdf(typesetLetter.pdf, bodiesOf(letter))
      const problems = differencesFromRecord(letter, result).map((reason) => ({
        block: 'finished PDF',
        reason,
      }))
      return problems.length > 0 ? { ok: false, problems } : typesetLetter
    },
    typeset: ({ template, content }) => compiler.pdf(template, { content: printable(content) }),
    draw: (letter) => compiler.pages(letterTemplate, inputsOf(letter)),
  }
}

/** The bodies a letter names, so that a name without "Council" in it is known for one. Their kind is not asked. */
function bodiesOf(letter: Letter) {
  const names = [letter.authority, ...letter.addressees.flatMap((lines) => lines.slice(-1))]
  return names.map((name) => ({ name, kind: '' }))
}

/** Text in a letter that one of its faces has no glyph for: it would print as an empty box. */
function charactersMissing(letter: Letter): readonly LetterProblem[] {
  return [...printedTexts(letter)].flatMap(({ block, text }) =>
    missingCharacters(text).map((character) => ({
      block,
      reason: `the font lacks the character ${character}`,
    })),
  )
}

const letterTemplate = fileURLToPath(new URL('./letter.typ', import.meta.url))

function inputsOf(letter: Letter): Inputs {
  return { letter: JSON.stringify(letter) }
}

/** Typesets letters without checking them. */
export function startTypesetter(fonts: readonly Buffer[]): (letter: Letter) => Promise<PrintedLetter> {
  const compiler = startCompiler(fonts)
  return (letter) => compiler.pdf(letterTemplate, inputsOf(letter))
}

type Inputs = Readonly<Record<string, string>>

type Compiler = {
  readonly pdf: (mainFilePath: string, inputs: Inputs) => Promise<PrintedLetter>
  readonly pages: (mainFilePath: string, inputs: Inputs) => Promise<DrawnLetter>
}

function startCompiler(fonts: readonly Buffer[]): Compiler {
  // All our templates stand within our sources.
  const workspace = fileURLToPath(new URL('../', import.meta.url))
  const compiler = NodeCompiler.create({ workspace, fontArgs: [{ fontBlobs: [...fonts] }] })
  async function compile<Made extends { readonly ok: true }>(
    mainFilePath: string,
    inputs: Inputs,
    make: (document: NodeTypstDocument) => Made,
  ): Promise<Made | NotMade> {
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
      return make(compiled.result)
    } catch (error) {
      return refused(messageOf(error))
    } finally {
      compiler.evictCache(5)
      // Native memory is only given back when the event loop turns.
      await new Promise(setImmediate)
    }
  }
  return {
    pdf: (mainFilePath, inputs) =>
      compile(mainFilePath, inputs, (document) => ({
        ok: true,
        pdf: compiler.pdf(document, { pdfStandard: 'ua-1' }),
      })),
    pages: (mainFilePath, inputs) =>
      compile(mainFilePath, inputs, (document) => ({
        ok: true,
        pages: pagesOfDrawing(compiler.plainSvg(document), document.numOfPages),
      })),
  }
}

function refused(reason: string): NotMade {
  return { ok: false, problems: [{ block: 'typesetting', reason }] }
}

function messageOf(fault: unknown): string {
  return typeof fault === 'object' && fault !== null && 'message' in fault
    ? String(fault.message)
    : String(fault)
}
