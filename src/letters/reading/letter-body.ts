import type { IsoDate } from '../../scheme/reporting-year.ts'
import { datesIn } from './letter-dates.ts'
import type { LetterReading } from './letter-reading.ts'

const whole = String.raw`(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d]|[.,]\d)`

/** The body a letter to a successor is about: "complaints about X were decided"; undefined otherwise. */
export function subjectOf(body: string): string | undefined {
  return /\bcomplaints about (?!your\b)(\S.{2,90}?) were decided in the (?:twelve|12) months\b/i.exec(
    body,
  )?.[1]
}

/**
 * The day on which the letter says its figures will be public: a date on or after its own, in a sentence
 * about publishing this letter or its figures. The day of some other publication is none.
 */
export function publicationDateIn(body: string, letterDate: IsoDate | null): IsoDate | null {
  for (const sentence of body.split(/(?<=[a-z\d)][.!?]) (?=[A-Z])/)) {
    if (!/\b(?:upload|publish|publication|available|appear)/i.test(sentence)) continue
    if (!/\bletter\b|\bfigures\b|\bdata\b|\bstatistics\b/i.test(sentence)) continue
    const date = datesIn(sentence).find((candidate) => letterDate === null || candidate >= letterDate)
    if (date !== undefined) return date
  }
  return null
}

export function trainingIn(body: string): LetterReading['training'] {
  const courses = first(
    body,
    String.raw`\b(?:delivered|ran|held|gave|provided) ${whole} (?:online |training |virtual )*(?:courses?|workshops?|sessions?)\b`,
  )
  if (courses === null) return null
  return {
    courses,
    moreThanLastYear: changeIn(body),
    peopleMoreThan: first(body, `\\bmore than ${whole} (?:people|delegates|staff)\\b`),
  }
}

/** How many more courses than the year before; negative for fewer. */
function changeIn(body: string): number | null {
  if (/\bas many courses as (?:the year before|last year|we delivered last year)\b/i.test(body)) return 0
  const found =
    new RegExp(`${whole} (more|fewer) courses?\\b`, 'i').exec(body) ??
    new RegExp(`${whole} courses? (more|fewer) than\\b`, 'i').exec(body)
  if (!found) return null
  const change = numberOf(found[1])
  return found[2]?.toLowerCase() === 'fewer' && change !== 0 ? -change : change
}

export function seminarsIn(body: string): LetterReading['seminars'] {
  const found = new RegExp(
    `${whole} delegates? from ${whole} (?:different |local |separate )*(?:authorit(?:y|ies)|councils?|organisations?)\\b`,
    'i',
  ).exec(body)
  return found ? { delegates: numberOf(found[1]), authorities: numberOf(found[2]) } : null
}

function first(text: string, pattern: string): number | null {
  const found = new RegExp(pattern, 'i').exec(text)?.[1]
  return found === undefined ? null : numberOf(found)
}

function numberOf(printed: string | undefined): number {
  return Number((printed ?? '').replaceAll(',', ''))
}
