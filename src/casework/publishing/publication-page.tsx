import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, DeskRadios, ErrorSummary, type Problem, problemOf } from '../../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button, ButtonLink } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { askedCase, noSuchCase } from '../asked-case.tsx'
import { type KnownCase, printCaseValue } from '../case-record.ts'
import { publicationSentence } from './publication-sentence.ts'
import {
  earliestInWords,
  groundName,
  holdMark,
  holdRefusal,
  isChangedSincePublished,
  type Publication,
  publicationState,
  publishRefusal,
} from './publication-standing.ts'
import {
  answerHold,
  endHold,
  type PublishingResult,
  publishStatement,
  recheckStatement,
} from './publishing-actions.ts'
import { StatementAsPublished, stateWords } from './publishing-parts.tsx'
import { readPublicationOf } from './publishing-store.ts'

/** Everything about the publication of one case: where it stands, the statement as it will look, what is next. */
export async function showPublication(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return publicationPage(context, desk, staff, [])
}

/** Publishes the statement, now or on its day. */
export async function sendPublication(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  return answerWith(context, desk, staff, 'passed', (known) =>
    publishStatement(desk.database, desk.scheme, {
      ...requestOf(known, staff),
      version: Number(form.text('version')),
    }),
  )
}

/** Has the check read the statement again. */
export async function sendCheck(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return answerWith(context, desk, staff, 'checked', (known) =>
    recheckStatement(desk.database, desk.scheme, requestOf(known, staff)),
  )
}

/** Agrees that the decision is not published, or declines. */
export async function sendHoldAnswer(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const answer = form.text('answer')
  return answerWith(context, desk, staff, answer === 'agree' ? 'held' : 'declined', (known) =>
    answerHold(desk.database, desk.scheme, {
      ...requestOf(known, staff),
      seenHold: form.text('seen'),
      answer,
    }),
  )
}

/** Ends a hold. */
export async function sendHoldEnd(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  return answerWith(context, desk, staff, 'ended', (known) =>
    endHold(desk.database, desk.scheme, { ...requestOf(known, staff), seenHold: form.text('seen') }),
  )
}

function requestOf({ authority, reference }: KnownCase, { email }: Staff) {
  return { slug: authority.slug, reference, actor: email }
}

async function answerWith(
  context: Context,
  desk: Desk,
  staff: Staff,
  done: string,
  act: (known: KnownCase) => Promise<PublishingResult>,
): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const result = await act(known)
  if (result.ok) {
    return context.redirect(
      `${deskAddresses.publication(known.authority.slug, known.reference)}?done=${done}`,
      303,
    )
  }
  context.status(result.isStale ? 409 : 422)
  const problems = result.isStale
    ? [{ reason: 'Somebody else changed the statement since you opened this page. Read it as it is now.' }]
    : result.problems
  return publicationPage(context, desk, staff, problems)
}

const doneSentences: Readonly<Record<string, string>> = {
  written: 'The statement is saved, and the anonymity check has read it.',
  settled: 'What you decided is saved.',
  checked: 'The anonymity check has read the statement.',
  passed: 'It is passed. It becomes public by itself on the day named here.',
  asked: 'Your request waits for somebody who may agree. It is not published meanwhile.',
  held: 'You agreed: it is not published.',
  declined: 'You declined: it goes on its way to publication.',
  ended: 'The hold has ended.',
  withdrawn: 'It is withdrawn. In its place everybody reads that it was here, and your reason.',
}

async function publicationPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  problems: readonly Problem[],
): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const { database, scheme } = desk
  const [publication, now, posts] = await Promise.all([
    readPublicationOf(database, known),
    currentMoment(database),
    readPosts(database),
  ])
  const { authority, reference, record } = known
  const state = publicationState(scheme, publication, now)
  const { decisive, rest } = publicationSentence(scheme, publication, now)
  const done = doneSentences[context.req.query('done') ?? '']
  const kind = [printCaseValue(scheme, 'category', record.category), record.subcategory]
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Publication of ${reference}`}
      current={deskAddresses.publishing()}
      back={{ text: 'Publishing', href: deskAddresses.publishing() }}
    >
      {done !== undefined && <Notice>{done}</Notice>}
      <ErrorSummary problems={problems} />
      <p class="case-reference">{[reference, kind.filter((part) => part !== null).join(', ')].join(' · ')}</p>
      <h1>{authority.officialName}</h1>
      <Standing>
        <strong>{decisive}</strong> {rest}
      </Standing>
      <div class="case-document">
        <CasePart
          id="standing"
          head="Publication"
          note={record.decidedOn === null ? '' : `from ${earliestInWords(scheme, record.decidedOn)}`}
          isChapter={true}
        >
          <p>
            <State mark={stateWords[state].mark}>{stateWords[state].name}</State>
          </p>
          <p>
            <a href={deskAddresses.case(authority.slug, reference)}>The case</a>
          </p>
        </CasePart>
        {publication.hold !== null && (
          <HoldPart
            desk={desk}
            staff={staff}
            known={known}
            publication={publication}
            posts={posts}
            problems={problems}
          />
        )}
        <Checked scheme={scheme} known={known} publication={publication} staff={staff} posts={posts} />
        <CasePart id="statement" head="Statement" note={writtenNote(scheme, publication, posts)}>
          {publication.draft === null || publication.draft.summary === '' ? (
            <p>Nothing is written here yet.</p>
          ) : (
            <StatementAsPublished {...publication.draft} />
          )}
        </CasePart>
        {mayDo(staff, 'prepare-publication') && (
          <Next desk={desk} staff={staff} known={known} publication={publication} now={now} />
        )}
      </div>
    </StaffPage>,
  )
}

/** "the investigator"; what is no person's address stands as it is. */
function whoWords(posts: ReadonlyMap<string, string>, email: string): string {
  const post = posts.get(email)
  return post === undefined ? email : `the ${post.toLowerCase()}`
}

function writtenNote(scheme: Scheme, { draft }: Publication, posts: ReadonlyMap<string, string>): string {
  if (draft === null || draft.summary === '') return ''
  const post = posts.get(draft.writtenBy) ?? draft.writtenBy
  return `version ${draft.version}, ${post}, ${printDate(dayOf(scheme, draft.writtenAt))}`
}

function HoldPart({
  desk,
  staff,
  known,
  publication: { hold },
  posts,
  problems,
}: {
  desk: Desk
  staff: Staff
  known: KnownCase
  publication: Publication
  posts: ReadonlyMap<string, string>
  problems: readonly Problem[]
}) {
  if (hold === null) return null
  const { scheme } = desk
  const { slug } = known.authority
  const answer = deskAddresses.publicationHoldAnswer(slug, known.reference)
  const end = deskAddresses.publicationHoldEnd(slug, known.reference)
  return (
    <CasePart
      id="hold"
      head={hold.agreedAt === null ? 'Hold asked for' : 'Held'}
      note={printDate(dayOf(scheme, hold.agreedAt ?? hold.askedAt))}
    >
      <p>
        <strong>{groundName(scheme, hold.ground)}.</strong> {hold.reason}
      </p>
      <p class="note">
        Asked for by {whoWords(posts, hold.askedBy)}
        {hold.agreedBy !== null && `; agreed by ${whoWords(posts, hold.agreedBy)}`}.
      </p>
      {hold.agreedAt === null && mayDo(staff, 'agree-publication') && hold.askedBy !== staff.email && (
        <DeskForm action={answer} token={tokenOf(desk, staff, answer)}>
          <input type="hidden" name="seen" value={holdMark(hold)} />
          <DeskRadios
            id="answer"
            label="Do you agree that it is not published?"
            error={problemOf(problems, 'answer')}
            choices={[
              { value: 'agree', text: 'Yes, it is held' },
              { value: 'decline', text: 'No, it goes on its way to publication' },
            ]}
          />
          <Button text="Send the answer" />
        </DeskForm>
      )}
      {hold.agreedAt === null && !mayDo(staff, 'agree-publication') && (
        <p class="note">An approver other than the one who asked decides. It is not published meanwhile.</p>
      )}
      {mayDo(staff, 'prepare-publication') && (
        <DeskForm action={end} token={tokenOf(desk, staff, end)}>
          <input type="hidden" name="seen" value={holdMark(hold)} />
          <Button
            text={hold.agreedAt === null ? 'Take the request back' : 'End the hold'}
            isSecondary={true}
          />
        </DeskForm>
      )}
    </CasePart>
  )
}

function Checked({
  scheme,
  known,
  publication: { draft, marks },
  staff,
  posts,
}: {
  scheme: Scheme
  known: KnownCase
  publication: Publication
  staff: Staff
  posts: ReadonlyMap<string, string>
}) {
  if (draft === null || draft.summary === '') return null
  const open = marks.filter(({ settlement }) => settlement === null).length
  const href = deskAddresses.anonymityMarks(known.authority.slug, known.reference)
  const last = marks.flatMap(({ settlement }) => settlement ?? []).at(-1)
  return (
    <CasePart
      id="check"
      head="Anonymity check"
      note={draft.checkedVersion === draft.version ? '' : 'has not read this text'}
    >
      <p>
        {marks.length === 0
          ? 'It marked nothing. It finds names, addresses and numbers; a person still reads for all else.'
          : `It marked ${marks.length === 1 ? '1 place' : `${marks.length} places`}; ${openWords(marks.length, open)}.`}
      </p>
      {last !== undefined && (
        <p class="note">
          Last settled by {whoWords(posts, last.by)}, {printDate(dayOf(scheme, last.at))}.
        </p>
      )}
      {marks.length > 0 && (
        <p>
          <a href={href}>
            {open > 0 && mayDo(staff, 'prepare-publication') ? 'Settle the marks' : 'See the marks'}
          </a>
        </p>
      )}
    </CasePart>
  )
}

function openWords(all: number, open: number): string {
  if (open === 0) return all === 1 ? 'it is settled' : 'all are settled'
  if (open === all) return all === 1 ? 'it is open' : 'all are open'
  return open === 1 ? '1 is open' : `${open} are open`
}

function Next({
  desk,
  staff,
  known,
  publication,
  now,
}: {
  desk: Desk
  staff: Staff
  known: KnownCase
  publication: Publication
  now: Date
}) {
  const { scheme } = desk
  const { slug } = known.authority
  const { reference } = known
  const state = publicationState(scheme, publication, now)
  if (state === 'not-decided' || state === 'not-of-a-published-kind' || state === 'withdrawn') return null
  const refusal = publishRefusal(scheme, publication, now)
  const publish = deskAddresses.publicationDay(slug, reference)
  const check = deskAddresses.anonymityCheck(slug, reference)
  const hasText = publication.draft !== null && publication.draft.summary !== ''
  const needsCheck = hasText && publication.draft?.checkedVersion !== publication.draft?.version
  return (
    <CasePart id="next" head="Next" isChapter={true}>
      <div class="case-next">
        {refusal === undefined && (
          <DeskForm action={publish} token={tokenOf(desk, staff, publish)}>
            <input type="hidden" name="version" value={String(publication.draft?.version ?? 0)} />
            <Button text={isChangedSincePublished(publication) ? 'Publish the change' : 'Publish'} />
          </DeskForm>
        )}
        {!hasText && (
          <ButtonLink text="Write the statement" href={deskAddresses.statementWriting(slug, reference)} />
        )}
        {hasText && refusal !== undefined && state === 'to-check' && !needsCheck && (
          <ButtonLink text="Settle the marks" href={deskAddresses.anonymityMarks(slug, reference)} />
        )}
        {needsCheck && (
          <DeskForm action={check} token={tokenOf(desk, staff, check)}>
            <Button text="Have it checked" />
          </DeskForm>
        )}
        {hasText && (
          <ButtonLink
            text="Change the statement"
            href={deskAddresses.statementWriting(slug, reference)}
            isSecondary={true}
          />
        )}
        {holdRefusal(scheme, publication, now) === undefined && (
          <ButtonLink
            text="Ask that it is not published"
            href={deskAddresses.publicationHold(slug, reference)}
            isSecondary={true}
          />
        )}
        {state === 'published' && (
          <ButtonLink
            text="Withdraw it"
            href={deskAddresses.statementWithdrawal(slug, reference)}
            isSecondary={true}
          />
        )}
        <ButtonLink
          text="Begin a public report about it"
          href={deskAddresses.newPublicReport({ slug, case: reference })}
          isSecondary={true}
        />
      </div>
      {refusal !== undefined && state !== 'published' && state !== 'scheduled' && (
        <p class="note">{refusal}</p>
      )}
    </CasePart>
  )
}
