import { editDistance } from '../../authorities/authority-name-search.ts'
import { spellingKey } from './spelling.ts'

export type ExpectedColumn<Key extends string> = {
  readonly key: Key
  readonly heading: string
  readonly alsoSpelt: readonly string[]
  readonly isRequired: boolean
}

export type ColumnPositions<Key extends string> = ReadonlyMap<
  Key,
  { readonly index: number; readonly heading: string }
>

export type RecognisedColumns<Key extends string> = {
  /** Where each column stands, counted from 0, and how the file writes its heading. */
  readonly positions: ColumnPositions<Key>
  /** Headings that are none of ours; their columns are left out. */
  readonly unused: readonly string[]
  readonly problems: readonly {
    readonly column?: string
    readonly problem: string
    readonly advice: string
  }[]
}

/** Finds the columns by their headings. Says at once everything that is missing, doubled or misspelt. */
export function recogniseColumns<Key extends string>(
  headings: readonly string[],
  expected: readonly ExpectedColumn<Key>[],
): RecognisedColumns<Key> {
  const bySpelling = spellingsOf(expected)
  const positions = new Map<Key, { index: number; heading: string }>()
  const problems: { column?: string; problem: string; advice: string }[] = []
  const unknown: string[] = []
  for (const [index, heading] of headings.entries()) {
    if (spellingKey(heading) === '') continue
    const column = bySpelling.get(spellingKey(heading))
    if (column === undefined) {
      unknown.push(heading)
      continue
    }
    const earlier = positions.get(column.key)
    if (earlier) {
      problems.push({
        column: heading,
        problem: `The columns '${earlier.heading}' and '${heading}' (${letters(earlier.index)} and ${letters(index)}) both mean ${column.heading}`,
        advice: 'Keep one of them.',
      })
    } else {
      positions.set(column.key, { index, heading })
    }
  }
  const absent = expected.filter((column) => !positions.has(column.key))
  const unused: string[] = []
  for (const heading of unknown) {
    const meant = nearestColumn(heading, absent)
    if (meant === undefined) unused.push(heading)
    else {
      problems.push({
        column: heading,
        problem: `The column '${heading}' is not known`,
        advice: `If it is ${meant.heading}, write that as its heading; if not, remove the column.`,
      })
    }
  }
  for (const column of absent) {
    if (!column.isRequired) continue
    problems.push({
      problem: `The column ${column.heading} is missing`,
      advice: `Add it, or rename the column that holds it to '${column.heading}'.`,
    })
  }
  return { positions, unused, problems }
}

/** How many of the expected columns a row of headings has; tells a heading row from a title above it. */
export function recognisedCount<Key extends string>(
  headings: readonly string[],
  expected: readonly ExpectedColumn<Key>[],
): number {
  const bySpelling = spellingsOf(expected)
  const keys = headings.flatMap((heading) => bySpelling.get(spellingKey(heading))?.key ?? [])
  return new Set(keys).size
}

function spellingsOf<Key extends string>(
  expected: readonly ExpectedColumn<Key>[],
): ReadonlyMap<string, ExpectedColumn<Key>> {
  const spellings = new Map<string, ExpectedColumn<Key>>()
  for (const column of expected) {
    for (const spelling of [column.heading, ...column.alsoSpelt]) spellings.set(spellingKey(spelling), column)
  }
  return spellings
}

/** A slip of the fingers in an optional column would otherwise lose its contents without a word. */
function nearestColumn<Key extends string>(
  heading: string,
  columns: readonly ExpectedColumn<Key>[],
): ExpectedColumn<Key> | undefined {
  const key = spellingKey(heading)
  return columns.find((column) =>
    [column.heading, ...column.alsoSpelt].some((spelling) => {
      const known = spellingKey(spelling)
      return known.length >= 6 && editDistance(key, known, 2) <= 2
    }),
  )
}

/** The letters a spreadsheet program gives a column: 0 is A, 26 is AA. */
function letters(index: number): string {
  const rest = String.fromCharCode(65 + (index % 26))
  return index < 26 ? rest : letters(Math.floor(index / 26) - 1) + rest
}
