import type { Random } from './random.ts'

/** What the slots of a template are filled with, such as `X` with "Miss X". */
export type Slots = Readonly<Record<string, string>>

/**
 * Writes a text from a template: `[sooner|earlier]` becomes one of its choices, `{months}` what the slot holds.
 * A choice may hold slots, but no choices.
 */
export function writeText(template: string, slots: Slots, chance: Random): string {
  let text = ''
  for (const part of partsOf(template)) {
    const chosen = part.length === 1 ? part[0] : part[chance.between(0, part.length - 1)]
    for (const piece of chosen ?? []) text += piece.isSlot ? slotOf(slots, piece.text, template) : piece.text
  }
  return text
}

type Piece = { readonly text: string; readonly isSlot: boolean }
/** The choices at one place of a template; plain text is a single one. */
type Part = readonly (readonly Piece[])[]

// The same few hundred templates are written from tens of thousands of times.
const known = new Map<string, readonly Part[]>()

function partsOf(template: string): readonly Part[] {
  const parts = known.get(template) ?? template.split(/(\[[^\]]*\])/).map(partOf)
  known.set(template, parts)
  return parts
}

function partOf(text: string): Part {
  if (!text.startsWith('[')) return [piecesOf(text)]
  return text.slice(1, -1).split('|').map(piecesOf)
}

function piecesOf(text: string): Piece[] {
  return text.split(/(\{[^}]*\})/).map((piece) => {
    const isSlot = piece.startsWith('{')
    return { text: isSlot ? piece.slice(1, -1) : piece, isSlot }
  })
}

function slotOf(slots: Slots, name: string, template: string): string {
  const value = slots[name]
  if (value === undefined) throw new Error(`nothing fills the slot {${name}} of "${template}"`)
  return value
}
