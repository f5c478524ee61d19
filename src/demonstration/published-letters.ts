/**
 * The real authorities that stand in the demonstration, each with exactly the figures that its published
 * annual review letter states and nothing else: no case, no other year. Office holders are posts.
 */
export type PublishedAuthority = {
  /** As the letter was addressed. */
  readonly post: string
  readonly figures: readonly PublishedFigure[]
}

export type PublishedFigure = {
  /** First calendar year of the reporting year. */
  readonly year: number
  readonly measure: string
  readonly numerator: number
  /** Null for a rate: the letter does not state the population it used. */
  readonly denominator: number | null
  readonly document: string
}

/** By slug. */
export const publishedAuthorities: ReadonlyMap<string, PublishedAuthority> = new Map([
  ['bassetlaw', { post: 'Chief Executive', figures: oneUpheldOfTwo() }],
  ['bromsgrove', { post: 'Interim Chief Executive', figures: oneUpheldOfTwo() }],
  [
    'bolsover',
    {
      post: 'Director of Corporate Resources',
      figures: figures(2019, 'Annual review letter 2019-20, July 2020', {
        'complaints-upheld': [1, 4],
        compliance: [1, 1],
        'satisfactory-remedy': [0, 1],
      }),
    },
  ],
  // Its letter of 2019-20 is known without the page of figures, so there are none: not even zeros.
  ['ashfield', { post: 'Interim Chief Executive', figures: [] }],
  [
    'east-midlands',
    {
      post: 'Interim Chief Executive',
      figures: figures(2023, 'Annual review letter 2023-24, July 2024', {
        'complaints-upheld': [0, 0],
        compliance: [0, 0],
        'satisfactory-remedy': [0, 0],
      }),
    },
  ],
])

/** What Bassetlaw's and Bromsgrove's letters of 2023-24 both say. */
function oneUpheldOfTwo(): PublishedFigure[] {
  return figures(2023, 'Annual review letter 2023-24, July 2024', {
    'complaints-upheld': [1, 2],
    'upheld-per-100000': [1, null],
    compliance: [1, 1],
    'satisfactory-remedy': [0, 1],
  })
}

function figures(
  year: number,
  document: string,
  measures: Readonly<Record<string, readonly [numerator: number, denominator: number | null]>>,
): PublishedFigure[] {
  return Object.entries(measures).map(([measure, [numerator, denominator]]) => ({
    year,
    measure,
    numerator,
    denominator,
    document,
  }))
}
