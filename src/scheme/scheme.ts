import type { CountNoun } from './count-noun.ts'
import type { MeasureWording } from './measure-wording.ts'
import type { IsoDate } from './reporting-year.ts'
import type { SchemeSite } from './scheme-site.ts'

/**
 * What is particular to one ombudsman's service, as data. One installation serves one scheme; everything
 * else in the code asks these tables and states none of their facts itself.
 */
export type Scheme = {
  readonly name: string
  /** Whole name of the service, as it stands in letters. */
  readonly serviceName: string
  readonly languages: readonly [Language, ...Language[]]
  readonly reportingYear: { readonly firstMonth: number; readonly firstDay: number }
  /** By whose clocks moments are told, such as `Europe/London`. */
  readonly timeZone: string
  readonly population: Population
  readonly authorityKinds: readonly AuthorityKind[]
  readonly comparisonGroups: readonly ComparisonGroup[]
  readonly categories: readonly Category[]
  readonly outcomes: readonly Outcome[]
  readonly complianceOutcomes: readonly ComplianceOutcome[]
  readonly recommendationKinds: readonly RecommendationKind[]
  readonly casework: Casework
  readonly followUp: FollowUp
  readonly decisionPublication: DecisionPublication
  readonly publicReportDuty: PublicReportDuty
  readonly ownComplaints: OwnComplaints
  readonly handlingCode: HandlingCode
  readonly training: TrainingRules
  readonly measures: readonly Measure[]
  /** The forms of the annual letter there are, each named after the year it was first written for. */
  readonly letterEditions: readonly string[]
  /** What is said before anything else where so many cases failed to comply, such as "1". */
  readonly failureToComply: (cases: string) => string
  readonly breaks: readonly SeriesBreak[]
  readonly methodology: Methodology
  readonly site: SchemeSite
}

/** How a scheme's figures are made, in prose: a document with a section for each measure and for what follows. */
export type Methodology = {
  /** A Markdown file of this project, such as docs/methodology.md. */
  readonly document: string
  /** The anchors of its sections that pages lead to, or add the year's own numbers to. */
  readonly sections: {
    readonly populations: string
    readonly averages: string
    readonly twoYears: string
    readonly breaks: string
  }
}

/** A language tag such as `en-GB`. */
export type Language = string

/** What rates are counted against. An installation keeps estimates of it, by year and release. */
export type Population = {
  /** "residents", "homes". */
  readonly counted: string
  /** Who estimates it. */
  readonly source: string
}

export type AuthorityKind = {
  readonly code: string
  /** Singular, in running text: "district". */
  readonly name: string
  readonly plural: string
}

/** Authorities that are compared with one another and share an average. */
export type ComparisonGroup = {
  readonly code: string
  /** Plural, in running text: "district councils". */
  readonly plural: string
}

export type Category = {
  readonly code: string
  readonly name: string
  /** Other spellings met in files. */
  readonly alsoSpelt: readonly string[]
}

export type Outcome = {
  readonly code: string
  readonly name: string
  readonly plainWords: string
  readonly alsoSpelt: readonly string[]
  /** Counted in the denominator of the share upheld. */
  readonly isInvestigation: boolean
  /** Fault was found, or the authority accepted it. */
  readonly isUpheld: boolean
}

export type ComplianceOutcome = {
  readonly code: string
  readonly name: string
  readonly alsoSpelt: readonly string[]
  readonly isComplied: boolean
  readonly isLate: boolean
}

export type RecommendationKind = {
  readonly code: string
  readonly name: string
  readonly alsoSpelt: readonly string[]
  readonly isServiceImprovement: boolean
}

/** By when what is done in a case, and how it may end where. */
export type Casework = {
  /** A case should be decided within so many weeks of its receipt; days on which its clock was paused do not count. */
  readonly targetWeeks: number
  /** Days until each of these is due: the first three after receipt, the others after what went before. */
  readonly dueAfterDays: Readonly<
    Record<'acknowledge' | 'assess' | 'investigate' | 'decide' | 'review', number>
  >
  /** For how many days both sides may comment on a draft decision, unless another day is set. */
  readonly commentDays: number
  /** Codes of the outcomes with which a case may end at each stage. */
  readonly outcomesAt: Readonly<
    Record<'intake' | 'assessment' | 'investigation', readonly [string, ...string[]]>
  >
  /** Who complained is kept until so many months after the case was closed and the last agreed action was settled. */
  readonly complainantKeptForMonths: number
}

/** How what authorities agreed to do is followed up. */
export type FollowUp = {
  /** An action is nearly due, and its authority is told, so many working days before. */
  readonly dueSoonWorkingDays: number
  /** An action is long outstanding so many months after the decision. */
  readonly longOutstandingMonths: number
}

/** Which decisions are published one by one, with their statements, when, and for how long. */
export type DecisionPublication = {
  /** Codes of the outcomes whose decisions are published. */
  readonly outcomes: readonly string[]
  /** A statement is published no sooner than so many days after its decision. */
  readonly daysAfterDecision: number
  /** For how long a published decision is shown. */
  readonly shownForYears: number
  /** On which grounds a decision is not published. */
  readonly holdGrounds: readonly { readonly code: string; readonly name: string }[]
}

/** What a public report asks of the authority it is about. */
export type PublicReportDuty = {
  /** Within how many months it has to consider the report and say what it will do. */
  readonly considerWithinMonths: number
  /** So many months before the end it is reminded. */
  readonly reminderMonthsBefore: number
}

/** How the scheme's own courses and seminars are booked. */
export type TrainingRules = {
  /** Whom they are for, and so what kinds of organisation book: "Councils", "a council". */
  readonly audiences: readonly { readonly code: string; readonly name: string; readonly one: string }[]
  /** Whom annual letters tell of modules to come. */
  readonly letterAudience: string
  /** Courses for this audience alone are a number of their own in the totals of a year. */
  readonly audienceCountedApart: string
  /** Kinds of authority that have a link officer, and so are asked to seminars. */
  readonly seminarKinds: readonly string[]
  readonly mostPlacesInBooking: number
  /** For so long a place that became free is kept for whoever it is offered to. */
  readonly offerHours: number
  readonly reminderDays: number
  /** How to join is sent so many working days before. */
  readonly joiningWorkingDays: number
  /** Names and addresses of bookers and delegates, after the workshop. */
  readonly namesKeptForMonths: number
}

/** The Code on how complaints are handled that the scheme asks authorities to adopt. What it says is on record. */
export type HandlingCode = {
  readonly name: string
  readonly sections: readonly { readonly number: number; readonly title: string }[]
  /** Kinds of authority that are asked to adopt it; to others it is good practice. */
  readonly askedKinds: readonly string[]
  /** From this day on a case may say whether the Code was considered in it. */
  readonly consideredFrom: IsoDate
}

/** What the Handling Code says of the complaints that an authority answers itself. All times are working days. */
export type OwnComplaints = {
  readonly acknowledgeWithin: number
  /** Of the first stage and the second: counted from the acknowledgement, and how much more an extension may give. */
  readonly stages: readonly [StageTimes, StageTimes]
  /** What comes later than this on a working day counts as received on the next one, such as "17:00". */
  readonly hoursEndAt: string
  /** Something is nearly late so many working days before. */
  readonly nearlyDueWithin: number
  /** A list of bank holidays that has fewer in a year is not a whole one. */
  readonly bankHolidaysInAYear: number
  /** Processes with times of their own, for which the Code's clocks do not run. */
  readonly statutoryProcesses: readonly NamedCode[]
  readonly outcomes: readonly (NamedCode & { readonly isWithdrawn: boolean })[]
  readonly refusalGrounds: readonly NamedCode[]
  readonly remedies: readonly NamedCode[]
}

export type StageTimes = { readonly answerWithin: number; readonly extendableBy: number }

/** An entry of a table that files name in more than one way. */
export type NamedCode = {
  readonly code: string
  readonly name: string
  readonly alsoSpelt: readonly string[]
}

/**
 * A published statistic. Its numerator and denominator are sums of counted sets (see CountedSet), so that
 * every figure can be traced to the cases it counts.
 */
export type Measure = {
  readonly code: string
  readonly name: string
  /** Headings under which published tables give it, beside its name. */
  readonly alsoSpelt: readonly string[]
  /** What the official name means to somebody who has never met it. */
  readonly plainWords: string
  /** Section of the scheme's methodology that defines it. */
  readonly methodSection: string
  readonly numerator: readonly CountedSet[]
  readonly denominator: MeasureDenominator
  /** How a clear difference from similar authorities is said; undefined where no comparison is made. */
  readonly comparisonWords?: { readonly higher: string; readonly lower: string }
  readonly wording: MeasureWording
}

export type MeasureDenominator =
  | {
      readonly kind: 'share'
      readonly of: readonly CountedSet[]
      /** What follows "18 of 24": "investigated", "cases". */
      readonly noun: CountNoun
    }
  /** A rate per so many of the scheme's population, such as residents or homes. */
  | { readonly kind: 'rate'; readonly per: number; readonly base: string }
  | { readonly kind: 'none' }

/**
 * A set of an authority's cases in one year, out of which figures are made:
 * - `received` by category, in the year of receipt;
 * - `decided` by outcome, in the year of the decision;
 * - `remedied-before`: upheld, decided in the year, and satisfactorily remedied before it came;
 * - `complied` by compliance outcome, in the year the outcome was recorded;
 * - `unsettled`: due on or before the last day of the year and without a recorded outcome on that day.
 */
export type CountedSet =
  | `received:${string}`
  | `decided:${string}`
  | 'remedied-before'
  | `complied:${string}`
  | 'unsettled'

/** A point before which figures cannot be joined to those after it. */
export type SeriesBreak = {
  /** First reporting year after the break. */
  readonly year: number
  readonly name: string
  readonly reason: string
}
