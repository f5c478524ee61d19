import { afterEach, beforeEach, expect, test } from 'vitest'
import { caseOf, change, correctionReason as reason } from '../../../tests/changed-case.ts'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import type { CaseRecord } from '../../casework/case-record.ts'
import { madeAgain } from '../../review/correction/ripple.ts'
import { computeRipple } from '../../review/correction/ripple-actions.ts'
import { releaseYear } from '../../review/release-actions.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { dataSets } from './data-sets-store.ts'

let invented: InventedSite

beforeEach(async () => {
  invented = await inventedSite()
})
afterEach(() => invented.close())

const changes: readonly (readonly [name: string, slug: string, reference: string, Partial<CaseRecord>])[] = [
  ['an outcome', 'larchwick', '23 000 005', { outcome: 'not-upheld', isRemediedBefore: null }],
  // No figure counts a category; the counts of what was received do.
  ['a category', 'larchwick', '23 000 005', { category: 'planning' }],
  // Sedgely's letter is held: nobody is on record to write to.
  ['a case of an authority without a letter', 'sedgely', '23 000 060', { isRemediedBefore: true }],
]

test.each(changes)(
  'a correction of %s changes the downloads it was said to change, and no others',
  async (...of) => {
    const [, slug, reference, fields] = of
    const { database } = invented.opened
    const known = await caseOf(database, slug, reference)
    const ripple = await computeRipple(database, scheme, known, { ...known.record, ...fields })
    const [year] = ripple.years
    if (!year) throw new Error('nothing changes')
    const before = await downloads()
    expect(await change(database, known, fields)).toMatchObject({ ok: true, corrected: [2023] })
    expect(await downloads()).toEqual(before)
    await releaseYear(database, scheme, reportingYear(2023), { actor: 'tests', reason })
    await setMoment(database, new Date('2024-08-02T12:00:00Z'))
    const after = await downloads()
    const changed = [...before.keys()].filter((name) => before.get(name) !== after.get(name))
    expect(changed.sort()).toEqual([...madeAgain(scheme, year).downloads].sort())
  },
)

async function downloads(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>()
  for (const { name } of dataSets) {
    const response = await invented.app.request(`/data/${name}.csv`)
    expect([name, response.status]).toEqual([name, 200])
    files.set(name, await response.text())
  }
  return files
}
