import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { formsOfPage } from '../../../tests/found-forms.ts'
import {
  type Fields,
  formRequest,
  type SignedIn,
  secretOfTests,
  siteUrl,
  type WholeTestSite,
  wholeInventedSite,
} from '../../../tests/signed-in.ts'
import { setMoment } from '../../../tests/test-moment.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { tokenField } from '../../web/sent-form.ts'
import { tellBookers } from './booking-mail-actions.ts'
import { keepNamesNoLonger } from './name-retention-actions.ts'
import { moveWaitingLists } from './waiting-list-actions.ts'

let site: WholeTestSite
let trainer: SignedIn
let workshopId = 0

const course = {
  kind: 'course',
  title: 'Handling complaints well',
  namedAs: 'handling complaints',
  summary: 'What to ask and what to check.',
  covers: 'Asking\nChecking',
  audiences: ['councils'],
  bookableFrom: '2024-08-01',
}
const workshop = {
  date: '2024-09-10',
  begins: '10:00',
  ends: '12:30',
  where: 'online',
  town: '',
  address: '',
  capacity: '4',
  price: '95',
  joining: 'https://meet.example/secret-room',
  opensOn: '2024-08-01',
  closesOn: '2024-09-09',
}

beforeAll(async () => {
  site = await wholeInventedSite()
  trainer = await site.signIn('trainer')
  expect((await trainer.post('/desk/training/courses/new', course)).status).toBe(303)
})
afterAll(() => site.close())

/** Each test begins at noon of 1 August 2024 with a workshop of four places of its own. */
beforeEach(async () => {
  await at('2024-08-01T12:00:00Z')
  workshopId = await putOn()
  await site.opened.database.deleteFrom('mail').execute()
})

describe('somebody without an account', () => {
  test('books places for several people and sees, changes and cancels what they booked by its link alone', async () => {
    const link = await book(['ada@larchwick.example', 'bea@larchwick.example'])
    const page = await text(link)
    expect(page).toContain('2 places booked.')
    expect(page).toContain('Larchwick District Council')
    await work()
    expect(await mails()).toEqual([
      { to: 'booker@larchwick.example', subject: 'Booked: Handling complaints well, 10 September' },
    ])
    expect(await bodies()).toContain(`${siteUrl}${link}`)

    await send(`${link}/people/2`, {
      'person-name': 'Cleo',
      'person-email': 'cleo@larchwick.example',
      do: 'swap',
    })
    expect(await text(link)).toContain('cleo@larchwick.example')
    expect(await text(link)).not.toContain('bea@larchwick.example')
    await send(`${link}/people/1`, { do: 'leave' }, 1)
    expect(await text(link)).toContain('1 place booked.')
    expect(await places()).toEqual({ placesHeld: 1, waitingCount: 0 })
    await send(`${link}/cancellation`, {})
    expect(await text(link)).toContain('This booking is cancelled.')
    expect(await places()).toEqual({ placesHeld: 0, waitingCount: 0 })
    expect(await text(link)).not.toContain('cleo@larchwick.example')
    // One mail says all that happened since the last.
    await work()
    expect((await mails()).map(({ subject }) => subject)).toEqual([
      'Booked: Handling complaints well, 10 September',
      'Cancelled: Handling complaints well, 10 September',
    ])
    await work()
    expect(await mails()).toHaveLength(2)
  })

  test('finds nothing by a link that was made up, whatever is behind it', async () => {
    const link = await book(['ada@larchwick.example'])
    const wrong = link.slice(0, -1) + (link.endsWith('A') ? 'B' : 'A')
    const answers = await Promise.all(
      [
        wrong,
        `${wrong}/cancellation`,
        `${wrong}/people/1`,
        `/bookings/people/${wrong.slice(10)}`,
        '/bookings/x',
      ].map(async (path) => {
        const response = await site.app.request(path)
        return [response.status, (await response.text()).length]
      }),
    )
    expect(new Set(answers.map(String)).size).toBe(1)
    expect(answers[0]?.[0]).toBe(404)
    // A booking's own link opens nobody's certificate, and the other way round.
    expect((await site.app.request(`/bookings/people/${link.slice(10)}`)).status).toBe(404)
  })

  test.each([
    ['nobody', [], 'Name at least one person who comes.'],
    ['twice the same person', ['ada@l.example', 'ADA@l.example'], 'is named twice'],
    ['ten thousand people', 'many', 'One booking takes 20 people at most, and you named'],
    ['more than there is room for', 'five', 'This workshop has room for 4 people in all, and you named 5.'],
    ['an address with a line break', ['ada@l.example\nBcc: x@y.example'], 'has a line break'],
    ['a name of 5,000 letters', 'long', 'Write the name of person 1 in 120 characters.'],
  ] as const)('cannot book for %s, and loses nothing typed', async (_, people, reason) => {
    const emails =
      people === 'many'
        ? Array.from({ length: 1_500 }, (__, at) => `p${at}@l.example`)
        : people === 'five'
          ? ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@l.example`)
          : people === 'long'
            ? ['ada@l.example']
            : [...people]
    const response = await sendBooking(emails, people === 'long' ? { 'person-name': 'A'.repeat(5_000) } : {})
    const html = await response.text()
    expect([response.status, html.includes(reason)]).toEqual([422, true])
    expect(html).toContain('value="Larchwick"')
    expect(await places()).toEqual({ placesHeld: 0, waitingCount: 0 })
  })

  test('cannot book what is over, closed, not open yet, announced alone or cancelled', async () => {
    const refused = async (moment: string) => {
      const page = await form()
      await at(moment)
      return (await sendBooking(['ada@l.example'], {}, page)).text()
    }
    expect(await refused('2024-09-10T10:00:00Z')).toContain('has begun, so it cannot be booked any more')
    await at('2024-08-01T12:00:00Z')
    workshopId = await putOn({ closesOn: '2024-09-01' })
    expect(await refused('2024-09-02T00:00:00Z')).toContain('Booking closed on 1 September 2024.')
    await at('2024-08-01T12:00:00Z')
    workshopId = await putOn({ opensOn: '2024-08-20' })
    expect(await text(`/bookings/new/${workshopId}`)).toContain('Booking opens on 20 August.')
    workshopId = await putOn()
    const page = await form()
    await trainer.post(`/desk/training/workshops/${workshopId}/cancellation`, {
      version: '1',
      reason: 'The trainer is ill.',
    })
    expect(await (await sendBooking(['ada@l.example'], {}, page)).text()).toContain('was cancelled')
    expect(await text(`/bookings/new/${workshopId}`)).toContain('The trainer is ill.')
  })

  test('books once, however often the form is sent', async () => {
    const page = await form()
    const [one, other] = await Promise.all([
      sendBooking(['ada@l.example'], {}, page),
      sendBooking(['ada@l.example'], {}, page),
    ])
    expect(one.headers.get('location')).toBe(other.headers.get('location'))
    expect(await places()).toEqual({ placesHeld: 1, waitingCount: 0 })
  })

  test('is asked to wait after booking very often, which keeps nobody else waiting', async () => {
    const page = await form()
    const sendFrom = async (remoteAddress: string) => {
      const [found] = page
      const hidden = found?.fields
        .filter(({ kind }) => kind === 'hidden')
        .map(({ name, value }) => [name, value])
      const response = await site.app.request(
        found?.action ?? '',
        formRequest({ ...Object.fromEntries(hidden ?? []), ...booking([]), do: 'book' }, { origin: siteUrl }),
        { incoming: { socket: { remoteAddress } } },
      )
      return [response.status, await response.text()] as const
    }
    for (let sent = 0; sent < 20; sent += 1) expect((await sendFrom('192.0.2.1'))[0]).toBe(422)
    const [status, html] = await sendFrom('192.0.2.1')
    expect([
      status,
      html.includes('Send it again in 10 minutes.'),
      html.includes('value="Larchwick"'),
    ]).toEqual([429, true, true])
    expect((await sendFrom('192.0.2.2'))[0]).toBe(422)
  })

  test('is not overtaken by what somebody else changed meanwhile', async () => {
    const link = await book(['ada@l.example', 'bea@l.example'])
    const first = await shown(`${link}/people/2`)
    const second = await shown(`${link}/people/2`)
    await send(`${link}/people/2`, { 'person-name': 'Cleo', 'person-email': 'cleo@l.example' }, 0, first)
    const late = await send(
      `${link}/people/2`,
      { 'person-name': 'Dora', 'person-email': 'dora@l.example' },
      0,
      second,
    )
    expect(late.status).toBe(422)
    expect(await late.text()).toContain('Somebody changed this booking since')
    expect(await text(link)).toContain('cleo@l.example')
  })
})

describe('a full workshop', () => {
  test('has a waiting list: what becomes free is offered in turn, and lapses', async () => {
    const full = await book(['a@l.example', 'b@l.example', 'c@l.example'])
    // Two do not fit, and are asked whether they want to wait.
    const page = await form()
    const asked = await sendBooking(['d@l.example', 'e@l.example'], {}, page)
    expect(await asked.text()).toContain('1 place is left, and you named 2 people. Nothing is booked yet')
    const pair = await linkOf(await sendBooking(['d@l.example', 'e@l.example'], { do: 'wait' }, page))
    expect(await text(pair)).toContain('You wait for 2 places.')
    // One place is free, but somebody waits: whoever comes later stands behind them.
    expect((await sendBooking(['f@l.example'])).status).toBe(422)
    const single = await linkOf(await sendBooking(['f@l.example'], { do: 'wait' }))
    expect(await places()).toEqual({ placesHeld: 3, waitingCount: 2 })

    // The pair does not fit and keeps its place; the one after it does.
    await work()
    expect(await text(single)).toContain('1 place is kept for you until 3 August 2024, 1:00pm.')
    expect(await text(pair)).toContain('You wait for 2 places.')
    expect(await places()).toEqual({ placesHeld: 4, waitingCount: 1 })
    expect(await bodies()).toContain('we keep it for you until 3 August 2024, 1:00pm')

    // It lapses on the minute, and not before.
    await at('2024-08-03T11:59:59Z')
    await work()
    expect(await places()).toEqual({ placesHeld: 4, waitingCount: 1 })
    await at('2024-08-03T12:00:00Z')
    expect(await (await send(single, { do: 'accept' })).text()).toContain('The offer has lapsed')
    await work()
    expect(await text(single)).toContain('Nothing is booked.')
    expect(await places()).toEqual({ placesHeld: 3, waitingCount: 1 })

    // Somebody leaves; now the pair fits, and takes the places.
    await send(`${full}/people/1`, { do: 'leave' }, 1)
    await work()
    expect(await text(pair)).toContain('2 places are kept for you')
    await send(pair, { do: 'accept' })
    expect(await text(pair)).toContain('2 places booked.')
    expect(await places()).toEqual({ placesHeld: 4, waitingCount: 0 })
    await work()
    expect((await mails()).map(({ subject }) => subject.split(':')[0])).toEqual([
      'Booked',
      'On the waiting list',
      'A place is free',
      'The offer has lapsed',
      'Your booking was changed',
      'A place is free',
      'Booked',
    ])
  })

  test('keeps no place beyond its beginning, where it is moved to an earlier time', async () => {
    const full = await book(['a@l.example', 'b@l.example', 'c@l.example', 'd@l.example'])
    const waiting = await linkOf(await sendBooking(['e@l.example'], { do: 'wait' }))
    await send(`${full}/people/1`, { do: 'leave' }, 1)
    await work()
    const moved = { ...workshop, date: '2024-08-02', closesOn: '2024-08-01', version: '1' }
    expect((await trainer.post(`/desk/training/workshops/${workshopId}/change`, moved)).status).toBe(303)
    expect(await text(waiting)).toContain('1 place is kept for you until 2 August 2024, 10:00am.')
  })

  test('offers nothing on its last day, and says so to who waited', async () => {
    const full = await book(['a@l.example', 'b@l.example', 'c@l.example', 'd@l.example'])
    const waiting = await linkOf(await sendBooking(['e@l.example'], { do: 'wait' }))
    await at('2024-09-09T09:00:00Z')
    await send(`${full}/people/1`, { do: 'leave' }, 1)
    await work()
    expect(await text(waiting)).toContain('Nothing is booked.')
    expect((await mails()).map(({ subject }) => subject)).toContain(
      'No place became free: Handling complaints well, 10 September',
    )
  })
})

describe('the mails of a booking', () => {
  test('remind a week before, say how to join three working days before, and come once', async () => {
    await book(['ada@l.example', 'booker@larchwick.example'])
    const soFar = async (moment: string) => {
      await at(moment)
      // Two processes may look at the same moment.
      await Promise.all([work(), work()])
      return (await mails()).slice(1).map(({ to, subject }) => `${to} ${subject.split(':')[0]}`)
    }
    await work()
    expect(await soFar('2024-09-03T08:59:00Z')).toEqual([])
    const reminded = ['booker@larchwick.example Reminder']
    expect(await soFar('2024-09-03T09:00:00Z')).toEqual(reminded)
    // The 10th is a Tuesday: Thursday the 5th is three working days before.
    expect(await soFar('2024-09-04T22:59:00Z')).toEqual(reminded)
    const joined = [...reminded, 'booker@larchwick.example How to join', 'ada@l.example How to join']
    expect(await soFar('2024-09-04T23:01:00Z')).toEqual(joined)
    expect(await bodies()).toContain('https://meet.example/secret-room')
    expect(await soFar('2024-09-09T09:00:00Z')).toEqual(joined)
  })

  test('say how to join to whoever comes instead of somebody who was told already', async () => {
    const link = await book(['ada@l.example', 'bea@l.example'])
    await at('2024-09-05T12:00:00Z')
    await work()
    await send(`${link}/people/2`, { 'person-name': 'Cleo', 'person-email': 'cleo@l.example' })
    await work()
    const joined = (await mails()).filter(({ subject }) => subject.startsWith('How to join'))
    expect(joined.map(({ to }) => to)).toEqual([
      'booker@larchwick.example',
      'ada@l.example',
      'bea@l.example',
      'cleo@l.example',
    ])
  })

  test('say what is offered or waited for, also where something else happened before anybody was told', async () => {
    const full = await book(['a@l.example', 'b@l.example', 'c@l.example', 'd@l.example'])
    const single = await linkOf(await sendBooking(['e@l.example'], { do: 'wait' }))
    await linkOf(await sendBooking(['f@l.example'], { do: 'wait' }))
    await send(`${full}/people/1`, { do: 'leave' }, 1)
    await moveWaitingLists(site.opened.database, scheme)
    await trainer.post(`/desk/training/workshops/${workshopId}/change`, {
      ...workshop,
      begins: '11:00',
      version: '1',
    })
    await work()
    const said = await bodies()
    expect(said).toContain('1 place is kept for you until 3 August 2024, 1:00pm. Accept or decline')
    expect(said).toContain('You wait for 1 place. Nothing is booked yet.')
    expect(said).toContain('3 places booked.')
    // Who waits, or is offered a place, has told no delegate that they are coming.
    expect((await mails()).map(({ to }) => to)).not.toContain('e@l.example')
    expect(await text(single)).toContain('1 place is kept for you')
  })

  test('keep nobody waiting for one that cannot be sent', async () => {
    await book(['ada@l.example'])
    const { bookingId } = await site.opened.database
      .updateTable('booking')
      .set({ bookerEmail: 'booker<@larchwick.example' })
      .where('workshopId', '=', workshopId)
      .returning('bookingId')
      .executeTakeFirstOrThrow()
    await book(['bea@l.example'])
    const told = async () => {
      await expect(work()).rejects.toThrow('1 mail of a booking was not queued')
      return (await mails()).map(({ to, subject }) => `${to} ${subject.split(':')[0]}`)
    }
    expect(await told()).toEqual(['booker@larchwick.example Booked'])
    await at('2024-09-03T09:00:00Z')
    await site.opened.database
      .updateTable('bookingStep')
      .set({ toldAt: new Date() })
      .where('bookingId', '=', bookingId)
      .execute()
    expect(await told()).toEqual(['booker@larchwick.example Booked', 'booker@larchwick.example Reminder'])
    await site.opened.database
      .updateTable('booking')
      .set({ bookerEmail: 'mended@larchwick.example' })
      .where('bookingId', '=', bookingId)
      .execute()
    await work()
    expect((await mails()).map(({ to }) => to)).toContain('mended@larchwick.example')
  })

  test('tell everybody where a workshop is moved or cancelled', async () => {
    const link = await book(['ada@l.example'])
    await work()
    const path = `/desk/training/workshops/${workshopId}`
    expect(
      (await trainer.post(`${path}/change`, { ...workshop, begins: '11:00', version: '1' })).status,
    ).toBe(303)
    await work()
    expect(
      (await trainer.post(`${path}/cancellation`, { version: '2', reason: 'Too few came forward.' })).status,
    ).toBe(303)
    await work()
    expect((await mails()).slice(1)).toEqual([
      {
        to: 'booker@larchwick.example',
        subject: 'Another time or place: Handling complaints well, 10 September',
      },
      { to: 'ada@l.example', subject: 'Another time or place: Handling complaints well, 10 September' },
      { to: 'booker@larchwick.example', subject: 'Not held: Handling complaints well, 10 September' },
      { to: 'ada@l.example', subject: 'Not held: Handling complaints well, 10 September' },
    ])
    expect(await text(link)).toContain('Too few came forward.')
  })
})

describe('the office', () => {
  test('takes bookings by telephone, records who came, and reads what they made of it without knowing whose it is', async () => {
    const path = `/desk/training/workshops/${workshopId}`
    const fields = { ...booking(['ada@l.example', 'bea@l.example']), do: 'book', booking: '' }
    expect((await trainer.post(`${path}/bookings`, fields)).status).toBe(303)
    expect(await (await trainer.get(path)).text()).toContain('Larchwick District Council')
    const csv = await (await trainer.get(`${path}/delegates.csv`)).text()
    expect(csv).toContain('Person 1,ada@l.example,booked,,')

    expect((await trainer.post(`${path}/attendance`, { version: '1', came: [] })).status).toBe(422)
    await at('2024-09-10T12:00:00Z')
    const sheet = await (await trainer.get(`${path}/attendance`)).text()
    const [first = ''] = [...sheet.matchAll(/name="came" id="[^"]*" value="([^"]+)"/g)].map(
      ([, value]) => value,
    )
    expect((await trainer.post(`${path}/attendance`, { version: '1', came: [first] })).status).toBe(303)
    expect((await trainer.post(`${path}/attendance`, { version: '1', came: [] })).status).toBe(409)
    await work()
    const [sent] = (await mails()).slice(-1)
    expect(sent).toEqual({
      to: 'ada@l.example',
      subject: 'Your certificate: Handling complaints well, 10 September',
    })
    const link = /\/bookings\/people\/[\w-]{43}/.exec(await bodies())?.[0] ?? ''
    expect(await text(link)).toContain('Thank you for coming, Person 1.')
    const pdf = Buffer.from(await (await site.app.request(`${link}/certificate.pdf`)).arrayBuffer())
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    const answer = { usefulness: '5', clarity: '4', comment: 'More examples.' }
    const page = await shown(link)
    expect((await send(link, answer, 0, page)).status).toBe(303)
    expect((await send(link, answer, 0, page)).status).toBe(422)
    const read = await (await trainer.get(path)).text()
    expect(read).toContain('More examples.')
    expect(read).toContain('1 of 1 who came')
    const kept = await site.opened.database
      .selectFrom('evaluation')
      .selectAll()
      .where('workshopId', '=', workshopId)
      .executeTakeFirstOrThrow()
    expect(Object.keys(kept).sort()).toEqual([
      'clarity',
      'comment',
      'evaluationId',
      'usefulness',
      'workshopId',
    ])
    // Who did not come has nothing to open, and no mail.
    expect((await mails()).map(({ to }) => to)).not.toContain('bea@l.example')
  })

  test('cancels for somebody, also where their link opens nothing any more, and the next mail has one that does', async () => {
    const link = await book(['ada@l.example'])
    const other = await book(['bea@l.example'])
    // As if the secret of the server had been another when they booked.
    await sql`update booking set link_hash = sha256(convert_to(booking_id::text, 'UTF8'))`.execute(
      site.opened.database,
    )
    expect((await site.app.request(other)).status).toBe(404)
    const path = `/desk/training/workshops/${workshopId}`
    const [first = '', second = ''] = [
      ...(await (await trainer.get(path)).text()).matchAll(/bookings\/(\d+)"/g),
    ].map(([, number]) => number ?? '')
    expect((await trainer.post(`${path}/bookings/${first}`)).status).toBe(303)
    const again = await trainer.post(`${path}/bookings/${first}`)
    expect([again.status, (await again.text()).includes('This booking has ended already')]).toEqual([
      422,
      true,
    ])
    await work()
    expect((await mails()).map(({ subject }) => subject.split(':')[0])).toEqual(['Booked', 'Cancelled'])
    expect(await text(other)).toContain('1 place booked.')
    expect(await text(link)).toContain('This booking is cancelled.')
    expect(Number(second)).toBeGreaterThan(Number(first))
  })

  test('cannot give fewer places than are taken, nor raise their price, and sees what a colleague changed', async () => {
    await book(['ada@l.example', 'bea@l.example'])
    const path = `/desk/training/workshops/${workshopId}/change`
    const fewer = await trainer.post(path, { ...workshop, capacity: '1', version: '1' })
    expect([fewer.status, (await fewer.text()).includes('2 places are booked or offered already')]).toEqual([
      422,
      true,
    ])
    const dearer = await trainer.post(path, { ...workshop, price: '95.01', version: '1' })
    expect([dearer.status, (await dearer.text()).includes('so it cannot be raised')]).toEqual([422, true])
    expect((await trainer.post(path, { ...workshop, capacity: '9', price: '90', version: '1' })).status).toBe(
      303,
    )
    const late = await trainer.post(path, { ...workshop, capacity: '7', joining: 'Mine', version: '1' })
    const html = await late.text()
    expect(late.status).toBe(409)
    expect(html).toContain('Somebody else changed this workshop')
    expect(html).toContain('Mine')
    expect(html).toContain('<dd>9</dd>')
  })

  test('leaves no name, address or adjustment behind in the record of who did what', async () => {
    const path = `/desk/training/workshops/${workshopId}`
    await trainer.post(`${path}/bookings`, {
      ...booking(['secretly@l.example']),
      adjustments: 'A quiet room',
      do: 'book',
      booking: '',
    })
    const { rows } = await sql<{
      entry: string
    }>`select to_jsonb(audit_entry)::text as entry from audit_entry`.execute(site.opened.database)
    const entries = rows.map(({ entry }) => entry).join('\n')
    expect(entries).toContain('booking take')
    for (const word of ['secretly', 'Person 1', 'quiet room', 'booker@larchwick', 'meet.example']) {
      expect([word, entries.includes(word)]).toEqual([word, false])
    }
  })

  test.each(['\t', '\u2028', '\u0085'])(
    'cannot name a course or a town in two lines, made by %j',
    async (line) => {
      const words = `Two${line}lines`
      const named = await trainer.post('/desk/training/courses/new', {
        ...course,
        title: words,
        namedAs: words,
      })
      const html = await named.text()
      expect(named.status).toBe(422)
      expect(html).toContain('Write the title on one line, without tabs.')
      expect(html).toContain('Name it on one line, without tabs.')
      const path = `/desk/training/workshops/${workshopId}/change`
      const changed = await trainer.post(path, { ...workshop, where: 'place', town: words, version: '1' })
      expect([changed.status, (await changed.text()).includes('on one line, without tabs')]).toEqual([
        422,
        true,
      ])
      expect((await sendBooking(['ada@l.example'], { organisation: words })).status).toBe(422)
    },
  )

  test('keeps no adjustment of a booking that was cancelled', async () => {
    const link = await linkOf(await sendBooking(['ada@l.example'], { adjustments: 'Captions' }))
    await send(`${link}/cancellation`, {})
    const { adjustments } = await site.opened.database
      .selectFrom('booking')
      .select('adjustments')
      .where('workshopId', '=', workshopId)
      .executeTakeFirstOrThrow()
    expect(adjustments).toBeNull()
  })

  test('keeps names for two years after the workshop and adjustments not a day', async () => {
    const alone = await linkOf(
      await sendBooking(['zq@l.example'], {
        organisation: 'Zq Alone, carer',
        organisationKind: 'care-providers',
      }),
    )
    const page = await form()
    const link = await linkOf(await sendBooking(['ada@l.example'], { adjustments: 'Captions' }, page))
    const keep = async (moment: string) => {
      await at(moment)
      await keepNamesNoLonger(site.opened.database, scheme, 'tests')
      return text(link)
    }
    expect(await keep('2024-09-10T20:00:00Z')).toContain('Captions')
    const later = await keep('2024-09-11T03:00:00Z')
    expect(later).not.toContain('Captions')
    expect(await keep('2026-09-10T03:00:00Z')).toContain('ada@l.example')
    const gone = await keep('2026-09-11T03:00:00Z')
    expect(gone).not.toContain('ada@l.example')
    expect(gone).not.toContain('booker@larchwick.example')
    expect(gone).toContain('1 place booked.')
    // Of an organisation that is one person the name is theirs.
    expect(gone).toContain('Larchwick District Council')
    expect(await text(alone)).not.toContain('Zq Alone')
    expect(await places()).toEqual({ placesHeld: 2, waitingCount: 0 })
  })
})

describe('the programme', () => {
  test('says how many places are left as soon as one is taken, and never how to join', async () => {
    const left = async () =>
      new RegExp(`>([^<>]+)</span><a class="link" href="/bookings/new/${workshopId}">`).exec(
        await text('/training'),
      )?.[1]
    expect(await left()).toBe('4 places left')
    await book(['ada@l.example'])
    expect(await left()).toBe('3 places left')
    await linkOf(await sendBooking(['b@l.example', 'c@l.example', 'd@l.example']))
    expect(await left()).toBe('Full: waiting list')
    const calendar = await site.app.request(`/training/handling-complaints-well/${workshopId}.ics`)
    const entry = await calendar.text()
    expect(entry).toContain('DTSTART:20240910T090000Z\r\nDTEND:20240910T113000Z')
    expect(entry).toContain('SUMMARY:DEMONSTRATION: Handling complaints well')
    for (const page of [entry, await text('/training'), await text('/training/handling-complaints-well')]) {
      expect(page).not.toContain('secret-room')
    }
  })

  test('names a module that is announced, and takes no booking for it', async () => {
    await trainer.post('/desk/training/courses/new', {
      ...course,
      title: 'Learning from complaints',
      bookableFrom: '',
      audiences: ['care-providers'],
    })
    expect(await text('/training')).toContain('Announced, and cannot be booked yet')
    expect(await text('/training?audience=councils')).not.toContain('Learning from complaints')
    await trainer.post('/desk/training/courses/learning-from-complaints/workshops', workshop)
    const { workshopId: id } = await site.opened.database
      .selectFrom('workshop')
      .select('workshopId')
      .orderBy('workshopId', 'desc')
      .executeTakeFirstOrThrow()
    expect(await text(`/bookings/new/${id}`)).toContain('Cannot be booked yet')
  })

  test('counts for seminars who came from which authority, and who has not come for years', async () => {
    await trainer.post('/desk/training/courses/new', {
      ...course,
      kind: 'seminar',
      title: 'Seminar for link officers',
    })
    await trainer.post('/desk/training/courses/seminar-for-link-officers/workshops', {
      ...workshop,
      where: 'place',
      town: 'Leeds',
    })
    const before = await (await trainer.get('/desk/training/seminars')).text()
    expect(before).toMatch(/Larchwick District Council<\/td><td><span[^>]*>.*?Never, on record/)
    const { workshopId: id } = await site.opened.database
      .selectFrom('workshop')
      .select('workshopId')
      .orderBy('workshopId', 'desc')
      .executeTakeFirstOrThrow()
    workshopId = id
    await linkOf(await sendBooking(['a@l.example', 'b@l.example']))
    await at('2024-09-10T12:00:00Z')
    const sheet = await (await trainer.get(`/desk/training/workshops/${id}/attendance`)).text()
    const came = [...sheet.matchAll(/name="came" id="[^"]*" value="([^"]+)"/g)].map(
      ([, value]) => value ?? '',
    )
    await trainer.post(`/desk/training/workshops/${id}/attendance`, { version: '1', came })
    const after = await (await trainer.get('/desk/training/seminars?list=came')).text()
    expect(after).toMatch(/Larchwick District Council<\/td><td>10 September 2024<\/td>.*?<\/span>2<\/td>/)
  })
})

test('nothing went wrong on the way', () => {
  expect(site.faults).toEqual([])
})

async function at(moment: string): Promise<void> {
  await setMoment(site.opened.database, new Date(moment))
}

/** What is done every minute. */
async function work(): Promise<void> {
  await moveWaitingLists(site.opened.database, scheme)
  await tellBookers(site.opened.database, scheme, siteUrl, secretOfTests)
}

async function putOn(change: Partial<typeof workshop> = {}): Promise<number> {
  const path = '/desk/training/courses/handling-complaints-well/workshops'
  const response = await trainer.post(path, { ...workshop, ...change })
  return Number(/workshops\/(\d+)/.exec(response.headers.get('location') ?? '')?.[1])
}

async function places() {
  return site.opened.database
    .selectFrom('workshop')
    .select(['placesHeld', 'waitingCount'])
    .where('workshopId', '=', workshopId)
    .executeTakeFirstOrThrow()
}

async function mails(): Promise<readonly { to: string; subject: string }[]> {
  return site.opened.database
    .selectFrom('mail')
    .innerJoin('mailRecipient', 'mailRecipient.mailId', 'mail.mailId')
    .select(['address as to', 'subject'])
    .where(ofThisWorkshop)
    .orderBy('mail.mailId')
    .execute()
}

/** Earlier tests have bookings of their own. */
const ofThisWorkshop = sql<boolean>`exists (
  select from booking where workshop_id = (select max(workshop_id) from workshop)
  and mail_key like 'booking/' || booking_number || '/%'
)`

async function bodies(): Promise<string> {
  const rows = await site.opened.database.selectFrom('mail').select('body').where(ofThisWorkshop).execute()
  return rows.map(({ body }) => body).join('\n')
}

function booking(emails: readonly string[]): Fields {
  return {
    organisation: 'Larchwick',
    organisationKind: 'councils',
    bookerName: 'The booker',
    bookerEmail: 'booker@larchwick.example',
    purchaseOrder: 'PO 1',
    adjustments: '',
    'person-name': emails.map((_, index) => `Person ${index + 1}`),
    'person-email': [...emails],
  }
}

type Shown = ReturnType<typeof formsOfPage>

async function shown(path: string): Promise<Shown> {
  return formsOfPage(await text(path))
}

async function form(): Promise<Shown> {
  return shown(`/bookings/new/${workshopId}`)
}

async function text(path: string): Promise<string> {
  return (await site.app.request(path)).text()
}

/** Sends one of the forms of a page as a visitor's browser does. */
async function send(path: string, fields: Fields, which = 0, page?: Shown): Promise<Response> {
  const found = (page ?? (await shown(path)))[which]
  if (found === undefined) throw new Error(`${path} has no such form`)
  const hidden = Object.fromEntries(
    found.fields.filter(({ kind }) => kind === 'hidden').map(({ name, value }) => [name, value]),
  )
  expect(hidden[tokenField]).toBeTruthy()
  return site.app.request(
    found.action,
    formRequest({ do: 'swap', ...hidden, ...fields }, { origin: siteUrl }),
  )
}

async function sendBooking(emails: readonly string[], more: Fields = {}, page?: Shown): Promise<Response> {
  return send(`/bookings/new/${workshopId}`, { do: 'book', ...booking(emails), ...more }, 0, page)
}

async function linkOf(response: Response): Promise<string> {
  expect(response.status).toBe(303)
  return (response.headers.get('location') ?? '').replace(/\?.*/, '')
}

async function book(emails: readonly string[]): Promise<string> {
  return linkOf(await sendBooking(emails))
}
