import type { Child } from 'hono/jsx'
import type { Edition } from '../../letters/editions.ts'
import { blockName } from '../../letters/wording.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { capital } from '../../scheme/sentence-words.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import type { RecipientsOfLetter } from '../sending/recipients.ts'
import type { AddedWords, LetterUnderReview } from './letter-under-review.ts'
import type { ListedLetter } from './reading-list.ts'
import { decisionWords, type PostOf } from './reasons-to-read.ts'

type DifferencesSettings = {
  readonly desk: ReviewDesk
  readonly listed: ListedLetter
  readonly edition: Edition | null
  readonly recipients: RecipientsOfLetter | undefined
  readonly postOf: PostOf
}

/** What of a letter is not as in every other, and who gets it. */
export function LetterDifferences({ desk, listed, edition, recipients, postOf }: DifferencesSettings) {
  const { under, newHolder, isFirst, rareParts } = listed
  const { addedWords, outdatedDecision, replaces } = under
  return (
    <>
      <h2>What differs</h2>
      <dl class="desk-facts">
        {replaces !== null && (
          <Fact name="Reissued">It takes the place of the letter of {replaces.date.printed}.</Fact>
        )}
        {isFirst && <Fact name="First letter">Nobody wrote to this authority last year.</Fact>}
        {newHolder !== null && (
          <Fact name="New">
            {newHolder.now}. <span class="note">The last letter went to {newHolder.before}.</span>
          </Fact>
        )}
        <Fact name="Added words">
          {addedWords === null ? 'None' : <Words desk={desk} words={addedWords} postOf={postOf} />}
        </Fact>
        {rareParts.length > 0 && <Fact name="Rare parts">Few letters have: {rareParts.join(', ')}.</Fact>}
        {edition && under.letter && <Fact name="Left out">{leftOutParts(edition, under)}</Fact>}
        {recipients && <Fact name="Goes to">{recipientsInWords(recipients)}</Fact>}
        {outdatedDecision && (
          <Fact name="Before it changed">
            {decisionWords[outdatedDecision.decision]} by {postOf(outdatedDecision.decidedBy)}
            {outdatedDecision.reason === null ? '' : `: ${outdatedDecision.reason}`}
          </Fact>
        )}
      </dl>
    </>
  )
}

function Fact({ name, children }: { name: string; children: Child }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function Words({
  desk: { scheme },
  words: { text, writtenBy, writtenAt, approvedBy },
  postOf,
}: {
  desk: ReviewDesk
  words: AddedWords
  postOf: PostOf
}) {
  return (
    <>
      “{text}”{' '}
      <span class="note">
        {postOf(writtenBy)}, {printMoment(scheme, writtenAt)}.
      </span>{' '}
      {approvedBy === null ? (
        <span class="warning">Not approved</span>
      ) : (
        <strong>Approved by {postOf(approvedBy)}</strong>
      )}
    </>
  )
}

/** Which paragraphs of the edition this letter does without. What stands on its last page follows from the figures. */
function leftOutParts({ rules }: Edition, { composedWithWords }: LetterUnderReview): string {
  if (!composedWithWords.ok) return ''
  const { blocksUsed } = composedWithWords
  const parts = rules.sections.flatMap(({ paragraphs }) =>
    paragraphs.flatMap((paragraph) => (paragraph === 'bespoke paragraphs' ? [] : [...paragraph])),
  )
  const absent = parts.filter(
    ({ block, variants }) => !variants.some((variant) => blocksUsed.has(blockName(block, variant))),
  )
  return absent.length === 0
    ? `Nothing: all ${parts.length} parts of the edition are used`
    : `${capital(absent.map(({ block }) => block).join(', '))}; the other ${parts.length - absent.length} parts are used`
}

function recipientsInWords(found: RecipientsOfLetter): Child {
  if (!found.ok) return <span class="warning">{found.reason}</span>
  const heads = found.recipients.filter(({ isCopy }) => !isCopy)
  const copies = found.recipients.filter(({ isCopy }) => isCopy)
  return (
    <>
      {heads.map(({ post, address }) => `${post} (${address})`).join(', ')}.{' '}
      {copies.length === 0 ? 'No copies.' : `Copies: ${counted(copies.map(({ post }) => post)).join(', ')}.`}
    </>
  )
}

/** "Leader, Chair of scrutiny, 2 × Link Officer". */
function counted(posts: readonly string[]): readonly string[] {
  return [...new Set(posts)].map((post) => {
    const count = posts.filter((other) => other === post).length
    return count === 1 ? post : withNoun(count, { one: post, many: `${post}s` })
  })
}
