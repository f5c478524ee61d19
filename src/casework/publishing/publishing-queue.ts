/** The lists of decisions on their way to publication, in the order in which they are worked through. */
export const publishingLists = ['to-write', 'to-check', 'to-agree', 'waiting', 'published', 'held'] as const

export type PublishingList = (typeof publishingLists)[number]

export function publishingList(text: string | undefined): PublishingList | undefined {
  return publishingLists.find((list) => list === text)
}
