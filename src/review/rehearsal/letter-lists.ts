import { differsInWords, type ListedLetter, needsPerson, readingGroups } from './reading-list.ts'

/** The lists of a rehearsal's letters that people go through, by the word in their address. */
export const letterLists = {
  person: { name: 'Needs a person', holds: needsPerson },
  changed: { name: 'Text changed', holds: differsInWords },
  'new-holder': { name: 'New office holder', holds: ({ newHolder }: ListedLetter) => newHolder !== null },
  nothing: { name: 'Nothing to report', holds: ({ isNothingAtAll }: ListedLetter) => isNothingAtAll },
  all: { name: 'All', holds: () => true },
  usual: { name: 'Nothing unusual', holds: ({ group }: ListedLetter) => group === 'usual' },
} as const satisfies Readonly<
  Record<string, { readonly name: string; readonly holds: (listed: ListedLetter) => boolean }>
>

export type LetterList = keyof typeof letterLists

/** The list that an address names; the one that needs a person where it names none. */
export function askedList(text: string | undefined): LetterList {
  return text !== undefined && Object.hasOwn(letterLists, text) ? (text as LetterList) : 'person'
}

/** The letters of a list in the order in which they are gone through. */
export function lettersOfList(listed: readonly ListedLetter[], list: LetterList): readonly ListedLetter[] {
  const letters = listed.filter(letterLists[list].holds)
  if (list !== 'person') return letters
  return readingGroups.flatMap((group) => letters.filter((letter) => letter.group === group))
}

/** Which letter of a list one is, and its neighbours; undefined where it is not in the list, as when it has passed. */
export function placeInList(
  letters: readonly ListedLetter[],
  slug: string,
):
  | { readonly number: number; readonly previous: string | undefined; readonly next: string | undefined }
  | undefined {
  const slugs = letters.map(({ under }) => under.facts.authority.slug)
  const index = slugs.indexOf(slug)
  if (index < 0) return undefined
  return { number: index + 1, previous: slugs[index - 1], next: slugs[index + 1] }
}
