import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type RawBuilder, sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { approvedReview, sealAndPublish } from '../../../tests/approved-review.ts'
import { type InventedSite, inventedSite } from '../../../tests/invented-publication.ts'
import { yearUnderWay } from '../../../tests/review-under-way.ts'
import { changeSealed } from '../../../tests/sealed-rows.ts'
import { copyOfDatabase, type TestDatabase } from '../../../tests/test-database.ts'
import type { Letter } from '../../letters/letter.ts'
import type { PrintedLetter } from '../../letters/letter-pdf.ts'
import { type LetterWorkers, startLetterWorkers } from '../../letters/letter-pdf-workers.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { readTrainingTotals } from '../../training/training-store.ts'
import { printFingerprint } from './fingerprint.ts'
import { type Verification, verifyRevision } from './verify-actions.ts'
import { verifyCommands } from './verify-commands.ts'

const key = { year: yearUnderWay, revision: 1 }

let invented: InventedSite
let workers: LetterWorkers
let folder: string

beforeAll(async () => {
  invented = await inventedSite()
  workers = startLetterWorkers(1)
  await approvedReview(invented.opened.database, workers.print)
  await sealAndPublish(invented.opened.database)
  folder = mkdtempSync(join(tmpdir(), 'upheld-seal-'))
})
afterAll(async () => {
  workers.close()
  rmSync(folder, { recursive: true })
  await invented.close()
})

describe('a sealed year in the database', () => {
  test('is rebuilt without a difference: figures, letters, PDFs and fingerprint', async () => {
    const verification = await verify(invented.opened)
    expect(verification).toMatchObject({ authorityCount: 2, letterCount: 2, pdfCount: 2, holdsToday: true })
    expect(verification.differences).toEqual([])
  })

  test('holds no longer today where a case was changed since, and is as it was sealed all the same', async () => {
    await withCopy(async (copy) => {
      await sql`update complaint set outcome = 'not-upheld', is_remedied_before = null where reference = '25 100 003'`.execute(
        copy.database,
      )
      expect(await verify(copy)).toMatchObject({ holdsToday: false, differences: [] })
    })
  })

  test('is as it was sealed where the training its letters quote is counted anew since', async () => {
    await withCopy(async (copy) => {
      await sql`
        with taught as (
          insert into course (slug, kind, title, named_as, summary, covers, audiences, announced_on, bookable_from)
          values ('late', 'course', 'Late', 'late', 'Late.', '', '{councils}', '2025-01-01', '2025-01-01')
          returning course_id
        )
        insert into workshop (
          course_id, begins_at, ends_at, capacity, price_pence, booking_opens_on, booking_closes_on,
          attendance_recorded_at
        )
        select
          course_id, '2025-06-03 10:00+01', '2025-06-03 12:00+01', 20, 0, '2025-05-01', '2025-06-02', '2025-06-03 12:00+01'
        from taught
      `.execute(copy.database)
      expect(await readTrainingTotals(copy.database, scheme)).toContainEqual(
        expect.objectContaining({ year: yearUnderWay, courseCount: 1 }),
      )
      expect(await verify(copy)).toMatchObject({ holdsToday: true, differences: [] })
    })
  })

  test.each<[string, RawBuilder<unknown>, string | null, RegExp]>([
    [
      'a figure',
      sql`update figure set numerator = numerator - 1 where year = 2025 and measure = 'complaints-upheld' and authority_id = 1`,
      'larchwick',
      /Complaints upheld is 3 of 6, and its counts give 4 of 6/,
    ],
    [
      'a count with its figure',
      sql`update counted_set set complaint_count = 1, complaint_ids = complaint_ids[1:1] where year = 2025 and counted_set = 'decided:not-upheld' and authority_id = 1`,
      'larchwick',
      /The cases counted are not those that were sealed/,
    ],
    [
      'one case in place of another',
      sql`update counted_set set complaint_ids[1] = 999999 where year = 2025 and counted_set = 'decided:upheld' and authority_id = 1`,
      'larchwick',
      /The cases counted are not those that were sealed/,
    ],
    [
      'an average',
      sql`update group_average set numerator = numerator + 1 where year = 2025 and measure = 'complaints-upheld'`,
      null,
      /the average of complaints-upheld for district/,
    ],
    [
      'a national count by category',
      sql`update national_count set case_count = case_count + 1 where year = 2025 and category = 'housing'`,
      null,
      /The cycle, the averages, the national counts or the wording/,
    ],
    [
      'one word of a letter',
      sql`update letter set content = replace(content::text, 'Dear Chief', 'Dear chief')::jsonb where year = 2025`,
      'larchwick',
      /Its letter, composed again, says something else/,
    ],
    [
      'one byte of a PDF',
      sql`update letter set pdf = set_byte(pdf, 2000, (get_byte(pdf, 2000) + 1) % 256) where year = 2025`,
      'larchwick',
      /The PDF of its letter is another file/,
    ],
    [
      'a PDF and its hash',
      sql`update letter set pdf = '\\x25504446', pdf_hash = sha256('\\x25504446') where year = 2025`,
      'larchwick',
      /typeset again, is not the PDF that was sealed/,
    ],
    [
      'what a letter was made from',
      sql`update letter set facts = jsonb_set(facts, '{figures,figures,complaints-upheld,numerator}', '3') where year = 2025 and authority_id = 1`,
      'larchwick',
      /Its letter was made from other figures/,
    ],
    [
      'the wording',
      sql`update seal set wording = replace(wording, 'upheld', 'Upheld') where year = 2025`,
      null,
      /The cycle, the averages, the national counts or the wording/,
    ],
    [
      'the cycle',
      sql`update sealed_cycle set letter_date = letter_date + 1 where year = 2025`,
      null,
      /The cycle, the averages, the national counts or the wording/,
    ],
    [
      'a comparison group',
      sql`update sealed_cycle_authority set comparison_group = 'unitary' where year = 2025 and authority_id = 2`,
      'sedgely',
      /What is recorded is not as it was sealed/,
    ],
    [
      'a population',
      sql`update population set residents = residents + 1 where authority_id = 1`,
      'larchwick',
      /upheld per 100,000/i,
    ],
    [
      'an authority that is gone',
      sql`delete from seal_leaf where year = 2025 and authority_id = 2`,
      'sedgely',
      /It was not there when this was sealed/,
    ],
    [
      'the fingerprint',
      sql`update seal set fingerprint = sha256(fingerprint) where year = 2025`,
      null,
      /The fingerprint of what is recorded is not that of the seal/,
    ],
    [
      'the salt',
      sql`update revision set salt = sha256(salt) where year = 2025`,
      'larchwick',
      /The cases counted/,
    ],
  ])('shows a change of %s', async (_, change, slug, what) => {
    await withCopy(async (copy) => {
      await changeSealed(copy.database, (transaction) => change.execute(transaction))
      const { differences } = await verify(copy)
      expect(differences).toContainEqual({ slug, what: expect.stringMatching(what) })
    })
  })

  test('is told by the command, which ends as one that failed where anything differs', async () => {
    const good = await run(invented.opened, '2025-26')
    expect(good.refusal).toBeUndefined()
    expect(good.printed[0]).toBe(
      '2025-26, revision 1 is as it was sealed: 2 authorities, 2 letters, 2 PDFs typeset again.',
    )
    expect(good.printed[2]).toBe("  Today's cases still give these figures.")
    await withCopy(async (copy) => {
      await changeSealed(copy.database, (transaction) =>
        sql`update figure set numerator = 3 where year = 2025 and numerator = 4 and denominator = 6`.execute(
          transaction,
        ),
      )
      const bad = await run(copy, '2025-26')
      expect(bad.printed).toContain('  larchwick: Complaints upheld is 3 of 6, and its counts give 4 of 6.')
      expect(bad.refusal).toMatch(/^What is here is not what was sealed: \d+ differences\.$/)
    })
    expect((await run(invented.opened, '2019-20')).refusal).toBe(
      'Nothing of 2019-20 was sealed, so there is nothing to compare it with.',
    )
  })
})

describe('the public file of a seal', () => {
  test('is checked without a database, and against a fingerprint that was noted elsewhere', async () => {
    const { text, fingerprint } = await publicFile()
    const { printed, refusal } = await runFile(text, '--fingerprint', printFingerprint(fingerprint))
    expect(refusal).toBeUndefined()
    expect(printed).toEqual([
      '2025-26, revision 1 is as it was sealed: 2 authorities, 2 letters, 2 PDFs typeset again.',
      `  Fingerprint ${printFingerprint(fingerprint)}`,
    ])
  })

  test('is refused where the fingerprint noted elsewhere is another, although it agrees with itself', async () => {
    const { text } = await publicFile()
    const other = await runFile(text, '--fingerprint', 'ab'.repeat(32))
    expect(other.printed).toContain('  All: The fingerprint of the content is not the one you gave.')
    expect(other.refusal).toBe('What is here is not what was sealed: 1 difference.')
    expect((await runFile(text, '--fingerprint', 'abc')).refusal).toMatch(/takes 64 hexadecimal digits/)
  })

  test.each<[string, (file: PublicFile) => void, RegExp]>([
    [
      'a figure',
      ({ authorities }) => {
        const figure = authorities[0]?.figures.find(({ measure }) => measure === 'complaints-upheld')
        if (figure) figure.numerator = 3
      },
      /larchwick: Complaints upheld is 3 of 6/,
    ],
    [
      'the order of two authorities',
      ({ authorities }) => authorities.reverse(),
      /does not stand in its place/,
    ],
    ['an authority left out', ({ authorities }) => authorities.pop(), /the fingerprint of the content/i],
    [
      'an authority twice',
      ({ authorities }) => authorities.push(...authorities.slice(-1)),
      /does not stand in its place/,
    ],
    [
      'a word of a letter',
      ({ letters }) => {
        const [letter] = letters
        if (letter) letter.content.salutation = 'Dear somebody'
      },
      /larchwick: Its letter is not the one that was sealed/,
    ],
    ['a letter left out', ({ letters }) => letters.pop(), /sedgely: Its letter is missing/],
    [
      'the hash of a PDF',
      ({ authorities }) => {
        const letter = authorities[0]?.letter
        if (letter) letter.pdf_hash = 'ab'.repeat(32)
      },
      /larchwick: Its letter, typeset again, is not the PDF/,
    ],
    [
      'the hash of the cases',
      ({ authorities }) => {
        const [first] = authorities
        if (first) first.cases_hash = 'ab'.repeat(32)
      },
      /the fingerprint of the content/i,
    ],
    [
      'the wording',
      (file) => {
        file.wording += ' '
      },
      /The wording of the letters is not the one/,
    ],
    [
      'the fingerprint it names',
      (file) => {
        file.fingerprint = 'ab'.repeat(32)
      },
      /not the one that the file names/,
    ],
  ])('shows a change of %s', async (_, change, what) => {
    const { text } = await publicFile()
    const file = JSON.parse(text)
    change(file)
    const { printed, refusal } = await runFile(JSON.stringify(file))
    expect(printed.join('\n')).toMatch(what)
    expect(refusal).toMatch(/^What is here is not what was sealed/)
  })

  test.each([
    ['half of it', (text: string) => text.slice(0, text.length / 2), /It is no JSON, or only a part/],
    ['something else', () => '{"a":1}', /It is not a seal as Upheld publishes one, at fingerprint/],
    [
      'a field that nothing vouches for',
      (text: string) => text.replace('"residents":', '"note":"x","residents":'),
      /at authorities\.0/,
    ],
  ])('is refused in a sentence where it is %s', async (_, change, what) => {
    const { text } = await publicFile()
    expect((await runFile(change(text))).refusal).toMatch(what)
  })

  test('says nothing that is not public: no salt, no cases, no facts, no names of people', async () => {
    const { text } = await publicFile()
    expect(text).not.toMatch(/salt|complaint_ids|hasLeader|sealed_by"|tests"/)
    const { salt } = await invented.opened.database
      .selectFrom('revision')
      .select('salt')
      .where('year', '=', 2025)
      .executeTakeFirstOrThrow()
    expect(text).not.toContain(salt.toString('hex'))
  })
})

type PublicFile = {
  fingerprint: string
  wording: string
  authorities: {
    figures: { measure: string; numerator: number }[]
    cases_hash: string
    letter: { pdf_hash: string } | null
  }[]
  letters: { content: { salutation: string } }[]
}

async function publicFile(): Promise<{ text: string; fingerprint: Buffer }> {
  const response = await invented.app.request('/seals/seal-2025-26-1.json')
  expect(response.status).toBe(200)
  const { fingerprint } = await invented.opened.database
    .selectFrom('seal')
    .select('fingerprint')
    .where('year', '=', 2025)
    .executeTakeFirstOrThrow()
  return { text: await response.text(), fingerprint }
}

async function verify({ database }: TestDatabase): Promise<Verification> {
  const verification = await verifyRevision(database, { scheme, print: printOnce }, key)
  if (!verification) throw new Error('nothing was sealed')
  return verification
}

/** The same letter has the same bytes each time, so that it need not be typeset for each change. */
const printed = new Map<string, Promise<PrintedLetter>>()

function printOnce(letter: Letter): Promise<PrintedLetter> {
  const key = JSON.stringify(letter)
  const before = printed.get(key) ?? workers.print(letter)
  printed.set(key, before)
  return before
}

async function withCopy(use: (copy: TestDatabase) => Promise<void>): Promise<void> {
  const copy = await copyOfDatabase(invented.opened)
  try {
    await use(copy)
  } finally {
    await copy.close()
  }
}

async function runFile(text: string, ...words: string[]) {
  const file = join(folder, 'seal-2025-26-1.json')
  writeFileSync(file, text)
  return run(undefined, file, ...words)
}

async function run(opened: TestDatabase | undefined, operand: string, ...words: string[]) {
  const [command] = verifyCommands
  const printed: string[] = []
  let refusal: string | undefined
  const [option, value] = words
  await command
    ?.run({
      operands: [operand],
      options: option === undefined ? {} : { [option.slice(2)]: value },
      scheme,
      database: () => (opened ? Promise.resolve(opened) : Promise.reject(new Error('no database here'))),
      print: (line) => printed.push(line),
      progress: () => {},
      signal: new AbortController().signal,
    })
    .catch((error: Error) => {
      refusal = error.message
    })
  return { printed, refusal }
}
