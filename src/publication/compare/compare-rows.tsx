import { printYear } from '../../scheme/printed-dates.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { addresses } from '../../web/addresses.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { RowMarks, ScaleHead } from './compare-chart.tsx'
import { byHand, type Choice, type Order, queryOf } from './compare-choice.ts'
import type { CompareRow, CompareSection, CompareTable } from './compare-table.ts'

type RowsSettings = {
  readonly publicSite: PublicSite
  readonly choice: Choice
  readonly table: CompareTable
  /** Everybody in the table. */
  readonly slugs: readonly string[]
}

/** All rows on one scale: numbers, marks, and the verdict in words. */
export function CompareRows(settings: RowsSettings) {
  const { publicSite, choice, table } = settings
  const { many } = publicSite.scheme.site.authorityWords
  return (
    <table class="table compare">
      <caption class="govuk-visually-hidden">
        {choice.measure.name}, {printYear(publicSite.scheme, choice.year)}, {orderWords[choice.order]}
        {table.average && `. Average of similar ${many}: ${table.average.label.replace('similar ', '')}`}
      </caption>
      <Head {...settings} />
      {table.sections.map((section) => (
        <Section {...settings} section={section} />
      ))}
    </table>
  )
}

const orderWords = {
  name: 'A to Z',
  highest: 'highest first',
  lowest: 'lowest first',
  base: 'largest base first',
} as const satisfies Record<Order, string>

function Head({ publicSite, choice, table }: RowsSettings) {
  const { one } = publicSite.scheme.site.authorityWords
  const { order } = choice
  const byRate = order === 'highest' ? 'lowest' : 'highest'
  return (
    <thead>
      <tr class="compare__head">
        <th scope="col" aria-sort={order === 'name' ? 'ascending' : undefined}>
          <SortLink choice={choice} order="name" text={capital(one)} />
          {order === 'name' && ', A to Z'}
        </th>
        <th
          scope="col"
          class="number"
          aria-sort={order === 'highest' ? 'descending' : order === 'lowest' ? 'ascending' : undefined}
        >
          <SortLink choice={choice} order={byRate} text={table.column} />
          {(order === 'highest' || order === 'lowest') && <small>{orderWords[order]}</small>}
        </th>
        <th scope="col" class="number compare__count" aria-sort={order === 'base' ? 'descending' : undefined}>
          <SortLink choice={choice} order="base" text="Count" />
          {order === 'base' && <small>{orderWords.base}</small>}
        </th>
        <td class="compare__scale">
          <ScaleHead table={table} />
        </td>
        <th scope="col" class="compare__verdict">
          Compared with similar
        </th>
        <td class="compare__remove" />
      </tr>
    </thead>
  )
}

function SortLink({ choice, order, text }: { choice: Choice; order: Order; text: string }) {
  return (
    <a class="link" href={addresses.compare(queryOf({ ...choice, order }))}>
      {text}
    </a>
  )
}

function Section(settings: RowsSettings & { section: CompareSection }) {
  const { section, table } = settings
  const hasLine = section.kind === 'compared' || section.kind === 'few'
  return (
    <tbody>
      {section.heading !== undefined && (
        <tr class="compare__heading">
          <th scope="rowgroup" colspan={3}>
            {section.heading}
          </th>
          <td class="compare__scale">
            {hasLine && <RowMarks table={table} mark={undefined} hasLine={hasLine} />}
          </td>
          <td class="compare__verdict" />
          <td class="compare__remove" />
        </tr>
      )}
      {section.rows.map((row) => (
        <Row {...settings} row={row} hasLine={hasLine} />
      ))}
    </tbody>
  )
}

function Row({ choice, table, slugs, row, hasLine }: RowsSettings & { row: CompareRow; hasLine: boolean }) {
  const { authority, isOwn, verdict } = row
  return (
    <tr class={isOwn ? 'compare__own' : undefined}>
      <th scope="row">
        <a class="link" href={addresses.authority(authority.slug, choice.year)}>
          {authority.officialName}
        </a>
        <small class="compare__verdict-below">
          <Verdict verdict={verdict} />
        </small>
      </th>
      <td class="number">
        {row.printed !== '' && <strong>{row.printed}</strong>}
        <small class="compare__count-below">{row.count}</small>
      </td>
      <td class="number compare__count">{row.count}</td>
      <td class="compare__scale">
        <RowMarks table={table} mark={row.mark} hasLine={hasLine} />
      </td>
      <td class="compare__verdict">
        <Verdict verdict={verdict} />
      </td>
      <td class="compare__remove">
        <a
          class="link"
          href={addresses.compare(
            queryOf(
              byHand(
                choice,
                slugs.filter((slug) => slug !== authority.slug),
              ),
            ),
          )}
        >
          remove<span class="govuk-visually-hidden"> {authority.officialName}</span>
        </a>
      </td>
    </tr>
  )
}

/** Only what is clear is strong; "no clear difference" needs no more words in a table. */
function Verdict({ verdict }: { verdict: CompareRow['verdict'] }) {
  const isClear = verdict.rest.startsWith(':') && verdict.strong !== 'No clear difference'
  if (!isClear) return <>{(verdict.strong === '' ? verdict.rest : verdict.strong).replace(/\.$/, '')}</>
  return (
    <>
      <strong>{verdict.strong}</strong>
      {verdict.rest.replace(/\.$/, '')}
    </>
  )
}
