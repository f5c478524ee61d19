import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskFigures, Standing, State } from '../../web/desk-page.tsx'
import { ListPages, ListTabs } from '../../web/list-tabs.tsx'
import { readCourses } from '../course/course-store.ts'
import {
  readSeminarAuthorities,
  readSeminarCounts,
  readWorkshops,
  type SeminarAuthority,
} from './workshop-store.ts'
import { dayWords, whereWords } from './workshop-words.ts'

/** After so long without a seminar an authority counts among those who have not come for years. */
const longAwayDays = 3 * 365

/** Seminars as they were held, and for each authority of the register when somebody from it last came. */
export async function showSeminars(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const { database, scheme } = desk
  const now = await currentMoment(database)
  const today = dayOf(scheme, now)
  const [courses, workshops, counts, authorities] = await Promise.all([
    readCourses(database),
    readWorkshops(database, { from: new Date(0) }),
    readSeminarCounts(database),
    readSeminarAuthorities(database, today, scheme.training.seminarKinds),
  ])
  const since = new Date(now.getTime() - longAwayDays * 86_400_000).toISOString().slice(0, 10)
  const groups = {
    away: authorities.filter(({ lastCameOn }) => lastCameOn === null || lastCameOn < since),
    came: authorities.filter(({ lastCameOn }) => lastCameOn !== null && lastCameOn >= since),
  }
  const list = context.req.query('list') === 'came' ? 'came' : 'away'
  const asked = context.req.query('from') ?? ''
  const from = /^\d{1,5}$/.test(asked) ? Number(asked) : 0
  const seminars = counts
    .flatMap((count) => {
      const workshop = workshops.find(({ id }) => id === count.workshopId)
      const course = courses.find(({ id }) => id === workshop?.courseId)
      return workshop && course ? [{ ...count, workshop, course }] : []
    })
    .toSorted((one, other) => other.workshop.beginsAt.getTime() - one.workshop.beginsAt.getTime())
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title="Seminars by authority"
      current={deskAddresses.training()}
      back={{ text: 'Training', href: deskAddresses.training() }}
    >
      <h1>Seminars by authority</h1>
      <Standing>
        <strong>
          {groups.away.length.toLocaleString('en-GB')} of {authorities.length.toLocaleString('en-GB')}{' '}
          authorities have sent nobody for three years
        </strong>
        , as far as attendance was recorded here.
      </Standing>
      <DeskFigures
        figures={[
          { number: String(groups.came.length), noun: 'authorities', note: 'came within three years' },
          {
            number: String(authorities.reduce((sum, { delegateCount }) => sum + delegateCount, 0)),
            noun: 'delegates',
            note: 'came, over all seminars here',
          },
          {
            number: String(groups.away.filter(({ bookedCount }) => bookedCount > 0).length),
            noun: 'on their way',
            note: 'long away, and booked now',
            tone: 'waiting',
          },
        ]}
      />
      <h2>Seminars</h2>
      {seminars.length === 0 ? (
        <p>None is on record.</p>
      ) : (
        <table class="desk-table desk-table--list training-table">
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">Seminar</th>
              <th scope="col">Where</th>
              <th scope="col" class="number">
                Delegates
              </th>
              <th scope="col" class="number">
                Authorities
              </th>
            </tr>
          </thead>
          <tbody>
            {seminars.map(({ workshop, course, delegateCount, authorityCount }) => (
              <tr>
                <td>{dayWords(scheme, workshop)}</td>
                <td>
                  <a href={deskAddresses.workshop(workshop.id)}>{course.title}</a>
                  <span class="note">
                    {workshop.attendanceRecordedAt !== null
                      ? 'who came'
                      : workshop.beginsAt > now
                        ? 'booked so far'
                        : 'booked; attendance not recorded'}
                  </span>
                </td>
                <td>{whereWords(workshop)}</td>
                <td class="number">
                  <span class="portal-label">Delegates </span>
                  {delegateCount}
                </td>
                <td class="number">
                  <span class="portal-label">Authorities </span>
                  {authorityCount}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ListTabs
        label="Authorities"
        lists={[
          {
            text: 'Not for three years',
            count: groups.away.length.toLocaleString('en-GB'),
            href: listAddress('away', 0),
            isShown: list === 'away',
          },
          {
            text: 'Came within three years',
            count: groups.came.length.toLocaleString('en-GB'),
            href: listAddress('came', 0),
            isShown: list === 'came',
          },
        ]}
      />
      <AuthorityTable authorities={groups[list].slice(from, from + pageLength)} />
      <ListPages
        first={from > 0 ? listAddress(list, 0) : undefined}
        next={groups[list].length > from + pageLength ? listAddress(list, from + pageLength) : undefined}
      />
    </StaffPage>,
  )
}

const pageLength = 50

function listAddress(list: 'away' | 'came', from: number): string {
  const asked = { ...(list === 'came' && { list }), ...(from > 0 && { from: String(from) }) }
  const query = new URLSearchParams(asked).toString()
  return query === '' ? deskAddresses.trainingSeminars() : `${deskAddresses.trainingSeminars()}?${query}`
}

function AuthorityTable({ authorities }: { authorities: readonly SeminarAuthority[] }) {
  if (authorities.length === 0) return <p class="recommendations-none">There are none.</p>
  return (
    <table class="desk-table desk-table--list training-table">
      <thead>
        <tr>
          <th scope="col">Authority</th>
          <th scope="col">Last came</th>
          <th scope="col" class="number">
            Came in all
          </th>
          <th scope="col" class="number">
            Booked now
          </th>
        </tr>
      </thead>
      <tbody>
        {authorities.map(({ officialName, lastCameOn, delegateCount, bookedCount }) => (
          <tr>
            <td>{officialName}</td>
            <td>
              {lastCameOn === null ? <State mark="open">Never, on record</State> : printDate(lastCameOn)}
            </td>
            <td class="number">
              <span class="portal-label">Came </span>
              {delegateCount}
            </td>
            <td class="number">
              <span class="portal-label">Booked </span>
              {bookedCount}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
