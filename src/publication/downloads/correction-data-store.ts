import { sql } from 'kysely'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { type CorrectionRow, correctionColumns } from './correction-columns.ts'
import { allOf, dataSet, equals, releasedTable } from './data-set-store.ts'
import { figureOfRow, knownMeasure, ofAuthority } from './figure-data-store.ts'

type StoredFigure = {
  readonly state: string | null
  readonly numerator: number | null
  readonly denominator: number | null
}

export const corrections = dataSet<CorrectionRow>({
  name: 'corrections',
  title: 'Corrections',
  about: 'One figure that changed after its first publication, as it was and as it is.',
  isByYear: true,
  isByRevision: false,
  keyParts: ['whole number', 'whole number', 'text', 'text'],
  linkMeanings: { page: 'All corrections.', how_made: 'The page that tells how the figure is made now.' },
  columns: correctionColumns,
  links: ({ slug, year, measure }, { origin }) => ({
    page: `${origin}${addresses.corrections()}`,
    how_made: `${origin}${addresses.figure(slug, year, measure.code)}`,
  }),
  keyOf: ({ year, revision, slug, measure }) => [year, revision, slug, measure.code],
  async readRows({ database, scheme, releases }, filter, { after, limit }) {
    const { rows } = await sql<{
      year: number
      revision: number
      publishedAt: Date
      slug: string
      officialName: string
      measure: string
      reason: string | null
      oldFigure: StoredFigure
      newFigure: StoredFigure
    }>`
      with latest as (select year, revision, published_at from ${releasedTable(releases)} where revision > 1),
      old as (
        select figure.*, latest.revision as corrected_by
        from latest
        join figure on figure.year = latest.year and figure.revision = latest.revision - 1
      ),
      new as (
        select figure.*, latest.revision as corrected_by
        from latest
        join figure on figure.year = latest.year and figure.revision = latest.revision
      )
      select
        year, corrected_by as revision, latest.published_at,
        authority.slug, authority.official_name, measure, revision.reason,
        json_build_object('state', old.state, 'numerator', old.numerator, 'denominator', old.denominator)
          as old_figure,
        json_build_object('state', new.state, 'numerator', new.numerator, 'denominator', new.denominator)
          as new_figure
      from old
      full join new using (year, corrected_by, authority_id, measure)
      join latest using (year)
      join revision using (year)
      join authority using (authority_id)
      where latest.revision = corrected_by and revision.revision = corrected_by
      and ${allOf([
        sql`measure = any(${scheme.measures.map(({ code }) => code)}::text[])`,
        sql`(old.state, old.numerator, old.denominator) is distinct from (new.state, new.numerator, new.denominator)`,
        ...ofAuthority(filter),
        equals('year', filter.year),
        equals('measure', filter.measure),
        after && sql`(year, corrected_by, authority.slug, measure) > (${sql.join(after)})`,
      ])}
      order by year, corrected_by, authority.slug, measure
      limit ${limit}
    `.execute(database)
    return rows.map(({ oldFigure, newFigure, ...row }) => ({
      ...row,
      year: reportingYear(row.year),
      measure: knownMeasure(scheme, row.measure),
      before: figureIfThere(oldFigure),
      after: figureIfThere(newFigure),
    }))
  },
})

function figureIfThere({ state, ...counts }: StoredFigure) {
  return state === null ? undefined : figureOfRow({ state, ...counts })
}
