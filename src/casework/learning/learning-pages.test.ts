import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { type SignedIn, type WholeTestSite, wholeInventedSite } from '../../../tests/signed-in.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { reportingYear } from '../../scheme/reporting-year.ts'
import { readPublishedLearning } from './learning-store.ts'

let site: WholeTestSite
let officer: SignedIn

beforeAll(async () => {
  site = await wholeInventedSite()
  officer = await site.signIn('compliance-officer')
  await addLearning()
}, 120_000)
afterAll(() => site.close())
afterEach(() => expect(site.faults).toEqual([]))

describe('what an authority promised again, and what was found again', () => {
  test('is counted for each authority, and can be searched for by name', async () => {
    expect(await wordsOf(officer.get('/desk/recommendations/learning'))).toMatch(
      /Larchwick District Council 3 1 1 /,
    )
    const none = await wordsOf(officer.get('/desk/recommendations/learning?search=sedgely'))
    expect(none).toContain('No authority of that name has promised an improvement.')
  })

  test('stands side by side, each with its case, its day and how it ended', async () => {
    const text = await wordsOf(officer.get('/desk/recommendations/learning/larchwick'))
    expect(text).toContain('1 fault was found again; 1 promise was made again.')
    expect(text).toMatch(
      /Hold a workshop about overcrowding under the allocations scheme for staff .* Promised 2 times, in 2 cases\. 23 900 003 , 1 March 2024 .* 23 900 001 , 2 May 2023: Train allocations officers on how the scheme treats overcrowding/,
    )
    expect(text).toMatch(
      /23 900 001 , 2 May 2023\. The Council ended interim accommodation .* Done by 1 July 2023: .* Again: 23 900 003 , 1 March 2024\. /,
    )
  })

  test('is for those who may see recommendations, and of authorities there are', async () => {
    expect((await officer.get('/desk/recommendations/learning/atlantis')).status).toBe(404)
    for (const role of ['statistician', 'trainer'] as const) {
      const other = await site.signIn(role)
      expect((await other.get('/desk/recommendations/learning')).status).toBe(403)
    }
    const link = await site.signIn('link-officer', 'larchwick')
    expect((await link.get('/desk/recommendations/learning/larchwick')).status).toBe(404)
  })

  test('is read for a pack of one authority alone, and of no later year', async () => {
    const authorities = await readAuthorities(site.opened.database)
    const published = async (slug: string, year: number) => {
      const { id } = authorities.find((one) => one.slug === slug) ?? { id: 0 }
      const { promises } = await readPublishedLearning(
        site.opened.published,
        scheme,
        Number(id),
        reportingYear(year),
      )
      return promises.map(({ reference }) => reference).toSorted()
    }
    expect(await published('larchwick', 2023)).toEqual(['23 900 001', '23 900 003'])
    expect(await published('larchwick', 2022)).toEqual([])
    expect(await published('sedgely', 2023)).toEqual([])
  })

  test('stands in the committee pack as far as it is published', async () => {
    const pack = () => wordsOf(site.app.request('/authorities/larchwick/committee-pack/2023-24'))
    const text = await pack()
    expect(text).toContain('The same promise, made again')
    expect(text).toContain('2 May 2023, 23 900 001; 1 March 2024, 23 900 003')
    expect(text).toContain('The same fault, found again after what was promised had been done')
    // Not published, and so in no pack.
    expect(text).not.toContain('23 900 002')
    await sql`
      update decision_statement set withdrawn_at = '2024-07-30', withdrawal_reason = 'It named somebody.'
      where reference = '23 900 001'
    `.execute(site.opened.database)
    const after = await pack()
    expect(after).not.toContain('The same promise, made again')
    expect(after).not.toContain('found again after')
  })
})

/** Three cases of Larchwick: a fault and a promise, the same again, and a promise of which nothing is published. */
async function addLearning(): Promise<void> {
  const { database } = site.opened
  for (const [reference, decidedOn, promise, settledOn, summary] of [
    [
      '23 900 001',
      '2023-05-02',
      'Train allocations officers on how the scheme treats overcrowding',
      '2023-07-01',
      'The Council ended interim accommodation without a written decision. It agreed to apologise.',
    ],
    [
      '23 900 002',
      '2023-06-02',
      'Train staff about overcrowding and the allocations scheme at once',
      null,
      null,
    ],
    [
      '23 900 003',
      '2024-03-01',
      'Hold a workshop about overcrowding under the allocations scheme for staff',
      null,
      'The Council stopped interim accommodation before it had sent a written decision. It agreed to train staff.',
    ],
  ] as const) {
    await sql`
      with made as (
        insert into complaint (authority_id, reference, category, subcategory, received_on, decided_on, outcome, is_remedied_before)
        select authority_id, ${reference}, 'housing', 'Homelessness', '2023-04-03', ${decidedOn}::date, 'upheld', false
        from authority where slug = 'larchwick'
        returning authority_id, complaint_id
      )
      insert into recommendation (
        authority_id, complaint_id, recommendation_number, kind, due_on, summary, settled_on, settled_year, settlement
      )
      select authority_id, complaint_id, 1, ${reference === '23 900 002' ? 'information' : 'training'}, '2024-03-30', ${promise},
        ${settledOn}::date, case when ${settledOn}::date is not null then 2023 end,
        case when ${settledOn}::date is not null then 'satisfied' end
      from made
    `.execute(database)
    if (summary === null) continue
    await sql`
      insert into decision_statement (
        authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, remedy_kinds, summary, sections,
        published_at
      )
      select authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, 2023, '{training}', ${summary},
        '[]', '2024-07-24T08:30:00Z'
      from complaint where reference = ${reference}
    `.execute(database)
  }
}

/** The words of a page as they follow one another. */
async function wordsOf(answer: Response | Promise<Response>): Promise<string> {
  const html = await (await answer).text()
  return html
    .replace(/[\s\S]*<main/, '<main')
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', "'")
    .replaceAll('\u00a0', ' ')
    .replace(/\s+/g, ' ')
}
