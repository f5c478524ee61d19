import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { council } from '../../fixtures/letters/example-facts.ts'
import {
  type Fields,
  formRequest,
  type SignedIn,
  secretOfTests,
  siteUrl,
  type WholeTestSite,
  wholeInventedSite,
} from '../../tests/signed-in.ts'
import { setMoment } from '../../tests/test-moment.ts'
import { composeLetter } from '../letters/compose-letter.ts'
import { loadEdition } from '../letters/editions.ts'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { formToken, tokenField } from '../web/sent-form.ts'
import { anybody } from './answering/answer-form.tsx'
import { keepSurveysAnonymous } from './results/closing-actions.ts'

let site: WholeTestSite
let trainer: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  trainer = await site.signIn('trainer')
})
afterAll(() => site.close())
beforeEach(() => setMoment(site.opened.database, new Date('2024-08-01T12:00:00Z')))

const named = {
  title: 'Our reports',
  introduction: 'Tell us what you think of our reports.',
  asks: 'organisation',
  way: 'open',
  'opens-on': '2024-07-20',
  'opens-time': '09:00',
  'closes-on': '2024-08-31',
  'closes-time': '17:00',
}
const anonymous = { ...named, title: 'Working with us', asks: 'kind' }

const useful = {
  text: 'Are they useful?',
  kind: 'one',
  required: 'yes',
  options: 'Yes\nNo\nI never read them',
}
const parts = {
  text: 'Which parts do you read?',
  kind: 'several',
  options: 'Summary\nFigures',
  heading: 'Reading',
}
const clear = {
  text: 'How clear are they?',
  kind: 'scale',
  points: '5',
  lowest: 'Not at all',
  highest: 'Very',
}
const words = { text: 'What would you change?', kind: 'text' }

/** A survey with the four kinds of question, opened; by its number. */
async function opened(settings: Fields): Promise<string> {
  const id = await begun(settings)
  for (const question of [useful, parts, clear, words]) {
    await change(id, `/questions/new`, question)
  }
  await change(id, '/opening', {})
  return id
}

async function begun(settings: Fields): Promise<string> {
  const answer = await trainer.post('/desk/surveys/new', settings)
  expect(answer.status).toBe(303)
  return /surveys\/(\d+)/.exec(answer.headers.get('location') ?? '')?.[1] ?? ''
}

async function change(id: string, part: string, fields: Fields): Promise<Response> {
  return trainer.post(`/desk/surveys/${id}${part}`, { ...fields, version: await versionOf(id) })
}

async function versionOf(id: string): Promise<string> {
  const { rows } = await sql<{ version: number }>`
    select version from survey where survey_id = ${Number(id)}
  `.execute(site.opened.database)
  return String(rows[0]?.version)
}

/** As somebody without an account, and without anything a browser would keep. */
function get(path: string) {
  return site.app.request(path)
}

function send(path: string, fields: Fields) {
  const token = formToken(secretOfTests, anybody, path)
  return site.app.request(
    path,
    formRequest({ ...fields, [tokenField]: token }, { origin: 'http://localhost:3000' }),
  )
}

let forms = 0
/** A form of its own, and answers to everything that has to be answered. */
function aForm(fields: Fields = {}): Fields {
  forms += 1
  return { form: `form-${forms}`.padEnd(43, '-'), q1: '1', do: 'send', ...fields }
}

async function answersOf(id: string) {
  const { rows } = await sql<{ kind: string | null; organisation: string | null; answers: object }>`
    select survey_answer.kind, coalesce(official_name, organisation) as organisation, answered_on, answers
    from survey_answer left join authority using (authority_id)
    where survey_id = ${Number(id)}
  `.execute(site.opened.database)
  return rows
}

describe('a survey that asks for the organisation', () => {
  let id: string
  beforeAll(async () => {
    id = await opened(named)
  })

  test('is where the address of the letters leads while it is the only one, and is answered page by page', async () => {
    const leads = await get('/survey')
    expect([leads.status, leads.headers.get('location')]).toEqual([302, '/survey/our-reports'])
    const start = await get('/survey/our-reports')
    expect(await start.text()).toContain('Open until 31 August 2024, 5:00pm')
    expect(start.headers.getSetCookie()).toEqual([])
    const about = await (await send('/survey/our-reports', { do: 'start' })).text()
    const form = /name="form" value="([^"]+)"/.exec(about)?.[1] ?? ''
    expect(about).toContain('page 1 of 3')
    const here = { form, organisation: 'Larchwick' }
    const first = await (await send('/survey/our-reports', { ...here, place: '0', do: 'next' })).text()
    expect(first).toContain('Are they useful?')
    expect(first).not.toContain('Which parts do you read?')
    const missing = await send('/survey/our-reports', { ...here, place: '1', do: 'next' })
    expect(missing.status).toBe(422)
    expect(await missing.text()).toContain('Answer question 1: Are they useful?')
    const second = await (
      await send('/survey/our-reports', { ...here, q1: '2', place: '1', do: 'next' })
    ).text()
    expect(second).toContain('<h1>Reading</h1>')
    const answers = { ...here, q1: '2', q2: ['1', '2'], q3: '4', q4: 'Shorter,\r\nplease' }
    const check = await (await send('/survey/our-reports', { ...answers, place: '2', do: 'next' })).text()
    expect(check).toContain('Check your answers')
    for (const said of ['Larchwick', 'No', 'Summary', 'Figures', 'Shorter,']) expect(check).toContain(said)
    expect(await (await send('/survey/our-reports', { ...answers, do: 'send' })).text()).toContain(
      'Thank you',
    )
    expect(await answersOf(id)).toEqual([
      {
        kind: 'district',
        organisation: 'Larchwick District Council',
        answeredOn: '2024-08-01',
        answers: { 1: [2], 2: [1, 2], 3: [4], 4: 'Shorter,\nplease' },
      },
    ])
  })

  test('is where a letter leads that is composed with the address of this site', async () => {
    const { cycle } = council
    const addresses = { ...cycle.settings.addresses, survey: `${siteUrl}/survey` }
    const facts = { ...council, cycle: { ...cycle, settings: { ...cycle.settings, addresses } } }
    const edition = loadEdition(cycle.edition)
    const composed = edition && composeLetter(facts, edition, ombudsmanForEngland)
    if (!composed?.ok) throw new Error('the letter cannot be composed')
    const runs = composed.letter.sections.flatMap(({ paragraphs }) => paragraphs.flatMap((one) => one.runs))
    const link = runs.map(({ address = '' }) => address).find((address) => address.startsWith(siteUrl)) ?? ''
    const leads = await get(link.slice(siteUrl.length))
    expect(await (await get(leads.headers.get('location') ?? '')).text()).toContain('<h1>Our reports</h1>')
  })

  test('takes a form once: sent again, and twice at the same moment, it is one answer and the same thanks', async () => {
    const before = (await answersOf(id)).length
    const form = aForm({ organisation: 'Sedgely District Council' })
    const sent = await Promise.all([1, 2, 3, 4].map(() => send('/survey/our-reports', form)))
    const again = await send('/survey/our-reports', form)
    for (const answer of [...sent, again]) {
      expect(answer.status).toBe(200)
      expect(await answer.text()).toContain('Your answer has reached us')
    }
    expect(await answersOf(id)).toHaveLength(before + 1)
  })

  test('waits for the first of two that are sent at once, and takes no second', async () => {
    const before = (await answersOf(id)).length
    const form = aForm({ organisation: 'Sedgely' })
    const { database } = site.opened
    const second = await database.transaction().execute(async (transaction) => {
      await sql`
        insert into survey_sent_form values (${Number(id)}, sha256(convert_to(${form.form}, 'UTF8')))
      `.execute(transaction)
      const sending = Promise.resolve(send('/survey/our-reports', form))
      await expect
        .poll(async () => {
          const waiting = sql`
            select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'
          `
          return (await waiting.execute(database)).rows.length
        })
        .toBe(1)
      return { sending }
    })
    expect(await (await second.sending).text()).toContain('Your answer has reached us')
    expect(await answersOf(id)).toHaveLength(before)
  })

  test('takes several answers of one organisation, and counts answers and organisations apart', async () => {
    await send('/survey/our-reports', aForm({ organisation: 'Sedgely', q2: '1' }))
    await send('/survey/our-reports', aForm({ organisation: 'Sunny Days Homes', kind: 'care-provider' }))
    await send(
      '/survey/our-reports',
      aForm({ organisation: 'SUNNY days homes', kind: 'care-provider', q1: '3' }),
    )
    const page = await (await trainer.get(`/desk/surveys/${id}/results`)).text()
    expect(figures(page)).toEqual([
      ['5', 'answers'],
      ['3', 'organisations'],
    ])
    expect(rowOf(page, 'Yes')).toEqual(['3', '60%', '2'])
    expect(rowOf(page, 'I never read them')).toEqual(['1', '20%', '1'])
    expect(page).toContain('Shorter,')
  })

  test('asks for the kind of an organisation it does not know, and keeps what was typed', async () => {
    const refused = await send('/survey/our-reports', aForm({ organisation: 'Atlantis', q4: 'As it was' }))
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('We do not know “Atlantis” by that name.')
    expect(page).toContain('name="q4" value="As it was"')
    expect(page).toContain('value="Atlantis"')
  })

  test('is resumed by a link that alone can open what was saved', async () => {
    const form = aForm({ organisation: 'Larchwick', q4: 'Zqunfinished', place: '2', do: 'save' })
    const saved = await (await send('/survey/our-reports', form)).text()
    const link = /href="(\/survey\/our-reports\/resume\/[^"]+)"/.exec(saved)?.[1] ?? ''
    const { rows } = await sql<{ text: string }>`
      select encode(sealed, 'escape') || encode(token_hash, 'hex') as text from survey_draft
    `.execute(site.opened.database)
    expect(rows).toHaveLength(1)
    expect(rows[0]?.text).not.toContain('Zqunfinished')
    expect(rows[0]?.text).not.toContain(link.split('/').at(-1))
    const resumed = await (await get(link)).text()
    expect(resumed).toContain('<h1>Reading</h1>')
    expect(resumed).toContain('Zqunfinished')
    const draft = link.split('/').at(-1) ?? ''
    const again = await send('/survey/our-reports', { ...form, draft, q4: 'Zqlater' })
    expect(await again.text()).toContain(link)
    expect(await (await get(link)).text()).toContain('Zqlater')
    expect((await get(`${link.slice(0, -3)}xyz`)).status).toBe(404)
    await send('/survey/our-reports', { ...form, draft, do: 'send' })
    expect((await get(link)).status).toBe(404)
  })

  test('after closing takes nothing, and shows what was typed to be copied', async () => {
    const form = aForm({ organisation: 'Larchwick', q4: 'Just too late' })
    const saved = await (await send('/survey/our-reports', { ...form, do: 'save' })).text()
    const link = /href="(\/survey\/our-reports\/resume\/[^"]+)"/.exec(saved)?.[1] ?? ''
    const before = (await answersOf(id)).length
    await setMoment(site.opened.database, new Date('2024-08-31T16:00:00Z'))
    for (const late of [await send('/survey/our-reports', form), await get(link)]) {
      expect(late.status).toBe(410)
      const page = await late.text()
      expect(page).toContain('Your answer was not taken.')
      expect(page).toContain('Just too late')
    }
    expect((await get('/survey/our-reports')).status).toBe(410)
    expect(await answersOf(id)).toHaveLength(before)
    expect(await (await get('/survey')).text()).toContain('No survey is open')
    await keepSurveysAnonymous(site.opened.database)
    expect((await get(link)).status).toBe(404)
  })

  test('refuses what was not made here, and a choice that is none', async () => {
    const strange = await site.app.request(
      '/survey/our-reports',
      formRequest(aForm(), { origin: 'https://elsewhere.example' }),
    )
    expect(strange.status).toBe(403)
    const noChoice = await send('/survey/our-reports', aForm({ organisation: 'Larchwick', q1: '99' }))
    expect(noChoice.status).toBe(422)
    expect((await get('/survey/nothing')).status).toBe(404)
    expect((await get('/survey/our-reports/nonsense')).status).toBe(404)
  })
})

describe('a form of nonsense', () => {
  test('is answered in a sentence, keeps nothing, and breaks nothing', async () => {
    const id = await opened({ ...named, title: 'Nonsense' })
    const path = '/survey/nonsense'
    const nonsense = [
      'A'.repeat(30_000),
      '-1',
      '99999999999999999999',
      '<script>alert(1)</script>',
      'a\nb',
      '\u202egpj',
    ]
    for (const text of nonsense) {
      for (const field of [
        'place',
        'do',
        'draft',
        'invitation',
        'organisation',
        'kind',
        'q1',
        'q2',
        'q3',
        'q4',
      ]) {
        const answer = await send(path, aForm({ do: 'next', organisation: 'Larchwick', [field]: text }))
        expect([field, text.slice(0, 20), answer.status]).toEqual([
          field,
          text.slice(0, 20),
          expect.toBeOneOf([200, 422]),
        ])
        expect(await answer.text()).not.toContain('<script>alert')
      }
      await send(path, aForm({ organisation: text, kind: text, q1: text, q4: text }))
    }
    const token = formToken(secretOfTests, anybody, path)
    const origin = { origin: siteUrl }
    const statuses = [
      formRequest({ ...aForm(), [tokenField]: 'forged' }, origin),
      formRequest({ ...aForm({ q4: 'A'.repeat(700_000) }), [tokenField]: token }, origin),
      formRequest({ ...aForm({ q4: 'a\0b' }), [tokenField]: token }, origin),
      { ...formRequest({}, { ...origin, 'content-type': 'application/json' }), body: '{}' },
    ].map(async (request) => (await site.app.request(path, request)).status)
    expect(await Promise.all(statuses)).toEqual([403, 413, 400, 415])
    expect(await answersOf(id)).toEqual([])
    expect(site.faults).toEqual([])
    await change(id, '/closing', { do: 'close' })
  })

  test('is taken so often within the hour from one client, and no oftener', async () => {
    const id = await opened({ ...named, title: 'Too often' })
    const sendFrom = (client: string) =>
      site.app.request(
        '/survey/too-often',
        formRequest(
          {
            ...aForm({ organisation: 'Larchwick' }),
            [tokenField]: formToken(secretOfTests, anybody, '/survey/too-often'),
          },
          { origin: siteUrl },
        ),
        { incoming: { socket: { remoteAddress: client } } },
      )
    const statuses: number[] = []
    for (let n = 0; n < 61; n++) statuses.push((await sendFrom('203.0.113.7')).status)
    expect([statuses[59], statuses[60]]).toEqual([200, 429])
    expect((await sendFrom('198.51.100.7')).status).toBe(200)
    expect(await answersOf(id)).toHaveLength(61)
    await change(id, '/closing', { do: 'close' })
  })
})

describe('an anonymous survey by invitation', () => {
  let id: string
  let links: readonly string[]
  beforeAll(async () => {
    await setMoment(site.opened.database, new Date('2024-08-01T12:00:00Z'))
    id = await opened({ ...anonymous, way: 'invited' })
    const invited = await trainer.post(`/desk/surveys/${id}/invitations`, {
      addresses: Array.from({ length: 12 }, (_, n) => `person${n}@body.example`).join('\n'),
    })
    expect(invited.headers.get('location')).toContain('count=12&already=0')
    links = await mailedLinks()
  })

  async function mailedLinks(): Promise<readonly string[]> {
    const { rows } = await sql<{ body: string }>`
      select body from mail where mail_key like 'survey-invitation/%' order by mail_id
    `.execute(site.opened.database)
    return rows.map(({ body }) => /http:\/\/localhost:3000(\S+)/.exec(body)?.[1] ?? '')
  }

  function sendInvited(link: string, fields: Fields) {
    return send('/survey/working-with-us', aForm({ invitation: link.split('/').at(-1) ?? '', ...fields }))
  }

  test('invites the link officers on record, once each', async () => {
    await sql`
      insert into office_holder (authority_id, role, post, email, from_on, to_on)
      select authority_id, 'link-officer', 'Link officer', slug || '.link@body.example', '2020-01-01',
        case slug when 'sedgely' then date '2023-12-31' end
      from authority
    `.execute(site.opened.database)
    // Larchwick's and Hollow Fell's: Sedgely's left, and Old Holm is no more.
    const first = await trainer.post(`/desk/surveys/${id}/invitations`, { whom: 'link-officers' })
    expect(first.headers.get('location')).toContain('count=2&already=0')
    const second = await trainer.post(`/desk/surveys/${id}/invitations`, {
      whom: 'link-officers',
      addresses: 'Larchwick.Link@body.example',
    })
    expect(second.headers.get('location')).toContain('count=0&already=2')
    expect(await (await trainer.get(`/desk/surveys/${id}`)).text()).toContain('14 invitations, 0 used.')
  })

  test('invites nobody twice, and names what is no address', async () => {
    const again = await trainer.post(`/desk/surveys/${id}/invitations`, { addresses: 'PERSON1@body.example' })
    expect(again.headers.get('location')).toContain('count=0&already=1')
    const wrong = await trainer.post(`/desk/surveys/${id}/invitations`, { addresses: 'a@b.example, nobody' })
    expect(wrong.status).toBe(422)
    expect(await wrong.text()).toContain('&quot;nobody&quot; is not like name@example.org.')
  })

  test('is answered by each invitation once, and by nobody without', async () => {
    expect((await get('/survey/working-with-us')).status).toBe(403)
    expect((await send('/survey/working-with-us', aForm({ kind: 'district' }))).status).toBe(403)
    const [link = '', other = ''] = links
    expect(await (await get(link)).text()).toContain('This survey is anonymous.')
    // At the same moment from two windows: two forms, one invitation.
    const sent = await Promise.all([
      sendInvited(link, { kind: 'district' }),
      sendInvited(link, { kind: 'district' }),
    ])
    expect(sent.map(({ status }) => status).sort()).toEqual([200, 410])
    expect((await get(link)).status).toBe(410)
    expect((await get(other)).status).toBe(200)
    expect((await get('/survey/working-with-us/invitation/made-up')).status).toBe(404)
  })

  test('keeps nothing that leads from an answer to an invitation, nor to a day or an organisation', async () => {
    for (const link of links.slice(1, 8))
      await sendInvited(link, { kind: 'unitary', q1: '2', organisation: 'Larchwick' })
    await keepSurveysAnonymous(site.opened.database)
    const answers = await answersOf(id)
    expect(answers).toHaveLength(8)
    expect(new Set(answers.map((one) => JSON.stringify({ ...one, kind: '', answers: {} }))).size).toBe(1)
    expect(answers[0]).toMatchObject({ organisation: null, answeredOn: null })
    // The table takes no more, whatever a program wants.
    for (const beside of [sql`'2024-08-01'::date, null`, sql`null, 'Larchwick'`]) {
      await expect(
        sql`
          insert into survey_answer (survey_id, asks, kind, answers, answered_on, organisation)
          values (${Number(id)}, 'kind', 'district', '{}', ${beside})
        `.execute(site.opened.database),
      ).rejects.toThrow('violates check constraint')
    }
    // Neither by the transaction that the database notes beside each row.
    const { rows } = await sql<{ shared: number; kinds: number }>`
      select
        (select count(*) from survey_invitation join survey_answer using (survey_id)
          where survey_invitation.xmin = survey_answer.xmin and survey_id = ${Number(id)}) as shared,
        (select count(distinct xmin::text) from survey_answer where survey_id = ${Number(id)}) as kinds
    `.execute(site.opened.database)
    expect(rows).toEqual([{ shared: 0, kinds: 1 }])
  })

  test('shows results once it is closed, small groups together, and forgets whom it asked', async () => {
    expect(await (await trainer.get(`/desk/surveys/${id}/results`)).text()).toContain(
      'Its results are shown once it is closed',
    )
    expect((await trainer.get(`/desk/surveys/${id}/results/answers.csv`)).status).toBe(404)
    await change(id, '/closing', { do: 'close' })
    await keepSurveysAnonymous(site.opened.database)
    const page = await (await trainer.get(`/desk/surveys/${id}/results`)).text()
    // One of a district and seven of unitaries: the one stands nowhere by itself.
    expect(rowOf(page, 'Other kinds, together')).toEqual(['8'])
    expect(page).not.toContain('Districts')
    expect(page).not.toContain('By kind of organisation')
    const csv = await (await trainer.get(`/desk/surveys/${id}/results/answers.csv`)).text()
    expect(csv.split('\r\n')[0]).toBe('answer,q1,q2_1,q2_2,q3')
    const { rows } = await sql`
      select from survey_invitation where survey_id = ${Number(id)} and email is not null
    `.execute(site.opened.database)
    expect(rows).toEqual([])
    // The outbox had their addresses, and beside them the numbers of their invitations.
    expect(await mailedLinks()).toEqual([])
    expect((await get(links[9] ?? '')).status).toBe(410)
  })
})

test('the address of the letters lists the surveys where several are open, and none by invitation or in draft', async () => {
  await opened({ ...named, title: 'Another one' })
  await opened({ ...named, title: 'By invitation', way: 'invited' })
  await opened({ ...named, title: 'Opens later', 'opens-on': '2024-08-20' })
  await begun({ ...named, title: 'In draft' })
  const page = await (await get('/survey')).text()
  expect(page).toContain('href="/survey/our-reports"')
  expect(page).toContain('href="/survey/another-one"')
  for (const other of ['by-invitation', 'opens-later', 'in-draft']) expect(page).not.toContain(other)
  for (const unseen of ['opens-later', 'in-draft']) expect((await get(`/survey/${unseen}`)).status).toBe(404)
})

describe('results and their files', () => {
  test('hide small numbers in every table alike, and begin no formula', async () => {
    const id = await opened({ ...named, title: 'With formulas' })
    for (let n = 0; n < 7; n++) {
      await send(
        '/survey/with-formulas',
        aForm({ organisation: 'Larchwick', q1: n < 5 ? '1' : '2', q4: `=1+${n}` }),
      )
      await send(
        '/survey/with-formulas',
        aForm({ organisation: `Home ${n}`, kind: 'care-provider', q1: n < 6 ? '1' : '3' }),
      )
    }
    const page = await (await trainer.get(`/desk/surveys/${id}/results`)).text()
    expect(rowOf(page, 'Yes')).toEqual(['11', '79%', '7'])
    expect(rowOf(page, 'Districts', 'survey-hidden')).toEqual(['hidden', 'hidden', 'hidden'])
    const results = await (await trainer.get(`/desk/surveys/${id}/results/results.csv`)).text()
    expect(results).toContain('1,Are they useful?,all,Yes,11,shown')
    expect(results).toContain('1,Are they useful?,Districts,Yes,,hidden')
    const answers = await (await trainer.get(`/desk/surveys/${id}/results/answers.csv`)).text()
    expect(answers).toContain(",'=1+3")
    for (const none of ['toString', 'answers', 'other.csv']) {
      expect((await trainer.get(`/desk/surveys/${id}/results/${none}`)).status).toBe(404)
    }
    const codes = (await (await trainer.get(`/desk/surveys/${id}/results/code-book.csv`)).text()).split(
      '\r\n',
    )
    expect(codes).toContain('q1,Are they useful?,one,3,I never read them')
    const columns = (answers.split('\r\n')[0] ?? '').split(',')
    for (const column of columns) expect(codes.some((line) => line.startsWith(`${column},`))).toBe(true)
  })
})

describe('writing a survey', () => {
  test.each(['\t', '\u2028'])('refuses a title and a question in two lines, made by %j', async (line) => {
    const refused = await trainer.post('/desk/surveys/new', { ...named, title: `Two${line}lines` })
    expect([refused.status, (await refused.text()).includes('in one line, without tabs')]).toEqual([
      422,
      true,
    ])
    const id = await begun({ ...named, title: `Lines ${line.codePointAt(0)}` })
    const question = await change(id, '/questions/new', { ...words, text: `Two${line}lines` })
    expect([question.status, (await question.text()).includes('in one line, without tabs')]).toEqual([
      422,
      true,
    ])
  })

  test('invites to one that opens later, and says from when', async () => {
    const id = await opened({ ...named, title: 'Soon to open', 'opens-on': '2024-08-20' })
    await trainer.post(`/desk/surveys/${id}/invitations`, { addresses: 'early@body.example' })
    const { body } = await site.opened.database
      .selectFrom('mail')
      .select('body')
      .where('mailKey', 'like', `survey-invitation/${id}/%`)
      .executeTakeFirstOrThrow()
    expect(body).toContain('Answer it here from 20 August 2024, 9:00am until 31 August 2024, 5:00pm.')
  })

  test('says everything that is wrong at once, and keeps what was typed', async () => {
    const refused = await trainer.post('/desk/surveys/new', {
      ...named,
      title: '',
      introduction: 'Kept as typed',
      'closes-on': '2024-07-01',
    })
    expect(refused.status).toBe(422)
    const page = await refused.text()
    expect(page).toContain('Give the survey a title.')
    expect(page).toContain('It closes before it opens.')
    expect(page).toContain('Kept as typed')
    const taken = await trainer.post('/desk/surveys/new', named)
    expect(await taken.text()).toContain('Another survey has this address.')
  })

  test('shows the second of two people what the first changed, and writes over nothing', async () => {
    const id = await begun({ ...named, title: 'Two of us' })
    const version = await versionOf(id)
    await trainer.post(`/desk/surveys/${id}/settings`, { ...named, title: 'Two of us, first', version })
    const second = await trainer.post(`/desk/surveys/${id}/settings`, {
      ...named,
      title: 'Second here',
      version,
    })
    expect(second.status).toBe(409)
    const page = await second.text()
    expect(page).toContain('Two of us, first')
    expect(page).toContain('value="Second here"')
    expect(await (await trainer.get(`/desk/surveys/${id}`)).text()).toContain('<h1>Two of us, first</h1>')
  })

  test('moves, changes and removes questions while it is a draft, and none once it is open', async () => {
    const id = await begun({ ...named, title: 'Questions moved' })
    for (const question of [useful, words, clear]) await change(id, '/questions/new', question)
    await change(id, '/questions/3/place', { do: 'up' })
    await change(id, '/questions/3', { ...words, text: 'Anything else?' })
    await change(id, '/questions/1/place', { do: 'remove' })
    expect(await questionsOf(id)).toEqual(['How clear are they?', 'Anything else?'])
    const wrong = await change(id, '/questions/new', { text: 'Which?', kind: 'one', options: 'Only this' })
    expect(await wrong.text()).toContain('Write 2 to 20 options, one to a line; here are 1.')
    await change(id, '/opening', {})
    expect((await change(id, '/questions/1/place', { do: 'remove' })).status).toBe(409)
    expect((await change(id, '/questions/new', words)).status).toBe(422)
    await change(id, '/opening', { do: 'take-back' })
    await change(id, '/questions/1/place', { do: 'remove' })
    expect(await questionsOf(id)).toEqual(['Anything else?'])
  })

  test('takes no answer to questions that were changed since, and shows what was written', async () => {
    const path = '/survey/taken-back'
    const id = await opened({ ...named, title: 'Taken back' })
    const page = await (await send(path, { do: 'start' })).text()
    const [form = '', asked = ''] = ['form', 'asked'].map(
      (name) => new RegExp(`name="${name}" value="([^"]+)"`).exec(page)?.[1],
    )
    const answers = { form, asked, organisation: 'Larchwick', q1: '1', q4: 'Shorter, please' }
    const saved = await (await send(path, { ...answers, do: 'save' })).text()
    const link = /href="(\/survey\/taken-back\/resume\/[^"]+)"/.exec(saved)?.[1] ?? ''
    await change(id, '/opening', { do: 'take-back' })
    await change(id, '/questions/1', { ...useful, text: 'Are they useless?' })
    await change(id, '/opening', {})
    for (const answer of [await send(path, { ...answers, do: 'send' }), await get(link)]) {
      expect(answer.status).toBe(409)
      const said = await answer.text()
      expect(said).toContain('The questions were changed')
      expect(said).toContain('Shorter, please')
      expect(said).toContain(`href="${path}"`)
    }
    expect(await answersOf(id)).toEqual([])
  })

  test('keeps the questions of an answered survey, whoever tries', async () => {
    const id = await opened({ ...named, title: 'Answered once' })
    await send('/survey/answered-once', aForm({ organisation: 'Larchwick' }))
    const back = await change(id, '/opening', { do: 'take-back' })
    expect(await back.text()).toContain('It has been answered, so its questions stay as they are.')
    await expect(
      sql`update survey_question set text = 'Another' where survey_id = ${Number(id)}`.execute(
        site.opened.database,
      ),
    ).rejects.toThrow('has answers, so its questions stay')
  })

  test('is on record with who did what, and never with an answer or an address', async () => {
    const { rows } = await sql<{ action: string; text: string }>`
      select action, coalesce(before::text, '') || coalesce(after::text, '') as text
      from audit_entry where subject like 'survey %'
    `.execute(site.opened.database)
    const actions = new Set(rows.map(({ action }) => action))
    for (const action of [
      'survey begun',
      'survey questions',
      'survey opened',
      'survey closed',
      'survey invitations',
    ]) {
      expect(actions).toContain(action)
    }
    for (const { text } of rows) expect(text).not.toMatch(/@|Shorter|Larchwick/)
  })

  test('is for those who run surveys', async () => {
    const approver = await site.signIn('approver')
    expect((await approver.get('/desk/surveys')).status).toBe(403)
    const officer = await site.signIn('link-officer', 'larchwick')
    expect((await officer.get('/desk/surveys')).status).toBe(404)
    expect(site.faults).toEqual([])
  })
})

async function questionsOf(id: string): Promise<readonly string[]> {
  const { rows } = await sql<{ text: string }>`
    select text from survey_question where survey_id = ${Number(id)} order by question_number
  `.execute(site.opened.database)
  return rows.map(({ text }) => text)
}

/** The big figures of a page, with their nouns. */
function figures(page: string): readonly (readonly [string, string])[] {
  return [...page.matchAll(/desk-figures__number">([^<]+)<.*?desk-figures__noun">([^<]+)</gs)].map(
    ([, number = '', noun = '']) => [number, noun] as const,
  )
}

/** The numbers of a row by its head; of the first such row that has a word in it. */
function rowOf(page: string, head: string, having = ''): readonly string[] {
  const rows = [...page.matchAll(/<th scope="row">([^<]+)<\/th>(.*?)<\/tr>/gs)]
  const row = rows.find(([, name, cells]) => name === head && cells?.includes(having))?.[2] ?? ''
  return [...row.matchAll(/<td class="number"[^>]*>(?:<span[^>]*>)?([^<]+)</g)].map(([, cell = '']) => cell)
}
