import { createHmac } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest'
import { hastyPatience } from '../../tests/hostile-mail.ts'
import { type TestDatabase, testDatabase } from '../../tests/test-database.ts'
import { deliverNext, type MailWorkerSettings } from './mail-worker.ts'
import { notifyTransport } from './notify-transport.ts'
import { queueMail } from './outbox-store.ts'
import { readSendingState } from './sending-store.ts'

const serviceId = '3d844edf-8d35-48ac-975b-e847b4f122b0'
const secret = '26785a09-ab16-4eb0-8407-a37497a57506'
const templateId = 'f33517ff-2a88-4f6e-b855-c550268ce08a'

type Sent = {
  readonly email_address: string
  readonly reference: string
  readonly template_id: string
  readonly personalisation: { readonly subject: string; readonly text: string; readonly letter: unknown }
}

let opened: TestDatabase
let server: Server
/** What the service took, whether it said so or not. */
let taken: Sent[] = []
/** What it does to an address; undefined for taking it. */
let script: (address: string) => { status: number; error: string; message: string } | 'silence' | undefined =
  () => undefined

beforeAll(async () => {
  opened = await testDatabase()
  server = createServer(async (request, response) => {
    const json = (status: number, body: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    }
    if (!isOurToken(request.headers.authorization ?? '')) {
      return json(403, { errors: [{ error: 'AuthError', message: 'Invalid token: signature' }] })
    }
    const url = new URL(request.url ?? '', 'http://notify.example')
    if (request.method === 'GET') {
      const reference = url.searchParams.get('reference')
      const found = taken.filter((one) => one.reference === reference)
      return json(200, {
        notifications: found.map((one, index) => ({ ...one, id: `n${index}`, status: 'delivered' })),
      })
    }
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part as Buffer)
    const sent = JSON.parse(Buffer.concat(parts).toString()) as Sent
    const answer = script(sent.email_address)
    if (answer === 'silence') {
      taken.push(sent)
      return request.socket.destroy()
    }
    if (answer) return json(answer.status, { errors: [answer] })
    taken.push(sent)
    json(201, { id: `n${taken.length}`, reference: sent.reference })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})

beforeEach(async () => {
  taken = []
  script = () => undefined
  await sql`truncate mail, mail_recipient, letter_mail, notice`.execute(opened.database)
  await opened.database.transaction().execute((transaction) =>
    queueMail(transaction, [
      {
        key: 'letter/1',
        subject: 'Annual review letter',
        text: 'It is attached.',
        attachment: { name: 'letter.pdf', content: Buffer.from('%PDF-1.7') },
        recipients: [
          { address: 'chief@larchwick.example', post: 'Chief Executive', isCopy: false },
          { address: 'leader@larchwick.example', post: 'Leader', isCopy: true },
        ],
        holdsSecret: false,
        isRehearsal: false,
      },
    ]),
  )
})

afterEach(() => sql`update mail_sending set next_start_at = now()`.execute(opened.database))

afterAll(async () => {
  server.close()
  await opened.close()
})

/** As the service checks it: signed with the secret, by the service, now. */
function isOurToken(authorization: string): boolean {
  const [head = '', claims = '', signature] = authorization.replace(/^Bearer /, '').split('.')
  const expected = createHmac('sha256', secret).update(`${head}.${claims}`).digest('base64url')
  const { iss, iat } = JSON.parse(Buffer.from(claims, 'base64url').toString() || '{}') as {
    iss?: string
    iat?: number
  }
  return signature === expected && iss === serviceId && Math.abs(Date.now() / 1000 - (iat ?? 0)) < 30
}

function worker(apiSecret = secret): MailWorkerSettings {
  const { port } = server.address() as AddressInfo
  const settings = {
    ...({ by: 'notify', apiKey: `review-${serviceId}-${apiSecret}`, templateId } as const),
    ...{ url: `http://127.0.0.1:${port}`, mailsPerMinute: 100_000 },
  }
  return {
    database: opened.database,
    transport: notifyTransport(settings, hastyPatience),
    mailsPerMinute: settings.mailsPerMinute,
    patience: hastyPatience,
    onFault: (error) => {
      throw error
    },
  }
}

async function states() {
  const rows = await opened.database
    .selectFrom('mailRecipient')
    .select(['state', 'answer'])
    .orderBy('place')
    .execute()
  return rows.map(({ state, answer }) => `${state}: ${answer}`)
}

test('GOV.UK Notify is given each address with the letter, under one reference', async () => {
  await deliverNext(worker())
  expect(taken.map(({ email_address: address }) => address)).toEqual([
    'chief@larchwick.example',
    'leader@larchwick.example',
  ])
  expect(new Set(taken.map(({ reference }) => reference)).size).toBe(1)
  expect(taken[0]?.template_id).toBe(templateId)
  expect(taken[0]?.personalisation).toMatchObject({
    subject: 'Annual review letter',
    letter: { file: Buffer.from('%PDF-1.7').toString('base64'), confirm_email_before_download: false },
  })
  expect(await states()).toEqual(['taken: GOV.UK Notify took it as n1', 'taken: GOV.UK Notify took it as n2'])
})

test('an address that it refuses is refused, and the other is sent', async () => {
  script = (address) =>
    address.startsWith('chief')
      ? { status: 400, error: 'ValidationError', message: 'email_address Not a valid email address' }
      : undefined
  await deliverNext(worker())
  expect(await states()).toEqual([
    'refused: 400 ValidationError: email_address Not a valid email address',
    'taken: GOV.UK Notify took it as n1',
  ])
})

test('too many requests are tried again later', async () => {
  script = () => ({ status: 429, error: 'RateLimitError', message: 'Exceeded rate limit' })
  await deliverNext(worker())
  expect(await states()).toEqual([
    'trying-again: 429 RateLimitError: Exceeded rate limit',
    'trying-again: 429 RateLimitError: Exceeded rate limit',
  ])
})

test('a wrong key fails the way itself, and nobody is refused for it', async () => {
  await deliverNext(worker('26785a09-ab16-4eb0-8407-000000000000'))
  expect((await readSendingState(opened.database)).failure).toBe(
    'GOV.UK Notify refuses: 403 AuthError: Invalid token: signature',
  )
  expect(await states()).toEqual(['trying-again: 403 AuthError: Invalid token: signature', 'waiting: null'])
})

test('what was never answered for is uncertain, looked up by its reference, and found', async () => {
  script = () => 'silence'
  await deliverNext(worker())
  expect((await states()).map((state) => state.split(':')[0])).toEqual(['uncertain', 'uncertain'])
  taken = taken.slice(0, 1)
  await new Promise((resolve) => setTimeout(resolve, 150))
  await deliverNext(worker())
  expect(await states()).toEqual([
    'taken: GOV.UK Notify has it as n0: delivered',
    'uncertain: GOV.UK Notify was asked and has no record of it.',
  ])
})
