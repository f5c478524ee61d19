/**
 * How wide lettering is, so that labels can be placed before anything is drawn. Advances of Source Sans 3 in
 * thousandths of its size; what is not listed counts as a wide letter, so that a label is never cut short.
 */
const advances: Readonly<Record<string, number>> = {
  ...sameAdvance(200, ' '),
  ...sameAdvance(250, "iIjl.,:;'’‘|"),
  ...sameAdvance(340, 'frt()-/“”"'),
  ...sameAdvance(430, 'csz'),
  ...sameAdvance(497, '0123456789+−–aekvxyg'),
  ...sameAdvance(555, 'bdhnopquABCEFJKLPRSTVXYZ'),
  ...sameAdvance(650, 'DGHNOQU'),
  ...sameAdvance(830, 'mwMW%'),
}

const semiboldFactor = 1.05

export type Lettering = { readonly size: number; readonly isStrong?: boolean }

/** The width of a text on one line, in the unit of its size. */
export function textWidth(text: string, { size, isStrong = false }: Lettering): number {
  const thousandths = [...text].reduce((sum, character) => sum + (advances[character] ?? 650), 0)
  return (thousandths * size * (isStrong ? semiboldFactor : 1)) / 1000
}

/** Breaks a text between its words into lines no wider than `width`; a longer word stands alone. */
export function wrapText(text: string, width: number, lettering: Lettering): readonly string[] {
  const lines: string[] = []
  for (const word of text.split(' ')) {
    const last = lines.at(-1)
    const longer = last === undefined ? word : `${last} ${word}`
    if (last !== undefined && textWidth(longer, lettering) <= width) lines[lines.length - 1] = longer
    else lines.push(word)
  }
  return lines
}

function sameAdvance(advance: number, characters: string): Record<string, number> {
  return Object.fromEntries([...characters].map((character) => [character, advance]))
}
