import { withNoun } from '../../scheme/count-noun.ts'
import { printYear, yearInWords } from '../../scheme/printed-dates.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import type { YearlyFigures } from '../../statistics/figure.ts'
import { failureToComply } from '../../statistics/figure-wording.ts'
import type { EarlyWarningView } from '../authority/early-warning-view.ts'
import type { Improvement } from '../authority/promises.ts'
import { measureView } from '../site/measure-view.ts'
import { largeMeasure, number } from '../site/measure-words.ts'

/** What gives rise to a question; docs/methodology.md, "Questions for a committee", tells of each. */
export const questionRules = [
  'failure-to-comply',
  'improvement-not-made',
  'due-and-unsettled',
  'late',
  'clearly-more',
  'clearly-fewer',
  'service-area',
  'nothing-decided',
  'nothing-investigated',
  'too-few',
  'improvement-made',
] as const

export type QuestionRule = (typeof questionRules)[number]

/** A question a committee may ask, and the figures it follows from. */
export type CommitteeQuestion = {
  readonly rule: QuestionRule
  readonly question: string
  readonly because: string
}

/** What the rules look at, of one authority and year. */
export type QuestionFacts = {
  readonly scheme: Scheme
  /** The authority's short name. */
  readonly name: string
  readonly figures: YearlyFigures
  /** How many complaints were decided in all; undefined where that is not known. */
  readonly decidedCount: number | undefined
  readonly warning: EarlyWarningView | undefined
  readonly improvements: readonly Improvement[]
}

/**
 * The questions that follow from the figures, by fixed rules, the gravest first. A rate gives rise to one only where
 * it clearly differs; what is asked of few cases is asked of the cases themselves, and never of their rate.
 */
export function committeeQuestions(facts: QuestionFacts): readonly CommitteeQuestion[] {
  const found = [
    ...failures(facts),
    ...unsettled(facts),
    ...late(facts),
    ...differences(facts),
    ...serviceAreas(facts),
    ...nothing(facts),
    ...tooFew(facts),
    ...improvementQuestions(facts),
  ]
  return questionRules.flatMap((rule) => found.filter((question) => question.rule === rule))
}

const caseNoun = { one: 'case', many: 'cases' }

function failures({ scheme, name, figures }: QuestionFacts): readonly CommitteeQuestion[] {
  return scheme.measures.flatMap((measure): CommitteeQuestion[] => {
    const figure = figures.figures.get(measure.code)
    const failure = figure && failureToComply(scheme, measure, figure)
    if (failure === undefined || figure?.state !== 'calculated') return []
    const failed = withNoun(number((figure.denominator ?? 0) - figure.numerator), caseNoun)
    return [
      {
        rule: 'failure-to-comply',
        question: `What stopped ${name} carrying out what it had agreed in ${failed}, and what is different now?`,
        because: failure,
      },
    ]
  })
}

function unsettled({ scheme, name, figures }: QuestionFacts): readonly CommitteeQuestion[] {
  return countedBeside(scheme, figures, 'unsettled').map((count) => ({
    rule: 'due-and-unsettled',
    question: `Who sees to it that ${name} settles the agreed actions left open at the year’s end in ${withNoun(number(count), caseNoun)}, and by when?`,
    because: `By ${yearInWords(scheme, figures.year).lastDay} agreed actions were due and not yet settled in ${withNoun(number(count), caseNoun)}.`,
  }))
}

function late({ scheme, name, figures }: QuestionFacts): readonly CommitteeQuestion[] {
  return countedBeside(scheme, figures, 'late').map((count) => ({
    rule: 'late',
    question: `What made ${name} late in ${withNoun(number(count), caseNoun)}, and who now watches the dates it agrees to?`,
    because: `Agreed actions were carried out after the agreed date in ${withNoun(number(count), caseNoun)}.`,
  }))
}

/** What stands beside a large measure and counts at least one case. */
function countedBeside(
  scheme: Scheme,
  { figures }: YearlyFigures,
  part: 'late' | 'unsettled',
): readonly number[] {
  return scheme.site.largeMeasures.flatMap((large) => {
    const beside = large[part]
    const figure = beside && figures.get(beside.measure)
    return figure?.state === 'calculated' && figure.numerator > 0 ? [figure.numerator] : []
  })
}

function differences({ scheme, figures }: QuestionFacts): readonly CommitteeQuestion[] {
  return scheme.measures.flatMap((measure): CommitteeQuestion[] => {
    const view = measureView(scheme, figures, measure.code)
    if (!view?.average || !measure.comparisonWords) return []
    // What failed is asked about already, case by case.
    if (failureToComply(scheme, measure, view.figure) !== undefined) return []
    const printed =
      view.number.kind === 'number'
        ? `${view.number.printed}${view.number.unit === '%' ? '%' : ''}`
        : view.number.lines.join(' ')
    const because = `${measure.name}: ${printed} (${countOf(measure, view.figure)}), ${view.average.printed} at similar ${scheme.site.authorityWords.many}; more than chance could explain.`
    switch (view.verdict) {
      case 'higher':
        return [
          {
            rule: 'clearly-more',
            question: `Why are there ${measure.comparisonWords.higher}, and what can be learned from it?`,
            because,
          },
        ]
      case 'lower':
        return [
          {
            rule: 'clearly-fewer',
            question: `Why are there ${measure.comparisonWords.lower}, and what can be learned from it?`,
            because,
          },
        ]
      default:
        return []
    }
  })
}

function countOf(
  { denominator: { kind } }: Measure,
  figure: { readonly state: string; readonly numerator?: number; readonly denominator?: number },
): string {
  return `${number(figure.numerator ?? 0)} ${kind === 'rate' ? 'among' : 'of'} ${number(figure.denominator ?? 0)}`
}

function serviceAreas({ warning }: QuestionFacts): readonly CommitteeQuestion[] {
  return (warning?.warnings ?? []).map(({ name, strong, rest }) => ({
    rule: 'service-area',
    question: `What has changed in ${inText(name)}, where more complaints were upheld than the years before lead to expect?`,
    because: `${name}: ${strong}${rest}.`,
  }))
}

/** "Adult care services" within a sentence. */
function inText(name: string): string {
  return name.slice(0, 1).toLowerCase() + name.slice(1)
}

function nothing({ scheme, name, figures, decidedCount }: QuestionFacts): readonly CommitteeQuestion[] {
  const year = printYear(scheme, figures.year)
  if (decidedCount === 0) {
    return [
      {
        rule: 'nothing-decided',
        question: `What tells us that people who are unhappy with ${name} know how to complain, and where to go next?`,
        because: `No complaint about ${name} was decided in ${year}. That may be good news, or silence.`,
      },
    ]
  }
  const [{ measure }] = scheme.site.largeMeasures
  if (figures.figures.get(measure)?.state !== 'nothing-to-report') return []
  return [
    {
      rule: 'nothing-investigated',
      question: `What do ${name}’s own records of complaints say about a year in which none was investigated?`,
      because: `No complaint about ${name} was investigated in ${year}, so there is no rate to judge it by.`,
    },
  ]
}

function tooFew({ scheme, name, figures }: QuestionFacts): readonly CommitteeQuestion[] {
  const [{ measure }] = scheme.site.largeMeasures
  const view = measureView(scheme, figures, measure)
  if (!view?.isFew || view.figure.state !== 'calculated') return []
  const noun = largeMeasure(scheme, measure)?.baseNoun ?? caseNoun
  const base = withNoun(number(view.figure.denominator ?? 0), noun)
  return [
    {
      rule: 'too-few',
      question: `What do ${name}’s own records of complaints say, beyond the ${base} of the year?`,
      because: `From ${base} nothing can be told about a rate: look at the cases, not at the percentage.`,
    },
  ]
}

function improvementQuestions({ name, improvements }: QuestionFacts): readonly CommitteeQuestion[] {
  const noun = { one: 'improvement', many: 'improvements' }
  const failed = improvements.filter(({ state }) => state.isFailure).length
  const made = improvements.filter(
    ({ action, state }) => action.settlement !== null && !state.isFailure,
  ).length
  return [
    ...(failed === 0
      ? []
      : [
          {
            rule: 'improvement-not-made' as const,
            question: `When will ${name} make the ${withNoun(number(failed), noun)} it promised and did not make?`,
            because: `${withNoun(number(failed), noun)} to services promised because of published decisions ${failed === 1 ? 'was' : 'were'} not carried out.`,
          },
        ]),
    ...(made === 0
      ? []
      : [
          {
            rule: 'improvement-made' as const,
            question: `How do we know that the ${withNoun(number(made), noun)} ${name} made to its services ${made === 1 ? 'works' : 'work'}?`,
            because: `${withNoun(number(made), noun)} promised because of published decisions ${made === 1 ? 'was' : 'were'} carried out.`,
          },
        ]),
  ]
}
