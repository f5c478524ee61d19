import { randomUUID } from 'node:crypto'
import { newToken, tokenHash } from '../src/accounts/secret-token.ts'
import { readAuthorities } from '../src/authorities/authority-store.ts'
import type { Database, Transaction } from '../src/database/connection.ts'
import { currentMoment } from '../src/database/current-moment-store.ts'
import { insertEvaluations } from '../src/demonstration/training-store.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { dayOf } from '../src/scheme/printed-dates.ts'
import { insertBooking, insertDelegates, saveBookingState } from '../src/training/booking/booking-store.ts'
import { insertCourse } from '../src/training/course/course-store.ts'
import { insertWorkshop, saveAttendance, saveCancellation } from '../src/training/workshop/workshop-store.ts'

/**
 * A programme in which every page has something to say. In this order there is a workshop of 2019, years before any
 * letter here, with who came and what they made of it; one of three days ago of which nobody recorded that; one to book;
 * one that is full, with a place offered and somebody waiting; one that was cancelled; and a seminar in a town. Two more
 * courses are announced and without a date.
 */
export async function putProgrammeOn(database: Database): Promise<void> {
  const larchwick = (await readAuthorities(database)).find(({ slug }) => slug === 'larchwick')
  await database.transaction().execute(async (transaction) => {
    const now = await currentMoment(transaction)
    const inDays = (days: number) => new Date(now.getTime() + days * 86_400_000)
    const teach = (title: string, kind: 'course' | 'seminar', isAnnounced = false) =>
      insertCourse(transaction, {
        ...{ kind, title, slug: title.toLowerCase().replaceAll(' ', '-'), namedAs: 'complaints' },
        ...{ summary: 'What to ask and what to check.', covers: 'Asking\nChecking', audiences: ['councils'] },
        ...{ announcedOn: '2019-01-01', bookableFrom: isAnnounced ? null : '2019-01-01' },
      })
    const course = (await teach('Handling complaints well', 'course')) ?? 0
    const seminar = (await teach('Seminar for link officers', 'seminar')) ?? 0
    await teach('Learning from complaints', 'course', true)
    await teach('Putting things right', 'course')
    const hold = (of: number, beginsAt: Date, more: { capacity?: number; town?: string } = {}) =>
      insertWorkshop(transaction, of, {
        ...{ beginsAt, endsAt: new Date(beginsAt.getTime() + 7_200_000), address: null, pricePence: 9_550 },
        ...{ town: null, capacity: 4, joining: 'https://meet.example/room', ...more },
        ...{ bookingOpensOn: '2019-01-01', bookingClosesOn: dayOf(scheme, beginsAt) },
      })
    const book = (id: number, count: number, state: 'booked' | 'waiting' = 'booked') =>
      addBooking(transaction, { id, count, state, authorityId: larchwick?.id ?? null, now })

    const recorded = await hold(course, new Date('2019-06-12T09:00:00Z'))
    const came = { bookingId: await book(recorded, 2), number: 1 }
    await saveAttendance(transaction, recorded, { came: [came], recordedAt: now, version: 2 })
    await insertEvaluations(transaction, recorded, [{ usefulness: 5, clarity: 4, comment: 'More examples.' }])
    await book(await hold(course, inDays(-3)), 3)
    const open = await hold(course, inDays(30))
    await book(open, 1)
    const full = await hold(course, inDays(40))
    await book(full, 3)
    const offered = await book(full, 1, 'waiting')
    await saveBookingState(transaction, { id: offered }, { state: 'offered', offerLapsesAt: inDays(2) })
    await book(full, 2, 'waiting')
    const cancelled = await hold(course, inDays(50))
    await book(cancelled, 1)
    await saveCancellation(transaction, cancelled, {
      ...{ cancelledAt: now, cancellationReason: 'Too few came forward.', version: 2 },
    })
    await book(await hold(seminar, inDays(60), { town: 'Leeds', capacity: 40 }), 2)
  })
}

async function addBooking(
  transaction: Transaction,
  {
    id,
    count,
    state,
    authorityId,
    now,
  }: {
    readonly id: number
    readonly count: number
    readonly state: 'booked' | 'waiting'
    readonly authorityId: number | null
    readonly now: Date
  },
): Promise<string> {
  const bookingId = randomUUID()
  const linkHash = () => tokenHash(newToken())
  await insertBooking(transaction, {
    ...{ id: bookingId, workshopId: id, linkHash: linkHash(), authorityId, bookedAt: now, state },
    ...{ organisation: authorityId === null ? 'An invented council' : null, organisationKind: 'councils' },
    ...{ bookerName: 'The booker', bookerEmail: 'booker@larchwick.example', purchaseOrder: 'PO 1' },
    ...{ adjustments: 'Captions, please.', placeCount: count },
  })
  await insertDelegates(
    transaction,
    { workshopId: id, id: bookingId },
    Array.from({ length: count }, (_, at) => ({
      ...{ number: at + 1, name: `Delegate ${at + 1}`, email: `delegate.${at + 1}@larchwick.example` },
      linkHash: linkHash(),
    })),
  )
  return bookingId
}
