/** One thing that is wrong in a file, where it stands, and what to do about it. */
export type ImportProblem = {
  readonly file: string
  /** Named where the workbook has more than one sheet. */
  readonly sheet?: string
  /** As a spreadsheet program numbers it: the headings usually stand in row 1. Absent for the whole file. */
  readonly row?: number
  /** In a file that has no rows but lines. */
  readonly line?: number
  /** The heading as the file writes it. */
  readonly column?: string
  readonly value?: string
  readonly problem: string
  readonly advice: string
}

/** Something worth saying about a file that stops nothing. */
export type ImportNotice = { readonly file: string; readonly sheet?: string; readonly notice: string }

/** One line for people: "cases.csv, row 7, Received, '31/02/2023': There is no such day…". */
export function describeProblem(problem: ImportProblem): string {
  const place = [
    problem.file,
    problem.sheet === undefined ? undefined : `sheet ${problem.sheet}`,
    problem.row === undefined ? undefined : `row ${problem.row}`,
    problem.line === undefined ? undefined : `line ${problem.line}`,
    problem.column,
    problem.value === undefined ? undefined : `'${problem.value}'`,
  ]
  return `${place.filter((part) => part !== undefined).join(', ')}: ${problem.problem}. ${problem.advice}`
}

/** A value as it is shown back to people: on one line and never long. */
export function shownValue(value: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what must not reach a terminal
  const oneLine = value.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g, ' ').trim()
  return oneLine.length > 80 ? `${oneLine.slice(0, 79)}…` : oneLine
}
