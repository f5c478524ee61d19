import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { letterFonts } from './letter-characters.ts'

let known: Buffer | undefined

/** Stands for what letters are made with: template, typefaces and typesetter. With the same, a letter has the same bytes. */
export function letterPrinterHash(): Buffer {
  known ??= hashOfPrinter()
  return known
}

function hashOfPrinter(): Buffer {
  const { version } = createRequire(import.meta.url)(
    '@myriaddreamin/typst-ts-node-compiler/package.json',
  ) as { readonly version: string }
  const hash = createHash('sha256').update(`${version}\n`)
  hash.update(readFileSync(new URL('./letter.typ', import.meta.url)))
  for (const font of letterFonts()) hash.update(font)
  return hash.digest()
}
