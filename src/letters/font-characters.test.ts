import { expect, test } from 'vitest'
import { fontCharacters } from './font-characters.ts'
import { letterFonts } from './letter-characters.ts'

test('the letter’s three faces have what English, Welsh and Polish names need, and no Chinese', () => {
  for (const font of letterFonts()) {
    const characters = fontCharacters(font)
    const missing = [...'AaZz09£’“”·–%ŵŷŁążé'].filter(
      (character) => !characters.has(character.codePointAt(0) ?? 0),
    )
    expect(missing).toEqual([])
    expect(characters.has('漢'.codePointAt(0) ?? 0)).toBe(false)
    expect(characters.has(0)).toBe(false)
  }
})
