import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { fontCharacters } from './font-characters.ts'

/** The faces a letter may use, and no others. */
const faces = [
  '400Regular/SourceSans3_400Regular',
  '600SemiBold/SourceSans3_600SemiBold',
  '700Bold/SourceSans3_700Bold',
]

/** The faces of a letter as files. */
export function letterFonts(): Buffer[] {
  const require = createRequire(import.meta.url)
  return faces.map((face) => readFileSync(require.resolve(`@expo-google-fonts/source-sans-3/${face}.ttf`)))
}

let known: ReadonlySet<number> | undefined

/** What every face of a letter can print: which of them a text is set in does not matter then. */
function letterCharacters(): ReadonlySet<number> {
  known ??= charactersOfAll(letterFonts().map(fontCharacters))
  return known
}

/** What a letter cannot print of a text, each character once, as people can find it: `"…" (U+2603)`. */
export function missingCharacters(text: string): readonly string[] {
  const characters = letterCharacters()
  const missing = [...text].filter((character) => !characters.has(codeOf(character)))
  return [...new Set(missing)].map((character) => `${JSON.stringify(character)} (${unicodeName(character)})`)
}

/** What no face has a glyph for is a question mark: a statement of a decision may quote anything. */
export function printable(content: string): string {
  const characters = letterCharacters()
  return [...content]
    .map((character) => (codeOf(character) < 0x20 || characters.has(codeOf(character)) ? character : '?'))
    .join('')
}

function charactersOfAll([
  first = new Set(),
  ...others
]: readonly ReadonlySet<number>[]): ReadonlySet<number> {
  return new Set([...first].filter((code) => others.every((font) => font.has(code))))
}

function codeOf(character: string): number {
  return character.codePointAt(0) ?? 0
}

function unicodeName(character: string): string {
  return `U+${codeOf(character).toString(16).toUpperCase().padStart(4, '0')}`
}
