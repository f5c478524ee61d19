import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { blockName, onlyVariant, type Paragraph, parseWording } from '../../letters/wording.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { printMoment, printYear } from '../../scheme/printed-dates.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { askedYear, noSuchReview } from '../review-parts.tsx'
import { readStanding } from '../review-standing-store.ts'
import { standingMark } from '../seen-standing.ts'
import { recordRead } from './embargoed-read-store.ts'
import { readLettersUnderReview } from './letters-under-review-actions.ts'
import { isOpen } from './rehearsal-actions.ts'
import {
  approveWording,
  readWordingUnderReview,
  type WordingUnderReview,
} from './wording-approval-actions.ts'

/** The words of a year's letters, each part with how many letters have it, and their approval. */
export async function showWording(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return wordingPage(context, desk, staff, [])
}

export async function sendWordingApproval(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const seen = { standing: form.text('standing'), wording: form.text('wording') }
  const approved = await approveWording(desk.database, year, seen, staff.email)
  if (approved.ok) return context.redirect(`${deskAddresses.wording(year)}?done=approved`, 303)
  context.status(approved.isStale ? 409 : 422)
  return wordingPage(context, desk, staff, [approved])
}

async function wordingPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
): Promise<Response> {
  const { database, scheme } = desk
  const year = askedYear(context)
  const standing = year !== undefined && (await readStanding(database, year))
  if (year === undefined || !standing) return noSuchReview(context, desk, staff)
  const { cycle, current } = standing
  const wording = await readWordingUnderReview(database, cycle)
  const letters = isOpen(standing)
    ? await readLettersUnderReview(database, scheme, { cycle, revision: standing.current.revision })
    : undefined
  const posts = await readPosts(database)
  const uses = new Map<string, number>()
  for (const { composedWithWords } of letters?.letters ?? []) {
    if (!composedWithWords.ok) continue
    for (const part of composedWithWords.blocksUsed) uses.set(part, (uses.get(part) ?? 0) + 1)
  }
  await recordRead(database, {
    actor: staff.email,
    what: `wording of the letters of ${printYear(scheme, year)}`,
    as: 'page',
  })
  const action = deskAddresses.wordingApproval(year)
  const canApprove =
    wording?.approval === null &&
    mayDo(staff, 'decide-letters') &&
    (current?.stage === 'draft' || current?.stage === 'checked')
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Wording ${printYear(scheme, year)}`}
      current={deskAddresses.desk()}
      back={{ text: `Annual review ${printYear(scheme, year)}`, href: deskAddresses.review(year) }}
    >
      <ErrorSummary problems={problems} />
      {context.req.query('done') === 'approved' && <Notice>The wording is approved.</Notice>}
      <h1>Wording of the letters</h1>
      <Standing>
        {wording ? (
          <>
            Edition {wording.edition}, for the letters of {printYear(scheme, year)}.{' '}
            <strong>{approvalInWords(desk, wording, (actor) => posts.get(actor) ?? actor)}</strong>
          </>
        ) : (
          <strong>No letters have been written for {printYear(scheme, year)}.</strong>
        )}
      </Standing>
      {wording && canApprove && (
        <DeskForm action={action} token={tokenOf(desk, staff, action)}>
          <input type="hidden" name="standing" value={standingMark(current)} />
          <input type="hidden" name="wording" value={wording.hash} />
          <p>
            You approve exactly the text below. If a word of it changes, it waits for approval again. What
            stands on tint is filled in for each authority.
          </p>
          <Button text="Approve this wording" />
        </DeskForm>
      )}
      {wording && !canApprove && wording.approval === null && (
        <p class="note">An approver reads and approves it while the review is a draft or being checked.</p>
      )}
      {wording && <Parts wording={wording} uses={letters && uses} />}
    </StaffPage>,
  )
}

function approvalInWords(
  { scheme }: ReviewDesk,
  { approval, outdatedApproval }: WordingUnderReview,
  postOf: (actor: string) => string,
): string {
  if (approval)
    return `Approved: ${postOf(approval.approvedBy)}, ${printMoment(scheme, approval.approvedAt)}.`
  if (!outdatedApproval) return 'Not approved yet.'
  return `Changed since it was approved on ${printMoment(scheme, outdatedApproval.approvedAt)}, so not approved.`
}

function Parts({
  wording: { edition, markdown },
  uses,
}: {
  wording: WordingUnderReview
  /** In how many letters each part stands; undefined where the letters are no longer composed. */
  uses: ReadonlyMap<string, number> | undefined
}) {
  const { blocks } = parseWording(edition, markdown)
  return (
    <>
      {[...blocks].map(([block, variants]) => (
        <section class="wording-block">
          <h2>{capital(block)}</h2>
          {[...variants].map(([variant, paragraphs]) => (
            <div class="wording-part">
              <div>
                {variant !== onlyVariant && <h3>{capital(variant)}</h3>}
                {uses && <Use count={uses.get(blockName(block, variant)) ?? 0} />}
              </div>
              <div>
                {paragraphs.map((paragraph) => (
                  <p>
                    <Runs paragraph={paragraph} />
                  </p>
                ))}
              </div>
            </div>
          ))}
        </section>
      ))}
    </>
  )
}

function Use({ count }: { count: number }) {
  return count === 0 ? (
    <State mark="open">No letter</State>
  ) : (
    <span class="note">{withNoun(count.toLocaleString('en-GB'), { one: 'letter', many: 'letters' })}</span>
  )
}

/** A paragraph with what is filled in for each authority standing out. */
function Runs({ paragraph }: { paragraph: Paragraph }) {
  return (
    <>
      {paragraph.map(({ text, isStrong, address }) => {
        const parts = text
          .split(/(\{[^{}]*\})/)
          .map((part) => (part.startsWith('{') ? <mark>{part.slice(1, -1)}</mark> : part))
        if (isStrong) return <strong>{parts}</strong>
        if (address === undefined) return parts
        return (
          <>
            {parts} <span class="note">(leads to {address})</span>
          </>
        )
      })}
    </>
  )
}
