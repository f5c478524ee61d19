import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { daysBetween } from '../../scheme/calendar-days.ts'
import { dayOf, printDate, printYear } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { inDays } from '../../scheme/sentence-words.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { type DeskFigure, DeskFigures, Standing, State } from '../../web/desk-page.tsx'
import { ButtonLink } from '../../web/form-controls.tsx'
import { ListPages, ListTabs } from '../../web/list-tabs.tsx'
import { writePlace } from '../import/list-place.ts'
import { dueWords } from '../recommendation/recommendation.ts'
import { fileStages, stageWords, taskWords } from './case-stage.ts'
import { percentInTime } from './decided-in-time.ts'
import type { DecidedInTime } from './decided-in-time-store.ts'
import { readOfficeCounts } from './office-counts-store.ts'
import { type QueueCriteria, type QueueOwner, queueOwners, readQueueCriteria, soonDays } from './queue.ts'
import { countQueue, type QueueCount, type QueuedCase, readQueue } from './queue-store.ts'

/** How many cases a page has. */
const mostListed = 50

/** The open cases: whose they are, what is due first or oldest, and how long cases take. */
export async function showQueue(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const { database, scheme } = desk
  const criteria = readQueueCriteria(
    (name) => context.req.query(name) ?? '',
    mayDo(staff, 'work-on-cases') ? 'mine' : 'everyone',
  )
  const today = dayOf(scheme, await currentMoment(database))
  const [cases, mine, nobody, office] = await Promise.all([
    readQueue(database, criteria, staff.id, mostListed + 1),
    countQueue(database, { personId: staff.id }, today),
    countQueue(database, { personId: null }, today),
    readOfficeCounts(database, scheme, today),
  ])
  const countsOf = (owner: QueueOwner) => ({ mine, nobody, everyone: office.everyone })[owner]
  const owned = countsOf(criteria.owner)
  return context.html(
    <StaffPage desk={desk} person={staff} title="Casework" current={deskAddresses.casework()} isWide={true}>
      <h1>Casework</h1>
      <Standing>{queueSentence(criteria.owner, owned)}</Standing>
      <DeskFigures figures={figuresOf(scheme, owned, nobody, office.inTime)} />
      <div class="desk-actions casework-actions">
        {mayDo(staff, 'work-on-cases') && (
          <ButtonLink text="Take a complaint" href={deskAddresses.newComplaint()} />
        )}
        <p>
          <a href={deskAddresses.cases()}>Find a case</a> by authority or reference, decided ones too.{' '}
          <a href={deskAddresses.caseworkTimes()}>How long cases take</a>
        </p>
      </div>
      <ListTabs
        label="Lists of cases"
        lists={queueOwners.map((owner) => ({
          text: ownerWords[owner],
          count: count(sum(countsOf(owner), 'cases')),
          href: queueAddress({ ...criteria, owner }),
          isShown: owner === criteria.owner,
        }))}
      />
      <Filters criteria={criteria} owned={owned} />
      <QueueTable cases={cases.slice(0, mostListed)} scheme={scheme} staff={staff} today={today} />
      <Paging criteria={criteria} cases={cases} />
    </StaffPage>,
  )
}

/** "You have 24 open cases, 3 of them overdue. 5 more are due within 7 days." */
function queueSentence(owner: QueueOwner, counts: readonly QueueCount[]) {
  const [cases, overdue, soon] = [sum(counts, 'cases'), sum(counts, 'overdue'), sum(counts, 'soon')]
  if (cases === 0) return <strong>{noneWords[owner]}</strong>
  return (
    <>
      <strong>
        {someWords[owner](cases)}
        {overdue === 0 ? ', and none is overdue.' : `, ${count(overdue)} of them overdue.`}
      </strong>{' '}
      {soon > 0 && `${count(soon)} more ${soon === 1 ? 'is' : 'are'} due within ${soonDays} days.`}
    </>
  )
}

const noneWords: Readonly<Record<QueueOwner, string>> = {
  mine: 'You have no open case.',
  nobody: 'Somebody works on every open case.',
  everyone: 'No case is open.',
}

const someWords: Readonly<Record<QueueOwner, (cases: number) => string>> = {
  mine: (cases) => `You have ${many(cases, 'open case')}`,
  nobody: (cases) => `${many(cases, 'open case')} ${cases === 1 ? 'is' : 'are'} nobody’s yet`,
  everyone: (cases) => `There ${cases === 1 ? 'is' : 'are'} ${many(cases, 'open case')}`,
}

function figuresOf(
  scheme: Scheme,
  owned: readonly QueueCount[],
  nobody: readonly QueueCount[],
  inTime: DecidedInTime,
): readonly DeskFigure[] {
  const overdue = sum(owned, 'overdue')
  const { year, decided, inTime: number } = inTime
  return [
    {
      number: count(overdue),
      noun: 'overdue',
      note: 'something was to be done by now',
      tone: overdue > 0 ? 'warning' : 'fact',
    },
    { number: count(sum(owned, 'soon')), noun: 'due soon', note: `within ${soonDays} days`, tone: 'waiting' },
    {
      number: count(sum(nobody, 'cases')),
      noun: 'nobody’s yet',
      note: 'to be given to somebody',
      tone: 'waiting',
    },
    {
      number: percentInTime(inTime) ?? 'None',
      noun: `within ${scheme.casework.targetWeeks} weeks`,
      note:
        decided === 0
          ? `decided yet in ${printYear(scheme, year)}`
          : `${count(number)} of ${count(decided)} decided in ${printYear(scheme, year)} so far`,
    },
  ]
}

const ownerWords: Readonly<Record<QueueOwner, string>> = {
  mine: 'Mine',
  nobody: 'Nobody’s',
  everyone: 'Everyone’s',
}

function Filters({ criteria, owned }: { criteria: QueueCriteria; owned: readonly QueueCount[] }) {
  const { order, stage } = criteria
  return (
    <nav class="casework-filters" aria-label="Which of them">
      <FilterRow
        name="Stage"
        choices={[
          { text: 'Every stage', href: queueAddress({ ...criteria, stage: null }), isChosen: stage === null },
          ...fileStages.map((one) => ({
            text: `${one === 'decided' ? 'Review asked for' : stageWords[one].name} (${count(
              sum(
                owned.filter((row) => row.stage === one),
                'cases',
              ),
            )})`,
            href: queueAddress({ ...criteria, stage: one }),
            isChosen: one === stage,
          })),
        ]}
      />
      <FilterRow
        name="First"
        choices={[
          {
            text: 'What is due',
            href: queueAddress({ ...criteria, order: 'due' }),
            isChosen: order === 'due',
          },
          {
            text: 'The oldest',
            href: queueAddress({ ...criteria, order: 'age' }),
            isChosen: order === 'age',
          },
        ]}
      />
    </nav>
  )
}

function FilterRow({
  name,
  choices,
}: {
  name: string
  choices: readonly { readonly text: string; readonly href: string; readonly isChosen: boolean }[]
}) {
  return (
    <div class="casework-filters__row">
      <span class="casework-filters__name" id={`filter-${name.toLowerCase()}`}>
        {name}
      </span>
      <ul aria-labelledby={`filter-${name.toLowerCase()}`}>
        {choices.map(({ text, href, isChosen }) => (
          <li>
            <a href={href} aria-current={isChosen ? 'true' : undefined}>
              {text}
            </a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** The address of a queue; another queue begins at its first case. */
function queueAddress({ owner, order, stage }: QueueCriteria, after?: string): string {
  return deskAddresses.casework({
    who: owner,
    order,
    ...(stage === null ? {} : { stage }),
    ...(after === undefined ? {} : { after }),
  })
}

function QueueTable({
  cases,
  scheme,
  staff,
  today,
}: {
  cases: readonly QueuedCase[]
  scheme: Scheme
  staff: Staff
  today: IsoDate
}) {
  if (cases.length === 0) return <p class="note">No case is in this queue.</p>
  return (
    <table class="desk-table desk-table--list casework-table">
      <thead>
        <tr>
          <th scope="col">What is due</th>
          <th scope="col">Case</th>
          <th scope="col">Stage</th>
          <th scope="col" class="number">
            Day
          </th>
          <th scope="col">Who works on it</th>
        </tr>
      </thead>
      <tbody>
        {cases.map((queued) => (
          <tr>
            <td>
              <Due queued={queued} today={today} />
            </td>
            <td>
              <a href={deskAddresses.case(queued.slug, queued.reference)}>{queued.reference}</a>{' '}
              {queued.officialName}
              <span class="note">
                {scheme.categories.find(({ code }) => code === queued.category)?.name ?? queued.category}
              </span>
            </td>
            <td>{queued.stage === 'decided' ? 'Review' : stageWords[queued.stage].name}</td>
            <td class="number" data-label="Day">
              <Day scheme={scheme} queued={queued} today={today} />
            </td>
            <td class="casework-table__worker">
              {queued.worker === null ? (
                <span class="note">nobody yet</span>
              ) : queued.worker === staff.email ? (
                'You'
              ) : (
                queued.worker
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Due({ queued: { task, dueOn, pausedOn }, today }: { queued: QueuedCase; today: IsoDate }) {
  if (pausedOn !== null) {
    return (
      <>
        <State mark="open">
          Paused {pausedOn === today ? 'today' : inDays(daysBetween(pausedOn, today))}
        </State>
        <span class="note">{task === 'await-comments' ? 'Comments' : taskWords[task]} later</span>
      </>
    )
  }
  const late = daysBetween(dueOn, today)
  const isOver = late > 0 && task !== 'await-comments'
  return (
    <>
      <State mark={isOver ? 'blocks' : late >= -soonDays ? 'attention' : 'open'}>
        {task === 'await-comments' && late > 0 ? 'Comments are over' : dueWords(-late)}
      </State>
      <span class="note">
        {task === 'await-comments' && late > 0 ? 'Decide; they had' : taskWords[task]}{' '}
        {task === 'await-comments' ? printDate(dueOn) : `by ${printDate(dueOn)}`}
      </span>
    </>
  )
}

/** On which day of how many a case is; days on which its clock stood still do not count. */
function Day({
  scheme,
  queued: { receivedOn, targetOn, pausedOn },
  today,
}: {
  scheme: Scheme
  queued: QueuedCase
  today: IsoDate
}) {
  const target = scheme.casework.targetWeeks * 7
  const pausedBefore = daysBetween(receivedOn, targetOn) - target
  const pausedNow = pausedOn === null ? 0 : daysBetween(pausedOn, today)
  const day = daysBetween(receivedOn, today) - pausedBefore - pausedNow
  return (
    <span class={day > target ? 'warning' : undefined}>
      {day} of {target}
    </span>
  )
}

function Paging({ criteria, cases }: { criteria: QueueCriteria; cases: readonly QueuedCase[] }) {
  const last = cases.length > mostListed ? cases[mostListed - 1] : undefined
  return (
    <ListPages
      first={criteria.after === undefined ? undefined : queueAddress(criteria)}
      next={last && queueAddress(criteria, writePlace(last.place))}
    />
  )
}

function sum(counts: readonly QueueCount[], of: 'cases' | 'overdue' | 'soon'): number {
  return counts.reduce((total, row) => total + row[of], 0)
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}

function many(number: number, noun: string): string {
  return `${count(number)} ${number === 1 ? noun : `${noun}s`}`
}
