import type { Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { backToCase } from '../../casework/asked-case.tsx'
import { changeableFields, type TypedCase } from '../../casework/case-change.ts'
import { type CaseRecord, changedFields, type KnownCase, recordMark } from '../../casework/case-record.ts'
import type { LetterBox } from '../../letters/letter.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import {
  type CountChange,
  type NationalChange,
  type PrintedChange,
  printCount,
  printedChanges,
  setTitle,
} from '../../statistics/figure-changes.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { type DeskFigure, DeskFigures, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { Ring, type RingShare } from '../../web/ring.tsx'
import { fieldChanges } from '../case/case-words.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { longestReason } from './correction-reason.ts'
import {
  effectOn,
  isTouched,
  type LetterRipple,
  madeAgain,
  type Ripple,
  revisionAfter,
  type YearRipple,
} from './ripple.ts'
import {
  type BoxChange,
  changedBoxes,
  nationalTitle,
  sideNames,
  whatFollows,
  yearSentence,
} from './ripple-words.ts'

export type ProposedChange = {
  readonly known: KnownCase
  readonly record: CaseRecord
  readonly typed: TypedCase
  readonly reason: string
  /** The query that the change answers, if any. */
  readonly query: { readonly year: ReportingYear; readonly id: number } | undefined
  /** Why the decision is changed, where the change answers a request for review; empty where it does not. */
  readonly reviewAnswer: string
  readonly hasStatement: boolean
}

/** Everything that would change, before anything is saved; and the form that saves it. */
export function RipplePage({
  desk,
  staff,
  change,
  ripple,
  problems,
}: {
  desk: ReviewDesk
  staff: Staff
  change: ProposedChange
  ripple: Ripple
  problems: readonly Problem[]
}) {
  const { scheme } = desk
  const touched = ripple.years.filter(isTouched)
  const isCorrection = touched.some((year) => effectOn(year) === 'correction')
  return (
    <StaffPage
      desk={desk}
      person={staff}
      title={isCorrection ? 'Before you save this correction' : 'Before you save this change'}
      current={deskAddresses.casework()}
      back={backToCase(change.known)}
    >
      <ErrorSummary problems={problems} />
      <h1>{isCorrection ? 'Before you save this correction' : 'Before you save this change'}</h1>
      <Sentence scheme={scheme} change={change} years={touched} />
      {touched.length > 0 && <DeskFigures figures={figuresOf(scheme, touched)} />}
      {touched.map((year) => (
        <YearSection scheme={scheme} year={year} isOnly={touched.length === 1} change={change} />
      ))}
      <SaveForm
        desk={desk}
        staff={staff}
        change={change}
        ripple={ripple}
        isCorrection={isCorrection}
        problems={problems}
      />
    </StaffPage>
  )
}

function Sentence({
  scheme,
  change: { known, record },
  years,
}: {
  scheme: Scheme
  change: ProposedChange
  years: readonly YearRipple[]
}) {
  const changes = fieldChanges(scheme, changedFields(known.record, record), known.record, record)
  return (
    <Standing>
      {known.authority.officialName}, case {known.reference}:{' '}
      {changes.map(({ opening, value }, index) => (
        <>
          {index > 0 && '; '}
          {opening} <strong>{value}</strong>
        </>
      ))}
      . {years.map((year) => `${yearSentence(scheme, year)} `).join('')}
      {years.length === 0 && 'No figure counts what changes here, so no figure and no letter is another. '}
      <strong>Nothing has changed yet.</strong>
    </Standing>
  )
}

function figuresOf(scheme: Scheme, years: readonly YearRipple[]): readonly DeskFigure[] {
  const printed = years.map(({ changes }) => printedChanges(scheme, changes))
  const seen = sum(printed.map((changes) => changes.seen.length))
  const unseen = sum(printed.map((changes) => changes.unseen.length))
  const letters = sum(years.map((year) => year.letters.length))
  const corrected = years.filter((year) => effectOn(year) === 'correction')
  const again = corrected.map((year) => madeAgain(scheme, year))
  const charts = sum(again.map((made) => made.charts.length))
  const last: DeskFigure =
    corrected.length > 0
      ? {
          number: String(sum(again.map((made) => made.downloads.length))),
          noun: 'downloads',
          note: charts === 0 ? 'and no chart' : charts === 1 ? 'and 1 chart' : `and ${charts} charts`,
        }
      : {
          number: String(sum(years.map(({ changes }) => changes.counts.length))),
          noun: 'counts',
          note: 'behind the figures',
        }
  return [
    { number: String(seen), noun: seen === 1 ? 'figure changes' : 'figures change', note: 'as printed' },
    {
      number: String(unseen),
      noun: unseen === 1 ? 'changes unseen' : 'change unseen',
      note: 'rounding hides it',
    },
    {
      number: String(letters),
      noun: letters === 1 ? 'letter' : 'letters',
      note: corrected.length > 0 ? 'to be reissued' : 'written anew',
    },
    last,
  ]
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0)
}

function YearSection({
  scheme,
  year,
  isOnly,
  change,
}: {
  scheme: Scheme
  year: YearRipple
  isOnly: boolean
  change: ProposedChange
}) {
  const name = formatReportingYear(year.year)
  const own = year.letters.find(({ slug }) => slug === change.known.authority.slug)
  const boxes = own === undefined ? [] : changedBoxes(own)
  const { seen, unseen } = printedChanges(scheme, year.changes)
  const inYear = isOnly ? '' : `, ${name}`
  return (
    <>
      {boxes.length > 0 && (
        <section aria-labelledby={`letter-${name}`}>
          <h2 id={`letter-${name}`}>In the letter{inYear}</h2>
          <Boxes boxes={boxes} names={sideNames(year)} />
        </section>
      )}
      <HeldLetters letters={year.letters} />
      {year.changes.figures.some(({ slug }) => slug !== change.known.authority.slug) && (
        <p class="warning">
          Figures of other authorities change as well: something else was brought in since {name} was last
          calculated, and saving calculates it all.
        </p>
      )}
      <section aria-labelledby={`changes-${name}`}>
        <h2 id={`changes-${name}`}>Everything that changes{inYear}</h2>
        {seen.length + unseen.length > 0 && <ChangesTable name={name} changes={[...seen, ...unseen]} />}
        <Behind scheme={scheme} counts={year.changes.counts} national={year.national} />
      </section>
      <Consequences scheme={scheme} year={year} change={change} />
    </>
  )
}

/** Old in grey and new in accent, side by side as the letter has them. */
function Boxes({
  boxes,
  names,
}: {
  boxes: readonly BoxChange[]
  names: { readonly now: string; readonly after: string }
}) {
  return (
    <div class="ripple-letter">
      {boxes.map(({ before, after }, index) => (
        <>
          <div class="ripple-letter__side ripple-letter__side--now">
            <p class={index === 0 ? 'note' : 'note ripple-letter__again'}>{names.now}</p>
            <BoxSide box={before} />
          </div>
          <div class="ripple-letter__side">
            <p class={index === 0 ? 'note' : 'note ripple-letter__again'}>{names.after}</p>
            <BoxSide box={after} />
          </div>
        </>
      ))}
    </div>
  )
}

function BoxSide({ box }: { box: LetterBox }) {
  const { display } = box
  const shown: RingShare =
    display.state === 'figure'
      ? { state: 'share', share: display.ring.share, isFew: false }
      : { state: 'empty' }
  return (
    <div class="ripple-box">
      <p class="ripple-box__number">
        {display.state === 'figure' ? `${display.percent}%` : <small>{display.lines.join(' ')}</small>}
      </p>
      <Ring
        shown={shown}
        average={display.state === 'figure' ? (display.ring.average ?? undefined) : undefined}
      />
      <p class="ripple-box__words">
        <span>{box.name}</span>
        {display.state === 'figure' && <span>{display.count}</span>}
        {box.warning !== null && <span class="warning">{box.warning}</span>}
        {box.average !== null && <span class="note">{box.average}</span>}
        {box.rate !== null && <span class="note">{box.rate}</span>}
      </p>
    </div>
  )
}

function HeldLetters({ letters }: { letters: readonly LetterRipple[] }) {
  const held = letters.filter(({ after }) => after === null)
  if (held.length === 0) return null
  return (
    <ul class="ripple-held">
      {held.map(({ officialName, problems }) => (
        <li class="warning">
          The letter to {officialName} could not be made: {problems.map(({ reason }) => reason).join('; ')}.
        </li>
      ))}
    </ul>
  )
}

/** Figures and averages that differ, old in grey and new in accent. */
export function ChangesTable({ name, changes }: { name: string; changes: readonly PrintedChange[] }) {
  return (
    <table class="desk-table ripple-table ripple-table--follows">
      <thead>
        <tr>
          <th scope="col">Figure</th>
          <th scope="col" class="number">
            Now
          </th>
          <th scope="col" class="number">
            After
          </th>
          <th scope="col" class="follows">
            What follows
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => {
          const isSeen = change.before.value !== change.after.value
          return (
            <tr>
              <th scope="row">
                {change.what}
                <span class="note">
                  {change.who}, {name}
                </span>
              </th>
              <td class="number was">{change.before.value}</td>
              <td class={isSeen ? 'number is' : 'number'}>{change.after.value}</td>
              <td class={isSeen ? 'follows' : 'follows was'}>{whatFollows(change)}</td>
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}

/** The counts that the figures are made of, of the authority and of all together. */
function Behind({
  scheme,
  counts,
  national,
}: {
  scheme: Scheme
  counts: readonly CountChange[]
  national: readonly NationalChange[]
}) {
  if (counts.length + national.length === 0) return null
  return (
    <details class="govuk-details ripple-behind">
      <summary class="govuk-details__summary">
        <span class="govuk-details__summary-text">
          {counts.length} {counts.length === 1 ? 'count' : 'counts'} behind them, and {national.length} of all
          authorities together
        </span>
      </summary>
      <table class="desk-table ripple-table">
        <thead>
          <tr>
            <th scope="col">Cases</th>
            <th scope="col" class="number">
              Now
            </th>
            <th scope="col" class="number">
              After
            </th>
          </tr>
        </thead>
        <tbody>
          {counts.map(({ officialName, set, before, after }) => (
            <tr>
              <th scope="row">
                {setTitle(scheme, set)}
                <span class="note">{officialName}</span>
              </th>
              <td class="number was">{printCount(before)}</td>
              <td class="number is">{printCount(after)}</td>
            </tr>
          ))}
          {national.map((change) => {
            const { what, whose } = nationalTitle(scheme, change)
            return (
              <tr>
                <th scope="row">
                  {what}
                  <span class="note">All together: {whose}</span>
                </th>
                <td class="number was">{printCount(change.before)}</td>
                <td class="number is">{printCount(change.after)}</td>
              </tr>
            )
          })}
        </tbody>
      </table>
    </details>
  )
}

function Consequences({
  scheme,
  year,
  change,
}: {
  scheme: Scheme
  year: YearRipple
  change: ProposedChange
}) {
  const name = formatReportingYear(year.year)
  const isCorrection = effectOn(year) === 'correction'
  const { downloads, charts, pages, groups } = madeAgain(scheme, year)
  const others = year.letterCount - year.letters.filter(({ after }) => after !== null).length
  const reissued = year.letters.map(({ officialName }) => officialName)
  return (
    <div class="ripple-follows">
      <section>
        <h3>Made again</h3>
        {reissued.length > 0 && <p>Letters: {listed(reissued)}.</p>}
        {isCorrection ? (
          <>
            <p>
              {pages.length > 0 && `The ${pages.length === 1 ? 'page' : 'pages'} of ${listed(pages)}`}
              {pages.length > 0 && charts.length > 0 && ', with '}
              {charts.length > 0 && `these charts: ${charts.join(', ')}`}
              {pages.length + charts.length > 0 && '. '}
            </p>
            {groups.length > 0 && (
              <p>
                The average of {listed(groups)}, wherever it stands beside one of them; and the totals of{' '}
                {name} in the national review.
              </p>
            )}
            <p>
              Downloads of {name}: {downloads.join(', ')}.
            </p>
          </>
        ) : (
          <p>The draft of {name}. Nothing of it is public.</p>
        )}
      </section>
      <section>
        <h3>Stays as it was</h3>
        <p>
          {others === 0
            ? 'There is no other letter.'
            : `${others === 1 ? '1 other letter' : `${others.toLocaleString('en-GB')} other letters`}: what they print does not move.`}{' '}
          {isCorrection &&
            year.stage !== 'draft' &&
            `Revision ${year.revision} stays readable beside revision ${revisionAfter(year)}.`}
        </p>
        {change.hasStatement && (
          <p>
            The published statement of this decision says what it said. Where it has to say something else,
            bring in another statement.
          </p>
        )}
      </section>
    </div>
  )
}

/** The first few names, and how many others. */
function listed(names: readonly string[]): string {
  const shown = names.slice(0, 5)
  const more = names.length - shown.length
  const all = more > 0 ? [...shown, `${more} more`] : shown
  return all.length < 2 ? all.join('') : `${all.slice(0, -1).join(', ')} and ${all.at(-1)}`
}

function SaveForm({
  desk,
  staff,
  change,
  ripple,
  isCorrection,
  problems,
}: {
  desk: ReviewDesk
  staff: Staff
  change: ProposedChange
  ripple: Ripple
  isCorrection: boolean
  problems: readonly Problem[]
}) {
  const { authority, reference, record } = change.known
  const action = deskAddresses.caseCorrection(authority.slug, reference)
  return (
    <DeskForm action={action} token={tokenOf(desk, staff, action)}>
      {changeableFields.map((field) => (
        <input type="hidden" name={field} value={change.typed[field]} />
      ))}
      <input type="hidden" name="seen" value={recordMark(record)} />
      <input type="hidden" name="standings" value={ripple.standings} />
      <QueryFields query={change.query} />
      {change.reviewAnswer !== '' && <input type="hidden" name="reviewAnswer" value={change.reviewAnswer} />}
      {isCorrection && (
        <>
          <h2>Why?</h2>
          <DeskTextArea
            id="reason"
            label="What was wrong, and what is right now"
            hint={`This is published on the corrections page and stands in reissued letters. Name no one. At most ${longestReason} characters.`}
            rows={4}
            value={change.reason}
            error={problemOf(problems, 'reason')}
          />
        </>
      )}
      <div class="desk-actions ripple-actions">
        <Button text={isCorrection ? 'Ask for approval' : 'Save the change'} />
        <a class="govuk-button govuk-button--secondary" href={deskAddresses.case(authority.slug, reference)}>
          Leave as it is
        </a>
      </div>
      {isCorrection && (
        <p class="note">
          Two other people approve the correction and the reissued letters. Only when it is sent is anything
          public.
        </p>
      )}
    </DeskForm>
  )
}

/** The query that a change answers goes with it from form to form. */
export function QueryFields({ query }: { query: ProposedChange['query'] }) {
  if (query === undefined) return null
  return (
    <>
      <input type="hidden" name="year" value={formatReportingYear(query.year)} />
      <input type="hidden" name="query" value={String(query.id)} />
    </>
  )
}
