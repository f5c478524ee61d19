import { request as httpRequest } from 'node:http'
import { sql } from 'kysely'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { addUpheldCase, wordsOf } from '../../tests/agreed-actions.ts'
import { officersMoment, officersWorld } from '../../tests/officers-world.ts'
import { jpegOf, pngOf, wordParts, zipOf } from '../../tests/sent-documents.ts'
import {
  type FileToSend,
  filesForm,
  type SignedIn,
  siteUrl,
  tokenFor,
  type WholeTestSite,
} from '../../tests/signed-in.ts'
import { setMoment } from '../../tests/test-moment.ts'
import { scanWaitingFiles } from '../casework/evidence/scan-actions.ts'
import { smallPdf } from '../demonstration/small-pdf.ts'
import { serve } from '../server.ts'
import { tokenField } from '../web/sent-form.ts'

let world: WholeTestSite
let officer: SignedIn
let colleague: SignedIn
let compliance: SignedIn

beforeAll(async () => {
  world = await officersWorld()
  officer = await world.signIn('link-officer', 'larchwick')
  colleague = await world.signIn('monitoring-officer', 'larchwick')
  compliance = await world.signIn('compliance-officer')
}, 120_000)
afterAll(() => world.close())
beforeEach(() => setMoment(world.opened.database, officersMoment))
afterEach(() => {
  delete process.env.UPHELD_VIRUS_SCANNER
  expect(world.faults).toEqual([])
})

let lastReference = 0

/** An action of a case of Larchwick's own, due on 30 July 2026. */
async function openAction(slug = 'larchwick'): Promise<{ reference: string; path: string; desk: string }> {
  lastReference += 1
  const reference = `26 550 ${String(lastReference).padStart(3, '0')}`
  await addUpheldCase(world.opened.database, slug, reference, '2026-06-01', [
    { dueOn: '2026-07-30', kind: 'procedure', text: 'Change the guidance.' },
  ])
  const dashed = reference.replaceAll(' ', '-')
  return {
    reference,
    path: `/portal/recommendations/${dashed}/1`,
    desk: `/desk/recommendations/${slug}/${dashed}/1`,
  }
}

function send(
  person: SignedIn,
  path: string,
  fields: Readonly<Record<string, string>>,
  files: readonly FileToSend[] = [],
): Promise<Response> {
  return person.sendFiles(path, fields, files)
}

const pdf = { name: 'Guidance, July 2026.pdf', content: smallPdf(['The guidance was changed']) }

async function kept(reference: string) {
  const { rows } = await sql<{
    text: string
    isComplete: boolean | null
    sent: boolean
    files: readonly string[]
    version: number
  }>`
    select evidence.text, is_complete, sent_at is not null as sent, version, (
      select coalesce(array_agg(name || ' ' || type || ' ' || scan order by file_number), '{}')
      from evidence_file
      join stored_file using (authority_id, sha256)
      where evidence_file.authority_id = evidence.authority_id and evidence_file.evidence_id = evidence.evidence_id
    ) as files
    from evidence
    join complaint using (authority_id, complaint_id)
    where reference = ${reference}
    order by evidence_id
  `.execute(world.opened.database)
  return rows
}

/** What the forms of a desk page carry: what its reader saw. */
async function seenIn(desk: string): Promise<{ seen: string }> {
  const html = await (await compliance.get(desk)).text()
  return { seen: /name="seen" value="([^"]*)"/.exec(html)?.[1] ?? '' }
}

async function storedCount(): Promise<number> {
  const { rows } = await sql<{ count: number }>`select count(*) as count from stored_file`.execute(
    world.opened.database,
  )
  return rows[0]?.count ?? -1
}

describe('what an authority has to show', () => {
  test('stands among what needs doing, overdue first, with its days', async () => {
    const { reference } = await openAction()
    await setMoment(world.opened.database, new Date('2026-08-11T11:00:00Z'))
    const text = await wordsOf(officer.get('/portal'))
    expect(text).toMatch(/One is overdue\.|are overdue\./)
    expect(text).toContain(
      `12 days overdue Evidence: Change the guidance. ${reference}, Homelessness. Was due on 30 July. Link or monitoring officer`,
    )
    await setMoment(world.opened.database, new Date('2026-07-25T11:00:00Z'))
    expect(await wordsOf(officer.get('/portal'))).toContain('5 days left Evidence: Change the guidance.')
  })

  test('is listed with what was agreed, and what became of the others', async () => {
    const { reference } = await openAction()
    const text = await wordsOf(officer.get('/portal/recommendations'))
    expect(text).toContain(
      `Change the guidance. Service improvement ${reference} Homelessness Due 30 Jul 2026 Evidence due`,
    )
  })

  test('is nothing before the case is decided', async () => {
    const { reference, path } = await openAction()
    await sql`update complaint set decided_on = null, outcome = null, is_remedied_before = null where reference = ${reference}`.execute(
      world.opened.database,
    )
    expect((await officer.get(path)).status).toBe(404)
    expect(await wordsOf(officer.get('/portal/recommendations'))).not.toContain(reference)
  })
})

describe('evidence', () => {
  test('is sent once, also where somebody presses the button twice', async () => {
    const { reference, path } = await openAction()
    const form = { do: 'send', text: 'It is done.', complete: 'yes', version: '0' }
    const answers = await Promise.all([1, 2].map(() => send(officer, path, form, [pdf])))
    expect(answers.map(({ status }) => status)).toEqual([303, 303])
    expect(await kept(reference)).toMatchObject([{ sent: true }])
    expect((await send(officer, path, form, [pdf])).status).toBe(303)
    expect(await kept(reference)).toHaveLength(1)
    // The same words again are another thing once they were answered.
    await sql`update evidence set read_at = sent_at, read_by = 'tests', answer = 'Show it.' where text = 'It is done.'`.execute(
      world.opened.database,
    )
    expect((await send(officer, path, form, [pdf])).status).toBe(303)
    expect(await kept(reference)).toHaveLength(2)
  })

  test('is answered, and its action settled, by somebody who has seen all of it', async () => {
    const { reference, path, desk } = await openAction()
    await send(officer, path, { do: 'send', text: 'Begun.', complete: 'no', version: '0' })
    const seen = await seenIn(desk)
    await send(officer, path, { do: 'send', text: 'It is done.', complete: 'yes', version: '0' })
    const answer = await compliance.post(`${desk}/answer`, { ...seen, answer: 'Please finish it.' })
    expect(answer.status).toBe(409)
    expect(await wordsOf(answer)).toContain('this action’s evidence')
    const settled = { ...seen, settlement: 'not-satisfied', reason: 'It was only begun.' }
    expect((await compliance.post(`${desk}/settlement`, settled)).status).toBe(409)
    const { rows } = await sql`
      select from evidence join complaint using (authority_id, complaint_id)
      where reference = ${reference} and read_at is not null
    `.execute(world.opened.database)
    expect(rows).toHaveLength(0)
  })

  test('keeps a content that one case has no more and another gets at the same moment', async () => {
    const { database } = world.opened
    const [one, other] = [await openAction(), await openAction()]
    const shared = { name: 'Shared.pdf', content: smallPdf(['Shared by two cases']) }
    await send(officer, one.path, { do: 'add', text: 'One.', version: '0' }, [shared])
    await send(officer, other.path, { do: 'save', text: 'Other.', version: '0' })
    const { rows } = await sql<{ id: number; authorityId: number; sha256: Buffer; version: number }>`
      select evidence_id as id, evidence.authority_id, sha256, version
      from evidence
      join complaint using (authority_id, complaint_id)
      left join evidence_file using (authority_id, evidence_id)
      where reference in (${one.reference}, ${other.reference})
      order by reference
    `.execute(database)
    const [from, to] = rows
    if (!from || !to) throw new Error('there are no two drafts')
    const { removing } = await database.transaction().execute(async (transaction) => {
      await sql`
        insert into evidence_file (authority_id, evidence_id, file_number, name, sha256)
        values (${to.authorityId}, ${to.id}, 1, 'Shared.pdf', ${from.sha256})
      `.execute(transaction)
      const removing = send(officer, one.path, {
        do: 'remove-1',
        text: 'One.',
        version: String(from.version),
      })
      for (let isWaiting = false; !isWaiting; ) {
        const { rows: locks } = await sql`
          select from pg_locks where not granted and pg_backend_pid() = any (pg_blocking_pids(pid))
        `.execute(transaction)
        isWaiting = locks.length > 0
        if (!isWaiting) await new Promise((resolve) => setTimeout(resolve, 20))
      }
      return { removing }
    })
    expect((await removing).status).toBe(303)
    expect(await kept(one.reference)).toMatchObject([{ files: [] }])
    expect(await kept(other.reference)).toMatchObject([{ files: ['Shared.pdf pdf unscanned'] }])
  })

  test('is not sent with files that a colleague put there and the sender has not seen', async () => {
    const { reference, path } = await openAction()
    await send(colleague, path, { do: 'add', text: '', version: '0' }, [pdf])
    const answer = await send(officer, path, {
      do: 'send',
      text: 'It is done.',
      complete: 'yes',
      version: '0',
    })
    expect(answer.status).toBe(409)
    expect(await wordsOf(answer)).toContain('A colleague changed')
    expect(await kept(reference)).toMatchObject([{ sent: false }])
  })

  test('is prepared, sent by one person, and read by another, who records that the action was kept in time', async () => {
    const { reference, path, desk } = await openAction()
    const added = await send(officer, path, { do: 'add', text: 'The guidance was changed.', version: '0' }, [
      pdf,
      { name: 'Mail to officers.docx', content: zipOf(wordParts) },
    ])
    expect(added.status).toBe(303)
    const page = await wordsOf(officer.get(path))
    expect(page).toMatch(/Guidance, July 2026\.pdf PDF, 1 kB Received, not scanned Remove/)
    expect(page).toContain('The guidance was changed.')
    expect(page).toContain('1,975 characters left')
    // A draft is nobody's but the authority's.
    expect(await wordsOf(compliance.get(desk))).toContain('The authority has sent nothing about it.')
    const [{ version } = { version: 0 }] = await kept(reference)
    const sent = await send(officer, path, {
      do: 'send',
      text: 'The guidance was changed.',
      complete: 'yes',
      version: String(version),
    })
    expect(sent.status).toBe(303)
    expect(await kept(reference)).toMatchObject([
      {
        sent: true,
        isComplete: true,
        files: ['Guidance, July 2026.pdf pdf unscanned', 'Mail to officers.docx docx unscanned'],
      },
    ])
    expect(await wordsOf(officer.get('/portal/recommendations'))).toMatch(
      new RegExp(`${reference} Homelessness Due 30 Jul 2026 With the Ombudsman`),
    )
    // Read weeks later, and on time by the day it was sent.
    await setMoment(world.opened.database, new Date('2026-08-20T11:00:00Z'))
    expect(await wordsOf(compliance.get('/desk/recommendations?list=evidence'))).toMatch(
      /Sent 20 Jul 2026 complete, on time Change the guidance\./,
    )
    // Meanwhile nobody calls it overdue.
    const ofCase = `/desk/cases/larchwick/${reference.replaceAll(' ', '-')}`
    for (const page of [ofCase, '/desk/recommendations']) {
      expect(await wordsOf(compliance.get(page))).toMatch(/Said to be done Evidence to read/)
    }
    expect(await wordsOf(compliance.get(ofCase))).not.toContain('overdue')
    const html = await (await compliance.get(desk)).text()
    expect(html).toMatch(/value="satisfied" checked/)
    const seen = /name="seen" value="([^"]*)"/.exec(html)?.[1]?.replaceAll('&quot;', '"') ?? ''
    expect(
      (await compliance.post(`${desk}/settlement`, { seen, settlement: 'satisfied', reason: '' })).status,
    ).toBe(303)
    expect(await wordsOf(officer.get('/portal/recommendations'))).toMatch(
      new RegExp(`Change the guidance\\. Service improvement ${reference} Homelessness 20 Aug 2026 Done`),
    )
    expect(await wordsOf(compliance.get('/desk/recommendations?list=evidence'))).not.toContain(reference)
    // Nothing more is taken.
    expect((await send(officer, path, { do: 'add', text: 'More.', version: '0' }, [pdf])).status).toBe(422)
  })

  test('never changes once it is sent; more can follow, and is asked for', async () => {
    const { reference, path, desk } = await openAction()
    await send(officer, path, { do: 'send', text: 'First.', complete: 'no', version: '0' }, [pdf])
    await expect(
      sql`update evidence set text = 'Other.' where text = 'First.'`.execute(world.opened.database),
    ).rejects.toThrow('was sent, and never changes')
    await expect(
      sql`delete from evidence_file where name = ${pdf.name} and evidence_id = (select evidence_id from evidence where text = 'First.')`.execute(
        world.opened.database,
      ),
    ).rejects.toThrow('its files never change')
    const answered = await compliance.post(`${desk}/answer`, {
      ...(await seenIn(desk)),
      answer: 'Please show when officers were told.',
    })
    expect(answered.status).toBe(303)
    expect(await wordsOf(officer.get(path))).toContain(
      'The Ombudsman, 20 July 2026: Please show when officers were told.',
    )
    await send(officer, path, { do: 'send', text: 'Second.', complete: 'yes', version: '0' })
    expect(await kept(reference)).toMatchObject([
      { text: 'First.', sent: true, files: [`${pdf.name} pdf unscanned`] },
      { text: 'Second.', sent: true, files: [] },
    ])
  })

  test('is not sent without anything in it, nor without saying whether that is all', async () => {
    const { reference, path } = await openAction()
    const empty = await send(officer, path, { do: 'send', text: '', version: '0' })
    expect(empty.status).toBe(422)
    const page = await wordsOf(empty)
    expect(page).toContain('There is nothing to send yet. Say what was done, or add a file.')
    expect(page).toContain('Say whether the action is complete.')
    expect(await kept(reference)).toMatchObject([{ sent: false }])
  })

  test('is kept until somebody comes back, and a file can be removed', async () => {
    const { reference, path } = await openAction()
    const before = await storedCount()
    const own = { name: 'only here.pdf', content: smallPdf(['only here']) }
    await send(officer, path, { do: 'add', text: 'Half of it.', version: '0' }, [own])
    const saved = await send(officer, path, { do: 'save', text: 'Half of it, and more.', version: '2' })
    expect(saved.headers.get('location')).toBe('/portal/recommendations')
    expect(await storedCount()).toBe(before + 1)
    await send(colleague, path, { do: 'remove-1', text: 'Half of it, and more.', version: '3' })
    expect(await kept(reference)).toMatchObject([{ text: 'Half of it, and more.', files: [] }])
    expect(await storedCount()).toBe(before)
  })

  test('of two officers: the second learns what the first wrote, and loses nothing typed', async () => {
    const { reference, path } = await openAction()
    await send(officer, path, { do: 'save', text: 'First words.', version: '0' })
    const [{ version } = { version: 0 }] = await kept(reference)
    await send(colleague, path, { do: 'save', text: 'A colleague’s words.', version: String(version) })
    const second = await send(officer, path, { do: 'save', text: 'My words.', version: String(version) })
    expect(second.status).toBe(409)
    const page = await wordsOf(second)
    expect(page).toContain('A colleague changed “What was done”, which now says: “A colleague’s words.”')
    expect(page).toContain('My words.')
    expect(await kept(reference)).toMatchObject([{ text: 'A colleague’s words.' }])
  })

  test('takes up to 2,000 characters, and keeps what was typed beyond', async () => {
    const { reference, path } = await openAction()
    const answer = await send(officer, path, { do: 'save', text: 'é'.repeat(2_001), version: '0' })
    expect(answer.status).toBe(422)
    expect(await wordsOf(answer)).toContain('“What was done” has 2,001 characters. Shorten it to 2,000.')
    expect((await kept(reference)).map(({ text }) => text)).toEqual([''])
  })
})

describe('a file that should not be taken', () => {
  test('is named with the reason, and everything else is kept', async () => {
    const { reference, path } = await openAction()
    const answer = await send(officer, path, { do: 'add', text: 'Typed with care.', version: '0' }, [
      pdf,
      { name: 'minutes.pdf', content: zipOf([{ name: 'minutes.txt', content: Buffer.from('minutes') }]) },
      { name: '../../..\\evil\u{202e}gpj.exe', content: Buffer.from('MZ') },
      {
        name: 'bomb.docx',
        content: zipOf([...wordParts, { name: 'word/a', content: Buffer.alloc(20_000_000) }]),
      },
    ])
    expect(answer.status).toBe(422)
    const page = await wordsOf(answer)
    expect(page).toContain(
      'minutes.pdf Its name says PDF but its content is a ZIP archive. Please send the document itself. Not kept',
    )
    expect(page).toContain('evilgpj.exe Its content is a program.')
    expect(page).toContain('bomb.docx It would unpack into far more than its size')
    expect(page).toContain('Typed with care.')
    expect(await kept(reference)).toMatchObject([
      { text: 'Typed with care.', files: [`${pdf.name} pdf unscanned`] },
    ])
  })

  test('is one larger than 25 MB, of which nothing is kept', async () => {
    const { reference, path } = await openAction()
    const content = Buffer.concat([pdf.content, Buffer.alloc(25_000_001 - pdf.content.length)])
    const answer = await send(officer, path, { do: 'add', text: '', version: '0' }, [
      { name: 'large.pdf', content },
      { name: 'photo.jpg', content: jpegOf() },
    ])
    expect(await wordsOf(answer)).toContain('large.pdf It is larger than 25 MB.')
    expect(await kept(reference)).toMatchObject([{ files: ['photo.jpg jpeg unscanned'] }])
  })

  test('is the eleventh at once', async () => {
    const { reference, path } = await openAction()
    const files = Array.from({ length: 12 }, (_, at) => ({
      name: `scan-${at}.png`,
      content: pngOf(at + 1, 1),
    }))
    const answer = await send(officer, path, { do: 'add', text: '', version: '0' }, files)
    expect(await wordsOf(answer)).toContain('Up to 10 are taken at once. Please add the others now.')
    expect((await kept(reference))[0]?.files).toHaveLength(10)
  })

  test('is one that the scanner finds harmful; one it cannot answer for waits, and is tried again', async () => {
    const { reference, path, desk } = await openAction()
    // It ends with 1 whatever it is given.
    process.env.UPHELD_VIRUS_SCANNER = '/bin/false'
    const refused = await send(officer, path, { do: 'add', text: '', version: '0' }, [pdf])
    expect(await wordsOf(refused)).toContain('The scanner found something harmful in it.')
    process.env.UPHELD_VIRUS_SCANNER = '/nowhere/scanner'
    const waiting = [
      { name: 'good.pdf', content: smallPdf(['good']) },
      { name: 'bad.pdf', content: smallPdf(['bad']) },
    ]
    const [{ version } = { version: 0 }] = await kept(reference)
    await send(officer, path, { do: 'send', text: '', complete: 'yes', version: String(version) }, waiting)
    expect(await kept(reference)).toMatchObject([
      { sent: true, files: ['good.pdf pdf waiting', 'bad.pdf pdf waiting'] },
    ])
    expect(await wordsOf(officer.get(path))).toContain('good.pdf PDF, 1 kB Checking')
    const file = await fileAddress(compliance, desk, 1)
    expect((await compliance.get(file)).status).toBe(404)
    await scanWaitingFiles(world.opened.database, async (content) =>
      content.includes('(bad)') ? 'harmful' : 'clean',
    )
    expect(await kept(reference)).toMatchObject([{ files: ['good.pdf pdf clean', 'bad.pdf pdf harmful'] }])
    expect((await compliance.get(file)).status).toBe(200)
    expect((await compliance.get(file.replace(/1$/, '2'))).status).toBe(404)
    expect(await wordsOf(compliance.get(desk))).toContain('bad.pdf PDF, 1 kB Harmful, not kept')
    const { rows } = await sql<{ length: number }>`
      select length(content) as length from stored_file where scan = 'harmful'
    `.execute(world.opened.database)
    expect(rows).toEqual([{ length: 0 }])
  })
})

async function fileAddress(person: SignedIn, page: string, number: number): Promise<string> {
  const { rows } = await sql<{ id: number }>`select max(evidence_id) as id from evidence`.execute(
    world.opened.database,
  )
  expect((await person.get(page)).status).toBe(200)
  return `${page}/evidence/${rows[0]?.id}/files/${number}`
}

describe('a file that was sent', () => {
  test('is handed out to be saved, under its name, and never shown or kept on the way', async () => {
    const { path, desk } = await openAction()
    const named = { name: 'Leitfaden für "alle".pdf', content: smallPdf(['für alle']) }
    await send(officer, path, { do: 'send', text: '', complete: 'yes', version: '0' }, [named])
    for (const [person, page] of [
      [compliance, desk],
      [officer, path],
    ] as const) {
      const answer = await person.get(await fileAddress(person, page, 1))
      expect(answer.status).toBe(200)
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(named.content)
      expect(answer.headers.get('content-disposition')).toMatch(
        /^attachment; filename="Leitfaden f_r alle \.pdf"; filename\*=UTF-8''Leitfaden%20f%C3%BCr%20alle%20\.pdf$/,
      )
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
      expect(answer.headers.get('content-security-policy')).toContain('sandbox')
      expect(answer.headers.get('cache-control')).toContain('no-store')
    }
  })

  test('is out of reach of other authorities, of staff without that work, of the public and of who has not signed in', async () => {
    const { path, desk, reference } = await openAction()
    await send(officer, path, { do: 'send', text: 'ZqLarchsecret', complete: 'yes', version: '0' }, [pdf])
    const file = await fileAddress(officer, path, 1)
    const other = await world.signIn('link-officer', 'sedgely')
    const never = await other.get('/portal/recommendations/26-559-999/1')
    for (const address of [path, `${path}?authority=larchwick`, file, `${file}?authority=larchwick`]) {
      const answer = await other.get(address)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toBe(await never.clone().text())
    }
    expect(
      (await send(other, path, { do: 'send', text: 'Theirs.', complete: 'yes', version: '0' })).status,
    ).toBe(404)
    expect(
      (await send(other, `${path}?authority=larchwick`, { do: 'save', text: 'Theirs.' })).status,
    ).not.toBe(303)
    expect(await kept(reference)).toMatchObject([{ text: 'ZqLarchsecret' }])
    const statistician = await world.signIn('statistician')
    const staffFile = await fileAddress(compliance, desk, 1)
    for (const address of [desk, staffFile]) expect((await statistician.get(address)).status).toBe(403)
    expect((await officer.get(staffFile)).status).toBe(404)
    expect((await compliance.get(file)).status).toBe(404)
    expect((await world.app.request(file)).status).toBe(303)
    await expect(sql`select * from public.evidence`.execute(world.opened.published)).rejects.toThrow(
      'permission denied',
    )
    await expect(sql`select * from public.stored_file`.execute(world.opened.portal)).rejects.toThrow(
      'permission denied',
    )
    const { rows } = await sql`select * from stored_file`.execute(world.opened.portal)
    expect(rows).toEqual([])
  })

  test('is sent by link and monitoring officers; a reader reads', async () => {
    const { reference, path } = await openAction()
    const reader = await world.signIn('reader', 'larchwick')
    const page = await wordsOf(reader.get(path))
    expect(page).toContain(
      'Your link officer or monitoring officer sends the Ombudsman what shows that it was done.',
    )
    expect(page).not.toContain('Send to the Ombudsman')
    expect(
      (await send(reader, path, { do: 'send', text: 'Mine.', complete: 'yes', version: '0' })).status,
    ).toBe(403)
    expect(await kept(reference)).toEqual([])
  })
})

describe('a form with files', () => {
  test('from another site, or without the token of this sign-in, is refused before a file is read', async () => {
    const { reference, path } = await openAction()
    const host = new URL(siteUrl).host
    const foreign = await world.app.request(path, {
      method: 'POST',
      headers: { host, origin: 'https://elsewhere.example', cookie: officer.cookie },
      body: filesForm({ [tokenField]: tokenFor(officer.sessionId, path), do: 'add', text: '' }, [pdf]),
    })
    expect(foreign.status).toBe(403)
    const form = new FormData()
    form.append('files', new File([new Uint8Array(pdf.content)], pdf.name))
    form.append(tokenField, tokenFor(officer.sessionId, path))
    const late = await world.app.request(path, {
      method: 'POST',
      headers: { host, origin: siteUrl, cookie: officer.cookie },
      body: form,
    })
    expect(late.status).toBe(403)
    const others = await world.app.request(path, {
      method: 'POST',
      headers: { host, origin: siteUrl, cookie: officer.cookie },
      body: filesForm({ [tokenField]: tokenFor(colleague.sessionId, path), do: 'add', text: '' }, [pdf]),
    })
    expect(others.status).toBe(403)
    expect((await officer.post(path, { do: 'add' })).status).toBe(415)
    expect(await kept(reference)).toEqual([])
  })

  test('of 2 GB is refused at once, without reading it', async () => {
    const { reference, path } = await openAction()
    const server = await serve(world.app, 0)
    try {
      const answer = await new Promise<{ status: number | undefined; text: string }>((resolve, reject) => {
        const request = httpRequest(`${server.address}${path}`, {
          method: 'POST',
          headers: { ...formHeaders(), 'content-length': String(2 * 1024 ** 3) },
        })
        request.on('error', reject)
        request.on('response', (response) => {
          let text = ''
          response.on('data', (piece) => {
            text += piece
          })
          response.on('end', () => resolve({ status: response.statusCode, text }))
        })
        request.write('--x\r\n')
      })
      expect(answer.status).toBe(413)
      expect(answer.text).toContain(
        'That is more than 60 MB at once. Go back and send fewer files at a time.',
      )
    } finally {
      await server.close()
    }
    expect(await kept(reference)).toEqual([])
  })

  test('that does not say how large it is, is read as far as is taken and no further', async () => {
    const { reference, path } = await openAction()
    let sent = 0
    const body = new ReadableStream({
      start(controller) {
        controller.enqueue(Buffer.from(beginningOf(path)))
      },
      pull(controller) {
        sent += 1_000_000
        if (sent > 200_000_000) controller.close()
        else controller.enqueue(new Uint8Array(1_000_000))
      },
    })
    const answer = await world.app.request(path, {
      method: 'POST',
      headers: formHeaders(),
      body,
      duplex: 'half',
    } as RequestInit)
    expect(answer.status).toBe(413)
    expect(sent).toBeLessThan(70_000_000)
    expect(await kept(reference)).toEqual([])
  })

  test('broken off keeps nothing, and the page says so when it is opened next', async () => {
    const { reference, path } = await openAction()
    const server = await serve(world.app, 0)
    try {
      await breakOff(server.address, path)
    } finally {
      await server.close()
    }
    await expect.poll(() => kept(reference)).toMatchObject([{ text: '', files: [] }])
    expect(await wordsOf(officer.get(path))).toContain(
      'Files that were being sent on 20 July 2026, 12:00pm stopped arriving half-way. Nothing of them was kept; please choose them again.',
    )
    await send(officer, path, { do: 'add', text: '', version: '2' }, [pdf])
    expect(await wordsOf(officer.get(path))).not.toContain('half-way')
  })

  function formHeaders() {
    return {
      host: new URL(siteUrl).host,
      origin: siteUrl,
      cookie: officer.cookie,
      'content-type': 'multipart/form-data; boundary=x',
    }
  }

  /** A form up to where its first file begins. */
  function beginningOf(path: string): string {
    return [
      '--x',
      `content-disposition: form-data; name="${tokenField}"`,
      '',
      tokenFor(officer.sessionId, path),
      '--x',
      'content-disposition: form-data; name="files"; filename="a.pdf"',
      '',
      '',
    ].join('\r\n')
  }

  /** Sends half of a form and hangs up. */
  function breakOff(address: string, path: string): Promise<void> {
    return new Promise((resolve) => {
      const request = httpRequest(`${address}${path}`, {
        method: 'POST',
        headers: { ...formHeaders(), 'content-length': '5000000' },
      })
      request.on('error', () => resolve())
      request.write(`${beginningOf(path)}%PDF-1.4`, () =>
        setTimeout(() => request.destroy(new Error('hung up')), 300),
      )
    })
  }

  test.each([
    ['no parts at all', 'multipart/form-data; boundary=x', '--x--\r\n', 403],
    ['no boundary', 'multipart/form-data', 'x', 415],
    ['a boundary that never comes', 'multipart/form-data; boundary=y', '--x\r\n\r\n', 400],
    ['bytes that are no text', 'multipart/form-data; boundary=x', Buffer.from([0, 255, 254]), 400],
    ['nothing', 'multipart/form-data; boundary=x', '', 400],
  ])('with %s is answered, and changes nothing', async (_, type, body, status) => {
    const { reference, path } = await openAction()
    const answer = await world.app.request(path, {
      method: 'POST',
      headers: { host: new URL(siteUrl).host, origin: siteUrl, cookie: officer.cookie, 'content-type': type },
      body: typeof body === 'string' ? body : new Uint8Array(body),
    })
    expect(answer.status).toBe(status)
    expect(await kept(reference)).toEqual([])
  })
})
