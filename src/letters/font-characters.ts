/** The characters that a TrueType or OpenType font has glyphs for, from its `cmap` table. */
export function fontCharacters(font: Buffer): ReadonlySet<number> {
  const table = tableAt(font, 'cmap')
  const characters = new Set<number>()
  const count = font.readUInt16BE(table + 2)
  for (let record = 0; record < count; record += 1) {
    const subtable = table + font.readUInt32BE(table + 4 + record * 8 + 4)
    const format = font.readUInt16BE(subtable)
    if (format === 4) addSegments(font, subtable, characters)
    if (format === 12) addGroups(font, subtable, characters)
  }
  if (characters.size === 0) throw new Error('the font lists its characters in a form that is not known')
  return characters
}

function tableAt(font: Buffer, tag: string): number {
  const count = font.readUInt16BE(4)
  for (let record = 12; record < 12 + count * 16; record += 16) {
    if (font.toString('latin1', record, record + 4) === tag) return font.readUInt32BE(record + 8)
  }
  throw new Error(`the font has no table ${tag}`)
}

/** Format 4: ranges of 16-bit characters. Glyph 0 is the box for what is missing. */
function addSegments(font: Buffer, subtable: number, characters: Set<number>) {
  const doubledCount = font.readUInt16BE(subtable + 6)
  for (let segment = 0; segment < doubledCount; segment += 2) {
    const last = font.readUInt16BE(subtable + 14 + segment)
    const first = font.readUInt16BE(subtable + 16 + doubledCount + segment)
    const delta = font.readUInt16BE(subtable + 16 + 2 * doubledCount + segment)
    const offsetAt = subtable + 16 + 3 * doubledCount + segment
    const offset = font.readUInt16BE(offsetAt)
    for (let character = first; character <= last && character !== 0xffff; character += 1) {
      const listed = offset === 0 ? character : font.readUInt16BE(offsetAt + offset + (character - first) * 2)
      const glyph = offset !== 0 && listed === 0 ? 0 : (listed + delta) % 0x10000
      if (glyph !== 0) characters.add(character)
    }
  }
}

/** Format 12: ranges of characters of any plane. */
function addGroups(font: Buffer, subtable: number, characters: Set<number>) {
  const count = font.readUInt32BE(subtable + 12)
  for (let group = 0; group < count; group += 1) {
    const at = subtable + 16 + group * 12
    const last = font.readUInt32BE(at + 4)
    for (let character = font.readUInt32BE(at); character <= last; character += 1) characters.add(character)
  }
}
