import { randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { tokenHash } from '../src/accounts/secret-token.ts'
import { type Connection, connect, type Database } from '../src/database/connection.ts'
import { asHolderOf } from '../src/database/visitor-database.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { bookPlaces, cancelBooking } from '../src/training/booking/booking-actions.ts'
import { bookingKey } from '../src/training/booking/booking-link.ts'
import { insertBooking, insertDelegates } from '../src/training/booking/booking-store.ts'
import { moveWaitingLists } from '../src/training/booking/waiting-list-actions.ts'
import { insertCourse } from '../src/training/course/course-store.ts'
import { insertWorkshop } from '../src/training/workshop/workshop-store.ts'
import { howMany, sayFigures } from './hardening.ts'
import { secretOfTests as secret } from './signed-in.ts'
import { type TestDatabase, testDatabase } from './test-database.ts'
import { setMoment } from './test-moment.ts'

const settings = { scheme, secret }
const now = new Date('2024-08-01T12:00:00Z')
const attemptCount = howMany(500, 10_000)
/** So many at a time: one pool has ten connections, and the role may have fifty. */
const pools: Connection[] = []
const atOnce = 40
/** Far fewer places than people who want them. */
const capacity = 7
const workshopCount = 10

let opened: TestDatabase
let courseId = 0

beforeAll(async () => {
  opened = await testDatabase()
  await setMoment(opened.database, now)
  pools.push(...[1, 2, 3, 4].map(() => connect(opened.visitorUrl, 'visitor')))
  courseId = await opened.database.transaction().execute(async (transaction) => {
    const id = await insertCourse(transaction, {
      ...{
        slug: 'course',
        kind: 'course',
        title: 'Course',
        namedAs: 'a course',
        summary: 'A course.',
        covers: '',
      },
      ...{ audiences: ['councils'], announcedOn: '2024-07-01', bookableFrom: '2024-07-01' },
    })
    return id ?? 0
  })
})
afterAll(async () => {
  for (const { database } of pools) await database.destroy()
  await opened.close()
})

describe(`${attemptCount} attempts by ${atOnce} connections at once for places in ${workshopCount} workshops`, () => {
  test('sell no place twice, by those who book, wait, leave and are offered what others left', async () => {
    const workshops = await putOn(workshopCount)
    const counts = { booked: 0, refused: 0, left: 0 }
    let isDone = false
    const office = (async () => {
      while (!isDone) await moveWaitingLists(opened.database, scheme)
    })()
    await tryAll(attemptCount, async (visitor, attempt) => {
      const bookingId = randomUUID()
      const result = await bookPlaces(visitor, settings, {
        bookingId,
        workshopId: workshops[attempt % workshops.length] ?? 0,
        typed: typedFor(1 + (attempt % 3)),
        acceptsWaiting: attempt % 9 === 0,
      })
      counts[result.ok ? 'booked' : 'refused'] += 1
      // Some think better of it, and others get their places.
      if (!result.ok || attempt % 7 > 0) return
      expect(await cancelBooking(visitor, bookingKey(secret, bookingId))).toEqual({ ok: true })
      counts.left += 1
    })
    isDone = true
    await office
    await moveWaitingLists(opened.database, scheme)
    const found = await heldPlaces(workshops)
    sayFigures(
      `overselling: ${attemptCount} attempts, ${counts.booked} booked or waiting, ${counts.refused} refused, ${counts.left} left again; most places held at once ${Math.max(...found.map(({ most }) => most))} of ${capacity}`,
    )
    expect(counts.booked + counts.refused).toBe(attemptCount)
    expect(Math.min(counts.refused, counts.left)).toBeGreaterThan(5)
    for (const { most, held, counted } of found) {
      expect(most).toBeLessThanOrEqual(capacity)
      expect(counted).toBe(held)
    }
  }, 1_200_000)

  test('sell no place twice where nothing but the database looks', async () => {
    const workshops = await putOn(workshopCount)
    let refusedCount = 0
    await tryAll(attemptCount, async (visitor, attempt) => {
      const workshopId = workshops[attempt % workshops.length] ?? 0
      const isBooked = await bookUnchecked(visitor, workshopId, 1 + (attempt % 3))
      if (!isBooked) refusedCount += 1
    })
    const found = await heldPlaces(workshops)
    sayFigures(`overselling, the check on the table alone: ${refusedCount} of ${attemptCount} refused by it`)
    for (const { most, held, counted } of found) {
      expect([most, held]).toEqual([capacity, capacity])
      expect(counted).toBe(held)
    }
  }, 1_200_000)
})

test('without the check on the table places would be sold twice, and this proof would say so', async () => {
  const workshops = await putOn(1)
  await sql`alter table workshop drop constraint workshop_is_not_oversold`.execute(opened.database)
  await tryAll(30, async (visitor) => {
    await bookUnchecked(visitor, workshops[0] ?? 0, 1)
  })
  const [found] = await heldPlaces(workshops)
  expect(found).toEqual({ most: 30, held: 30, counted: 30 })
})

async function putOn(count: number): Promise<readonly number[]> {
  return opened.database.transaction().execute(async (transaction) => {
    const ids: number[] = []
    for (let at = 0; at < count; at += 1) {
      ids.push(
        await insertWorkshop(transaction, courseId, {
          ...{ beginsAt: new Date('2024-09-10T09:00:00Z'), endsAt: new Date('2024-09-10T11:00:00Z') },
          ...{ town: null, address: null, capacity, pricePence: 0, joining: '' },
          ...{ bookingOpensOn: '2024-07-01', bookingClosesOn: '2024-09-09' },
        }),
      )
    }
    return ids
  })
}

/** Has so many attempts made, so many at once as there are connections. */
async function tryAll(
  count: number,
  attempt: (visitor: Database, number: number) => Promise<void>,
): Promise<void> {
  let next = 0
  await Promise.all(
    Array.from({ length: atOnce }, async (_, worker) => {
      const pool = pools[worker % pools.length]
      while (pool !== undefined && next < count) {
        next += 1
        await attempt(pool.database, next)
      }
    }),
  )
}

function typedFor(count: number) {
  return {
    organisation: 'An invented organisation',
    organisationKind: 'others',
    bookerName: 'Booker',
    bookerEmail: 'booker@l.example',
    purchaseOrder: '',
    adjustments: '',
    people: Array.from({ length: count }, (_, at) => ({ name: `Person ${at}`, email: `p${at}@l.example` })),
  }
}

/** Books without asking whether there is room; false where the table refuses it. */
async function bookUnchecked(visitor: Database, workshopId: number, placeCount: number): Promise<boolean> {
  const id = randomUUID()
  const key = bookingKey(secret, id)
  try {
    await asHolderOf(visitor, key, async (transaction) => {
      await insertBooking(transaction, {
        ...{ id, workshopId, linkHash: tokenHash(key), authorityId: null, organisation: 'Invented' },
        ...{ organisationKind: 'others', bookerName: 'Booker', bookerEmail: 'booker@l.example' },
        ...{ purchaseOrder: null, adjustments: null, placeCount, state: 'booked', bookedAt: now },
      })
      await insertDelegates(
        transaction,
        { workshopId, id },
        typedFor(placeCount).people.map((person, at) => ({
          ...person,
          number: at + 1,
          linkHash: tokenHash(`${id} ${at}`),
        })),
      )
    })
    return true
  } catch (error) {
    const refusal: unknown = error instanceof Error && 'constraint' in error ? error.constraint : undefined
    if (refusal === 'workshop_is_not_oversold') return false
    throw error
  }
}

/** For each workshop the most places held at any time, those held now, and what its count says of them. */
async function heldPlaces(workshops: readonly number[]) {
  const { rows } = await sql<{ most: number; held: number; counted: number }>`
    with change as (
      select
        workshop_id,
        step_id,
        case when kind in ('booked', 'offered', 'accepted') then place_count else 0 end
          - coalesce(
            lag(case when kind in ('booked', 'offered', 'accepted') then place_count else 0 end)
              over (partition by booking_id order by step_id),
            0
          ) as places
      from booking_step
    ), running as (
      select workshop_id, sum(places) over (partition by workshop_id order by step_id) as held from change
    )
    select
      (select max(held) from running where running.workshop_id = workshop.workshop_id)::integer as most,
      (
        select coalesce(sum(place_count), 0)
        from booking
        where booking.workshop_id = workshop.workshop_id and state in ('booked', 'offered')
      )::integer as held,
      places_held as counted
    from workshop
    where workshop_id = any (${[...workshops]})
    order by workshop_id
  `.execute(opened.database)
  return rows
}
