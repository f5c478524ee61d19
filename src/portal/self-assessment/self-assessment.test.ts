import { sql } from 'kysely'
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cookiesAt, launchBrowser } from '../../../tests/browser.ts'
import { publishAssessment, sectionFields, shippedProvisions } from '../../../tests/self-assessed.ts'
import { type SignedIn, signInAs, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { verifyAudit } from '../../audit/audit-store.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { type RunningServer, serve } from '../../server.ts'

let site: WholeTestSite
let link: SignedIn
let monitoring: SignedIn
let member: SignedIn
let reader: SignedIn
/** A link officer who is the member responsible as well. */
let both: SignedIn
let other: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  await setMoment(site.opened.database, new Date('2026-05-11T09:00:00Z'))
  link = await site.signIn('link-officer', 'larchwick')
  monitoring = await site.signIn('monitoring-officer', 'larchwick')
  member = await site.signIn('member-responsible', 'larchwick')
  reader = await site.signIn('reader', 'larchwick')
  other = await site.signIn('link-officer', 'sedgely')
}, 60_000)
afterAll(async () => {
  expect(site.faults).toEqual([])
  expect((await verifyAudit(site.opened.database)).problems).toEqual([])
  await site.close()
})

const path = '/portal/handling-code/2026-27'
const publicPath = '/handling-code/authorities/larchwick'
const count = shippedProvisions.length
const marker = 'Zqevidence of the first draft'

async function textOf(person: SignedIn, address: string): Promise<string> {
  return plain(await (await person.get(address)).text())
}

async function publicText(address: string): Promise<string> {
  return plain(await (await site.app.request(address)).text())
}

/** What a page says, without its marks. */
function plain(html: string): string {
  return html.replaceAll(/<[^>]+>/g, ' ').replaceAll(/\s+/g, ' ')
}

/** Every public page that tells of self-assessments. */
const publicPages = [
  '/handling-code/authorities',
  '/handling-code/authorities.csv',
  publicPath,
  `${publicPath}/2026-27`,
  `${publicPath}/2026-27/revisions/1`,
  '/handling-code/outcomes',
  '/authorities/larchwick',
]

describe('before anybody has published anything', () => {
  test('the public pages say so, and hold', async () => {
    expect(await publicText('/handling-code/authorities')).toContain('None of 2 councils has said so far')
    expect(await publicText('/handling-code/outcomes')).toContain('There is nothing to compare')
    expect(await publicText(publicPath)).toContain('has published no self-assessment that stands')
    expect((await site.app.request(`${publicPath}/2026-27`)).status).toBe(404)
    expect(await publicText('/authorities/larchwick')).not.toContain(
      'Larchwick District Council and the Code',
    )
  })

  test('an authority that took over another is told that the Code asks it to assess itself', async () => {
    const page = await textOf(link, '/portal/handling-code')
    expect(page).toContain('Required again')
    expect(page).toContain('took over the work of Old Holm District Council, which ended on 31 March 2019')
    expect(await textOf(other, '/portal/handling-code')).not.toContain('Required again')
  })
})

describe('the adoption of the Code', () => {
  test('is stated by the council itself, and stands in the register', async () => {
    const stated = await link.post('/portal/handling-code/adoption', { adopted: '1 April 2025', seen: '' })
    expect(stated.status).toBe(303)
    const register = await publicText('/handling-code/authorities')
    expect(register).toContain('1 of 2 councils has adopted the Code')
    expect(register).toContain('Larchwick District Council 1 April 2025')
    expect(await publicText('/authorities/larchwick')).toContain('Complaint Handling Code')
  })

  test.each([
    ['31 January 2024', 'The Code is in force since 1 February 2024.'],
    ['12 May 2026', 'Today is 11 May 2026.'],
    ['some time ago', 'This is not a date'],
  ])('is refused on %s, with what is wrong and what was typed', async (typed, reason) => {
    const answer = await link.post('/portal/handling-code/adoption', { adopted: typed, seen: '2025-04-01' })
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(plain(html)).toContain(reason)
    expect(html).toContain(`value="${typed}"`)
    expect(await publicText('/handling-code/authorities')).toContain('1 April 2025')
  })

  test('is not changed by whoever did not see what a colleague said meanwhile', async () => {
    const answer = await monitoring.post('/portal/handling-code/adoption', { adopted: '', seen: '' })
    expect(answer.status).toBe(409)
    expect(plain(await answer.text())).toContain('it now says 1 April 2025')
    expect(await publicText('/handling-code/authorities')).toContain('1 April 2025')
  })

  test('is stated by nobody but those who write for the authority', async () => {
    for (const person of [reader, member]) {
      expect((await person.post('/portal/handling-code/adoption', { adopted: '', seen: '' })).status).toBe(
        403,
      )
    }
  })
})

describe('a self-assessment, from its first answer to its publication', () => {
  test('cannot be begun where no version of the Code is on record for its year, and says so', async () => {
    const { database } = site.opened
    await sql`update code_version set in_force_on = '2027-04-01'`.execute(database)
    const answer = await link.post(path)
    await sql`update code_version set in_force_on = '2024-02-01'`.execute(database)
    expect(answer.status).toBe(422)
    expect(plain(await answer.text())).toContain('No version of the Code was in force in 2026-27')
  })

  test('is begun once a year, for this year or the last', async () => {
    expect((await link.post(path)).status).toBe(303)
    expect((await monitoring.post(path)).status).toBe(303)
    expect((await link.post('/portal/handling-code/2024-25')).status).toBe(404)
    expect((await reader.post(path)).status).toBe(403)
    expect(await textOf(link, path)).toContain(`0 of ${count} answered.`)
  })

  test('is kept as a draft section by section, with what is still missing', async () => {
    const unfinished = { 'stage-1-answered': { change: '', by: '' } }
    const fields = sectionFields(6, { seen: 0, notFollowed: unfinished, evidence: marker })
    expect((await link.post(`${path}/sections/6`, fields)).status).toBe(303)
    const page = await textOf(monitoring, path)
    const ofSection = shippedProvisions.filter(({ section }) => section === 6).length
    expect(page).toContain(`${ofSection - 1} of ${count} answered. 1 provision is said not to be followed.`)
    expect(page).toMatch(/6\. The two stages .{0,40}Begun Link officer, 11 May 2026/)
  })

  test('tells whoever saves second what a colleague wrote, saves nothing, and keeps what they typed', async () => {
    const typed = sectionFields(6, { seen: 0, evidence: 'Typed by the monitoring officer.' })
    const answer = await monitoring.post(`${path}/sections/6`, typed)
    expect(answer.status).toBe(409)
    const html = await answer.text()
    expect(plain(html)).toContain('What your colleague wrote')
    expect(plain(html)).toContain(`6.2: not followed; evidence: “${marker}”.`)
    expect(html).toContain('>Typed by the monitoring officer.</textarea>')
    expect((await textOf(link, `${path}/sections/6`)).match(new RegExp(marker, 'g'))?.length).toBe(11)
    // The form that comes back is made for what is there now.
    expect(html).toContain('name="seen" value="1"')
  })

  test.each([
    ['by-stage-1-answered', 'next week', '6.2: This is not a date'],
    ['by-stage-1-answered', '31 March 2026', '6.2: This day lies before the year you are assessing.'],
    [
      'commentary-stage-1-answered',
      'x '.repeat(2_000).concat('x'),
      '6.2: the commentary has 4,001 characters.',
    ],
  ])('refuses what cannot be kept: %s', async (field, value, reason) => {
    const late = { 'stage-1-answered': { change: 'All services answer in ten days.', by: '' } }
    const fields = { ...sectionFields(6, { seen: 1, notFollowed: late }), [field]: value }
    const answer = await link.post(`${path}/sections/6`, fields)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(plain(html)).toContain(reason)
    expect(html).toContain(`href="#${field}"`)
    expect(html).toContain(value)
    expect(html).toContain('All services answer in ten days.')
    expect(await textOf(link, `${path}/sections/6`)).not.toContain('All services answer in ten days.')
  })

  test('is submitted only with every provision answered', async () => {
    const early = await link.post(`${path}/submission`)
    expect(early.status).toBe(422)
    expect(plain(await early.text())).toMatch(
      /\d+ provisions are not answered yet: 1\.1, 1\.2, 1\.3, 1\.4, 1\.5 and others/,
    )
    const late = { 'stage-1-answered': { change: 'All services answer in ten days.', by: '31 March 2027' } }
    await link.post(`${path}/sections/6`, sectionFields(6, { seen: 1, notFollowed: late, evidence: marker }))
    for (const { number } of scheme.handlingCode.sections) {
      if (number !== 6)
        await monitoring.post(`${path}/sections/${number}`, sectionFields(number, { seen: 0 }))
    }
    expect((await link.post(`${path}/submission`)).status).toBe(303)
    expect(await textOf(reader, path)).toContain('With the member responsible.')
    expect(await textOf(member, '/portal')).toContain(
      'To approve Self-assessment 2026-27 Submitted on 11 May 2026.',
    )
    // Nothing is written any more.
    const written = await link.post(
      `${path}/sections/6`,
      sectionFields(6, { seen: 2, evidence: 'Too late.' }),
    )
    expect(written.status).toBe(422)
    expect(await textOf(link, path)).not.toContain('Too late.')
    await expect(
      sql`update self_assessment_answer set evidence = 'Another.' where provision = 'officer'`.execute(
        site.opened.database,
      ),
    ).rejects.toThrow('is submitted, so its answers stay')
  })

  test('is sent back with a reason, and approved by nobody but the member responsible', async () => {
    for (const person of [link, monitoring, reader]) {
      expect((await person.post(`${path}/approval`, { do: 'approve', seen: '' })).status).toBe(403)
    }
    expect((await member.post(`${path}/submission`)).status).toBe(403)
    const without = await member.post(`${path}/approval`, { do: 'send-back', back: '' })
    expect(without.status).toBe(422)
    expect(await without.text()).toContain('href="#back"')
    const stale = await member.post(`${path}/approval`, { do: 'approve', seen: '2026-01-01T00:00:00.000Z' })
    expect(stale.status).toBe(422)
    await member.post(`${path}/approval`, { do: 'send-back', back: 'Say more about stage 2.' })
    expect(await textOf(link, path)).toContain('Sent back on 11 May 2026 Say more about stage 2.')
    expect((await link.post(`${path}/publication`)).status).toBe(422)
    await link.post(`${path}/submission`)
  })

  test('is never approved by somebody who wrote in it', async () => {
    both = await signInAs(site.app, site.opened.database, {
      email: 'both@larchwick.example',
      roles: ['link-officer', 'member-responsible'],
      ofAuthority: 'larchwick',
    })
    await member.post(`${path}/approval`, { do: 'send-back', back: 'Once more.' })
    const fields = sectionFields(9, { seen: 1, evidence: 'Written by both.' })
    expect((await both.post(`${path}/sections/9`, fields)).status).toBe(303)
    await link.post(`${path}/submission`)
    const seen = await seenIn(both)
    const answer = await both.post(`${path}/approval`, { do: 'approve', seen })
    expect(answer.status).toBe(422)
    expect(plain(await answer.text())).toContain('You wrote some of this assessment yourself')
  })

  test('is nobody else’s to see before it is published, and no page made before is made anew for it', async () => {
    for (const address of publicPages)
      expect([address, await publicText(address)]).toEqual([address, expect.not.stringContaining('Zq')])
    expect((await site.app.request(`${publicPath}/2026-27`)).status).toBe(404)
    const [never, others] = await Promise.all([other.get('/portal/handling-code/2031-32'), other.get(path)])
    expect([others.status, await others.text()]).toEqual([never.status, await never.text()])
    for (const part of ['submission', 'publication', 'withdrawal', 'sections/6']) {
      expect((await other.post(`${path}/${part}`, { do: 'approve', seen: '' })).status).toBe(404)
    }
    const version = async () =>
      (await sql<{ version: number }>`select version from published.state`.execute(site.opened.database)).rows
    const before = await version()
    await member.post(`${path}/approval`, { do: 'send-back', back: 'A last time.' })
    await link.post(`${path}/submission`)
    expect(await version()).toEqual(before)
  })

  test('is public once it is approved and published, as it was approved', async () => {
    const seen = await seenIn(member)
    expect((await member.post(`${path}/approval`, { do: 'approve', seen })).status).toBe(303)
    expect((await site.app.request(`${publicPath}/2026-27`)).status).toBe(404)
    expect((await reader.post(`${path}/publication`)).status).toBe(403)
    expect((await monitoring.post(`${path}/publication`)).status).toBe(303)
    const page = await publicText(`${publicPath}/2026-27`)
    expect(page).toContain(`In 2026-27 it says that it follows ${count - 1} of ${count} provisions.`)
    expect(page).toContain('approved on 11 May 2026 by its member responsible for complaints')
    expect(page).toContain('What will change by 31 March 2027 All services answer in ten days.')
    expect(page).toContain(marker)
    expect(page).not.toContain('@larchwick.example')
    const csv = await (await site.app.request('/handling-code/authorities.csv')).text()
    expect(csv).toContain(
      `larchwick,Larchwick District Council,district,2025-04-01,no,2026-27,1,2026-05-11,${count - 1},1`,
    )
    const register = await publicText('/handling-code/authorities')
    expect(register).toContain('1 has published how they follow it.')
    expect(register).toMatch(/Most often not followed .* 6\.2 Stage 1: it is answered in full .* 100% 1 of 1/)
    expect(await textOf(link, '/portal/handling-code')).not.toContain('Required again')
  })

  test('is replaced by another revision with a reason, and stays readable', async () => {
    expect((await link.post(path, { reason: '' })).status).toBe(422)
    expect((await link.post(path, { reason: 'Stage 1 is answered in time now.' })).status).toBe(303)
    expect(await textOf(link, path)).toContain(`${count} of ${count} answered.`)
    // Only what is changed has to be written.
    await link.post(`${path}/sections/6`, sectionFields(6, { seen: 0, evidence: 'New times.' }))
    expect(await publicText(`${publicPath}/2026-27`)).not.toContain('New times.')
    await link.post(`${path}/submission`)
    // Answers of theirs stand in it as they wrote them in the revision before.
    const own = await both.post(`${path}/approval`, { do: 'approve', seen: await seenIn(both) })
    expect(own.status).toBe(422)
    expect(plain(await own.text())).toContain('You wrote some of this assessment yourself')
    await member.post(`${path}/approval`, { do: 'approve', seen: await seenIn(member) })
    await link.post(`${path}/publication`)
    const now = await publicText(`${publicPath}/2026-27`)
    expect(now).toContain(`it follows ${count} of ${count} provisions.`)
    expect(now).toContain('It replaces revision 1: Stage 1 is answered in time now.')
    const before = await publicText(`${publicPath}/2026-27/revisions/1`)
    expect(before).toContain('Replaced.')
    expect(before).toContain(marker)
    expect(await publicText('/handling-code/authorities')).not.toContain('Most often not followed')
  })

  test('is withdrawn with a reason, also while another revision is written, and no longer counts', async () => {
    expect((await link.post(path, { reason: 'Section 9 says too much.' })).status).toBe(303)
    expect(await textOf(link, path)).toContain('Withdraw revision 2')
    expect((await link.post(`${path}/withdrawal`, { withdrawal: '' })).status).toBe(422)
    await link.post(`${path}/withdrawal`, { withdrawal: 'It was about another council.' })
    expect(await publicText(`${publicPath}/2026-27`)).toContain(
      'Withdrawn on 11 May 2026. It was about another council.',
    )
    expect(await publicText(publicPath)).toContain('has published no self-assessment that stands')
    expect(await publicText('/handling-code/authorities')).toContain('None has published yet')
    expect(await textOf(link, path)).not.toContain('Withdraw revision 2')
    // What was withdrawn is no assessment after the reorganisation.
    expect(await publicText(publicPath)).toContain('Required again')
    expect(await textOf(link, '/portal/handling-code')).toContain('Required again')
  })

  test('leaves no reason and no answer in the audit, where nothing can be taken out again', async () => {
    const entries = await site.opened.database.selectFrom('auditEntry').selectAll().execute()
    expect(entries.filter(({ action }) => action === 'withdraw self-assessment')).toHaveLength(1)
    for (const written of [marker, 'stage 2.', 'in time now', 'too much', 'another council']) {
      expect(JSON.stringify(entries)).not.toContain(written)
    }
  })
})

describe('the next year', () => {
  test('begins with what was published before, to be confirmed answer by answer', async () => {
    const others = await site.signIn('member-responsible', 'sedgely')
    const open = { 'two-stages': { change: 'The third stage ends.', by: '1 September 2026' } }
    await publishAssessment(other, others, '2026-27', { notFollowed: open })
    await setMoment(site.opened.database, new Date('2027-05-11T09:00:00Z'))
    const next = '/portal/handling-code/2027-28'
    await other.post(next)
    expect(await textOf(other, next)).toContain(
      `0 of ${count} answered. 1 provision is said not to be followed. ${count} answers are last year’s`,
    )
    const form = await (await other.get(`${next}/sections/5`)).text()
    expect(plain(form)).toContain('It still holds in 2027-28')
    expect(form).toContain('The third stage ends.')
    // Sent as it is, nothing is confirmed by it.
    const asItWas = sectionFields(5, { seen: 0, notFollowed: open })
    expect((await other.post(`${next}/sections/5`, asItWas)).status).toBe(303)
    expect(await textOf(other, next)).toContain(`0 of ${count} answered.`)
    // What was to change by then has passed, so it does not hold as it stands.
    const confirmed = { ...asItWas, 'confirmed-two-stages': 'yes' }
    const refused = await other.post(`${next}/sections/5`, confirmed)
    expect(refused.status).toBe(422)
    expect(plain(await refused.text())).toContain('5.3: This day lies before the year you are assessing.')
    await other.post(`${next}/sections/5`, {
      ...confirmed,
      'by-two-stages': '1 December 2027',
      'confirmed-one-policy': 'yes',
    })
    expect(await textOf(other, next)).toContain(`2 of ${count} answered.`)
    await setMoment(site.opened.database, new Date('2026-05-11T09:00:00Z'))
  })
})

describe('in a browser', () => {
  let server: RunningServer
  let browser: Browser
  beforeAll(async () => {
    server = await serve(site.app, 0)
    browser = await launchBrowser()
  }, 60_000)
  afterAll(async () => {
    await browser?.close()
    await server?.close()
  })

  test.each([
    ['with scripts', true, '2025-26', 'larchwick'],
    ['without scripts', false, '2025-26', 'hollow-fell'],
  ] as const)(
    'an officer drafts, the member responsible approves, the officer publishes, everybody reads it: %s',
    async (_, javaScriptEnabled, year, slug) => {
      const writer = await site.signIn('link-officer', slug)
      const approver = await site.signIn('member-responsible', slug)
      const pageOf = async (person?: SignedIn) => {
        const context = await browser.newContext({ javaScriptEnabled })
        if (person) await context.addCookies(cookiesAt(server.address, person.cookie))
        return context.newPage()
      }
      const [own, approving, anybody] = [await pageOf(writer), await pageOf(approver), await pageOf()]
      await own.goto(`${server.address}/portal`)
      await own.getByRole('link', { name: 'Handling Code' }).click()
      await own.getByRole('button', { name: `Begin the self-assessment of ${year}` }).click()
      await own.getByRole('link', { name: '7. Putting things right' }).click()
      for (const box of await own.getByLabel('Yes', { exact: true }).all()) await box.check()
      await own.getByLabel('7.3: evidence').fill(`Remedies guidance of ${slug}`)
      await own.locator('#follows-remedy-fits-2').check()
      await own.getByLabel('7.2: what will change?').fill('Remedies follow the guidance.')
      await own.getByLabel('7.2: by when?').fill('in spring')
      await own.getByRole('button', { name: 'Save and go on' }).click()
      await own.getByRole('link', { name: /^7\.2: / }).click()
      await own.getByLabel('7.2: by when?').fill('31 March 2027')
      await own.getByRole('button', { name: 'Save and go on' }).click()
      expect(await own.getByRole('heading', { level: 1 }).textContent()).toContain('8.')
      await answerTheOthers(writer, year)
      await own.getByRole('link', { name: `Self-assessment ${year}` }).click()
      await own.getByRole('button', { name: 'Give it to the member responsible' }).click()
      await approving.goto(`${server.address}/portal/handling-code/${year}`)
      await approving.getByRole('button', { name: 'Approve it' }).click()
      await own.reload()
      await own.goto(`${server.address}/portal/handling-code/${year}`)
      await own.getByRole('button', { name: 'Publish it' }).click()
      await anybody.goto(`${server.address}/handling-code/authorities`)
      await anybody
        .getByRole('link', { name: `${year} of ${slug === 'larchwick' ? 'Larchwick' : 'Hollow Fell'}` })
        .click()
      const text = await anybody.locator('main').textContent()
      expect(text).toContain(`follows ${count - 1} of ${count} provisions`)
      expect(text).toContain(`Remedies guidance of ${slug}`)
      for (const page of [own, approving, anybody]) await page.context().close()
    },
    60_000,
  )

  /** All sections but the seventh, which was answered in the browser. */
  async function answerTheOthers(writer: SignedIn, year: string): Promise<void> {
    for (const { number } of scheme.handlingCode.sections) {
      if (number === 7) continue
      await writer.post(
        `/portal/handling-code/${year}/sections/${number}`,
        sectionFields(number, { seen: 0 }),
      )
    }
  }
})

/** When what is shown to be approved was submitted. */
async function seenIn(person: SignedIn): Promise<string> {
  return /name="seen" value="([^"]+)"/.exec(await (await person.get(path)).text())?.[1] ?? ''
}
