import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { authorityNames, findNames } from '../../authorities/authority-name-search.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { formatCount } from '../../letters/letter-words.ts'
import { readMailSettings } from '../../mail/mail-settings.ts'
import { readSendingState } from '../../mail/sending-store.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { type DeskFigure, DeskFigures, Notice, Standing } from '../../web/desk-page.tsx'
import { Button, TextInput } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { recordLook } from '../embargoed-look-actions.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { askedYear, noSuchReview } from '../review-parts.tsx'
import { type Standing as ReviewStanding, readStanding, standingToSend } from '../review-standing-store.ts'
import { BeforeSending } from './before-sending.tsx'
import { CopiesTable, shortMoment } from './copies-table.tsx'
import { settleCopy } from './copy-actions.ts'
import { askedCopy } from './copy-address-page.tsx'
import type { LetterCopy } from './letter-copy.ts'
import { MailState } from './mail-state.tsx'
import { rehearseSending, sendLetters } from './sending-actions.ts'
import { planSending, type SendingPlan } from './sending-plan-actions.ts'
import { readLetterCopies } from './sending-store.ts'
import {
  type AuthorityCopies,
  byAuthority,
  type SendingSummary,
  summarise,
  type UnsettledKind,
  unsettledKinds,
  unsettledOf,
} from './sending-summary.ts'

/** What sending would do, or how it goes. */
export async function showSending(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return sendingPage(context, desk, staff, [])
}

/** Sends the letters. */
export async function sendSending(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const { database, scheme, siteUrl } = desk
  const sent = await sendLetters(database, scheme, year, {
    actor: staff.email,
    seen: form.text('standing'),
    siteUrl,
  })
  if (sent.ok) return context.redirect(`${deskAddresses.sending(year)}?done=sent`, 303)
  context.status(sent.isStale ? 409 : 422)
  return sendingPage(context, desk, staff, [sent])
}

/** Sends one letter to a test address. */
export async function sendRehearsal(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const { database, scheme, siteUrl } = desk
  const typed = { authority: form.text('authority'), address: form.text('address') }
  const sent = await rehearseSending(database, scheme, year, {
    ...{ actor: staff.email, slug: typed.authority, address: typed.address, siteUrl },
  })
  if (sent.ok) return context.redirect(`${deskAddresses.sending(year)}?done=rehearsed`, 303)
  context.status(422)
  return sendingPage(context, desk, staff, [sent], typed)
}

/** What a person decides about one copy: that it be sent again, or that it has arrived. */
export async function sendCopyDecision(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  const copy = askedCopy(context)
  const decision = form.text('decision')
  if (year === undefined || copy === undefined) return noSuchReview(context, desk, staff)
  if (decision !== 'send-again' && decision !== 'received') {
    context.status(422)
    return sendingPage(context, desk, staff, [
      { reason: 'Say whether to send it again or that they have it.' },
    ])
  }
  const settled = await settleCopy(desk.database, year, copy, decision, staff.email)
  if (settled.ok) return context.redirect(`${deskAddresses.sending(year)}?done=${decision}`, 303)
  context.status(409)
  return sendingPage(context, desk, staff, [settled])
}

const notices: Readonly<Record<string, string>> = {
  sent: 'The letters are on their way. This page shows what the receiving servers say; load it again to see more.',
  rehearsed: 'The rehearsal is on its way to the test address.',
  'send-again': 'It is sent again.',
  received: 'Noted that they have it.',
  corrected: 'The address is corrected for the future, and the letter is on its way to it.',
  resumed: 'Sending goes on.',
}

type Typed = { readonly authority: string; readonly address: string }

async function sendingPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
  typed: Typed = { authority: '', address: '' },
): Promise<Response> {
  const year = askedYear(context)
  const latest = year !== undefined && (await readStanding(desk.database, year))
  if (year === undefined || !latest) return noSuchReview(context, desk, staff)
  const standing = standingToSend(latest)
  await recordLook(desk, staff, standing, 'sending')
  const allCopies = await readLetterCopies(desk.database, year)
  const revision = shownRevision(context, allCopies)
  const copies = allCopies.filter((copy) => copy.revision === revision)
  const plan = await planOf(desk, standing)
  const sending = await readSendingState(desk.database)
  const notice = notices[context.req.query('done') ?? '']
  const mayAct = mayDo(staff, 'send-letters')
  const tokenFor = mayAct ? (action: string) => tokenOf(desk, staff, action) : undefined
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Sending ${formatReportingYear(year)}`}
      current={deskAddresses.desk()}
      back={{ text: `Annual review ${formatReportingYear(year)}`, href: deskAddresses.review(year) }}
    >
      <ErrorSummary problems={problems} />
      {problems.length === 0 && notice !== undefined && <Notice>{notice}</Notice>}
      <h1>Sending</h1>
      <HowItStands desk={desk} standing={standing} copies={copies} plan={plan} />
      <MailState
        desk={desk}
        staff={staff}
        sending={sending}
        isNeeded={plan !== undefined || summarise(allCopies).waitingCount > 0}
      />
      {plan && (
        <BeforeSending
          scheme={desk.scheme}
          standing={standing}
          plan={plan}
          tokenFor={tokenFor}
          ownAddress={staff.email}
          problems={problems}
          typed={typed}
        />
      )}
      {copies.length > 0 && (
        <Copies context={context} desk={desk} year={year} copies={copies} tokenFor={tokenFor} />
      )}
      {copies.length > 0 && (await everyone(context, desk, year, copies, tokenFor))}
      <OtherRevisions year={year} copies={allCopies} shown={revision} />
    </StaffPage>,
  )
}

/** The letters of one revision are shown at a time: those asked for, else those that were sent last. */
function shownRevision(context: Context, copies: readonly LetterCopy[]): number {
  const revisions = revisionsOf(copies)
  const asked = Number(context.req.query('revision'))
  return revisions.includes(asked) ? asked : (revisions.at(-1) ?? 1)
}

function revisionsOf(copies: readonly LetterCopy[]): readonly number[] {
  return [...new Set(copies.map(({ revision }) => revision))].sort((a, b) => a - b)
}

function OtherRevisions({
  year,
  copies,
  shown,
}: {
  year: ReportingYear
  copies: readonly LetterCopy[]
  shown: number
}) {
  const others = revisionsOf(copies).filter((revision) => revision !== shown)
  if (others.length === 0) return null
  return (
    <section>
      <h2>Other letters of the year</h2>
      <ul class="govuk-list">
        {others.map((revision) => {
          const { counts } = summarise(copies.filter((copy) => copy.revision === revision))
          const unsettled = counts.uncertain + counts.refused + counts['trying-again']
          return (
            <li>
              <a href={`${deskAddresses.sending(year)}?revision=${revision}`}>
                {revision === 1 ? 'The first letters' : `Those reissued with revision ${revision}`}
              </a>
              {unsettled > 0 && `, ${formatCount(unsettled)} unsettled`}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

/** What sending the latest revision would do; undefined where it is not sealed, or sent already. */
async function planOf(desk: ReviewDesk, standing: ReviewStanding): Promise<SendingPlan | undefined> {
  const { current } = standing
  return current?.stage === 'sealed' ? planSending(desk.database, standing, current.revision) : undefined
}

function HowItStands({
  desk,
  standing,
  copies,
  plan,
}: {
  desk: ReviewDesk
  standing: ReviewStanding
  copies: readonly LetterCopy[]
  plan: SendingPlan | undefined
}) {
  if (copies.length > 0) {
    const summary = summarise(copies)
    return (
      <>
        <Standing>
          <strong>
            {formatCount(summary.takenCount)} of {formatCount(summary.copyCount)}{' '}
            {summary.copyCount === 1 ? 'message has' : 'messages have'} been taken by the receiving servers.
          </strong>{' '}
          {progressWords(desk, summary, copies[0]?.revision ?? 1)}
        </Standing>
        <DeskFigures figures={figuresOf(desk, summary)} />
        <p class="note">
          “Taken” is the last thing that can be known. What people do with an attachment cannot be recorded
          here.
        </p>
      </>
    )
  }
  if (plan) {
    return (
      <Standing>
        <strong>Sealed, and nothing has been sent yet.</strong> This is who will get what.
      </Standing>
    )
  }
  const isSent = standing.current?.stage === 'sent' || standing.current?.stage === 'published'
  return (
    <Standing>
      <strong>{isSent ? 'No letter of this year was mailed from here.' : 'Not sealed yet.'}</strong>{' '}
      {!isSent && 'Letters are sent once they are sealed; this page then says who will get what.'}
    </Standing>
  )
}

function progressWords({ scheme, site }: ReviewDesk, summary: SendingSummary, revision: number): string {
  const { startedAt, lastAnswerAt, waitingCount } = summary
  if (startedAt === null) return ''
  const started = `Started ${printMoment(scheme, startedAt)}`
  const answered =
    lastAnswerAt === null ? '' : `; last answer ${shortMoment(scheme, lastAnswerAt, startedAt)}`
  const reading = readMailSettings(process.env, site.isDemonstration)
  const pace =
    reading.ok && reading.settings !== null
      ? ` They leave at up to ${formatCount(reading.settings.mailsPerMinute)} mails a minute.`
      : ''
  const waiting = waitingCount === 0 ? '' : ` ${formatCount(waitingCount)} wait for their turn.${pace}`
  const reissued = revision > 1 ? ` These were reissued with revision ${revision}.` : ''
  return `${started}${answered}.${waiting}${reissued}`
}

function figuresOf({ scheme }: ReviewDesk, summary: SendingSummary): readonly DeskFigure[] {
  const { counts, nextTryAt, startedAt } = summary
  return [
    { number: formatCount(summary.takenCount), noun: 'taken', note: 'by the receiving server' },
    {
      number: formatCount(counts.refused),
      noun: 'refused',
      note: 'the server will not have it',
      tone: counts.refused > 0 ? 'warning' : 'waiting',
    },
    {
      number: formatCount(counts['trying-again']),
      noun: 'trying again',
      note:
        nextTryAt !== null && startedAt !== null
          ? `next try ${shortMoment(scheme, nextTryAt, startedAt)}`
          : 'no server is busy',
      tone: 'waiting',
    },
    {
      number: formatCount(counts.uncertain),
      noun: 'uncertain',
      note: 'may or may not have arrived',
      tone: 'waiting',
    },
  ]
}

type CopiesSettings = {
  readonly context: Context
  readonly desk: ReviewDesk
  readonly year: ReportingYear
  readonly copies: readonly LetterCopy[]
  readonly tokenFor: ((action: string) => string) | undefined
}

/** What is unsettled, the more pressing above, each with the whole authority. */
function Copies({ context, desk, year, copies, tokenFor }: CopiesSettings) {
  const groups = byAuthority(copies)
  const { counts } = summarise(copies)
  const shownWhole = context.req.query('all')
  return (
    <>
      {unsettledKinds.map((kind) => {
        const found = unsettledOf(groups, kind)
        if (found.length === 0) return null
        const shown = shownWhole === kind ? found : found.slice(0, shownAtFirst)
        const more = found.length - shown.length
        return (
          <section id={kind}>
            <h2>{headings[kind](formatCount(counts[kind]), found.length)}</h2>
            <p>{explanations[kind]}</p>
            <CopiesTable
              scheme={desk.scheme}
              year={year}
              groups={shown}
              caption={`Authorities with a copy that is ${unsettledWords[kind]}`}
              tokenFor={tokenFor}
            />
            {more > 0 && (
              <p>
                <a href={`${listOf(year, copies)}&all=${kind}#${kind}`}>
                  {formatCount(more)} more {more === 1 ? 'authority' : 'authorities'}
                </a>
              </p>
            )}
          </section>
        )
      })}
    </>
  )
}

const shownAtFirst = 10

/** The page with the letters of the same revision. */
function listOf(year: ReportingYear, [first]: readonly LetterCopy[]): string {
  return `${deskAddresses.sending(year)}?revision=${first?.revision ?? 1}`
}

const unsettledWords: Readonly<Record<UnsettledKind, string>> = {
  uncertain: 'uncertain',
  refused: 'refused',
  'trying-again': 'being tried again',
}

const headings: Readonly<Record<UnsettledKind, (count: string, authorityCount: number) => string>> = {
  uncertain: (count) => `Uncertain: ${count}`,
  refused: (count, authorities) =>
    `Refused: ${count}, at ${formatCount(authorities)} ${authorities === 1 ? 'authority' : 'authorities'}`,
  'trying-again': (count) => `Trying again: ${count}`,
}

const explanations: Readonly<Record<UnsettledKind, string>> = {
  uncertain:
    'The line broke after the letter was handed over and before the server answered. Sending again may put a second copy in the same inbox; both would carry the same message number, and this page would say so.',
  refused: 'The server said that it will not take the letter. Nothing more is tried until somebody decides.',
  'trying-again':
    'The server is busy for now. It is asked again by itself, for two days at most; nothing needs doing.',
}

/** Any authority's letter on its way, found by name, or all of them. */
async function everyone(
  context: Context,
  desk: ReviewDesk,
  year: ReportingYear,
  copies: readonly LetterCopy[],
  tokenFor: CopiesSettings['tokenFor'],
) {
  const text = (context.req.query('authority') ?? '').slice(0, 100)
  const groups = byAuthority(copies)
  const isAll = context.req.query('all') === 'everyone'
  const found = isAll ? groups : text === '' ? [] : await groupsNamed(desk, groups, text)
  return (
    <section id="everyone">
      <h2>Everyone</h2>
      <form method="get" action={`${deskAddresses.sending(year)}#everyone`}>
        <input type="hidden" name="revision" value={String(copies[0]?.revision)} />
        <TextInput id="find" name="authority" label="Find an authority" value={text} type="search" />
        <Button text="Find" isSecondary={true} />
      </form>
      {text !== '' && !isAll && found.length === 0 && <p>No letter went to an authority of that name.</p>}
      {found.length > 0 && (
        <CopiesTable
          scheme={desk.scheme}
          year={year}
          groups={found}
          caption={isAll ? 'Every authority' : 'Authorities found'}
          tokenFor={tokenFor}
        />
      )}
      {!isAll && (
        <p>
          <a href={`${listOf(year, copies)}&all=everyone#everyone`}>
            All {formatCount(groups.length)} {groups.length === 1 ? 'letter' : 'letters'}
          </a>
        </p>
      )}
    </section>
  )
}

async function groupsNamed(
  desk: ReviewDesk,
  groups: readonly AuthorityCopies[],
  text: string,
): Promise<readonly AuthorityCopies[]> {
  const written = new Set(groups.map(({ slug }) => slug))
  const authorities = (await readAuthorities(desk.database)).filter(({ slug }) => written.has(slug))
  const { matches, near } = findNames(authorityNames(authorities), text)
  const slugs = new Set((matches.length > 0 ? matches : near).map(({ authority }) => authority.slug))
  return groups.filter(({ slug }) => slugs.has(slug))
}
