import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskFigures, Notice, Standing, State } from '../../web/desk-page.tsx'
import { ListTabs } from '../../web/list-tabs.tsx'
import { audienceWords, type Course, isOnlyAnnounced } from '../course/course.ts'
import { readCourses } from '../course/course-store.ts'
import { type BookingStanding, bookingStanding, type Workshop } from './workshop.ts'
import { readWorkshops } from './workshop-store.ts'
import { dayWords, inPlaces, standingWords, timeWords, whereWords } from './workshop-words.ts'

const doneSentences: Readonly<Record<string, string>> = {
  course: 'The course is saved.',
}

/** Workshops that ended within so many days are listed as held: those of a year until its letters are out. */
const heldDays = 550

/** What is on, what was held, and what there is to put on. */
export async function showTrainingProgramme(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const { database } = desk
  const asked = context.req.query('list')
  const list = asked === 'held' || asked === 'courses' ? asked : 'coming'
  const now = await currentMoment(database)
  const [courses, coming, held] = await Promise.all([
    readCourses(database),
    readWorkshops(database, { from: now }),
    readWorkshops(database, { from: new Date(now.getTime() - heldDays * 86_400_000), until: now }),
  ])
  const toRecord = held.filter(
    ({ attendanceRecordedAt, cancelledAt }) => attendanceRecordedAt === null && cancelledAt === null,
  )
  const on = coming.filter(({ cancelledAt }) => cancelledAt === null)
  const waiting = on.reduce((sum, { waitingCount }) => sum + waitingCount, 0)
  const done = doneSentences[context.req.query('done') ?? '']
  const mayRun = mayDo(staff, 'run-training')
  return context.html(
    <StaffPage desk={desk} person={staff} title="Training" current={deskAddresses.training()}>
      {done !== undefined && <Notice>{done}</Notice>}
      <h1>Training</h1>
      <Standing>
        <strong>
          {on.length === 1 ? '1 workshop is' : `${on.length} workshops are`} to come
          {toRecord.length > 0 &&
            `, and for ${toRecord.length} that ${toRecord.length === 1 ? 'was' : 'were'} held nobody recorded who came`}
          .
        </strong>{' '}
        Letters count those who came: where attendance is not recorded, nobody is counted.
      </Standing>
      <DeskFigures
        figures={[
          { number: String(on.length), noun: 'to come', note: 'courses and seminars' },
          {
            number: String(on.reduce((sum, { placesHeld }) => sum + placesHeld, 0)),
            noun: 'places taken',
            note: `of ${on.reduce((sum, { capacity }) => sum + capacity, 0).toLocaleString('en-GB')}`,
          },
          { number: String(waiting), noun: 'waiting', note: 'bookings on waiting lists', tone: 'waiting' },
          {
            number: String(toRecord.length),
            noun: 'to record',
            note: 'held, attendance not recorded',
            tone: toRecord.length > 0 ? 'warning' : 'fact',
          },
        ]}
      />
      <p>
        <a href={deskAddresses.trainingSeminars()}>Seminars by authority</a>: who came, and who has not for
        years. <a href={deskAddresses.trainingTotals()}>Totals</a>: what letters say of training, and what it
        is counted from
      </p>
      <ListTabs
        label="Lists of training"
        lists={[
          tab('coming', 'To come', coming.length, list),
          tab('held', 'Held', held.length, list),
          tab('courses', 'Courses and seminars', courses.length, list),
        ]}
      />
      {list === 'coming' && (
        <WorkshopTable
          desk={desk}
          workshops={coming}
          courses={courses}
          stateOf={(workshop, course) => (
            <ComingState standing={standing(workshop, course)} workshop={workshop} />
          )}
        />
      )}
      {list === 'held' && (
        <WorkshopTable
          desk={desk}
          workshops={held.toReversed()}
          courses={courses}
          stateOf={(workshop) => <HeldState workshop={workshop} />}
        />
      )}
      {list === 'courses' && (
        <CourseTable desk={desk} courses={courses} today={dayOf(desk.scheme, now)} mayRun={mayRun} />
      )}
      {mayRun && (
        <p class="training-next">
          <a href={deskAddresses.newCourse()}>Put a new course or seminar on the programme</a>
        </p>
      )}
    </StaffPage>,
  )

  function standing(workshop: Workshop, course: Course): BookingStanding {
    return bookingStanding(workshop, course, { now, today: dayOf(desk.scheme, now) })
  }
}

function tab(key: string, text: string, count: number, shown: string) {
  return {
    text,
    count: count.toLocaleString('en-GB'),
    href: deskAddresses.training(key === 'coming' ? undefined : key),
    isShown: key === shown,
  }
}

function WorkshopTable({
  desk,
  workshops,
  courses,
  stateOf,
}: {
  desk: Desk
  workshops: readonly Workshop[]
  courses: readonly Course[]
  stateOf: (workshop: Workshop, course: Course) => unknown
}) {
  if (workshops.length === 0) return <p class="recommendations-none">There are none.</p>
  return (
    <table class="desk-table desk-table--list training-table">
      <thead>
        <tr>
          <th scope="col">When</th>
          <th scope="col">Course or seminar</th>
          <th scope="col">Where</th>
          <th scope="col">Booking</th>
          <th scope="col" class="number">
            Places taken
          </th>
        </tr>
      </thead>
      <tbody>
        {workshops.map((workshop) => {
          const course = courses.find(({ id }) => id === workshop.courseId)
          return (
            course && (
              <tr>
                <td>
                  {dayWords(desk.scheme, workshop)}
                  <span class="note">{timeWords(desk.scheme, workshop)}</span>
                </td>
                <td>
                  <a href={deskAddresses.workshop(workshop.id)}>{course.title}</a>
                  {course.kind === 'seminar' && <span class="note">Seminar</span>}
                </td>
                <td>{whereWords(workshop)}</td>
                <td>{stateOf(workshop, course)}</td>
                <td class="number">
                  <span class="portal-label">Taken </span>
                  {workshop.placesHeld} of {workshop.capacity}
                </td>
              </tr>
            )
          )
        })}
      </tbody>
    </table>
  )
}

function ComingState({ standing, workshop }: { standing: BookingStanding; workshop: Workshop }) {
  switch (standing.state) {
    case 'open':
      return <State mark="done">{standingWords(standing)}</State>
    case 'waiting-list':
      return (
        <>
          <State mark="attention">{standingWords(standing)}</State>
          <span class="note">{workshop.waitingCount} waiting</span>
        </>
      )
    case 'cancelled':
      return <State mark="blocks">{standingWords(standing)}</State>
    default:
      return <State mark="open">{standingWords(standing)}</State>
  }
}

function HeldState({ workshop }: { workshop: Workshop }) {
  if (workshop.cancelledAt !== null) return <State mark="open">Was cancelled</State>
  if (workshop.attendanceRecordedAt === null) return <State mark="blocks">Attendance to record</State>
  return <State mark="done">Attendance recorded</State>
}

function CourseTable({
  desk,
  courses,
  today,
  mayRun,
}: {
  desk: Desk
  courses: readonly Course[]
  today: string
  mayRun: boolean
}) {
  return (
    <table class="desk-table desk-table--list training-table">
      <thead>
        <tr>
          <th scope="col">Title</th>
          <th scope="col">For whom</th>
          <th scope="col">Booking</th>
          {mayRun && <th scope="col">To do</th>}
        </tr>
      </thead>
      <tbody>
        {courses.map((course) => (
          <tr>
            <td>
              {mayRun ? <a href={deskAddresses.course(course.slug)}>{course.title}</a> : course.title}
              <span class="note">{course.kind === 'seminar' ? 'Seminar' : 'Course'}</span>
            </td>
            <td>{audienceWords(desk.scheme, course.audiences)}</td>
            <td>
              {isOnlyAnnounced(course, today) ? (
                <>
                  <State mark="open">Announced</State>
                  <span class="note">
                    {course.bookableFrom === null
                      ? 'letters name it as coming'
                      : `can be booked from ${printDate(course.bookableFrom)}`}
                  </span>
                </>
              ) : (
                <State mark="done">Can be booked</State>
              )}
            </td>
            {mayRun && (
              <td>
                <a href={deskAddresses.newWorkshop(course.slug)}>
                  Add a date<span class="govuk-visually-hidden"> of {course.title}</span>
                </a>
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

/** The page for an address that names no course, workshop or booking. */
export function noSuchTraining(context: Context, desk: Desk, staff: Staff) {
  context.status(404)
  return context.html(
    <StaffPage desk={desk} person={staff} title="Not found" current={deskAddresses.training()}>
      <h1>Not found</h1>
      <p>
        There is nothing of that kind here. <a href={deskAddresses.training()}>See the programme</a>.
      </p>
    </StaffPage>,
  )
}

/** "18 of 20 places taken". */
export function placesWords({ placesHeld, capacity }: Workshop): string {
  return `${placesHeld} of ${inPlaces(capacity)} taken`
}
