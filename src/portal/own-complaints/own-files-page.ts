import type { Context } from 'hono'
import type { Officer } from '../../accounts/person.ts'
import {
  clockOf,
  lastStage,
  nameOf,
  type OwnComplaint,
} from '../../handling-code/own-complaints/own-complaint.ts'
import {
  type OwnComplaintColumn,
  ownComplaintColumns,
  stageColumns,
} from '../../handling-code/own-complaints/own-complaint-column.ts'
import { readAllOwnComplaints } from '../../handling-code/own-complaints/own-complaint-store.ts'
import { savedName } from '../../publication/downloads/data-file.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import type { Scheme } from '../../scheme/scheme.ts'
import { type Cell, csvAnswer } from '../../web/csv-answer.ts'
import { readAsOfficer } from '../officer-page.tsx'
import { type OwnClock, readOwnClock } from './own-clock.tsx'

const columns = ownComplaintColumns.map(({ heading }) => heading)

/** An empty file with every column, to be filled by another system. */
export function sendOwnTemplate(context: Context): Response {
  return csvAnswer(context, 'own-complaints-template.csv', columns, [])
}

/** All of an authority's own complaints: every column of the template, and what the Code's clocks say of the last stage. */
export async function sendOwnListFile(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  const complaints = await readAsOfficer(desk, officer, (transaction) =>
    readAllOwnComplaints(transaction, officer.authority.id),
  )
  const clock = await readOwnClock(desk)
  const { isDemonstration } = desk.site
  const name = savedName(`${officer.authority.slug}-own-complaints.csv`, isDemonstration)
  const heading = [...columns, 'acknowledge_by', 'answer_by', 'standing', 'demonstration']
  return csvAnswer(
    context,
    name,
    heading,
    complaints.map((complaint) => [
      ...cellsOf(desk.scheme, complaint),
      ...clockCells(clock, complaint),
      isDemonstration,
    ]),
  )
}

function cellsOf(scheme: Scheme, complaint: OwnComplaint): readonly Cell[] {
  const { ownComplaints } = scheme
  const { statutoryProcess, refusal, remedies } = complaint
  const cells = new Map<OwnComplaintColumn, Cell>([
    ['reference', complaint.reference],
    ['definition', complaint.definition],
    ['category', complaint.category],
    ['service', complaint.service],
    ['statutory_process', statutoryProcess && nameOf(ownComplaints.statutoryProcesses, statutoryProcess)],
    ['stage', lastStage(complaint).number],
    ['refused_on', refusal?.on ?? null],
    ['refusal_reason', refusal && nameOf(ownComplaints.refusalGrounds, refusal.ground)],
    ['remedies', remedies.map((code) => nameOf(ownComplaints.remedies, code)).join('; ')],
    ['learning', complaint.learning],
  ])
  for (const [index, stage] of complaint.stages.entries()) {
    const names = stageColumns[index === 0 ? 1 : 2]
    cells
      .set(names.receivedOn, stage.receivedOn)
      .set(names.receivedTime, stage.receivedTime)
      .set(names.acknowledgedOn, stage.acknowledgedOn)
      .set(names.extendedUntil, stage.extension?.untilOn ?? null)
      .set(names.extensionReason, stage.extension?.reason ?? null)
      .set(names.extensionToldOn, stage.extension?.toldOn ?? null)
      .set(names.answeredOn, stage.answeredOn)
      .set(names.outcome, stage.outcome && nameOf(ownComplaints.outcomes, stage.outcome))
  }
  return ownComplaintColumns.map(({ key }) => cells.get(key) ?? null)
}

function clockCells({ scheme, calendar, today }: OwnClock, complaint: OwnComplaint): readonly Cell[] {
  const reading = clockOf(scheme, calendar, complaint, lastStage(complaint).number, today)
  if (!reading?.ok) return [null, null, reading ? 'not-counted' : 'no-clock']
  const { acknowledgeBy, dueOn, standing } = reading.clock
  switch (standing.kind) {
    case 'withdrawn':
      return [acknowledgeBy, dueOn, 'withdrawn']
    case 'answered':
      return [acknowledgeBy, dueOn, `answered-${standing.when}`]
    case 'waiting':
      return [acknowledgeBy, dueOn, standing.urgency]
  }
}
