/** A file, or the rest of one, that cannot be read. */
export class UnreadableFile extends Error {
  readonly advice: string
  /** Where reading had to stop. */
  readonly row: number | undefined

  constructor(problem: string, advice: string, row?: number) {
    super(problem)
    this.name = 'UnreadableFile'
    this.advice = advice
    this.row = row
  }
}
