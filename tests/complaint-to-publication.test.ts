import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../src/audit/audit-store.ts'
import { readAuthorities } from '../src/authorities/authority-store.ts'
import { noteWholeYear } from '../src/casework/complaint/coverage-actions.ts'
import { findCycle, saveCycle, saveCycleAuthorities } from '../src/cycle/cycle-store.ts'
import type { Database } from '../src/database/connection.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'
import { type RunningServer, serve } from '../src/server.ts'
import { readYearlyFigures } from '../src/statistics/yearly-figures-store.ts'
import { launchBrowser } from './browser.ts'
import { type PeopleInBrowser, peopleInBrowser } from './people-in-browser.ts'
import { type WholeTestSite, wholeInventedSite } from './signed-in.ts'
import { setMoment } from './test-moment.ts'

const year = reportingYear(2026)
const aCase = '/desk/cases/larchwick/26-000-001'

describe('a complaint from receipt to publication, and what was agreed from promise to kept', () => {
  let site: WholeTestSite
  let server: RunningServer
  let browser: Browser
  let people: PeopleInBrowser
  let investigator: Page
  let complianceOfficer: Page
  let statistician: Page
  let officer: Page
  let visitor: Page

  beforeAll(async () => {
    site = await wholeInventedSite()
    await addYear(site.opened.database)
    server = await serve(site.app, 0)
    browser = await launchBrowser()
    people = peopleInBrowser(browser, server.address)
    investigator = await people.pageOf(await site.signIn('investigator'))
    complianceOfficer = await people.pageOf(await site.signIn('compliance-officer'))
    statistician = await people.pageOf(await site.signIn('statistician'))
    officer = await people.pageOf(await site.signIn('link-officer', 'larchwick'))
    visitor = await (await browser.newContext()).newPage()
  }, 60_000)
  afterAll(async () => {
    await browser.close()
    await server.close()
    await site.close()
  })

  it('is taken by an investigator, with who complained kept apart', async () => {
    await today('2026-05-01')
    await people.open(investigator, '/desk/casework')
    await press(investigator, 'Take a complaint')
    await investigator.getByLabel('Authority', { exact: true }).fill('Larchwick')
    await investigator.getByLabel('Received on').fill('28 April 2026')
    await investigator.getByLabel('Category', { exact: true }).selectOption('housing')
    await investigator.getByLabel('Subcategory').fill('Homelessness')
    await write(
      investigator,
      'The complaint',
      'Ms X complains that she was left without a home for eleven weeks.',
    )
    await investigator.getByLabel('The authority’s own reference').fill('HO/2026/17')
    await investigator.getByLabel('Name', { exact: true }).fill('Ms Xenia Invented')
    await investigator.getByLabel('E-mail address').fill('xenia@complainant.example')
    await investigator.getByRole('radio', { name: 'I do' }).check()
    await press(investigator, 'Take the complaint')
    await people.says(investigator, '26 000 001')
    expect(await investigator.content()).not.toContain('Xenia')
  })

  it('is assessed, investigated, and sent to both sides as a draft', async () => {
    await press(investigator, 'Record the acknowledgement')
    await press(investigator, 'Send it to assessment')
    await press(investigator, 'Assess it')
    await write(investigator, 'A legal bar', 'None. The Council had given its final answer.')
    await write(investigator, 'Public interest', 'Others may be in the same position.')
    await write(investigator, 'Injustice', 'She had nowhere to live.')
    await write(investigator, 'Fault', 'No decision letter is on file.')
    await write(investigator, 'Remedy', 'An apology and a payment.')
    await investigator.getByRole('radio', { name: 'Investigate it' }).check()
    await press(investigator, 'Assess it')
    await people.open(investigator, `${aCase}/parts/investigation`)
    await write(investigator, 'What was found', 'The decision letter was never sent.')
    await press(investigator, 'Keep it')
    await press(investigator, 'Send the draft decision')
    await write(investigator, 'Draft decision', 'Upheld. There was fault, and it caused injustice.')
    await investigator.getByLabel('Comments until').fill('15 May 2026')
    await press(investigator, 'Send the draft decision')
    for (const side of ['complainant', 'authority']) {
      await press(investigator, 'Record a comment')
      await investigator.getByRole('radio', { name: side }).check()
      await write(investigator, 'What they said', 'Agrees.')
      await press(investigator, 'Record a comment')
    }
    await people.says(investigator, 'Agrees.')
  })

  it('is decided, with what the authority agreed to do', async () => {
    await today('2026-05-18')
    await people.open(investigator, aCase)
    await agree('Payment', 'Pay Ms X for eleven weeks without a home.', '2026-06-15', '£1,350.50')
    await agree(
      'Change a procedure or policy',
      'Send every decision on homelessness in writing.',
      '2026-08-03',
      '',
    )
    await press(investigator, 'Decide it')
    await investigator.getByRole('radio', { name: 'Upheld', exact: true }).check()
    const answer = (question: RegExp, name: string) =>
      investigator.getByRole('group', { name: question }).getByRole('radio', { name, exact: true }).check()
    await answer(/Remedied before/, 'No')
    await answer(/Code considered/, 'Yes')
    await press(investigator, 'Decide it')
    await people.says(
      investigator,
      'Counts for 2026-27: investigated, upheld, not remedied before it came here.',
    )
    await people.says(investigator, '£1,350.50')
    await people.says(investigator, 'The Complaint Handling Code was considered.')
  })

  it('gets a statement that names nobody, to be published six weeks after the decision', async () => {
    await today('2026-05-20')
    await people.open(investigator, '/desk/publishing/cases/larchwick/26-000-001/statement')
    await write(investigator, 'Summary', 'Ms X was left without a home. The Council was at fault.')
    await write(
      investigator,
      'Statement',
      '# The complaint\n\n1. Ms X complained about the Council.\n\n# What I found\n\n2. Xenia rang 07700 900123 on Monday.',
    )
    await press(investigator, 'Save')
    await people.open(investigator, '/desk/publishing/cases/larchwick/26-000-001/marks')
    await people.says(investigator, 'Xenia')
    await people.says(investigator, '07700 900123')
    await people.open(investigator, '/desk/publishing/cases/larchwick/26-000-001')
    expect(await investigator.getByRole('button', { name: 'Publish', exact: true }).count()).toBe(0)
    await people.open(investigator, '/desk/publishing/cases/larchwick/26-000-001/statement')
    await write(
      investigator,
      'Statement',
      '# The complaint\n\n1. Ms X complained about the Council.\n\n# What I found\n\n2. She rang the Council on Monday.',
    )
    await press(investigator, 'Save')
    await people.open(investigator, '/desk/publishing/cases/larchwick/26-000-001')
    await settleWhatIsLeft()
    await people.open(investigator, '/desk/publishing/cases/larchwick/26-000-001')
    await press(investigator, 'Publish')
    await people.says(investigator, '29 June 2026')
  })

  it('comes to the authority, which shows that it did what it agreed', async () => {
    await today('2026-06-10')
    await people.open(officer, '/portal')
    await people.says(officer, '5 days left')
    for (const number of [1, 2]) {
      await people.open(officer, `/portal/recommendations/26-000-001/${number}`)
      await officer.getByLabel('Choose files').setInputFiles({
        name: 'Letter, June.pdf',
        mimeType: 'application/pdf',
        buffer: Buffer.from(pdf),
      })
      await press(officer, 'Add files')
      await people.says(officer, 'Letter, June.pdf')
      await write(officer, 'What was done', 'It was done on 9 June.')
      await officer.getByRole('radio', { name: 'Yes, this action is complete' }).check()
      await press(officer, 'Send to the Ombudsman')
      await people.says(officer, 'It was sent.')
    }
  })

  it('is published then, and not a day sooner', async () => {
    const address = `${server.address}/decisions/housing/homelessness/26-000-001`
    await today('2026-06-28')
    expect((await visitor.goto(address))?.status()).toBe(404)
    await today('2026-06-29')
    expect((await visitor.goto(address))?.status()).toBe(200)
    await people.says(visitor, 'She rang the Council on Monday.')
    expect(await visitor.content()).not.toContain('Xenia')
  })

  it('is kept: a compliance officer records it, and the outcome of the case follows', async () => {
    await today('2026-08-20')
    await people.open(complianceOfficer, '/desk/recommendations')
    for (const number of [1, 2]) {
      await people.open(complianceOfficer, `/desk/recommendations/larchwick/26-000-001/${number}`)
      await people.says(complianceOfficer, 'It was done on 9 June.')
      // On time by the day it was sent, and not by today.
      await expect
        .poll(() => complianceOfficer.getByRole('radio', { name: 'Done', exact: true }).isChecked())
        .toBe(true)
      await press(complianceOfficer, 'Record the outcome')
    }
    await people.open(complianceOfficer, aCase)
    await people.says(complianceOfficer, 'Remedy complete and satisfied')
    await people.open(officer, '/portal/recommendations')
    await people.says(officer, '26 000 001')
  })

  it('is counted in the figures of the year', async () => {
    // As `upheld casework complete 2026-27` says it: no other system has cases of this year.
    await noteWholeYear(site.opened.database, year, 'tests')
    await people.open(statistician, '/desk')
    await statistician.getByRole('link', { name: '2026-27' }).click()
    await press(statistician, 'Calculate the figures')
    await people.says(statistician, 'The figures are calculated again.')
    const { database } = site.opened
    const larchwick = (await readAuthorities(database)).find(({ slug }) => slug === 'larchwick')
    if (!larchwick) throw new Error('Larchwick is one of the invented bodies')
    const figures = await readYearlyFigures(database, larchwick.id, year)
    const figureOf = (measure: string) => figures?.figures.get(measure)
    expect(figureOf('complaints-upheld')).toMatchObject({ numerator: 1, denominator: 1 })
    expect(figureOf('compliance')).toMatchObject({ numerator: 1, denominator: 1 })
    expect(figureOf('satisfactory-remedy')).toMatchObject({ numerator: 0, denominator: 1 })
    expect((await verifyAudit(database)).problems).toEqual([])
    expect(site.faults).toEqual([])
  })

  async function agree(kind: string, text: string, due: string, amount: string): Promise<void> {
    await people.open(investigator, `${aCase}/actions/new`)
    await investigator.getByRole('radio', { name: kind }).check()
    await write(investigator, 'What will the authority do?', text)
    await investigator.getByLabel('Due date').fill(due)
    await investigator.getByLabel('Amount, where money is paid').fill(amount)
    if (amount === '')
      await write(investigator, 'Public summary, for a service improvement', 'Send decisions in writing')
    await press(investigator, 'Agree the action')
  }

  /** That the case is a rare one of its kind is no word anybody could take out. */
  async function settleWhatIsLeft(): Promise<void> {
    await people.open(investigator, '/desk/publishing/cases/larchwick/26-000-001/marks')
    const choices = investigator.getByRole('radio', { name: 'harmless' })
    for (let at = 0; at < (await choices.count()); at += 1) await choices.nth(at).check()
    if ((await choices.count()) > 0) await press(investigator, 'Save what I decided')
  }

  async function today(day: string): Promise<void> {
    await setMoment(site.opened.database, new Date(`${day}T12:00:00Z`))
  }

  async function press(page: Page, name: string): Promise<void> {
    const button = page.getByRole('button', { name, exact: true })
    await button
      .or(page.getByRole('link', { name, exact: true }))
      .first()
      .click()
  }

  async function write(page: Page, label: string, text: string): Promise<void> {
    await page.getByRole('textbox', { name: label, exact: true }).fill(text)
  }
}, 240_000)

/** 2026-27, in which Larchwick takes part as in the year that is under embargo. */
async function addYear(database: Database): Promise<void> {
  const before = await findCycle(database, reportingYear(2024))
  if (!before) throw new Error('the invented years come first')
  await database.transaction().execute(async (transaction) => {
    await saveCycle(transaction, {
      ...before,
      year,
      letterDate: '2027-07-14',
      publishedAt: new Date('2027-07-21T08:30:00Z'),
    })
    await saveCycleAuthorities(transaction, year, [
      { slug: 'larchwick', isCouncil: true, getsLetter: true, isOnMap: true, comparisonGroup: 'district' },
    ])
  })
}

const pdf =
  '%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Count 0/Kids[]>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n'
