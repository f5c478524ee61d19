import { appendAudit } from '../audit/audit-store.ts'
import type { Database } from '../database/connection.ts'
import { authorityNames } from './authority-name-search.ts'
import { readAuthorities, readPopulations, readSealedEstimates, savePopulations } from './authority-store.ts'
import { describeRowProblem } from './csv-table.ts'
import { readPopulationFile } from './population-file.ts'

export type PopulationImport =
  | {
      readonly ok: true
      readonly addedCount: number
      readonly changedCount: number
      readonly unchangedCount: number
    }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Adds and changes population estimates as a file says, wholly or, if anything is wrong, not at all. */
export async function importPopulations(
  database: Database,
  file: { readonly name: string; readonly content: Uint8Array },
  actor: string,
): Promise<PopulationImport> {
  return database.transaction().execute(async (transaction) => {
    const authorities = await readAuthorities(transaction)
    const reading = readPopulationFile(file.content, authorityNames(authorities))
    if (!reading.ok) {
      const problems = reading.problems.map((problem) => describeRowProblem(file.name, problem))
      return { ok: false, problems }
    }
    const slugs = new Map(authorities.map(({ id, slug }) => [id, slug]))
    const known = new Map<string, number>()
    for (const { year, release } of distinctReleases(reading.values)) {
      for (const [id, residents] of await readPopulations(transaction, year, release)) {
        known.set(`${slugs.get(id)} ${year} ${release}`, residents)
      }
    }
    const compared = reading.values.map((estimate) => ({
      estimate,
      before: known.get(`${estimate.authority} ${estimate.year} ${estimate.release}`),
    }))
    const wanted = compared.filter(({ estimate, before }) => before !== estimate.residents)
    const sealed = (await readSealedEstimates(transaction)).filter(({ year, release }) =>
      wanted.some(({ estimate }) => estimate.year === year && estimate.release === release),
    )
    if (sealed.length > 0) return { ok: false, problems: sealed.map((one) => sealedProblem(file.name, one)) }
    await savePopulations(
      transaction,
      wanted.map(({ estimate }) => estimate),
    )
    await appendAudit(
      transaction,
      wanted.map(({ estimate: { authority, year, release, residents }, before }) => ({
        actor,
        action: 'populations import',
        subject: `population of ${authority} in ${year}, release ${release}`,
        before: before ?? null,
        after: residents,
      })),
    )
    const addedCount = wanted.filter(({ before }) => before === undefined).length
    return {
      ok: true,
      addedCount,
      changedCount: wanted.length - addedCount,
      unchangedCount: compared.length - wanted.length,
    }
  })
}

function sealedProblem(file: string, { year, release }: { readonly year: number; readonly release: string }) {
  return (
    `${file}: the estimate for mid-${year} of release ${release} is used by a year that is sealed, and stays as it ` +
    'is; bring in another estimate under another release and name it in the cycle'
  )
}

function distinctReleases(estimates: readonly { readonly year: number; readonly release: string }[]) {
  return new Map(estimates.map(({ year, release }) => [`${year} ${release}`, { year, release }])).values()
}
