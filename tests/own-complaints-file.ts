/** A file of an authority's own complaints, each row as its cells in the order of these columns. */
const columns = [
  ...['reference', 'definition', 'category', 'statutory_process', 'received_on', 'acknowledged_on'],
  ...['extended_until', 'extension_reason', 'extension_told_on', 'answered_on', 'outcome', 'refused_on'],
  ...['refusal_reason', 'remedies', 'learning', 'stage_2_received_on', 'stage_2_acknowledged_on'],
  ...['stage_2_answered_on', 'stage_2_outcome'],
] as const

export type OwnComplaintCells = Readonly<Record<string, string>>

/** The file as another system writes it. */
export function ownComplaintsFile(rows: readonly OwnComplaintCells[]): Buffer {
  const line = (cells: readonly string[]) => cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')
  const lines = rows.map((row) => line(columns.map((column) => row[column] ?? '')))
  return Buffer.from([line(columns), ...lines].join('\r\n'))
}

/** A complaint that was answered within a day of a week in June of a year, and what differs from that. */
export function answeredComplaint(year: number, change: OwnComplaintCells): OwnComplaintCells {
  return {
    definition: 'A bin was not emptied.',
    category: 'Waste',
    received_on: `${year}-06-03`,
    acknowledged_on: `${year}-06-04`,
    answered_on: `${year}-06-14`,
    outcome: 'Upheld',
    remedies: 'Apology',
    ...change,
  }
}
