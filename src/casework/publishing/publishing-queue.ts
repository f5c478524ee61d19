/** The lists of decisions on their way to publication, in the order in which they are worked through. */
export const publishingLists = ['to-write', 'to-check', 'to-agree', 'waiting', 'published', 'held'] as const

export type PublishingList = (typeof publishingLists)[number]

export function publishingList(text: string | undefined): PublishingList | undefined {
  return publishingLists.find((list) => list === text)
}

/** Where a page of a list ends, so that the next begins after it; undefined where the text is no place of ours. */
export function readPlace(text: string | undefined): QueuePlace | undefined {
  const [, at, authority, complaint] = /^([0-9T:.+ -]{10,40})~(\d{1,9})~(\d{1,15})$/.exec(text ?? '') ?? []
  if (at === undefined || Number.isNaN(Date.parse(at.replace(/\+00$/, 'Z')))) return undefined
  return { at, authorityId: Number(authority), complaintId: Number(complaint) }
}

export function writePlace({ at, authorityId, complaintId }: QueuePlace): string {
  return `${at}~${authorityId}~${complaintId}`
}

/** By what a list is in order: a day or a moment to its last digit, then the case. */
export type QueuePlace = {
  readonly at: string
  readonly authorityId: number
  readonly complaintId: number
}
