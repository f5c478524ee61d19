import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { addReviewUnderWay, yearUnderWay as year } from '../../../tests/review-under-way.ts'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { calculateYears } from '../../statistics/yearly-figures-actions.ts'
import { readStanding } from '../review-standing-store.ts'
import { standingMark } from '../seen-standing.ts'
import { decidedMark } from './letter-under-review.ts'
import { readLetterUnderReview } from './letters-under-review-actions.ts'

const rehearsal = '/desk/reviews/2025-26/rehearsal'
const letterOf = (slug: string) => `/desk/reviews/2025-26/letters/${slug}`

describe('the letters under review', () => {
  let site: WholeTestSite
  let statistician: SignedIn
  let approver: SignedIn
  let other: SignedIn
  const standing = async () => {
    const read = await readStanding(site.opened.database, year)
    if (!read) throw new Error('there is no review')
    return read
  }
  const under = async (slug: string) => {
    const { cycle } = await standing()
    const found = await readLetterUnderReview(site.opened.database, scheme, { cycle, revision: 1 }, slug)
    if (!found) throw new Error(`${slug} gets no letter`)
    return found
  }
  const decide = async (
    who: SignedIn,
    slug: string,
    fields: Readonly<Record<string, string>>,
    seen: { readonly standing?: string; readonly content?: string; readonly decided?: string } = {},
  ) =>
    who.post(`${letterOf(slug)}/decision`, {
      standing: seen.standing ?? standingMark((await standing()).current),
      content: seen.content ?? (await under(slug)).contentHash.toString('hex'),
      decided: seen.decided ?? decidedMark(await under(slug)),
      list: 'person',
      ...fields,
    })
  const actions = async (after: number) => {
    const rows = await site.opened.database
      .selectFrom('auditEntry')
      .select(['action', 'actor', 'subject', 'after'])
      .where('entryId', '>', after)
      .orderBy('entryId')
      .execute()
    return rows
  }
  const lastEntry = async () => {
    const head = await site.opened.database.selectFrom('auditHead').select('entryId').executeTakeFirst()
    return head?.entryId ?? 0
  }

  beforeAll(async () => {
    site = await wholeInventedSite()
    await addReviewUnderWay(site.opened.database)
    const calculation = await calculateYears(site.opened.database, scheme, [year])
    if (!calculation.ok) throw new Error(calculation.problems.join(' '))
    statistician = await site.signIn('statistician')
    approver = await site.signIn('approver')
    other = await site.signIn('investigator')
  })
  afterAll(async () => {
    expect(site.faults).toEqual([])
    await site.close()
  })

  it('show a failure to comply first, each measure beside last year and the average', async () => {
    const page = await (await approver.get(rehearsal)).text()
    expect(textOf(page)).toContain('All 2 letters as they would leave today.')
    expect(textOf(page)).toMatch(/Failures to comply 1 authority .*Sedgely District Council/)
    expect(textOf(page)).toContain('1 failure to comply.')
    expect(textOf(page)).toContain('Not rehearsed yet.')
  })

  it('are rehearsed by a statistician, and the page says how far it is', async () => {
    expect((await approver.post(rehearsal)).status).toBe(403)
    expect((await statistician.post(rehearsal)).status).toBe(303)
    const progress = async () => (await approver.get(`${rehearsal}/progress`)).json()
    await expect.poll(progress, { timeout: 25_000 }).toEqual({ isUnderWay: false, done: 2, all: 2 })
    expect(textOf(await (await approver.get(rehearsal)).text())).toMatch(/Recomputed .* in [\d.,]+ seconds/)
  })

  it('show one letter as pages, figures and what differs, and record one look at it', async () => {
    const before = await lastEntry()
    const page = await (await approver.get(`${letterOf('sedgely')}?show=person`)).text()
    expect(textOf(page)).toContain('figures read back from the PDF equal the record')
    expect(textOf(page)).toContain('1 failure to comply.')
    expect(textOf(page)).toContain('chief-executive@sedgely.example')
    const pictures = [...page.matchAll(/<img src="([^"]+)"/g)].map(([, address = '']) => address)
    expect(pictures).toHaveLength(3)
    for (const address of pictures) {
      const picture = await approver.get(address)
      expect([picture.status, picture.headers.get('content-type')]).toEqual([200, 'image/svg+xml'])
      expect(await picture.text()).toMatch(/^<svg /)
    }
    expect((await actions(before)).map(({ action, subject }) => [action, subject])).toEqual([
      ['read', 'letter to sedgely in 2025-26, revision 1'],
    ])
  })

  it('show no page as a picture to anybody who has not opened the letter', async () => {
    const page = await (await approver.get(letterOf('sedgely'))).text()
    const [, address = ''] = /<img src="([^"]+)"/.exec(page) ?? []
    expect((await approver.get(address.replace(/\?.*/, ''))).status).toBe(404)
    expect((await statistician.get(address)).status).toBe(404)
    expect((await approver.get(address.replace(/-\d\.svg/, '-9.svg'))).status).toBe(404)
  })

  it('can be had as PDF, web page and plain text, each look recorded', async () => {
    const before = await lastEntry()
    const pdf = await approver.get(`${letterOf('sedgely')}/files/letter.pdf`)
    expect(pdf.headers.get('content-type')).toBe('application/pdf')
    expect(
      Buffer.from(await pdf.arrayBuffer())
        .subarray(0, 5)
        .toString(),
    ).toBe('%PDF-')
    for (const form of ['html', 'txt']) {
      const file = await approver.get(`${letterOf('sedgely')}/files/letter.${form}`)
      expect(await file.text()).toContain('Sedgely District Council')
    }
    expect((await approver.get(`${letterOf('sedgely')}/files/letter.doc`)).status).toBe(404)
    expect((await approver.get(`${letterOf('hollow-fell')}/files/letter.pdf`)).status).toBe(404)
    expect((await actions(before)).map(({ action, actor, after }) => [action, actor, after])).toEqual(
      ['pdf', 'html', 'txt'].map((as) => ['read', approver.email, { as }]),
    )
  })

  it('are held with a reason that others read', async () => {
    const refused = await decide(approver, 'sedgely', { decision: 'hold', 'hold-reason': ' ' })
    expect(refused.status).toBe(422)
    expect(textOf(await refused.text())).toContain('Say why; others will read it.')
    expect(
      (await decide(approver, 'sedgely', { decision: 'hold', 'hold-reason': 'Ask for the date.' })).status,
    ).toBe(303)
    expect(await under('sedgely')).toMatchObject({
      state: 'held',
      decision: { decision: 'held', reason: 'Ask for the date.', decidedBy: approver.email },
    })
    expect(textOf(await (await approver.get(rehearsal)).text())).toContain('Approver: Ask for the date.')
  })

  it('are left out with a reason, and pass when an approver says so', async () => {
    await decide(approver, 'sedgely', { decision: 'leave-out', 'leave-out-reason': 'It is being wound up.' })
    expect((await under('sedgely')).state).toBe('left-out')
    await decide(approver, 'sedgely', { decision: 'pass' })
    expect((await under('sedgely')).state).toBe('passed')
  })

  it('keep everything typed where a form is refused', async () => {
    const reason = 'x'.repeat(1_001)
    const refused = await decide(approver, 'sedgely', {
      decision: 'hold',
      'hold-reason': reason,
      words: 'Half a thought',
    })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain(reason)
    expect(page).toContain('Half a thought')
    expect((await decide(approver, 'sedgely', {})).status).toBe(422)
  })

  it('are decided about by approvers alone', async () => {
    for (const who of [statistician, other]) {
      const refused = await decide(who, 'sedgely', { decision: 'pass' })
      expect(refused.status).toBe(422)
      expect(textOf(await refused.text())).toContain('is for approvers')
    }
    const compliance = await site.signIn('compliance-officer')
    expect((await decide(compliance, 'sedgely', { decision: 'pass' })).status).toBe(403)
    const officer = await site.signIn('link-officer', 'sedgely')
    expect((await officer.get(letterOf('sedgely'))).status).toBe(404)
    expect((await officer.get(rehearsal)).status).toBe(404)
  })

  it('take added words that somebody else approves with the letter', async () => {
    expect(
      (await decide(approver, 'sedgely', { decision: 'write', words: 'One action is missing.' })).status,
    ).toBe(303)
    expect((await under('sedgely')).state).toBe('to-read')
    const page = textOf(await (await approver.get(letterOf('sedgely'))).text())
    expect(page).toContain('“One action is missing.” You')
    expect(page).toContain('Not approved')
    const own = await decide(approver, 'sedgely', { decision: 'pass' })
    expect(own.status).toBe(422)
    expect(textOf(await own.text())).toContain('You wrote this text, so somebody else has to approve it.')
    await decide(other, 'sedgely', { decision: 'write', words: 'One agreed action is missing.' })
    await approver.get(letterOf('sedgely'))
    const before = await lastEntry()
    expect((await decide(approver, 'sedgely', { decision: 'pass' })).status).toBe(303)
    expect((await actions(before)).map(({ action }) => action)).toEqual(['paragraph approve', 'letter pass'])
    expect(await under('sedgely')).toMatchObject({
      state: 'passed',
      addedWords: { approvedBy: approver.email },
    })
  })

  it.each([
    ['', 'text is empty'],
    ['a'.repeat(2_001), 'the text has 2,001 characters; a letter has room for 2,000'],
    ['Please look at this ☃', 'cannot print "☃" (U+2603)'],
  ])('refuse added words like "%.20s"', async (words, why) => {
    const refused = await decide(other, 'larchwick', { decision: 'write', words })
    expect(refused.status).toBe(422)
    expect(textOf(await refused.text()).toLowerCase()).toContain(why.toLowerCase().replaceAll('"', '&quot;'))
    expect((await under('larchwick')).addedWords).toBeNull()
  })

  it('are not decided about once they have changed, or the review has moved on', async () => {
    const seen = (await under('larchwick')).contentHash.toString('hex')
    await decide(other, 'larchwick', { decision: 'write', words: 'Thank you.' })
    const changed = await decide(approver, 'larchwick', { decision: 'pass' }, { content: seen })
    expect(changed.status).toBe(409)
    expect(textOf(await changed.text())).toContain('This letter has changed since the page was opened')
    const moved = await decide(approver, 'larchwick', { decision: 'pass' }, { standing: '1.7.draft' })
    expect(moved.status).toBe(409)
    await decide(other, 'larchwick', { decision: 'remove' })
    expect((await under('larchwick')).addedWords).toBeNull()
    const before = decidedMark(await under('larchwick'))
    await decide(approver, 'larchwick', { decision: 'hold', 'hold-reason': 'Wait.' })
    const overruled = await decide(approver, 'larchwick', { decision: 'pass' }, { decided: before })
    expect(overruled.status).toBe(409)
    expect(textOf(await overruled.text())).toContain('Somebody decided about this letter since')
    expect((await under('larchwick')).state).toBe('held')
  })

  it('fall back to be read when their content changes', async () => {
    await decide(approver, 'larchwick', { decision: 'pass' })
    expect((await under('larchwick')).state).toBe('passed')
    await decide(other, 'larchwick', { decision: 'write', words: 'Thank you.' })
    expect(await under('larchwick')).toMatchObject({
      state: 'to-read',
      decision: null,
      outdatedDecision: { decision: 'passed' },
    })
    await decide(other, 'larchwick', { decision: 'remove' })
  })

  it('pass together where they have nothing unusual, each by itself in the record', async () => {
    await sql`delete from letter_decision where decision = 'passed'`.execute(site.opened.database)
    const page = await (await approver.get(rehearsal)).text()
    const [, letters = ''] = /name="letters" value="([0-9a-f]+)"/.exec(page) ?? []
    const seen = standingMark((await standing()).current)
    expect((await statistician.post(`${rehearsal}/pass`, { standing: seen, letters })).status).toBe(403)
    expect((await approver.post(`${rehearsal}/pass`, { standing: seen, letters: 'abc' })).status).toBe(409)
    const before = await lastEntry()
    expect((await approver.post(`${rehearsal}/pass`, { standing: seen, letters })).status).toBe(303)
    expect((await actions(before)).map(({ action, subject }) => [action, subject])).toEqual([
      ['letter pass together', 'letter to larchwick in 2025-26, revision 1'],
    ])
    expect((await under('larchwick')).state).toBe('passed')
    expect((await approver.post(`${rehearsal}/pass`, { standing: seen, letters })).status).toBe(422)
  })

  it('have a wording that an approver approves, exactly as it was read', async () => {
    const wording = '/desk/reviews/2025-26/wording'
    const page = await (await approver.get(wording)).text()
    expect(textOf(page)).toContain('Not approved yet.')
    const [, hash = ''] = /name="wording" value="([0-9a-f]+)"/.exec(page) ?? []
    const fields = { standing: standingMark((await standing()).current), wording: hash }
    expect((await statistician.post(`${wording}-approval`, fields)).status).toBe(403)
    expect((await approver.post(`${wording}-approval`, { ...fields, wording: 'ab' })).status).toBe(409)
    expect((await approver.post(`${wording}-approval`, fields)).status).toBe(303)
    expect(textOf(await (await approver.get(wording)).text())).toContain('Approved: Approver,')
    expect((await approver.post(`${wording}-approval`, fields)).status).toBe(422)
    await sql`update wording_approval set wording_hash = 'another text'`.execute(site.opened.database)
    expect(textOf(await (await approver.get(wording)).text())).toContain('Changed since it was approved')
  })

  it('cannot be decided about, changed or rehearsed where they are sealed', async () => {
    const sealed = '/desk/reviews/2023-24'
    const now = await readStanding(site.opened.database, reportingYear(2023))
    const seen = { standing: standingMark(now?.current), content: '00', list: 'person' }
    for (const decision of ['pass', 'write']) {
      const path = `${sealed}/letters/larchwick/decision`
      const refused = await approver.post(path, { ...seen, decision, words: 'More.' })
      expect(refused.status).toBe(422)
    }
    expect((await statistician.post(`${sealed}/rehearsal`)).status).toBe(422)
    for (const page of ['rehearsal', 'letters/larchwick', 'letters/larchwick/files/letter.pdf']) {
      expect(textOf(await (await approver.get(`${sealed}/${page}`)).text())).toContain('They are sealed.')
    }
  })
})

function textOf(page: string): string {
  return page.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}
