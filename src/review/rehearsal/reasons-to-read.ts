import { withNoun } from '../../scheme/count-noun.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { heldReasons, type ListedLetter } from './reading-list.ts'

/** One sentence on why a letter is where it is; what blocks or failed stands out. */
export type Reason = { readonly text: string; readonly isWarning: boolean }

/** Says by their post who did something, such as "Approver"; what is no person's address stays as it is. */
export type PostOf = (actor: string) => string

/** Everything worth saying about a letter before it is opened, the decisive first. */
export function reasonsToRead(listed: ListedLetter, postOf: PostOf): readonly Reason[] {
  const { under, figures, outside, failureCount, newHolder, isFirst, isNothingAtAll } = listed
  const { decision, outdatedDecision, addedWords } = under
  return [
    failureCount > 0 && warning(`${withNoun(failureCount, { one: 'failure', many: 'failures' })} to comply.`),
    figures.some((figure) => figure.failureCount > 0 && figure.verdict === 'too-few-to-tell') &&
      plain('Too few to tell otherwise.'),
    ...outside.map(({ measure, side }) => plain(`${capital(measure.comparisonWords?.[side] ?? side)}.`)),
    ...heldReasons(under).map((reason) => plain(`${capital(reason)}.`)),
    decision !== null &&
      decision.decision !== 'passed' &&
      plain(`${postOf(decision.decidedBy)}: ${decision.reason}`),
    outdatedDecision !== null &&
      plain(
        `${decisionWords[outdatedDecision.decision]} before it changed${because(outdatedDecision.reason)}`,
      ),
    addedWords !== null &&
      plain(addedWords.approvedBy === null ? 'Added words, not yet approved.' : 'Added words, approved.'),
    isFirst && plain('First letter.'),
    ...unusualParts(listed),
    newHolder !== null && plain(`To ${newHolder.now}; the last one to ${newHolder.before}.`),
    isNothingAtAll && plain('Nothing to report under any measure.'),
  ].filter((reason) => reason !== false)
}

export const decisionWords = { passed: 'Passed', held: 'Held', 'left-out': 'Left out' } as const

function unusualParts({ rareParts, lackedParts }: ListedLetter): readonly Reason[] {
  return [
    ...(rareParts.length > 0 ? [plain(`Has what few letters have: ${rareParts.join(', ')}.`)] : []),
    ...(lackedParts.length > 0 ? [plain(`Lacks what nearly all have: ${lackedParts.join(', ')}.`)] : []),
  ]
}

function because(reason: string | null): string {
  return reason === null ? '.' : `: ${reason}`
}

function warning(text: string): Reason {
  return { text, isWarning: true }
}

function plain(text: string): Reason {
  return { text, isWarning: false }
}
