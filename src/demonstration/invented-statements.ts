import type { IsoDate } from '../scheme/reporting-year.ts'
import { groupBy } from '../statistics/grouping.ts'
import { dateOf, dayOf } from './day.ts'
import { type Random, random } from './random.ts'
import type { StatementIssue, StatementMatter } from './statement-matter.ts'
import { statementMatter } from './statement-matters.ts'
import {
  acceptance,
  agreedEarly,
  apologies,
  closingMore,
  closingRoles,
  closings,
  complained,
  considered,
  drafts,
  earlyEndings,
  earlyRoles,
  evidence,
  foundFault,
  guidance,
  moreFault,
  moreSound,
  noFault,
  noFaultMore,
  nothingMore,
  nothingMoreEnding,
  notInvestigated,
  notUpheldEndings,
  otherActions,
  ownProcedure,
  payments,
  remedyDone,
  remedyToCome,
  role,
  roles,
  understanding,
  upheldEarly,
  upheldEndings,
  wishes,
} from './statement-phrases.ts'
import { statementSlots } from './statement-slots.ts'
import { type Slots, writeText } from './statement-template.ts'

/** What is known of a case when its statement is written. */
export type StatementCase = {
  /** "the Council", "the Authority". */
  readonly bodyNoun: string
  readonly reference: string
  readonly category: string
  readonly subcategory: string | null
  readonly receivedOn: IsoDate
  readonly decidedOn: IsoDate
  readonly outcome: string
  readonly stageReached: string | null
  readonly isRemediedBefore: boolean | null
  readonly recommendations: readonly {
    readonly kind: string
    readonly dueOn: IsoDate
    /** What an improvement to a service is; null for a remedy of the person's own. */
    readonly summary: string | null
  }[]
}

export type StatementText = {
  readonly summary: string
  readonly sections: readonly StatementSection[]
}

export type StatementSection = { readonly heading: string; readonly paragraphs: readonly string[] }

/** Writes a decision's summary and statement: the same seed and case give the same text. */
export function inventStatement(seed: number, decided: StatementCase): StatementText {
  const writing = beginWriting(seed, decided)
  if (decided.outcome === 'closed-after-initial-enquiries') return closedStatement(writing)
  if (decided.outcome === 'not-upheld') return notUpheldStatement(writing)
  if (decided.stageReached === 'assessment') return acceptedStatement(writing)
  return upheldStatement(writing)
}

/** Everything the paragraphs of one statement share. */
type Writing = {
  readonly decided: StatementCase
  readonly chance: Random
  readonly matter: StatementMatter
  readonly issue: StatementIssue
  readonly slots: Slots
}

function beginWriting(seed: number, decided: StatementCase): Writing {
  const chance = random(seed, `statement ${decided.reference}`)
  const matter = statementMatter(decided.category, decided.subcategory)
  const issue = oneOf(chance, matter.issues)
  const slots = statementSlots(chance, decided)
  // What is complained of is said again and again, always in the same words.
  const problem = writeText(issue.problem, slots, chance)
  return { decided, chance, matter, issue, slots: { ...slots, problem } }
}

function upheldStatement(writing: Writing): StatementText {
  const { issue, decided } = writing
  const agreed = agreedAction(writing)
  const remedy = remedyBesides(decided)
  const endings = decided.recommendations.length > 0 ? upheldEndings : [nothingMoreEnding]
  return {
    summary: sentences(
      paragraph(writing, `${complained} ${foundFault}`),
      ...(remedy === undefined ? [] : [paragraph(writing, remedy.inShort)]),
      agreed.inShort,
    ),
    sections: sections([
      ['The complaint', complaint(writing)],
      [role, some(writing, roles, 2)],
      [considered, [...howConsidered(writing), paragraph(writing, oneOf(writing.chance, drafts))]],
      [
        'What I found',
        [
          ...some(writing, writing.matter.duties, writing.chance.between(1, 2)),
          ...events(writing),
          paragraph(writing, issue.fault),
          ...maybe(writing, 0.4, moreFault),
          paragraph(writing, issue.harm),
          ...(remedy === undefined ? maybe(writing, 0.3, guidance) : [paragraph(writing, remedy.whole)]),
        ],
      ],
      ['Agreed action', agreed.paragraphs],
      ['Final decision', [paragraph(writing, oneOf(writing.chance, endings))]],
    ]),
  }
}

function notUpheldStatement(writing: Writing): StatementText {
  const { issue, matter, chance } = writing
  return {
    summary: sentences(
      paragraph(writing, complained),
      paragraph(writing, `${noFault} ${matter.handling}.`),
      ...maybe(writing, 0.6, noFaultMore),
    ),
    sections: sections([
      ['The complaint', complaint(writing)],
      [role, some(writing, roles, 2)],
      [considered, [...howConsidered(writing), paragraph(writing, oneOf(chance, drafts))]],
      [
        'What I found',
        [
          ...some(writing, matter.duties, chance.between(1, 2)),
          ...events(writing),
          paragraph(writing, issue.sound),
          ...maybe(writing, 0.5, moreSound),
          paragraph(writing, oneOf(chance, understanding)),
        ],
      ],
      ['Final decision', [paragraph(writing, oneOf(chance, notUpheldEndings))]],
    ]),
  }
}

/** Upheld without an investigation, since the body had accepted the fault. */
function acceptedStatement(writing: Writing): StatementText {
  const { chance, decided } = writing
  const agreed = agreedAction(writing)
  const remedy = remedyBesides(decided) ?? agreedEarly
  return {
    summary: sentences(
      paragraph(writing, `${complained} ${upheldEarly}`),
      paragraph(writing, remedy.inShort),
      agreed.inShort,
    ),
    sections: sections([
      ['The complaint', complaint(writing)],
      [role, [...some(writing, roles, 1), paragraph(writing, oneOf(chance, earlyRoles))]],
      [considered, howConsidered(writing)],
      [
        'My assessment',
        [
          ...some(writing, writing.matter.duties, 1),
          paragraph(writing, oneOf(chance, acceptance)),
          paragraph(writing, remedy.whole),
        ],
      ],
      ['Agreed action', agreed.paragraphs],
      ['Final decision', [paragraph(writing, oneOf(chance, earlyEndings))]],
    ]),
  }
}

function closedStatement(writing: Writing): StatementText {
  const { chance, matter } = writing
  const reasons = matter.elsewhere.length > 0 ? closings : closings.filter(({ isElsewhere }) => !isElsewhere)
  const reason = oneOf(chance, reasons)
  const why = reason.isElsewhere ? oneOf(chance, matter.elsewhere) : oneOf(chance, reason.paragraphs)
  return {
    summary: sentences(paragraph(writing, notInvestigated), paragraph(writing, reason.summary)),
    sections: sections([
      ['The complaint', complaint(writing)],
      [role, [paragraph(writing, oneOf(chance, closingRoles))]],
      [
        'My assessment',
        [
          paragraph(writing, why.replaceAll('{handling}', matter.handling)),
          ...maybe(writing, 0.4, closingMore),
        ],
      ],
      ['Final decision', [paragraph(writing, reason.ending)]],
    ]),
  }
}

/** A remedy other than the agreed actions alone: from before the complaint came, or none that is still needed. */
function remedyBesides({ isRemediedBefore, recommendations }: StatementCase) {
  if (isRemediedBefore) return recommendations.length === 0 ? remedyDone : remedyToCome
  return recommendations.length === 0 ? nothingMore : undefined
}

function complaint(writing: Writing): string[] {
  const { chance, issue } = writing
  const wish = chance.unit() < 0.4 ? ` ${oneOf(chance, wishes)}` : ''
  return [
    paragraph(writing, '{X} complains that {the council} {problem}.'),
    paragraph(writing, `{She} says that ${issue.effect}.${wish}`),
  ]
}

function howConsidered(writing: Writing): string[] {
  return [
    paragraph(
      writing,
      `I [spoke with {X}|read {X}’s complaint|talked to {X} by telephone] and looked at what {the council} sent, [with|including] ${writing.matter.records}.`,
    ),
  ]
}

/** What happened, each at a later date than the one before and all before the complaint was received. */
function events(writing: Writing): string[] {
  const { chance, issue, decided, slots } = writing
  const told = [...issue.events, ...(chance.unit() < 0.5 ? [oneOf(chance, ownProcedure)] : [])]
  const isLong = issue.problem.includes('{months}')
  const days = isLong ? Number(slots.monthCount) * 30 : chance.between(50, 190)
  const last = dayOf(decided.receivedOn) - chance.between(20, 120)
  let before = ''
  const dated = told.map((event, at) => {
    const date = dateOf(last - Math.round((days * (told.length - 1 - at)) / Math.max(1, told.length - 1)))
    const lead = leadOf(chance, date, before)
    before = date
    return `${lead}, ${writeText(event, slots, chance)}.`
  })
  // A paragraph has one event, or two where they are many.
  const perParagraph = dated.length > 4 ? 2 : 1
  return dated.flatMap((_, at) =>
    at % perParagraph === 0 ? [sentences(...dated.slice(at, at + perParagraph))] : [],
  )
}

function leadOf(chance: Random, date: IsoDate, before: IsoDate | ''): string {
  if (date.slice(0, 7) === before.slice(0, 7))
    return oneOf(chance, ['Later that month', 'Days later', 'The same month'])
  if (chance.unit() < 0.25) return `On ${printed(date)}`
  return `${oneOf(chance, ['In', 'In', 'In early', 'Late in'])} ${printed(date).replace(/^\d+ /, '')}`
}

/** What the body agreed to do: a paragraph for each day by which something is due, and a sentence for the summary. */
function agreedAction(writing: Writing): { readonly paragraphs: string[]; readonly inShort: string } {
  const { decided, chance, slots } = writing
  if (decided.recommendations.length === 0) return { paragraphs: [], inShort: '' }
  const agreed = [...groupBy(decided.recommendations, ({ dueOn }) => dueOn)].map(([dueOn, due]) => {
    const actions = due.map(({ kind, summary }) =>
      summary === null ? writeText(actionOf(writing, kind), slots, chance) : lowerFirst(summary),
    )
    const list = inWords(actions)
    return chance.unit() < 0.5
      ? `By ${printed(dueOn)} ${slots['the council']} will ${list}.`
      : `${slots['The council']} has agreed, by ${printed(dueOn)}, to ${list}.`
  })
  const last = agreed.pop() ?? ''
  return {
    paragraphs: [...agreed, sentences(last, paragraph(writing, oneOf(chance, evidence)))],
    inShort: paragraph(writing, `{The council} [agreed to|will] ${inShort(decided)}.`),
  }
}

function inShort(decided: StatementCase): string {
  const kinds = new Set(decided.recommendations.map(({ kind }) => kind))
  const parts = [
    ...(kinds.has('apology') ? ['apologise'] : []),
    ...(kinds.has('payment') ? ['pay {pay}'] : []),
    ...(kinds.has('provide-service') ? ['provide [what was missed|the service]'] : []),
    ...(kinds.has('reassess') ? ['[look at the matter again|reconsider its decision]'] : []),
    ...(kinds.has('other') ? ['[put things right|keep in touch with {X}]'] : []),
    ...(kinds.has('procedure') ? ['[change its procedure|improve how it works]'] : []),
    ...(kinds.has('training') ? ['train staff'] : []),
    ...(kinds.has('information') ? ['give [clearer information|guidance to staff]'] : []),
  ]
  const last = parts.pop() ?? 'put things right'
  return parts.length === 0 ? last : `${parts.join(', ')} and ${last}`
}

/** "apologise in writing and pay £200"; parted by semicolons where that is easier to read. */
function inWords(parts: readonly string[]): string {
  const last = parts.at(-1) ?? ''
  if (parts.length < 2) return last
  const before = parts.slice(0, -1)
  const isLong = parts.length > 2 || parts.some((part) => /,| and /.test(part))
  return `${before.join(isLong ? '; ' : ', ')}${isLong ? '; and ' : ' and '}${last}`
}

function actionOf({ chance, matter }: Writing, kind: string): string {
  switch (kind) {
    case 'apology':
      return oneOf(chance, apologies)
    case 'payment':
      return oneOf(chance, payments)
    case 'provide-service':
    case 'reassess':
      return oneOf(chance, matter.actions[kind])
    default:
      return oneOf(chance, otherActions)
  }
}

function some(writing: Writing, templates: readonly string[], count: number): string[] {
  const from = writing.chance.between(0, templates.length - 1)
  const chosen = templates.slice(from, from + count)
  // The list is a ring, so that every template is as likely as the others.
  const more = templates.slice(0, Math.min(from, count - chosen.length))
  return [...more, ...chosen].map((template) => paragraph(writing, template))
}

function maybe(writing: Writing, probability: number, templates: readonly string[]): string[] {
  return writing.chance.unit() < probability ? [paragraph(writing, oneOf(writing.chance, templates))] : []
}

function paragraph({ slots, chance }: Writing, template: string): string {
  return upperFirst(writeText(template, slots, chance))
}

function sentences(...parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(' ')
}

function sections(
  parts: readonly (readonly [heading: string, paragraphs: readonly string[]])[],
): StatementSection[] {
  return parts.flatMap(([heading, paragraphs]) => (paragraphs.length === 0 ? [] : [{ heading, paragraphs }]))
}

function oneOf<T>(chance: Random, choices: readonly T[]): T {
  const choice = choices[chance.between(0, choices.length - 1)]
  if (choice === undefined) throw new Error('there is nothing to choose from')
  return choice
}

function upperFirst(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function lowerFirst(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

const dates = new Map<IsoDate, string>()
const dateFormat = new Intl.DateTimeFormat('en-GB', { dateStyle: 'long', timeZone: 'UTC' })

/** "14 March 2024". */
function printed(date: IsoDate): string {
  const text = dates.get(date) ?? dateFormat.format(new Date(`${date}T00:00:00Z`))
  dates.set(date, text)
  return text
}
