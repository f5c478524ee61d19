import { describe, expect, test } from 'vitest'
import { boxesOverlap, textBox } from './chart-boxes.ts'
import { type GapFacts, type GapsOverTime, layOutGaps, type YearGap } from './gaps-over-time.ts'

const paused = { year: 2020, lines: ['Intake paused', 'from 2020-21'] } as const
const fewer = { year: 2022, lines: ['Fewer borderline cases', 'from 2022-23'] } as const

describe('gaps over time', () => {
  test('stand above and below a line at 0', () => {
    // From −30 to +30 over 264 px, without breaks from 16 to 280: 0 at 148, a point is 4.4 px.
    const gaps = laidOut({ years: [gap(2022, -10), gap(2023, 20)] })
    expect(gaps.zeroY).toBe(148)
    expect(gaps.dots.map(({ y }) => y)).toEqual([192, 60])
    expect(gaps.ticks.map(({ label }) => label)).toEqual(['−30', '−20', '−10', '0', '+10', '+20', '+30'])
    // From 5 points below to 5 above, each.
    expect(gaps.bands.map(({ top, height }) => [top, height])).toEqual([
      [170, 44],
      [38, 44],
    ])
  })

  test('are never joined across a break or a missing year', () => {
    const years = [gap(2018, 0), gap(2019, 1), gap(2020, 2), gap(2021, 3), gap(2023, 4), gap(2024, 5)]
    const gaps = laidOut({ years, breaks: [paused, fewer] })
    expect(gaps.lines).toHaveLength(3)
    // The break stands between the last year before it and the first after it.
    const [, before, after] = gaps.dots
    expect(gaps.breaks[0]?.x).toBeCloseTo(((before?.x ?? 0) + (after?.x ?? 0)) / 2, 0)
  })

  test('name their breaks beside one another where there is room', () => {
    const years = [2018, 2019, 2020, 2021, 2022, 2023].map((year) => gap(year, 0))
    const gaps = laidOut({ years, breaks: [paused, fewer] })
    expect(gaps.breakKey).toEqual([])
    const [one, other] = gaps.breaks.map(({ label }) => {
      const boxes = label.lines.map((text) => textBox(text, { ...label, y: 0 }, { size: 16 }))
      return {
        left: Math.min(...boxes.map(({ left }) => left)),
        right: Math.max(...boxes.map(({ right }) => right)),
        top: 0,
        bottom: 1,
      }
    })
    expect(one && other && boxesOverlap(one, other)).toBe(false)
  })

  test('say what their letters stand for where there is no room for names', () => {
    const years = [2018, 2019, 2020, 2021, 2022, 2023].map((year) => gap(year, 0))
    const gaps = laidOut({ years, breaks: [paused, fewer] }, 'narrow')
    expect(gaps.breaks.flatMap(({ label }) => label.lines)).toEqual(['A', 'B'])
    expect(gaps.breakKey).toEqual([
      'A: Intake paused, from 2020-21.',
      'B: Fewer borderline cases, from 2022-23.',
    ])
  })

  test('name every year with its counts where that fits, else the first, the shown and the last', () => {
    const years = [2020, 2021, 2022, 2023].map((year) => gap(year, 0))
    expect(laidOut({ years }).yearLabels.map(({ lines }) => lines)).toEqual([
      ['’20-21', '1/2'],
      ['’21-22', '1/2'],
      ['’22-23', '1/2'],
      ['’23-24', '1/2'],
    ])
    expect(laidOut({ years, shownYear: 2022 }, 'narrow').yearLabels.map(({ lines }) => lines)).toEqual([
      ['2020-21'],
      ['2023-24'],
      ['2022-23'],
    ])
  })

  test('name a year without a rate, and draw nothing for it', () => {
    const gaps = laidOut({
      years: [gap(2021, 0), gap(2023, 0)],
      yearsWithout: [{ year: 2022, name: '2022-23' }],
    })
    expect(gaps.yearLabels.map(({ lines }) => lines.join(' '))).toEqual([
      '’21-22 1/2',
      '’22-23 none',
      '’23-24 1/2',
    ])
    expect(gaps.dots).toHaveLength(2)
    expect(gaps.lines).toEqual([])
  })

  test('cover no dot with their words', () => {
    // The first years stand right where the words would begin, far above and far below.
    const years = [gap(2020, 29), gap(2021, -29), gap(2022, 0), gap(2023, 0)]
    const gaps = laidOut({ years })
    expect(gaps.sides).toHaveLength(2)
    for (const side of gaps.sides) {
      const box = textBox(side.text, { ...side, anchor: 'start' }, { size: 16 })
      for (const { x, y } of gaps.dots) {
        expect(boxesOverlap(box, { left: x - 6, right: x + 6, top: y - 6, bottom: y + 6 })).toBe(false)
      }
    }
  })

  test('fill the dot of the shown year alone', () => {
    const gaps = laidOut({ years: [gap(2022, 0), gap(2023, 0)], shownYear: 2022 })
    expect(gaps.dots.map(({ isShown }) => isShown)).toEqual([true, false])
  })
})

function gap(year: number, points: number): YearGap {
  return {
    year,
    name: `${year}-${(year + 1) % 100}`,
    counts: '1/2',
    gap: points,
    low: points - 5,
    high: points + 5,
  }
}

function laidOut(facts: Partial<GapFacts>, width: 'wide' | 'narrow' = 'wide'): GapsOverTime {
  const sides = { above: 'more upheld than average', below: 'fewer upheld than average' }
  const gaps = layOutGaps(
    {
      years: [],
      yearsWithout: [],
      breaks: [],
      shownYear: 2023,
      shownGap: undefined,
      sides: { wide: sides, narrow: sides },
      ...facts,
    },
    width,
  )
  if (!gaps) throw new Error('there are years')
  return gaps
}
