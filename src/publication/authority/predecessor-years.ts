import type { KnownAuthority } from '../../authorities/authority.ts'
import { joinWords } from '../../letters/letter-words.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import type { Counts } from '../../statistics/figure.ts'
import { printBase, printFigure } from '../../statistics/figure-wording.ts'
import { figureFromCounts } from '../../statistics/figures-from-counts.ts'
import { countsAsIfTodaysAuthoritiesHadExisted } from '../../statistics/whole-predecessors.ts'
import { measureOf } from '../site/measure-view.ts'

/** A year before an authority existed, as if it had: its whole predecessors of one kind, added up. */
export type PredecessorYear = {
  readonly year: ReportingYear
  readonly name: string
  /** "Old Holm and Upper Holm". */
  readonly predecessors: string
  readonly cells: readonly { readonly printed: string; readonly base: string }[]
}

/** Who may have been before an authority: those it succeeded, through chains, and those among their successors. */
export function familyOf(all: readonly KnownAuthority[], slug: string): readonly KnownAuthority[] {
  const bySlug = new Map(all.map((authority) => [authority.slug, authority]))
  const family = new Set<string>([slug])
  for (const member of family) {
    for (const { slug: other, successors } of all) {
      if (successors.includes(member)) family.add(other)
    }
  }
  // Whether a predecessor went whole into this one is told by its other successors.
  for (const member of [...family]) {
    for (const successor of bySlug.get(member)?.successors ?? []) family.add(successor)
  }
  return [...family].flatMap((member) => bySlug.get(member) ?? [])
}

/** The years of whole predecessors in which an authority has no figures of its own, newest first. */
export function predecessorYears(
  scheme: Scheme,
  authority: KnownAuthority,
  family: readonly KnownAuthority[],
  counts: ReadonlyMap<ReportingYear, ReadonlyMap<number, Counts>>,
  ownYears: readonly ReportingYear[],
): readonly PredecessorYear[] {
  const idBySlug = new Map(family.map(({ slug, id }) => [slug, id]))
  return [...counts]
    .filter(([year]) => !ownYears.includes(year))
    .sort(([one], [other]) => other - one)
    .flatMap(([year, byAuthority]) => {
      const joined = countsAsIfTodaysAuthoritiesHadExisted(
        family.map(({ id, kind, successors }) => ({
          authorityId: id,
          kind,
          successorIds: successors.flatMap((slug) => idBySlug.get(slug) ?? []),
          counts: byAuthority.get(id) ?? null,
        })),
      ).get(authority.id)
      if (!joined) return []
      const before = family.filter(({ id }) => id !== authority.id && byAuthority.has(id))
      return [
        {
          year,
          name: printYear(scheme, year),
          predecessors: joinWords(before.map(({ shortName }) => shortName)) ?? '',
          cells: cellsOf(scheme, joined),
        },
      ]
    })
}

function cellsOf(scheme: Scheme, counts: Counts): PredecessorYear['cells'] {
  return scheme.site.largeMeasures.flatMap(({ measure: code }) => {
    const measure = measureOf(scheme, code)
    if (!measure) return []
    const figure = figureFromCounts(measure, counts, new Map())
    return [
      {
        printed: figure.state === 'nothing-to-report' ? 'none' : printFigure(measure, figure),
        base: figure.state === 'calculated' ? printBase(measure, figure) : '',
      },
    ]
  })
}
