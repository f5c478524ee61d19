import { isDay } from '../../scheme/wall-clock.ts'

/** Where in the results a page begins: right after this row, or, going back, right before it. */
export type SearchCursor = {
  readonly direction: 'after' | 'before'
  /** How well the row matched, exactly as the database said it; null when the newest come first. */
  readonly rank: string | null
  readonly decidedOn: string
  readonly complaintId: number
  readonly authorityId: number
  /** A further number for rows of which a decision has several, such as its promises. */
  readonly part: number
  /** How many rows stood before the page's first one when the link was made. */
  readonly rowsBefore: number
}

/** The cursor as it stands in an address: nothing to read there, and nothing to write by hand. */
export function writeCursor(cursor: SearchCursor): string {
  const { direction, rank, decidedOn, complaintId, authorityId, part, rowsBefore } = cursor
  const fields = [
    direction === 'after' ? 'a' : 'b',
    rank ?? '',
    decidedOn,
    complaintId,
    authorityId,
    part,
    rowsBefore,
  ]
  return Buffer.from(fields.join(' ')).toString('base64url')
}

/** Reads a cursor; undefined where the text is none that we wrote. */
export function readCursor(text: string): SearchCursor | undefined {
  const read =
    /^([ab]) (\d(?:[.e+-]|\d){0,20})? ?(\d{4}-\d{2}-\d{2}) (\d{1,15}) (\d{1,9}) (\d{1,4}) (\d{1,15})$/.exec(
      Buffer.from(text, 'base64url').toString('latin1'),
    )
  if (!read) return undefined
  const [, direction, rank = null, decidedOn = '', ...numbers] = read
  if (!isDay(decidedOn) || (rank !== null && !Number.isFinite(Number(rank)))) return undefined
  const [complaintId = 0, authorityId = 0, part = 0, rowsBefore = 0] = numbers.map(Number)
  return {
    direction: direction === 'a' ? 'after' : 'before',
    rank,
    decidedOn,
    complaintId,
    authorityId,
    part,
    rowsBefore,
  }
}
