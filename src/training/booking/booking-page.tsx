import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { tokenHash } from '../../accounts/secret-token.ts'
import type { VisitorDesk } from '../../accounts/visitor-desk.tsx'
import type { Transaction } from '../../database/connection.ts'
import { asHolderOf } from '../../database/visitor-database.ts'
import { addresses } from '../../web/addresses.ts'
import { DeskPage } from '../../web/desk-page.tsx'
import { ErrorPage } from '../../web/error-page.tsx'
import type { Course } from '../course/course.ts'
import { readCourses } from '../course/course-store.ts'
import type { Workshop } from '../workshop/workshop.ts'
import { findWorkshop } from '../workshop/workshop-store.ts'
import { dayWords, priceWords, timeWords, whereWords } from '../workshop/workshop-words.ts'
import type { Booking, Delegate } from './booking.ts'
import { findBookingByLink, readDelegates } from './booking-store.ts'

/** What the pages of bookings are made from: besides the visitors' desk, what typesets a certificate. */
export type BookingDesk = VisitorDesk & {
  readonly typeset: (document: {
    readonly template: string
    readonly content: string
  }) => Promise<{ readonly ok: true; readonly pdf: Uint8Array } | { readonly ok: false }>
}

/** A page for people without an account; the way back leads to the programme. */
export function BookingPage({
  desk,
  title,
  back = { text: 'Training', href: addresses.training() },
  children,
}: {
  desk: VisitorDesk
  title: string
  back?: { readonly text: string; readonly href: string }
  children: Child
}) {
  return (
    <DeskPage
      site={desk.site}
      title={title}
      about={desk.scheme.serviceName}
      post={null}
      tabs={[]}
      back={back}
    >
      {children}
    </DeskPage>
  )
}

/** The same for a link that opens nothing and for an address that never was. */
export function noSuchPage(context: Context, { site }: Pick<VisitorDesk, 'site'>) {
  context.status(404)
  return context.html(
    <ErrorPage site={site} title="Page not found">
      <p class="text">
        If you followed a link, check that the whole of it was copied. What is on is in{' '}
        <a class="link" href={addresses.training()}>
          the programme
        </a>
        .
      </p>
    </ErrorPage>,
  )
}

/** When, where and for how much a workshop is held. */
export function WorkshopFacts({
  desk,
  workshop,
  children,
}: {
  desk: Pick<VisitorDesk, 'scheme'>
  workshop: Workshop
  children?: Child
}) {
  return (
    <dl class="training-facts">
      <dt>When</dt>
      <dd>
        {dayWords(desk.scheme, workshop)}, {timeWords(desk.scheme, workshop)}
      </dd>
      <dt>Where</dt>
      <dd>
        {[whereWords(workshop), ...(workshop.address?.split('\n') ?? [])].join(', ')}
        {workshop.town === null && '. How to join is sent a few days before.'}
      </dd>
      <dt>Price</dt>
      <dd>{priceWords(workshop)}</dd>
      {children}
    </dl>
  )
}

export type FoundWorkshop = { readonly workshop: Workshop; readonly course: Course }

/** A workshop with its course, as whoever asks may see it. */
export async function readWorkshopAndCourse(
  database: Transaction | VisitorDesk['visitor'],
  id: number,
): Promise<FoundWorkshop | undefined> {
  const workshop = await findWorkshop(database, id)
  const course = (await readCourses(database)).find((one) => one.id === workshop?.courseId)
  return workshop && course && { workshop, course }
}

export type FoundBooking = FoundWorkshop & {
  readonly key: string
  readonly booking: Booking
  readonly delegates: readonly Delegate[]
}

/** The booking that the address's key opens; undefined where it opens none. */
export async function readOwnBooking<More>(
  context: Context,
  desk: VisitorDesk,
  readMore: (transaction: Transaction, booking: Booking) => Promise<More>,
): Promise<(FoundBooking & { readonly more: More }) | undefined> {
  const key = context.req.param('key') ?? ''
  return asHolderOf(desk.visitor, key, async (transaction) => {
    const booking = await findBookingByLink(transaction, tokenHash(key))
    const found = booking && (await readWorkshopAndCourse(transaction, booking.workshopId))
    if (booking === undefined || found === undefined) return undefined
    const delegates = await readDelegates(transaction, booking.id)
    return { ...found, key, booking, delegates, more: await readMore(transaction, booking) }
  })
}
