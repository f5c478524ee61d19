import type { Context } from 'hono'
import type { JsonValue } from '../audit/audit-chain.ts'
import {
  type AuditCheck,
  type AuditSearch,
  countEntries,
  type FoundEntries,
  type FoundEntry,
  readActions,
  readLastCheck,
} from '../audit/audit-search-store.ts'
import { daysAfter } from '../scheme/calendar-days.ts'
import { withNoun } from '../scheme/count-noun.ts'
import { printMoment } from '../scheme/printed-dates.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { isDay, momentAt } from '../scheme/wall-clock.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import {
  DeskForm,
  DeskSelect,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import type { SentForm } from '../web/sent-form.ts'
import { checkAudit, entriesPerCheck, searchAudit } from './audit-actions.ts'
import { changesOf } from './audit-change.ts'
import type { Staff } from './person.ts'
import { type Desk, StaffPage, tokenOf } from './signed-in-route.tsx'

/** Where staff search the record of who did what, and have its chain checked. */
export async function showAudit(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const typed = typedIn(context)
  const question = questionOf(desk.scheme, typed)
  const found = question.ok
    ? await searchAudit(desk.database, staff.email, question.search, question.olderThan)
    : null
  const problems = question.ok ? [] : question.problems
  if (!question.ok) context.status(422)
  return context.html(
    <StaffPage desk={desk} person={staff} title="Who did what" current={deskAddresses.audit()}>
      {context.req.query('done') === 'check' && <Notice>The record was checked.</Notice>}
      <ErrorSummary problems={problems} />
      <h1>Who did what</h1>
      <ChainState
        desk={desk}
        staff={staff}
        check={await readLastCheck(desk.database)}
        entryCount={await countEntries(desk.database)}
      />
      <p>
        <a href={deskAddresses.retention()}>What was removed</a> when its period of retention had ended
      </p>
      <h2>Search</h2>
      <SearchForm typed={typed} problems={problems} actions={await readActions(desk.database)} />
      {found && <Found scheme={desk.scheme} typed={typed} found={found} />}
    </StaffPage>,
  )
}

/** Has the chain checked, as far as one request goes. */
export async function sendAuditCheck(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  await checkAudit(
    desk.database,
    staff.email,
    form.text('from') === 'last check' ? 'last check' : 'beginning',
  )
  return context.redirect(`${deskAddresses.audit()}?done=check`, 303)
}

/** What stands in the fields, as it was typed. */
type Typed = Readonly<Record<(typeof fields)[number], string>>

const fields = ['words', 'who', 'what', 'subject', 'from', 'to', 'older'] as const

function typedIn(context: Context): Typed {
  const read = (field: (typeof fields)[number]) => (context.req.query(field) ?? '').trim()
  return {
    words: read('words'),
    who: read('who'),
    what: read('what'),
    subject: read('subject'),
    from: read('from'),
    to: read('to'),
    older: read('older'),
  }
}

type Question =
  | { readonly ok: true; readonly search: AuditSearch; readonly olderThan: number | null }
  | { readonly ok: false; readonly problems: readonly Problem[] }

const longestField = 200

function questionOf(scheme: Scheme, typed: Typed): Question {
  const problems: Problem[] = fields
    .filter((field) => typed[field].length > longestField)
    .map((field) => ({ field, reason: `That is too long to search for: take ${longestField} characters.` }))
  const dayOf = (field: 'from' | 'to', daysLater: number): Date | null => {
    if (typed[field] === '') return null
    const reading = momentAt(scheme, dayLater(typed[field], daysLater), '00:00')
    if (reading.ok) return reading.moment
    problems.push({ field, reason: `“${typed[field]}” is no day; write it as 2025-07-24.` })
    return null
  }
  const from = dayOf('from', 0)
  // The last day is searched to its end.
  const until = dayOf('to', 1)
  if (from && until && from >= until) {
    problems.push({ field: 'to', reason: 'The last day is before the first one.' })
  }
  if (typed.older !== '' && !/^\d{1,15}$/.test(typed.older)) {
    problems.push({ reason: 'There is no such place in the record; search again.' })
  }
  if (problems.length > 0) return { ok: false, problems }
  const { words, who, what, subject, older } = typed
  return {
    ok: true,
    search: {
      words: words || null,
      actor: who || null,
      action: what || null,
      subject: subject || null,
      from,
      until,
    },
    olderThan: older === '' ? null : Number(older),
  }
}

/** What is no day stays as it is, to be refused. */
function dayLater(day: string, days: number): string {
  return isDay(day) ? daysAfter(day, days) : day
}

/** How far the chain has been checked, by whom, and the button that checks it. */
function ChainState({
  desk,
  staff,
  check,
  entryCount,
}: {
  desk: Desk
  staff: Staff
  check: AuditCheck | undefined
  entryCount: number
}) {
  const action = deskAddresses.auditCheck()
  const isUnderWay = check !== undefined && !check.isWhole
  return (
    <>
      <Standing>
        <CheckInWords check={check} entryCount={entryCount} />
      </Standing>
      {check && (
        <p class="note">
          Last checked on {printMoment(desk.scheme, check.checkedAt)} by {check.checkedBy}. The hash of entry{' '}
          {printCount(check.lastEntry)} begins <code>{check.lastHash.toString('hex').slice(0, 16)}</code>:
          whoever keeps it elsewhere can tell if the record up to there was ever written anew.
        </p>
      )}
      {check && check.problemCount > 0 && <Problems check={check} />}
      <div class="desk-actions">
        <DeskForm action={action} token={tokenOf(desk, staff, action)}>
          <input type="hidden" name="from" value={isUnderWay ? 'last check' : 'beginning'} />
          <Button
            text={isUnderWay ? `Go on from entry ${printCount(check.lastEntry + 1)}` : 'Check the record'}
            isSecondary={true}
          />
        </DeskForm>
        {isUnderWay && (
          <DeskForm action={action} token={tokenOf(desk, staff, action)}>
            <input type="hidden" name="from" value="beginning" />
            <Button text="Begin again" isSecondary={true} />
          </DeskForm>
        )}
        <p class="note">
          {printCount(entriesPerCheck)} entries at a time. “upheld audit verify” checks all of it at once.
        </p>
      </div>
    </>
  )
}

function CheckInWords({ check, entryCount }: { check: AuditCheck | undefined; entryCount: number }) {
  if (!check) {
    return (
      <>
        <strong>Nobody has had this record checked yet.</strong> It has{' '}
        {withNoun(printCount(entryCount), entries)}.
      </>
    )
  }
  const later = entryCount - check.lastEntry
  const rest = check.isWhole
    ? `${withNoun(printCount(Math.max(0, later)), entries)} came since.`
    : `${withNoun(printCount(Math.max(0, later)), entries)} after it ${later === 1 ? 'is' : 'are'} still to be checked.`
  return check.problemCount === 0 ? (
    <>
      <strong>Up to entry {printCount(check.lastEntry)} everything is as it was written.</strong> {rest}
    </>
  ) : (
    <>
      <strong>
        Up to entry {printCount(check.lastEntry)},{' '}
        {check.problemCount === 1 ? '1 thing does' : `${printCount(check.problemCount)} things do`} not fit.
      </strong>{' '}
      {rest}
    </>
  )
}

const entries = { one: 'entry', many: 'entries' }

function Problems({ check: { problems, problemCount } }: { check: AuditCheck }) {
  const more = problemCount - problems.length
  return (
    <>
      <p>
        <State mark="blocks">Not as it was written</State>
      </p>
      <ul class="audit-problems">
        {problems.map((problem) => (
          <li>{problem}</li>
        ))}
      </ul>
      <p>
        {more > 0 && `And ${printCount(more)} more. `}
        Somebody has changed the database past Upheld. Compare it with a backup, and find out who could.
      </p>
    </>
  )
}

function SearchForm({
  typed,
  problems,
  actions,
}: {
  typed: Typed
  problems: readonly Problem[]
  actions: readonly string[]
}) {
  const field = (id: 'words' | 'who' | 'subject' | 'from' | 'to') => ({
    id,
    value: typed[id],
    error: problemOf(problems, id),
  })
  return (
    <form class="audit-search" method="get" action={deskAddresses.audit()} novalidate={true}>
      <DeskTextInput {...field('words')} label="Words" hint="Whole words, all of them" />
      <DeskTextInput {...field('who')} label="Who" hint="The whole address" />
      <DeskSelect
        id="what"
        label="What"
        value={typed.what}
        error={problemOf(problems, 'what')}
        items={[
          { value: '', text: 'Anything' },
          // An address may name something that was never done; the field says so too.
          ...[...new Set([...actions, ...(typed.what === '' ? [] : [typed.what])])].map((action) => ({
            value: action,
            text: action,
          })),
        ]}
      />
      <DeskTextInput {...field('subject')} label="About" hint="As “complaint 23 001”" />
      <DeskTextInput {...field('from')} label="From" type="date" width={10} />
      <DeskTextInput {...field('to')} label="To" type="date" width={10} />
      <div class="audit-search__send">
        <Button text="Search" />
        {Object.values(typed).some((text) => text !== '') && (
          <a href={deskAddresses.audit()}>Everything, newest first</a>
        )}
      </div>
    </form>
  )
}

function Found({ scheme, typed, found }: { scheme: Scheme; typed: Typed; found: FoundEntries }) {
  const oldest = found.entries.at(-1)
  return (
    <>
      <h2>{typed.older === '' ? 'Newest first' : `Older than entry ${printCount(Number(typed.older))}`}</h2>
      {found.entries.length === 0 ? (
        <p>Nothing in the record fits{typed.older === '' ? '' : ' that is older'}.</p>
      ) : (
        <ol class="audit-entries">
          {found.entries.map((entry) => (
            <Entry scheme={scheme} entry={entry} />
          ))}
        </ol>
      )}
      <p class="desk-actions">
        {found.hasMore && oldest && <a href={pageAddress(typed, String(oldest.entryId))}>Older entries</a>}
        {typed.older !== '' && <a href={pageAddress(typed, '')}>Newest entries</a>}
      </p>
      <p class="note">That you searched, and for what, stands in the record too.</p>
    </>
  )
}

function pageAddress(typed: Typed, older: string): string {
  const asked = Object.entries({ ...typed, older }).filter(([, text]) => text !== '')
  const query = new URLSearchParams(asked).toString()
  return query === '' ? deskAddresses.audit() : `${deskAddresses.audit()}?${query}`
}

function Entry({ scheme, entry }: { scheme: Scheme; entry: FoundEntry }) {
  const { entryId, at, actor, action, subject, before, after, hash } = entry
  const changes = changesOf(scheme, before, after)
  const shown = changes.slice(0, mostChanges)
  return (
    <li class="audit-entry" id={`entry-${entryId}`}>
      <p class="audit-entry__when">
        {printMoment(scheme, at)}
        <span class="note">Entry {printCount(entryId)}</span>
      </p>
      <div class="audit-entry__what">
        <p>
          <strong>{action}</strong>, {subject}
          <span class="note">{actor}</span>
        </p>
        {shown.length > 0 && (
          <dl class="audit-changes">
            {shown.map(({ name, before: old, after: fresh }) => (
              <div>
                <dt>{name}</dt>
                <dd>
                  {old !== null && <span class="audit-changes__old">{old}</span>}
                  {old !== null && <span class="audit-changes__arrow"> became </span>}
                  {(fresh !== null || old !== null) && (
                    <span class={old === null ? undefined : 'audit-changes__new'}>{fresh ?? 'nothing'}</span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        )}
        {changes.length > shown.length && (
          <p class="note">And {printCount(changes.length - shown.length)} more things, below.</p>
        )}
        <details class="audit-entry__recorded">
          <summary>As recorded</summary>
          <p class="note">Before</p>
          <pre tabindex={0}>{asJson(before)}</pre>
          <p class="note">After</p>
          <pre tabindex={0}>{asJson(after)}</pre>
          <p class="note">Hash of this entry and all before it</p>
          <pre tabindex={0}>{hash.toString('hex')}</pre>
        </details>
      </div>
    </li>
  )
}

const mostChanges = 30
const longestJson = 20_000

function asJson(value: JsonValue): string {
  const text = JSON.stringify(value, null, 2)
  return text.length > longestJson
    ? `${text.slice(0, longestJson)}\n… and more, which the database has`
    : text
}

function printCount(count: number): string {
  return count.toLocaleString('en-GB')
}
