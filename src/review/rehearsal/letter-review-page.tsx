import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { printMoment } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../../web/desk-page.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { askedYear, noSuchReview } from '../review-parts.tsx'
import { readStanding } from '../review-standing-store.ts'
import { DecisionForm, stepOf } from './decision-form.tsx'
import { drawOnce } from './drawn-letters.ts'
import { recordRead } from './embargoed-read-store.ts'
import { decideLetter } from './letter-decision-actions.ts'
import { LetterDifferences } from './letter-differences.tsx'
import { LetterFigures } from './letter-figures.tsx'
import { letterSubject, noSuchLetter } from './letter-file-pages.tsx'
import { askedList, type LetterList, letterLists, lettersOfList, placeInList } from './letter-lists.ts'
import { LetterPagePictures } from './letter-page-pictures.tsx'
import { readRecipients } from './letter-recipients-store.ts'
import { figureCountOf, type LetterUnderReview, problemsOf, withProof } from './letter-under-review.ts'
import { readReviewLetters } from './reading-list-actions.ts'
import { decisionWords } from './reasons-to-read.ts'
import { isOpen, proveLetter } from './rehearsal-actions.ts'
import { showSealedLetters } from './sealed-letters-page.tsx'

/** One letter as it would leave today: its pages, its figures, what differs, and the decision. */
export async function showReviewLetter(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return letterPage(context, desk, staff, [])
}

/** Takes a decision about a letter, or about the words added to it. */
export async function sendLetterDecision(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const slug = context.req.param('slug') ?? ''
  const chosen = stepOf(form)
  if (!chosen.ok) return refused(422, chosen)
  const isDecision = chosen.step.kind !== 'write' && chosen.step.kind !== 'remove'
  if (isDecision && !mayDo(staff, 'decide-letters')) {
    return refused(422, {
      reason: 'Passing, holding and leaving out is for approvers. What you may do is change the added words.',
      field: 'decision',
    })
  }
  const list = askedList(form.text('list'))
  // The next one is told before the decision, which may take this letter out of the list.
  const next = await nextInList(desk, year, list, slug)
  const seen = {
    standing: form.text('standing'),
    content: form.text('content'),
    decided: form.text('decided'),
  }
  const decided = await decideLetter(desk.database, desk.scheme, year, slug, chosen.step, seen, staff.email)
  if (!decided.ok) return refused(decided.isStale ? 409 : 422, decided)
  return context.redirect(
    next === undefined
      ? `${deskAddresses.rehearsal(year, list)}&done=decided`
      : `${deskAddresses.reviewLetter(year, next, list)}&done=${slug}`,
    303,
  )

  function refused(status: 409 | 422, problem: Problem): Promise<Response> {
    context.status(status)
    return letterPage(context, desk, staff, [problem], form)
  }
}

async function nextInList(
  desk: ReviewDesk,
  year: NonNullable<ReturnType<typeof askedYear>>,
  list: LetterList,
  slug: string,
): Promise<string | undefined> {
  const standing = await readStanding(desk.database, year)
  if (!standing || !isOpen(standing)) return undefined
  const { listed } = await readReviewLetters(desk.database, desk.scheme, standing)
  return placeInList(lettersOfList(listed, list), slug)?.next
}

async function letterPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
  form?: SentForm,
): Promise<Response> {
  const { database, scheme } = desk
  const year = askedYear(context)
  const standing = year !== undefined && (await readStanding(database, year))
  if (year === undefined || !standing) return noSuchReview(context, desk, staff)
  if (!isOpen(standing)) return showSealedLetters(context, desk, staff, standing)
  const slug = context.req.param('slug') ?? ''
  const letters = await readReviewLetters(database, scheme, standing)
  const listed = letters.listed.find(({ under }) => under.facts.authority.slug === slug)
  if (!listed) return noSuchLetter(context, desk, staff, year)
  const under = withProof(listed.under, await proveLetter(database, listed.under, desk.printLetter))
  const list = askedList(form?.text('list') ?? context.req.query('show'))
  const place = placeInList(lettersOfList(letters.listed, list), slug)
  const posts = await readPosts(database)
  const postOf = (actor: string) => (actor === staff.email ? 'You' : (posts.get(actor) ?? actor))
  const recipients = under.letter
    ? await readRecipients(database, under.letter, under.letter.reissue?.on ?? standing.cycle.letterDate)
    : undefined
  await recordRead(database, {
    actor: staff.email,
    what: letterSubject(standing, slug),
    as: 'page',
  })
  const done = letters.listed.find(({ under }) => under.facts.authority.slug === context.req.query('done'))
  const action = deskAddresses.reviewLetterDecision(year, slug)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={under.facts.authority.officialName}
      current={deskAddresses.desk()}
      back={{ text: 'Rehearsal', href: deskAddresses.rehearsal(year, list === 'person' ? undefined : list) }}
      isWide={true}
    >
      <ErrorSummary problems={problems} />
      {done && <Notice>Saved: {done.under.facts.authority.officialName}.</Notice>}
      <div class="letter-review__head">
        <h1>{under.facts.authority.officialName}</h1>
        <Steps
          list={list}
          total={lettersOfList(letters.listed, list).length}
          place={place}
          address={(of) => deskAddresses.reviewLetter(year, of, list)}
        />
      </div>
      <Summary
        desk={desk}
        under={under}
        memberCount={membersBeside(letters.letters, under)}
        postOf={postOf}
      />
      <div class="letter-review">
        <LetterPagePictures
          desk={desk}
          staff={staff}
          year={year}
          under={under}
          pageCount={await pageCountOf(desk, under)}
        />
        <div>
          <LetterFigures scheme={scheme} under={under} lastLetters={letters.lastLetters} />
          <ReadBack under={under} />
          <LetterDifferences
            desk={desk}
            listed={{ ...listed, under }}
            edition={letters.edition}
            recipients={recipients}
            postOf={postOf}
          />
          <DecisionForm
            under={under}
            standing={standing}
            staff={staff}
            list={list}
            hasNext={place?.next !== undefined}
            action={action}
            token={tokenOf(desk, staff, action)}
            problems={problems}
            form={form}
          />
        </div>
      </div>
    </StaffPage>,
  )
}

/** How many pages the letter has; none where it cannot be drawn. */
async function pageCountOf(
  { drawLetter }: ReviewDesk,
  { letter, contentHash }: LetterUnderReview,
): Promise<number> {
  const drawn = letter && (await drawOnce(letter, contentHash, drawLetter))
  return drawn?.ok ? drawn.pages.length : 0
}

/** How many authorities of this year's letters stand in the group of this one. */
function membersBeside(letters: readonly LetterUnderReview[], { facts }: LetterUnderReview): number {
  const group = facts.membership.comparisonGroup
  return letters.filter((other) => other.facts.membership.comparisonGroup === group).length
}

/** Where it stands in the list that is gone through. */
function Steps({
  list,
  total,
  place,
  address,
}: {
  list: LetterList
  total: number
  place: ReturnType<typeof placeInList>
  address: (slug: string) => string
}) {
  const name = letterLists[list].name.toLowerCase()
  if (!place) return <p class="note">No longer in the list “{letterLists[list].name}”</p>
  return (
    <nav aria-label={`Letters of the list “${name}”`}>
      <p class="letter-review__steps">
        {place.previous !== undefined && <a href={address(place.previous)}>Previous</a>} {place.number} of{' '}
        {total} {place.next !== undefined && <a href={address(place.next)}>Next</a>}
      </p>
    </nav>
  )
}

function Summary({
  desk: { scheme },
  under,
  memberCount,
  postOf,
}: {
  desk: ReviewDesk
  under: LetterUnderReview
  memberCount: number
  postOf: (actor: string) => string
}) {
  const group = scheme.comparisonGroups.find(({ code }) => code === under.facts.membership.comparisonGroup)
  return (
    <Standing>
      <strong>{stateInWords(scheme, under, postOf)}</strong>{' '}
      {group
        ? `One of ${memberCount.toLocaleString('en-GB')} ${group.plural}.`
        : 'In no group, so nothing is compared.'}
    </Standing>
  )
}

function stateInWords(
  scheme: ReviewDesk['scheme'],
  { state, decision, outdatedDecision }: LetterUnderReview,
  postOf: (actor: string) => string,
): string {
  if (decision) {
    const how = decision.isTogether ? ' with all that have nothing unusual' : ''
    return `${decisionWords[decision.decision]}${how} by ${inSentence(postOf(decision.decidedBy))}, ${printMoment(scheme, decision.decidedAt)}.`
  }
  if (state === 'held') return 'Cannot leave as it is.'
  if (outdatedDecision) {
    return `Changed since it was ${decisionWords[outdatedDecision.decision].toLowerCase()}, so not yet read.`
  }
  return 'Not yet read.'
}

/** "Approver" and "You" within a sentence; addresses stay as they are. */
function inSentence(post: string): string {
  if (post === 'You') return 'you'
  return /^[A-Z][a-z]/.test(post) ? `the ${post.charAt(0).toLowerCase()}${post.slice(1)}` : post
}

/** Whether the finished PDF says what the record says. */
function ReadBack({ under }: { under: LetterUnderReview }) {
  const problems = problemsOf(under)
  if (problems.length > 0) {
    return (
      <>
        <p>
          <State mark="blocks">
            {under.letter === null
              ? 'It cannot be made'
              : 'The finished PDF does not say what the record says'}
          </State>
        </p>
        <ul>
          {problems.map(({ block, reason }) => (
            <li>
              {block}: {reason}
            </li>
          ))}
        </ul>
      </>
    )
  }
  if (under.proof.state !== 'ok' || under.letter === null) {
    return (
      <p>
        <State mark="attention">The PDF could not be made just now</State>
        <span class="note"> Open the letter again to try once more.</span>
      </p>
    )
  }
  return <ReadBackWhole letter={under.letter} />
}

function ReadBackWhole({ letter }: { letter: NonNullable<LetterUnderReview['letter']> }) {
  return (
    <p>
      <State mark="done">All {figureCountOf(letter)} figures read back from the PDF equal the record</State>
    </p>
  )
}
