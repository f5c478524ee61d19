import type { Hono } from 'hono'
import { sql } from 'kysely'
import type { Database } from '../src/database/connection.ts'
import { officerRoutes, staffRoutes } from '../src/signed-in-routes.ts'
import { paths } from '../src/web/addresses.ts'
import { accountPaths } from '../src/web/desk-addresses.ts'
import {
  draftMarkers,
  draftWords,
  embargoedWorlds,
  forgetfulViews,
  markers,
  releaseMoment,
} from './embargoed-world.ts'
import { howMany } from './hardening.ts'
import { formRequest, type SignedIn, signIn, siteUrl, tokenFor, wholeSiteOver } from './signed-in.ts'
import { setMoment } from './test-moment.ts'

/** Somebody who asks, and what they may read although it is under embargo. */
type Asker = {
  readonly name: string
  readonly cookie: string | null
  readonly sessionId: string
  /** What stands in their own authority's letter, which they have from the day it was sent. */
  readonly mayRead: readonly string[]
}

export type LeakWorld = {
  readonly embargoed: Hono
  /** The same in everything but what is under embargo. */
  readonly without: Hono
  readonly databases: readonly Database[]
  readonly askers: readonly Asker[]
  close(): Promise<void>
}

export type Probing = {
  readonly probeCount: number
  readonly leaks: readonly string[]
  /** Words of what was under embargo that somebody did read, rightly; where there are none, nothing was probed. */
  readonly rightlyRead: ReadonlySet<string>
}

const day = 24 * 3_600_000

/** By how far each is from the moment of release; from there on everything of it is everybody's. */
export const probedMoments = [-30 * day, -day, -1_000, 0, day].map((offset) => ({
  moment: new Date(releaseMoment.getTime() + offset),
  isBefore: offset < 0,
}))

/** Two sites that differ in nothing but what is under embargo, and people who may not see it. */
export async function leakWorld(): Promise<LeakWorld> {
  const worlds = await embargoedWorlds()
  const [embargoed, without] = [worlds.embargoed, worlds.without].map(({ opened }) => wholeSiteOver(opened))
  if (!embargoed || !without) throw new Error('there are two worlds')
  const { database } = embargoed.opened
  await setMoment(database, new Date(releaseMoment.getTime() - 30 * day))
  const asker = (person: SignedIn, name: string, mayRead: readonly string[] = []): Asker => ({
    name,
    cookie: person.cookie,
    sessionId: person.sessionId,
    mayRead,
  })
  const signedIn = (role: Parameters<typeof signIn>[2], of?: string) =>
    signIn(embargoed.app, database, role, of)
  const half = await signedIn('approver')
  await sql`update session set second_factor_at = null where id = ${half.sessionId}`.execute(database)
  const expired = await signedIn('statistician')
  await sql`update session set expires_at = now() - interval '1 second' where id = ${expired.sessionId}`.execute(
    database,
  )
  const askers: Asker[] = [
    { name: 'nobody', cookie: null, sessionId: '', mayRead: [] },
    { name: 'a made-up session', cookie: 'upheld.session_token=aaaa.bbbb', sessionId: '', mayRead: [] },
    asker(expired, 'an expired session'),
    asker(half, 'an approver without a second factor'),
    asker(await signedIn('trainer'), 'a trainer'),
    asker(await signedIn('link-officer', 'hollow-fell'), 'an officer of another authority'),
    // Their own letter of the year and what corrects last year's; their own cases as they are on record today, and
    // what they agreed to do, showed, and keep of complaints made to themselves.
    asker(await signedIn('link-officer', 'larchwick'), 'an officer of the authority', [
      markers.letter,
      markers.correctedLetter,
      markers.reason,
      markers.improvement,
      draftWords.draft,
      draftWords.agreed,
      draftWords.own,
    ]),
  ]
  return {
    embargoed: embargoed.app,
    without: without.app,
    databases: [embargoed.opened.database, without.opened.database],
    askers,
    async close() {
      for (const { closeLetters } of [worlds.embargoed, worlds.without]) closeLetters()
      await without.close()
      await embargoed.close()
    },
  }
}

const secretWords = [...Object.values(markers).filter((word) => word.startsWith('Zq')), ...draftMarkers]

/**
 * Asks every address of the route tables, with every name that could be guessed in it, as everybody who may not see
 * what is under embargo, in several ways: nobody may get a word of it, and the public nothing that would not be the
 * same if it did not exist.
 */
export async function probe(
  world: LeakWorld,
  { moment, isBefore }: (typeof probedMoments)[number],
  isPublicAlone = false,
): Promise<Probing> {
  await Promise.all(world.databases.map((database) => setMoment(database, moment)))
  const leaks: string[] = []
  const rightlyRead = new Set<string>()
  let probeCount = 0
  for (const address of publicAddresses) {
    // Once it is public there is nothing to hide but drafts, however it is asked for.
    const asked = isBefore && !isPublicAlone ? ways : ways.slice(0, 1)
    probeCount += asked.length
    await Promise.all(
      asked.map(async ([way, init]) => {
        const text = await answerText(world.embargoed, address, init)
        // A page says again what it was asked for, whether there is any or not; else it is not the same in both worlds.
        const said = secretWords.filter((word) => text.includes(word) && !address.includes(word))
        if (!isBefore) for (const word of said) rightlyRead.add(word)
        if (draftMarkers.some((word) => said.includes(word)))
          leaks.push(`${way} ${address} says a word of a draft`)
        if (!isBefore) return
        if (said.length > 0) leaks.push(`${way} ${address} says ${said}`)
        else if (text !== (await answerText(world.without, address, init))) {
          leaks.push(`${way} ${address} is answered otherwise than if nothing were under embargo`)
        }
      }),
    )
  }
  if (isPublicAlone) return { probeCount, leaks, rightlyRead }
  // A sample asks in every way around the moment itself, and further from it in the two that could tell most.
  const isNear = Math.abs(moment.getTime() - releaseMoment.getTime()) <= 1_000
  const mostWays = isNear ? Number.POSITIVE_INFINITY : howMany(2, Number.POSITIVE_INFINITY)
  for (const asker of world.askers) {
    for (const address of signedInAddresses) {
      const asked = signedInWays(asker, address).slice(0, mostWays)
      probeCount += asked.length
      await Promise.all(
        asked.map(async ([way, init]) => {
          const text = await answerText(world.embargoed, address, init)
          // No word can be read in what is compressed; whoever has no letter of their own gets no PDF at all.
          if (asker.mayRead.length === 0 && /^200 [\s\S]*?content-type: application\/pdf/.test(text)) {
            leaks.push(`${asker.name}: ${way} ${address} is a PDF`)
          }
          for (const word of secretWords.filter((one) => text.includes(one))) {
            if (asker.mayRead.includes(word)) rightlyRead.add(word)
            else if (isBefore || draftMarkers.some((draft) => draft === word)) {
              leaks.push(`${asker.name}: ${way} ${address} says ${word}`)
            }
          }
        }),
      )
    }
  }
  return { probeCount, leaks, rightlyRead }
}

/** Makes one guard after another forget what it guards, and gives those whose leak was not noticed. */
export async function unnoticedLeaks(world: LeakWorld, most: number): Promise<readonly string[]> {
  const [database] = world.databases
  const oneSecondBefore = probedMoments.find(
    ({ moment }) => moment.getTime() === releaseMoment.getTime() - 1_000,
  )
  if (!database || !oneSecondBefore) throw new Error('there is no world to plant leaks in')
  const views = (await forgetfulViews(database)).filter(({ name }) => plantedViews.includes(name))
  if (views.length !== plantedViews.length) throw new Error('some views to plant leaks in are gone')
  // Else whatever is planted would seem to be noticed.
  const [already] = (await probe(world, oneSecondBefore, true)).leaks
  if (already !== undefined) throw new Error(`before anything is planted, ${already}`)
  const unnoticed: string[] = []
  for (const { name, forget, restore } of [await fastClock(database), ...views].slice(0, most)) {
    await sql.raw(forget).execute(database)
    await sql`update published.version set number = number + 1`.execute(database)
    const { leaks } = await probe(world, oneSecondBefore, true)
    await sql.raw(restore).execute(database)
    await sql`update published.version set number = number + 1`.execute(database)
    if (leaks.length === 0) unnoticed.push(name)
  }
  return unnoticed
}

/** A clock of publication that is an hour ahead. */
async function fastClock(database: Database) {
  const { rows } = await sql<{ definition: string }>`
    select pg_get_functiondef('published.current_moment()'::regprocedure) as definition
  `.execute(database)
  const [{ definition } = { definition: '' }] = rows
  return {
    name: 'the clock',
    forget: definition.replace('select coalesce(', "select interval '1 hour' + coalesce("),
    restore: definition,
  }
}

/**
 * The views whose condition alone keeps something from a page. What the others show, pages reach by way of these, so
 * that each of the others may forget its own and nothing is told.
 */
const plantedViews = [
  'revision',
  'letter',
  'cycle_authority',
  'national_review',
  'seal',
  'decision_statement',
  'decision_tombstone',
  'recommendation',
  'public_report',
]

async function answerText(app: Hono, address: string, init: RequestInit): Promise<string> {
  const response = await app.request(siteUrl + address, init)
  const headers = [...response.headers].sort(([one], [other]) => (one < other ? -1 : 1))
  const body = Buffer.from(await response.arrayBuffer()).toString('latin1')
  return `${response.status} ${headers.map((header) => header.join(': ')).join('\n')}\n\n${body}`
}

const ways: readonly (readonly [string, RequestInit])[] = [
  ['GET', {}],
  ['HEAD', { method: 'HEAD' }],
  ['GET with If-None-Match', { headers: { 'if-none-match': '*' } }],
  ['GET of a range', { headers: { range: 'bytes=0-99' } }],
  [
    'GET, compressed',
    { headers: { 'accept-encoding': 'gzip, br', 'if-modified-since': 'Thu, 01 Jan 2037 00:00:00 GMT' } },
  ],
]

function signedInWays(asker: Asker, address: string): readonly (readonly [string, RequestInit])[] {
  const headers: Record<string, string> = asker.cookie === null ? {} : { cookie: asker.cookie }
  const fields = { 'form-token': tokenFor(asker.sessionId, address) }
  return [
    ['GET', { headers }],
    ['POST', formRequest(fields, { ...headers, origin: siteUrl })],
    ['HEAD', { method: 'HEAD', headers }],
    ['GET of a range', { headers: { ...headers, range: 'bytes=0-9', 'if-none-match': '*' } }],
  ]
}

/** Names that are under embargo or could be guessed, by what stands for them in an address. */
const names: Readonly<Record<string, readonly string[]>> = {
  slug: ['larchwick', 'sedgely', 'hollow-fell'],
  year: ['2024-25', '2023-24', '2025-26'],
  revision: ['1', '2', '3'],
  measure: ['complaints-upheld', 'compliance'],
  category: ['housing', 'benefits-and-tax'],
  subcategory: ['allocations', markers.subcategory.toLowerCase(), draftWords.draft.toLowerCase()],
  reference: ['23-000-000', '23-000-006', '23-000-007', '23-000-009'],
  query: ['1', '2'],
  number: ['1', '2'],
  evidence: ['3', '9'],
  step: ['comment'],
  part: ['draft'],
  role: ['link-officer'],
  assessment: ['2024-25', '2023-24'],
  section: ['6'],
  version: ['2024-02'],
  name: ['upheld.css', '2024-25.pdf'],
  file: [
    '2024-25.pdf',
    '2024-25.docx',
    '1.pdf',
    '2.pdf',
    'figures.csv',
    'figures-2024-25.csv',
    'letters-2024-25.csv',
    'releases.json',
    'corrections.csv',
    'decisions.csv',
    'seal-2024-25-1.json',
    'seal-2023-24-2.json',
    'complaints-upheld.svg',
    'funnel-compliance.png',
    'authorities.xml',
    'decisions-1.xml',
    '2024-25.csv',
  ],
  // Where any name would do.
  anyFile: ['letter.pdf', 'page-3.svg', '1'],
}

/** Where something else is meant by a name than elsewhere. */
const namesWithin: readonly {
  readonly within: string
  readonly meant: Readonly<Record<string, readonly string[]>>
}[] = [
  {
    within: paths.report,
    meant: {
      slug: [
        'an-old-report',
        `${markers.reportTitle.toLowerCase()}-slug`,
        draftWords.unpublished.toLowerCase(),
      ],
    },
  },
  // Nobody is told anything of a case by the name of an authority that it is not of.
  { within: '/desk/', meant: { slug: ['larchwick'], reference: ['23-000-006', '23-000-009'] } },
  { within: '/portal/', meant: { reference: ['23-000-003', '23-000-009'] } },
]

const queries = ['', '?year=2024-25', `?search=${markers.summary}`, `?q=${markers.improvement}&years=2024-25`]

const publicAddresses = Object.values(paths).flatMap((path) =>
  filled(path).flatMap((address) => queries.map((query) => address + query)),
)

const signedInAddresses = [
  ...new Set([...staffRoutes, ...officerRoutes].map(({ path }) => path)),
  // Whoever has signed out would try nothing more.
  ...Object.values(accountPaths).filter((path) => path !== accountPaths.signOut),
].flatMap(filled)

/** An address with every name in the place of each of its parts; a pattern keeps to what it matches. */
function filled(path: string): readonly string[] {
  const part = /:([a-z]+)(?:\{((?:[^{}]|\{[^{}]*\})*)\})?/i.exec(path)
  if (!part) return [path]
  const [whole, name = '', pattern] = part
  const special = namesWithin.find(({ within, meant }) => path.startsWith(within) && name in meant)
  const known =
    special?.meant[name] ?? (name === 'file' && pattern === undefined ? names.anyFile : names[name])
  const fitting = (known ?? ['1']).filter(
    (text) => pattern === undefined || new RegExp(`^${pattern}$`).test(text),
  )
  return fitting.flatMap((text) => filled(path.replace(whole, encodeURIComponent(text))))
}
