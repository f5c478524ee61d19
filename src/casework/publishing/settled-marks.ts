import type { PlacedText } from '../anonymity/anonymity-check.ts'
import type { AnonymityMark } from '../anonymity/anonymity-mark.ts'

/** How a person settled a mark. */
export type Settlement = {
  readonly as: 'harmless' | 'taken-out'
  readonly reason: string | null
  readonly by: string
  readonly at: Date
}

/** A mark with what a person decided about it; nothing is kept of words that were taken out. */
export type SettledMark = Omit<AnonymityMark, 'marked'> & {
  readonly marked: string | null
  readonly settlement: Settlement | null
}

/**
 * The marks after a text was checked again. What a person settled stays settled where the same words stand in the same
 * paragraph; an open mark whose words are gone was taken out by whoever changed the text.
 */
export function carryMarks(
  before: { readonly marks: readonly SettledMark[]; readonly texts: readonly PlacedText[] },
  after: { readonly marks: readonly AnonymityMark[]; readonly texts: readonly PlacedText[] },
  by: { readonly actor: string; readonly at: Date },
): readonly SettledMark[] {
  const free = new Set(before.marks.filter(({ marked }) => marked !== null))
  const textAt = (texts: readonly PlacedText[], place: string) =>
    texts.find((one) => one.place === place)?.text
  const carried = after.marks.map((mark): SettledMark => {
    const same = [...free].find(
      (old) =>
        old.kind === mark.kind &&
        old.marked === mark.marked &&
        (old.place === mark.place || textAt(before.texts, old.place) === textAt(after.texts, mark.place)),
    )
    if (same !== undefined) free.delete(same)
    return { ...mark, settlement: same?.settlement ?? null }
  })
  const takenOut = before.marks.filter((old) => old.settlement?.as === 'taken-out')
  const gone = [...free].filter(
    ({ settlement, marked, place }) =>
      settlement === null && marked !== null && !textAt(after.texts, place)?.includes(marked),
  )
  return [
    ...carried,
    ...takenOut,
    ...gone.map(
      (old): SettledMark => ({
        ...old,
        marked: null,
        settlement: { as: 'taken-out', reason: null, by: by.actor, at: by.at },
      }),
    ),
  ]
}

/** Marks that a person decides about at once, since they are the same words for the same reason. */
export type MarkGroup = { readonly marks: readonly SettledMark[]; readonly first: SettledMark }

/** The open marks, the same words together. */
export function openGroups(marks: readonly SettledMark[]): readonly MarkGroup[] {
  const groups = new Map<string, SettledMark[]>()
  for (const mark of marks.filter(({ settlement }) => settlement === null)) {
    const key = `${mark.kind} ${mark.marked}`
    groups.set(key, [...(groups.get(key) ?? []), mark])
  }
  return [...groups.values()].flatMap((alike) => {
    const [first] = alike
    return first === undefined ? [] : [{ marks: alike, first }]
  })
}
