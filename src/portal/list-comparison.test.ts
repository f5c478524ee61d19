import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { checkedYear, officersMoment, officersWorld, referenceOf, step } from '../../tests/officers-world.ts'
import { type SignedIn, siteUrl, tokenFor, type WholeTestSite } from '../../tests/signed-in.ts'
import { setMoment } from '../../tests/test-moment.ts'
import { tokenField } from '../web/sent-form.ts'

let world: WholeTestSite
let officer: SignedIn
let reader: SignedIn

beforeAll(async () => {
  world = await officersWorld()
  officer = await world.signIn('link-officer', 'larchwick')
  reader = await world.signIn('reader', 'larchwick')
}, 120_000)
afterAll(() => world.close())
beforeEach(() => setMoment(world.opened.database, officersMoment))
afterEach(() => expect(world.faults).toEqual([]))

const path = '/portal/cases/2026-27/comparison'
const first = referenceOf('larchwick', checkedYear)
const second = first.replace(/1$/, '2')
const theirs = referenceOf('sedgely', checkedYear)

/** Everything of the year but two cases, one of them with another date, and one that is nobody's here. */
const ownList = [
  'Ombudsman ref,Our ref,Department,Decision date,Decision',
  `${first},H/1,Homes,20/11/2026,Upheld`,
  `${second},H/2,Homes,21/11/2026,Not upheld`,
  `${theirs},S/1,Homes,20/11/2026,Upheld`,
].join('\n')

describe('an authority’s own list beside the Ombudsman’s', () => {
  test('comes back as what agrees, what differs, and what only one of them has', async () => {
    const text = wordsOf(await html(send(officer, { list: 'decided', file: ownList })))
    expect(text).toMatch(/1 agree .* 1 differ .* 1 only yours .* 10 only the Ombudsman’s/)
    expect(text).toContain(
      `${second} Housing: ZqLarchsubject2026. Yours: H/2. Row 3 Decided: yours 21 November 2026 , the Ombudsman’s 20 November 2026`,
    )
    expect(text).toMatch(new RegExp(`Only in your list: 1 .* ${theirs}, S/1`))
    expect(text).toContain('Compared: references, decided, outcome')
  })

  test('is read the same whether it is sent as a file or pasted', async () => {
    const [sent, pasted] = [
      await html(send(officer, { list: 'decided', file: ownList })),
      await html(send(officer, { list: 'decided', text: ownList.replaceAll(',', '\t') })),
    ]
    expect(wordsOf(pasted)).toBe(wordsOf(sent))
  })

  test('can be taken away as a file that says what it is, without being kept here', async () => {
    const page = await html(send(officer, { list: 'decided', file: ownList }))
    const [, base64 = ''] = /href="data:text\/csv;charset=utf-8;base64,([^"]+)"/.exec(page) ?? []
    expect(page).toContain('download="DEMONSTRATION-larchwick-decided-2026-27-compared.csv"')
    const lines = Buffer.from(base64, 'base64').toString().trim().split('\r\n')
    expect(lines).toHaveLength(1 + 1 + 10 + 1 + 1)
    expect(lines[1]).toBe(`differs,${second},H/2,3,decided,21 November 2026,20 November 2026,yes`)
  })

  test('leads from a difference to a query with its words, by one click, while queries are open', async () => {
    const page = await html(send(officer, { list: 'decided', file: ownList }))
    const [, link = ''] = /href="(\/portal\/queries\/new\?[^"]+text=[^"]+)"/.exec(page) ?? []
    const form = await html(officer.get(link.replaceAll('&amp;', '&')))
    expect(form).toContain('Decided: our list says 21 November 2026, yours 20 November 2026.</textarea>')
    expect(await html(send(reader, { list: 'decided', file: ownList }))).not.toContain('/portal/queries/new')
    await setMoment(world.opened.database, new Date('2026-08-02T11:00:00Z'))
    expect(await html(send(officer, { list: 'decided', file: ownList }))).not.toContain('/portal/queries/new')
  })

  test.each([
    ['no file', { list: 'decided' }, 'Choose a file, or paste your list.'],
    ['no list chosen', { list: '', file: ownList }, 'Say which list yours is to be held beside.'],
    [
      'no table',
      { list: 'decided', file: '%PDF-1.7 \u0000\u0001' },
      'This is neither a CSV file nor a workbook.',
    ],
    [
      'a reference twice',
      { list: 'decided', text: `Reference\n${first}\n${first}` },
      `${first} stands in row 2 and again in row 3.`,
    ],
    [
      'nothing known in it',
      { list: 'decided', text: 'A,B\n1,2' },
      'No column with references was recognised among “A”, “B”.',
    ],
  ])('is refused in one sentence with %s, and what was pasted is kept', async (_, sent, reason) => {
    const answer = await send(officer, sent)
    expect(answer.status).toBe(422)
    const page = await answer.text()
    expect(wordsOf(page)).toContain(reason)
    if ('text' in sent) expect(page).toContain(sent.text.slice(0, 9))
  })

  test('is nothing for a year that is not shown, or another authority’s', async () => {
    const never = await html(
      send(officer, { list: 'decided', file: ownList }, '/portal/cases/2031-32/comparison'),
    )
    for (const [address, stage] of [
      [path, 'draft'],
      [`${path}?authority=sedgely`, 'checked'],
    ] as const) {
      await step(world.opened.database, checkedYear, stage, officersMoment)
      try {
        const answer = await send(officer, { list: 'decided', file: ownList }, address)
        expect([answer.status, await answer.text()]).toEqual([404, never])
      } finally {
        await step(world.opened.database, checkedYear, 'checked', officersMoment)
      }
    }
  })
})

describe('what an authority calls its cases', () => {
  const labels = (existing?: string) => ({
    case: [first, second, theirs],
    'own-reference': ['H/1', '', 'S/1'],
    service: ['Homes', 'Homes', 'Homes'],
    ...(existing === undefined ? {} : { existing }),
  })

  test('is offered from its own list and kept beside the cases, in the lists and their files', async () => {
    const page = await html(send(officer, { list: 'decided', file: ownList }))
    expect(wordsOf(page)).toContain('Your list names 2 cases in a way that is not on record here.')
    const sent = await officer.post('/portal/cases/2026-27/labels', labels())
    expect(sent.headers.get('location')).toBe('/portal/cases/2026-27?done=labelled')
    const cases = wordsOf(await html(officer.get('/portal/cases/2026-27')))
    expect(cases).toContain(`${first} Housing: ZqLarchsubject2026 Yours: H/1, Homes`)
    const file = await (await officer.get('/portal/cases/2026-27.csv')).text()
    expect(file).toContain(`decided,${first},H/1,Homes,housing`)
    expect(await labelsOf('sedgely')).toEqual([])
  })

  test('stays where it is on record, unless the officer says that it is replaced', async () => {
    const other = { case: first, 'own-reference': 'X/1', service: '' }
    await officer.post('/portal/cases/2026-27/labels', other)
    expect(await labelsOf('larchwick')).toContainEqual([first, 'H/1', 'Homes'])
    await officer.post('/portal/cases/2026-27/labels', { ...other, existing: 'replace' })
    expect(await labelsOf('larchwick')).toContainEqual([first, 'X/1', 'Homes'])
  })

  test('stands in a workbook with a sheet for each list', async () => {
    const answer = await officer.get('/portal/cases/2026-27.xlsx')
    expect(answer.headers.get('content-disposition')).toBe(
      'attachment; filename="DEMONSTRATION-larchwick-cases-2026-27.xlsx"',
    )
    const { readXlsx } = await import('hucre/xlsx')
    const { sheets } = await readXlsx(new Uint8Array(await answer.arrayBuffer()))
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([
      ['Received', 13],
      ['Decided', 13],
      ['Agreed actions', 7],
    ])
    expect(sheets[1]?.rows[1]?.slice(0, 4)).toEqual(['decided', first, 'X/1', 'Homes'])
    const decided = await send(officer, {
      list: 'decided',
      file: new Uint8Array(await (await officer.get('/portal/cases/2026-27.xlsx')).arrayBuffer()),
    })
    expect(wordsOf(await decided.text())).toContain('The lists agree.')
  })

  test('is on record as which cases were named, and not as what', async () => {
    const { rows } = await sql<{ after: string }>`
      select after::text from audit_entry where action = 'label cases' order by entry_id
    `.execute(world.opened.database)
    expect(rows[0]?.after).toContain(first)
    expect(rows.map(({ after }) => after).join()).not.toMatch(/H\/1|Homes|X\/1/)
  })

  test('is not for a reader to say', async () => {
    expect((await reader.post('/portal/cases/2026-27/labels', labels())).status).toBe(403)
  })
})

type Sent = { readonly list: string; readonly file?: string | Uint8Array; readonly text?: string }

/** Sends the form with its file, as a browser does. */
async function send(by: SignedIn, { list, file, text = '' }: Sent, address = path): Promise<Response> {
  const body = new FormData()
  body.append(tokenField, tokenFor(by.sessionId, address))
  body.append('list', list)
  body.append(
    'file',
    file === undefined
      ? new File([], '')
      : new File([typeof file === 'string' ? file : Buffer.from(file)], 'cases.csv'),
  )
  body.append('text', text)
  return world.app.request(address, {
    method: 'POST',
    headers: { cookie: by.cookie, origin: siteUrl, host: new URL(siteUrl).host },
    body,
  })
}

async function labelsOf(slug: string): Promise<readonly (readonly (string | null)[])[]> {
  const { rows } = await sql<{ reference: string; own: string | null; service: string | null }>`
    select reference, authority_reference as own, authority_service as service
    from complaint join authority using (authority_id)
    where slug = ${slug} and (authority_reference is not null or authority_service is not null)
    order by reference
  `.execute(world.opened.database)
  return rows.map(({ reference, own, service }) => [reference, own, service])
}

async function html(answer: Response | Promise<Response>): Promise<string> {
  return (await answer).text()
}

/** The words of a page as they follow one another. */
function wordsOf(page: string): string {
  return page
    .replace(/[\s\S]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replace(/\s+/g, ' ')
}
