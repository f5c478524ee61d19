import type { Context } from 'hono'
import type { Staff } from '../accounts/person.ts'
import { type Desk, StaffPage } from '../accounts/signed-in-route.tsx'
import { withNoun } from '../scheme/count-noun.ts'
import { printDate, printYear } from '../scheme/printed-dates.ts'
import { parseReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { DeskFigures, Standing } from '../web/desk-page.tsx'
import type { HeldWorkshop } from './held-workshop.ts'
import {
  readGivenTotals,
  readHeldWorkshops,
  readTrainingTotals,
  type YearlyTraining,
} from './training-store.ts'
import type { TrainingTotal } from './training-total.ts'

/** What letters quote of training, year by year, and for one year every course and seminar it is counted from. */
export async function showTrainingTotals(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const totals = (await readTrainingTotals(desk.database, desk.scheme)).toReversed()
  const given = await readGivenTotals(desk.database)
  const asked = parseReportingYear(context.req.query('year') ?? '')
  const shown = totals.find(({ year, origin }) => year === asked && origin === 'counted')
  const held = shown ? await readHeldWorkshops(desk.database, desk.scheme) : []
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={shown ? `Training totals ${printYear(desk.scheme, shown.year)}` : 'Training totals'}
      current={deskAddresses.training()}
      back={
        shown
          ? { text: 'Totals', href: deskAddresses.trainingTotals() }
          : { text: 'Training', href: deskAddresses.training() }
      }
    >
      {shown ? (
        <OneYear scheme={desk.scheme} total={shown} held={held.filter(({ year }) => year === shown.year)} />
      ) : (
        <EveryYear scheme={desk.scheme} totals={totals} given={given} />
      )}
    </StaffPage>,
  )
}

function EveryYear({
  scheme,
  totals,
  given,
}: {
  scheme: Scheme
  totals: readonly YearlyTraining[]
  /** What files said, also of years that are counted by now. */
  given: readonly TrainingTotal[]
}) {
  return (
    <>
      <h1>Totals</h1>
      <Standing>
        <strong>Letters quote these, and nobody types them in.</strong> What is counted is what was held, with
        its attendance recorded; earlier years come from a file.
      </Standing>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Year</th>
            <th scope="col">From</th>
            <NumberHead>Courses</NumberHead>
            <NumberHead>More than the year before</NumberHead>
            <NumberHead>People trained</NumberHead>
            <NumberHead>For care providers</NumberHead>
            <NumberHead>Seminar delegates</NumberHead>
          </tr>
        </thead>
        <tbody>
          {totals.map((total) => {
            const before = totals.find(({ year }) => year === total.year - 1)
            return (
              <tr>
                <th scope="row">
                  {total.origin === 'counted' ? (
                    <a href={deskAddresses.trainingTotals(total.year)}>{printYear(scheme, total.year)}</a>
                  ) : (
                    printYear(scheme, total.year)
                  )}
                </th>
                <td data-label="From">
                  {total.origin === 'counted' ? 'Counted here' : 'A file'}
                  {total.origin === 'counted' && (
                    <Superseded given={given.find(({ year }) => year === total.year)} />
                  )}
                </td>
                <NumberCell name="Courses" count={total.courseCount} />
                <NumberCell
                  name="More than the year before"
                  count={before ? total.courseCount - before.courseCount : null}
                />
                <NumberCell name="People trained" count={total.peopleCount} />
                <NumberCell name="For care providers" count={total.careProviderCourseCount} />
                <NumberCell name="Seminar delegates" count={total.seminarDelegateCount} />
              </tr>
            )
          })}
        </tbody>
      </table>
      <p class="note">
        Letters that were sealed keep what they said, also where attendance is put right afterwards.
      </p>
    </>
  )
}

/** A year that is counted only in part says less than its file did, and letters would too. */
function Superseded({ given }: { given: TrainingTotal | undefined }) {
  if (given === undefined) return null
  const courses = withNoun(number(given.courseCount), { one: 'course', many: 'courses' })
  const people = withNoun(number(given.peopleCount), { one: 'person', many: 'people' })
  return (
    <span class="note">
      A file said {courses}, {people}; what is counted holds.
    </span>
  )
}

function NumberHead({ children }: { children: string }) {
  return (
    <th scope="col" class="number">
      {children}
    </th>
  )
}

/** Null where it is not on record. */
function NumberCell({ name, count }: { name: string; count: number | null }) {
  return (
    <td class="number" data-label={name}>
      {count === null ? '–' : number(count)}
    </td>
  )
}

function number(count: number): string {
  return count.toLocaleString('en-GB').replace('-', '−')
}

function OneYear({
  scheme,
  total,
  held,
}: {
  scheme: Scheme
  total: YearlyTraining
  held: readonly HeldWorkshop[]
}) {
  const courses = held.filter(({ kind }) => kind === 'course')
  const seminars = held.filter(({ kind }) => kind === 'seminar')
  return (
    <>
      <h1>Training totals {printYear(scheme, total.year)}</h1>
      <Standing>
        <strong>
          {withNoun(number(total.courseCount), { one: 'course', many: 'courses' })},{' '}
          {withNoun(number(total.peopleCount), { one: 'person', many: 'people' })} trained.
        </strong>{' '}
        {comingWords(scheme, total.year, total.comingModules)}
      </Standing>
      <DeskFigures
        figures={[
          {
            number: number(total.courseCount),
            noun: 'courses',
            note: `${number(total.careProviderCourseCount ?? 0)} for care providers alone`,
          },
          { number: number(total.peopleCount), noun: 'people trained', note: 'who came' },
          ...(seminars.length === 0
            ? []
            : [
                {
                  number: number(total.seminarDelegateCount ?? 0),
                  noun: 'seminar delegates',
                  note: `from ${number(total.seminarAuthorityCount ?? 0)} authorities`,
                },
              ]),
        ]}
      />
      {seminars.length > 0 && <Held title="Seminars" held={seminars} />}
      {courses.length > 0 && <Held title="Courses" held={courses} />}
    </>
  )
}

function comingWords(scheme: Scheme, year: ReportingYear, modules: readonly string[]): string {
  if (modules.length === 0) return ''
  const coming = modules.length === 1 ? 'Coming module' : 'Coming modules'
  return `${coming} at the date of the letters of ${printYear(scheme, year)}: ${modules.join(', ')}.`
}

function Held({ title, held }: { title: string; held: readonly HeldWorkshop[] }) {
  return (
    <section aria-labelledby={title.toLowerCase()}>
      <h2 id={title.toLowerCase()}>{title}</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Held</th>
            <th scope="col">What</th>
            <th scope="col">Where</th>
            <NumberHead>Came</NumberHead>
            <NumberHead>Authorities</NumberHead>
          </tr>
        </thead>
        <tbody>
          {held.map(({ id, heldOn, title: what, town, peopleCount, authorityIds }) => (
            <tr>
              <th scope="row">
                <a href={deskAddresses.workshop(id)}>{printDate(heldOn)}</a>
              </th>
              <td>{what}</td>
              <td>{town ?? 'Online'}</td>
              <NumberCell name="Came" count={peopleCount} />
              <NumberCell name="Authorities" count={authorityIds.length} />
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
