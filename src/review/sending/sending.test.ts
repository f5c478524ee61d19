import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { hastyPatience, localServer } from '../../../tests/hostile-mail.ts'
import { fillInvented } from '../../../tests/invented-publication.ts'
import { type Script, type ScriptedServer, scriptedServer } from '../../../tests/scripted-mail-server.ts'
import { pdfOfTests, sealLetters } from '../../../tests/sealed-letters.ts'
import { changeSealed } from '../../../tests/sealed-rows.ts'
import { type SignedIn, type WholeTestSite, wholeSiteOver } from '../../../tests/signed-in.ts'
import { copyOfDatabase, type TestDatabase, testDatabase } from '../../../tests/test-database.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { deliverNext } from '../../mail/mail-worker.ts'
import { smtpTransport } from '../../mail/smtp-transport.ts'

const page = '/desk/reviews/2024-25/sending'

let filled: TestDatabase
let site: WholeTestSite
let statistician: SignedIn
const servers: ScriptedServer[] = []

beforeAll(async () => {
  filled = await testDatabase()
  await setMoment(filled.database, new Date('2024-08-01T12:00:00Z'))
  await fillInvented(filled.database, true)
  await sealLetters(filled.database)
})

beforeEach(async () => {
  site = wholeSiteOver(await copyOfDatabase(filled))
  statistician = await site.signIn('statistician')
})

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
  await site.close()
})

afterAll(() => filled.close())

async function textOf(path = page, who = statistician): Promise<string> {
  const response = await who.get(path)
  expect(response.status).toBe(200)
  return plainText(await response.text())
}

function plainText(html: string): string {
  return html
    .replace(/<(td|th|tr|p|h1|h2|li|strong|span|button|a)\b/g, ' $&')
    .replace(/<[^>]*>/g, '')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
}

async function standingIn(path = page): Promise<string> {
  const html = await (await statistician.get(path)).text()
  return /name="standing" value="([^"]*)"/.exec(html)?.[1] ?? ''
}

async function send() {
  return statistician.post(page, { standing: await standingIn() })
}

async function deliver(script?: Script): Promise<ScriptedServer> {
  const server = await scriptedServer(script)
  servers.push(server)
  const settings = {
    database: site.opened.database,
    transport: smtpTransport(localServer(server.port), hastyPatience),
    mailsPerMinute: 1_000_000,
    patience: hastyPatience,
    onFault: (error: unknown) => {
      throw error
    },
  }
  while ((await deliverNext(settings)) === 0) {
    // Until nothing is due.
  }
  settings.transport.close()
  return server
}

async function copies() {
  return site.opened.database
    .selectFrom('mailRecipient')
    .innerJoin('mail', 'mail.mailId', 'mailRecipient.mailId')
    .select(['mail.mailId', 'mailKey', 'place', 'address', 'isCopy', 'state'])
    .orderBy('mailKey')
    .orderBy('place')
    .execute()
}

async function stageOf2024() {
  const { publishedAt } = await site.opened.database
    .selectFrom('revision')
    .select('publishedAt')
    .where('year', '=', 2024)
    .executeTakeFirstOrThrow()
  return publishedAt?.toISOString() ?? null
}

describe('before sending', () => {
  test('the page says exactly who will get what', async () => {
    const text = await textOf()
    expect(text).toContain('Sealed, and nothing has been sent yet.')
    expect(text).toContain('3 letters, each as an attached PDF, to 12 addresses.')
    expect(text).toContain('Interim Chief Executive chief@sedgely.example Addressee')
    expect(text).toContain('Send 3 letters')
  })

  test('a letter goes to the chief executive, copied to whom it says it is shared with, each address once', async () => {
    expect((await send()).status).toBe(303)
    const rows = await copies()
    const of = (slug: string) =>
      rows
        .filter(({ mailKey }) => mailKey.endsWith(`/${slug}`))
        .map(({ address, isCopy }) => `${isCopy ? 'cc' : 'to'} ${address}`)
    expect(of('larchwick')).toEqual([
      'to chief-executive@larchwick.example',
      'cc leader@larchwick.example',
      'cc scrutiny-chair@larchwick.example',
      'cc complaints@larchwick.example',
      'cc monitoring@larchwick.example',
    ])
    expect(of('sedgely')).toEqual(['to chief@sedgely.example', 'cc members@sedgely.example'])
    expect(of('old-holm')).toEqual(of('larchwick'))
  })

  test('somebody without the role sees the page and cannot send', async () => {
    const approver = await site.signIn('approver')
    const html = await (await approver.get(page)).text()
    expect(html).not.toContain('Send 3 letters')
    expect((await approver.post(page, { standing: await standingIn() })).status).toBe(403)
    expect(await copies()).toEqual([])
  })
})

describe('sending', () => {
  test('queues every letter, sets the moment and records the step together, once', async () => {
    const standing = await standingIn()
    expect((await statistician.post(page, { standing })).headers.get('location')).toBe(`${page}?done=sent`)
    expect(await stageOf2024()).toBe('2025-07-24T08:30:00.000Z')
    const again = await statistician.post(page, { standing })
    expect(again.status).toBe(409)
    expect(plainText(await again.text())).toContain('This review has moved on since the page was opened')
    expect(await copies()).toHaveLength(12)
    const audited = await site.opened.database
      .selectFrom('auditEntry')
      .select(['actor', 'subject'])
      .where('action', '=', 'letters sent')
      .execute()
    expect(audited).toEqual([{ actor: 'statistician@ombudsman.example', subject: '2024-25, revision 1' }])
  })

  test('goes to whom the page named: where an address is another by now, nothing is sent', async () => {
    const standing = await standingIn()
    await sql`update office_holder set email = 'else@elsewhere.example' where email = 'members@sedgely.example'`.execute(
      site.opened.database,
    )
    const answer = await statistician.post(page, { standing })
    expect(answer.status).toBe(409)
    expect(plainText(await answer.text())).toContain('Who would be sent what, or the moment, has changed')
    expect(await copies()).toEqual([])
    expect((await send()).status).toBe(303)
  })

  test('two at once send once', async () => {
    const standing = await standingIn()
    const answers = await Promise.all([1, 2].map(() => statistician.post(page, { standing })))
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409])
    expect(await copies()).toHaveLength(12)
  })

  test('a moment that has passed is refused, and nothing is sent', async () => {
    const standing = await standingIn()
    await setMoment(site.opened.database, new Date('2025-08-01T12:00:00Z'))
    const answer = await statistician.post(page, { standing })
    expect(answer.status).toBe(422)
    expect(plainText(await answer.text())).toContain('has passed. Set a later one')
    expect(await copies()).toEqual([])
    expect(await stageOf2024()).toBeNull()
  })

  test.each([
    ['a line break in a post', `post = E'Chief Executive\nBcc: everybody@example.org'`, 'has a line break'],
    ['a second address in one', `email = 'a@sedgely.example,b@example.org'`, 'is not like name@example.org'],
    ['no chief executive', `to_on = '2021-01-01'`, 'has no chief executive on record'],
  ])('%s is refused, naming the authority, and nothing is sent', async (_name, change, words) => {
    const standing = await standingIn()
    await sql
      .raw(`update office_holder set ${change} where email = 'chief@sedgely.example'`)
      .execute(site.opened.database)
    const answer = await statistician.post(page, { standing })
    expect(answer.status).toBe(422)
    const text = plainText(await answer.text())
    expect(text).toContain('Sedgely District Council')
    expect(text).toContain(words)
    expect(text).toContain('Nothing was sent.')
    expect(await copies()).toEqual([])
  })

  test('the mail is short, carries the sealed PDF, says when it becomes public, and that it is a demonstration', async () => {
    await send()
    const { received } = await deliver()
    const mail = received.find(({ bytes }) => bytes.includes('2024-25, Sedgely District'))
    const text = (mail?.bytes ?? '').replace(/=\r\n/g, '').replace(/=3D/g, '=')
    expect(text).toMatch(/^Subject: DEMONSTRATION: Annual review letter 2024-25, Sedgely/m)
    expect(text).toContain('You need not sign in anywhere to read it.')
    expect(text).toContain(
      'It becomes public on 24 July 2025, 9:30am, at http://localhost:3000/authorities/sedgely',
    )
    expect(text).toContain('reviews@ombudsman.example')
    expect(text).toContain('DEMONSTRATION-sedgely-annual-review-letter-2024-25.pdf')
    expect(text).toContain(pdfOfTests.toString('base64'))
  })

  test('a corrected revision is mailed as reissued, with the reason', async () => {
    await changeSealed(site.opened.database, async (transaction) => {
      await sql`update revision set published_at = '2024-07-25' where year = 2024`.execute(transaction)
      await sql`
        insert into revision (year, revision, sealed_at, reason, reissued_on)
        values (2024, 2, now(), 'One case had been counted twice.', '2024-08-01')
      `.execute(transaction)
      await sql`
        insert into letter (authority_id, year, revision, content, pdf, pdf_hash)
        select authority_id, year, 2, content, pdf, pdf_hash
        from letter
        where year = 2024 and content ->> 'slug' = 'sedgely'
      `.execute(transaction)
    })
    expect((await send()).status).toBe(303)
    const { received } = await deliver()
    expect(received).toHaveLength(1)
    const text = (received[0]?.bytes ?? '').replace(/=\r\n/g, '')
    expect(text).toMatch(/^Subject: DEMONSTRATION: Reissued annual review letter 2024-25/m)
    expect(text).toContain('What was corrected: One case had been counted twice.')
    expect(await textOf()).toContain('These were reissued with revision 2.')
    expect(await textOf(`${page}?all=everyone`)).toContain('Reissued, revision 2')
  })

  test('a revision without letters is mailed to nobody and still goes on', async () => {
    await changeSealed(site.opened.database, (transaction) =>
      sql`delete from letter where year = 2024`.execute(transaction),
    )
    expect(await textOf()).toContain('Go on without mail')
    expect((await send()).status).toBe(303)
    expect(await copies()).toEqual([])
    expect(await stageOf2024()).not.toBeNull()
  })
})

describe('a rehearsal of sending', () => {
  const rehearsal = `${page}/rehearsal`

  test('goes to one address of the office, says so, and is counted as nothing', async () => {
    const address = 'test@ombudsman.example'
    expect((await statistician.post(rehearsal, { authority: 'sedgely', address })).status).toBe(303)
    const { received } = await deliver()
    expect(received.map(({ to }) => to)).toEqual([[address]])
    const text = received[0]?.bytes ?? ''
    expect(text.replace(/\r\n /g, ' ')).toMatch(
      /^Subject: REHEARSAL, sent to nobody else. DEMONSTRATION: Annual/m,
    )
    expect(text.replace(/=\r\n/g, '')).toContain('To Interim Chief Executive, chief@sedgely.example')
    expect(await textOf()).toContain('Sealed, and nothing has been sent yet.')
  })

  test.each([
    ['of somebody else', 'sedgely', 'reporter@newspaper.example', "is not at the office's own host"],
    ['with a line break', 'sedgely', 'a@ombudsman.example\nBcc: b@c.example', 'line break'],
    ['of a letter that is not there', 'nowhere', 'test@ombudsman.example', 'Choose an authority'],
  ])('to an address %s is refused', async (_name, authority, address, words) => {
    const answer = await statistician.post(rehearsal, { authority, address })
    expect(answer.status).toBe(422)
    expect(plainText(await answer.text())).toContain(words)
    expect(await copies()).toEqual([])
  })
})

describe('after sending', () => {
  test('the page shows what was taken, refused and tried again, with the server’s words', async () => {
    await send()
    await deliver({
      toAddress: (address) => {
        if (address.startsWith('members')) return '550 no such mailbox'
        return address.startsWith('complaints') ? '451 try again later' : 'taken'
      },
    })
    const text = await textOf()
    expect(text).toContain('9 of 12 messages have been taken by the receiving servers.')
    expect(text).toContain('“Taken” is the last thing that can be known.')
    expect(text).toContain('Refused: 1, at 1 authority')
    expect(text).toContain('members@sedgely.example')
    expect(text).toContain('550 no such mailbox')
    expect(text).toMatch(/Busy, \w+ try at \d/)
  })

  test('a refused address is corrected for the future, and the letter goes to the new one', async () => {
    await send()
    await deliver({
      toAddress: (address) => (address.startsWith('members') ? '550 no such mailbox' : 'taken'),
    })
    const refused = (await copies()).find(({ state }) => state === 'refused')
    const form = `${page}/copies/${refused?.mailId}-${refused?.place}/address`
    expect(await textOf(form)).toContain('members@sedgely.example was refused: 550 no such mailbox')
    const wrong = await statistician.post(form, { address: 'leader at sedgely' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('value="leader at sedgely"')
    expect((await statistician.post(form, { address: 'chief@sedgely.example' })).status).toBe(422)
    expect((await statistician.post(form, { address: 'leader@sedgely.example' })).status).toBe(303)
    expect((await statistician.post(form, { address: 'other@sedgely.example' })).status).toBe(409)
    const { received } = await deliver()
    expect(received.map(({ to }) => to)).toEqual([['leader@sedgely.example']])
    expect(received[0]?.bytes).toContain(pdfOfTests.toString('base64'))
    const { rows } = await sql<{ role: string }>`
      select role from office_holder where email = 'leader@sedgely.example' order by role
    `.execute(site.opened.database)
    expect(rows.map(({ role }) => role)).toEqual(['leader', 'scrutiny-chair'])
    expect(await textOf()).toContain('12 of 12 messages')
  })

  test('an uncertain copy is sent again or settled by a person, and the page says that two may have arrived', async () => {
    await send()
    await deliver({ toLetter: ({ to }) => (to.includes('chief@sedgely.example') ? 'drop' : 'taken') })
    const text = await textOf()
    expect(text).toContain('Uncertain: 2')
    expect(text).toContain('No answer after hand-over')
    const [first, second] = (await copies()).filter(({ state }) => state === 'uncertain')
    const of = (copy: typeof first) => `${page}/copies/${copy?.mailId}-${copy?.place}`
    expect((await statistician.post(of(first), { decision: 'send-again' })).status).toBe(303)
    expect((await statistician.post(of(second), { decision: 'received' })).status).toBe(303)
    expect((await statistician.post(of(second), { decision: 'send-again' })).status).toBe(409)
    expect((await statistician.post(of(second), { decision: 'burn' })).status).toBe(422)
    const { received } = await deliver()
    expect(received.map(({ to }) => to)).toEqual([['chief@sedgely.example']])
    const after = await textOf(`${page}?authority=sedgely`)
    expect(after).toContain('there may be 2 copies with the same message number')
    expect(after).toContain('They have it')
    expect(after).toContain('said by statistician@ombudsman.example')
  })

  test('an authority is found by name, and everyone can be shown', async () => {
    await send()
    expect(await textOf(`${page}?authority=old+holm`)).toContain('Old Holm District Council')
    expect(await textOf(`${page}?authority=nowhere+at+all`)).toContain(
      'No letter went to an authority of that name.',
    )
    const all = await textOf(`${page}?all=everyone`)
    for (const name of ['Larchwick', 'Sedgely', 'Old Holm']) expect(all).toContain(`${name} District Council`)
  })

  test('where no way is set, the page says how to set one', async () => {
    await send()
    expect(await textOf()).toContain('Set SMTP_URL and MAIL_FROM for a mail server')
  })

  test('suspended sending shows its reason and its next step, and whoever keeps the mail going resumes it', async () => {
    await send()
    const suspend = () =>
      sql`
        insert into mail_sending (suspended_at, failed_at, failure_count, failure)
        values (now(), now(), 5, 'The mail server mail.ombudsman.example does not accept the user and password: 535')
      `.execute(site.opened.database)
    await suspend()
    const text = await textOf()
    expect(text).toContain('Sending is suspended')
    expect(text).toContain('does not accept the user and password')
    expect(text).toContain('Resume sending')
    const approver = await site.signIn('approver')
    expect((await approver.post('/desk/mail/resumption')).status).toBe(403)
    const administrator = await site.signIn('administrator')
    expect(await textOf('/desk/mail', administrator)).toContain('Nothing is being sent.')
    expect((await administrator.post('/desk/mail/resumption')).status).toBe(303)
    expect((await administrator.post('/desk/mail/resumption')).status).toBe(409)
    expect(await textOf('/desk/mail', administrator)).not.toContain('Sending is suspended')
  })
})

describe('monitoring officers', () => {
  const officers = '/desk/monitoring-officers'

  async function invite(): Promise<string> {
    expect((await statistician.post(officers)).status).toBe(303)
    const { received } = await deliver()
    expect(received.map(({ to }) => to)).toEqual([['monitoring@sedgely.example']])
    const text = (received[0]?.bytes ?? '').replace(/=\r\n/g, '')
    return /http:\/\/localhost:3000(\/account\/monitoring-officer\/\S+)/.exec(text)?.[1] ?? ''
  }

  async function register(link: string, fields: Readonly<Record<string, string>>) {
    const html = await (await site.app.request(link)).text()
    const token = /name="form-token" value="([^"]*)"/.exec(html)?.[1] ?? ''
    return site.app.request(link, {
      method: 'POST',
      headers: {
        origin: 'http://localhost:3000',
        host: 'localhost:3000',
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams({ 'form-token': token, ...fields }).toString(),
    })
  }

  test('register themselves by the link of an invitation, without an account, and are sent the next letter', async () => {
    expect(await textOf(officers)).toContain('1 of 2 asked for copies of letters.')
    const link = await invite()
    const answer = await register(link, { post: 'Monitoring Officer', address: 'legal@sedgely.example' })
    expect(plainText(await answer.text())).toContain('You are registered')
    expect(await textOf(officers)).toContain('2 of 2 asked for copies of letters.')
    await send()
    expect((await copies()).map(({ address }) => address)).toContain('legal@sedgely.example')
  })

  test('are not invited twice while the first invitation is good', async () => {
    await invite()
    expect((await statistician.post(officers)).status).toBe(303)
    const mails = await site.opened.database.selectFrom('mail').select('body').execute()
    expect(mails).toEqual([{ body: '' }])
  })

  test('find a used, an expired and an unknown link said as such', async () => {
    const link = await invite()
    await setMoment(site.opened.database, new Date('2024-09-01T12:00:00Z'))
    const expired = await site.app.request(link)
    expect([expired.status, plainText(await expired.text()).includes('This invitation has expired')]).toEqual(
      [410, true],
    )
    await setMoment(site.opened.database, new Date('2024-08-02T12:00:00Z'))
    await register(link, { post: 'Monitoring Officer', address: 'monitoring@sedgely.example' })
    const used = await site.app.request(link)
    expect([used.status, plainText(await used.text()).includes('This invitation has been used')]).toEqual([
      410,
      true,
    ])
    const unknown = await site.app.request('/account/monitoring-officer/guessed')
    expect([unknown.status, plainText(await unknown.text()).includes('This link is not valid')]).toEqual([
      404,
      true,
    ])
  })

  test.each([
    [
      'an address elsewhere',
      { post: 'Monitoring Officer', address: 'me@newspaper.example' },
      'Give an address at sedgely.example',
    ],
    ['no post', { post: '', address: 'monitoring@sedgely.example' }, 'Say what your post is called.'],
    [
      'a line break in the post',
      { post: 'A\nBcc: b@c.example', address: 'monitoring@sedgely.example' },
      'line break',
    ],
  ])('cannot register with %s, and what they typed is still there', async (_name, fields, words) => {
    const link = await invite()
    const answer = await register(link, fields)
    expect(answer.status).toBe(422)
    const html = await answer.text()
    expect(plainText(html)).toContain(words)
    expect(await textOf(officers)).toContain('1 of 2 asked for copies of letters.')
  })
})
