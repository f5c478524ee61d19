import { type CaseField, caseFieldNames, caseFields, printCaseValue } from '../../casework/case-record.ts'
import type { RecordedChange } from '../../casework/case-record-store.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { setTitle } from '../../statistics/figure-changes.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { type Mark, State } from '../../web/desk-page.tsx'
import { opening } from '../../web/opening.ts'
import type { CaseCorrection } from '../correction/correction-store.ts'
import type { ReceivedQuery } from '../queries/query-store.ts'
import { type Stage, stageWords } from '../review-stage.ts'
import type { Standing as ReviewStanding } from '../review-standing-store.ts'
import { inCaseOrder, measuresOf } from './case-words.ts'
import type { CountingYear } from './counted-case-store.ts'

/** A year whose figures count a case, as what, and where it stands. */
export type StandingYear = CountingYear & { readonly standing: ReviewStanding }

const stageMarks: Readonly<Record<Stage, Mark>> = {
  draft: 'open',
  checked: 'attention',
  approved: 'attention',
  sealed: 'attention',
  sent: 'attention',
  published: 'done',
  corrected: 'done',
}

/** The years that count a case, and as what. */
export function WhereItCounts({ scheme, years }: { scheme: Scheme; years: readonly StandingYear[] }) {
  return (
    <CasePart id="counts" head="Where it counts" isChapter={true}>
      {years.length === 0 && <p>No figure that has been calculated counts this case.</p>}
      {years.map(({ year, sets, standing: { current } }) => {
        const { counted, inBase } = measuresOf(scheme, sets)
        return (
          <div class="case-year">
            <p>
              <a href={deskAddresses.review(year)}>{formatReportingYear(year)}</a>
              {current && (
                <>
                  {' '}
                  <State mark={stageMarks[current.stage]}>
                    {stageWords[current.stage].name}
                    {current.revision > 1 && `, revision ${current.revision}`}
                  </State>
                </>
              )}
            </p>
            <p>
              As{' '}
              {inCaseOrder(sets)
                .map((set) => lowerFirst(setTitle(scheme, set)))
                .join('; ')}
              .{counted.length > 0 && ` Counted in ${inWords(counted)}.`}
              {inBase.length > 0 && ` In the base of ${inWords(inBase)}.`}
            </p>
          </div>
        )
      })}
    </CasePart>
  )
}

/** What the authority has asked about a case and nobody has answered. */
export function OpenQueries({ queries }: { queries: readonly ReceivedQuery[] }) {
  return (
    <CasePart
      id="queries"
      head="Queries"
      note={queries.length === 1 ? '1 waits for an answer' : `${queries.length} wait for answers`}
    >
      <ul>
        {queries.map(({ id, year, text, raisedPost }) => (
          <li>
            <a href={deskAddresses.query(year, id)}>{opening(text, 120)}</a>{' '}
            <span class="note">{raisedPost}</span>
          </li>
        ))}
      </ul>
    </CasePart>
  )
}

/** What was changed in a case since it came in. */
export function History({
  scheme,
  changes,
  corrections,
  posts,
}: {
  scheme: Scheme
  changes: readonly RecordedChange[]
  corrections: readonly CaseCorrection[]
  posts: ReadonlyMap<string, string>
}) {
  return (
    <CasePart
      id="history"
      head="Changes so far"
      note={changes.length === 0 ? 'none' : changes.length === 1 ? '1 change' : `${changes.length} changes`}
    >
      {changes.length === 0 && <p class="note">It is as it came in.</p>}
      {changes.map((change) => (
        <div class="case-year">
          <p class="note">
            {printMoment(scheme, change.at)} · {posts.get(change.actor) ?? change.actor} · {change.action}
          </p>
          <ul class="case-changes">
            {caseFields
              .filter((field) => field in change.after)
              .map((field) => (
                <li>
                  {caseFieldNames[field]}:{' '}
                  <span class="was">{recorded(scheme, field, change.before[field])}</span> →{' '}
                  <span class="is">{recorded(scheme, field, change.after[field])}</span>
                </li>
              ))}
          </ul>
        </div>
      ))}
      {corrections.map((correction) => (
        <p>
          {correctionState(correction)} {correction.reason}{' '}
          {correction.revisions.map(({ year, revision }) => (
            <a href={deskAddresses.correction(year)}>
              {formatReportingYear(year)}, revision {revision}
            </a>
          ))}
        </p>
      ))}
    </CasePart>
  )
}

function correctionState({ withdrawnAt, revisions }: CaseCorrection): string {
  if (withdrawnAt !== null) return 'A correction that was withdrawn:'
  return revisions.length === 0 ? 'A correction that another took back:' : 'Corrected:'
}

function recorded(scheme: Scheme, field: CaseField, value: unknown): string {
  return typeof value === 'string' || typeof value === 'boolean'
    ? printCaseValue(scheme, field, value)
    : 'not recorded'
}

function inWords(names: readonly string[]): string {
  const small = names.map(lowerFirst)
  return small.length < 2 ? small.join('') : `${small.slice(0, -1).join(', ')} and ${small.at(-1)}`
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
