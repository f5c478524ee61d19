import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { addresses } from '../../web/addresses.ts'
import { number } from '../site/measure-words.ts'
import { fewLimits } from './map-finding.ts'
import type { MapMark } from './map-mark.ts'
import type { MapQuestion, MapSort } from './map-question.ts'
import { type MapRows, type MapTablePage, rowsAPage } from './map-table.ts'

export type MapTableSettings = {
  readonly scheme: Scheme
  readonly measure: Measure
  readonly question: MapQuestion
  readonly marks: readonly MapMark[]
  readonly page: MapTablePage
  readonly addressOf: (change: Partial<MapQuestion>) => string
  /** Of the whole table as a file. */
  readonly fileAddress: string
}

/** The same as the picture, row by row. */
export function MapTable(table: MapTableSettings) {
  const { scheme, measure, question, marks, page } = table
  const { many } = scheme.site.authorityWords
  const { baseColumn, column } = question.measure
  const limits = fewLimits(scheme, marks)
  const hasFew = marks.some(({ state }) => state.kind === 'few')
  return (
    <div class="map-table">
      <table class="table">
        <caption>
          {`${question.layer.name} ${many}, ${number(page.first)} to ${number(page.last)} of ${number(page.total)}`}
        </caption>
        <thead>
          <tr>
            <Head {...table} sort="name" text={capital(scheme.site.authorityWords.one)} order="A to Z" />
            <Head {...table} sort="base" text={baseColumn} order="most first" />
            <Head {...table} sort="value" text={column} order={`${question.measure.darkest} first`} />
          </tr>
        </thead>
        {page.parts.map((part) => (
          <Rows part={part} question={question} />
        ))}
      </table>
      <Pager {...table} />
      <div class="map-table__notes">
        {hasFew && (
          <p class="small">
            ○ too few to tell; shown as a count, because no possible result could stand clearly apart
            {limits && `: ${limits}`}.
          </p>
        )}
        <p class="small">
          <a class="link" href={addresses.method(measure.methodSection)}>
            How this is counted
          </a>
        </p>
      </div>
    </div>
  )
}

/** A heading that orders the table by its column, unless it does already. */
function Head({
  question,
  addressOf,
  sort,
  text,
  order,
}: MapTableSettings & { sort: MapSort; text: string; order: string }) {
  const isSorted = question.sort === sort
  const isRising = sort === 'name' || (sort === 'value' && question.measure.darkest === 'lowest')
  const direction = isRising ? 'ascending' : 'descending'
  return (
    <th scope="col" class={sort === 'name' ? '' : 'number'} aria-sort={isSorted ? direction : undefined}>
      {isSorted ? (
        <>
          {text}
          <span class="map-table__order">, {order}</span>
        </>
      ) : (
        <a class="link" href={addressOf({ sort, page: 1 })}>
          {text}
        </a>
      )}
    </th>
  )
}

const partNames: Readonly<Record<MapMark['state']['kind'], string>> = {
  shade: 'Enough to compare',
  few: 'Too few to tell, A to Z',
  none: 'Nothing to report, A to Z',
  unknown: 'Not calculated, A to Z',
}

function Rows({ part, question }: { part: MapRows; question: MapQuestion }) {
  return (
    <tbody>
      {part.state && (
        <tr class="table__group">
          <th scope="rowgroup" colspan={3}>
            {partNames[part.state]}
          </th>
        </tr>
      )}
      {part.marks.map((mark) => (
        <Row mark={mark} question={question} />
      ))}
    </tbody>
  )
}

function Row({ mark, question }: { mark: MapMark; question: MapQuestion }) {
  const isChosen = mark.slug === question.authority
  return (
    <tr class={isChosen ? 'map-table__chosen' : undefined}>
      <th scope="row">
        <a class="link" href={addresses.authority(mark.slug, question.year)}>
          {mark.name}
        </a>
        {isChosen && <span class="govuk-visually-hidden"> (chosen on the map)</span>}
      </th>
      <td class="number">{mark.base === undefined ? 'not known' : number(mark.base)}</td>
      <td class={mark.state.kind === 'shade' ? 'number' : 'number map-table__light'}>
        {mark.value}
        {mark.state.kind === 'few' && (
          <>
            <span aria-hidden="true"> ○</span>
            <span class="govuk-visually-hidden"> too few to tell</span>
          </>
        )}
      </td>
    </tr>
  )
}

function Pager({ question, page, addressOf, fileAddress }: MapTableSettings) {
  const current = question.page
  const left = page.total - page.last
  return (
    <nav class="map-table__pages" aria-label="Pages of the table">
      <ul>
        {current !== undefined && current > 1 && (
          <PageLink href={addressOf({ page: current - 1 })} text={`Previous ${rowsAPage}`} />
        )}
        {current !== undefined && current < page.pageCount && (
          <PageLink href={addressOf({ page: current + 1 })} text={`Next ${Math.min(rowsAPage, left)}`} />
        )}
        {page.pageCount > 1 &&
          (current === undefined ? (
            <PageLink href={addressOf({ page: 1 })} text={`${rowsAPage} on a page`} />
          ) : (
            <PageLink href={addressOf({ page: undefined })} text={`All ${number(page.total)} on one page`} />
          ))}
        <PageLink href={fileAddress} text="CSV" />
      </ul>
    </nav>
  )
}

function PageLink({ href, text }: { href: string; text: string }) {
  return (
    <li>
      <a class="link" href={href}>
        {text}
      </a>
    </li>
  )
}
