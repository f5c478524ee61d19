import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { testDatabase } from '../../tests/test-database.ts'
import { backUp } from '../database/backup.ts'
import { restore } from '../database/restore.ts'
import { claimMail, queueMail } from './outbox-store.ts'
import { readSendingState } from './sending-store.ts'

test('mail that waited in a backup does not leave from a restored database until a person resumes sending', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'upheld-restored-mail-'))
  const source = await testDatabase()
  const target = await testDatabase()
  const never = new AbortController().signal
  try {
    await source.database.transaction().execute((transaction) =>
      queueMail(transaction, [
        {
          key: 'letter/1',
          subject: 'A letter',
          text: 'It is attached.',
          attachment: null,
          recipients: [{ address: 'chief@larchwick.example', post: 'Chief Executive', isCopy: false }],
          holdsSecret: false,
          isRehearsal: false,
        },
      ]),
    )
    const file = join(folder, 'waiting.upheld')
    await backUp(source.url, file, never)
    await restore(target.url, file, never)
    const claiming = await claimMail(target.database, {
      ...{ sender: null, claimSeconds: 60, spacingMilliseconds: () => 0 },
    })
    expect(claiming).toEqual({ state: 'suspended' })
    expect((await readSendingState(target.database)).failure).toContain('restored from a backup')
  } finally {
    await source.close()
    await target.close()
    rmSync(folder, { recursive: true })
  }
})
