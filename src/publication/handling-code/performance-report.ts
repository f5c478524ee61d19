import { nameOf } from '../../handling-code/own-complaints/own-complaint.ts'
import {
  countedAnswers,
  fewestForShares,
  type PerformanceTotals,
  type StageTotals,
  type Tally,
} from '../../handling-code/own-complaints/performance-totals.ts'
import type { PerformanceWords } from '../../handling-code/own-complaints/performance-words.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { printDate, printYear, yearInWords } from '../../scheme/printed-dates.ts'
import { type IsoDate, lastDay, type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import type { NamedCode, Scheme } from '../../scheme/scheme.ts'
import type { CalculatedFigure, YearlyFigures } from '../../statistics/figure.ts'
import { printBase, roundingHides } from '../../statistics/figure-wording.ts'
import { wholePercent } from '../../statistics/rounding.ts'
import { chanceOfChange, changeBetween } from '../../statistics/two-sample.ts'
import type { CommitteePack, PackBlock, PackRow, PackSection } from '../committee-pack/committee-pack.ts'
import { measureView } from '../site/measure-view.ts'
import { number } from '../site/measure-words.ts'

export type PerformanceFacts = {
  readonly scheme: Scheme
  readonly authority: { readonly officialName: string; readonly slug: string }
  readonly year: ReportingYear
  readonly totals: PerformanceTotals
  readonly words: PerformanceWords | undefined
  /** What is public of the Ombudsman's figures of the same year. */
  readonly figures: YearlyFigures | undefined
  /** What it published of how it follows the Code in the same year; undefined where it has not. */
  readonly assessment: AssessedProvisions | undefined
  readonly address: string
  readonly methodAddress: string
  /** The day it was published, or counted. */
  readonly day: IsoDate
  readonly isDemonstration: boolean
}

/** A published self-assessment in numbers. */
export type AssessedProvisions = {
  readonly publishedOn: IsoDate
  readonly followedCount: number
  readonly provisionCount: number
}

/** The yearly report on complaints that the Handling Code asks for, as data; a page, a PDF and a Word file show it. */
export function composePerformanceReport(facts: PerformanceFacts): CommitteePack {
  const { scheme, authority, year, totals } = facts
  const sections = [
    plainReading(facts),
    receivedSection(facts),
    timesSection(facts),
    outcomesSection(facts),
    refusedSection(facts),
    learningSection(facts),
    ombudsmanSection(facts),
    codeSection(facts),
    responseSection(facts),
    methodSection(facts),
  ]
  return {
    authority: authority.officialName,
    slug: authority.slug,
    year,
    title: `Complaints performance report ${printYear(scheme, year)}`,
    period: yearInWords(scheme, year).period,
    demonstrationNote: facts.isDemonstration
      ? 'The authority, its complaints and its numbers are invented.'
      : null,
    source: `${authority.officialName}. Counted on ${printDate(totals.countedOn)}.`,
    address: facts.address,
    publishedOn: facts.day,
    sections: sections.filter((section) => section !== undefined),
  }
}

/** `DEMONSTRATION-larchwick-2023-24-complaints-performance`: files lose their banners. */
export function performanceFileName({ slug, demonstrationNote }: CommitteePack, year: string): string {
  const name = `${slug}-${year}-complaints-performance`
  return demonstrationNote === null ? name : `DEMONSTRATION-${name}`
}

function plainReading(facts: PerformanceFacts): PackSection {
  const { scheme, year, totals } = facts
  const isOver = lastDay(scheme, year) < totals.countedOn
  const [first, second] = totals.stages
  const late = first.late + second.late
  return {
    name: 'reading',
    heading: 'The year in plain words',
    blocks: [
      ...(isOver
        ? []
        : [grey(`The year is not over: this counts what happened up to ${printDate(totals.countedOn)}.`)]),
      ...(late === 0
        ? []
        : [
            failure(
              `${withNoun(number(late), { one: 'answer', many: 'answers' })} came later than the Code allows.`,
            ),
          ]),
      plain(
        [
          receivedSentence(facts),
          ...answeredSentences(first, 'first'),
          ...(second.answeredCount === 0 ? [] : answeredSentences(second, 'second')),
          ...trendSentences(scheme, year, first),
        ].join(' '),
      ),
    ],
  }
}

function receivedSentence({ scheme, authority, year, totals }: PerformanceFacts): string {
  const { receivedCount, receivedBefore } = totals
  const received = `${authority.officialName} received ${withNoun(number(receivedCount), complaintNoun)} in ${printYear(scheme, year)}`
  if (receivedBefore === null || lastDay(scheme, year) >= totals.countedOn) return `${received}.`
  const change = changeBetween(count(receivedBefore), count(receivedCount))
  const last = `${number(receivedBefore)} the year before`
  if (change === 'more') return `${received}, more than the ${last}.`
  if (change === 'less') return `${received}, fewer than the ${last}.`
  return `${received}, and ${last}.`
}

const complaintNoun = { one: 'complaint', many: 'complaints' }

function answeredSentences(stage: StageTotals, name: 'first' | 'second'): readonly string[] {
  const { answeredCount, inTime, inExtension, medianDays, ninthDecileDays } = stage
  if (answeredCount === 0) return [`None was answered at the ${name} stage.`]
  const were = answeredCount === 1 ? 'was' : 'were'
  const answered = `At the ${name} stage ${withNoun(number(answeredCount), complaintNoun)} ${were} answered`
  const base = countedAnswers(stage)
  if (base === 0) return [`${answered}.`]
  const good = `${shareInWords(inTime + inExtension, base)} ${base === 1 ? 'was' : 'were'}`
  const sentences = [`${answered}; ${good} in time or within an agreed extension.`]
  if (medianDays === null || ninthDecileDays === null) return sentences
  return [
    ...sentences,
    `Half of the answers came within ${workingDays(medianDays)} of receipt, nine in ten within ${workingDays(ninthDecileDays)}.`,
  ]
}

/** A trend is said where one can be told; where the numbers could not show one, nothing is said at all. */
function trendSentences(scheme: Scheme, year: ReportingYear, stage: StageTotals): readonly string[] {
  const { before } = stage
  if (before === null || countedAnswers(stage) === 0) return []
  const [then, now] = [
    share(before.inTimeCount, before.answeredCount),
    share(stage.inTime + stage.inExtension, countedAnswers(stage)),
  ]
  if (chanceOfChange(then, now) === 0) return []
  const last = `In ${printYear(scheme, reportingYear(year - 1))} it was ${shareInWords(before.inTimeCount, before.answeredCount)} at the first stage`
  switch (changeBetween(then, now)) {
    case 'more':
      return [`${last}: a larger share came in time this year.`]
    case 'less':
      return [`${last}: a smaller share came in time this year.`]
    default:
      return [`${last}: no clear change, within what chance alone could explain.`]
  }
}

function receivedSection({ scheme, totals }: PerformanceFacts): PackSection {
  const { categories, receivedCount, statutory } = totals
  const { statutoryProcesses } = scheme.ownComplaints
  return {
    name: 'received',
    heading: 'What people complained about',
    blocks: [
      receivedCount === 0
        ? plain('No complaint that the Code is about was received.')
        : {
            kind: 'table',
            table: {
              caption: 'Complaints received, by category',
              columns: nameAndNumber('Category'),
              rows: [
                ...categories.map(({ code, count }) => row([code, number(count)])),
                row(['All received', number(receivedCount)], true),
              ],
            },
          },
      ...(statutory.length === 0
        ? []
        : [
            grey(
              `Not counted here, since the Code leaves them to a statutory process: ${inWords(statutoryProcesses, statutory)}.`,
            ),
          ]),
    ],
  }
}

function timesSection({ scheme, totals }: PerformanceFacts): PackSection {
  const { stages } = totals
  const { acknowledgeWithin, stages: times } = scheme.ownComplaints
  const cells = (name: string, say: (stage: StageTotals) => string, isStrong = false) =>
    row([name, ...stages.map(say)], isStrong)
  const byLate = stages[0].inTimeByLateAcknowledgement + stages[1].inTimeByLateAcknowledgement
  const uncounted = stages[0].uncountedCount + stages[1].uncountedCount
  return {
    name: 'times',
    heading: 'How long answers took',
    blocks: [
      {
        kind: 'table',
        table: {
          caption: 'By the Code’s clocks, stage by stage',
          columns: [
            { name: 'What is counted', isNumber: false, width: 80 },
            { name: 'Stage 1', isNumber: true, width: 40 },
            { name: 'Stage 2', isNumber: true, width: 40 },
          ],
          rows: [
            cells('Received', ({ receivedCount }) => number(receivedCount), true),
            cells('Acknowledged in time', (stage) =>
              ofAll(stage.acknowledgedInTime, stage.acknowledgedInTime + stage.acknowledgedLate),
            ),
            cells('Acknowledged late, or not', (stage) =>
              ofAll(stage.acknowledgedLate, stage.acknowledgedInTime + stage.acknowledgedLate),
            ),
            cells('Answered', ({ answeredCount }) => number(answeredCount), true),
            cells('Within the Code’s time', (stage) => ofAll(stage.inTime, countedAnswers(stage))),
            cells('Within an agreed extension', (stage) => ofAll(stage.inExtension, countedAnswers(stage))),
            cells('Late', (stage) => ofAll(stage.late, countedAnswers(stage))),
            cells('Half answered within, working days', ({ medianDays }) => daysCell(medianDays)),
            cells('Nine in ten within, working days', ({ ninthDecileDays }) => daysCell(ninthDecileDays)),
            cells('Withdrawn', ({ withdrawnCount }) => number(withdrawnCount)),
            cells('Waiting at the end', ({ waitingCount }) => number(waitingCount), true),
            cells('Of these already late', ({ waitingLateCount }) => number(waitingLateCount)),
          ],
        },
      },
      grey(
        [
          `The Code asks for an acknowledgement within ${acknowledgeWithin} working days of receipt, and for an answer within ${times[0].answerWithin} working days of that at the first stage and ${times[1].answerWithin} at the second.`,
          'Answers are counted in the year they were given, whenever the complaint was received; working days from receipt.',
          ...(byLate === 0
            ? []
            : [
                `${withNoun(number(byLate), { one: 'answer was', many: 'answers were' })} within the Code’s time only because the acknowledgement, from which it is counted, was late.`,
              ]),
          ...(uncounted === 0
            ? []
            : [
                `${number(uncounted)} could not be counted: bank holidays are not on record for all of their days.`,
              ]),
        ].join(' '),
      ),
    ],
  }
}

function daysCell(days: number | null): string {
  return days === null ? '–' : number(days)
}

function outcomesSection({ scheme, totals }: PerformanceFacts): PackSection | undefined {
  const { stages, remedies, remediedCount, answeredComplaintCount } = totals
  const { outcomes } = scheme.ownComplaints
  const met = outcomes.filter(({ code }) => stages.some((stage) => countIn(stage.outcomes, code) > 0))
  if (met.length === 0) return undefined
  return {
    name: 'outcomes',
    heading: 'What came of them',
    blocks: [
      {
        kind: 'table',
        table: {
          caption: 'Complaints that ended, by outcome',
          columns: [
            { name: 'Outcome', isNumber: false, width: 80 },
            { name: 'Stage 1', isNumber: true, width: 40 },
            { name: 'Stage 2', isNumber: true, width: 40 },
          ],
          rows: met.map(({ code, name }) =>
            row([name, ...stages.map((stage) => number(countIn(stage.outcomes, code)))]),
          ),
        },
      },
      ...(remedies.length === 0
        ? []
        : [
            {
              kind: 'table',
              table: {
                caption: 'How things were put right',
                columns: nameAndNumber('Remedy'),
                rows: remedies.map(({ code, count }) =>
                  row([nameOf(scheme.ownComplaints.remedies, code), number(count)]),
                ),
              },
            } as const,
            grey(
              `${number(remediedCount)} of ${withNoun(number(answeredComplaintCount), { one: 'complaint', many: 'complaints' })} answered had a remedy; one complaint may have several.`,
            ),
          ]),
    ],
  }
}

function refusedSection({ scheme, totals: { refusals } }: PerformanceFacts): PackSection {
  const all = refusals.reduce((sum, { count }) => sum + count, 0)
  return {
    name: 'refused',
    heading: 'Complaints that were refused',
    blocks: [
      all === 0
        ? plain('None was refused.')
        : {
            kind: 'table',
            table: {
              caption: 'Refused, by the reason given',
              columns: nameAndNumber('Reason'),
              rows: [
                ...refusals.map(({ code, count }) =>
                  row([nameOf(scheme.ownComplaints.refusalGrounds, code), number(count)]),
                ),
                row(['All refused', number(all)], true),
              ],
            },
          },
    ],
  }
}

function learningSection({ totals, words }: PerformanceFacts): PackSection {
  const { learnedCount, answeredComplaintCount } = totals
  const written = words?.learned ?? ''
  return {
    name: 'learning',
    heading: 'What was learned',
    blocks: [
      ...(written === '' ? [plain('Nothing has been written here yet.')] : paragraphs(written)),
      ...(answeredComplaintCount === 0
        ? []
        : [
            grey(
              `Something learned is on record for ${number(learnedCount)} of ${withNoun(number(answeredComplaintCount), complaintNoun)} answered.`,
            ),
          ]),
    ],
  }
}

/** Beside the authority's own numbers, those of who looks at what people were not content with. */
function ombudsmanSection({ scheme, year, figures }: PerformanceFacts): PackSection {
  const heading = 'What the Ombudsman found'
  const rows = scheme.site.largeMeasures.flatMap(({ measure: code }): readonly PackRow[] => {
    const view = figures && measureView(scheme, figures, code)
    if (!view) return []
    const { number: shown } = view
    const figure = shown.kind === 'number' ? `${shown.printed}${shown.unit}` : shown.lines.join(' ')
    return [
      row([
        `${view.measure.name}: ${view.measure.plainWords}`,
        figure,
        view.figure.state === 'calculated' ? printBase(view.measure, view.figure) : '–',
        view.average?.printed ?? '–',
      ]),
    ]
  })
  if (rows.length === 0) {
    return {
      name: 'ombudsman',
      heading,
      blocks: [plain(`No figures of the Ombudsman for ${printYear(scheme, year)} are public.`)],
    }
  }
  return {
    name: 'ombudsman',
    heading,
    blocks: [
      {
        kind: 'table',
        table: {
          caption: `The Ombudsman’s figures for ${printYear(scheme, year)}`,
          columns: [
            { name: 'Measure', isNumber: false, width: 76 },
            { name: 'Here', isNumber: true, width: 30 },
            { name: 'Count', isNumber: true, width: 26 },
            { name: 'Similar', isNumber: true, width: 28 },
          ],
          rows,
        },
      },
      grey(
        'The Ombudsman looks at complaints that people bring on after the authority’s own answer: other cases, and other years, than those above.',
      ),
    ],
  }
}

function codeSection({ scheme, year, assessment }: PerformanceFacts): PackSection | undefined {
  if (assessment === undefined) return undefined
  const { publishedOn, followedCount, provisionCount } = assessment
  const { name } = scheme.handlingCode
  return {
    name: 'code',
    heading: `How it follows the ${name}`,
    blocks: [
      plain(
        `By its self-assessment for ${printYear(scheme, year)}, published on ${printDate(publishedOn)}, it follows ${number(followedCount)} of ${number(provisionCount)} provisions of the ${name}.`,
      ),
    ],
  }
}

function responseSection({ words }: PerformanceFacts): PackSection {
  const isWritten = words !== undefined && words.response !== ''
  return {
    name: 'response',
    heading: 'What the governing body says',
    blocks: isWritten
      ? [
          ...paragraphs(words.response),
          grey(
            `${words.respondedBy}${words.respondedOn === null ? '' : `, ${printDate(words.respondedOn)}`}`,
          ),
        ]
      : [plain('The governing body has not responded to this report yet.')],
  }
}

function methodSection({ methodAddress }: PerformanceFacts): PackSection {
  return {
    name: 'method',
    heading: 'How this is counted',
    blocks: [
      plain(
        'The day after receipt is day 1; weekends and bank holidays do not count, and what comes on them, or after hours, counts as received on the next working day. An extension counts where whoever complained was told of it, and why, before the time was over. “More”, “fewer”, “larger” and “smaller” are said only where chance would bring so much in at most 1 of 1,000 years.',
      ),
      plain(`Every rule: ${methodAddress}`),
    ],
  }
}

function plain(text: string): PackBlock {
  return { kind: 'text', text, tone: 'plain' }
}

function grey(text: string): PackBlock {
  return { kind: 'text', text, tone: 'grey' }
}

function failure(text: string): PackBlock {
  return { kind: 'text', text, tone: 'failure' }
}

function paragraphs(text: string): readonly PackBlock[] {
  return text
    .split(/\n+/)
    .filter((paragraph) => paragraph.trim() !== '')
    .map(plain)
}

function row(cells: readonly string[], isStrong = false): PackRow {
  return { kind: 'cells', isStrong, cells }
}

function nameAndNumber(name: string) {
  return [
    { name, isNumber: false, width: 132 },
    { name: 'Number', isNumber: true, width: 28 },
  ]
}

/** "612 (88%)"; of few the count alone. */
function ofAll(part: number, all: number): string {
  return isInCounts(part, all) ? number(part) : `${number(part)} (${wholePercent(part, all)}%)`
}

/** "88%", or "3 of 4" where there are few, "999 of 1,000" where 100% would hide one. */
export function shareInWords(part: number, all: number): string {
  return isInCounts(part, all) ? `${number(part)} of ${number(all)}` : `${wholePercent(part, all)}%`
}

/** Of few, and where rounding would hide one that is late or in time, counts say more. */
function isInCounts(part: number, all: number): boolean {
  return all < fewestForShares || roundingHides(part, all) !== 'nothing'
}

function inWords(table: readonly NamedCode[], tallies: readonly Tally[]): string {
  return tallies.map(({ code, count }) => `${nameOf(table, code).toLowerCase()} ${number(count)}`).join(', ')
}

function workingDays(days: number): string {
  return withNoun(number(days), { one: 'working day', many: 'working days' })
}

function countIn(tallies: readonly Tally[], code: string): number {
  return tallies.find((one) => one.code === code)?.count ?? 0
}

function count(numerator: number): CalculatedFigure {
  return { state: 'calculated', numerator }
}

function share(numerator: number, denominator: number): CalculatedFigure {
  return { state: 'calculated', numerator, denominator }
}
