import type { LetterBox } from '../../letters/letter.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type NationalChange, type PrintedChange, setTitle } from '../../statistics/figure-changes.ts'
import { effectOn, type LetterRipple, revisionAfter, type YearRipple } from './ripple.ts'

/** Where a year stands and what the change does to it, in a sentence. */
export function yearSentence(scheme: Scheme, ripple: YearRipple): string {
  const name = formatReportingYear(ripple.year)
  const { stage, revision, publishedAt } = ripple
  if (effectOn(ripple) === 'draft') {
    return stage === 'checked'
      ? `${name} is being checked and is calculated again at once.`
      : `${name} is a draft and is calculated again at once.`
  }
  const after = revisionAfter(ripple)
  switch (stage) {
    case 'published':
    case 'corrected':
      return `The ${name} review was published on ${day(scheme, publishedAt)}.`
    case 'sent':
      return `The letters of ${name} are sent. The correction becomes public with revision ${revision}, on ${moment(scheme, publishedAt)}, or after it.`
    case 'sealed':
      return `${name} is sealed as revision ${revision}. That is sent as it is; the correction becomes public with it or after it.`
    default:
      return `A draft of revision ${after} corrects ${name} already; this joins it, and is compared with it here.`
  }
}

/** How what is kept and what would be are called over two columns. */
export function sideNames(ripple: YearRipple): { readonly now: string; readonly after: string } {
  const { revision, stage } = ripple
  const after = revisionAfter(ripple)
  if (effectOn(ripple) === 'draft') return { now: 'Now, in the draft', after: 'After' }
  return stage === 'draft'
    ? { now: `Now, in the draft of revision ${revision}`, after: 'After' }
    : { now: `Now, revision ${revision}`, after: `After, revision ${after}` }
}

function day(scheme: Scheme, publishedAt: Date | null): string {
  return publishedAt === null ? 'a day to be set' : (printMoment(scheme, publishedAt).split(',')[0] ?? '')
}

function moment(scheme: Scheme, publishedAt: Date | null): string {
  return publishedAt === null ? 'a moment to be set' : printMoment(scheme, publishedAt)
}

/** What a change of a figure comes to in counts. */
export function whatFollows({ before, after }: PrintedChange): string {
  const isSame = before.value === after.value
  const counts =
    before.base === '' || after.base === '' || before.base === after.base
      ? ''
      : `${before.base} becomes ${after.base}.`
  return [isSame ? 'Prints the same.' : '', counts].filter((part) => part !== '').join(' ')
}

/** A box of a letter that says something else. */
export type BoxChange = { readonly before: LetterBox; readonly after: LetterBox }

/** The boxes of a letter that somebody who lays the two side by side sees differ, in their words. */
export function changedBoxes({ before, after }: LetterRipple): readonly BoxChange[] {
  if (before === null || after === null) return []
  return before.statistics.boxes.flatMap((box, index) => {
    const other = after.statistics.boxes[index]
    return other === undefined || wordsOf(box) === wordsOf(other) ? [] : [{ before: box, after: other }]
  })
}

function wordsOf({ display, warning, sentence, average, rate, base }: LetterBox): string {
  const shown = display.state === 'nothing' ? display.lines : [display.percent, display.count]
  return JSON.stringify([shown, warning, sentence, average, rate, base])
}

/** A count over all authorities of a group: "Decided: Upheld, housing; district councils". */
export function nationalTitle(
  scheme: Scheme,
  { counted, category, comparisonGroup }: NationalChange,
): { readonly what: string; readonly whose: string } {
  const name = scheme.categories.find(({ code }) => code === category)?.name
  const group = scheme.comparisonGroups.find(({ code }) => code === comparisonGroup)?.plural
  return {
    what: name === undefined ? setTitle(scheme, counted) : `${setTitle(scheme, counted)}, ${name}`,
    whose: group ?? `${scheme.site.authorityWords.many} in no group`,
  }
}
