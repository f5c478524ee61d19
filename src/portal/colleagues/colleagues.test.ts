import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import {
  formRequest,
  type SignedIn,
  signInAs,
  siteUrl,
  tokenFor,
  type WholeTestSite,
  wholeInventedSite,
} from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { verifyAudit } from '../../audit/audit-store.ts'
import { tokenField } from '../../web/sent-form.ts'

const moment = new Date('2024-08-01T12:00:00Z')

let site: WholeTestSite
let officer: SignedIn
let other: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  officer = await site.signIn('link-officer', 'larchwick')
  other = await site.signIn('link-officer', 'sedgely')
}, 120_000)
afterAll(() => site.close())
beforeEach(() => setMoment(site.opened.database, moment))
afterEach(() => expect(site.faults).toEqual([]))

const chief = {
  post: 'Interim Chief Executive',
  name: '',
  salutation: '',
  email: 'interim@larchwick.example',
}

describe('whom the Ombudsman writes to', () => {
  test('changes once the new address confirms it: from that day the new one, until the day before the old one', async () => {
    const id = await holderOf('chief-executive')
    const asked = await ask(officer, 'chief-executive', chief)
    expect(asked.headers.get('location')).toBe('/portal/colleagues?done=asked')
    expect(await inOffice('chief-executive')).toEqual([['Chief Executive', '2020-01-01', null]])
    expect(await wordsOf(officer.get('/portal/colleagues'))).toContain(
      'Waits to be confirmed Interim Chief Executive, interim@ larchwick.example , by 8 August 2024',
    )

    const link = await lastLink('interim@larchwick.example')
    expect(await wordsOf(site.app.request(link))).toContain(
      'You are named as its chief executive. Confirm that letters to that post reach you. Post Interim Chief Executive',
    )
    expect(await wordsOf(follow(link))).toContain(
      'From today letters to the chief executive of Larchwick District Council go to this address.',
    )
    expect(await inOffice('chief-executive')).toEqual([
      ['Chief Executive', '2020-01-01', '2024-07-31'],
      ['Interim Chief Executive', '2024-08-01', null],
    ])
    const { rows } = await sql<{ before: unknown; after: unknown; actor: string }>`
      select actor, before, after from audit_entry where action = 'office holder changed'
    `.execute(site.opened.database)
    expect(rows).toMatchObject([
      {
        actor: 'interim@larchwick.example',
        before: { post: 'Chief Executive', email: 'chief-executive@larchwick.example' },
        after: { post: 'Interim Chief Executive', email: 'interim@larchwick.example' },
      },
    ])
    // So that nobody is replaced without noticing.
    expect(await mailTo('chief-executive@larchwick.example')).toContain('no longer go to this address')
    expect(id).toBeGreaterThan(0)
  })

  test('changes by a link once: a second use says that it is done', async () => {
    await ask(officer, 'leader', { ...chief, post: 'Leader', email: 'leader2@larchwick.example' })
    const link = await lastLink('leader2@larchwick.example')
    expect((await follow(link)).status).toBe(200)
    const again = await follow(link)
    expect(again.status).toBe(410)
    expect(await wordsOf(again)).toContain('This has been confirmed already')
    expect(await inOffice('leader')).toHaveLength(2)
  })

  test('stays where the link is expired, taken back, followed by a later one, or made up', async () => {
    const before = await inOffice('scrutiny-chair')
    await ask(officer, 'scrutiny-chair', { ...chief, email: 'first@larchwick.example' })
    const first = await lastLink('first@larchwick.example')
    await ask(officer, 'scrutiny-chair', { ...chief, email: 'second@larchwick.example' })
    const second = await lastLink('second@larchwick.example')
    expect(await wordsOf(follow(first))).toContain('This link is no longer valid')

    await setMoment(site.opened.database, new Date(moment.getTime() + 7 * 86_400_000))
    expect(await wordsOf(follow(second))).toContain('This link has expired')
    expect((await site.app.request(second)).status).toBe(410)

    await setMoment(site.opened.database, moment)
    const { rows } = await sql<{ id: number }>`
      select change_id as id from office_holder_change where confirmed_at is null and withdrawn_at is null
    `.execute(site.opened.database)
    const path = `/portal/offices/changes/${rows[0]?.id}/withdrawal`
    expect((await other.post(path)).status).toBe(404)
    expect((await officer.post(path)).headers.get('location')).toBe('/portal/colleagues?done=withdrawn')
    expect(await wordsOf(follow(second))).toContain('This link is no longer valid')
    expect((await follow(`${siteUrl}/account/office-holder/${'x'.repeat(43)}`)).status).toBe(404)
    expect(await inOffice('scrutiny-chair')).toEqual(before)
  })

  test('stays where whoever asked for it acts for the authority no longer', async () => {
    const leaver = await signInAs(site.app, site.opened.database, {
      email: 'leaver@larchwick.example',
      roles: ['link-officer'],
      ofAuthority: 'larchwick',
    })
    const before = await inOffice('scrutiny-chair')
    await ask(leaver, 'scrutiny-chair', { ...chief, email: 'private@mail.example' })
    const link = await lastLink('private@mail.example')
    expect((await site.app.request(link)).status).toBe(200)
    await officer.post(`/portal/colleagues/${await appointmentOf(leaver.email)}/end`)
    const answer = await follow(link)
    expect(answer.status).toBe(410)
    expect(await wordsOf(answer)).toContain('by somebody who no longer acts for the authority')
    expect(await inOffice('scrutiny-chair')).toEqual(before)
  })

  test('is not written over where somebody else was put on record meanwhile, and what was typed is kept', async () => {
    const page = await officer.get(
      `/portal/offices/scrutiny-chair?holder=${await holderOf('scrutiny-chair')}`,
    )
    const fields = await hiddenIn(page)
    await ask(officer, 'scrutiny-chair', { ...chief, email: 'waiting@larchwick.example' })
    const link = await lastLink('waiting@larchwick.example')
    await sql`
      update office_holder set post = 'Chair of Audit'
      where office_holder_id = ${Number(fields.holder)} and to_on is null
    `.execute(site.opened.database)

    const sent = await officer.post('/portal/offices/scrutiny-chair', {
      ...fields,
      ...chief,
      post: 'Typed with care',
    })
    expect(sent.status).toBe(409)
    const html = await sent.text()
    expect(html).toContain('value="Typed with care"')
    expect(html).toContain('Chair of Audit')

    const followed = await follow(link)
    expect(followed.status).toBe(409)
    expect(await wordsOf(followed)).toContain('Somebody else was put on record meanwhile')
    expect((await inOffice('scrutiny-chair')).map(([post]) => post)).toEqual(['Chair of Audit'])
  })

  test.each([
    ['a post that would end a line of the head', { post: 'Chief\nBcc: x@example.org' }, 'has a line break'],
    [
      'an address that would',
      { email: 'a@b.example\nBcc: x@example.org' },
      'The e-mail address has a line break',
    ],
    ['an address that is none', { email: 'nobody' }, 'The e-mail address is not like name@example.org.'],
    ['a post without words', { post: '' }, 'Say what the post is called'],
    [
      'a name without what follows Dear',
      { name: 'N. Invented' },
      'Say what follows “Dear” in a letter to N. Invented.',
    ],
    ['a salutation without a name', { salutation: 'Dr Invented' }, 'There is a salutation and no name.'],
    [
      'what is on record already',
      { post: 'Leader', email: 'leader2@larchwick.example' },
      'This is what is on record already',
    ],
  ])('is refused in one sentence, and kept as typed: %s', async (_, typed, reason) => {
    const before = await countMails()
    const sent = await ask(officer, 'leader', { ...chief, ...typed })
    expect(sent.status).toBe(422)
    expect(await wordsOf(sent)).toContain(reason)
    expect(await countMails()).toBe(before)
  })

  test('are up to two link officers, of whom one can be taken off the record and the last cannot', async () => {
    for (const email of ['one@larchwick.example', 'two@larchwick.example']) {
      await officer.post('/portal/offices/link-officer', {
        holder: '',
        mark: 'nobody',
        ...chief,
        post: 'Liaison',
        email,
      })
      expect((await follow(await lastLink(email))).status).toBe(200)
    }
    const third = await officer.post('/portal/offices/link-officer', { holder: '', mark: 'nobody', ...chief })
    expect(third.status).toBe(409)

    const end = async () => {
      const page = await officer.get(`/portal/offices/link-officer?holder=${await holderOf('link-officer')}`)
      return officer.post('/portal/offices/link-officer/end', await hiddenIn(page))
    }
    expect((await end()).headers.get('location')).toBe('/portal/colleagues?done=office-ended')
    const last = await end()
    expect(last.status).toBe(409)
    expect(await wordsOf(last)).toContain('This is the last one on record')
  })

  test('are another authority’s business alone: its holders and changes are like none', async () => {
    const holder = await holderOf('chief-executive')
    const [theirs, never] = await Promise.all([
      other.get(`/portal/offices/chief-executive?holder=${holder}`),
      other.get('/portal/offices/chief-executive?holder=99999999'),
    ])
    expect(theirs.status).toBe(404)
    expect(await theirs.text()).toBe(await never.text())
    const reader = await site.signIn('reader', 'larchwick')
    expect((await reader.get(`/portal/offices/chief-executive?holder=${holder}`)).status).toBe(403)
    expect(await wordsOf(reader.get('/portal/colleagues'))).toContain(
      'Your link officer keeps these up to date.',
    )
  })
})

describe('colleagues', () => {
  test('are invited by the link officer, for their own authority and as officers alone', async () => {
    const sent = await invite(officer, 'reader.two@larchwick.example', 'reader')
    expect(sent.headers.get('location')).toBe('/portal/colleagues?done=invited')
    const text = await wordsOf(officer.get('/portal/colleagues'))
    expect(text).toContain('reader.two@ larchwick.example Invited, until 15 August 2024')
    expect(await wordsOf(other.get('/portal/colleagues'))).not.toContain('larchwick')
    for (const role of ['administrator', 'statistician', '', 'boss']) {
      const refused = await invite(officer, 'x@larchwick.example', role)
      expect(refused.status).toBe(422)
      expect(await wordsOf(refused)).toContain('Say what this colleague is to be.')
    }
    const { rows } = await sql`
      select role, slug from invitation join authority using (authority_id)
      where email = 'reader.two@larchwick.example'
    `.execute(site.opened.database)
    expect(rows).toEqual([{ role: 'reader', slug: 'larchwick' }])
  })

  test('of two authorities may be invited at the same address, and neither learns of the other', async () => {
    await invite(officer, 'shared@example.org', 'reader')
    const sent = await invite(other, 'shared@example.org', 'reader')
    expect(sent.headers.get('location')).toBe('/portal/colleagues?done=invited')
    expect(await wordsOf(officer.get('/portal/colleagues'))).toContain('shared@ example.org')
    // Somebody who acts for another authority already is invited like anybody.
    const known = await invite(officer, other.email, 'reader')
    const unknown = await invite(officer, 'nobody.at.all@example.org', 'reader')
    expect(known.status).toBe(unknown.status)
    expect(known.headers.get('location')).toBe(unknown.headers.get('location'))
  })

  test('who sign in here already are appointed at once, and nobody appoints themselves', async () => {
    await site.signIn('reader', 'larchwick')
    const sent = await invite(officer, 'reader@larchwick.example', 'monitoring-officer')
    expect(sent.headers.get('location')).toBe('/portal/colleagues?done=appointed')
    const again = await invite(officer, 'READER@larchwick.example', 'monitoring-officer')
    expect(await wordsOf(again)).toContain('This colleague is that already.')
    expect(await wordsOf(invite(officer, officer.email, 'reader'))).toContain('Nobody appoints themselves.')
  })

  test('are at most two link officers, with those invited', async () => {
    await invite(officer, 'deputy@larchwick.example', 'link-officer')
    const third = await invite(officer, 'third@larchwick.example', 'link-officer')
    expect(third.status).toBe(422)
    expect(await wordsOf(third)).toContain('An authority has at most 2 link officers, with those invited.')
    // The same person again takes the place of the first invitation.
    expect((await invite(officer, 'deputy@larchwick.example', 'link-officer')).status).toBe(303)
  })

  test('have their invitation withdrawn, once and by nobody else', async () => {
    const { rows } = await sql<{ id: number }>`
      select invitation_id as id from invitation
      where email = 'deputy@larchwick.example' and accepted_at is null and withdrawn_at is null
    `.execute(site.opened.database)
    const path = `/portal/colleagues/invitations/${rows[0]?.id}/withdrawal`
    const [theirs, never] = [
      await other.post(path),
      await other.post('/portal/colleagues/invitations/99999/withdrawal'),
    ]
    expect(theirs.status).toBe(404)
    expect(await theirs.text()).toBe(await never.text())
    expect((await officer.post(path)).headers.get('location')).toBe('/portal/colleagues?done=withdrawn')
    expect((await officer.post(path)).status).toBe(404)
  })

  test('lose what they are appointed as, and their sessions; the last link officer stays', async () => {
    const deputy = await signInAs(site.app, site.opened.database, {
      email: 'deputy.two@larchwick.example',
      roles: ['link-officer'],
      ofAuthority: 'larchwick',
    })
    const ids = await appointmentsOf('larchwick', 'link-officer')
    expect((await other.post(`/portal/colleagues/${ids[0]}/end`)).status).toBe(404)
    const own = await appointmentOf(deputy.email)
    expect((await officer.post(`/portal/colleagues/${own}/end`)).status).toBe(303)
    expect((await deputy.get('/portal')).status).toBe(303)
    const last = await officer.post(`/portal/colleagues/${await appointmentOf(officer.email)}/end`)
    expect(last.status).toBe(422)
    expect(await wordsOf(last)).toContain('This is your last link officer')
    expect((await officer.get('/portal/colleagues')).status).toBe(200)
  })

  test('are invited by nobody whose appointment ends while they wait', async () => {
    const { database } = site.opened
    const leaver = await signInAs(site.app, database, {
      email: 'leaver.two@larchwick.example',
      roles: ['link-officer'],
      ofAuthority: 'larchwick',
    })
    const { waiting } = await database.transaction().execute(async (transaction) => {
      await sql`select from authority where slug = 'larchwick' for no key update`.execute(transaction)
      const waiting = invite(leaver, 'accomplice@mail.example', 'reader')
      for (let isWaiting = false; !isWaiting; ) {
        const { rows } = await sql`
          select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))
        `.execute(transaction)
        isWaiting = rows.length > 0
        if (!isWaiting) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      const { id } = await transaction
        .selectFrom('person')
        .select('id')
        .where('email', '=', leaver.email)
        .executeTakeFirstOrThrow()
      await transaction
        .updateTable('appointment')
        .set({ endedAt: new Date(), endedBy: officer.email })
        .where('personId', '=', id)
        .execute()
      return { waiting }
    })
    expect((await waiting).status).toBe(422)
    expect(await mailTo('accomplice@mail.example')).toBe('')
  })

  test('are not for readers to change', async () => {
    const reader = await signInAs(site.app, site.opened.database, {
      email: 'reader.only@larchwick.example',
      roles: ['reader'],
      ofAuthority: 'larchwick',
    })
    expect((await reader.get('/portal/colleagues/invitations')).status).toBe(403)
    expect((await invite(reader, 'friend@larchwick.example', 'reader')).status).toBe(403)
    const own = await appointmentOf(officer.email)
    expect((await reader.post(`/portal/colleagues/${own}/end`)).status).toBe(403)
  })

  test('and all that was done about them are on record, in an unbroken chain', async () => {
    const { rows } = await sql<{ action: string }>`
      select distinct action from audit_entry where actor = ${officer.email} order by 1
    `.execute(site.opened.database)
    expect(rows.map(({ action }) => action)).toEqual([
      'appointment ended',
      'invitation withdrawn',
      'office holder change asked for',
      'office holder change withdrawn',
      'office holder ended',
      'person appointed',
      'person invited',
    ])
    expect((await verifyAudit(site.opened.database)).problems).toEqual([])
  })
})

function invite(by: SignedIn, email: string, role: string): Promise<Response> {
  return by.post('/portal/colleagues/invitations', { email, role })
}

/** Opens the form of whoever holds a role, and sends it with what is typed. */
async function ask(by: SignedIn, role: string, typed: Readonly<Record<string, string>>): Promise<Response> {
  const page = await by.get(`/portal/offices/${role}?holder=${await holderOf(role)}`)
  return by.post(`/portal/offices/${role}`, { ...(await hiddenIn(page)), ...typed })
}

async function hiddenIn(page: Response): Promise<Readonly<Record<string, string>>> {
  const html = await page.text()
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]*)"`).exec(html)?.[1] ?? ''
  return { holder: value('holder'), mark: value('mark') }
}

async function holderOf(role: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select office_holder_id as id from office_holder join authority using (authority_id)
    where slug = 'larchwick' and role = ${role} and (to_on is null or to_on > '2024-08-01')
    order by from_on desc, office_holder_id desc limit 1
  `.execute(site.opened.database)
  return rows[0]?.id ?? 0
}

async function inOffice(role: string): Promise<readonly (readonly [string, string, string | null])[]> {
  const { rows } = await sql<{ post: string; fromOn: string; toOn: string | null }>`
    select post, from_on, to_on from office_holder join authority using (authority_id)
    where slug = 'larchwick' and role = ${role}
    order by from_on, office_holder_id
  `.execute(site.opened.database)
  return rows.map(({ post, fromOn, toOn }) => [post, fromOn, toOn] as const)
}

async function mailTo(address: string): Promise<string> {
  const { rows } = await sql<{ body: string }>`
    select body from mail join mail_recipient using (mail_id) where address = ${address} order by mail_id desc limit 1
  `.execute(site.opened.database)
  return rows[0]?.body ?? ''
}

async function lastLink(address: string): Promise<string> {
  const link = /http\S+\/account\/office-holder\/\S+/.exec(await mailTo(address))?.[0]
  if (link === undefined) throw new Error(`no link was sent to ${address}`)
  return link
}

async function countMails(): Promise<number> {
  const { rows } = await sql`select from mail`.execute(site.opened.database)
  return rows.length
}

/** Follows a link and presses its button, as nobody who signed in. */
async function follow(link: string): Promise<Response> {
  const { pathname } = new URL(link)
  const token = decodeURIComponent(pathname.slice(pathname.lastIndexOf('/') + 1))
  return site.app.request(link, formRequest({ [tokenField]: tokenFor(token, pathname) }, { origin: siteUrl }))
}

async function appointmentsOf(slug: string, role: string): Promise<readonly number[]> {
  const { rows } = await sql<{ id: number }>`
    select appointment_id as id from appointment join authority using (authority_id)
    where slug = ${slug} and role = ${role} and ended_at is null
  `.execute(site.opened.database)
  return rows.map(({ id }) => id)
}

async function appointmentOf(email: string): Promise<number> {
  const { rows } = await sql<{ id: number }>`
    select appointment_id as id from appointment join person on person.id = person_id
    where email = ${email} and ended_at is null
  `.execute(site.opened.database)
  return rows[0]?.id ?? 0
}

/** The words of a page as they follow one another. */
async function wordsOf(answer: Response | Promise<Response>): Promise<string> {
  const html = await (await answer).text()
  return html
    .replace(/[\s\S]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
}
