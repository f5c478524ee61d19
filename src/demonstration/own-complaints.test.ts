import { describe, expect, test } from 'vitest'
import { readRegister } from '../authorities/register-files.ts'
import { workingCalendar } from '../handling-code/clock/working-calendar.ts'
import { clockOf, lastStage, type OwnComplaint } from '../handling-code/own-complaints/own-complaint.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { seed } from './demonstration.ts'
import { inventOwnComplaints } from './invented-own-complaints.ts'

const calendar = workingCalendar(scheme, readRegister().bankHolidays)
const habits = { latePercent: 9, extendedPercent: 12 }

function invented(today: string, kind = 'county'): readonly OwnComplaint[] {
  return inventOwnComplaints(
    scheme,
    calendar,
    { seed, slug: 'westmarch', kind, count: 1_500, habits },
    '2024-04-01',
    today,
  )
}

describe("a council's own complaints in the demonstration", () => {
  test('are the same every time, and nothing of them has yet to happen', () => {
    const complaints = invented('2026-11-29')
    expect(complaints).toEqual(invented('2026-11-29'))
    const days = complaints.flatMap(({ refusal, stages }) => [
      refusal?.on,
      ...stages.flatMap(({ receivedOn, acknowledgedOn, answeredOn }) => [
        receivedOn,
        acknowledgedOn,
        answeredOn,
      ]),
    ])
    expect(days.filter((day) => day != null && day > '2026-11-29')).toEqual([])
  })

  test('are about what a council of its kind does', () => {
    const categoriesOf = (kind: string) =>
      new Set(invented('2026-11-29', kind).map(({ category }) => category))
    expect(categoriesOf('county')).not.toContain('Waste and recycling')
    expect(categoriesOf('county')).toContain('Highways and parking')
    expect(categoriesOf('district')).not.toContain('Highways and parking')
    expect(categoriesOf('district')).toContain('Waste and recycling')
    for (const category of ['Waste and recycling', 'Highways and parking']) {
      expect(categoriesOf('unitary')).toContain(category)
    }
  })

  test('have some that are late and some that are nearly late, whenever it is looked at', () => {
    for (const today of ['2026-09-15', '2026-11-29', '2026-12-10', '2027-02-02', '2027-06-30']) {
      const urgencies = invented(today).map((one) => {
        const reading = clockOf(scheme, calendar, one, lastStage(one).number, today)
        return reading?.ok && reading.clock.standing.kind === 'waiting' ? reading.clock.standing.urgency : ''
      })
      expect([today, urgencies.includes('late'), urgencies.includes('nearly-late')]).toEqual([
        today,
        true,
        true,
      ])
    }
  })
})
