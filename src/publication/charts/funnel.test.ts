import { describe, expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { boxesOverlap, textBox } from './chart-boxes.ts'
import { type Funnel, type FunnelFacts, type FunnelMember, layOutFunnel } from './funnel.ts'

const [measure] = scheme.measures
if (!measure) throw new Error('the scheme has a measure')

describe('a funnel', () => {
  test('stands on scales from 0 investigations and to 100%', () => {
    // The rates run from 0 to 100%, in steps of 20. The plot is 318 px high from 18 to 348: a fifth is 66 px.
    const funnel = laidOut({ others: [member(10, 10), member(0, 10)] })
    expect(funnel.plot).toEqual({ left: 46, top: 18, right: 532, bottom: 348 })
    expect(funnel.rateTicks.map(({ y, label }) => `${label} at ${y}`)).toEqual([
      '0 at 348',
      '20 at 282',
      '40 at 216',
      '60 at 150',
      '80 at 84',
      '100% at 18',
    ])
    // 5 of 10 is halfway up; 10 investigations are the most, of which 3% more are drawn: 46 + 486 ÷ 1.03.
    expect(funnel.own).toMatchObject({ x: 517.8, y: 183 })
    expect(funnel.averageY).toBe(183)
  })

  test('has every dot on the side of its limits on which the exact limits have it', () => {
    // Ten cases at 50%: 2 to 8 are within 95%, 1 to 9 within 99.8% (docs/methodology.md, "Funnel limits").
    const funnel = laidOut({ others: [member(10, 10), member(0, 10)] })
    const [lowInner = 0, highInner = 0] = ends(funnel.innerEdges)
    const [lowOuter = 0, highOuter = 0] = ends(funnel.outerEdges)
    const y = (cases: number) => 348 - cases * 33
    expect(lowInner).toBeGreaterThanOrEqual(y(2))
    expect(lowInner).toBeLessThan(y(1))
    expect(highInner).toBeLessThanOrEqual(y(8))
    expect(highInner).toBeGreaterThan(y(9))
    expect(lowOuter).toBeGreaterThanOrEqual(y(1))
    expect(lowOuter).toBeLessThan(y(0))
    expect(highOuter).toBeLessThanOrEqual(y(9))
    expect(highOuter).toBeGreaterThan(y(10))
  })

  test('draws authorities at one place as one dot whose area is their number', () => {
    const funnel = laidOut({ others: [member(1, 4), member(1, 4), member(1, 4), member(1, 4), member(3, 4)] })
    expect(funnel.others.map(({ count, radius }) => [count, radius])).toEqual([
      [4, 10],
      [1, 5],
    ])
  })

  test.each(['wide', 'narrow'] as const)('names this authority where it covers nobody, %s', (width) => {
    const others = Array.from({ length: 60 }, (_, index) => member((index * 7) % (3 + index), 3 + index))
    const funnel = laidOut({ others }, width)
    const { label } = funnel.own
    const lines = label.lines.map((text, index) =>
      textBox(text, { x: label.x, y: label.y + index * 20, anchor: 'start' }, { size: 16, isStrong: true }),
    )
    for (const line of lines) {
      for (const { x, y, radius } of funnel.others) {
        const dot = { left: x - radius, right: x + radius, top: y - radius, bottom: y + radius }
        expect(boxesOverlap(line, dot)).toBe(false)
      }
      expect(line.left).toBeGreaterThan(funnel.plot.left)
      expect(line.right).toBeLessThan(funnel.plot.right)
    }
  })

  test('keeps the names of its lines apart where the lines lie close', () => {
    // At 200 of 200 and half of them upheld the limits lie about 7 and 11 percentage points below the average.
    const funnel = laidOut({ own: member(100, 200), others: [member(0, 200), member(200, 200)] })
    const places = [funnel.averageLabel, ...funnel.limitLabels]
      .map(({ y }) => y)
      .sort((one, other) => one - other)
    for (let index = 1; index < places.length; index += 1) {
      expect((places[index] ?? 0) - (places[index - 1] ?? 0)).toBeGreaterThanOrEqual(20)
    }
  })

  test('is not drawn where the group has no average', () => {
    expect(layOutFunnel({ ...facts({}), average: average(0, 0) }, 'wide')).toBeUndefined()
  })

  test('draws a rate over its residents', () => {
    const rate = scheme.measures.find(({ denominator }) => denominator.kind === 'rate')
    if (!rate) throw new Error('the scheme has a rate')
    // 3 among 100,000, the other 1: rates 3 and 1, average 2 per 100,000.
    const funnel = layOutFunnel(
      {
        measure: rate,
        average: average(4, 200_000),
        own: { ...member(3, 100_000), label: ['Larchwick 3', '3 among 100,000'] },
        others: [member(1, 100_000)],
      },
      'wide',
    )
    expect(funnel?.rateTicks.map(({ label }) => label)).toEqual(['1', '1.5', '2', '2.5', '3'])
    expect(funnel?.averageLabel.text).toBe('2 avg')
  })
})

/** Where the lower and the upper edge end, at the right. */
function ends(edges: readonly string[]): readonly number[] {
  return edges.map((edge) => Number(edge.split(/[ ML]/).at(-1)))
}

function laidOut(
  given: Partial<Pick<FunnelFacts, 'others'>> & { own?: FunnelMember },
  width: 'wide' | 'narrow' = 'wide',
): Funnel {
  const funnel = layOutFunnel(facts(given), width)
  if (!funnel) throw new Error('there is an average')
  return funnel
}

function facts({
  own = member(5, 10),
  others = [],
}: Partial<Pick<FunnelFacts, 'others'>> & { own?: FunnelMember }): FunnelFacts {
  const all = [own, ...others]
  const sum = (part: 'numerator' | 'denominator') => all.reduce((total, one) => total + one[part], 0)
  if (!measure) throw new Error('the scheme has a measure')
  return {
    measure,
    average: average(sum('numerator'), sum('denominator')),
    own: { ...own, label: ['Larchwick 50%', '5 of 10'] },
    others,
  }
}

function average(numerator: number, denominator: number) {
  return { numerator, denominator, memberCount: 3, groupMemberCount: 3, meanOfRates: null }
}

function member(numerator: number, denominator: number): FunnelMember {
  return { numerator, denominator, isFew: false }
}
