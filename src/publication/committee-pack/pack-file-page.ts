import { fileURLToPath } from 'node:url'
import type { Context } from 'hono'
import type { PrintedLetter, TypesetDocument } from '../../letters/letter-pdf.ts'
import type { CommitteePack } from './committee-pack.ts'
import { committeePackWord } from './committee-pack-word.ts'

const template = fileURLToPath(new URL('./committee-pack.typ', import.meta.url))

/** A pack, or a report of the same make, as the file its name asks for: .pdf to print, .docx to edit. */
export async function sendPackFile(
  context: Context,
  typeset: (document: TypesetDocument) => Promise<PrintedLetter>,
  pack: CommitteePack,
  name: string,
): Promise<Response> {
  if (name.endsWith('.docx')) {
    return context.body(await committeePackWord(pack), 200, {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
      'Content-Disposition': `attachment; filename="${name}"`,
    })
  }
  const printed = await typeset({ template, content: JSON.stringify(pack) })
  if (!printed.ok) throw new Error(printed.problems.map(({ reason }) => reason).join(' '))
  return context.body(new Uint8Array(printed.pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${name}"`,
  })
}
