import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { caseOf, everythingKept, correctionReason as reason } from '../../../tests/changed-case.ts'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { typedCase } from '../../casework/case-change.ts'
import { recordMark } from '../../casework/case-record.ts'

const path = '/desk/cases/larchwick/23-000-005'
let site: WholeTestSite
let staff: SignedIn

async function openSite(): Promise<void> {
  site = await wholeInventedSite()
  staff = await site.signIn('statistician')
}

async function closeSite(): Promise<void> {
  expect(site.faults).toEqual([])
  await site.close()
}

/** What the form of the case sends, with some of it typed otherwise. */
async function typed(fields: Readonly<Record<string, string>> = {}) {
  const { record } = await caseOf(site.opened.database, 'larchwick', '23 000 005')
  return { ...typedCase(record), seen: recordMark(record), ...fields }
}

/** Everything that stands in the hidden fields and boxes of a page's last form. */
function fieldsOf(html: string): Record<string, string> {
  const form = html.slice(html.lastIndexOf('<form'))
  const fields: Record<string, string> = {}
  for (const [, name = '', value = ''] of form.matchAll(
    /<input type="hidden" name="([^"]*)" value="([^"]*)"/g,
  )) {
    fields[name] = value.replaceAll('&quot;', '"').replaceAll('&amp;', '&')
  }
  return fields
}

const notUpheld = { outcome: 'not-upheld', isRemediedBefore: '' }

describe('finding a case', () => {
  beforeAll(openSite)
  afterAll(closeSite)

  test.each([
    ['Larchwick', 'More than 50 cases about Larchwick District Council'],
    ['23 000 005', '1 case with a reference that begins 23000005'],
    ['larchwik 23-000-00', '10 cases about Larchwick District Council'],
    ['Sedgely 23 000 005', 'No case about Sedgely District Council is on record'],
    ['Zzqqxx', 'No authority is called “Zzqqxx”'],
    ["'; drop table complaint; --", 'No authority is called'],
  ])('by "%s"', async (asked, expected) => {
    expect(await textOf(staff, `/desk/cases?find=${encodeURIComponent(asked)}`)).toContain(expected)
  })
})

describe('the page of a case', () => {
  beforeAll(openSite)
  afterAll(closeSite)

  test('has what is on record, where it counts, and what was changed', async () => {
    const text = await textOf(staff, path)
    for (const expected of [
      '23 000 005 · Housing, Allocations',
      'Upheld. Decided on 20 November 2023, after 202 days.',
      'Counts for 2023-24: investigated, upheld, not remedied before it came here.',
      'Came with a file on',
      '2023-24 Published As received: Housing; decided: Upheld; complied:',
      'Counted in complaints upheld',
      'In the base of late compliance and satisfactory remedy',
      'It is as it came in.',
      'Change this case',
    ]) {
      expect(text).toContain(expected)
    }
    await send(`${path}/change`, await typed({ subcategory: 'Homelessness' }), 'correction')
    expect(await textOf(staff, path)).toContain('Subcategory: Allocations → Homelessness')
    expect(await textOf(staff, path)).toContain('Statistician · change case')
  })

  test('is nobody’s who may not see a review, and no case is no page', async () => {
    expect((await (await site.signIn('trainer')).get(path)).status).toBe(403)
    expect((await (await site.signIn('link-officer', 'larchwick')).get(path)).status).toBe(404)
    for (const other of [
      '/desk/cases/sedgely/23-000-005',
      '/desk/cases/larchwick/23-000',
      '/desk/cases/x/y',
    ]) {
      expect((await staff.get(other)).status).toBe(404)
    }
  })

  test('can be read, and not changed, by an approver', async () => {
    const approver = await site.signIn('approver')
    expect(await textOf(approver, path)).not.toContain('Change this case')
    expect((await approver.get(`${path}/change`)).status).toBe(403)
    expect((await approver.post(`${path}/correction`, await typed(notUpheld))).status).toBe(403)
  })

  test('that counts in a year which is not public yet: every look is on record', async () => {
    await staff.get(path)
    const { reference } = await site.opened.database
      .selectFrom('complaint')
      .select('reference')
      .where('decidedOn', '>=', '2024-04-01')
      .executeTakeFirstOrThrow()
    await staff.get(`/desk/cases/larchwick/${reference.replaceAll(' ', '-')}`)
    expect(await audited('see case')).toEqual([`case ${reference} of larchwick`])
  })
})

describe('a change that is not saved', () => {
  beforeAll(openSite)
  afterAll(closeSite)

  test('shows everything before anything is saved', async () => {
    const before = await everythingKept(site.opened.database)
    const response = await staff.post(`${path}/change`, await typed(notUpheld))
    expect(response.status).toBe(200)
    const text = plain(await response.text())
    for (const expected of [
      'Before you save this correction',
      'Larchwick District Council, case 23 000 005: the outcome changes from upheld to not upheld',
      'The 2023-24 review was published on 24 July 2024.',
      'Nothing has changed yet.',
      'Now, revision 1',
      'After, revision 2',
      // Of 24 investigated 18 were upheld: 75%; 17 are 71%.
      'Complaints upheld Larchwick District Council, 2023-24 75% 71% 18 of 24 becomes 17 of 24.',
      'Average: district councils, 2023-24 63% 62%',
      'Prints the same. 3 of 63 becomes 3 of 62.',
      'Letters: Larchwick District Council.',
      'Downloads of 2023-24: figures, counts, averages, letters, years, revisions, corrections.',
      'Revision 1 stays readable beside revision 2.',
      'Ask for approval',
    ]) {
      expect(text).toContain(expected)
    }
    expect(await everythingKept(site.opened.database)).toEqual(before)
    expect(await audited('see what would change')).toEqual(['case 23 000 005 of larchwick'])
  })

  test('finds all that is wrong at once, and keeps what was typed', async () => {
    const response = await staff.post(
      `${path}/change`,
      await typed({
        outcome: 'not-upheld',
        isRemediedBefore: 'yes',
        decidedOn: '31 February 2023',
        category: 'teapots',
        stageReached: 'nowhere',
        complianceOutcome: 'satisfied',
        complianceRecordedOn: '',
      }),
    )
    expect(response.status).toBe(422)
    const html = await response.text()
    for (const expected of [
      'Category: this is none of the values known here.',
      'Decided: there is no such day in the calendar.',
      'Remedied before it came here: only an upheld complaint can have this, not Not upheld.',
      'Stage reached: this is none of the stages.',
      'Compliance recorded: the date the result was recorded is missing.',
    ]) {
      expect(plain(html)).toContain(expected)
    }
    expect(html).toContain('value="31 February 2023"')
  })

  test.each([
    ['a decision before the receipt', { decidedOn: '1 May 2023' }, 'before the receipt (2 May 2023)'],
    ['a day to come', { decidedOn: '1 January 2025' }, 'the date is in the future'],
    [
      'compliance before the decision',
      { complianceRecordedOn: '1 November 2023' },
      'before the decision (20 November 2023)',
    ],
    ['a remedy not said to be before', { isRemediedBefore: '' }, 'an upheld complaint needs this'],
    ['a decision taken away', { outcome: '', decidedOn: '' }, 'the date decided is missing'],
    ['a topic without end', { subcategory: 'x'.repeat(201) }, 'longer than 200 characters'],
  ])('is refused for %s', async (_, fields, expected) => {
    const response = await staff.post(`${path}/change`, await typed(fields))
    expect(response.status).toBe(422)
    expect(plain(await response.text())).toContain(expected)
  })

  test('that is none says so', async () => {
    const response = await staff.post(`${path}/change`, await typed())
    expect(response.status).toBe(422)
    expect(plain(await response.text())).toContain('Nothing is different from what is on record.')
  })

  test.each(['', 'x'.repeat(501)])(
    'needs a reason that fits (%.3s…), and shows everything again',
    async (bad) => {
      const response = await send(`${path}/change`, await typed(notUpheld), 'correction', { reason: bad })
      expect(response.status).toBe(422)
      const html = await response.text()
      expect(plain(html)).toContain('There is a problem')
      expect(plain(html)).toContain('75% 71%')
      expect(html).toContain(`>${bad}</textarea>`)
    },
  )

  test('of what no figure counts asks for no reason', async () => {
    const preview = await staff.post(`${path}/change`, await typed({ subcategory: 'Homelessness' }))
    const text = plain(await preview.text())
    expect(text).toContain('No figure counts what changes here')
    expect(text).not.toContain('Why?')
    expect(text).toContain('Save the change')
  })

  test('cannot smuggle anything into a page', async () => {
    const evil = '"><script>alert(1)</script>'
    const response = await staff.post(`${path}/change`, await typed({ subcategory: evil }))
    expect(await response.text()).not.toContain('<script>alert')
    const stale = await staff.post(
      `${path}/change`,
      await typed({ seen: '{"category":"<script>alert(1)</script>"}' }),
    )
    expect(stale.status).toBe(409)
    expect(await stale.text()).not.toContain('<script>alert')
  })
})

describe('changing a case', () => {
  beforeEach(openSite)
  afterEach(closeSite)

  test('saved, waits for approval by others, and says so', async () => {
    const response = await send(`${path}/change`, await typed(notUpheld), 'correction', { reason })
    expect(response.status).toBe(303)
    expect(response.headers.get('location')).toBe(`${path}?done=corrected`)
    const text = await textOf(staff, `${path}?done=corrected`)
    expect(text).toContain('The correction waits for approval.')
    expect(text).toContain('2023-24 Draft, revision 2')
    const correction = await textOf(staff, '/desk/reviews/2023-24/correction')
    for (const expected of [
      'A draft of revision 2.',
      'Reissued letters bear 1 August 2024',
      '1 case corrected',
      'Outcome: Upheld → Not upheld',
      reason,
      '75% 71%',
      'Letters reissued Larchwick District Council',
    ]) {
      expect(correction).toContain(expected)
    }
    // Everybody else still sees what they saw.
    const page = plain(await (await site.app.request('/authorities/larchwick?year=2023-24')).text())
    expect(page).toContain('18 of 24 investigated')
    expect(plain(await (await site.app.request('/corrections')).text())).toContain('has been corrected.')
  })

  test('shows what somebody else changed meanwhile, and loses nothing typed', async () => {
    const stale = await typed({ decidedOn: '21 November 2023' })
    const investigator = await site.signIn('investigator')
    await send(`${path}/change`, await typed({ subcategory: 'Homelessness' }), 'correction', {}, investigator)
    for (const address of [`${path}/change`, `${path}/correction`]) {
      const response = await staff.post(address, stale)
      expect(response.status).toBe(409)
      const html = await response.text()
      expect(plain(html)).toContain('Somebody else changed this case since you opened it')
      expect(plain(html)).toContain('Subcategory Allocations Homelessness')
      expect(html).toContain('value="21 November 2023"')
    }
  })

  test('sent twice is saved once', async () => {
    const preview = await staff.post(`${path}/change`, await typed(notUpheld))
    const fields = { ...fieldsOf(await preview.text()), reason }
    expect((await staff.post(`${path}/correction`, fields)).status).toBe(303)
    expect((await staff.post(`${path}/correction`, fields)).status).toBe(409)
  })
})

describe('what a draft corrects', () => {
  beforeEach(openSite)
  afterEach(closeSite)

  test('can be said in other words, and taken back', async () => {
    await send(`${path}/change`, await typed(notUpheld), 'correction', { reason })
    const page = '/desk/reviews/2023-24/correction'
    const standing = fieldsOf(await (await staff.get(page)).text()).standing ?? ''
    const said = await staff.post(`${page}/reason`, { standing, reason: 'In other words.' })
    expect(said.headers.get('location')).toBe(`${page}?done=reason`)
    expect((await staff.post(`${page}/reason`, { standing, reason: 'Too late.' })).status).toBe(409)
    const withdrawal = fieldsOf(await (await staff.get(page)).text())
    for (const correction of ['0', 'x', '999999']) {
      expect((await staff.post(`${page}/withdrawal`, { ...withdrawal, correction })).status).toBe(422)
    }
    const withdrawn = await staff.post(`${page}/withdrawal`, withdrawal)
    expect(withdrawn.headers.get('location')).toBe(`${page}?done=dropped`)
    expect(await textOf(staff, page)).toContain('Nothing is being corrected.')
    expect(await textOf(staff, path)).toContain('A correction that was withdrawn:')
  })
})

/** Sends the form, then the form of the page that answers it. */
async function send(
  address: string,
  fields: Readonly<Record<string, string>>,
  next: string,
  more: Readonly<Record<string, string>> = {},
  by: SignedIn = staff,
): Promise<Response> {
  const preview = await by.post(address, fields)
  expect(preview.status).toBe(200)
  return by.post(`${path}/${next}`, { ...fieldsOf(await preview.text()), ...more })
}

async function audited(action: string): Promise<readonly string[]> {
  const rows = await site.opened.database
    .selectFrom('auditEntry')
    .select('subject')
    .where('action', '=', action)
    .execute()
  return rows.map(({ subject }) => subject)
}

async function textOf(person: SignedIn, address: string): Promise<string> {
  const response = await person.get(address)
  expect([address, response.status]).toEqual([address, 200])
  return plain(await response.text())
}

/** The words of a page as they are read, without its marks. */
function plain(html: string): string {
  return html
    .replace(/<head>.*?<\/head>/s, '')
    .replace(/<(svg|script)\b.*?<\/\1>/gs, ' ')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('&quot;', '"')
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:])/g, '$1')
}
