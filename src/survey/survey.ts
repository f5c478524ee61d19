import { isOneLine } from '../mail/mail.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { type MomentReading, momentAt } from '../scheme/wall-clock.ts'

/** What a survey asks about whoever answers it: their organisation, its kind alone, or nothing. */
export const asked = ['organisation', 'kind', 'nothing'] as const
export type Asked = (typeof asked)[number]

export type Survey = {
  readonly id: number
  readonly slug: string
  readonly title: string
  readonly introduction: string
  readonly asks: Asked
  /** Whether anybody may answer who has the link. */
  readonly hasOpenLink: boolean
  readonly opensAt: Date
  readonly closesAt: Date
}

/** A survey as the office keeps it. */
export type KeptSurvey = Survey & {
  /** Null in a draft. */
  readonly openedAt: Date | null
  /** Counts what was changed: what somebody else changed meanwhile is not written over. */
  readonly version: number
}

/** Anonymous is whoever is not asked for their organisation. */
export function isAnonymous({ asks }: Pick<Survey, 'asks'>): boolean {
  return asks !== 'organisation'
}

/** draft → waiting → open → closed: opened by a person, the rest by its two moments. */
export type SurveyState = 'draft' | 'waiting' | 'open' | 'closed'

export function surveyState({ openedAt, opensAt, closesAt }: KeptSurvey, now: Date): SurveyState {
  if (openedAt === null) return 'draft'
  if (now < opensAt) return 'waiting'
  return now < closesAt ? 'open' : 'closed'
}

/** What somebody typed of a survey. Days and times stand apart, by the clocks of the scheme's country. */
export type TypedSurvey = Readonly<Record<SurveyField, string>>
export const surveyFields = [
  'title',
  'slug',
  'introduction',
  'asks',
  'way',
  'opens-on',
  'opens-time',
  'closes-on',
  'closes-time',
] as const
export type SurveyField = (typeof surveyFields)[number]

export type SurveyProblem = { readonly field: SurveyField; readonly reason: string }

export type SurveySettings = Omit<Survey, 'id'>

/** Reads what was typed; everything that is wrong is said at once. */
export function readSurvey(
  scheme: Scheme,
  typed: TypedSurvey,
):
  | { readonly ok: true; readonly settings: SurveySettings }
  | { readonly ok: false; readonly problems: readonly SurveyProblem[] } {
  const problems: SurveyProblem[] = []
  const refuse = (field: SurveyField, reason: string) => problems.push({ field, reason })
  const { title, introduction } = typed
  if (title === '') refuse('title', 'Give the survey a title.')
  else if (title.length > 120 || !isOneLine(title)) {
    refuse('title', `The title has ${title.length} characters; 120 in one line, without tabs, are the most.`)
  }
  if (introduction === '')
    refuse('introduction', 'Say what the survey is for; it is the first thing people read.')
  else if (introduction.length > 2_000) {
    refuse('introduction', `The introduction has ${introduction.length} characters; 2,000 are the most.`)
  }
  const slug = typed.slug === '' ? slugOf(title) : typed.slug
  if (!/^[a-z0-9]+(-[a-z0-9]+)*$/.test(slug) || slug.length > 60) {
    refuse('slug', 'Write its part of the address in small letters, digits and hyphens, 60 at most.')
  }
  const asks = asked.find((one) => one === typed.asks)
  if (asks === undefined) refuse('asks', 'Choose what people are asked about themselves.')
  if (!['open', 'invited'].includes(typed.way)) refuse('way', 'Choose who may answer.')
  const opens = readMoment(momentAt(scheme, typed['opens-on'], typed['opens-time']), 'opens', problems)
  const closes = readMoment(momentAt(scheme, typed['closes-on'], typed['closes-time']), 'closes', problems)
  if (opens && closes && closes <= opens)
    refuse('closes-on', 'It closes before it opens. Choose a later day.')
  if (problems.length > 0 || asks === undefined || !opens || !closes) return { ok: false, problems }
  return {
    ok: true,
    settings: {
      title,
      slug,
      introduction,
      asks,
      hasOpenLink: typed.way === 'open',
      opensAt: opens,
      closesAt: closes,
    },
  }
}

function readMoment(
  reading: MomentReading,
  which: 'opens' | 'closes',
  problems: SurveyProblem[],
): Date | undefined {
  if (reading.ok) return reading.moment
  problems.push({
    field: reading.reason.includes('time') ? `${which}-time` : `${which}-on`,
    reason: reading.reason,
  })
  return undefined
}

function slugOf(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .slice(0, 60)
    .replaceAll(/^-+|-+$/g, '')
}
