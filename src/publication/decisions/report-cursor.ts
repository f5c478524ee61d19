/** After which report a page of the list begins. */
export type ReportCursor = { readonly publishedText: string; readonly id: number }

export function writeReportCursor({ publishedText, id }: ReportCursor): string {
  return Buffer.from(`${id} ${publishedText}`).toString('base64url')
}

/** Reads a cursor; undefined where the text is none that we wrote. */
export function readReportCursor(text: string): ReportCursor | undefined {
  const read = /^(\d{1,9}) (\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}(?:\.\d{1,6})?\+00)$/.exec(
    Buffer.from(text, 'base64url').toString('latin1'),
  )
  const [, id = '', publishedText = ''] = read ?? []
  const isMoment = !Number.isNaN(Date.parse(publishedText.replace(' ', 'T').replace('+00', 'Z')))
  return read && isMoment ? { id: Number(id), publishedText } : undefined
}
