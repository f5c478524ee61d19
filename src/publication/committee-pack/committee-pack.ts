import type { KnownAuthority } from '../../authorities/authority.ts'
import {
  type FaultAgain,
  faultsAgain,
  type LearningRecord,
  type RepeatedPromise,
  repeatedPromises,
} from '../../casework/learning/learning.ts'
import { formatDate } from '../../letters/letter-words.ts'
import { printYear, yearInWords } from '../../scheme/printed-dates.ts'
import { firstDay, type IsoDate, lastDay, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { comparisonSentence } from '../../statistics/comparison.ts'
import type { Counts, YearlyFigures } from '../../statistics/figure.ts'
import { failureToComply, printBase, printFigure, quotedSentence } from '../../statistics/figure-wording.ts'
import { decidedByOutcome, receivedByCategory } from '../authority/casework-tables.ts'
import type { EarlyWarningView } from '../authority/early-warning-view.ts'
import { type AgreedAction, type Improvement, improvements } from '../authority/promises.ts'
import { yearByYear, yearsFinding } from '../authority/year-by-year.ts'
import { intervalWords, sentencesBeside } from '../site/measure-sentences.ts'
import { type MeasureView, measureView } from '../site/measure-view.ts'
import { largeMeasure, number } from '../site/measure-words.ts'
import { promiseState, promiseStates } from '../site/promise-state.ts'
import { type CommitteeQuestion, committeeQuestions } from './committee-questions.ts'

/**
 * A committee pack as data: every word and number as it is printed. The page, the PDF and the Word document are made
 * from this alone, and none of them decides anything.
 */
export type CommitteePack = {
  readonly authority: string
  readonly slug: string
  readonly year: ReportingYear
  /** "Committee pack 2023-24". */
  readonly title: string
  /** "1 April 2023 to 31 March 2024". */
  readonly period: string
  /** The band of a demonstration; null in a real installation. */
  readonly demonstrationNote: string | null
  /** Who publishes it, and which state of the figures it shows. */
  readonly source: string
  /** Where the page of it stands. */
  readonly address: string
  /** The day the figures became public. */
  readonly publishedOn: IsoDate
  readonly sections: readonly PackSection[]
}

export type PackSection = {
  /** Tells it from the others of a page. */
  readonly name: string
  readonly heading: string
  readonly blocks: readonly PackBlock[]
}

export type PackBlock =
  /** The finding of a section, larger. */
  | { readonly kind: 'lead'; readonly text: string }
  | { readonly kind: 'text'; readonly text: string; readonly tone: 'plain' | 'grey' | 'failure' }
  | { readonly kind: 'measures'; readonly measures: readonly PackMeasure[] }
  | { readonly kind: 'questions'; readonly questions: readonly CommitteeQuestion[] }
  | { readonly kind: 'table'; readonly table: PackTable }
  | { readonly kind: 'chart'; readonly chart: PackChart }
  | { readonly kind: 'decisions'; readonly decisions: readonly PackDecision[] }

/** One large measure: a number or words, its base, and what is said of it. */
export type PackMeasure = {
  readonly name: string
  readonly plainWords: string
  readonly figure:
    | { readonly kind: 'number'; readonly printed: string; readonly unit: string }
    | { readonly kind: 'words'; readonly lines: readonly [string, string] }
  readonly base: string
  /** Shares from 0 to 1, only for drawing; null where there is no rate. */
  readonly ring: { readonly share: number; readonly average: number | null; readonly isFew: boolean } | null
  /** What the ring shows, in words. */
  readonly ringDescription: string
  /** A failure to comply, said before anything else. */
  readonly failure: string | null
  readonly sentences: readonly string[]
  /** In grey: between which values the true rate lies, or why there is none. */
  readonly note: string
}

export type PackTable = {
  readonly caption: string
  readonly columns: readonly PackColumn[]
  readonly rows: readonly PackRow[]
}

export type PackColumn = {
  readonly name: string
  readonly isNumber: boolean
  /** How much of the width it takes, beside the others. */
  readonly width: number
}

export type PackRow =
  | { readonly kind: 'cells'; readonly isStrong: boolean; readonly cells: readonly string[] }
  /** A line across the whole table. */
  | { readonly kind: 'break'; readonly text: string }

export type PackChart = {
  readonly name: string
  readonly title: string
  readonly caption: string
  /** The chart in words, for who cannot see it. */
  readonly description: string
  readonly notes: readonly string[]
  /** A file of its own. */
  readonly svg: string
  /** The same, drawn for a narrow window, and what letters in it stand for. */
  readonly narrowSvg: string
  readonly narrowNotes: readonly string[]
  readonly width: number
  readonly height: number
}

export type PackDecision = {
  readonly reference: string
  /** "Housing: allocations", "Planning". */
  readonly subject: string
  readonly decidedOn: string
  readonly summary: string
  readonly address: string
}

/** A published decision, as the pack reads it. */
export type PublishedDecision = {
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly decidedOn: IsoDate
  readonly summary: string
}

export type PackFacts = {
  readonly scheme: Scheme
  readonly authority: KnownAuthority
  readonly figures: YearlyFigures
  /** The years up to this one. */
  readonly years: readonly YearlyFigures[]
  readonly counts: Counts
  /** The published upheld decisions of the year. */
  readonly decisions: readonly (PublishedDecision & { readonly address: string })[]
  readonly actions: readonly AgreedAction[]
  /** Published promises and decisions of this year and those before. */
  readonly learning: LearningRecord
  /** The last year whose outcomes are public. */
  readonly latestYear: ReportingYear
  readonly warning: EarlyWarningView | undefined
  readonly charts: {
    readonly overTime: PackChart | undefined
    readonly funnel: PackChart | undefined
    readonly warnings: readonly PackChart[]
  }
  /** Where the group stands apart, beside the number that chance alone would put there. */
  readonly funnelFinding: string | undefined
  readonly source: string
  readonly address: string
  readonly methodAddress: string
  /** Where it says how a promise is found to be one made before. */
  readonly learningAddress: string
  readonly publishedOn: IsoDate
  readonly demonstrationNote: string | null
}

/** Everything a scrutiny committee needs of one authority and year, in the order in which it is read. */
export function composeCommitteePack(facts: PackFacts): CommitteePack {
  const { scheme, authority, figures } = facts
  const promised = improvements(scheme, facts.actions, facts.latestYear)
  const sections = [
    plainReading(facts),
    measuresSection(facts),
    questionsSection(facts, promised),
    yearsSection(facts),
    comparisonSection(facts),
    complaintsSection(facts),
    warningSection(facts),
    learningSection(facts, promised),
    actionsSection(facts),
    decisionsSection(facts),
    methodSection(facts),
  ]
  return {
    authority: authority.officialName,
    slug: authority.slug,
    year: figures.year,
    title: `Committee pack ${printYear(scheme, figures.year)}`,
    period: yearInWords(scheme, figures.year).period,
    demonstrationNote: facts.demonstrationNote,
    source: facts.source,
    address: facts.address,
    publishedOn: facts.publishedOn,
    sections: sections.filter((section) => section !== undefined),
  }
}

function plainReading({ scheme, authority, figures }: PackFacts): PackSection {
  const subject = { authorityName: authority.officialName, year: figures.year }
  const blocks = scheme.site.largeMeasures.flatMap(({ measure: code }): PackBlock[] => {
    const view = measureView(scheme, figures, code)
    if (!view) return []
    const failure = failureToComply(scheme, view.measure, view.figure)
    const sentences = [
      quotedSentence(scheme, view.measure, subject, view.figure),
      ...sentencesBeside(scheme, figures, code),
      ...comparedSentences(scheme, view),
    ]
    return [
      ...(failure === undefined ? [] : [{ kind: 'text', text: failure, tone: 'failure' } as const]),
      { kind: 'text', text: sentences.join(' '), tone: 'plain' },
    ]
  })
  return { name: 'reading', heading: 'The year in plain words', blocks }
}

function comparedSentences(scheme: Scheme, { average, verdict, measure }: MeasureView): readonly string[] {
  if (!average || !verdict) return []
  return [
    `At similar ${scheme.site.authorityWords.many} together it was ${average.printed}.`,
    comparisonSentence(measure, verdict),
  ]
}

function measuresSection({ scheme, figures }: PackFacts): PackSection {
  const measures = scheme.site.largeMeasures.flatMap(({ measure: code }): PackMeasure[] => {
    const view = measureView(scheme, figures, code)
    return view ? [packMeasure(scheme, figures, view)] : []
  })
  return { name: 'measures', heading: 'The figures', blocks: [{ kind: 'measures', measures }] }
}

function packMeasure(scheme: Scheme, figures: YearlyFigures, view: MeasureView): PackMeasure {
  const { many } = scheme.site.authorityWords
  return {
    name: view.measure.name,
    plainWords: view.measure.plainWords,
    figure: view.number,
    base: view.base,
    ring:
      view.share === undefined
        ? null
        : { share: view.share, average: view.average?.share ?? null, isFew: view.isFew },
    ringDescription: ringInWords(scheme, view),
    failure: failureToComply(scheme, view.measure, view.figure) ?? null,
    sentences: [
      ...sentencesBeside(scheme, figures, view.measure.code),
      ...(view.average ? [`Similar ${many}: ${view.average.printed}.`] : []),
      ...(view.finding ? [`${view.finding.strong}${view.finding.rest}`] : []),
      ...rateBeside(scheme, figures, view),
    ],
    note: view.whyNothing ?? intervalWords(scheme, view, false),
  }
}

function ringInWords(scheme: Scheme, { measure, figure, average }: MeasureView): string {
  if (figure.state !== 'calculated') return `${measure.name}: an empty ring, since there is no rate.`
  const tick = average
    ? `, with a tick at ${average.printed}, the average of similar ${scheme.site.authorityWords.many}`
    : ''
  return `${measure.name}: ring filled to ${printFigure(measure, figure)}${tick}.`
}

/** "0.8 upheld per 100,000 residents; similar councils 1.2." */
function rateBeside(scheme: Scheme, figures: YearlyFigures, { measure }: MeasureView): readonly string[] {
  const code = largeMeasure(scheme, measure.code)?.rate
  const rate = code === undefined ? undefined : measureView(scheme, figures, code)
  if (rate?.number.kind !== 'number') return []
  const own = `${rate.number.printed} ${rate.measure.wording.counted} ${rate.number.unit}`
  return [
    rate.average ? `${own}; similar ${scheme.site.authorityWords.many} ${rate.average.printed}.` : `${own}.`,
  ]
}

function questionsSection(facts: PackFacts, promised: readonly Improvement[]): PackSection {
  const questions = committeeQuestions({
    scheme: facts.scheme,
    name: facts.authority.shortName,
    figures: facts.figures,
    decidedCount: decidedByOutcome(facts.scheme, facts.counts)?.total,
    warning: facts.warning,
    improvements: promised,
  })
  return {
    name: 'questions',
    heading: 'Questions to ask',
    blocks:
      questions.length === 0
        ? [
            {
              kind: 'text',
              text: 'By our rules the figures of this year give rise to no question.',
              tone: 'plain',
            },
          ]
        : [
            { kind: 'questions', questions },
            {
              kind: 'text',
              text: 'They follow from the figures by fixed rules, the same for everybody. A rate gives rise to one only where chance could not explain it.',
              tone: 'grey',
            },
          ],
  }
}

function yearsSection({ scheme, years, charts }: PackFacts): PackSection | undefined {
  if (years.length < 2) return undefined
  const finding = yearsFinding(scheme, years)
  const rows = yearByYear(scheme, years)
  const { many } = scheme.site.authorityWords
  const columns = scheme.site.largeMeasures.flatMap(({ column }) => [
    { name: column, isNumber: true, width: 28 },
    { name: `Similar: ${column.toLowerCase()}`, isNumber: true, width: 20 },
  ])
  return {
    name: 'years',
    heading: 'Several years',
    blocks: [
      ...(finding === undefined ? [] : [{ kind: 'lead', text: finding } as const]),
      {
        kind: 'table',
        table: {
          caption: 'The three measures over the years',
          columns: [{ name: 'Years', isNumber: false, width: 24 }, ...columns],
          rows: rows.map((row): PackRow => {
            if (row.kind === 'break') return { kind: 'break', text: row.name }
            const cells = row.cells.flatMap(({ printed, base, average }) => [
              base === '' ? printed : `${printed} (${base})`,
              average ?? '–',
            ])
            return { kind: 'cells', isStrong: row.year === undefined, cells: [row.name, ...cells] }
          }),
        },
      },
      ...(charts.overTime ? [{ kind: 'chart', chart: charts.overTime } as const] : []),
      {
        kind: 'text',
        text: [
          ...rows.flatMap((row) => (row.kind === 'break' ? [row.reason] : [])),
          `Years on either side of a break are never added together. Similar: the average of similar ${many} in the same years.`,
        ].join(' '),
        tone: 'grey',
      },
    ],
  }
}

function comparisonSection({
  scheme,
  authority,
  figures,
  charts,
  funnelFinding,
}: PackFacts): PackSection | undefined {
  const compared = scheme.measures.flatMap((measure) => {
    const view = measureView(scheme, figures, measure.code)
    return view?.average && view.finding
      ? [{ measure, view, average: view.average, finding: view.finding }]
      : []
  })
  if (compared.length === 0) return undefined
  const group = scheme.comparisonGroups.find(({ code }) => code === figures.comparisonGroup)
  return {
    name: 'comparison',
    heading: `Beside similar ${scheme.site.authorityWords.many}`,
    blocks: [
      ...(funnelFinding === undefined ? [] : [{ kind: 'lead', text: funnelFinding } as const]),
      {
        kind: 'table',
        table: {
          caption: `${authority.shortName} beside all ${group?.plural ?? `similar ${scheme.site.authorityWords.many}`} together`,
          columns: [
            { name: 'Measure', isNumber: false, width: 36 },
            { name: authority.shortName, isNumber: true, width: 24 },
            { name: 'Count', isNumber: true, width: 28 },
            { name: 'Similar', isNumber: true, width: 20 },
            { name: 'What can be said', isNumber: false, width: 56 },
          ],
          rows: compared.map(({ measure, view, average, finding }) => ({
            kind: 'cells',
            isStrong: false,
            cells: [
              measure.name,
              // Of so few cases a per cent would mislead.
              view.isFew ? '–' : printFigure(measure, view.figure),
              printBase(measure, view.figure),
              average.printed,
              `${finding.strong}${finding.rest}`,
            ],
          })),
        },
      },
      ...(charts.funnel ? [{ kind: 'chart', chart: charts.funnel } as const] : []),
    ],
  }
}

function complaintsSection({ scheme, counts, authority, figures }: PackFacts): PackSection | undefined {
  const received = receivedByCategory(scheme, counts)
  const decided = decidedByOutcome(scheme, counts)
  if (!received && !decided) return undefined
  const year = printYear(scheme, figures.year)
  const row = (name: string, count: number, isStrong = false): PackRow => ({
    kind: 'cells',
    isStrong,
    cells: [name, number(count)],
  })
  const countColumn = { name: 'Number', isNumber: true, width: 28 }
  return {
    name: 'complaints',
    heading: 'What people complained about, and what was decided',
    blocks: [
      ...(received
        ? [
            {
              kind: 'table',
              table: {
                caption: `Complaints received about ${authority.shortName}, ${year}`,
                columns: [{ name: 'Service', isNumber: false, width: 132 }, countColumn],
                rows: [
                  ...received.categories
                    .filter(({ count }) => count > 0)
                    .map(({ name, count }) => row(name, count)),
                  row('All received', received.total, true),
                ],
              },
            } as const,
          ]
        : []),
      ...(decided
        ? [
            {
              kind: 'table',
              table: {
                caption: `Complaints decided about ${authority.shortName}, ${year}`,
                columns: [{ name: 'Outcome', isNumber: false, width: 132 }, countColumn],
                rows: [
                  ...decided.notInvestigated.outcomes.map(({ name, plainWords, count }) =>
                    row(`${name}: ${plainWords}`, count),
                  ),
                  row('Not investigated', decided.notInvestigated.total, true),
                  ...decided.investigated.outcomes.map(({ name, plainWords, count }) =>
                    row(`${name}: ${plainWords}`, count),
                  ),
                  row('Investigated', decided.investigated.total, true),
                ],
              },
            } as const,
          ]
        : []),
      { kind: 'text', text: scheme.site.decided.note, tone: 'grey' },
    ],
  }
}

function warningSection({ warning, charts }: PackFacts): PackSection | undefined {
  if (!warning) return undefined
  const { warnings } = warning
  return {
    name: 'early-warning',
    heading: 'Early warning by service area',
    blocks: [
      {
        kind: 'lead',
        text:
          warnings.length === 0
            ? 'In no service area were clearly more complaints upheld than its own past leads to expect.'
            : warnings.map(({ name, strong, rest }) => `${name}: ${strong}${rest}.`).join(' '),
      },
      ...charts.warnings.map((chart) => ({ kind: 'chart', chart }) as const),
      // What a warning means stands under its chart.
      ...[...(warnings.length === 0 ? [warning.chance] : []), warning.published]
        .filter((text) => text !== undefined)
        .map((text) => ({ kind: 'text', text, tone: 'grey' }) as const),
    ],
  }
}

function learningSection(facts: PackFacts, promised: readonly Improvement[]): PackSection {
  return {
    name: 'learning',
    heading: 'What was learned',
    blocks: [promisedBlock(facts, promised), ...learnedAgain(facts)],
  }
}

function promisedBlock({ scheme, authority }: PackFacts, promised: readonly Improvement[]): PackBlock {
  if (promised.length === 0) {
    return {
      kind: 'text',
      text: `No improvement to a service that ${authority.shortName} promised has been published for this year.`,
      tone: 'plain',
    }
  }
  return {
    kind: 'table',
    table: {
      caption: 'Improvements to services, promised because of published decisions',
      columns: [
        { name: 'Improvement', isNumber: false, width: 60 },
        { name: 'Service and decision', isNumber: false, width: 43 },
        { name: 'Due', isNumber: false, width: 31 },
        { name: 'State', isNumber: false, width: 26 },
      ],
      rows: promised.map(({ summary, action, state }) => ({
        kind: 'cells',
        isStrong: false,
        cells: [
          summary,
          `${categoryName(scheme, action.category)}, ${whole(action.reference)}`,
          formatDate(action.dueOn),
          state.words,
        ],
      })),
    },
  }
}

/** The pack is a few pages: the others are on the pages of the authority. */
const mostLearned = 6

/** Promises that had been made before, and faults that came back after what was promised had been done. */
function learnedAgain({ scheme, figures: { year }, learning, learningAddress }: PackFacts): PackBlock[] {
  const isOfYear = (day: IsoDate | undefined) =>
    day !== undefined && day >= firstDay(scheme, year) && day <= lastDay(scheme, year)
  const repeated = repeatedPromises(learning.promises).filter(({ promises }) =>
    isOfYear(promises.at(-1)?.decidedOn),
  )
  const complied = new Set<string>(
    scheme.complianceOutcomes.filter(({ isComplied }) => isComplied).map(({ code }) => code),
  )
  const again = faultsAgain(learning.promises, learning.faults, (settlement) =>
    complied.has(settlement),
  ).filter((found) => isOfYear(found.again.at(-1)?.decidedOn))
  if (repeated.length + again.length === 0) return []
  return [
    ...(again.length === 0 ? [] : [{ kind: 'table', table: faultTable(scheme, again) } as const]),
    ...(repeated.length === 0 ? [] : [{ kind: 'table', table: promiseTable(scheme, repeated) } as const]),
    {
      kind: 'text',
      text: `Found by comparing the words of published promises and decisions, so that some is missed and some only reads alike; read both. What was complained of may have happened before the improvement was made. ${learningAddress}`,
      tone: 'grey',
    },
  ]
}

function faultTable(scheme: Scheme, again: readonly FaultAgain[]): PackTable {
  return {
    caption: `The same fault, found again after what was promised had been done${moreThan(again.length)}`,
    columns: [
      { name: 'Service', isNumber: false, width: 36 },
      { name: 'What had been promised', isNumber: false, width: 60 },
      { name: 'Done by', isNumber: false, width: 28 },
      { name: 'Found again', isNumber: false, width: 36 },
    ],
    rows: again.slice(0, mostLearned).map(({ fault, kept, keptOn, again: later }) => ({
      kind: 'cells',
      isStrong: false,
      cells: [
        `${categoryName(scheme, fault.category)}, ${whole(fault.reference)}`,
        kept.map(({ text }) => text).join('; '),
        formatDate(keptOn),
        later
          .map(({ reference, decidedOn }) => `${whole(reference)}, ${whole(formatDate(decidedOn))}`)
          .join('; '),
      ],
    })),
  }
}

function promiseTable(scheme: Scheme, repeated: readonly RepeatedPromise[]): PackTable {
  return {
    caption: `The same promise, made again${moreThan(repeated.length)}`,
    columns: [
      { name: 'Promise', isNumber: false, width: 64 },
      { name: 'Service', isNumber: false, width: 36 },
      { name: 'Made', isNumber: false, width: 60 },
    ],
    rows: repeated.slice(0, mostLearned).map(({ promises }) => ({
      kind: 'cells',
      isStrong: false,
      cells: [
        promises.at(-1)?.text ?? '',
        categoryName(scheme, promises.at(-1)?.category ?? ''),
        promises
          .map(({ reference, decidedOn }) => `${whole(formatDate(decidedOn))}, ${whole(reference)}`)
          .join('; '),
      ],
    })),
  }
}

function moreThan(count: number): string {
  return count > mostLearned ? `: the latest ${mostLearned} of ${number(count)}` : ''
}

/** A reference or a date that no line breaks. */
function whole(reference: string): string {
  return reference.replaceAll(' ', '\u00a0')
}

function actionsSection({ scheme, actions }: PackFacts): PackSection | undefined {
  if (actions.length === 0) return undefined
  const kinds = scheme.recommendationKinds.flatMap(({ code, name }): PackRow[] => {
    const ofKind = actions.filter(({ kind }) => kind === code)
    if (ofKind.length === 0) return []
    const states = ofKind.map((action) => promiseState(scheme, action.settlement))
    return [
      {
        kind: 'cells',
        isStrong: false,
        cells: [
          name,
          number(ofKind.length),
          ...promiseStates.map(({ code }) => number(states.filter((state) => state === code).length)),
        ],
      },
    ]
  })
  const all = actions.map((action) => promiseState(scheme, action.settlement))
  return {
    name: 'actions',
    heading: 'What was agreed, and done',
    blocks: [
      {
        kind: 'table',
        table: {
          caption: 'Agreed actions of published decisions that were agreed, due or settled in the year',
          columns: [
            { name: 'Action', isNumber: false, width: 60 },
            { name: 'All', isNumber: true, width: 20 },
            ...promiseStates.map(({ name }) => ({ name, isNumber: true, width: 20 })),
          ],
          rows: [
            ...kinds,
            {
              kind: 'cells',
              isStrong: true,
              cells: [
                'All actions',
                number(actions.length),
                ...promiseStates.map(({ code }) => number(all.filter((state) => state === code).length)),
              ],
            },
          ],
        },
      },
      {
        kind: 'text',
        text: 'One decision may have several actions; compliance is counted by case, and also counts decisions that are not published.',
        tone: 'grey',
      },
    ],
  }
}

function decisionsSection({ scheme, counts, decisions }: PackFacts): PackSection {
  const upheld = scheme.outcomes
    .filter(({ isUpheld }) => isUpheld)
    .map(({ code }) => counts.get(`decided:${code}`))
  const total = upheld.includes(undefined)
    ? undefined
    : upheld.reduce<number>((sum, count) => sum + (count ?? 0), 0)
  return {
    name: 'decisions',
    heading: 'Decisions that found fault',
    blocks: [
      { kind: 'text', text: publishedInWords(decisions.length, total), tone: 'plain' },
      ...(decisions.length === 0
        ? []
        : [
            {
              kind: 'decisions',
              decisions: decisions.map(
                ({ reference, category, subcategory, decidedOn, summary, address }) => ({
                  reference,
                  subject:
                    subcategory === null
                      ? categoryName(scheme, category)
                      : `${categoryName(scheme, category)}: ${subcategory.toLowerCase()}`,
                  decidedOn: formatDate(decidedOn),
                  summary,
                  address,
                }),
              ),
            } as const,
          ]),
    ],
  }
}

/** "21 of the 24 complaints upheld in the year are published; 3 are withheld, or no longer published." */
function publishedInWords(published: number, total: number | undefined): string {
  if (total === undefined) {
    return published === 0 ? 'None is published here.' : `${number(published)} are published here.`
  }
  if (total === 0) return 'No complaint was upheld in the year.'
  const withheld = Math.max(0, total - published)
  const all =
    total === 1
      ? 'The one complaint upheld in the year'
      : `The ${number(total)} complaints upheld in the year`
  if (withheld === 0) return `${all} ${total === 1 ? 'is' : 'are all'} published.`
  const rest = `${number(withheld)} ${withheld === 1 ? 'is' : 'are'} withheld, or no longer published.`
  if (published === 0)
    return `${number(total)} ${total === 1 ? 'complaint was' : 'complaints were'} upheld in the year; ${rest}`
  return `Of the ${number(total)} complaints upheld in the year ${number(published)} ${published === 1 ? 'is' : 'are'} published; ${rest}`
}

function methodSection({ scheme, methodAddress }: PackFacts): PackSection {
  const { many } = scheme.site.authorityWords
  return {
    name: 'method',
    heading: 'How to read this',
    blocks: [
      {
        kind: 'text',
        text: `“Higher” and “lower” are said only where a result so far from similar ${many} comes by chance in at most 1 of 1,000 years. “Too few to tell” means that with so few cases no result could lie beyond chance. The average of similar ${many} is all their cases together.`,
        tone: 'plain',
      },
      {
        kind: 'text',
        text: `How every figure is made, and every rule behind a question: ${methodAddress}`,
        tone: 'plain',
      },
    ],
  }
}

function categoryName(scheme: Scheme, code: string): string {
  return scheme.categories.find((category) => category.code === code)?.name ?? code
}

/** `DEMONSTRATION-larchwick-2023-24-committee-pack`: files lose their banners. */
export function packFileName({ slug, demonstrationNote }: CommitteePack, year: string): string {
  const name = `${slug}-${year}-committee-pack`
  return demonstrationNote === null ? name : `DEMONSTRATION-${name}`
}
