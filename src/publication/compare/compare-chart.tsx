import type { CompareMark, CompareTable } from './compare-table.ts'

/**
 * The marks of one row. Drawn in shares of the cell, so that all rows have one scale and the lines of the average
 * meet at every width of the window. It repeats the words beside it and is silent.
 */
export function RowMarks({
  table,
  mark,
  hasLine,
}: {
  table: CompareTable
  mark: CompareMark | undefined
  hasLine: boolean
}) {
  return (
    <svg class="compare__marks" width="100%" height="100%" aria-hidden="true" focusable="false">
      <Grid table={table} />
      {mark && <line class="compare__axis" x1="0%" x2="100%" y1="50%" y2="50%" />}
      {mark && <Band mark={mark} />}
      {table.average && hasLine && (
        <line
          class="compare__average"
          x1={at(table.average.at)}
          x2={at(table.average.at)}
          y1="0%"
          y2="100%"
        />
      )}
      {!table.average && mark?.average !== undefined && <OwnAverage at={mark.average} />}
      {mark && <circle class={`compare__dot${few(mark)}`} cx={at(mark.at)} cy="50%" r={mark.isFew ? 6 : 7} />}
    </svg>
  )
}

/** The scale over the rows, with the average where they share one. */
export function ScaleHead({ table }: { table: CompareTable }) {
  const { average, ticks } = table
  return (
    <svg class="compare__marks" width="100%" height="100%" aria-hidden="true" focusable="false">
      {ticks.map(({ at: share, label }) => (
        <text class="compare__tick" x={at(share)} y="100%" dy="-8" text-anchor="middle">
          {label}
        </text>
      ))}
      {average && (
        <>
          <line class="compare__average-casing" x1={at(average.at)} x2={at(average.at)} y1="26" y2="100%" />
          <line class="compare__average" x1={at(average.at)} x2={at(average.at)} y1="26" y2="100%" />
          <text class="compare__average-label" x={at(average.at)} y="18" text-anchor={anchorOf(average.at)}>
            {average.label}
          </text>
        </>
      )}
    </svg>
  )
}

/** The three marks with their names, beneath the table. */
export function MarksKey({ table, averageWords }: { table: CompareTable; averageWords: string }) {
  const hasFew = table.sections.some(({ kind }) => kind === 'few')
  return (
    <ul class="compare__key">
      <li>
        <svg width="44" height="20" aria-hidden="true" focusable="false">
          <rect class="compare__band" x="0" y="5" width="44" height="10" />
          <circle class="compare__dot" cx="22" cy="10" r="7" />
        </svg>
        rate, and where it plausibly lies
      </li>
      {hasFew && (
        <li>
          <svg width="44" height="20" aria-hidden="true" focusable="false">
            <rect class="compare__band compare__band--few" x="1" y="5" width="42" height="10" />
            <circle class="compare__dot compare__dot--few" cx="22" cy="10" r="6" />
          </svg>
          too few to tell
        </li>
      )}
      {table.groups.length > 0 && (
        <li>
          <svg width="12" height="20" aria-hidden="true" focusable="false">
            <line class="compare__average" x1="6" x2="6" y1="0" y2="20" />
          </svg>
          {averageWords}
        </li>
      )}
    </ul>
  )
}

function Grid({ table }: { table: CompareTable }) {
  return (
    <>
      {table.ticks.map(({ at: share }) => (
        <line class="compare__grid" x1={at(share)} x2={at(share)} y1="0%" y2="100%" />
      ))}
    </>
  )
}

function Band({ mark }: { mark: CompareMark }) {
  return (
    <rect
      class={`compare__band${mark.isFew ? ' compare__band--few' : ''}`}
      x={at(mark.from)}
      y="50%"
      width={at(mark.to - mark.from)}
      height="10"
      transform="translate(0 -5)"
    />
  )
}

/** An average of this row alone, where the rows stand in several groups. */
function OwnAverage({ at: share }: { at: number }) {
  return <line class="compare__average" x1={at(share)} x2={at(share)} y1="22%" y2="78%" />
}

function few({ isFew }: CompareMark): string {
  return isFew ? ' compare__dot--few' : ''
}

function at(share: number): string {
  return `${Number((share * 100).toFixed(2))}%`
}

/** Near an end the label stays over the scale. */
function anchorOf(share: number): 'start' | 'middle' | 'end' {
  return share < 0.18 ? 'start' : share > 0.82 ? 'end' : 'middle'
}
