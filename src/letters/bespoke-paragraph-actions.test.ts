import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InventedSite, inventedSite } from '../../tests/invented-publication.ts'
import { addReviewUnderWay, yearUnderWay as year } from '../../tests/review-under-way.ts'
import { verifyAudit } from '../audit/audit-store.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { calculateYears } from '../statistics/yearly-figures-actions.ts'
import { changeParagraph } from './bespoke-paragraph-actions.ts'
import { composeLetter } from './compose-letter.ts'
import { findLetters } from './letter-actions.ts'

describe("a text for one authority's letter", () => {
  let site: InventedSite
  const change = (
    step: Parameters<typeof changeParagraph>[3],
    actor: string,
    authority = 'larchwick',
    of = year,
  ) => changeParagraph(site.opened.database, authority, of, step, actor)
  const letter = async () => {
    const prepared = await findLetters(site.opened.database, scheme, year, 'larchwick')
    const [facts] = prepared.ok ? prepared.facts : []
    return prepared.ok && facts && composeLetter(facts, prepared.edition, scheme)
  }

  beforeAll(async () => {
    site = await inventedSite()
    await addReviewUnderWay(site.opened.database)
    const calculation = await calculateYears(site.opened.database, scheme, [year])
    if (!calculation.ok) throw new Error(calculation.problems.join(' '))
  })
  afterAll(() => site.close())

  it('holds the letter until somebody other than its author approves it', async () => {
    expect(await change({ kind: 'write', text: ' Two actions were late.\n' }, 'author')).toMatchObject({
      ok: true,
    })
    expect(await letter()).toMatchObject({ ok: false, problems: [{ block: 'bespoke paragraph' }] })
    expect(await change({ kind: 'approve' }, 'author')).toMatchObject({
      ok: false,
      reason: 'Larchwick District Council, 2025-26: you wrote this text, so somebody else has to approve it.',
    })
    expect(await change({ kind: 'approve' }, 'approver')).toMatchObject({ ok: true })
    expect(JSON.stringify(await letter())).toContain('Two actions were late.')
  })

  it('waits for approval again when it is written anew', async () => {
    await change({ kind: 'write', text: 'Three actions were late.' }, 'approver')
    expect(await letter()).toMatchObject({ ok: false })
    await change({ kind: 'approve' }, 'author')
    expect(JSON.stringify(await letter())).toContain('Three actions were late.')
  })

  it('is gone when it is removed', async () => {
    expect(await change({ kind: 'remove' }, 'author')).toMatchObject({ ok: true })
    expect(JSON.stringify(await letter())).not.toContain('actions were late')
    expect(await change({ kind: 'remove' }, 'author')).toMatchObject({ ok: false })
  })

  it('is refused where it is empty, too long, or about nobody we know', async () => {
    expect(await change({ kind: 'write', text: '  \n' }, 'author')).toMatchObject({ ok: false })
    expect(await change({ kind: 'write', text: 'a'.repeat(2001) }, 'author')).toMatchObject({ ok: false })
    expect(await change({ kind: 'write', text: 'Text.' }, 'author', 'larchwik')).toMatchObject({
      ok: false,
      reason: expect.stringContaining('larchwick'),
    })
  })

  it('is refused where the letter could not print it', async () => {
    expect(await change({ kind: 'write', text: 'Kept in a box ☃ ☃.' }, 'author')).toEqual({
      ok: false,
      reason:
        'Larchwick District Council, 2025-26: a letter cannot print "☃" (U+2603): its typeface lacks that; take it out and try again.',
    })
  })

  it('stays as it is in a year that is sealed', async () => {
    expect(
      await change({ kind: 'write', text: 'Text.' }, 'author', 'larchwick', reportingYear(2023)),
    ).toMatchObject({ ok: false, reason: expect.stringContaining('the letters of this year are sealed') })
  })

  it('leaves a record of every step that holds', async () => {
    const entries = await site.opened.database
      .selectFrom('auditEntry')
      .select('action')
      .where('action', 'like', 'paragraph %')
      .orderBy('entryId')
      .execute()
    expect(entries.map(({ action }) => action)).toEqual([
      'paragraph write',
      'paragraph approve',
      'paragraph write',
      'paragraph approve',
      'paragraph remove',
    ])
    expect((await verifyAudit(site.opened.database)).problems).toEqual([])
  })
})
