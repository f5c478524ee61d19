import type { SearchCursor } from './search-cursor.ts'

/** The part of a list that one page shows, and where the pages beside it begin. */
export type ResultPage<Row> = {
  readonly rows: readonly Row[]
  /** How many rows stand before the first one of the page; as of when the link here was made. */
  readonly rowsBefore: number
  /** The row after which the next page begins, and the one before which the previous ends. */
  readonly next: Row | undefined
  readonly previous: Row | undefined
}

/** Makes a page of what was read for it: a row more than a page, where there is one, says that more follow. */
export function resultPage<Row>(
  read: readonly Row[],
  cursor: SearchCursor | undefined,
  length: number,
): ResultPage<Row> {
  const isBackwards = cursor?.direction === 'before'
  const hasMore = read.length > length
  const rows = isBackwards ? read.slice(-length) : read.slice(0, length)
  const rowsBefore = isBackwards ? Math.max(cursor.rowsBefore - rows.length, 0) : (cursor?.rowsBefore ?? 0)
  const isFirst = isBackwards ? !hasMore : cursor === undefined
  return {
    rows,
    rowsBefore: isFirst ? 0 : rowsBefore,
    next: isBackwards || hasMore ? rows.at(-1) : undefined,
    previous: isFirst ? undefined : rows[0],
  }
}

/** Where the pages beside one begin, for their links. */
export function cursorsOf<Row extends CursorRow>({
  rows,
  rowsBefore,
  next,
  previous,
}: ResultPage<Row>): {
  readonly next: SearchCursor | undefined
  readonly previous: SearchCursor | undefined
} {
  return {
    next: next && { ...cursorAt(next), direction: 'after', rowsBefore: rowsBefore + rows.length },
    previous: previous && { ...cursorAt(previous), direction: 'before', rowsBefore },
  }
}

type CursorRow = Pick<SearchCursor, 'rank' | 'decidedOn' | 'complaintId' | 'authorityId'> & {
  readonly part?: number
}

function cursorAt({ rank, decidedOn, complaintId, authorityId, part = 0 }: CursorRow) {
  return { rank, decidedOn, complaintId, authorityId, part }
}
