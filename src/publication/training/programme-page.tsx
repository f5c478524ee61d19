import type { Context } from 'hono'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { calendarFile } from '../../training/booking/calendar-file.ts'
import { audienceWords, type Course, isOnlyAnnounced } from '../../training/course/course.ts'
import { findCourse, readCourses } from '../../training/course/course-store.ts'
import { bookingStanding, type Workshop } from '../../training/workshop/workshop.ts'
import { findWorkshop, readWorkshops, readWorkshopsOf } from '../../training/workshop/workshop-store.ts'
import {
  dayWords,
  priceWords,
  standingWords,
  timeWords,
  whereWords,
} from '../../training/workshop/workshop-words.ts'
import { addresses } from '../../web/addresses.ts'
import { bookingAddresses } from '../../web/booking-addresses.ts'
import { Button, ButtonLink, Select } from '../../web/form-controls.tsx'
import { Page } from '../../web/layout.tsx'
import { notFound, type PublicSite } from '../site/public-site.tsx'

/** What the programme may be narrowed to, as it stands in the address. */
type Asked = { readonly audience: string; readonly place: string }

/** What is on, by month; what is announced; what was held this year. */
export async function showTraining(context: Context, publicSite: PublicSite): Promise<Response> {
  const { database, scheme, site } = publicSite
  const now = await currentMoment(database)
  const today = dayOf(scheme, now)
  const since = new Date(`${today.slice(0, 4)}-01-01T00:00:00Z`)
  const [courses, coming, held] = await Promise.all([
    readCourses(database),
    readWorkshops(database, { from: now }),
    readWorkshops(database, { from: since, until: now }),
  ])
  const towns = [...new Set(coming.flatMap(({ town }) => town ?? []))].toSorted()
  const asked = {
    audience: known(
      context.req.query('audience'),
      scheme.training.audiences.map(({ code }) => code),
    ),
    place: known(context.req.query('place'), ['online', ...towns]),
  }
  const courseOf = new Map(courses.map((course) => [course.id, course]))
  const dates = coming.flatMap((workshop) => {
    const course = courseOf.get(workshop.courseId)
    return course && isAsked(asked, workshop, course) ? [{ workshop, course }] : []
  })
  const announced = courses.filter(
    (course) =>
      isOnlyAnnounced(course, today) && (asked.audience === '' || course.audiences.includes(asked.audience)),
  )
  return context.html(
    <Page
      site={site}
      title="Training and seminars"
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: 'Training and seminars' }]}
    >
      <h1 class="title">Training and seminars</h1>
      <p class="lead">
        What the {scheme.serviceName} teaches about handling complaints well, and its seminars for link
        officers. Places are booked here, without an account.
      </p>
      <Narrowing scheme={scheme} asked={asked} towns={towns} />
      {dates.length === 0 ? (
        <p class="text">
          No date is on{asked.audience === '' && asked.place === '' ? ' at present.' : ' for what you chose.'}
        </p>
      ) : (
        monthsOf(scheme, dates).map(({ month, dates: ofMonth }) => (
          <section class="section" aria-labelledby={`month-${month.replace(' ', '-')}`}>
            <h2 class="heading" id={`month-${month.replace(' ', '-')}`}>
              {month}
            </h2>
            <ul class="programme">
              {ofMonth.map(({ workshop, course }) => (
                <li class="programme__date">
                  <p class="programme__when">
                    {dayWords(scheme, workshop).replace(/ \d{4}$/, '')}
                    <span>{timeWords(scheme, workshop)}</span>
                  </p>
                  <div class="programme__what">
                    <h3>
                      <a class="link" href={addresses.trainingCourse(course.slug)}>
                        {course.title}
                      </a>
                    </h3>
                    <p class="small">
                      {whereWords(workshop)} · {audienceWords(scheme, course.audiences)} ·{' '}
                      {priceWords(workshop)}
                    </p>
                  </div>
                  <BookingLine scheme={scheme} workshop={workshop} course={course} now={now} today={today} />
                </li>
              ))}
            </ul>
          </section>
        ))
      )}
      {announced.length > 0 && (
        <section class="section" aria-labelledby="announced">
          <h2 class="heading" id="announced">
            Announced, and cannot be booked yet
          </h2>
          <ul class="ruled narrow">
            {announced.map((course) => (
              <li>
                <a class="link" href={addresses.trainingCourse(course.slug)}>
                  {course.title}
                </a>
                <p class="small">
                  {audienceWords(scheme, course.audiences)} · {course.summary}
                </p>
              </li>
            ))}
          </ul>
        </section>
      )}
      <HeldThisYear scheme={scheme} held={held} courseOf={courseOf} year={today.slice(0, 4)} />
    </Page>,
  )
}

function known(asked: string | undefined, those: readonly string[]): string {
  return those.find((one) => one === asked) ?? ''
}

function isAsked({ audience, place }: Asked, { town }: Workshop, { audiences }: Course): boolean {
  if (audience !== '' && !audiences.includes(audience)) return false
  return place === '' || (town ?? 'online') === place
}

type Dated = { readonly workshop: Workshop; readonly course: Course }

function monthsOf(scheme: Scheme, dates: readonly Dated[]) {
  const months = new Map<string, Dated[]>()
  for (const dated of dates) {
    const month = dayWords(scheme, dated.workshop).split(' ').slice(2).join(' ')
    months.set(month, [...(months.get(month) ?? []), dated])
  }
  return [...months].map(([month, ofMonth]) => ({ month, dates: ofMonth }))
}

/** For whom, and online or where: a form that works without scripts. */
function Narrowing({ scheme, asked, towns }: { scheme: Scheme; asked: Asked; towns: readonly string[] }) {
  return (
    <form class="programme__narrowing" method="get" action={addresses.training()}>
      <Select
        id="audience"
        name="audience"
        label="For"
        items={[
          { value: '', text: 'Everybody' },
          ...scheme.training.audiences.map(({ code, name }) => ({
            value: code,
            text: name,
            selected: code === asked.audience,
          })),
        ]}
      />
      <Select
        id="place"
        name="place"
        label="Where"
        items={[
          { value: '', text: 'Online and in places' },
          { value: 'online', text: 'Online', selected: asked.place === 'online' },
          ...towns.map((town) => ({ value: town, text: town, selected: town === asked.place })),
        ]}
      />
      <Button text="Show" isSecondary={true} />
    </form>
  )
}

/** How booking stands, with the way to book where there is one. */
function BookingLine({
  scheme,
  workshop,
  course,
  now,
  today,
}: Dated & { scheme: Scheme; now: Date; today: string }) {
  const standing = bookingStanding(workshop, course, { now, today })
  const words = standingWords(standing)
  const isOpen = standing.state === 'open' || standing.state === 'waiting-list'
  return (
    <p class="programme__booking">
      <span class={standing.state === 'cancelled' ? 'programme__gone' : undefined}>{words}</span>
      {isOpen && (
        <a class="link" href={bookingAddresses.newBooking(workshop.id)}>
          {standing.state === 'open' ? 'Book' : 'Wait for a place'}
          <span class="govuk-visually-hidden">
            {' '}
            {course.title}, {dayWords(scheme, workshop)}
          </span>
        </a>
      )}
    </p>
  )
}

function HeldThisYear({
  scheme,
  held,
  courseOf,
  year,
}: {
  scheme: Scheme
  held: readonly Workshop[]
  courseOf: ReadonlyMap<number, Course>
  year: string
}) {
  const took = held.filter(({ cancelledAt }) => cancelledAt === null)
  if (took.length === 0) return null
  return (
    <section class="section" aria-labelledby="held">
      <h2 class="heading" id="held">
        Held in {year}
      </h2>
      <p class="lead">{took.length === 1 ? '1 date' : `${took.length} dates`} so far.</p>
      <details class="programme__held">
        <summary>Show {took.length === 1 ? 'it' : 'them'}</summary>
        <ul class="ruled narrow">
          {took.toReversed().map((workshop) => (
            <li>
              {dayWords(scheme, workshop)} · {courseOf.get(workshop.courseId)?.title} · {whereWords(workshop)}
            </li>
          ))}
        </ul>
      </details>
    </section>
  )
}

/** One course or seminar with its dates. */
export async function showTrainingCourse(
  context: Context,
  publicSite: PublicSite,
  slug: string,
): Promise<Response> {
  const { database, scheme, site } = publicSite
  const course = await findCourse(database, slug)
  if (course === undefined) return noSuchCourse(context, publicSite)
  const now = await currentMoment(database)
  const today = dayOf(scheme, now)
  const dates = (await readWorkshopsOf(database, course.id)).filter(({ endsAt }) => endsAt >= now)
  return context.html(
    <Page
      site={site}
      title={course.title}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: 'Training and seminars', href: addresses.training() },
        { text: course.title },
      ]}
    >
      <h1 class="title">{course.title}</h1>
      <p class="facts">
        {course.kind === 'seminar' ? 'Seminar' : 'Course'} · for{' '}
        {audienceWords(scheme, course.audiences).toLowerCase()}
      </p>
      <p class="lead programme__summary">{course.summary}</p>
      {course.covers.trim() !== '' && (
        <section class="section" aria-labelledby="covers">
          <h2 class="heading" id="covers">
            What it covers
          </h2>
          <ul class="programme__covers">
            {course.covers
              .split('\n')
              .filter((line) => line.trim() !== '')
              .map((line) => (
                <li class="text">{line}</li>
              ))}
          </ul>
        </section>
      )}
      <section class="section" aria-labelledby="dates">
        <h2 class="heading" id="dates">
          Dates
        </h2>
        {isOnlyAnnounced(course, today) && <p class="lead">It is announced, and cannot be booked yet.</p>}
        {dates.length === 0 && !isOnlyAnnounced(course, today) && (
          <p class="text">No date is on at present.</p>
        )}
        {dates.map((workshop) => (
          <DateOf scheme={scheme} workshop={workshop} course={course} now={now} today={today} />
        ))}
      </section>
    </Page>,
  )
}

function DateOf({
  scheme,
  workshop,
  course,
  now,
  today,
}: Dated & { scheme: Scheme; now: Date; today: string }) {
  const standing = bookingStanding(workshop, course, { now, today })
  return (
    <article class="programme__whole">
      <h3>
        {dayWords(scheme, workshop)}, {timeWords(scheme, workshop)}
      </h3>
      <p class="text">
        {[whereWords(workshop), ...(workshop.address?.split('\n') ?? [])].join(', ')} · {priceWords(workshop)}
      </p>
      <p class="text">
        <strong>{standingWords(standing)}.</strong>{' '}
        {workshop.cancellationReason ??
          (standing.state === 'open' || standing.state === 'waiting-list'
            ? `Booking closes on ${dayWords(scheme, { beginsAt: new Date(`${workshop.bookingClosesOn}T12:00:00Z`) })}.`
            : '')}
      </p>
      {standing.state === 'open' && (
        <ButtonLink text="Book places" href={bookingAddresses.newBooking(workshop.id)} isSecondary={true} />
      )}
      {standing.state === 'waiting-list' && (
        <ButtonLink
          text="Join the waiting list"
          href={bookingAddresses.newBooking(workshop.id)}
          isSecondary={true}
        />
      )}
      {workshop.cancelledAt === null && (
        <p class="small">
          <a class="link" href={addresses.trainingCalendar(course.slug, workshop.id)}>
            Calendar file<span class="govuk-visually-hidden"> of {dayWords(scheme, workshop)}</span>
          </a>
        </p>
      )}
    </article>
  )
}

/** A date as a file for a calendar. */
export async function sendTrainingCalendar(
  context: Context,
  publicSite: PublicSite,
  { course: slug, file }: { readonly course: string; readonly file: string },
): Promise<Response> {
  const { database, scheme, site } = publicSite
  const id = /^([1-9]\d{0,8})\.ics$/.exec(file)?.[1]
  const course = await findCourse(database, slug)
  const workshop = id === undefined ? undefined : await findWorkshop(database, Number(id))
  if (course === undefined || workshop?.courseId !== course.id) return noSuchCourse(context, publicSite)
  const { origin } = new URL(context.req.url)
  const text = calendarFile(scheme, site, {
    workshop,
    course,
    address: `${origin}${addresses.trainingCourse(course.slug)}`,
    description: course.summary,
  })
  const mark = site.isDemonstration ? 'DEMONSTRATION-' : ''
  return context.body(text, 200, {
    'Content-Type': 'text/calendar; charset=utf-8',
    'Content-Disposition': `attachment; filename="${mark}${course.slug}-${workshop.id}.ics"`,
  })
}

function noSuchCourse(context: Context, publicSite: PublicSite) {
  return notFound(
    context,
    publicSite,
    'There is no course or seminar at this address',
    <p class="text">
      <a class="link" href={addresses.training()}>
        See the programme
      </a>
    </p>,
  )
}
