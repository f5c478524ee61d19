import { readDate } from '../../authorities/written-date.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { formatReportingYear, reportingYearOf } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type CaseReference, readCaseReference } from '../case-reference.ts'
import type { AuthorityLookup, NamedAuthority } from './authority-lookup.ts'
import type { CaseColumnKey, CasePart } from './case-column.ts'
import { findBySpelling } from './spelling.ts'

/** What one row of a case-level file says. Null is what the row, or its file, leaves open. */
export type CaseRow = {
  readonly authorityId: number
  readonly reference: CaseReference
  readonly category: string | null
  readonly subcategory: string | null
  readonly receivedOn: IsoDate | null
  readonly decidedOn: IsoDate | null
  readonly outcome: string | null
  readonly stageReached: 'assessment' | 'investigation' | null
  readonly isRemediedBefore: boolean | null
  readonly recommendationKind: string | null
  readonly recommendationDueOn: IsoDate | null
  readonly complianceOutcome: string | null
  readonly complianceRecordedOn: IsoDate | null
  readonly authorityReference: string | null
  readonly authorityService: string | null
}

type CellProblem = {
  readonly column: CaseColumnKey
  readonly value: string
  readonly problem: string
  readonly advice: string
}

type CaseRowReading =
  | { readonly ok: true; readonly row: CaseRow }
  | { readonly ok: false; readonly problems: readonly CellProblem[] }

export type CaseRowRules = {
  readonly part: CasePart
  readonly scheme: Scheme
  readonly authorities: AuthorityLookup
  /** Where given, every row must be about this authority. */
  readonly onlyAuthority?: NamedAuthority
  /** Where given, every row must fall into this reporting year. */
  readonly onlyYear?: number
  /** Rows count into these years; in any other, a date is more likely mistyped. */
  readonly yearsWithCycle: ReadonlySet<number>
  readonly today: IsoDate
}

/** Reads the cells of one row; the empty string stands for an empty cell and for a column that is not there. */
export type ReadCaseRow = (cell: (key: CaseColumnKey) => string) => CaseRowReading

/** Makes the reader of one file's rows. Every problem of a row is found, not only its first. */
export function caseRowReader(rules: CaseRowRules): ReadCaseRow {
  const { scheme, part, today } = rules
  const categoryNamed = findBySpelling(scheme.categories)
  const outcomeNamed = findBySpelling(scheme.outcomes)
  const complianceNamed = findBySpelling(scheme.complianceOutcomes)
  const recommendationNamed = findBySpelling(scheme.recommendationKinds)
  const mainDateColumn = ({ received: 'received', decided: 'decided', compliance: 'recorded' } as const)[part]

  return (cell) => {
    const problems: CellProblem[] = []
    const refuse = (column: CaseColumnKey, problem: string, advice: string) => {
      problems.push({ column, value: cell(column), problem, advice })
      return null
    }

    const reference = referenceIn()
    const authority = authorityIn()
    const category = entryIn('category', categoryNamed, scheme.categories)
    const subcategory = textIn('subcategory', 200)
    const authorityReference = textIn('authority-reference', 100)
    const authorityService = textIn('authority-service', 200)
    const receivedOn = pastDateIn('received')
    const decidedOn = pastDateIn('decided')
    const recordedOn = pastDateIn('recorded')
    const due = dateIn('recommendation-due')
    const recommendation = entryIn('recommendation', recommendationNamed, scheme.recommendationKinds)
    const compliance = entryIn('compliance-result', complianceNamed, scheme.complianceOutcomes)
    const outcome = entryIn('outcome', outcomeNamed, scheme.outcomes)
    requireFilled()
    checkOrder('received', receivedOn, 'decided', decidedOn, 'The decision is before the receipt')
    checkOrder('decided', decidedOn, 'recorded', recordedOn, 'Compliance is recorded before the decision')
    checkOrder(
      'decided',
      decidedOn,
      'recommendation-due',
      due,
      'The recommendation is due before the decision',
    )
    checkDueIsNear()
    checkMainDate()
    const decision = part === 'decided' && outcome ? decisionIn(outcome) : null

    if (problems.length > 0 || reference === null || authority === null) return { ok: false, problems }
    return {
      ok: true,
      row: {
        authorityId: authority.id,
        reference,
        category: category?.code ?? null,
        subcategory,
        receivedOn,
        decidedOn,
        outcome: outcome?.code ?? null,
        stageReached: decision?.stageReached ?? null,
        isRemediedBefore: decision?.isRemediedBefore ?? null,
        recommendationKind: recommendation?.code ?? null,
        recommendationDueOn: due,
        complianceOutcome: compliance?.code ?? null,
        complianceRecordedOn: recordedOn,
        authorityReference,
        authorityService,
      },
    }

    function referenceIn(): CaseReference | null {
      const text = cell('reference')
      if (text === '') return refuse('reference', 'The reference is missing', 'Write it as 23 001 234.')
      const read = readCaseReference(text)
      if (read !== undefined) return read
      return /^\d{7}$/.test(text)
        ? refuse(
            'reference',
            'The reference has seven digits; a spreadsheet may have dropped a leading zero',
            'Format the column as text and write it as 09 001 234.',
          )
        : refuse('reference', 'This is not a reference', 'A reference has eight digits: 23 001 234.')
    }

    function authorityIn(): NamedAuthority | null {
      const text = cell('authority')
      if (text === '') {
        return (
          rules.onlyAuthority ?? refuse('authority', 'The authority is missing', 'Write its official name.')
        )
      }
      const found = rules.authorities.find(text)
      if (found.kind === 'unknown') {
        return refuse(
          'authority',
          'There is no such authority',
          found.nearest === undefined
            ? 'Write its official name, short name or GSS code; upheld authorities lists them.'
            : `The nearest known is ${found.nearest}.`,
        )
      }
      if (found.kind === 'ambiguous') {
        return refuse('authority', `This may be ${found.names.join(' or ')}`, 'Write the official name.')
      }
      if (rules.onlyAuthority && found.authority.id !== rules.onlyAuthority.id) {
        return refuse(
          'authority',
          `This import is for ${rules.onlyAuthority.officialName} alone`,
          'Remove the row, or import the file without --authority.',
        )
      }
      return found.authority
    }

    function textIn(column: CaseColumnKey, longest: number): string | null {
      const text = cell(column).replace(/\s+/g, ' ')
      if (text.length > longest) {
        return refuse(column, `This is longer than ${longest} characters`, 'Shorten it.')
      }
      return text === '' ? null : text
    }

    function entryIn<Entry extends { readonly name: string }>(
      column: CaseColumnKey,
      named: (text: string) => Entry | undefined,
      entries: readonly Entry[],
    ): Entry | null {
      const text = cell(column)
      if (text === '') return null
      const known = entries.map((entry) => entry.name).join('; ')
      return named(text) ?? refuse(column, 'This is none of the values known here', `Write one of: ${known}.`)
    }

    function dateIn(column: CaseColumnKey): IsoDate | null {
      const text = cell(column)
      if (text === '') return null
      const read = readDate(text)
      return read.ok ? read.date : refuse(column, read.problem, read.advice)
    }

    function pastDateIn(column: CaseColumnKey): IsoDate | null {
      const date = dateIn(column)
      if (date === null || date <= today) return date
      return refuse(column, `The date is in the future (today is ${today})`, 'Correct the date.')
    }

    function requireFilled() {
      const missing = (column: CaseColumnKey, what: string, advice: string) => {
        if (cell(column) === '') refuse(column, `${what} is missing`, advice)
      }
      if (part === 'received') {
        missing('category', 'The category', 'Write the category of the complaint.')
        missing('received', 'The date received', 'Write the date the complaint was received.')
      }
      if (part === 'decided') {
        missing('decided', 'The date decided', 'Write the date of the decision.')
        missing('outcome', 'The outcome', 'Write the outcome of the decision.')
      }
      if (cell('recommendation') !== '') {
        missing('recommendation-due', 'The date the recommendation is due', 'Write the date agreed for it.')
      }
      if (part !== 'compliance') return
      if (cell('compliance-result') !== '') {
        missing('recorded', 'The date the result was recorded', 'Write it, or empty the result.')
      } else if (cell('recorded') !== '') {
        missing('compliance-result', 'The compliance result', 'Write it, or empty the date recorded.')
      } else if (cell('recommendation-due') === '') {
        missing('compliance-result', 'The compliance result', 'Write it, or write when the remedy is due.')
      }
    }

    function checkOrder(
      firstColumn: CaseColumnKey,
      first: IsoDate | null,
      thenColumn: CaseColumnKey,
      then: IsoDate | null,
      problem: string,
    ) {
      if (first === null || then === null || first <= then) return
      refuse(
        thenColumn,
        `${problem} (${first})`,
        `Correct ${columnWords[firstColumn]} or ${columnWords[thenColumn]}.`,
      )
    }

    function checkDueIsNear() {
      if (due !== null && Number(due.slice(0, 4)) > Number(today.slice(0, 4)) + 10) {
        refuse('recommendation-due', 'The date is more than ten years ahead', 'Correct the date.')
      }
    }

    /** The date by which this file's rows are counted into a year. */
    function checkMainDate() {
      const date = { received: receivedOn, decided: decidedOn, compliance: recordedOn }[part]
      if (date === null) return
      const year = reportingYearOf(scheme, date)
      if (rules.onlyYear !== undefined && year !== rules.onlyYear) {
        refuse(
          mainDateColumn,
          'The date is outside the year given with --year',
          'Correct the date or remove the row.',
        )
      } else if (!rules.yearsWithCycle.has(year)) {
        refuse(
          mainDateColumn,
          `There is no cycle ${formatReportingYear(year)}`,
          'Set it with upheld cycle set, or correct the date.',
        )
      }
      if (authority?.startsOn && date < authority.startsOn) {
        refuse(
          mainDateColumn,
          `${authority.officialName} did not exist before ${authority.startsOn}`,
          'Name the authority that stood before it, or correct the date.',
        )
      }
    }

    function decisionIn(decided: {
      code: string
      name: string
      isInvestigation: boolean
      isUpheld: boolean
    }) {
      const saysInvestigated = yesOrNoIn('investigated')
      const saysUpheld = yesOrNoIn('upheld')
      const saysRemedied = yesOrNoIn('remedied-before')
      if (saysUpheld !== null && saysUpheld !== decided.isUpheld) {
        refuse('upheld', `This does not agree with the outcome ${decided.name}`, 'Correct one of the two.')
      }
      // An upheld case that was not investigated was upheld at assessment, on an early remedy; it still counts
      // as an investigation (docs/methodology.md), and only the stage remembers the difference.
      if (saysInvestigated !== null && saysInvestigated !== decided.isInvestigation && !decided.isUpheld) {
        refuse(
          'investigated',
          `This does not agree with the outcome ${decided.name}`,
          'Correct one of the two.',
        )
      }
      if (decided.isUpheld && cell('remedied-before') === '') {
        refuse('remedied-before', 'An upheld complaint needs this', 'Write yes or no.')
      }
      if (!decided.isUpheld && saysRemedied === true) {
        refuse(
          'remedied-before',
          `Only an upheld complaint can have this, not ${decided.name}`,
          'Correct one of the two.',
        )
      }
      if (!decided.isUpheld && cell('recommendation') !== '') {
        refuse(
          'recommendation',
          `Only an upheld complaint has recommendations, not ${decided.name}`,
          'Correct one of the two.',
        )
      }
      const stageReached =
        decided.isUpheld && saysInvestigated === false
          ? ('assessment' as const)
          : decided.isInvestigation && (saysInvestigated === true || !decided.isUpheld)
            ? ('investigation' as const)
            : null
      return { stageReached, isRemediedBefore: decided.isUpheld ? saysRemedied : null }
    }

    function yesOrNoIn(column: CaseColumnKey): boolean | null {
      const text = cell(column).toLowerCase()
      if (text === '') return null
      if (yesWords.has(text)) return true
      if (noWords.has(text)) return false
      return refuse(column, 'This is neither yes nor no', 'Write yes or no.')
    }
  }
}

const yesWords: ReadonlySet<string> = new Set(['yes', 'y', 'true', '1'])
const noWords: ReadonlySet<string> = new Set(['no', 'n', 'false', '0'])

const columnWords: Readonly<Partial<Record<CaseColumnKey, string>>> = {
  received: 'the date received',
  decided: 'the date decided',
  recorded: 'the date recorded',
  'recommendation-due': 'the date due',
}
