import { readDate } from '../../authorities/written-date.ts'
import { shownValue } from '../../casework/import/import-problem.ts'
import { findBySpelling } from '../../casework/import/spelling.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import type { NamedCode, Scheme } from '../../scheme/scheme.ts'
import type { Extension } from '../clock/stage-clock.ts'
import type { OwnComplaint, OwnStage, StageNumber } from './own-complaint.ts'
import { type OwnComplaintColumn, stageColumns } from './own-complaint-column.ts'

/** One thing that is wrong in a row, and what to do about it. */
export type OwnRowProblem = {
  readonly column: OwnComplaintColumn
  readonly value: string
  readonly problem: string
  readonly advice: string
}

export type OwnRowReading =
  | { readonly ok: true; readonly complaint: OwnComplaint }
  | { readonly ok: false; readonly problems: readonly OwnRowProblem[] }

/** How long the texts of a complaint may be; the database holds the same. */
const longest = {
  reference: 100,
  definition: 2_000,
  category: 100,
  service: 200,
  learning: 2_000,
  extension_reason: 1_000,
  stage_2_extension_reason: 1_000,
} as const

/** Reads rows of a file of own complaints, of which nothing may have happened after today. */
export function ownRowReader(
  scheme: Scheme,
  today: IsoDate,
): (cell: (column: OwnComplaintColumn) => string) => OwnRowReading {
  const { ownComplaints } = scheme
  const find = {
    process: findBySpelling(ownComplaints.statutoryProcesses),
    outcome: findBySpelling(ownComplaints.outcomes),
    ground: findBySpelling(ownComplaints.refusalGrounds),
    remedy: findBySpelling(ownComplaints.remedies),
  }
  return (cell) => {
    const problems: OwnRowProblem[] = []
    const read = cellReading(cell, today, problems)
    const first = readStage(read, find.outcome, ownComplaints.outcomes, 1)
    const second = hasSecond(cell) ? readStage(read, find.outcome, ownComplaints.outcomes, 2) : undefined
    const refusedOn = read.day('refused_on')
    const ground = read.named('refusal_reason', find.ground, ownComplaints.refusalGrounds)
    const complaint = {
      reference: read.text('reference'),
      definition: read.text('definition'),
      category: read.text('category'),
      service: read.optionalText('service'),
      statutoryProcess: readProcess(read, find.process, ownComplaints.statutoryProcesses),
      refusal: readRefusal(read, refusedOn, ground),
      remedies: readRemedies(read, scheme, find.remedy),
      learning: read.optionalText('learning'),
    }
    checkStages(read, first, second)
    checkRefusal(read, first, refusedOn)
    checkStageNumber(read)
    if (problems.length > 0) return { ok: false, problems }
    return { ok: true, complaint: { ...complaint, stages: second ? [first, second] : [first] } }
  }
}

type CellReading = {
  readonly cell: (column: OwnComplaintColumn) => string
  readonly refuse: (column: OwnComplaintColumn, problem: string, advice: string) => null
  readonly text: (column: keyof typeof longest) => string
  readonly optionalText: (column: keyof typeof longest) => string | null
  /** A day that has come; what is no day is told and left out. */
  readonly day: (column: OwnComplaintColumn, mayBeAhead?: boolean) => IsoDate | null
  readonly named: (
    column: OwnComplaintColumn,
    find: (text: string) => NamedCode | undefined,
    known: readonly NamedCode[],
    text?: string,
  ) => string | null
}

function cellReading(
  given: (column: OwnComplaintColumn) => string,
  today: IsoDate,
  problems: OwnRowProblem[],
): CellReading {
  // A spreadsheet program is kept from calculating by an apostrophe, which our own files have too.
  const cell = (column: OwnComplaintColumn) => given(column).replace(/^'(?=[=+\-@])/, '')
  const refuse = (column: OwnComplaintColumn, problem: string, advice: string) => {
    problems.push({ column, value: shownValue(cell(column)), problem, advice })
    return null
  }
  const optionalText = (column: keyof typeof longest) => {
    const text = cell(column).normalize('NFC')
    if (text === '') return null
    const most = longest[column]
    if (text.length > most) {
      refuse(column, `This is longer than ${most.toLocaleString('en-GB')} characters`, 'Shorten it.')
    }
    // Line breaks are text; what else cannot be printed is not.
    if (/(?![\t\n\r])\p{Cc}|\ufffd/u.test(text)) {
      refuse(column, 'This has characters that are no text', 'Type it anew, and save the file as UTF-8.')
    }
    return text.replaceAll(/\r\n?/g, '\n')
  }
  return {
    cell,
    refuse,
    optionalText,
    text: (column) =>
      optionalText(column) ?? refuse(column, 'This cell is empty', 'Fill it in, or leave the row out.') ?? '',
    day: (column, mayBeAhead = false) => {
      if (cell(column) === '') return null
      const reading = readDate(cell(column))
      if (!reading.ok) return refuse(column, reading.problem, reading.advice)
      if (reading.date > today && !mayBeAhead) {
        return refuse(column, `This day has not come yet: today is ${printDate(today)}`, 'Correct the date.')
      }
      return reading.date
    },
    named: (column, find, known, text = cell(column)) => {
      if (text === '') return null
      const entry = find(text)
      if (entry) return entry.code
      const names = known.map(({ name }) => `“${name}”`).join(', ')
      return refuse(column, `“${shownValue(text)}” is not known here`, `Write one of ${names}.`)
    },
  }
}

function hasSecond(cell: (column: OwnComplaintColumn) => string): boolean {
  return Object.values(stageColumns[2]).some((column) => cell(column) !== '')
}

function readStage(
  read: CellReading,
  find: (text: string) => NamedCode | undefined,
  outcomes: readonly NamedCode[],
  number: StageNumber,
): OwnStage {
  const columns = stageColumns[number]
  const receivedOn = read.day(columns.receivedOn)
  if (receivedOn === null && read.cell(columns.receivedOn) === '') {
    if (number === 1)
      read.refuse(columns.receivedOn, 'This cell is empty', 'Say on which day it was received.')
    else {
      const advice = 'Fill it in, or empty the other columns of stage 2.'
      read.refuse(columns.receivedOn, 'Stage 2 has no day on which it was asked for', advice)
    }
  }
  const answeredOn = read.day(columns.answeredOn)
  const outcome = read.named(columns.outcome, find, outcomes)
  if (read.cell(columns.answeredOn) !== '' && read.cell(columns.outcome) === '') {
    read.refuse(columns.outcome, 'It was answered, but with what outcome is missing', 'Fill it in.')
  }
  if (read.cell(columns.answeredOn) === '' && read.cell(columns.outcome) !== '') {
    const advice = 'Give the day of the answer, or of its being withdrawn; or empty the outcome.'
    read.refuse(columns.answeredOn, 'There is an outcome, but no day of the answer', advice)
  }
  return {
    receivedOn: receivedOn ?? '',
    receivedTime: readTime(read, columns.receivedOn, columns.receivedTime),
    acknowledgedOn: read.day(columns.acknowledgedOn),
    answeredOn,
    outcome,
    extension: readExtension(read, number),
  }
}

/** The time stands in a column of its own, or behind the day. */
function readTime(
  read: CellReading,
  dayColumn: OwnComplaintColumn,
  timeColumn: OwnComplaintColumn,
): string | null {
  const own = read.cell(timeColumn)
  const behind = /[ T](\d{1,2}:\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(read.cell(dayColumn))?.[1]
  const text = own === '' ? behind : own
  if (text === undefined) return null
  const [, hours = '', minutes = ''] = /^(\d{1,2})[:.](\d{2})(?::\d{2}(?:\.\d+)?)?$/.exec(text) ?? []
  if (hours === '' || Number(hours) > 23 || Number(minutes) > 59) {
    return read.refuse(own === '' ? dayColumn : timeColumn, 'This is no time of day', 'Write it as 17:30.')
  }
  const time = `${hours.padStart(2, '0')}:${minutes}`
  // Many systems write midnight where they know the day alone.
  return own === '' && time === '00:00' ? null : time
}

function readExtension(read: CellReading, number: StageNumber): Extension | null {
  const columns = stageColumns[number]
  const untilOn = read.day(columns.extendedUntil, true)
  const reason = read.optionalText(columns.extensionReason)
  const toldOn = read.day(columns.extensionToldOn)
  const given = [columns.extendedUntil, columns.extensionReason, columns.extensionToldOn].filter(
    (column) => read.cell(column) !== '',
  )
  if (given.length === 0) return null
  if (read.cell(columns.extendedUntil) === '') {
    read.refuse(columns.extendedUntil, 'An extension has no day until which it lasts', 'Fill it in.')
  }
  if (reason === null) {
    const advice = 'Fill it in: the Code allows none without.'
    read.refuse(columns.extensionReason, 'An extension has no reason', advice)
  }
  if (read.cell(columns.extensionToldOn) === '') {
    const advice = 'Say when whoever complained was told of it: the Code allows none without.'
    read.refuse(columns.extensionToldOn, 'An extension has no day of its notice', advice)
  }
  return untilOn && reason && toldOn ? { untilOn, reason, toldOn } : null
}

function readProcess(
  read: CellReading,
  find: (text: string) => NamedCode | undefined,
  known: readonly NamedCode[],
): string | null {
  const text = read.cell('statutory_process')
  return /^(?:no|n|none|false|0)$/i.test(text) ? null : read.named('statutory_process', find, known)
}

function readRefusal(read: CellReading, on: IsoDate | null, ground: string | null): OwnComplaint['refusal'] {
  if (read.cell('refused_on') !== '' && read.cell('refusal_reason') === '') {
    const advice = 'Give one: whoever complained has to be told why.'
    read.refuse('refusal_reason', 'It was refused without a reason', advice)
  }
  if (read.cell('refused_on') === '' && read.cell('refusal_reason') !== '') {
    read.refuse(
      'refused_on',
      'There is a reason for refusing it, but no day',
      'Give the day, or empty the reason.',
    )
  }
  return on !== null && ground !== null ? { on, ground } : null
}

function readRemedies(
  read: CellReading,
  { ownComplaints: { remedies } }: Scheme,
  find: (text: string) => NamedCode | undefined,
): readonly string[] {
  const parts = read
    .cell('remedies')
    .split(/[;|\n]/)
    .map((part) => part.trim())
    .filter((part) => part !== '')
  const codes = new Set(parts.map((part) => read.named('remedies', find, remedies, part)))
  return remedies.flatMap(({ code }) => (codes.has(code) ? [code] : []))
}

/** Nothing happens before what it follows. */
function checkStages(read: CellReading, first: OwnStage, second: OwnStage | undefined): void {
  checkOrder(read, first, 1)
  if (!second) return
  checkOrder(read, second, 2)
  const { receivedOn } = stageColumns[2]
  if (read.cell(stageColumns[1].answeredOn) === '') {
    const advice = 'Give the day of the stage 1 answer, or empty the columns of stage 2.'
    read.refuse(receivedOn, 'Stage 2 was asked for, but stage 1 has no answer', advice)
  } else if (isBefore(second.receivedOn, first.answeredOn)) {
    read.refuse(receivedOn, 'Stage 2 was asked for before stage 1 was answered', 'Correct one of the dates.')
  }
}

function checkOrder(read: CellReading, stage: OwnStage, number: StageNumber): void {
  const columns = stageColumns[number]
  const correct = 'Correct one of the dates.'
  if (isBefore(stage.acknowledgedOn, stage.receivedOn)) {
    read.refuse(columns.acknowledgedOn, 'It was acknowledged before it was received', correct)
  }
  if (isBefore(stage.answeredOn, stage.receivedOn)) {
    read.refuse(columns.answeredOn, 'It was answered before it was received', correct)
  } else if (isBefore(stage.answeredOn, stage.acknowledgedOn)) {
    read.refuse(columns.answeredOn, 'It was answered before it was acknowledged', correct)
  }
  if (isBefore(stage.extension?.toldOn, stage.receivedOn)) {
    read.refuse(
      columns.extensionToldOn,
      'An extension was told of before the complaint was received',
      correct,
    )
  }
  if (isBefore(stage.extension?.untilOn, stage.extension?.toldOn)) {
    read.refuse(columns.extendedUntil, 'The extension had ended before anybody was told of it', correct)
  }
}

function checkRefusal(read: CellReading, { receivedOn }: OwnStage, refusedOn: IsoDate | null): void {
  if (read.cell('refused_on') === '') return
  if (isBefore(refusedOn, receivedOn)) {
    read.refuse('refused_on', 'It was refused before it was received', 'Correct one of the dates.')
  }
  if (read.cell('answered_on') !== '' || read.cell('outcome') !== '') {
    const advice = 'Keep one: a complaint that is refused gets no answer to what it says.'
    read.refuse('refused_on', 'It was both refused and answered', advice)
  } else if (hasSecond(read.cell)) {
    read.refuse('refused_on', 'It was refused and has a stage 2', 'Keep one of them.')
  }
}

/** The stage may be left out: it follows from the dates. Where it is given it has to fit them. */
function checkStageNumber(read: CellReading): void {
  const text = read.cell('stage')
  if (text === '') return
  const [, number] = /^(?:stage\s*)?([12])$/i.exec(text) ?? []
  if (number === undefined) {
    read.refuse('stage', 'This is neither stage 1 nor stage 2', 'Write 1 or 2, or leave it empty.')
  } else if ((number === '2') !== hasSecond(read.cell)) {
    const problem =
      number === '2'
        ? 'It says stage 2, but has no dates of stage 2'
        : 'It says stage 1, but has dates of stage 2'
    read.refuse('stage', problem, 'Correct one of them.')
  }
}

function isBefore(day: IsoDate | null | undefined, other: IsoDate | null | undefined): boolean {
  return Boolean(day && other && day < other)
}
