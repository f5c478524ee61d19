import { createHash } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { type CycleMembership, checkAuthorities, membersOf } from '../authorities/register.ts'
import { readRegister } from '../authorities/register-files.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import { reportingYear, reportingYearOf } from '../scheme/reporting-year.ts'
import { timeOf } from '../scheme/wall-clock.ts'
import { groupBy } from '../statistics/grouping.ts'
import { formatRate, wholePercent } from '../statistics/rounding.ts'
import { demonstrationYears, yearUnderReview } from './calibration.ts'
import { type Demonstration, makeDemonstration } from './demonstration.ts'
import { cycleUnderReview, daysAfter } from './demonstration-cycles.ts'
import type { InventedCase } from './invented-casework.ts'
import { isPublishable } from './invented-publications.ts'
import { publishedAuthorities } from './published-letters.ts'

const register = readRegister()
const demonstration = makeDemonstration(register)
const realFive = ['ashfield', 'bassetlaw', 'bolsover', 'bromsgrove', 'east-midlands']

type Counted = {
  readonly received: number
  readonly investigated: number
  readonly upheld: number
  readonly remedied: number
  readonly outcomes: number
  readonly satisfied: number
  readonly late: number
}

describe('the totals of 2023-24', () => {
  // The table of published totals and of ours, real authorities' published figures included.
  test.each([
    ['district', 234, 371, 198, 200, 49, 2_470],
    ['county', 877, 1_032, 848, 850, 61, 3_400],
    ['london', 726, 854, 693, 700, 87, 4_200],
    ['unitary', 761, 963, 715, 722, 91, 4_250],
    ['metropolitan', 594, 743, 560, 565, 71, 3_300],
    ['outside', 22, 40, 20, 20, 3, 317],
  ])(
    '%s: %i upheld of %i, %i satisfied of %i, %i remedied before, %i received',
    (group, upheld, investigated, satisfied, outcomes, remedied, received) => {
      const counted = countGroup(2023, group)
      expect(counted).toMatchObject({ upheld, investigated, satisfied, outcomes, remedied, received })
    },
  )

  test('come to 17,937 received and 3,214 of 4,003 upheld, which is 80%', () => {
    const all = groupNames.map((group) => countGroup(2023, group))
    const sum = (key: keyof Counted) => all.reduce((total, counted) => total + counted[key], 0)
    expect([sum('received'), sum('upheld'), sum('investigated')]).toEqual([17_937, 3_214, 4_003])
    expect(wholePercent(sum('upheld'), sum('investigated'))).toBe(80)
  })

  test.each([
    ['district', 63, 99, 21, '1.2'],
    ['county', 85, 100, 7, '4.5'],
    ['london', 85, 99, 12, '8.2'],
    ['unitary', 79, 99, 12, '4.6'],
  ])(
    'print as published: %s %i, %i and %i per cent, and %s per 100,000',
    (group, upheld, complied, remedied, rate) => {
      const counted = countGroup(2023, group)
      expect(wholePercent(counted.upheld, counted.investigated)).toBe(upheld)
      expect(wholePercent(counted.satisfied, counted.outcomes)).toBe(complied)
      expect(wholePercent(counted.remedied, counted.upheld)).toBe(remedied)
      expect(formatRate(counted.upheld, residentsOf(group), 100_000)).toBe(rate)
    },
  )
})

describe('other years', () => {
  test('districts of 2019-20 print as published: 45%, 99%, 20%', () => {
    const { upheld, investigated, satisfied, outcomes, remedied } = countGroup(2019, 'district')
    expect(wholePercent(upheld, investigated)).toBe(45)
    expect(wholePercent(satisfied, outcomes)).toBe(99)
    expect(wholePercent(remedied, upheld)).toBe(20)
  })

  test.each([
    [2018, 58],
    [2019, 61],
    [2020, 67],
    [2021, 66],
    [2022, 74],
    [2023, 80],
    [2024, 83],
  ])('of the year that begins in %i: nationally %i per cent of investigations upheld', (year, percent) => {
    const all = groupNames.map((group) => countGroup(year, group))
    const upheld = all.reduce((sum, counted) => sum + counted.upheld, 0)
    const investigated = all.reduce((sum, counted) => sum + counted.investigated, 0)
    expect(wholePercent(upheld, investigated)).toBe(percent)
  })

  test('between 12% and 18% of what was carried out was late, every year', () => {
    for (const year of demonstrationYears) {
      const all = groupNames.map((group) => countGroup(year, group))
      const share =
        all.reduce((sum, { late }) => sum + late, 0) / all.reduce((sum, { satisfied }) => sum + satisfied, 0)
      expect(share).toBeGreaterThan(0.12)
      expect(share).toBeLessThan(0.18)
    }
  })
})

describe('cases are spread as real ones are', () => {
  test('about a fifth of districts have no investigation, and most have two or fewer', () => {
    const counts = countsByAuthority(2023, 'district').map(({ investigated }) => investigated)
    const share = (limit: number) => counts.filter((count) => count <= limit).length / counts.length
    expect(share(0)).toBeGreaterThan(0.16)
    expect(share(0)).toBeLessThan(0.24)
    expect(share(2)).toBeGreaterThan(0.6)
    expect(Math.max(...counts)).toBeGreaterThan(7)
  })

  test('no complaint came while intake was paused in spring 2020', () => {
    const paused = demonstration.cases.filter(
      ({ receivedOn }) => receivedOn >= '2020-03-26' && receivedOn <= '2020-06-28',
    )
    expect(paused).toEqual([])
  })

  test('references begin with the year of receipt and are unique', () => {
    const wrong = demonstration.cases.filter(
      ({ reference, receivedOn }) =>
        !/^\d\d \d{3} \d{3}$/.test(reference) || Number(reference.slice(0, 2)) !== yearOf(receivedOn) % 100,
    )
    expect(wrong).toEqual([])
    expect(new Set(demonstration.cases.map(({ reference }) => reference)).size).toBe(
      demonstration.cases.length,
    )
  })

  test('a complaint is received, then decided, then its outcome recorded, and nothing after the last year', () => {
    const wrong = demonstration.cases.filter(({ receivedOn, decidedOn, complianceRecordedOn }) => {
      const isInOrder =
        (decidedOn === null || decidedOn >= receivedOn) &&
        (complianceRecordedOn === null || (decidedOn !== null && complianceRecordedOn > decidedOn))
      return (
        !isInOrder ||
        [receivedOn, decidedOn, complianceRecordedOn].some((date) => (date ?? '') > '2025-03-31')
      )
    })
    expect(wrong).toEqual([])
  })

  test('every category of the scheme has complaints, and no other', () => {
    const categories = new Set(demonstration.cases.map(({ category }) => category))
    expect([...categories].sort()).toEqual(ombudsmanForEngland.categories.map(({ code }) => code).sort())
  })

  test('every outcome and every kind of recommendation occurs, and no other', () => {
    const outcomes = new Set(demonstration.cases.flatMap(({ outcome }) => outcome ?? []))
    const kinds = new Set(
      demonstration.cases.flatMap(({ recommendations }) => recommendations.map(({ kind }) => kind)),
    )
    expect([...outcomes].sort()).toEqual(ombudsmanForEngland.outcomes.map(({ code }) => code).sort())
    expect([...kinds].sort()).toEqual(ombudsmanForEngland.recommendationKinds.map(({ code }) => code).sort())
  })

  test('only upheld cases have recommendations, and the case is due with the last of them', () => {
    const wrong = demonstration.cases.filter(({ recommendations, remedyDueOn, outcome }) => {
      const lastDue =
        recommendations
          .map(({ dueOn }) => dueOn)
          .toSorted()
          .at(-1) ?? null
      return remedyDueOn !== lastDue || (lastDue !== null && outcome !== 'upheld')
    })
    expect(wrong).toEqual([])
  })

  test('education and children lead among counties, planning among districts', () => {
    expect(commonestInvestigated('county')).toBe('education-and-children')
    expect(commonestInvestigated('district')).toBe('planning')
  })
})

describe('not every letter is a happy one', () => {
  const counts = groupNames.flatMap((group) => countsByAuthority(2023, group))

  test('a county failed twice to carry out what it had agreed: 46 of 48', () => {
    expect(counts.find(({ authority }) => authority === 'westmarch')).toMatchObject({
      investigated: 58,
      upheld: 52,
      remedied: 5,
      outcomes: 48,
      satisfied: 46,
    })
  })

  test('that county is large enough for 52 upheld complaints: about 6.4 per 100,000 residents', () => {
    const residents = demonstration.populations.find(
      ({ authority, year }) => authority === 'westmarch' && year === 2022,
    )?.residents
    expect(Math.abs((52 * 100_000) / (residents ?? 1) - 6.4)).toBeLessThan(0.3)
  })

  test('somewhere nothing was upheld of several investigations', () => {
    expect(counts.filter(({ investigated, upheld }) => investigated > 1 && upheld === 0)).not.toEqual([])
  })

  test('somewhere nothing happened at all, and somewhere only received complaints', () => {
    expect(
      counts.some(({ received, investigated, outcomes }) => received + investigated + outcomes === 0),
    ).toBe(true)
    expect(counts.some(({ received, investigated }) => received > 0 && investigated === 0)).toBe(true)
  })

  test('somewhere nothing was recorded although something was due, which holds the letter', () => {
    const due = new Set(
      demonstration.cases
        .filter(
          ({ remedyDueOn, complianceRecordedOn }) =>
            remedyDueOn !== null &&
            remedyDueOn <= '2024-03-31' &&
            (complianceRecordedOn === null || complianceRecordedOn > '2024-03-31'),
        )
        .map(({ authority }) => authority),
    )
    const held = counts.filter(({ authority, outcomes }) => outcomes === 0 && due.has(authority))
    expect(held).not.toEqual([])
  })

  test('a county that ended in 2023 still had cases decided in 2023-24, outside the groups', () => {
    const ended = demonstration.authorities.filter(
      ({ kind, endsOn }) => kind === 'county' && endsOn === '2023-03-31',
    )
    const late = counts.filter(
      ({ authority, investigated }) => investigated > 0 && ended.some(({ slug }) => slug === authority),
    )
    expect(late).not.toEqual([])
    for (const { authority } of late) expect(groupIn(2023, authority)).toBe('outside')
  })

  test('one bespoke paragraph is approved and one is not', () => {
    const approvals = demonstration.bespokeParagraphs.map(({ approvedBy }) => approvedBy !== null)
    expect(approvals).toEqual([true, false])
  })
})

describe('the year under review', () => {
  const { review, membersUnderReview } = demonstration
  const slugs = membersUnderReview.map(({ authority }) => authority)
  const written = membersUnderReview.filter(({ getsLetter }) => getsLetter).map(({ authority }) => authority)

  test.each([
    ['district', 231, 350, 212, 214, 48, 2_760],
    ['county', 924, 1_050, 887, 890, 65, 3_850],
    ['london', 757, 870, 734, 740, 91, 4_620],
    ['unitary', 804, 980, 769, 775, 97, 4_800],
    ['metropolitan', 611, 745, 586, 590, 73, 3_700],
    ['outside', 20, 38, 19, 19, 2, 340],
  ])(
    '%s: %i upheld of %i, %i satisfied of %i, %i remedied before, %i received',
    (group, upheld, investigated, satisfied, outcomes, remedied, received) => {
      const counted = countGroup(2024, group)
      expect(counted).toMatchObject({ upheld, investigated, satisfied, outcomes, remedied, received })
    },
  )

  test('leaves everything of the six years before it as it was', () => {
    const end = '2024-03-31'
    const asOfThen = demonstration.cases
      .filter(({ receivedOn }) => receivedOn <= end)
      .map((invented) => {
        const { decidedOn, complianceRecordedOn, recommendations } = invented
        const isDecided = decidedOn !== null && decidedOn <= end
        const isSettled = complianceRecordedOn !== null && complianceRecordedOn <= end
        return {
          ...invented,
          ...(isDecided ? {} : undecided),
          ...(isSettled ? {} : { complianceRecordedOn: null, complianceOutcome: null }),
          recommendations: (isDecided ? recommendations : []).map((one) =>
            isSettled ? one : { ...one, settledOn: null, settlement: null },
          ),
        }
      })
    const digest = createHash('sha256').update(JSON.stringify(asOfThen)).digest('hex')
    expect([asOfThen.length, digest.slice(0, 16)]).toEqual([99_289, '7d1879a464825290'])
  })

  test('nearly everything that waited when it began was decided in it', () => {
    const waited = demonstration.cases.filter(
      ({ receivedOn, decidedOn }) =>
        receivedOn <= '2024-03-31' && (decidedOn === null || decidedOn > '2024-03-31'),
    )
    const stillWaits = waited.filter(({ decidedOn }) => decidedOn === null)
    expect(waited.length).toBeGreaterThan(1_500)
    expect(stillWaits.length).toBeLessThan(20)
  })

  test('nobody failed at what was not due yet', () => {
    const failed = demonstration.cases.filter(
      ({ complianceRecordedOn, complianceOutcome }) =>
        (complianceRecordedOn ?? '') > '2024-03-31' && complianceOutcome === 'not-satisfied',
    )
    expect(failed.length).toBe(21)
    expect(failed.filter(({ remedyDueOn }) => (remedyDueOn ?? '') > '2025-03-31')).toEqual([])
  })

  test('one district has something due and nothing recorded, so that its letter cannot say which', () => {
    const due = new Set(
      demonstration.cases
        .filter(({ remedyDueOn }) => remedyDueOn !== null && remedyDueOn <= '2025-03-31')
        .filter(({ complianceRecordedOn }) => complianceRecordedOn === null)
        .map(({ authority }) => authority),
    )
    const held = written.filter((slug) => due.has(slug) && countAuthority(2024, slug).outcomes === 0)
    expect(held.map((slug) => groupIn(2024, slug))).toEqual(['district'])
  })

  test('nothing of it can be read, and no real body gets a letter', () => {
    for (const { decidedOn } of demonstration.cases.filter(isPublishable)) {
      expect(decidedOn <= '2024-03-31').toBe(true)
    }
    expect(realFive.every((slug) => slugs.includes(slug))).toBe(true)
    expect(written.filter((slug) => realFive.includes(slug))).toEqual([])
  })

  test('two queries wait for an answer, one about a case and one about a figure; sixteen are answered', () => {
    const open = review.queries.filter(({ answer }) => answer === null)
    expect(open.map(({ about }) => Object.keys(about))).toEqual([['reference'], ['measure']])
    expect(new Set(open.map(({ authority }) => authority)).size).toBe(2)
    expect(review.queries.length).toBe(18)
    for (const { authority, about, raised, answer } of review.queries) {
      expect(written).toContain(authority)
      if ('reference' in about) {
        const asked = demonstration.cases.find(({ reference }) => reference === about.reference)
        expect(asked?.authority).toBe(authority)
      }
      expect(raised.daysAgo).toBeLessThan(review.opened.daysAgo)
      if (answer) expect(answer.daysAgo).toBeLessThan(raised.daysAgo)
      expect(answer?.daysAgo).not.toBe(0)
    }
  })

  test.each(['2026-01-01', '2026-03-28', '2026-10-24', '2027-02-28'])(
    'loaded on %s, it is always under way: letters in 20 days, published a week later at 9:30',
    (today) => {
      const { letterDate, publishedAt } = cycleUnderReview(ombudsmanForEngland, today)
      expect(daysAfter(letterDate, -20)).toBe(today)
      expect(dayOf(ombudsmanForEngland, publishedAt)).toBe(daysAfter(today, 27))
      expect(timeOf(ombudsmanForEngland, publishedAt)).toBe('09:30')
    },
  )
})

describe('the training that was held', () => {
  const { workshops, courses } = demonstration.training
  const peopleIn = (held: typeof workshops) =>
    held.flatMap(({ bookings }) => bookings.flatMap(({ came }) => came.filter((isThere) => isThere))).length
  const heldIn = (year: number, kind: string) =>
    workshops.filter(
      ({ day, course }) =>
        reportingYearOf(ombudsmanForEngland, day) === year &&
        courses.find(({ slug }) => slug === course)?.kind === kind,
    )

  test.each([
    [2023, 126, 1_743],
    [2024, 131, 1_856],
  ])('comes in %i to %i courses and %i people, as letters say', (year, courseCount, peopleCount) => {
    const held = heldIn(year, 'course')
    expect([held.length, peopleIn(held)]).toEqual([courseCount, peopleCount])
    for (const { day } of held) expect([0, 6]).not.toContain(new Date(`${day}T00:00:00Z`).getUTCDay())
  })

  test('has seminars in 2024-25 for 178 delegates from 112 authorities, each of them invented', () => {
    const seminars = heldIn(2024, 'seminar')
    const authorities = new Set(
      seminars.flatMap(({ bookings }) => bookings.map(({ authority }) => authority)),
    )
    expect([seminars.map(({ town }) => town), peopleIn(seminars), authorities.size]).toEqual([
      ['Reading', 'Birmingham', 'Newcastle'],
      178,
      112,
    ])
    const sending = new Set(
      workshops.flatMap(({ bookings }) => bookings.flatMap(({ authority }) => authority ?? [])),
    )
    for (const slug of realFive) expect(sending).not.toContain(slug)
  })

  test('is counted for no year of which a file says something', () => {
    expect(demonstration.trainingTotals.map(({ year }) => year)).toEqual([2018, 2019, 2020, 2021, 2022])
  })
})

describe('the invented England', () => {
  const invented = demonstration.authorities.filter(({ isInvented }) => isInvented)

  test('has as many bodies of each kind as the real one, in every cycle', () => {
    expect(countKinds(demonstration.authorities)).toEqual(countKinds(register.authorities))
    for (const year of demonstrationYears) {
      const members = membersIn(year)
      const groups = (parts: readonly { comparisonGroup: string | null }[]) =>
        Object.fromEntries(
          groupNames
            .filter((group) => group !== 'outside')
            .map((group) => [group, parts.filter((part) => part.comparisonGroup === group).length]),
        )
      expect(groups(members)).toEqual(groups(membersOf(register.membership, reportingYear(year))))
    }
  })

  test('in 2023-24 has 164 districts, 21 counties, 32 London, 62 unitary and 36 metropolitan councils', () => {
    const sizes = groupNames.slice(0, 5).map((group) => countsByAuthority(2023, group).length)
    // The real districts are among the 164.
    const realDistricts = realFive.filter((slug) => groupIn(2023, slug) === 'district').length
    expect(sizes).toEqual([164 - realDistricts, 21, 32, 62, 36])
  })

  test('no invented name is, or has in it, the name of a real authority', () => {
    const realNames = register.authorities
      .flatMap((real) => [real.officialName, real.shortName, ...real.otherNames, ...real.formerNames])
      .map((name) => name.toLowerCase())
    const clashes = invented.flatMap(({ officialName, shortName }) =>
      realNames.filter(
        (name) =>
          name === shortName.toLowerCase() ||
          name === officialName.toLowerCase() ||
          (name.length > 3 && officialName.toLowerCase().includes(name)),
      ),
    )
    expect(clashes).toEqual([])
    expect(new Set(invented.map(({ shortName }) => shortName)).size).toBe(invented.length)
  })

  test('no invented body has a GSS code, a real slug, or the place of the body it mirrors with its size', () => {
    const realSlugs = new Set(register.authorities.map(({ slug }) => slug))
    expect(invented.filter(({ slug, gssCode }) => gssCode !== null || realSlugs.has(slug))).toEqual([])

    const realPairs = new Set(
      register.authorities.flatMap((real) => placeAndSize(real, register.populations)),
    )
    const pairs = invented.flatMap((one) => placeAndSize(one, demonstration.populations))
    const kept = pairs.filter((pair) => realPairs.has(pair))
    // Chance gives a few their own place, or their own size; hardly any both.
    expect(kept.length).toBeLessThan(8)
  })

  test('has the real sizes: the same populations, held by others', () => {
    const sizes = (populations: Demonstration['populations']) =>
      populations.map(({ year, release, residents }) => `${year} ${release} ${residents}`).sort()
    expect(sizes(demonstration.populations)).toEqual(sizes(register.populations))
  })

  test('keeps the promises of a register', () => {
    expect(checkAuthorities(demonstration.authorities, ombudsmanForEngland)).toEqual([])
  })

  test('districts lie near their county: half of them within 40 km of its centre', () => {
    const bySlug = new Map(invented.map((one) => [one.slug, one]))
    const distances = invented
      .flatMap((district) => {
        const county = district.county === null ? null : (bySlug.get(district.county)?.centre ?? null)
        if (county === null || district.centre === null) return []
        const north = (district.centre.latitude - county.latitude) * 111
        const east = (district.centre.longitude - county.longitude) * 67
        return [Math.hypot(north, east)]
      })
      .sort((one, other) => one - other)
    expect(distances.length).toBeGreaterThan(190)
    expect(distances[Math.floor(distances.length / 2)]).toBeLessThan(40)
  })

  test('letters go to posts at addresses that can reach nobody', () => {
    for (const { person, email } of demonstration.officeHolders) {
      expect(person).toBeNull()
      expect(email).toMatch(/\.example$/)
    }
    const posts = new Set(demonstration.officeHolders.map(({ post }) => post))
    expect(posts).toContain('Interim Chief Executive')
    expect(posts).toContain('Director of Corporate Resources')
  })

  test('in July 2024 a few councils have nobody on record to share the letter with', () => {
    const councils = demonstration.cycles
      .flatMap(({ year, members }) => (year === 2023 ? members : []))
      .filter(({ isCouncil, authority }) => isCouncil && groupIn(2023, authority) !== 'outside')
    const inOffice = demonstration.officeHolders.filter(({ fromOn }) => fromOn <= '2024-07-17')
    const roles = groupBy(inOffice, ({ authority }) => authority)
    const without = councils.filter(({ authority }) => {
      const known = roles.get(authority) ?? []
      return !['leader', 'scrutiny-chair'].every((role) => known.some((holder) => holder.role === role))
    })
    expect(without.length).toBeGreaterThan(0)
    expect(without.length).toBeLessThan(12)
  })
})

describe('the real authorities', () => {
  const real = demonstration.authorities.filter(({ isInvented }) => !isInvented)

  test('are the five whose letters were published, at their real places and of their real sizes', () => {
    expect(real.map(({ slug }) => slug)).toEqual(realFive)
    for (const one of real) {
      const known = register.authorities.find(({ slug }) => slug === one.slug)
      expect({ ...one, county: known?.county, isInvented: undefined }).toEqual({
        ...known,
        isInvented: undefined,
      })
      expect(demonstration.populations.filter(({ authority }) => authority === one.slug)).toEqual(
        register.populations.filter(({ authority }) => authority === one.slug),
      )
    }
  })

  test('have exactly the figures of their letters', () => {
    const figures = demonstration.publishedFigures.map(
      ({ authority, year, measure, numerator, denominator }) =>
        `${authority} ${year} ${measure} ${numerator}/${denominator}`,
    )
    expect(figures).toEqual([
      'bassetlaw 2023 complaints-upheld 1/2',
      'bassetlaw 2023 upheld-per-100000 1/null',
      'bassetlaw 2023 compliance 1/1',
      'bassetlaw 2023 satisfactory-remedy 0/1',
      'bromsgrove 2023 complaints-upheld 1/2',
      'bromsgrove 2023 upheld-per-100000 1/null',
      'bromsgrove 2023 compliance 1/1',
      'bromsgrove 2023 satisfactory-remedy 0/1',
      'bolsover 2019 complaints-upheld 1/4',
      'bolsover 2019 compliance 1/1',
      'bolsover 2019 satisfactory-remedy 0/1',
      'east-midlands 2023 complaints-upheld 0/0',
      'east-midlands 2023 compliance 0/0',
      'east-midlands 2023 satisfactory-remedy 0/0',
    ])
  })

  test('have nothing invented: no case, no coverage, no paragraph, no invented county or successor', () => {
    const isReal = ({ authority }: { authority: string }) => realFive.includes(authority)
    expect(demonstration.cases.filter(isReal)).toEqual([])
    expect(demonstration.coverage.filter(isReal)).toEqual([])
    expect(demonstration.bespokeParagraphs.filter(isReal)).toEqual([])
    expect(real.filter(({ county, successors }) => county !== null || successors.length > 0)).toEqual([])
    const linked = demonstration.authorities.filter(
      ({ isInvented, county, successors }) =>
        isInvented && [county, ...successors].some((slug) => slug !== null && realFive.includes(slug)),
    )
    expect(linked).toEqual([])
  })
})

describe('making it again', () => {
  test('gives the same demonstration to the last letter', () => {
    expect(fingerprint(makeDemonstration(register))).toBe(fingerprint(demonstration))
  })

  test('takes less than three seconds of a processor', () => {
    const before = process.cpuUsage()
    makeDemonstration(register)
    expect(process.cpuUsage(before).user / 1e6).toBeLessThan(3)
  })
})

const undecided = {
  decidedOn: null,
  outcome: null,
  stageReached: null,
  isRemediedBefore: null,
  remedyDueOn: null,
}

const groupNames = ['district', 'county', 'london', 'unitary', 'metropolitan', 'outside']

function yearOf(date: string): number {
  return reportingYearOf(ombudsmanForEngland, date)
}

function groupIn(year: number, authority: string): string | undefined {
  const part = membersIn(year).find((member) => member.authority === authority)
  return part && (part.comparisonGroup ?? 'outside')
}

function membersIn(year: number): readonly CycleMembership[] {
  if (year === yearUnderReview) return demonstration.membersUnderReview
  return demonstration.cycles.find((cycle) => cycle.year === year)?.members ?? []
}

let casesByAuthority: Map<string, InventedCase[]> | undefined

/** Counts as the figures do, but by hand: from the cases of one authority. */
function countAuthority(year: number, authority: string): Counted & { authority: string } {
  casesByAuthority ??= groupBy(demonstration.cases, (one) => one.authority)
  const cases = casesByAuthority.get(authority) ?? []
  const decided = cases.filter(({ decidedOn }) => decidedOn !== null && yearOf(decidedOn) === year)
  const complied = cases.filter(
    ({ complianceRecordedOn }) => complianceRecordedOn !== null && yearOf(complianceRecordedOn) === year,
  )
  return {
    authority,
    received: cases.filter(({ receivedOn }) => yearOf(receivedOn) === year).length,
    investigated: decided.filter(({ outcome }) => outcome === 'upheld' || outcome === 'not-upheld').length,
    upheld: decided.filter(({ outcome }) => outcome === 'upheld').length,
    remedied: decided.filter(({ isRemediedBefore }) => isRemediedBefore === true).length,
    outcomes: complied.length,
    satisfied: complied.filter(({ complianceOutcome }) => complianceOutcome !== 'not-satisfied').length,
    late: complied.filter(({ complianceOutcome }) => complianceOutcome === 'satisfied-late').length,
  }
}

function countsByAuthority(year: number, group: string) {
  return membersIn(year)
    .filter(({ authority }) => !publishedAuthorities.has(authority) && groupIn(year, authority) === group)
    .map(({ authority }) => countAuthority(year, authority))
}

/** A group's totals: its cases, and what real authorities of the group have published. */
function countGroup(year: number, group: string): Counted {
  const published = demonstration.publishedFigures
    .filter((figure) => figure.year === year && groupIn(year, figure.authority) === group)
    .map(({ measure, numerator, denominator }): Partial<Counted> => {
      if (measure === 'complaints-upheld') return { upheld: numerator, investigated: denominator ?? 0 }
      if (measure === 'compliance') return { satisfied: numerator, outcomes: denominator ?? 0 }
      return measure === 'satisfactory-remedy' ? { remedied: numerator } : {}
    })
  const parts: Partial<Counted>[] = [...countsByAuthority(year, group), ...published]
  const sum = (key: keyof Counted) => parts.reduce((total, part) => total + (part[key] ?? 0), 0)
  return {
    received: sum('received'),
    investigated: sum('investigated'),
    upheld: sum('upheld'),
    remedied: sum('remedied'),
    outcomes: sum('outcomes'),
    satisfied: sum('satisfied'),
    late: sum('late'),
  }
}

function residentsOf(group: string): number {
  const choice = demonstration.cycles.find(({ year }) => year === 2023)?.population
  return demonstration.populations
    .filter(({ year, release }) => year === choice?.year && release === choice.release)
    .filter(({ authority }) => groupIn(2023, authority) === group)
    .reduce((sum, { residents }) => sum + residents, 0)
}

function commonestInvestigated(group: string): string | undefined {
  const investigated = demonstration.cases.filter(
    ({ authority, decidedOn, outcome }) =>
      decidedOn !== null &&
      yearOf(decidedOn) === 2023 &&
      (outcome === 'upheld' || outcome === 'not-upheld') &&
      groupIn(2023, authority) === group,
  )
  const counts = [...groupBy(investigated, ({ category }) => category)]
  return counts.sort(([, one], [, other]) => other.length - one.length)[0]?.[0]
}

function countKinds(authorities: readonly { kind: string; endsOn: string | null }[]) {
  const groups = groupBy(authorities, ({ kind, endsOn }) => `${kind} ${endsOn ?? 'lasting'}`)
  return Object.fromEntries([...groups].map(([key, members]) => [key, members.length]).sort())
}

function placeAndSize(
  { slug, centre }: Pick<Demonstration['authorities'][number], 'slug' | 'centre'>,
  populations: Demonstration['populations'],
): string[] {
  if (centre === null) return []
  return populations
    .filter(({ authority, year, release }) => authority === slug && year === 2022 && release === 'mid-2023')
    .map(({ residents }) => `${centre.longitude} ${centre.latitude} ${residents}`)
}

function fingerprint(value: Demonstration): string {
  return createHash('sha256').update(JSON.stringify(value)).digest('hex')
}
