import type { Context } from 'hono'
import { mayDo, type Staff } from '../accounts/person.ts'
import { readPosts } from '../accounts/post-store.ts'
import { type Role, roleWords } from '../accounts/role.ts'
import { StaffPage } from '../accounts/signed-in-route.tsx'
import { daysBetween } from '../scheme/calendar-days.ts'
import { dayOf, printDate, printMoment } from '../scheme/printed-dates.ts'
import { formatReportingYear, type IsoDate, type ReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { ErrorSummary, type Problem } from '../web/desk-form-controls.tsx'
import { type DeskFigure, DeskFigures, type Mark, Notice, Standing, StateMark } from '../web/desk-page.tsx'
import type { SentForm } from '../web/sent-form.ts'
import { blockSentence, type ChecklistItem } from './checklist.ts'
import { type ReviewChecklist, workOutChecklist } from './checklist-actions.ts'
import { recordLook } from './embargoed-look-actions.ts'
import type { ReviewDesk } from './review-desk.tsx'
import { askedYear, noSuchReview } from './review-parts.tsx'
import { type Stage, type StepStage, stageWords } from './review-stage.ts'
import { type Standing as ReviewStanding, readStanding } from './review-standing-store.ts'
import { StepForms } from './step-forms.tsx'

/** Where a year's review stands, what stands between it and its next step, and the step itself. */
export async function showReview(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return reviewPage(context, desk, staff, [])
}

/** The same with what stands in the way of a step that was asked for, and everything that was typed. */
export async function reviewPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
  form?: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  const standing = year !== undefined && (await readStanding(desk.database, year))
  if (year === undefined || !standing) return noSuchReview(context, desk, staff)
  await recordLook(desk, staff, standing, 'review')
  const began = performance.now()
  const checked = await workOutChecklist(desk.database, desk.scheme, standing, desk.siteUrl)
  const seconds = (performance.now() - began) / 1_000
  const posts = await readPosts(desk.database)
  const stage = standing.current?.stage ?? 'draft'
  const isOpen = stage === 'draft' || stage === 'checked' || stage === 'approved'
  const name = formatReportingYear(year)
  return context.html(
    <StaffPage desk={desk} person={staff} title={`Annual review ${name}`} current={deskAddresses.desk()}>
      {problems.length === 0 && <Done code={context.req.query('done')} />}
      <ErrorSummary problems={problems} />
      <h1>
        Annual review {name}
        {standing.current && standing.current.revision > 1 && (
          <span class="note">, correction {standing.current.revision - 1}</span>
        )}
      </h1>
      <StandingSentence scheme={desk.scheme} standing={standing} checked={checked} />
      <DeskFigures figures={figuresOf(desk.scheme, standing, checked)} />
      <div class="cycle">
        <section>
          <h2>The year</h2>
          <YearLine
            scheme={desk.scheme}
            standing={standing}
            posts={posts}
            mayMove={mayDo(staff, 'change-moment')}
          />
          <CloserLook year={year} stage={stage} />
        </section>
        <section>
          <h2>{isOpen ? headings[stage] : 'What can be done now'}</h2>
          {isOpen && (
            <>
              <p class="note">
                Worked out again at {printMoment(desk.scheme, standing.now).split(', ')[1]}, in{' '}
                {seconds.toFixed(1)} seconds.
              </p>
              <ChecklistTables year={year} checked={checked} />
            </>
          )}
          <StepForms
            desk={desk}
            staff={staff}
            standing={standing}
            checked={checked}
            posts={posts}
            problems={problems}
            form={form}
          />
        </section>
      </div>
    </StaffPage>,
  )
}

const headings: Readonly<Partial<Record<Stage, string>>> = {
  draft: 'Before it can be checked',
  checked: 'Before it can be approved',
  approved: 'Before it is sealed',
}

const doneSentences: Readonly<Record<string, string>> = {
  calculated: 'The figures are calculated again.',
  opened: 'Authorities see their cases and figures now, and may raise queries.',
  'taken-back': 'The review is a draft again. Authorities no longer see it.',
  approved: 'Your approval is recorded.',
  sealed: 'The year is sealed. Nothing of it can change any more.',
  'fingerprint-shown': 'Everybody can see the fingerprint now.',
  sent: 'Letters are on their way.',
  moment: 'The moment of publication is changed.',
  wording: 'The wording of the year is approved.',
}

function Done({ code = '' }: { code?: string | undefined }) {
  const sentence = doneSentences[code]
  return sentence === undefined ? null : <Notice>{sentence}</Notice>
}

function StandingSentence({
  scheme,
  standing: { current, cycle, revisions },
  checked: { checklist },
}: {
  scheme: Scheme
  standing: ReviewStanding
  checked: ReviewChecklist
}) {
  const blocks = checklist.blocks.length
  const moment = printMoment(scheme, current?.publishedAt ?? cycle.publishedAt)
  const isCorrection = current !== undefined && current.revision > 1
  switch (current?.stage ?? 'none') {
    case 'none':
      return (
        <Standing>
          <strong>Nothing calculated yet.</strong> A review begins with the figures of its year.
        </Standing>
      )
    case 'draft':
      return (
        <Standing>
          <strong>{isCorrection ? 'A correction in draft.' : 'A draft.'}</strong>{' '}
          {isCorrection
            ? `What is public stays as it is until this is sent. ${blockSentence(blocks, 'approval')}`
            : 'Nobody outside sees it. Open it, and each authority checks its own cases and figures.'}
        </Standing>
      )
    case 'checked':
      return (
        <Standing>
          <strong>Being checked by authorities until {printDay(lastUntil(current))}.</strong>{' '}
          {blockSentence(blocks, 'approval')}
        </Standing>
      )
    case 'approved':
      return (
        <Standing>
          <strong>Approved by two people.</strong> Sealing freezes it, and the letters can be sent.
        </Standing>
      )
    case 'sealed':
      return (
        <Standing>
          <strong>Sealed.</strong> Nothing of it changes any more. It becomes public at its moment once its
          letters are sent.
        </Standing>
      )
    case 'sent':
      return (
        <Standing>
          <strong>Letters are sent; public from {moment}.</strong> Until then each authority sees its own.
        </Standing>
      )
    default:
      return (
        <Standing>
          <strong>Public since {moment}.</strong>{' '}
          {revisions.length > 1 && 'Every earlier revision stays readable beside this one.'}
        </Standing>
      )
  }
}

function lastUntil(current: ReviewStanding['current']): IsoDate | null {
  return current?.steps.findLast(({ stage }) => stage === 'checked')?.untilOn ?? null
}

/** A day of this year without its year; of another with it. */
function stepDay(scheme: Scheme, takenAt: Date, now: Date): string {
  const day = dayOf(scheme, takenAt)
  return day.slice(0, 4) === dayOf(scheme, now).slice(0, 4) ? printDay(day) : printDate(day)
}

/** "28 June", where the year goes without saying. */
function printDay(date: IsoDate | null): string {
  return date === null ? 'a day not set' : printDate(date).replace(/ \d{4}$/, '')
}

function figuresOf(
  scheme: Scheme,
  { current, cycle, now }: ReviewStanding,
  { facts, checklist }: ReviewChecklist,
): readonly DeskFigure[] {
  const { letters } = facts
  const moment = current?.publishedAt ?? cycle.publishedAt
  const days = daysBetween(dayOf(scheme, now), dayOf(scheme, moment))
  const stage = current?.stage ?? 'draft'
  const blocks = checklist.blocks.length
  const isOpen = stage === 'draft' || stage === 'checked' || stage === 'approved'
  return [
    {
      number: letters.count.toLocaleString('en-GB'),
      noun: letters.count === 1 ? 'letter' : 'letters',
      note:
        letters.count === 0
          ? 'this year has none'
          : `${letters.councilCount} to councils, ${letters.count - letters.councilCount} to other bodies`,
    },
    {
      number: letters.passedCount.toLocaleString('en-GB'),
      noun: 'passed',
      note: letters.leftOut.length > 0 ? `${letters.leftOut.length} left out` : 'each by a person',
    },
    ...(isOpen
      ? [
          {
            number: String(blocks),
            noun: blocks === 1 ? 'blocks approval' : 'block approval',
            note: blocks === 0 ? 'nothing is in the way' : 'listed below',
            tone: blocks === 0 ? ('fact' as const) : ('warning' as const),
          },
        ]
      : []),
    days >= 0 && stage !== 'published' && stage !== 'corrected'
      ? {
          number: String(days),
          noun: days === 1 ? 'day to publication' : 'days to publication',
          note: printMoment(scheme, moment),
          tone: 'waiting' as const,
        }
      : {
          number: String(Math.abs(days)),
          noun: `${Math.abs(days) === 1 ? 'day' : 'days'} since ${stage === 'published' || stage === 'corrected' ? 'publication' : 'its moment'}`,
          note: printMoment(scheme, moment),
          tone: stage === 'published' || stage === 'corrected' ? ('waiting' as const) : ('warning' as const),
        },
  ]
}

const lineStages: readonly (StepStage | 'published')[] = [
  'draft',
  'checked',
  'approved',
  'sealed',
  'sent',
  'published',
]

/** The year as a line that has come so far: who took each step and when, and what is planned. */
function YearLine({
  scheme,
  standing: { current, cycle, now },
  posts,
  mayMove,
}: {
  scheme: Scheme
  standing: ReviewStanding
  posts: ReadonlyMap<string, string>
  mayMove: boolean
}) {
  const stage = current?.stage === 'corrected' ? 'published' : (current?.stage ?? 'draft')
  const shown = lineStages.filter((one) => one !== 'checked' || (current?.revision ?? 1) === 1)
  const present = shown.indexOf(stage)
  return (
    <ol class="year-line">
      {shown.map((one, index) => {
        const step = index <= present ? current?.steps.findLast((taken) => taken.stage === one) : undefined
        const isPresent = index === present
        return (
          <li
            class={index < present ? 'is-past' : isPresent ? 'is-present' : undefined}
            aria-current={isPresent ? 'step' : undefined}
          >
            <strong>{stageWords[one].name}</strong>
            {step && (
              <span class="when">
                {stepDay(scheme, step.takenAt, now)}, {posts.get(step.takenBy) ?? step.takenBy}
              </span>
            )}
            {one === 'sent' && !step && <span class="when">Letters dated {printDay(cycle.letterDate)}</span>}
            {one === 'published' && (
              <span class="when">{printMoment(scheme, current?.publishedAt ?? cycle.publishedAt)}</span>
            )}
            {one === 'checked' && step && step.untilOn !== null ? (
              <span>Queries until {printDay(step.untilOn)}</span>
            ) : (
              <span>{stageWords[one].means}</span>
            )}
            {one === 'published' && mayMove && !isPresent && (
              <a href={deskAddresses.moment(cycle.year)}>Change the moment</a>
            )}
          </li>
        )
      })}
    </ol>
  )
}

/** The other pages about a review; what there is depends on how far it came. */
function CloserLook({ year, stage }: { year: ReportingYear; stage: Stage }) {
  const isSealed = stage !== 'draft' && stage !== 'checked' && stage !== 'approved'
  const pages = [
    { text: 'Letters in rehearsal', href: deskAddresses.rehearsal(year), isThere: !isSealed },
    { text: 'Queries of authorities', href: deskAddresses.queries(year), isThere: true },
    { text: 'Wording of the year', href: deskAddresses.wording(year), isThere: true },
    { text: 'Seal and fingerprint', href: deskAddresses.seal(year), isThere: isSealed },
    { text: 'Sending', href: deskAddresses.sending(year), isThere: isSealed },
    { text: 'Corrections', href: deskAddresses.correction(year), isThere: true },
  ]
  return (
    <>
      <h3>Look closer</h3>
      <ul class="closer-look">
        {pages
          .filter(({ isThere }) => isThere)
          .map(({ text, href }) => (
            <li>
              <a href={href}>{text}</a>
            </li>
          ))}
      </ul>
    </>
  )
}

function ChecklistTables({
  year,
  checked: { checklist },
}: {
  year: ReportingYear
  checked: ReviewChecklist
}) {
  return (
    <>
      <ChecklistTable title="Blocks" year={year} mark="blocks" items={checklist.blocks} />
      <ChecklistTable title="Worth knowing" year={year} mark="attention" items={checklist.worthKnowing} />
      <ChecklistTable title="In order" year={year} mark="done" items={checklist.inOrder} />
    </>
  )
}

function ChecklistTable({
  title,
  year,
  mark,
  items,
}: {
  title: string
  year: ReportingYear
  mark: Mark
  items: readonly ChecklistItem[]
}) {
  if (items.length === 0) return null
  return (
    <table class="checklist">
      <caption>{title}</caption>
      <thead>
        <tr>
          <th scope="col">{title}</th>
          <th scope="col">
            <span class="govuk-visually-hidden">What</span>
          </th>
          <th scope="col" class="who">
            {mark === 'done' ? <span class="govuk-visually-hidden">Who</span> : 'Who'}
          </th>
        </tr>
      </thead>
      <tbody>
        {items.map(({ about, count, title: what, detail, who }) => (
          <tr>
            <td class={`count state--${mark}`}>
              <StateMark mark={mark} />
              {count.toLocaleString('en-GB')}
            </td>
            <td>
              <ItemTitle about={about} year={year} title={what} isLinked={mark !== 'done'} />
              {detail !== null && <span class="detail">{detail}</span>}
            </td>
            <td class="who">{who && postName(who)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function postName(role: Role): string {
  return roleWords[role].name
}

/** Where an item of the checklist is settled; undefined for what is settled on this page or not at all. */
const settledAt: Readonly<Partial<Record<ChecklistItem['about'], (year: ReportingYear) => string>>> = {
  correction: deskAddresses.correction,
  queries: deskAddresses.queries,
  'failing-letters': (year) => deskAddresses.rehearsal(year),
  'held-letters': (year) => deskAddresses.rehearsal(year),
  'left-out-letters': (year) => deskAddresses.rehearsal(year, 'all'),
  'undecided-letters': (year) => deskAddresses.rehearsal(year),
  proofs: (year) => deskAddresses.rehearsal(year),
  paragraphs: (year) => deskAddresses.rehearsal(year, 'changed'),
  wording: deskAddresses.wording,
  'office-holders': (year) => deskAddresses.rehearsal(year, 'new-holder'),
  blocks: deskAddresses.wording,
}

function ItemTitle({
  about,
  year,
  title,
  isLinked,
}: {
  about: ChecklistItem['about']
  year: ReportingYear
  title: string
  isLinked: boolean
}) {
  const place = settledAt[about]
  if (!isLinked || place === undefined) return <span class={isLinked ? 'what' : undefined}>{title}</span>
  return (
    <a class="what" href={place(year)}>
      {title}
    </a>
  )
}
