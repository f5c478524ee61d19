import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { authorityNames } from './authority-name-search.ts'
import { readAuthorities } from './authority-store.ts'
import { describeRowProblem } from './csv-table.ts'
import { type OfficeHolder, officeHolderKey } from './office-holder.ts'
import { readOfficeHolders as readOfficeHolderFile } from './office-holder-file.ts'
import {
  addOfficeHolders,
  changeOfficeHolders,
  lockOfficeHolders,
  readOfficeHolders,
} from './office-holder-store.ts'

export type OfficeHolderImport =
  | {
      readonly ok: true
      readonly addedCount: number
      readonly changedCount: number
      readonly unchangedCount: number
    }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Adds and changes office holders as a file says, wholly or, where anything is wrong with it, not at all. */
export async function importOfficeHolders(
  database: Database,
  file: { readonly name: string; readonly content: Uint8Array },
  actor: string,
): Promise<OfficeHolderImport> {
  return database.transaction().execute(async (transaction) => {
    const names = authorityNames(await readAuthorities(transaction))
    await lockOfficeHolders(transaction)
    const onRecord = await readOfficeHolders(transaction)
    const reading = readOfficeHolderFile(file.content, names, onRecord)
    if (!reading.ok) {
      const problems = reading.problems.map((problem) => describeRowProblem(file.name, problem))
      return { ok: false, problems }
    }
    const known = new Map(onRecord.map((holder) => [officeHolderKey(holder), holder]))
    const added = reading.values.filter((holder) => !known.has(officeHolderKey(holder)))
    const changed = reading.values.filter((holder) => {
      const before = known.get(officeHolderKey(holder))
      return before !== undefined && JSON.stringify(facts(before)) !== JSON.stringify(facts(holder))
    })
    await addOfficeHolders(transaction, added)
    await changeOfficeHolders(transaction, changed)
    await appendAudit(
      transaction,
      [...added, ...changed].map((holder) => {
        const before = known.get(officeHolderKey(holder))
        return {
          actor,
          action: 'office-holders import',
          subject: `${holder.role} of ${holder.authority}`,
          before: before === undefined ? null : facts(before),
          after: facts(holder),
        }
      }),
    )
    return {
      ok: true,
      addedCount: added.length,
      changedCount: changed.length,
      unchangedCount: reading.values.length - added.length - changed.length,
    }
  })
}

/** What may change about a record, in one order. */
function facts({ post, person, email, fromOn, toOn }: OfficeHolder) {
  const name = person?.name ?? null
  return { post, name, salutation: person?.salutation ?? null, email, fromOn, toOn }
}
