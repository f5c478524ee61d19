import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import type { Browser, Page } from 'playwright-core'
import { SMTPServer } from 'smtp-server'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { verifyAudit } from '../src/audit/audit-store.ts'
import { readMailSettings } from '../src/mail/mail-settings.ts'
import { startMail } from '../src/mail/start-mail.ts'
import { formatReportingYear } from '../src/scheme/reporting-year.ts'
import { type RunningServer, serve } from '../src/server.ts'
import { launchBrowser } from './browser.ts'
import { type PeopleInBrowser, peopleInBrowser } from './people-in-browser.ts'
import { addReviewUnderWay, publicationMoment, yearUnderWay } from './review-under-way.ts'
import { signInAs, type WholeTestSite, wholeInventedSite } from './signed-in.ts'
import { setMoment } from './test-moment.ts'

const name = formatReportingYear(yearUnderWay)
const review = `/desk/reviews/${name}`

describe('a year from draft to corrected, by four people in a browser', () => {
  let site: WholeTestSite
  let server: RunningServer
  let browser: Browser
  let people: PeopleInBrowser
  let statistician: Page
  let approver: Page
  let secondApprover: Page
  let officer: Page
  let visitor: Page
  let mailServer: SMTPServer
  let mail: { readonly close: () => Promise<void> }
  /** What the mail server took: the addresses, and the whole mail. */
  const taken: { readonly to: readonly string[]; readonly text: string }[] = []

  beforeAll(async () => {
    site = await wholeInventedSite()
    const { database } = site.opened
    await addReviewUnderWay(database)
    server = await serve(site.app, 0)
    browser = await launchBrowser()
    people = peopleInBrowser(browser, server.address)
    statistician = await people.pageOf(await site.signIn('statistician'))
    approver = await people.pageOf(await site.signIn('approver'))
    const second = { email: 'second.approver@ombudsman.example', roles: ['approver'] as const }
    secondApprover = await people.pageOf(await signInAs(site.app, database, second))
    officer = await people.pageOf(await site.signIn('link-officer', 'larchwick'))
    visitor = await (await browser.newContext()).newPage()
    mailServer = await startMailServer()
    const { port } = mailServer.server.address() as AddressInfo
    const settings = readMailSettings(
      { SMTP_URL: `smtp://127.0.0.1:${port}`, MAIL_FROM: 'reviews@ombudsman.example' },
      true,
    )
    if (!settings.ok || !settings.settings) throw new Error('the mail server of the test cannot be used')
    mail = startMail(database, settings.settings, (error) => {
      throw error
    })
  }, 60_000)
  afterAll(async () => {
    await mail.close()
    await new Promise<void>((resolve) => mailServer.close(() => resolve()))
    await browser.close()
    await server.close()
    await site.close()
  })

  it('begins as a draft that a statistician calculates and opens for checking', async () => {
    await people.open(statistician, '/desk')
    await statistician.getByRole('link', { name }).click()
    await statistician.getByRole('button', { name: 'Calculate the figures' }).click()
    await people.says(statistician, 'The figures are calculated again.')
    await statistician.getByLabel('Authorities may raise queries until').fill('2026-06-12')
    await statistician.getByRole('button', { name: 'Open for checking' }).click()
    await people.says(statistician, 'Being checked by authorities until 12 June.')
  })

  it('is checked by an officer, who sees their own cases and asks about one', async () => {
    await people.open(officer, `/portal/cases/${name}`)
    await people.says(officer, '25 100 000')
    expect(await officer.content()).not.toContain('25 200 000')
    await officer.getByRole('link', { name: 'Raise a query about case 25 100 003' }).first().click()
    await officer.getByLabel('What is wrong?').fill('This case was decided in favour of the council.')
    await officer.getByRole('button', { name: 'Send the query' }).click()
    await people.says(officer, 'Waiting for the Ombudsman')
  })

  it('cannot be approved while a query waits, and goes on once it is answered', async () => {
    await people.open(approver, review)
    await people.says(approver, 'Queries without an answer')
    await people.open(statistician, `${review}/queries`)
    await statistician.getByRole('link', { name: /25 100 003/ }).click()
    await statistician.getByRole('radio', { name: 'The record stays as it is' }).check()
    await statistician.getByLabel('Reason or explanation').fill('The decision of 20 November found fault.')
    await statistician.getByRole('button', { name: 'Send the answer' }).click()
    await people.open(officer, '/portal/queries')
    await people.says(officer, 'The decision of 20 November found fault.')
  })

  it('is rehearsed: every letter is made, read back, and passed by an approver who reads it', async () => {
    await people.open(statistician, `${review}/rehearsal`)
    await statistician.getByRole('button', { name: 'Make all letters' }).click()
    await expect
      .poll(
        async () => {
          await people.open(statistician, review)
          return statistician.content()
        },
        { timeout: 30_000, interval: 500 },
      )
      .toContain('Figures read back from their PDF equal the record')
    await people.open(approver, `${review}/wording`)
    await approver.getByRole('button', { name: 'Approve this wording' }).click()
    for (const slug of ['larchwick', 'sedgely']) await passLetter(approver, slug)
    await people.open(approver, review)
    await people.says(approver, 'Nothing stands between this review and approval.')
  })

  it('is approved by two people who did not prepare it, and not by the statistician', async () => {
    await people.open(statistician, review)
    await people.says(statistician, 'Two approvers have to approve it.')
    for (const page of [approver, secondApprover]) {
      await people.open(page, review)
      await page.getByRole('button', { name: 'Approve' }).click()
      await people.says(page, 'Your approval is recorded.')
    }
    await people.says(secondApprover, 'Approved by two people.')
  })

  it('is sealed, and its fingerprint shown to everybody while the rest stays unknown', async () => {
    await people.open(approver, review)
    await approver.getByRole('button', { name: 'Seal' }).click()
    await people.open(approver, `${review}/seal`)
    await approver.getByRole('button', { name: 'Show the fingerprint to everybody' }).click()
    await people.says(approver, 'Everybody can see the fingerprint now.')
    await people.open(approver, `${review}/seal`)
    const fingerprint = (await approver.locator('.long-word strong').first().textContent()) ?? ''
    expect(fingerprint).toMatch(/^(?:[0-9a-f]{4} ){15}[0-9a-f]{4}$/)
    await people.open(visitor, '/seals')
    await people.says(visitor, fingerprint)
    expect((await visitor.goto(`${server.address}/reviews/${name}`))?.status()).toBe(404)
  })

  it('is sent to those the edition names, each exactly once, with the letter as a PDF', async () => {
    await people.open(statistician, `${review}/sending`)
    await statistician.getByRole('button', { name: 'Send 2 letters' }).click()
    await expect.poll(() => taken.length, { timeout: 20_000 }).toBe(2)
    expect(taken.map(({ to }) => to.toSorted()).toSorted()).toEqual(
      ['larchwick', 'sedgely'].map((slug) =>
        ['chief-executive', 'leader', 'scrutiny-chair'].map((post) => `${post}@${slug}.example`),
      ),
    )
    for (const { text } of taken) {
      expect(text).toContain('DEMONSTRATION')
      expect(text).toContain('application/pdf')
    }
    await people.open(statistician, `${review}/sending`)
    await people.says(statistician, '6 of 6 messages have been taken by the receiving servers.')
  })

  it('is read by its own officer under embargo, and by nobody else until its moment', async () => {
    await people.open(officer, '/portal')
    await people.says(officer, 'then everyone’s')
    await officer.getByRole('link', { name: 'Read the letter' }).click()
    await people.says(officer, 'Larchwick District Council')
    const address = `${server.address}/authorities/larchwick/letters/${name}`
    expect((await visitor.goto(address))?.status()).toBe(404)
    await setMoment(site.opened.database, publicationMoment)
    expect((await visitor.goto(address))?.status()).toBe(200)
    await people.open(visitor, '/authorities/larchwick')
    await people.says(visitor, '4 of 6')
    await people.open(visitor, `/reviews/${name}/early-access`)
    await people.says(visitor, 'Link officer')
    expect(await visitor.content()).not.toContain('link-officer@larchwick.example')
  })

  it('is corrected in the open: what would change is seen first, approved by two, and sent again', async () => {
    await people.open(statistician, '/desk/cases/larchwick/25-100-003/change')
    await statistician.getByLabel('Outcome', { exact: true }).selectOption('not-upheld')
    await statistician
      .getByRole('group', { name: /Remedied before/ })
      .getByLabel('Not recorded')
      .check()
    await statistician.getByRole('button', { name: 'See what would change' }).click()
    await people.says(statistician, 'Before you save this correction')
    await people.says(statistician, 'Nothing has changed yet.')
    await people.says(statistician, '3 of 6')
    await statistician
      .getByLabel('What was wrong, and what is right now')
      .fill('On review no fault was found in one case.')
    await statistician.getByRole('button', { name: 'Ask for approval' }).click()
    await people.open(visitor, '/authorities/larchwick')
    await people.says(visitor, '4 of 6')

    await people.open(approver, review)
    await people.says(approver, 'A correction in draft.')
    await people.open(statistician, `${review}/rehearsal`)
    await statistician.getByRole('button', { name: /Make all letters|Recompute/ }).click()
    for (const slug of ['larchwick', 'sedgely']) await passLetter(approver, slug)
    for (const page of [approver, secondApprover]) {
      await people.open(page, review)
      await page.getByRole('button', { name: 'Approve' }).click()
    }
    await people.open(approver, review)
    await approver.getByRole('button', { name: 'Seal' }).click()
    await people.open(statistician, `${review}/sending`)
    await statistician.getByRole('button', { name: /^Send \d letters?$/ }).click()
    await expect.poll(() => taken.length, { timeout: 20_000 }).toBeGreaterThan(2)
    expect(taken.at(-1)?.text).toMatch(/reissued/i)

    await people.open(visitor, '/authorities/larchwick')
    await people.says(visitor, '3 of 6')
    await people.open(visitor, '/corrections')
    await people.says(visitor, 'On review no fault was found in one case.')
    const earlier = `${server.address}/authorities/larchwick/letters/${name}/revisions/1`
    expect((await visitor.goto(earlier))?.status()).toBe(200)
  })

  it('leaves an unbroken record of who did what, and no fault on the way', async () => {
    expect((await verifyAudit(site.opened.database)).problems).toEqual([])
    expect(site.faults).toEqual([])
  })

  async function passLetter(page: Page, slug: string): Promise<void> {
    const response = await page.goto(`${server.address}${review}/letters/${slug}`)
    // A correction has the letters alone that say something else.
    if (response?.status() !== 200) return
    await page.getByRole('radio', { name: 'Pass', exact: true }).check()
    await page.getByRole('button', { name: /^Save/ }).click()
  }

  async function startMailServer(): Promise<SMTPServer> {
    const smtp = new SMTPServer({
      authOptional: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, session, done) {
        let text = ''
        stream.on('data', (chunk) => {
          text += chunk
        })
        stream.on('end', () => {
          taken.push({ to: session.envelope.rcptTo.map(({ address }) => address), text })
          done()
        })
      },
    })
    smtp.listen(0, '127.0.0.1')
    await once(smtp.server, 'listening')
    return smtp
  }
}, 240_000)
