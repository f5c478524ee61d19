import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { joinedBy } from '../../tests/joined-person.ts'
import { type WholeTestSite, wholeSiteOver } from '../../tests/signed-in.ts'
import { testDatabase } from '../../tests/test-database.ts'
import { upheld } from '../../tests/upheld-command.ts'
import { recordInstallation } from '../authorities/installation-store.ts'

let site: WholeTestSite
const run = (...words: string[]) =>
  upheld(words, { DATABASE_URL: site.opened.url, SITE_URL: 'http://localhost:3000' })

beforeAll(async () => {
  const opened = await testDatabase()
  await opened.database.transaction().execute((transaction) => recordInstallation(transaction, false))
  site = wholeSiteOver(opened, { isDemonstration: false })
})
afterAll(() => site?.close())

describe('upheld people', () => {
  it('invites the first administrator by a link, who then signs in and invites others', async () => {
    const email = 'administrator@ombudsman.example'
    const invited = await run('people', 'invite', 'administrator', email)
    expect(invited).toMatchObject({ code: 0 })
    const link = invited.stdout.trim().split('\n').at(-1) ?? ''
    expect(link).toMatch(/^http:\/\/localhost:3000\/account\/invitations\/\S{43}$/)
    expect((await run('people', 'list')).stdout).toMatch(/^administrator@.*Administrator {2}invited until/)
    expect(await site.opened.database.selectFrom('mail').selectAll().execute()).toEqual([])

    const person = await joinedBy(site, email, link.replace('http://localhost:3000', ''))
    const answer = await person.browser.send('/desk/people/invitations', '/desk/people/invitations', {
      email: 'trainer@ombudsman.example',
      role: 'trainer',
    })
    expect(answer.headers.get('location')).toBe('/desk/people?done=invited')
    const list = (await run('people', 'list')).stdout
    expect(list).toMatch(/administrator@ombudsman\.example {2}Administrator {2}last signed in/)
    expect(list).toMatch(/trainer@ombudsman\.example {2}Trainer {2}invited until/)
  }, 180_000)

  it.each([
    [['people', 'invite'], 2, 'Name a role'],
    [['people', 'invite', 'king', 'a@b.example'], 2, 'is no role'],
    [['people', 'invite', 'trainer'], 2, 'Give one e-mail address'],
    [['people', 'invite', 'trainer', 'nobody'], 1, 'not like name@example.org'],
    [['people', 'invite', 'reader', 'a@b.example'], 1, 'which authority'],
    [['people', 'invite', 'reader', 'a@b.example', '--authority', 'atlantis'], 1, 'no authority'],
  ])(
    '%j is refused with a sentence',
    async (words, code, reason) => {
      const result = await run(...words)
      expect(result.code).toBe(code)
      expect(result.stderr).toContain(reason)
    },
    30_000,
  )
})
