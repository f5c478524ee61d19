import { textBox } from './chart-boxes.ts'
import { scaleOf, tenth } from './chart-scale.ts'
import { textWidth } from './chart-text.ts'

/** All decisions of a year: not investigated, investigated and not upheld, upheld. With their words. */
export type SplitFacts = {
  readonly notInvestigated: Part
  readonly investigated: Part
  readonly notUpheld: Part
  readonly upheld: Part
}

type Part = { readonly count: number; readonly label: string }

export type SplitBar = {
  readonly width: number
  readonly height: number
  readonly top: number
  readonly barHeight: number
  readonly parts: readonly {
    readonly kind: 'not-investigated' | 'not-upheld' | 'upheld'
    readonly x: number
    readonly width: number
  }[]
  readonly labels: readonly SplitLabel[]
  /** From a small part to its label, where that could not stand under it. */
  readonly leader: { readonly fromX: number; readonly toX: number } | undefined
}

export type SplitLabel = {
  readonly x: number
  readonly y: number
  readonly anchor: 'start' | 'end'
  readonly text: string
  readonly isStrong: boolean
}

const width = 328
const gap = 2
const size = 16

/** Lays out the bar that shows how small the base of a rate is among all decisions; undefined without any. */
export function layOutSplit({
  notInvestigated,
  investigated,
  notUpheld,
  upheld,
}: SplitFacts): SplitBar | undefined {
  const total = notInvestigated.count + investigated.count
  if (total === 0) return undefined
  const across = scaleOf({ from: 0, to: total }, { from: 0, to: width })
  const start = across(notInvestigated.count)
  const middle = across(notInvestigated.count + notUpheld.count)
  const parts = [
    { kind: 'not-investigated' as const, x: 0, end: start, count: notInvestigated.count },
    { kind: 'not-upheld' as const, x: start, end: middle, count: notUpheld.count },
    { kind: 'upheld' as const, x: middle, end: width, count: upheld.count },
  ].filter(({ count }) => count > 0)
  const upheldWidth = textWidth(upheld.label, { size, isStrong: true })
  const below = upheldWidth + 14
  const notUpheldEnd = tenth(Math.min(middle, width - below))
  const notUpheldAt = Math.max(notUpheldEnd, textWidth(notUpheld.label, { size }))
  return {
    width,
    height: 88,
    top: 24,
    barHeight: 36,
    parts: parts.map(({ kind, x, end }, index) => ({
      kind,
      x,
      width: tenth(Math.max(1, end - x - (index < parts.length - 1 ? gap : 0))),
    })),
    labels: [
      { x: 0, y: 16, anchor: 'start', text: notInvestigated.label, isStrong: false },
      { x: width, y: 16, anchor: 'end', text: investigated.label, isStrong: true },
      ...(notUpheld.count > 0
        ? [{ x: notUpheldAt, y: 82, anchor: 'end' as const, text: notUpheld.label, isStrong: false }]
        : []),
      { x: width, y: 82, anchor: 'end', text: upheld.label, isStrong: true },
    ],
    leader: leaderOf(notUpheld, { start, middle, labelEnd: notUpheldAt }),
  }
}

function leaderOf(
  { count, label }: Part,
  { start, middle, labelEnd }: { start: number; middle: number; labelEnd: number },
): SplitBar['leader'] {
  const centre = tenth((start + middle) / 2)
  const { left, right } = textBox(label, { x: labelEnd, y: 0, anchor: 'end' }, { size })
  const standsUnder = left <= centre && centre <= right
  return count === 0 || standsUnder ? undefined : { fromX: centre, toX: tenth(labelEnd - 6) }
}
