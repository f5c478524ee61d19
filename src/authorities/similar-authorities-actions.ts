import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { authorityNames } from './authority-name-search.ts'
import { readAuthorities } from './authority-store.ts'
import { readSimilarFile, type SimilarFile } from './similar-authorities-file.ts'
import {
  countSimilar,
  deleteSimilarList,
  readSimilarLists,
  replaceSimilarList,
} from './similar-authorities-store.ts'

export type SimilarImport =
  | {
      readonly ok: true
      readonly authorityCount: number
      /** Of how many authorities the list of this name knew the neighbours before; null where there was none. */
      readonly replacedCount: number | null
      readonly leftOut: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Puts a list of similar authorities in the place of the one of its name, wholly or not at all. */
export async function importSimilarAuthorities(
  database: Database,
  file: SimilarFile & { readonly note: string | null },
  actor: string,
): Promise<SimilarImport> {
  return database.transaction().execute(async (transaction) => {
    const reading = readSimilarFile(file, authorityNames(await readAuthorities(transaction)))
    if (!reading.ok) return reading
    const { list, note } = file
    const isThere = (await readSimilarLists(transaction)).some((before) => before.list === list)
    const replacedCount = isThere ? await countSimilar(transaction, list) : null
    await replaceSimilarList(transaction, { list, note }, reading.similar)
    const authorityCount = reading.similar.size
    await appendAudit(transaction, [
      {
        actor,
        action: 'similar import',
        subject: `similar authorities by ${list}`,
        before: replacedCount === null ? null : { authorityCount: replacedCount },
        after: { authorityCount, note, file: file.name, leftOutCount: reading.leftOut.length },
      },
    ])
    return { ok: true, authorityCount, replacedCount, leftOut: reading.leftOut }
  })
}

/** Takes a list of similar authorities away; false where there is none of this name. */
export async function removeSimilarAuthorities(
  database: Database,
  list: string,
  actor: string,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const authorityCount = await countSimilar(transaction, list)
    if (!(await deleteSimilarList(transaction, list))) return false
    await appendAudit(transaction, [
      {
        actor,
        action: 'similar remove',
        subject: `similar authorities by ${list}`,
        before: { authorityCount },
        after: null,
      },
    ])
    return true
  })
}
