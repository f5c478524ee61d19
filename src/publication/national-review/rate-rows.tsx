import { number } from '../site/measure-words.ts'
import { type RateTable, shareOf } from './review-view.ts'

/** Rates with where they plausibly lie, on one scale: the chart is the table. */
export function RateRows({
  table,
  subject,
  baseName,
}: {
  table: RateTable
  /** Over the names: "Service". */
  subject: string
  /** Over the base: "investigated". */
  baseName: string
}) {
  const place = placeOn(table)
  const ticks = ticksOf(table)
  return (
    <table class="table rates">
      <thead>
        <tr>
          <th scope="col">{subject}</th>
          <th scope="col" class="rates__range">
            <span class="govuk-visually-hidden">Where the true rate plausibly lies</span>
            <svg class="rates__scale" width="100%" height="24" aria-hidden="true">
              {ticks.map((tick) => (
                <text x={place(tick)} y="17" text-anchor="middle">
                  {Math.round(tick * 100)}
                  {tick === 1 && '%'}
                </text>
              ))}
            </svg>
          </th>
          <th scope="col" class="number">
            Rate
          </th>
          <th scope="col" class="number">
            {baseName}
          </th>
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr>
            <th scope="row">{row.name}</th>
            <td class="rates__range">
              <span class="govuk-visually-hidden">{rangeWords(row.interval)}</span>
              <svg width="100%" height="100%" aria-hidden="true">
                {ticks.map((tick) => (
                  <line class="rates__grid" x1={place(tick)} x2={place(tick)} y1="0" y2="100%" />
                ))}
                <rect
                  class="rates__band"
                  x={place(row.interval.from)}
                  y="50%"
                  width={widthOn(table, row.interval)}
                  height="10"
                  transform="translate(0 -5)"
                />
                <line
                  class="rates__average"
                  x1={place(table.all.share)}
                  x2={place(table.all.share)}
                  y1="0"
                  y2="100%"
                />
                <circle class="rates__dot" cx={place(shareOf(row.figure))} cy="50%" r="7" />
              </svg>
            </td>
            <td class="number">
              <strong>{row.printed}</strong>
            </td>
            <td class="number">{number(row.figure.denominator)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** "55% to 61%". */
function rangeWords({ from, to }: { readonly from: number; readonly to: number }): string {
  return `${Math.round(from * 100)}% to ${Math.round(to * 100)}%`
}

/** Marks at every fifth, or at every tenth where the scale is short. */
export function ticksOf({ from }: Pick<RateTable, 'from'>): readonly number[] {
  const step = from >= 0.6 ? 10 : 20
  const first = Math.round(from * 100)
  return Array.from({ length: (100 - first) / step + 1 }, (_, index) => (first + index * step) / 100)
}

/** Room at both ends, so that a mark at 100% stays whole. */
const inset = 9

/** Where a share stands across the cell, in per cent of its width. */
function placeOn({ from }: Pick<RateTable, 'from'>): (share: number) => string {
  return (share) => percent(inset + ((share - from) / (1 - from)) * (100 - 2 * inset))
}

function widthOn({ from }: Pick<RateTable, 'from'>, interval: { from: number; to: number }): string {
  return percent(((interval.to - interval.from) / (1 - from)) * (100 - 2 * inset))
}

function percent(value: number): string {
  return `${Math.round(value * 100) / 100}%`
}
