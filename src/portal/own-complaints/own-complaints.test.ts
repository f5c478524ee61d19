import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import {
  answeredComplaint,
  type OwnComplaintCells,
  ownComplaintsFile,
} from '../../../tests/own-complaints-file.ts'
import { addBankHolidays } from '../../../tests/published-performance.ts'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { hiddenFields } from '../../../tests/test-browser.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { readPdfText } from '../../letters/reading/pdf-text.ts'
import { readZip } from '../../publication/committee-pack/steady-word-file.ts'

const home = '/portal/own-complaints'
const report = `${home}/reports/2024-25`
const publicPage = '/handling-code/performance/larchwick/2024-25'

let site: WholeTestSite
let link: SignedIn
let monitoring: SignedIn
let member: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  await addBankHolidays(site.opened.database)
  // A Thursday.
  await setMoment(site.opened.database, new Date('2024-08-01T09:00:00Z'))
  link = await site.signIn('link-officer', 'larchwick')
  monitoring = await site.signIn('monitoring-officer', 'larchwick')
  member = await site.signIn('member-responsible', 'larchwick')
})
afterAll(() => site.close())

const open = { acknowledged_on: '', answered_on: '', outcome: '', remedies: '' }
/** Stand in what only Larchwick's officers may read. */
const [secret, secretLesson] = ['Zqdefinition of a complaint', 'Zqlesson']

const rows: readonly OwnComplaintCells[] = [
  answeredComplaint(2024, { reference: 'C-1', definition: secret, learning: secretLesson }),
  answeredComplaint(2024, { reference: 'C-2', answered_on: '2024-07-30', outcome: 'Not upheld' }),
  // Acknowledged on Thursday 18 July: due on Thursday 1 August.
  answeredComplaint(2024, {
    ...open,
    reference: '=C-3',
    received_on: '2024-07-17',
    acknowledged_on: '2024-07-18',
  }),
  // Received on Wednesday 17 July and not acknowledged by Wednesday 24.
  answeredComplaint(2024, { ...open, reference: 'C-4', received_on: '2024-07-17', category: 'Homes' }),
  answeredComplaint(2024, { ...open, reference: 'C-5', refused_on: '2024-06-05', refusal_reason: 'Other' }),
  answeredComplaint(2024, { ...open, reference: 'C-6', statutory_process: 'Public health' }),
]

async function importRows(officer: SignedIn, given: readonly OwnComplaintCells[]): Promise<Response> {
  const content = ownComplaintsFile(given)
  return officer.sendFiles(`${home}/import`, {}, [{ name: 'complaints.csv', content }])
}

async function textOf(response: Response | Promise<Response>): Promise<string> {
  return (await (await response).text()).replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ')
}

/** Every row of every table, by its cells; in a Word document elements have names that begin with "w:". */
function tableRows(text: string, space: '' | 'w:' = ''): readonly (readonly string[])[] {
  const [row, cell] = space === '' ? ['tr', 't[hd]'] : ['w:tr', 'w:tc']
  return [...text.matchAll(new RegExp(`<${row}[ >].*?</${row}>`, 'gs'))].map(([inside]) =>
    [...inside.matchAll(new RegExp(`<(${cell})(?: [^>]*)?>(.*?)</\\1>`, 'gs'))].map(([, , words = '']) =>
      words
        .replaceAll(/<[^>]*>/g, '')
        .replaceAll(/\s+/g, ' ')
        .trim(),
    ),
  )
}

async function send(
  officer: SignedIn,
  page: string,
  action: string,
  fields: Readonly<Record<string, string>> = {},
) {
  const html = await (await officer.get(page)).text()
  return officer.post(action, { ...hiddenFields(html, action), ...fields })
}

async function auditOf(
  action: string,
): Promise<readonly { after: unknown; before: unknown; subject: string }[]> {
  return site.opened.database
    .selectFrom('auditEntry')
    .select(['subject', 'before', 'after'])
    .where('action', '=', action)
    .execute()
}

describe('a file of own complaints', () => {
  test('with anything wrong in it keeps nothing, and every problem is shown by row and column', async () => {
    const answer = await importRows(link, [
      ...rows,
      answeredComplaint(2024, { reference: 'C-7', answered_on: '2024-06-01' }),
      answeredComplaint(2024, { reference: 'C-8', received_on: '2024-08-02' }),
    ])
    expect(answer.status).toBe(422)
    const text = await textOf(answer)
    expect(text).toMatch(/Row 8 answered_on It says: 2024-06-01 It was answered before it was received/)
    expect(text).toMatch(/Row 9 received_on It says: 2024-08-02 This day has not come yet/)
    expect(await site.opened.database.selectFrom('ownComplaint').selectAll().execute()).toEqual([])
    expect(await auditOf('import own complaints')).toEqual([])
  })

  test('is kept whole; the same again changes nothing; a changed row is an update; and the record of it has counts alone', async () => {
    expect((await importRows(link, rows)).headers.get('location')).toBe(
      `${home}?done=imported&new=6&changed=0&same=0`,
    )
    expect((await importRows(monitoring, rows)).headers.get('location')).toMatch(/new=0&changed=0&same=6$/)
    const changed = { ...rows[1], outcome: 'Upheld' }
    expect((await importRows(link, [changed])).headers.get('location')).toMatch(/new=0&changed=1&same=0$/)
    const entries = await auditOf('import own complaints')
    expect(entries.map(({ subject, after }) => [subject, after])).toEqual([
      ['larchwick', { newCount: 6, changedCount: 0, sameCount: 0 }],
      ['larchwick', { newCount: 0, changedCount: 1, sameCount: 0 }],
    ])
    await importRows(link, rows)
    expect(
      JSON.stringify(await site.opened.database.selectFrom('auditEntry').selectAll().execute()),
    ).not.toContain('Zq')
  })

  test('that we give out comes back as it went, formulas and all', async () => {
    const csv = await (await link.get(`${home}/complaints.csv`)).text()
    expect(csv).toContain(`"'=C-3"`.replaceAll('"', ''))
    expect(csv).toMatch(/^C-2,.*,answered-late,yes\r?$/m)
    const answer = await link.sendFiles(`${home}/import`, {}, [{ name: 'a.csv', content: Buffer.from(csv) }])
    expect(answer.headers.get('location')).toMatch(/new=0&changed=0&same=6$/)
  })

  test('may not be brought in by who only reads', async () => {
    expect((await importRows(member, rows)).status).toBe(403)
    expect((await member.get(home)).status).toBe(200)
  })
})

describe('what is late', () => {
  test('stands first, then what is nearly late, and both say by when and why', async () => {
    const text = await textOf(link.get(home))
    expect(text).toMatch(/1 is late by the Code’s clocks/)
    expect(text).toMatch(
      /Late How it stands.* 6 working days late Acknowledgement due 24 Jul 2024 5 working days after 17 July 2024 .*C-4/,
    )
    expect(text).toMatch(
      /Nearly late How it stands.* Due today Answer due 1 Aug 2024 10 working days after 18 July 2024 .*=C-3/,
    )
    const counted = await textOf(link.get(`${home}/complaint?reference=C-4`))
    expect(counted).toContain('Five working days to acknowledge end on Wednesday 24 July 2024.')
  })

  test('is found by words and by state', async () => {
    const found = await textOf(link.get(`${home}/list?search=zqdefinition`))
    expect(found).toMatch(/1 complaint found/)
    expect(await textOf(link.get(`${home}/list?state=refused`))).toMatch(/1 complaint found.*C-5/)
    expect(await textOf(link.get(`${home}/list?category=Homes`))).toMatch(/1 complaint found.*C-4/)
    expect(await textOf(link.get(`${home}/list?search=100%25`))).toMatch(/0 complaints found/)
  })

  test('is not counted where bank holidays end too early, and it is said which year to add and how', async () => {
    const { database } = site.opened
    await sql`delete from bank_holiday where holiday_on between '2024-01-01' and '2024-12-31'`.execute(
      database,
    )
    const text = await textOf(link.get(home))
    await addBankHolidays(database)
    expect(text).toContain('The bank holidays of 2024 are not on record')
    expect(text).toContain('upheld bank-holidays set FILE')
    // Of the two that wait none is said to be in time.
    expect(text).toContain('0 are late by the Code’s clocks; of 2 it cannot be told.')
    expect(text).not.toMatch(/Nothing is late|Nothing else is due/)
  })
})

describe('nobody else', () => {
  test('of another authority, of the staff or of the public sees anything of it', async () => {
    const { database } = site.opened
    const sedgely = await site.signIn('link-officer', 'sedgely')
    await importRows(sedgely, [answeredComplaint(2024, { reference: 'S-1' })])
    const pages = [home, `${home}/list`, `${home}/complaints.csv`, `${home}/complaint?reference=C-1`, report]
    for (const page of pages) {
      expect(await (await sedgely.get(page)).text()).not.toMatch(/Zq|C-[1-6]/)
      for (const role of [
        'statistician',
        'approver',
        'investigator',
        'compliance-officer',
        'administrator',
      ] as const) {
        expect([page, role, (await (await site.signIn(role)).get(page)).status]).toEqual([page, role, 404])
      }
      expect((await site.app.request(page)).status).toBe(303)
    }
    expect(await (await sedgely.get(`${home}/complaint?reference=C-1`)).status).toBe(404)
    expect(
      (
        await send(sedgely, `${home}/complaint?reference=S-1`, `${home}/complaint/removal`, {
          reference: 'C-1',
          sure: 'yes',
        })
      ).status,
    ).toBe(404)
    expect(
      await database.selectFrom('ownComplaint').select('reference').where('reference', '=', 'C-1').execute(),
    ).toHaveLength(1)
    await database.deleteFrom('ownComplaint').where('reference', '=', 'S-1').execute()
  })

  test('sees totals before they are published', async () => {
    expect((await site.app.request(publicPage)).status).toBe(404)
    expect(await (await site.app.request('/handling-code/performance')).text()).not.toContain('Larchwick')
    const { rows: seen } = await sql`select from performance_report`.execute(site.opened.published)
    expect(seen).toHaveLength(0)
  })
})

describe('the yearly report', () => {
  test('says what the complaints say, and no trend where none could be told', async () => {
    const text = await textOf(link.get(report))
    // C-1 in time; C-2 acknowledged 4 June, due 18 June, answered 30 July.
    expect(text).toContain('1 answer came later than the Code allows')
    expect(text).toContain('At the first stage 2 complaints were answered; 1 of 2 were in time')
    expect(text).toMatch(/All received 5 /)
    expect(text).toMatch(/public health 1\./)
    expect(text).toMatch(/Another ground of the policy 1/)
    expect(text).not.toMatch(/clear change|larger share|smaller share/)
    expect(text).not.toContain('Zq')
  })

  test('of a year between others in which nothing happened says so, and is not published', async () => {
    const old = answeredComplaint(2021, { reference: 'C-0' })
    await importRows(link, [old])
    const between = `${home}/reports/2022-23`
    expect(await (await link.get(home)).text()).toContain(`href="${between}"`)
    expect(await textOf(link.get(between))).toContain('No complaint that the Code is about was received.')
    expect((await send(link, between, `${between}/publication`)).status).toBe(409)
    expect((await link.get(`${home}/reports/2020-21`)).status).toBe(404)
    await site.opened.database.deleteFrom('ownComplaint').where('reference', '=', 'C-0').execute()
  })

  test('takes words of two people, and the second loses nothing', async () => {
    const words = `${report}/words`
    const first = await (await link.get(words)).text()
    const { version } = { version: '', ...hiddenFields(first, words) }
    expect(
      (await send(monitoring, words, words, { learned: 'What the monitoring officer wrote.' })).status,
    ).toBe(303)
    const clash = await link.post(words, { version, learned: 'What the link officer wrote.' })
    expect(clash.status).toBe(409)
    const page = await clash.text()
    expect(page).toContain('What the monitoring officer wrote.')
    expect(page).toMatch(/<textarea[^>]*>\s*What the link officer wrote\./)
    expect(
      (
        await link.post(words, {
          ...hiddenFields(page, words),
          learned: 'Both.\nTogether.',
          response: 'Noted.',
          'responded-by': 'Cabinet',
          'responded-on': '2024-07-31',
        })
      ).status,
    ).toBe(303)
    const text = await textOf(link.get(report))
    expect(text).toMatch(/Both\. Together\..*Noted\. Cabinet, 31 July 2024/)
  })

  test.each([
    [{ response: 'Noted.' }, 'Say who responds'],
    [{ response: 'Noted.', 'responded-by': 'Cabinet' }, 'Say when it considered'],
    [{ response: 'N', 'responded-by': 'C', 'responded-on': '2024-08-02' }, 'This day has not come yet'],
    [{ learned: 'x'.repeat(5_001) }, 'longer than 5,000'],
  ])('refuses a response that is not whole: %j', async (fields, reason) => {
    const answer = await send(link, `${report}/words`, `${report}/words`, fields)
    expect(answer.status).toBe(422)
    expect(await textOf(answer)).toContain(reason)
  })

  test('is the same as PDF and as a Word document, byte for byte each time', async () => {
    for (const format of ['pdf', 'docx']) {
      const [one, two] = await Promise.all(
        [1, 2].map(async () => Buffer.from(await (await link.get(`${report}.${format}`)).arrayBuffer())),
      )
      expect(one?.equals(two ?? Buffer.alloc(0))).toBe(true)
      if (format === 'pdf') {
        expect(one?.toString('latin1')).toMatch(/^%PDF/)
        expect(one?.toString('latin1')).toContain('pdfuaid:part')
      } else {
        const document = readZip(one ?? Buffer.alloc(0)).find(({ name }) => name === 'word/document.xml')
        expect(document?.content.toString()).toContain('1 answer came later than the Code allows')
      }
    }
  })

  test('is published as it was seen, once the officer who may has read it, and stays so', async () => {
    const seen = hiddenFields(await (await link.get(report)).text(), `${report}/publication`)
    await importRows(monitoring, [answeredComplaint(2024, { reference: 'C-9' })])
    const late = await link.post(`${report}/publication`, seen)
    expect(late.status).toBe(409)
    expect(await textOf(late)).toContain('changed since you opened it')
    expect((await site.app.request(publicPage)).status).toBe(404)

    expect((await member.post(`${report}/publication`, seen)).status).toBe(403)
    expect((await send(link, report, `${report}/publication`)).status).toBe(303)
    const page = await textOf(site.app.request(publicPage))
    expect(page).toMatch(/All received 6 /)
    expect(page).toContain('Noted.')
    expect(page).not.toContain('Zq')
    const list = await (await site.app.request('/handling-code/performance')).text()
    expect(list).toContain(publicPage)
    // The Ombudsman's figures of that year are not public, and are not told.
    expect(page).toContain('No figures of the Ombudsman for 2024-25 are public')
  })

  test('says the same on both pages, as PDF, as a Word document and in the table of all reports', async () => {
    const own = tableRows(await (await link.get(report)).text())
    expect(own.length).toBeGreaterThan(20)
    expect(tableRows(await (await site.app.request(publicPage)).text())).toEqual(own)
    const bytesOf = async (format: string) =>
      Buffer.from(await (await site.app.request(`${publicPage}.${format}`)).arrayBuffer())
    const word = readZip(await bytesOf('docx')).find(({ name }) => name === 'word/document.xml')
    expect(tableRows(word?.content.toString() ?? '', 'w:')).toEqual(own)
    const pdf = await readPdfText(await bytesOf('pdf'))
    const printed = pdf.ok ? pdf.text.flow : pdf.reason
    // Read back with one kind of dash and quotation mark.
    const plainRow = (row: readonly string[]) => row.join(' ').replaceAll('–', '-').replaceAll('’', "'")
    expect(own.map(plainRow).filter((row) => !printed.includes(row))).toEqual([])

    const csv = await (await site.app.request('/handling-code/performance.csv')).text()
    const [names, cells] = [/^authority,.*$/m, /^larchwick,.*$/m].map((line) =>
      line.exec(csv)?.[0].split(','),
    )
    const cell = (name: string) => cells?.[names?.indexOf(name) ?? -1]
    const rowNamed = (name: string) => own.find(([first]) => first === name)?.slice(1)
    for (const [index, stage] of ['stage_1', 'stage_2'].entries()) {
      for (const [column, name] of [
        ['received', 'Received'],
        ['acknowledged_in_time', 'Acknowledged in time'],
        ['acknowledged_late', 'Acknowledged late, or not'],
        ['answered', 'Answered'],
        ['in_time', 'Within the Code’s time'],
        ['in_extension', 'Within an agreed extension'],
        ['late', 'Late'],
        ['waiting', 'Waiting at the end'],
        ['waiting_late', 'Of these already late'],
      ] as const) {
        expect([stage, name, rowNamed(name)?.[index]]).toEqual([stage, name, cell(`${stage}_${column}`)])
      }
      // Of so few answers no number of days is told, anywhere.
      expect(rowNamed('Half answered within, working days')?.[index]).toBe('–')
      expect([cell(`${stage}_median_days`), cell(`${stage}_ninth_decile_days`)]).toEqual(['', ''])
    }
    expect([cell('received')]).toEqual(rowNamed('All received'))
    expect([cell('refused')]).toEqual(rowNamed('All refused'))
    expect([cell('published_on'), cell('counted_on')]).toEqual(['2024-08-01', '2024-08-01'])
  })

  test('does not change when complaints do, until it is published again', async () => {
    await importRows(link, [answeredComplaint(2024, { reference: 'C-10' })])
    expect(await textOf(site.app.request(publicPage))).toMatch(/All received 6 /)
    expect(await textOf(link.get(report))).toMatch(/All received 7 /)
    await send(link, report, `${report}/publication`)
    expect(await textOf(site.app.request(publicPage))).toMatch(/All received 7 /)
    await expect(
      sql`update performance_report set totals = '{}'`.execute(site.opened.database),
    ).rejects.toThrow(/stays as it was published/)
  })

  test('is withdrawn with a reason that everybody reads, and nothing else remains', async () => {
    const missing = await send(link, report, `${report}/withdrawal`)
    expect(missing.status).toBe(422)
    expect(await textOf(missing)).toContain('Say why it is withdrawn')
    await send(link, report, `${report}/withdrawal`, { reason: 'A column was read wrongly.' })
    const gone = await site.app.request(publicPage)
    expect(gone.status).toBe(410)
    const text = await textOf(gone)
    expect(text).toContain('withdrawn by the authority on 1 August 2024. Reason: A column was read wrongly.')
    expect(text).not.toMatch(/All received|Noted/)
    expect(await auditOf('withdraw performance report')).toEqual([
      { subject: 'larchwick 2024-25', before: { publication: 2 }, after: null },
    ])
    expect((await site.app.request(`${publicPage}.pdf`)).status).toBe(404)
    const { rows: kept } = await sql<{ shown: string }>`
      select to_jsonb(shown)::text as shown from performance_report as shown
    `.execute(site.opened.published)
    expect(JSON.stringify(kept)).not.toContain('Noted')
  })
})

test('a complaint is taken off the record, and the record of that names nothing', async () => {
  const page = `${home}/complaint?reference=C-1`
  const unsure = await send(link, page, `${home}/complaint/removal`)
  expect(unsure.status).toBe(422)
  expect((await send(link, page, `${home}/complaint/removal`, { sure: 'yes' })).status).toBe(303)
  expect((await link.get(page)).status).toBe(404)
  expect(await auditOf('remove own complaint')).toEqual([
    { subject: 'larchwick', before: { count: 1 }, after: null },
  ])
})

test('no page was in error', () => {
  expect(site.faults).toEqual([])
})
