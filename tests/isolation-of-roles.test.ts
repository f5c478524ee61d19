import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { officerPermissions, type Permission, staffPermissions } from '../src/accounts/permission.ts'
import { officerRoles, type Role, staffRoles } from '../src/accounts/role.ts'
import { publishingLists } from '../src/casework/publishing/publishing-queue.ts'
import { recommendationLists } from '../src/casework/recommendation/recommendation-list-store.ts'
import { smallPdf } from '../src/demonstration/small-pdf.ts'
import { officerRoutes, staffRoutes } from '../src/signed-in-routes.ts'
import { deskPaths } from '../src/web/desk-addresses.ts'
import { sayFigures } from './hardening.ts'
import { type Fields, type SignedIn, type WholeTestSite, wholeInventedSite } from './signed-in.ts'
import { send } from './signed-in-world.ts'
import { setMoment } from './test-moment.ts'

const roles: readonly Role[] = [...staffRoles, ...officerRoles]
const caseworkers: readonly Role[] = ['investigator', 'compliance-officer']

/** Words that people typed, by what they typed them of, and who may read them. Trainers and administrators: none. */
const words: Readonly<Record<string, readonly Role[]>> = {
  Zqcomplainant: caseworkers,
  Zqopencase: caseworkers,
  Zqdecidedcase: [...caseworkers, 'statistician', 'approver'],
  // What an authority calls its case; it is told of it where its cases of a year are listed.
  Zqcalled: [...caseworkers, 'statistician', 'approver'],
  Zqagreed: [...caseworkers, ...officerRoles],
  // What an authority has not sent yet.
  Zqprepared: ['link-officer', 'monitoring-officer'],
  // What the Ombudsman does about an action that was not taken.
  Zqfollows: caseworkers,
  Zqstatement: [...caseworkers, 'approver'],
  Zqhold: [...caseworkers, 'approver'],
  Zqreport: [...caseworkers, 'approver'],
}

let site: WholeTestSite
let people: ReadonlyMap<Role, SignedIn>
let stranger: SignedIn
/** The names of what is there, by what stands for them in an address. */
let names: Readonly<Record<string, readonly string[]>>
const asked = { refused: 0, read: 0, sent: 0 }

beforeAll(async () => {
  site = await wholeInventedSite()
  const { database } = site.opened
  await setMoment(database, new Date('2026-05-01T12:00:00Z'))
  const entries: [Role, SignedIn][] = []
  for (const role of staffRoles) entries.push([role, await site.signIn(role)])
  for (const role of officerRoles) entries.push([role, await site.signIn(role, 'larchwick')])
  people = new Map(entries)
  stranger = await site.signIn('link-officer', 'sedgely')
  const [open, decided] = [await takeComplaint('Zqopencase'), await takeComplaint('Zqdecidedcase')]
  await investigate(open, 'Zqopencase')
  await investigate(decided, 'Zqdecidedcase')
  await agree(decided)
  await take(decided, 'decided', { outcome: 'upheld', isRemediedBefore: 'no', text: 'Zqdecidedcase' })
  await followUp(decided)
  await prepareToPublish(decided)
  const { evidenceId } = await database
    .selectFrom('evidence')
    .select('evidenceId')
    .where('sentAt', 'is not', null)
    .executeTakeFirstOrThrow()
  names = {
    slug: ['larchwick'],
    reference: [decided, open].map(referenceIn),
    year: ['2023-24'],
    number: ['1', '2', '3'],
    evidence: [String(evidenceId)],
    step: ['comment', 'review-asked'],
    part: ['complaint', 'draft'],
    role: ['chief-executive'],
  }
}, 120_000)
afterAll(async () => {
  sayFigures(
    `roles: ${asked.refused} requests refused alike, ${asked.read} pages and files and ${asked.sent} answers to forms read for ${Object.keys(words).length} words`,
  )
  await site.close()
})

describe('somebody who is appointed as something else', () => {
  test.each(roles)(
    'gets one and the same refusal everywhere, and changes nothing: %s',
    async (role) => {
      const person = personOf(role)
      const before = await countOfWhatWasDone()
      const isStaff = staffRoles.some((one) => one === role)
      const refusals = { ofOtherPosts: new Set<string>(), ofOtherSide: new Set<string>() }
      let refusedCount = 0
      for (const route of [...staffRoutes, ...officerRoutes]) {
        if (mayDo(role, route.may)) continue
        const isOfOtherSide = isStaff !== staffRoutes.some((one) => one === route)
        for (const address of filled(route.path)) {
          const answer = await (route.method === 'get' ? person.get(address) : person.post(address))
          const text = `${answer.status} ${await answer.text()}`
          refusals[isOfOtherSide ? 'ofOtherSide' : 'ofOtherPosts'].add(text)
          refusedCount += 1
        }
      }
      // Of the other side there is nothing here, as of what never existed.
      const unknown = await person.get('/desk/nothing/of/this/name')
      expect([...refusals.ofOtherSide]).toEqual([`${unknown.status} ${await unknown.text()}`])
      expect(unknown.status).toBe(404)
      expect([...refusals.ofOtherPosts].map((text) => text.slice(0, 3))).toEqual(
        refusals.ofOtherPosts.size === 0 ? [] : ['403'],
      )
      expect([role, refusedCount > 30]).toEqual([role, true])
      asked.refused += refusedCount
      expect(await countOfWhatWasDone()).toBe(before)
    },
    60_000,
  )
})

describe('words of cases, of who complained, of what was agreed and of what waits for publication', () => {
  test.each(roles)(
    'are read by those alone whose work needs them: %s',
    async (role) => {
      expect(await wordsReadBy(personOf(role), role)).toEqual(wordsFor(role))
    },
    60_000,
  )

  test('are nothing to an officer of another authority', async () => {
    expect(await wordsReadBy(stranger, 'link-officer')).toEqual([])
  })

  test('are not in the record of who did what, nor in any mail', async () => {
    const { database } = site.opened
    const entries = JSON.stringify(
      await database.selectFrom('auditEntry').selectAll().execute(),
    ).toLowerCase()
    const mails = JSON.stringify(await database.selectFrom('mail').selectAll().execute()).toLowerCase()
    for (const word of Object.keys(words)) {
      const small = word.toLowerCase()
      expect([word, entries.includes(small), mails.includes(small)]).toEqual([word, false, false])
    }
    expect(site.faults).toEqual([])
  })

  // Last, since some of it is done.
  test.each(roles)(
    'are in no answer to a form either: %s',
    async (role) => {
      const person = personOf(role)
      const said = new Set<string>()
      for (const route of [...staffRoutes, ...officerRoutes]) {
        if (route.method !== 'post' || !mayDo(role, route.may)) continue
        for (const address of filled(route.path)) {
          await noteWords(said, await person.post(address), address)
          asked.sent += 1
        }
      }
      expect([...said].filter((word) => !wordsFor(role).includes(word))).toEqual([])
    },
    60_000,
  )
})

function wordsFor(role: Role): readonly string[] {
  return Object.keys(words).filter((word) => words[word]?.includes(role))
}

/** Reads every page that the role may open, each list of it too. */
async function wordsReadBy(person: SignedIn, role: Role): Promise<readonly string[]> {
  const said = new Set<string>()
  for (const route of [...staffRoutes, ...officerRoutes]) {
    if (route.method !== 'get' || !mayDo(role, route.may)) continue
    for (const address of filled(route.path)) {
      for (const query of lists[route.path] ?? ['']) {
        await noteWords(said, await person.get(address + query), address)
        asked.read += 1
      }
    }
  }
  return Object.keys(words).filter((word) => said.has(word))
}

const lists: Readonly<Record<string, readonly string[]>> = {
  [deskPaths.casework]: ['', '?who=everyone', '?who=everyone&order=age', '?who=nobody'],
  [deskPaths.cases]: ['', '?find=Larchwick', '?find=26+000+001'],
  [deskPaths.recommendations]: recommendationLists.map((list) => `?list=${list}`),
  [deskPaths.publishing]: publishingLists.map((list) => `?list=${list}`),
}

async function noteWords(said: Set<string>, answer: Response, address: string): Promise<void> {
  const text = await answer.text()
  if (answer.status >= 500) throw new Error(`${address} was answered with ${answer.status}`)
  for (const word of Object.keys(words)) if (text.toLowerCase().includes(word.toLowerCase())) said.add(word)
}

function mayDo(role: Role, permission: Permission): boolean {
  const allowed: readonly Role[] = { ...staffPermissions, ...officerPermissions }[permission].roles
  return allowed.includes(role)
}

/** An address with the names of what is there in it. */
function filled(path: string): readonly string[] {
  const [whole, name = ''] = /:([a-z]+)(?:\{(?:[^{}]|\{[^{}]*\})*\})?/i.exec(path) ?? []
  if (whole === undefined) return [path]
  // The case that is not decided yet is nowhere else.
  const known = (names[name] ?? ['1']).slice(
    0,
    name === 'reference' && !path.startsWith('/desk/cases') ? 1 : undefined,
  )
  return known.flatMap((text) => filled(path.replace(whole, text)))
}

function personOf(role: Role): SignedIn {
  const person = people.get(role)
  if (!person) throw new Error(`nobody is ${role}`)
  return person
}

/** Grows with everything that anybody changes, and with every look that is on record. */
async function countOfWhatWasDone(): Promise<number> {
  const { count } = await site.opened.database
    .selectFrom('auditEntry')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .executeTakeFirstOrThrow()
  return Number(count)
}

async function takeComplaint(text: string): Promise<string> {
  const who = 'Zqcomplainant'
  const answer = await personOf('investigator').post('/desk/casework/complaints', {
    authority: 'Larchwick',
    category: 'housing',
    subcategory: 'Homelessness',
    receivedOn: '28 April 2026',
    authorityReference: 'Zqcalled 17',
    text,
    worker: 'me',
    name: `${who} X`,
    address: `1 ${who} Street`,
    email: `${who}@complainant.example`,
    telephone: '',
    adjustments: who,
    representative: who,
  })
  if (answer.status !== 303) throw new Error(`a complaint was answered with ${answer.status}`)
  return (answer.headers.get('location') ?? '').replace(/\?.*/, '')
}

async function take(path: string, step: string, fields: Fields = {}): Promise<void> {
  const page = `${path}/steps/${step}`
  await send(personOf('investigator'), page, page, fields)
}

/** Takes a case as far as a draft decision with comments of both sides, everything said of it being one word. */
async function investigate(path: string, word: string): Promise<void> {
  await take(path, 'acknowledged')
  await take(path, 'paused', { reason: word })
  await take(path, 'resumed')
  await take(path, 'sent-to-assessment')
  const tests = { legalBar: word, publicInterest: word, injustice: word, fault: word, remedy: word }
  await take(path, 'assessed', { ...tests, outcome: 'investigate' })
  for (const [part, fields] of [
    ['complaint', { authorityReference: 'Zqcalled 18', authorityService: 'Zqcalled service' }],
    ['investigation', {}],
  ] as const) {
    const page = `${path}/parts/${part}`
    await send(personOf('investigator'), page, page, { text: word, ...fields })
  }
  await take(path, 'draft-sent', { text: word, until: '15 May 2026' })
  for (const side of ['complainant', 'authority']) await take(path, 'comment', { side, text: word })
}

/** Three things are agreed. */
async function agree(path: string): Promise<void> {
  const page = `${path}/actions/new`
  const action = { text: 'Zqagreed', due: '2026-05-20', evidence: 'Zqagreed', amount: '', summary: '' }
  for (const kind of ['apology', 'apology', 'payment']) {
    await send(personOf('investigator'), page, page, { ...action, kind })
  }
}

/** One is shown to be done, one is being prepared and its date moved, one is found not to be done. */
async function followUp(path: string): Promise<void> {
  const own = `/portal/recommendations/${referenceIn(path)}`
  const files = [{ name: 'Zqagreed.pdf', content: smallPdf(['Zqagreed']) }]
  const evidence = { complete: 'yes', version: '0' }
  const officer = personOf('link-officer')
  await taken(officer.sendFiles(`${own}/1`, { ...evidence, text: 'Zqagreed', do: 'send' }, files))
  const prepared = [{ name: 'Zqprepared.pdf', content: smallPdf(['Zqprepared']) }]
  await taken(officer.sendFiles(`${own}/2`, { ...evidence, text: 'Zqprepared', do: 'save' }, prepared))
  const compliance = personOf('compliance-officer')
  const page = `/desk/recommendations/larchwick/${referenceIn(path)}`
  await send(compliance, `${page}/1`, `${page}/1/answer`, { answer: 'Zqagreed' })
  const moved = { due: '2026-06-20', 'move-reason': 'Zqagreed' }
  await send(compliance, `${page}/2`, `${page}/2/due-date`, moved)
  const settled = { settlement: 'not-satisfied', reason: 'Zqagreed' }
  await send(compliance, `${page}/3`, `${page}/3/settlement`, settled)
  const followed = { decision: 'nothing-further', 'follow-reason': 'Zqfollows' }
  await send(compliance, `${page}/3`, `${page}/3/what-follows`, followed)
}

/** Its statement has a mark and is asked to be held; a report of it is begun. */
async function prepareToPublish(path: string): Promise<void> {
  const investigator = personOf('investigator')
  const page = `/desk/publishing/cases/larchwick/${referenceIn(path)}`
  const statement = '# Zqstatement\n\nMrs Zqstatement lives at 12 Zqstatement Road.'
  await send(investigator, `${page}/statement`, `${page}/statement`, { summary: 'Zqstatement.', statement })
  const hold = { ground: 'sole-trader', reason: 'Zqhold' }
  await send(investigator, `${page}/hold`, `${page}/hold`, hold)
  const report = '/desk/publishing/reports/new'
  await send(investigator, report, report, {
    authority: 'larchwick',
    cases: referenceIn(path).replaceAll('-', ' '),
    title: 'Zqreport',
    summary: 'Zqreport: Mrs Zqreport waited.',
    slug: 'zqreport',
    publishOn: '2026-07-18',
  })
}

async function taken(sent: Promise<Response>): Promise<void> {
  const { status } = await sent
  if (status !== 303) throw new Error(`a form with files was answered with ${status}`)
}

/** As an address has it: 26-000-001. */
function referenceIn(path: string): string {
  return path.split('/').at(-1) ?? ''
}
