import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { invitationPath, passwordOfTests } from '../../tests/joined-person.ts'
import { type SignedIn, signInAs, type WholeTestSite, wholeSiteOver } from '../../tests/signed-in.ts'
import { hiddenFields, testBrowser } from '../../tests/test-browser.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { setMoment } from '../../tests/test-moment.ts'
import { saveAuthorities } from '../authorities/authority-store.ts'
import { recordInstallation } from '../authorities/installation-store.ts'
import { deskPaths } from '../web/desk-addresses.ts'
import { officerPermissions, staffPermissions } from './permission.ts'
import { findPersonByEmail, readAppointments } from './person-store.ts'

let site: WholeTestSite
let administrator: SignedIn

beforeAll(async () => {
  const opened = await testDatabase()
  await setMoment(opened.database, new Date('2024-08-01T12:00:00Z'))
  await opened.database.transaction().execute(async (transaction) => {
    await recordInstallation(transaction, false)
    await saveAuthorities(transaction, [authority('larchwick'), authority('sedgely')])
  })
  site = wholeSiteOver(opened, { isDemonstration: false })
  administrator = await site.signIn('administrator')
})
afterAll(() => site?.close())

const form = deskPaths.invitations

describe('inviting', () => {
  it('sends a mail to whoever is invited, and keeps no link that anybody could follow', async () => {
    const answer = await administrator.post(form, { email: 'New.One@ombudsman.example', role: 'approver' })
    expect(answer.headers.get('location')).toBe('/desk/people?done=invited')
    const mail = await mailTo('new.one@ombudsman.example')
    expect(mail.holdsSecret).toBe(true)
    const token = /\/account\/invitations\/(\S+)/.exec(mail.body)?.[1] ?? ''
    expect(token).toHaveLength(43)
    const { tokenHash } = await site.opened.database
      .selectFrom('invitation')
      .select('tokenHash')
      .where('email', '=', 'new.one@ombudsman.example')
      .executeTakeFirstOrThrow()
    expect(tokenHash.toString()).not.toContain(token)
    const html = await (await administrator.get('/desk/people')).text()
    expect(html).toContain('new.one@<wbr/>ombudsman.example')
    expect(html).not.toContain(token)
    expect(await lastAction()).toMatchObject({
      actor: administrator.email,
      action: 'person invited',
      subject: 'account of new.one@ombudsman.example',
      after: { as: 'Approver' },
    })
  })

  it.each([
    [{ email: 'no address', role: 'approver' }, 'not like name@example.org'],
    [{ email: 'a@b.example\nBcc: c@d.example', role: 'approver' }, 'line break'],
    [{ email: 'a@b.example', role: 'king' }, 'Say what this person is to be'],
    [{ email: 'a@b.example', role: 'reader' }, 'which authority'],
    [{ email: 'a@b.example', role: 'reader', authority: 'atlantis' }, 'no authority'],
    [{ email: 'a@b.example', role: 'trainer', authority: 'larchwick' }, 'for no authority'],
    [{ email: 'administrator@ombudsman.example', role: 'approver' }, 'Nobody appoints themselves'],
  ])('refuses %j, and keeps what was typed', async (fields, reason) => {
    const answer = await administrator.post(form, fields)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(html).toContain(reason)
    expect(html).toContain('There is a problem')
    if (!fields.email.includes('\n')) expect(html).toContain(`value="${fields.email}"`)
  })

  it('is for administrators alone', async () => {
    const statistician = await site.signIn('statistician')
    expect((await statistician.get(form)).status).toBe(403)
    const answer = await statistician.post(form, { email: 'x@y.example', role: 'administrator' })
    expect(answer.status).toBe(403)
    const officer = await site.signIn('link-officer', 'larchwick')
    expect((await officer.get(form)).status).toBe(404)
  })

  it('appoints at once who signs in already, and nobody for two authorities or for two sides', async () => {
    const trainer = await site.signIn('trainer')
    const answer = await administrator.post(form, { email: trainer.email, role: 'investigator' })
    expect(answer.headers.get('location')).toBe('/desk/people?done=appointed')
    expect(await (await trainer.get('/account')).text()).toContain('Trainer, investigator')
    const again = await administrator.post(form, { email: trainer.email, role: 'investigator' })
    expect(await again.text()).toContain('appointed as that already')
    const officer = await site.signIn('reader', 'larchwick')
    for (const fields of [
      { email: officer.email, role: 'link-officer', authority: 'sedgely' },
      { email: officer.email, role: 'approver' },
      { email: trainer.email, role: 'reader', authority: 'larchwick' },
    ]) {
      const refused = await administrator.post(form, fields)
      expect(await refused.text()).toContain('Nobody acts for two authorities')
    }
  })
})

describe('an invitation', () => {
  const accept = { password: passwordOfTests, again: passwordOfTests }

  it('makes the person, and what they are appointed as, in one step', async () => {
    const email = 'link.officer@larchwick.example'
    const path = await invitationPath(site.opened.database, email, 'link-officer', 'larchwick')
    const browser = testBrowser(site.app)
    expect(await (await browser.get(path)).text()).toContain('Link officer of Larchwick District Council')
    const answer = await browser.send(path, path, accept)
    expect(answer.headers.get('location')).toBe('/account/second-factor')
    const html = await (await browser.get('/account/second-factor')).text()
    expect(html).toContain('Set up your second factor')
    expect(html).toContain('otpauth://totp/')
    expect(html).toContain('<svg class="qr-code"')
    expect((await browser.get('/portal')).headers.get('location')).toBe('/account/second-factor')
  })

  it('can be used once, also by two at the same moment', async () => {
    const path = await invitationPath(site.opened.database, 'once@ombudsman.example', 'trainer')
    const browsers = [testBrowser(site.app), testBrowser(site.app)]
    const hidden = await Promise.all(
      browsers.map(async (browser) => hiddenFields(await (await browser.get(path)).text(), path)),
    )
    const answers = await Promise.all(
      browsers.map((browser, index) => browser.post(path, { ...hidden[index], ...accept })),
    )
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 410])
    const late = await testBrowser(site.app).get(path)
    expect(late.status).toBe(410)
    expect(await late.text()).toContain('accepted already')
  })

  it('expires after fourteen days', async () => {
    const path = await invitationPath(site.opened.database, 'late@ombudsman.example', 'trainer')
    await setMoment(site.opened.database, new Date('2024-08-15T11:59:59Z'))
    expect((await testBrowser(site.app).get(path)).status).toBe(200)
    await setMoment(site.opened.database, new Date('2024-08-15T12:00:00Z'))
    const late = await testBrowser(site.app).get(path)
    expect(late.status).toBe(410)
    expect(await late.text()).toContain('has expired')
    expect(await (await administrator.get('/desk/people')).text()).toContain('Expired')
    await setMoment(site.opened.database, new Date('2024-08-01T12:00:00Z'))
  })

  it('is withdrawn by an administrator, or by a later one for the same', async () => {
    const { database } = site.opened
    const first = await invitationPath(database, 'withdrawn@ombudsman.example', 'trainer')
    const second = await invitationPath(database, 'withdrawn@ombudsman.example', 'trainer')
    expect((await testBrowser(site.app).get(first)).status).toBe(410)
    const { invitationId } = await database
      .selectFrom('invitation')
      .select('invitationId')
      .where('email', '=', 'withdrawn@ombudsman.example')
      .where('withdrawnAt', 'is', null)
      .executeTakeFirstOrThrow()
    await administrator.post(`${form}/${invitationId}/withdrawal`)
    const answer = await testBrowser(site.app).get(second)
    expect(await answer.text()).toContain('was withdrawn')
    expect(await lastAction()).toMatchObject({ action: 'invitation withdrawn', actor: administrator.email })
  })

  it('or an appointment of a number that there cannot be changes nothing', async () => {
    for (const number of ['99999999999', '1e3', '-1', '1.5']) {
      expect((await administrator.post(`${form}/${number}/withdrawal`)).status).toBe(303)
      const ending = await administrator.post(`${deskPaths.people}/nobody/appointments/${number}/end`)
      expect([303, 422]).toContain(ending.status)
    }
  })

  it('made up or cut short leads nowhere', async () => {
    const answer = await testBrowser(site.app).get('/account/invitations/made-up')
    expect(answer.status).toBe(410)
    expect(await answer.text()).toContain('not one of ours')
  })

  it('is not accepted with two passwords, a weak one, or a name that would end a line', async () => {
    const path = await invitationPath(site.opened.database, 'careful@ombudsman.example', 'trainer')
    const browser = testBrowser(site.app)
    for (const [fields, reason] of [
      [{ password: passwordOfTests, again: 'another' }, 'differ'],
      [{ password: 'short', again: 'short' }, 'at least 12'],
      [{ ...accept, name: 'A\r\nBcc: everybody@x.example' }, 'line break'],
      [{ ...accept, name: 'x'.repeat(201) }, 'at most 200'],
    ] as const) {
      const answer = await browser.send(path, path, fields)
      expect(answer.status).toBe(422)
      expect(await answer.text()).toContain(reason)
    }
    expect(await findPersonByEmail(site.opened.database, 'careful@ombudsman.example')).toBeUndefined()
  })

  it('sets up the second factor of somebody who lost theirs, and closes every older way in', async () => {
    const { database } = site.opened
    const person = await site.signIn('compliance-officer')
    const { id } = (await findPersonByEmail(database, person.email)) ?? { id: '' }
    const sent = await administrator.post(`/desk/people/${id}/second-factor-invitation`)
    expect(sent.headers.get('location')).toBe('/desk/people?done=anew')
    // Until the link is followed, everything stays.
    expect((await person.get('/account')).status).toBe(200)
    const path = /http:\/\/localhost:3000(\S+)/.exec((await mailTo(person.email)).body)?.[1] ?? ''
    const browser = testBrowser(site.app)
    expect((await browser.send(path, path, accept)).status).toBe(303)
    expect((await person.get('/account')).status).toBe(303)
    expect(await (await browser.get('/account/second-factor')).text()).toContain('Set up your second factor')
    expect(await readAppointments(database, id)).toMatchObject([{ role: 'compliance-officer' }])
    const own = await findPersonByEmail(database, administrator.email)
    const refused = await administrator.post(`/desk/people/${own?.id}/second-factor-invitation`)
    expect(await refused.text()).toContain('Nobody does this for themselves')
  })
})

describe('an appointment', () => {
  it('that ends, ends every session of that person at once', async () => {
    const { database } = site.opened
    const person = await site.signIn('approver')
    const { id } = (await findPersonByEmail(database, person.email)) ?? { id: '' }
    const [appointment] = await readAppointments(database, id)
    expect((await person.get('/account')).status).toBe(200)
    const answer = await administrator.post(`/desk/people/${id}/appointments/${appointment?.id}/end`)
    expect(answer.headers.get('location')).toBe('/desk/people?done=ended')
    expect((await person.get('/account')).headers.get('location')).toBe('/account/sign-in')
    expect(await database.selectFrom('session').selectAll().where('personId', '=', id).execute()).toEqual([])
    expect(await lastAction()).toMatchObject({
      actor: administrator.email,
      action: 'appointment ended',
      before: { role: 'Approver' },
    })
    const again = await administrator.post(`/desk/people/${id}/appointments/${appointment?.id}/end`)
    expect(again.status).not.toBe(200)
  })

  it('taken away in the database ends what a session may do, without a restart', async () => {
    const person = await site.signIn('reader', 'sedgely')
    expect((await person.get('/account')).status).toBe(200)
    await site.opened.database
      .updateTable('appointment')
      .set({ endedAt: new Date(), endedBy: 'tests' })
      .where('role', '=', 'reader')
      .execute()
    expect((await person.get('/account')).status).toBe(303)
  })

  it('of the last administrator cannot be ended', async () => {
    const { database } = site.opened
    const { id } = (await findPersonByEmail(database, administrator.email)) ?? { id: '' }
    const [appointment] = await readAppointments(database, id)
    const action = `/desk/people/${id}/appointments/${appointment?.id}/end`
    const refused = await administrator.post(action)
    expect(refused.status).toBe(422)
    expect(await refused.text()).toContain('last administrator')
    expect((await administrator.get('/desk/people')).status).toBe(200)
  })
})

it('of two roles may what each of them may', async () => {
  const email = 'both@ombudsman.example'
  const both = await signInAs(site.app, site.opened.database, { email, roles: ['approver', 'administrator'] })
  expect((await both.get('/desk/people')).status).toBe(200)
  expect(await (await both.get('/account')).text()).toContain('Approver, administrator')
})

describe('the page of roles', () => {
  it('shows the table by which pages are guarded, to every member of staff', async () => {
    const trainer = await site.signIn('trainer')
    const html = await (await trainer.get('/desk/roles')).text()
    for (const { does } of Object.values({ ...staffPermissions, ...officerPermissions })) {
      expect(html).toContain(does.replaceAll("'", '&#39;'))
    }
    const officer = await site.signIn('link-officer', 'larchwick')
    expect((await officer.get('/desk/roles')).status).toBe(404)
  })
})

it('met no fault in all this', () => {
  expect(site.faults).toEqual([])
})

async function mailTo(address: string) {
  return site.opened.database
    .selectFrom('mail')
    .innerJoin('mailRecipient', 'mailRecipient.mailId', 'mail.mailId')
    .select(['body', 'subject', 'holdsSecret'])
    .where('address', '=', address)
    .orderBy('mail.mailId', 'desc')
    .executeTakeFirstOrThrow()
}

async function lastAction() {
  return site.opened.database
    .selectFrom('auditEntry')
    .select(['actor', 'action', 'subject', 'before', 'after'])
    .orderBy('entryId', 'desc')
    .executeTakeFirstOrThrow()
}

function authority(slug: string) {
  const shortName = slug.charAt(0).toUpperCase() + slug.slice(1)
  return {
    slug,
    officialName: `${shortName} District Council`,
    shortName,
    gssCode: null,
    kind: 'district',
    region: null,
    county: null,
    startsOn: null,
    endsOn: null,
    centre: null,
    successors: [],
    otherNames: [],
    formerNames: [],
    isInvented: true,
  }
}
