import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import type { MapLayer } from '../scheme/scheme-map.ts'
import { readAuthorities } from './authority-store.ts'
import { checkBoundaries } from './boundary-check.ts'
import { readBoundaryFile } from './boundary-file.ts'
import { listBoundaries, readCycleYears, saveBoundaries } from './boundary-store.ts'
import { simplifyBoundaries } from './boundary-topology.ts'

export type BoundaryImport =
  | {
      readonly ok: true
      readonly sets: readonly {
        readonly layer: string
        readonly year: number
        readonly areaCount: number
        readonly isReplaced: boolean
      }[]
      readonly skipped: readonly string[]
    }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Brings in the boundaries of a file, for every layer and year it has; or, if anything is wrong, nothing of it. */
export async function importBoundaries(
  database: Database,
  layers: readonly MapLayer[],
  file: { readonly name: string; readonly content: Uint8Array },
  year: number | undefined,
  actor: string,
): Promise<BoundaryImport> {
  const reading = readBoundaryFile(file.content)
  if (!reading.ok) return reading
  return database.transaction().execute(async (transaction) => {
    const authorities = await readAuthorities(transaction)
    if (!authorities.some(({ gssCode }) => gssCode !== null)) {
      return { ok: false, problems: ['nobody in the register has a code, so no shape can be matched'] }
    }
    const cycleYears = await readCycleYears(transaction)
    const check = checkBoundaries(reading.objects, { authorities, layers, year, cycleYears })
    if (!check.ok) return check
    const before = await listBoundaries(transaction)
    const sets = check.sets.map((set) => ({
      layer: set.layer,
      year: set.year,
      areaCount: set.areas.length,
      isReplaced: before.some((kept) => kept.layer === set.layer && kept.year === set.year),
      topology: simplifyBoundaries(set),
    }))
    for (const { topology, ...set } of sets) {
      await saveBoundaries(transaction, { ...set, fileName: file.name }, topology)
    }
    await appendAudit(
      transaction,
      sets.map((set) => ({
        actor,
        action: 'boundaries import',
        subject: `boundaries of ${set.layer} in ${set.year}`,
        before: before.find((kept) => kept.layer === set.layer && kept.year === set.year)?.fileName ?? null,
        after: file.name,
      })),
    )
    return { ok: true, sets: sets.map(({ topology, ...set }) => set), skipped: check.skipped }
  })
}
