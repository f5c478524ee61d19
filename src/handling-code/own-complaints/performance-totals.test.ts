import { describe, expect, test } from 'vitest'
import { readRegister } from '../../authorities/register-files.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { workingCalendar } from '../clock/working-calendar.ts'
import type { OwnComplaint, OwnStage } from './own-complaint.ts'
import { performanceTotals } from './performance-totals.ts'

const { bankHolidays } = readRegister()
const calendar = workingCalendar(scheme, bankHolidays)
const year = reportingYear(2025)
const today = '2026-08-03'

/** Numbers that look like chance and are the same every time. */
function numbers(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648
    return Math.floor((state / 2_147_483_648) * below)
  }
}

const from = Date.parse('2024-01-01T00:00:00Z')
const dayAt = (number: number) => new Date(from + number * 86_400_000).toISOString().slice(0, 10)
const known = (number: number) => (dayAt(number) <= today ? dayAt(number) : null)

/** Four hundred complaints with every kind of date there is, some of them absurdly late. */
function manyComplaints(): readonly OwnComplaint[] {
  const next = numbers(7)
  return Array.from({ length: 400 }, (_, index) => {
    const at = next(900)
    const stage = (begins: number): { stage: OwnStage; ends: number } => {
      const acknowledged = begins + next(12)
      const ends = acknowledged + next(40)
      const answeredOn = next(10) === 0 ? null : known(ends)
      const isTold = next(5) === 0
      return {
        ends,
        stage: {
          receivedOn: dayAt(begins),
          receivedTime: next(3) === 0 ? null : `${String(8 + next(13)).padStart(2, '0')}:00`,
          acknowledgedOn: next(8) === 0 ? null : known(acknowledged),
          answeredOn,
          outcome:
            answeredOn === null
              ? null
              : (['upheld', 'not-upheld', 'withdrawn'][next(8) < 1 ? 2 : next(2)] ?? null),
          extension: isTold
            ? {
                untilOn: dayAt(acknowledged + 10 + next(30)),
                reason: 'Why',
                toldOn: dayAt(begins + next(25)),
              }
            : null,
        },
      }
    }
    const first = stage(at)
    const second = stage(first.ends + next(20))
    const isRefused = next(20) === 0
    const goesOn =
      !isRefused && first.stage.answeredOn !== null && next(3) === 0 && second.stage.receivedOn <= today
    return {
      reference: `C-${index}`,
      definition: 'About something',
      category: ['Waste', 'Homes', 'Tax'][next(3)] ?? '',
      service: null,
      statutoryProcess: next(12) === 0 ? 'public-health' : null,
      refusal: isRefused && dayAt(at + 9) <= today ? { on: dayAt(at + 9), ground: 'other' } : null,
      remedies: next(3) === 0 ? ['apology', 'payment'] : [],
      learning: next(4) === 0 ? 'Something' : null,
      stages: goesOn
        ? ([first.stage, second.stage] as const)
        : ([isRefused ? unanswered(first.stage) : first.stage] as const),
    }
  }).filter(({ stages: [first] }) => first.receivedOn <= today)
}

function unanswered(stage: OwnStage): OwnStage {
  return { ...stage, answeredOn: null, outcome: null }
}

/** Walks from day to day, as with a finger on a wall calendar. */
function walk(day: string, count: number): string {
  let at = new Date(`${day}T12:00:00Z`)
  for (let left = count; left > 0; ) {
    at = new Date(at.getTime() + 86_400_000)
    if (isOpen(at)) left -= 1
  }
  return at.toISOString().slice(0, 10)
}

function isOpen(at: Date): boolean {
  const iso = at.toISOString().slice(0, 10)
  return at.getUTCDay() % 6 !== 0 && !bankHolidays.some(({ date }) => date === iso)
}

function steps(day: string, to: string): number {
  let count = 0
  for (let at = day; walk(at, 1) <= to; at = walk(at, 1)) count += 1
  return count
}

/** The same numbers, each found by going through everything again. */
function naiveStage(complaints: readonly OwnComplaint[], number: 1 | 2, first: string, last: string) {
  const times = number === 1 ? [10, 10] : [20, 20]
  const all = complaints
    .filter(({ statutoryProcess }) => statutoryProcess === null)
    .flatMap(({ stages, refusal }) => {
      const stage = stages[number - 1]
      if (!stage) return []
      const isOff = !isOpen(new Date(`${stage.receivedOn}T12:00:00Z`)) || (stage.receivedTime ?? '') > '17:00'
      const received = isOff ? walk(stage.receivedOn, 1) : stage.receivedOn
      const acknowledgeBy = walk(received, 5)
      const begun =
        [
          stage.acknowledgedOn ??
            (stage.answeredOn && stage.answeredOn < acknowledgeBy ? stage.answeredOn : acknowledgeBy),
          received,
        ].sort()[1] ?? ''
      const answerBy = walk(begun, times[0] ?? 0)
      const limit = walk(answerBy, times[1] ?? 0)
      const { extension } = stage
      const isExtended = extension && extension.toldOn <= answerBy && extension.untilOn > answerBy
      const due = isExtended ? ([extension.untilOn, limit].sort()[0] ?? '') : answerBy
      return [
        {
          stage,
          refusal,
          received,
          acknowledgeBy,
          answerBy,
          due,
          latest: walk(acknowledgeBy, times[0] ?? 0),
        },
      ]
    })
  const isIn = (day: string | null | undefined) => day != null && day >= first && day <= last
  const received = all.filter(({ stage }) => isIn(stage.receivedOn))
  const begun = received.map(({ stage, refusal, acknowledgeBy }) => {
    const on = stage.acknowledgedOn ?? stage.answeredOn ?? refusal?.on
    if (on && on <= last) return on <= acknowledgeBy ? 'in' : 'late'
    return acknowledgeBy <= last && acknowledgeBy < today ? 'late' : 'open'
  })
  const answers = all.filter(
    ({ stage, refusal }) => !refusal && isIn(stage.answeredOn) && stage.outcome !== 'withdrawn',
  )
  const inTime = answers.filter(({ stage, answerBy }) => (stage.answeredOn ?? '') <= answerBy)
  const notLate = answers.filter(({ stage, due }) => (stage.answeredOn ?? '') <= due)
  const waiting = all.filter(
    ({ stage, refusal }) =>
      stage.receivedOn <= last &&
      !(stage.answeredOn && stage.answeredOn <= last) &&
      !(refusal && refusal.on <= last),
  )
  const days = answers
    .map(({ stage, received: on }) => steps(on, stage.answeredOn ?? ''))
    .sort((a, b) => a - b)
  const within = (share: number) =>
    days.find((day) => days.filter((other) => other <= day).length >= days.length * share)
  return {
    receivedCount: received.length,
    acknowledgedInTime: begun.filter((one) => one === 'in').length,
    acknowledgedLate: begun.filter((one) => one === 'late').length,
    answeredCount: answers.length,
    inTime: inTime.length,
    inExtension: notLate.length - inTime.length,
    late: answers.length - notLate.length,
    inTimeByLateAcknowledgement: inTime.filter(({ stage, latest }) => (stage.answeredOn ?? '') > latest)
      .length,
    withdrawnCount: all.filter(({ stage }) => isIn(stage.answeredOn) && stage.outcome === 'withdrawn').length,
    waitingCount: waiting.length,
    waitingLateCount: waiting.filter(({ due }) => due <= last && due < today).length,
    medianDays: within(0.5),
    ninthDecileDays: within(0.9),
  }
}

/** Waited when the year ended, and was refused a week later. */
const refusedAfterwards: OwnComplaint = {
  reference: 'R-1',
  definition: 'About something',
  category: 'Homes',
  service: null,
  statutoryProcess: null,
  refusal: { on: '2026-04-07', ground: 'other' },
  remedies: [],
  learning: null,
  stages: [
    {
      receivedOn: '2026-02-25',
      receivedTime: null,
      acknowledgedOn: '2026-02-26',
      answeredOn: null,
      outcome: null,
      extension: null,
    },
  ],
}

describe('the totals of a year', () => {
  const complaints = [...manyComplaints(), refusedAfterwards]
  const totals = performanceTotals(scheme, calendar, complaints, year, today)

  test.each([1, 2] as const)('are those that counting by hand finds, stage %i', (number) => {
    const naive = naiveStage(complaints, number, '2025-04-01', '2026-03-31')
    expect(naive.answeredCount).toBeGreaterThan(15)
    expect(totals.stages[number - 1]).toMatchObject(naive)
    const before = naiveStage(complaints, number, '2024-04-01', '2025-03-31')
    expect(totals.stages[number - 1]?.before).toEqual({
      answeredCount: before.answeredCount,
      inTimeCount: before.inTime + before.inExtension,
    })
  })

  test('of a year that is not over end today', () => {
    const running = performanceTotals(scheme, calendar, complaints, reportingYear(2026), today)
    expect(running.stages[0]).toMatchObject(naiveStage(complaints, 1, '2026-04-01', today))
    expect(running.countedOn).toBe(today)
  })

  test('have every complaint once in its category, and those of statutory processes apart', () => {
    const received = complaints.filter(
      ({ stages: [first] }) => first.receivedOn >= '2025-04-01' && first.receivedOn <= '2026-03-31',
    )
    const apart = received.filter(({ statutoryProcess }) => statutoryProcess !== null)
    expect(totals.receivedCount).toBe(received.length - apart.length)
    expect(totals.categories.reduce((sum, { count }) => sum + count, 0)).toBe(totals.receivedCount)
    expect(totals.statutory).toEqual([{ code: 'public-health', count: apart.length }])
    expect(totals.stages[0].uncountedCount + totals.stages[1].uncountedCount).toBe(0)
  })

  test('say of how many no day could be counted where bank holidays end too early', () => {
    const short = workingCalendar(
      scheme,
      bankHolidays.filter(({ date }) => date < '2026'),
    )
    const { stages } = performanceTotals(scheme, short, complaints, year, today)
    expect(stages[0].uncountedCount).toBeGreaterThan(0)
    expect(stages[0].inTime + stages[0].inExtension + stages[0].late).toBeLessThan(stages[0].answeredCount)
  })

  test('have what was due on the last day of the year and not done by then as late', () => {
    const [answer] = refusedAfterwards.stages
    // Wed 25 March, 26, 27, 30, 31; nobody acknowledged it in time.
    const unacknowledged = { ...answer, receivedOn: '2026-03-24', acknowledgedOn: '2026-04-01' }
    // Wed 18 March to Tue 31: ten working days.
    const unanswered = { ...answer, receivedOn: '2026-03-17', acknowledgedOn: '2026-03-17' }
    const [stage] = performanceTotals(
      scheme,
      calendar,
      [unacknowledged, unanswered].map((one, index) => ({
        ...refusedAfterwards,
        reference: `L-${index}`,
        refusal: null,
        stages: [{ ...one, answeredOn: '2026-04-01', outcome: 'upheld' }] as const,
      })),
      year,
      today,
    ).stages
    expect(stage).toMatchObject({ acknowledgedInTime: 1, acknowledgedLate: 1 })
    expect(stage).toMatchObject({ waitingCount: 2, waitingLateCount: 1 })
  })

  test('have no percentile of fewer than ten answers, which would tell of single complaints', () => {
    const answered = complaints.filter(
      ({ statutoryProcess, stages: [{ answeredOn, outcome }] }) =>
        statutoryProcess === null &&
        outcome !== 'withdrawn' &&
        (answeredOn ?? '') >= '2025-04-01' &&
        (answeredOn ?? '') <= '2026-03-31',
    )
    const ofFirst = (count: number) =>
      performanceTotals(scheme, calendar, answered.slice(0, count), year, today).stages[0]
    expect(ofFirst(10)).toMatchObject({ answeredCount: 10, medianDays: expect.any(Number) })
    expect(ofFirst(9)).toMatchObject({ answeredCount: 9, medianDays: null, ninthDecileDays: null })
  })

  test('are not held beside a year of which only old complaints that were still open are on record', () => {
    const open = complaints.filter(({ stages: [first] }) => first.receivedOn >= '2025-04-01')
    const [stage] = refusedAfterwards.stages
    const old: OwnComplaint = { ...refusedAfterwards, stages: [{ ...stage, receivedOn: '2023-05-02' }] }
    expect(performanceTotals(scheme, calendar, [...open, old], year, today).receivedBefore).toBeNull()
  })

  test('are not held beside a year of which only the end is on record', () => {
    const late = complaints.filter(({ stages: [first] }) => first.receivedOn >= '2024-11-01')
    expect(performanceTotals(scheme, calendar, late, year, today)).toMatchObject({
      receivedBefore: null,
      stages: [{ before: null }, { before: null }],
    })
    expect(totals.receivedBefore).toBeGreaterThan(0)
  })

  test('of nothing are nothing, and no percentile is made up', () => {
    expect(performanceTotals(scheme, calendar, [], year, today)).toMatchObject({
      receivedCount: 0,
      receivedBefore: null,
      stages: [{ answeredCount: 0, medianDays: null, before: null }, { ninthDecileDays: null }],
    })
  })
})
