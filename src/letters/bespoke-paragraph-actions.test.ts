import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type InventedSite, inventedSite } from '../../tests/invented-publication.ts'
import { verifyAudit } from '../audit/audit-store.ts'
import { ombudsmanForEngland as scheme } from '../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../scheme/reporting-year.ts'
import { changeParagraph } from './bespoke-paragraph-actions.ts'
import { composeLetter } from './compose-letter.ts'
import { findLetters } from './letter-actions.ts'

const year = reportingYear(2023)

describe("a text for one authority's letter", () => {
  let site: InventedSite
  const change = (step: Parameters<typeof changeParagraph>[3], actor: string, authority = 'larchwick') =>
    changeParagraph(site.opened.database, authority, year, step, actor)
  const letter = async () => {
    const prepared = await findLetters(site.opened.database, scheme, year, 'larchwick')
    const [facts] = prepared.ok ? prepared.facts : []
    return prepared.ok && facts && composeLetter(facts, prepared.edition, scheme)
  }

  beforeAll(async () => {
    site = await inventedSite()
  })
  afterAll(() => site.close())

  it('holds the letter until somebody other than its author approves it', async () => {
    expect(await change({ kind: 'write', text: ' Two actions were late.\n' }, 'author')).toMatchObject({
      ok: true,
    })
    expect(await letter()).toMatchObject({ ok: false, problems: [{ block: 'bespoke paragraph' }] })
    expect(await change({ kind: 'approve' }, 'author')).toMatchObject({
      ok: false,
      reason: 'Larchwick District Council, 2023-24: you wrote this text, so somebody else has to approve it.',
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
