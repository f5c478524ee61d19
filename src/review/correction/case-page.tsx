import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { StaffPage } from '../../accounts/signed-in-route.tsx'
import { appendAudit } from '../../audit/audit-store.ts'
import {
  type CaseField,
  caseFieldNames,
  caseFields,
  type KnownCase,
  printCaseValue,
} from '../../casework/case-record.ts'
import {
  type AgreedAction,
  type RecordedChange,
  readAgreedActions,
  readCaseChanges,
} from '../../casework/case-record-store.ts'
import { printDate, printMoment } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { setTitle } from '../../statistics/figure-changes.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { type Mark, Notice, Standing, State } from '../../web/desk-page.tsx'
import { ButtonLink } from '../../web/form-controls.tsx'
import { type ReceivedQuery, readQueries } from '../queries/query-store.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { type Stage, stageWords } from '../review-stage.ts'
import { type Standing as ReviewStanding, readStanding } from '../review-standing-store.ts'
import { askedCase, CasePart, noSuchCase } from './case-parts.tsx'
import { caseStanding, inCaseOrder, measuresOf } from './case-words.ts'
import { type CaseCorrection, readCorrectionsOfCase } from './correction-store.ts'
import { type CountingYear, readCountingYears } from './counted-case-store.ts'
import { approvedRefusal } from './ripple.ts'

/** Everything about one case: what is on record, where it counts, and what became of it. */
export async function showCase(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const { database, scheme } = desk
  const counting = await readCountingYears(database, known)
  const years = await standingsOf(desk, counting)
  if (years.some(({ standing }) => isUnderEmbargo(standing.current?.stage)))
    await noteLook(desk, staff, known)
  const [actions, changes, corrections, queries, posts] = await Promise.all([
    readAgreedActions(database, known),
    readCaseChanges(database, known),
    readCorrectionsOfCase(database, known),
    readOpenQueries(desk, known, years),
    readPosts(database),
  ])
  const { record, authority, reference } = known
  const { decisive, rest } = caseStanding(scheme, record)
  const kind = [printCaseValue(scheme, 'category', record.category), record.subcategory]
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Case ${reference}`}
      current={deskAddresses.cases()}
      back={{ text: 'Cases', href: deskAddresses.cases() }}
    >
      <Done code={context.req.query('done')} />
      <p class="case-reference">{[reference, kind.filter((part) => part !== null).join(', ')].join(' · ')}</p>
      <h1>{authority.officialName}</h1>
      <Standing>
        <strong>{decisive}</strong> {rest}
      </Standing>
      <div class="case-document">
        <OnRecord scheme={scheme} known={known} />
        {actions.length > 0 && <Agreed scheme={scheme} actions={actions} />}
        <WhereItCounts scheme={scheme} years={years} />
        {queries.length > 0 && <OpenQueries queries={queries} />}
        <History scheme={scheme} changes={changes} corrections={corrections} posts={posts} />
        {mayDo(staff, 'change-cases') && <Next known={known} years={years} />}
      </div>
    </StaffPage>,
  )
}

type StandingYear = CountingYear & { readonly standing: ReviewStanding }

async function standingsOf(
  { database }: ReviewDesk,
  counting: readonly CountingYear[],
): Promise<readonly StandingYear[]> {
  const years: StandingYear[] = []
  for (const year of counting) {
    const standing = await readStanding(database, year.year)
    if (standing !== undefined) years.push({ ...year, standing })
  }
  return years
}

function isUnderEmbargo(stage: Stage | undefined): boolean {
  return stage !== undefined && stage !== 'published' && stage !== 'corrected'
}

/** Whoever sees what is not public yet is on record. */
async function noteLook({ database }: ReviewDesk, staff: Staff, known: KnownCase): Promise<void> {
  const { authority, reference } = known
  await database.transaction().execute((transaction) =>
    appendAudit(transaction, [
      {
        actor: staff.email,
        action: 'see case',
        subject: `case ${reference} of ${authority.slug}`,
        before: null,
        after: null,
      },
    ]),
  )
}

async function readOpenQueries(
  { database }: ReviewDesk,
  { authority, reference }: KnownCase,
  years: readonly StandingYear[],
): Promise<readonly ReceivedQuery[]> {
  const queries = await Promise.all(years.map(({ year }) => readQueries(database, year)))
  return queries
    .flat()
    .filter(
      ({ answer, slug, about }) =>
        answer === null && slug === authority.slug && about.kind === 'case' && about.reference === reference,
    )
}

const doneSentences: Readonly<Record<string, string>> = {
  changed: 'The case is changed, and what counts it is calculated again.',
  corrected: 'The correction waits for approval. Until it is sent nothing of it is public.',
}

function Done({ code = '' }: { code?: string | undefined }) {
  const sentence = doneSentences[code]
  return sentence === undefined ? null : <Notice>{sentence}</Notice>
}

function OnRecord({ scheme, known: { record } }: { scheme: Scheme; known: KnownCase }) {
  const value = (field: CaseField) => printCaseValue(scheme, field, record[field])
  return (
    <>
      <CasePart
        id="complaint"
        head="Complaint"
        note={
          record.receivedOn === null ? 'receipt not recorded' : `received ${printDate(record.receivedOn)}`
        }
        isChapter={true}
      >
        <Facts
          facts={[
            ['Category', value('category')],
            ['Subcategory', value('subcategory')],
          ]}
        />
      </CasePart>
      <CasePart
        id="decision"
        head="Decision"
        note={record.decidedOn === null ? 'not decided' : printDate(record.decidedOn)}
      >
        <Facts
          facts={[
            ['Outcome', value('outcome')],
            ['Stage reached', value('stageReached')],
            ['Remedied before it came here', value('isRemediedBefore')],
          ]}
        />
      </CasePart>
      <CasePart
        id="compliance"
        head="Compliance"
        note={
          record.complianceRecordedOn === null
            ? 'nothing recorded'
            : `recorded ${printDate(record.complianceRecordedOn)}`
        }
      >
        <Facts
          facts={[
            ['Compliance outcome', value('complianceOutcome')],
            ['Remedy due', value('remedyDueOn')],
          ]}
        />
      </CasePart>
    </>
  )
}

function Facts({ facts }: { facts: readonly (readonly [name: string, value: string])[] }) {
  return (
    <dl class="case-facts">
      {facts.map(([name, value]) => (
        <div>
          <dt>{name}</dt>
          <dd class={value === 'not recorded' ? 'case-facts__unknown' : undefined}>{value}</dd>
        </div>
      ))}
    </dl>
  )
}

function Agreed({ scheme, actions }: { scheme: Scheme; actions: readonly AgreedAction[] }) {
  const kindOf = (code: string) => scheme.recommendationKinds.find((kind) => kind.code === code)?.name ?? code
  return (
    <CasePart
      id="agreed"
      head="What was agreed"
      note={actions.length === 1 ? '1 action' : `${actions.length} actions`}
    >
      <table class="desk-table desk-table--list case-table">
        <thead>
          <tr>
            <th scope="col">Action</th>
            <th scope="col">Due</th>
            <th scope="col">Outcome</th>
          </tr>
        </thead>
        <tbody>
          {actions.map(({ kind, dueOn, settlement, settledOn }) => (
            <tr>
              <td>{kindOf(kind)}</td>
              <td>{printDate(dueOn)}</td>
              <td>
                {settlement === null
                  ? 'not recorded'
                  : printCaseValue(scheme, 'complianceOutcome', settlement)}
                {settledOn !== null && <span class="note">{printDate(settledOn)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </CasePart>
  )
}

const stageMarks: Readonly<Record<Stage, Mark>> = {
  draft: 'open',
  checked: 'attention',
  approved: 'attention',
  sealed: 'attention',
  sent: 'attention',
  published: 'done',
  corrected: 'done',
}

function WhereItCounts({ scheme, years }: { scheme: Scheme; years: readonly StandingYear[] }) {
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

function OpenQueries({ queries }: { queries: readonly ReceivedQuery[] }) {
  return (
    <CasePart
      id="queries"
      head="Queries"
      note={queries.length === 1 ? '1 waits for an answer' : `${queries.length} wait for answers`}
    >
      <ul>
        {queries.map(({ id, year, text, raisedPost }) => (
          <li>
            <a href={deskAddresses.query(year, id)}>{text.length > 120 ? `${text.slice(0, 120)}…` : text}</a>{' '}
            <span class="note">{raisedPost}</span>
          </li>
        ))}
      </ul>
    </CasePart>
  )
}

function History({
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

function Next({ known, years }: { known: KnownCase; years: readonly StandingYear[] }) {
  const refusal = approvedRefusal(
    years.flatMap(({ year, standing: { current } }) =>
      current === undefined ? [] : [{ year, revision: current.revision, stage: current.stage }],
    ),
  )
  return (
    <CasePart id="next" head="Next" isChapter={true}>
      {refusal === undefined ? (
        <>
          <ButtonLink
            text="Change this case"
            href={deskAddresses.caseChange(known.authority.slug, known.reference)}
          />
          <p class="note">You see everything that would change before anything is saved.</p>
        </>
      ) : (
        <>
          <p class="desk-unready">Change this case</p>
          <p class="note">{refusal}</p>
        </>
      )}
    </CasePart>
  )
}

function inWords(names: readonly string[]): string {
  const small = names.map(lowerFirst)
  return small.length < 2 ? small.join('') : `${small.slice(0, -1).join(', ')} and ${small.at(-1)}`
}

function lowerFirst(text: string): string {
  return text.slice(0, 1).toLowerCase() + text.slice(1)
}
