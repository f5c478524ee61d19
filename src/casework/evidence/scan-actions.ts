import { appendAudit } from '../../audit/audit-store.ts'
import type { Database } from '../../database/connection.ts'
import { readContent, readWaitingFiles, saveScan } from './evidence-store.ts'
import type { VirusScanner } from './virus-scanner.ts'

/** Asks the scanner again about every file that it could not answer for, one after the other. */
export async function scanWaitingFiles(database: Database, scan: VirusScanner): Promise<void> {
  for (const file of await readWaitingFiles(database)) {
    const content = await readContent(database, file)
    if (content === undefined) continue
    const state = await scan(content)
    if (state !== 'clean' && state !== 'harmful') continue
    await database.transaction().execute(async (transaction) => {
      await saveScan(transaction, file, state)
      await appendAudit(transaction, [
        {
          actor: 'upheld',
          action: 'scan file',
          subject: `file ${file.sha256.toString('hex')}`,
          before: { scan: 'waiting' },
          after: { scan: state },
        },
      ])
    })
  }
}
