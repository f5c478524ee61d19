import { createServer } from 'node:net'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { hastyPatience, localServer } from '../../tests/hostile-mail.ts'
import { type Script, type ScriptedServer, scriptedServer } from '../../tests/scripted-mail-server.ts'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import type { Database } from '../database/connection.ts'
import type { Mail } from './mail.ts'
import type { SmtpSettings } from './mail-settings.ts'
import { deliverNext, type MailWorkerSettings, startMailWorker } from './mail-worker.ts'
import { claimMail, decideCopy, queueMail, recordAnswers, recordHandOver } from './outbox-store.ts'
import { readSendingState, resumeSending } from './sending-store.ts'
import { smtpTransport } from './smtp-transport.ts'

let opened: TestDatabase
let database: Database
const servers: ScriptedServer[] = []

beforeAll(async () => {
  opened = await testDatabase()
  database = opened.database
})

beforeEach(async () => {
  await sql`truncate mail, mail_recipient, letter_mail, notice`.execute(database)
  await sql`update mail_sending set suspended_at = null, failure = null, failed_at = null, failure_count = 0, next_start_at = now()`.execute(
    database,
  )
})

afterEach(async () => {
  for (const server of servers.splice(0)) await server.close()
})

afterAll(() => opened.close())

const letter: Mail = {
  key: 'letter/2023-24/1/larchwick',
  subject: 'Annual review letter 2023-24, Larchwick District Council',
  text: 'The letter is attached.\n.\nA line with a dot alone is no end.\n',
  attachment: { name: 'letter.pdf', content: Buffer.from('%PDF-1.7 a letter') },
  recipients: [
    { address: 'chief@larchwick.example', post: 'Chief Executive', isCopy: false },
    { address: 'leader@larchwick.example', post: 'Leader, of the Council', isCopy: true },
    { address: 'scrutiny@larchwick.example', post: 'Chair of Scrutiny', isCopy: true },
  ],
  holdsSecret: false,
  isRehearsal: false,
}

async function queue(...mails: Mail[]) {
  return database.transaction().execute((transaction) => queueMail(transaction, mails))
}

async function server(script?: Script): Promise<ScriptedServer> {
  const started = await scriptedServer(script)
  servers.push(started)
  return started
}

function workerFor(port: number, more: Partial<SmtpSettings> = {}): MailWorkerSettings {
  const settings = { ...localServer(port), ...more }
  return {
    database,
    transport: smtpTransport(settings, hastyPatience),
    mailsPerMinute: settings.mailsPerMinute,
    patience: hastyPatience,
    onFault: (error) => {
      throw error
    },
  }
}

async function states() {
  const rows = await database
    .selectFrom('mailRecipient')
    .select(['address', 'state', 'answer', 'attemptCount', 'secondCopyCount'])
    .orderBy('mailId')
    .orderBy('place')
    .execute()
  return rows.map(
    ({ address, state, answer }) => `${address.split('@')[0]} ${state}${answer ? `: ${answer}` : ''}`,
  )
}

/** Makes what waits for its next try due now. */
async function dueNow() {
  await sql`update mail_recipient set next_try_at = now() - interval '1 second' where state = 'trying-again'`.execute(
    database,
  )
}

test('a mail leaves once its transaction has committed, and never if that is rolled back', async () => {
  const { port, received } = await server()
  await expect(
    database.transaction().execute(async (transaction) => {
      await queueMail(transaction, [letter])
      throw new Error('changed my mind')
    }),
  ).rejects.toThrow('changed my mind')
  await deliverNext(workerFor(port))
  expect(received).toEqual([])
  await queue(letter)
  await deliverNext(workerFor(port))
  expect(received).toHaveLength(1)
  expect(await states()).toEqual([
    'chief taken: 250 taken',
    'leader taken: 250 taken',
    'scrutiny taken: 250 taken',
  ])
})

test('the same mail cannot be queued twice', async () => {
  await queue(letter)
  await expect(queue(letter)).rejects.toThrow('mail_mail_key_key')
})

test('one refused address among several is known as refused, and the others as taken', async () => {
  const { port, received } = await server({
    toAddress: (address) => (address.startsWith('leader') ? '550 no such mailbox' : 'taken'),
  })
  await queue(letter)
  await deliverNext(workerFor(port))
  expect(await states()).toEqual([
    'chief taken: 250 taken',
    'leader refused: 550 no such mailbox',
    'scrutiny taken: 250 taken',
  ])
  expect(received.map(({ to }) => to)).toEqual([['chief@larchwick.example', 'scrutiny@larchwick.example']])
})

test('only whom the server was too busy for is tried again, with the same bytes and everybody in the head', async () => {
  let busy = true
  const { port, received } = await server({
    toAddress: (address) => (busy && address.startsWith('scrutiny') ? '451 try again later' : 'taken'),
  })
  await queue(letter)
  await deliverNext(workerFor(port))
  expect((await states())[2]).toBe('scrutiny trying-again: 451 try again later')
  busy = false
  await dueNow()
  await deliverNext(workerFor(port))
  expect(received.map(({ to }) => to.length)).toEqual([2, 1])
  expect(received[1]?.bytes).toBe(received[0]?.bytes)
  const head = received[1]?.bytes ?? ''
  expect(head).toMatch(/^To: Chief Executive <chief@larchwick.example>$/m)
  expect(head).toMatch(
    /^Cc: "Leader, of the Council" <leader@larchwick.example>, Chair of Scrutiny\s+<scrutiny@/m,
  )
  expect(head).toMatch(/^Message-ID: <[0-9a-f]{32}@ombudsman.example>\r$/m)
  expect(await states()).toEqual([
    'chief taken: 250 taken',
    'leader taken: 250 taken',
    'scrutiny taken: 250 taken',
  ])
})

test('a copy that stays refused for now is given up after the last try, and said so', async () => {
  const { port } = await server({ toLetter: () => '452 mailbox full' })
  await queue({ ...letter, recipients: letter.recipients.slice(0, 1) })
  for (let attempt = 0; attempt <= hastyPatience.retryAfterSeconds.length; attempt += 1) {
    await dueNow()
    await deliverNext(workerFor(port))
  }
  expect(await states()).toEqual(['chief given-up: 452 mailbox full'])
})

test('no answer after the hand-over leaves a copy uncertain, and nothing sends it again by itself', async () => {
  let answer = 'hang'
  const { port, received } = await server({ toLetter: () => answer })
  const [mailId = 0] = await queue({ ...letter, recipients: letter.recipients.slice(0, 1) })
  await deliverNext(workerFor(port))
  expect(await states()).toEqual(['chief uncertain: no answer in time'])
  answer = 'taken'
  await deliverNext(workerFor(port))
  expect(received).toEqual([])
  const isDecided = await database
    .transaction()
    .execute((transaction) => decideCopy(transaction, { mailId, place: 0 }, 'send-again', 'a statistician'))
  expect(isDecided).toBe(true)
  await deliverNext(workerFor(port))
  expect(received).toHaveLength(1)
  const copy = await database
    .selectFrom('mailRecipient')
    .select(['state', 'secondCopyCount'])
    .executeTakeFirst()
  expect(copy).toEqual({ state: 'taken', secondCopyCount: 1 })
})

test('a line that breaks after the hand-over leaves a copy uncertain', async () => {
  const { port } = await server({ toLetter: () => 'drop' })
  await queue({ ...letter, recipients: letter.recipients.slice(0, 1) })
  await deliverNext(workerFor(port))
  expect(await states()).toEqual(['chief uncertain: the connection broke'])
})

test('a person may decide about what is uncertain once; the second of two is told nothing was changed', async () => {
  const { port } = await server({ toLetter: () => 'drop' })
  const [mailId = 0] = await queue({ ...letter, recipients: letter.recipients.slice(0, 1) })
  await deliverNext(workerFor(port))
  const decide = (decision: 'received' | 'send-again') =>
    database
      .transaction()
      .execute((transaction) => decideCopy(transaction, { mailId, place: 0 }, decision, 'somebody'))
  expect(await decide('received')).toBe(true)
  expect(await decide('send-again')).toBe(false)
  expect(await states()).toEqual(['chief received: the connection broke'])
})

test('while a hand-over cannot be recorded, the server is given no end of the mail', async () => {
  const { port, received } = await server()
  await queue({ ...letter, recipients: letter.recipients.slice(0, 1) })
  const claiming = await claimMail(database, {
    sender: 'a@b.example',
    claimSeconds: 60,
    spacingMilliseconds: () => 0,
  })
  if (claiming.state !== 'claimed') throw new Error(claiming.state)
  const { transport } = workerFor(port)
  await expect(
    transport.deliver(claiming.mail, () => Promise.reject(new Error('the database is gone'))),
  ).rejects.toThrow('the database is gone')
  await new Promise((resolve) => setTimeout(resolve, 100))
  expect(received).toEqual([])
  expect(await states()).toEqual(['chief waiting'])
})

test('a worker that slept too long finds its mail in other hands and hands nothing over', async () => {
  await queue({ ...letter, recipients: letter.recipients.slice(0, 1) })
  const settings = { sender: 'a@b.example', claimSeconds: 0, spacingMilliseconds: () => 0 }
  const first = await claimMail(database, settings)
  const second = await claimMail(database, { ...settings, claimSeconds: 60 })
  if (first.state !== 'claimed' || second.state !== 'claimed') throw new Error('not claimed')
  expect(await recordHandOver(database, first.mail, [0], [], 60)).toBe(false)
  expect(await recordHandOver(database, second.mail, [0], [], 60)).toBe(true)
  await recordAnswers(database, first.mail, [{ place: 0, state: 'refused', answer: 'by a ghost' }])
  expect(await states()).toEqual(['chief handing-over'])
})

test('what a stopped program had handed over is uncertain, and an answer that comes late still counts', async () => {
  await queue({ ...letter, recipients: letter.recipients.slice(0, 1) })
  const settings = { sender: 'a@b.example', claimSeconds: 60, spacingMilliseconds: () => 0 }
  const claiming = await claimMail(database, settings)
  if (claiming.state !== 'claimed') throw new Error('not claimed')
  expect(await recordHandOver(database, claiming.mail, [0], [], -1)).toBe(true)
  expect(await claimMail(database, settings)).toEqual({ state: 'idle' })
  expect(await states()).toEqual(['chief uncertain: The program stopped after the mail was handed over.'])
  await recordAnswers(database, claiming.mail, [{ place: 0, state: 'taken', answer: '250 taken' }])
  expect(await states()).toEqual(['chief taken: 250 taken'])
})

test('a server that cannot be reached suspends sending after five tries, says why, and loses nothing', async () => {
  const closed = createServer().listen(0, '127.0.0.1')
  await new Promise((resolve) => closed.once('listening', resolve))
  const { port } = closed.address() as { port: number }
  await new Promise((resolve) => closed.close(resolve))
  await queue(letter)
  for (let attempt = 0; attempt < 20; attempt += 1) {
    const wait = await deliverNext(workerFor(port))
    await new Promise((resolve) => setTimeout(resolve, wait))
  }
  const sending = await readSendingState(database)
  expect(sending.suspendedAt).not.toBeNull()
  expect(sending.failureCount).toBe(5)
  expect(sending.failure).toMatch(
    /^The mail server 127.0.0.1, port \d+, could not be reached: .*ECONNREFUSED/,
  )
  expect(await states()).toEqual(['chief waiting', 'leader waiting', 'scrutiny waiting'])

  const { port: working, received } = await server()
  await deliverNext(workerFor(working))
  expect(received).toEqual([])
  expect(await database.transaction().execute(resumeSending)).toContain('could not be reached')
  expect(await database.transaction().execute(resumeSending)).toBeUndefined()
  await deliverNext(workerFor(working))
  expect(received).toHaveLength(1)
})

test('a refused password is said as such', async () => {
  const { port } = await server({
    options: {
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: (_auth, _session, callback) =>
        callback(Object.assign(new Error('wrong password'), { responseCode: 535 })),
    },
  })
  await queue(letter)
  await deliverNext(workerFor(port, { user: { name: 'upheld', password: 'secret' } }))
  const { failure } = await readSendingState(database)
  expect(failure).toMatch(/^The mail server 127.0.0.1 does not accept the user and password: 535/)
  expect(failure).not.toContain('secret')
})

test('without the encryption that is demanded nothing is sent', async () => {
  const { port, received } = await server()
  await queue(letter)
  await deliverNext(workerFor(port, { encryption: 'starttls' }))
  expect((await readSendingState(database)).failure).toMatch(/^No encrypted connection|STARTTLS/)
  await sql`update mail_sending set next_start_at = now()`.execute(database)
  await deliverNext(workerFor(port, { encryption: 'tls' }))
  expect((await readSendingState(database)).failure).toMatch(/^No encrypted connection/)
  expect(received).toEqual([])
  expect((await states())[0]).toBe('chief waiting')
})

test('a certificate that nobody vouches for is refused', async () => {
  const { port, received } = await server({ options: { secure: true } })
  await queue(letter)
  await deliverNext(workerFor(port, { encryption: 'tls' }))
  expect((await readSendingState(database)).failure).toMatch(/^No encrypted connection/)
  expect(received).toEqual([])
})

test('no more mails leave in a minute than are allowed, whoever sends them', async () => {
  const { port, received } = await server()
  await queue(letter, { ...letter, key: 'letter/another' })
  const slow = { mailsPerMinute: 60 }
  expect(await deliverNext(workerFor(port, slow))).toBe(0)
  const wait = await deliverNext(workerFor(port, slow))
  expect(wait).toBeGreaterThan(0)
  expect(received).toHaveLength(1)
})

test('mail that lets somebody in leaves before letters, and its text is erased once it left', async () => {
  const { port, received } = await server()
  await queue(letter)
  await queue({
    ...{ ...letter, key: 'invitation/1', attachment: null, holdsSecret: true },
    text: 'https://ombudsman.example/account/invitations/secret',
    recipients: [{ address: 'new@ombudsman.example', post: '', isCopy: false }],
  })
  await deliverNext(workerFor(port))
  expect(received.map(({ to }) => to)).toEqual([['new@ombudsman.example']])
  const kept = await database
    .selectFrom('mail')
    .select('body')
    .where('holdsSecret', '=', true)
    .executeTakeFirst()
  expect(kept).toEqual({ body: '' })
})

test('a line break in an address, a post or a subject never reaches a mail', async () => {
  const bad = [
    { ...letter, subject: 'Letter\r\nBcc: everybody@example.org' },
    { ...letter, recipients: [{ address: 'a@b.example\r\nRCPT TO:<c@d.example>', post: '', isCopy: false }] },
    { ...letter, recipients: [{ address: 'a@b.example', post: 'Chief\nBcc: c@d.example', isCopy: false }] },
    { ...letter, recipients: [{ address: 'a@b.example,c@d.example', post: '', isCopy: false }] },
    { ...letter, recipients: [] },
  ]
  for (const mail of bad) await expect(queue(mail)).rejects.toThrow('cannot be queued')
  expect(await states()).toEqual([])
})

test('a program that ends soon after a mail was handed over says that it is uncertain', async () => {
  const { port } = await server({ toLetter: () => 'hang' })
  await queue({ ...letter, recipients: letter.recipients.slice(0, 1) })
  const settings = workerFor(port)
  const patient = { ...hastyPatience, silenceSeconds: 60, attemptSeconds: 60 }
  const worker = startMailWorker({
    ...settings,
    transport: smtpTransport(localServer(port), patient),
    patience: patient,
  })
  while (!(await states())[0]?.includes('handing-over'))
    await new Promise((resolve) => setTimeout(resolve, 20))
  await worker.close()
  expect(await states()).toEqual(['chief uncertain: the connection was closed'])
})
