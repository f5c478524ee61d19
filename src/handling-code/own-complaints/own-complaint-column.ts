import type { ExpectedColumn } from '../../casework/import/column-recognition.ts'

type StageColumn =
  | 'received_on'
  | 'received_time'
  | 'acknowledged_on'
  | 'extended_until'
  | 'extension_reason'
  | 'extension_told_on'
  | 'answered_on'
  | 'outcome'

/** The columns of a file of own complaints; docs/data-dictionary.md says what stands in each. */
export type OwnComplaintColumn =
  | 'reference'
  | 'definition'
  | 'category'
  | 'service'
  | 'statutory_process'
  | 'refused_on'
  | 'refusal_reason'
  | 'remedies'
  | 'learning'
  | 'stage'
  | StageColumn
  | `stage_2_${StageColumn}`

/** The columns of a stage, under the names they have in the file. */
export const stageColumns = {
  1: {
    receivedOn: 'received_on',
    receivedTime: 'received_time',
    acknowledgedOn: 'acknowledged_on',
    extendedUntil: 'extended_until',
    extensionReason: 'extension_reason',
    extensionToldOn: 'extension_told_on',
    answeredOn: 'answered_on',
    outcome: 'outcome',
  },
  2: {
    receivedOn: 'stage_2_received_on',
    receivedTime: 'stage_2_received_time',
    acknowledgedOn: 'stage_2_acknowledged_on',
    extendedUntil: 'stage_2_extended_until',
    extensionReason: 'stage_2_extension_reason',
    extensionToldOn: 'stage_2_extension_told_on',
    answeredOn: 'stage_2_answered_on',
    outcome: 'stage_2_outcome',
  },
} as const satisfies Readonly<Record<1 | 2, Readonly<Record<string, OwnComplaintColumn>>>>

/** In the order of the template. */
export const ownComplaintColumns: readonly ExpectedColumn<OwnComplaintColumn>[] = [
  column('reference', true, [
    'Our reference',
    'Complaint reference',
    'Ref',
    'Case reference',
    'Complaint ID',
  ]),
  column('definition', true, ['Complaint', 'What it is about', 'Summary', 'Complaint definition']),
  column('category', true, ['Complaint category', 'Subject', 'Type']),
  column('service', false, ['Service area', 'Department', 'Directorate', 'Team']),
  column('statutory_process', false, ['Statutory', 'Statutory complaint']),
  column('stage', false, []),
  column('received_on', true, ['Received', 'Date received', 'Received date', 'Stage 1 received']),
  column('received_time', false, ['Time received', 'Time of receipt']),
  column('acknowledged_on', false, ['Acknowledged', 'Date acknowledged', 'Stage 1 acknowledged']),
  column('extended_until', false, ['Extended to', 'Stage 1 extended until', 'New date']),
  column('extension_reason', false, ['Reason for extension', 'Stage 1 extension reason']),
  column('extension_told_on', false, [
    ...['Extension notice', 'Extension notified', 'Told of extension on', 'Stage 1 extension told on'],
  ]),
  column('answered_on', false, ['Answered', 'Date answered', 'Response date', 'Stage 1 answered', 'Closed']),
  column('outcome', false, ['Stage 1 outcome', 'Decision']),
  column('refused_on', false, ['Refused', 'Date refused']),
  column('refusal_reason', false, ['Reason for refusal', 'Refusal ground', 'Reason refused']),
  column('remedies', false, ['Remedy', 'Put right by']),
  column('learning', false, ['Lesson', 'Lessons learned', 'Learning identified']),
  column('stage_2_received_on', false, ['Stage 2 received', 'Escalated', 'Escalated on', 'Date escalated']),
  column('stage_2_received_time', false, ['Stage 2 time received']),
  column('stage_2_acknowledged_on', false, ['Stage 2 acknowledged']),
  column('stage_2_extended_until', false, ['Stage 2 extended to']),
  column('stage_2_extension_reason', false, []),
  column('stage_2_extension_told_on', false, ['Stage 2 extension notice', 'Stage 2 extension notified']),
  column('stage_2_answered_on', false, ['Stage 2 answered', 'Stage 2 response date']),
  column('stage_2_outcome', false, []),
]

function column(
  key: OwnComplaintColumn,
  isRequired: boolean,
  alsoSpelt: readonly string[],
): ExpectedColumn<OwnComplaintColumn> {
  return { key, heading: key, alsoSpelt, isRequired }
}
