import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { StaffPage } from '../../accounts/signed-in-route.tsx'
import { appendAudit } from '../../audit/audit-store.ts'
import { readBankHolidays } from '../../authorities/authority-store.ts'
import { askedCase, noSuchCase } from '../../casework/asked-case.tsx'
import { type KnownCase, printCaseValue } from '../../casework/case-record.ts'
import { readCaseChanges } from '../../casework/case-record-store.ts'
import { readOrigin, readWholeCaseFile } from '../../casework/complaint/case-file-store.ts'
import { PublicationPart } from '../../casework/publishing/publication-part.tsx'
import { readPublicationOf } from '../../casework/publishing/publishing-store.ts'
import { caseRefusal } from '../../casework/recommendation/agreed-action-actions.ts'
import { AgreedPart } from '../../casework/recommendation/agreed-part.tsx'
import { readRecommendations } from '../../casework/recommendation/recommendation-store.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { findConsideration } from '../../handling-code/consideration/consideration-store.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { readCorrectionsOfCase } from '../correction/correction-store.ts'
import { approvedRefusal } from '../correction/ripple.ts'
import { type ReceivedQuery, readQueries } from '../queries/query-store.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import type { Stage } from '../review-stage.ts'
import { readStanding } from '../review-standing-store.ts'
import { CaseFromReceiptToDecision } from './case-document.tsx'
import { CaseNext } from './case-next.tsx'
import { decidedCaseSentence, openCaseSentence } from './case-sentence.ts'
import { History, OpenQueries, type StandingYear, WhereItCounts } from './case-where-it-counts.tsx'
import { caseStanding } from './case-words.ts'
import { type CountingYear, readCountingYears } from './counted-case-store.ts'

/** Everything about one case, from top to bottom: from receipt to decision, what was agreed, where it counts, what is next. */
export async function showCase(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const { database, scheme } = desk
  const counting = await readCountingYears(database, known)
  const years = await standingsOf(desk, counting)
  if (years.some(({ standing }) => isUnderEmbargo(standing.current?.stage)))
    await noteLook(desk, staff, known)
  const [
    origin,
    file,
    now,
    holidays,
    actions,
    changes,
    corrections,
    queries,
    posts,
    publication,
    consideration,
  ] = await Promise.all([
    readOrigin(database, known),
    readWholeCaseFile(database, known),
    currentMoment(database),
    readBankHolidays(database),
    readRecommendations(database, known),
    readCaseChanges(database, known),
    readCorrectionsOfCase(database, known),
    readOpenQueries(desk, known, years),
    readPosts(database),
    readPublicationOf(database, known),
    findConsideration(database, known),
  ])
  const { record, authority, reference } = known
  const today = dayOf(scheme, now)
  const { decisive, rest } =
    record.decidedOn !== null
      ? decidedCaseSentence(scheme, record, file, file?.pauses ?? [], actions, today)
      : file === undefined
        ? caseStanding(scheme, record)
        : openCaseSentence(scheme, file, file.pauses, today)
  const kind = [printCaseValue(scheme, 'category', record.category), record.subcategory]
  const mayWork = mayDo(staff, 'work-on-cases')
  const maySeeComplainant = mayDo(staff, 'see-complainants')
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Case ${reference}`}
      current={deskAddresses.casework()}
      back={{ text: 'Casework', href: deskAddresses.casework() }}
    >
      <Done code={context.req.query('done')} />
      <p class="case-reference">{[reference, kind.filter((part) => part !== null).join(', ')].join(' · ')}</p>
      <h1>{authority.officialName}</h1>
      <Standing>
        <strong>{decisive}</strong> {rest}
        {record.decidedOn === null && file !== undefined && <Worker worker={file.worker} staff={staff} />}
      </Standing>
      <div class="case-document">
        <CaseFromReceiptToDecision
          scheme={scheme}
          known={known}
          origin={origin}
          file={file}
          today={today}
          bankHolidays={new Map(holidays.map(({ date, name }) => [date, name]))}
          mayWork={mayWork}
          mayReadWork={mayWork || maySeeComplainant}
          maySeeComplainant={maySeeComplainant}
          consideration={consideration}
        />
        <AgreedPart
          scheme={scheme}
          known={known}
          actions={actions}
          today={today}
          mayAgree={mayWork && caseRefusal(scheme, { ...record, stage: file?.stage ?? null }) === undefined}
          maySee={mayDo(staff, 'see-recommendations')}
        />
        <PublicationPart
          scheme={scheme}
          known={known}
          publication={publication}
          now={now}
          maySee={mayDo(staff, 'see-publication')}
        />
        <WhereItCounts scheme={scheme} years={years} />
        {queries.length > 0 && <OpenQueries queries={queries} />}
        <History scheme={scheme} changes={changes} corrections={corrections} posts={posts} />
        <CaseNext
          desk={desk}
          staff={staff}
          known={known}
          file={file}
          today={today}
          changeRefusal={approvedRefusal(
            years.flatMap(({ year, standing: { current } }) =>
              current === undefined ? [] : [{ year, revision: current.revision, stage: current.stage }],
            ),
          )}
        />
      </div>
    </StaffPage>,
  )
}

function Worker({
  worker,
  staff,
}: {
  worker: { readonly id: string; readonly email: string } | null
  staff: Staff
}) {
  if (worker === null) return <> Nobody works on it yet.</>
  return <> {worker.id === staff.id ? 'You work on it.' : `${worker.email} works on it.`}</>
}

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
  taken: 'The complaint is taken, and this is its reference.',
  'work-begun': 'The work on this case has begun here.',
  written: 'What you wrote is kept.',
  assigned: 'It is said who works on it.',
  acknowledged: 'It is acknowledged.',
  'sent-to-assessment': 'It is being assessed.',
  assessed: 'The assessment is on record.',
  paused: 'The clock stands still.',
  resumed: 'The clock runs again.',
  'draft-sent': 'The draft decision is on record as sent to both sides.',
  comment: 'The comment is on record.',
  decided: 'The case is decided.',
  'review-asked': 'The request for review is on record.',
  'review-answered': 'The request for review is answered, and the decision stands.',
}

function Done({ code = '' }: { code?: string | undefined }) {
  const sentence = doneSentences[code]
  return sentence === undefined ? null : <Notice>{sentence}</Notice>
}
