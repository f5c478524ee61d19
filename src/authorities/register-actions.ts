import { appendAudit } from '../audit/audit-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { type AuthorityChange, authorityChanges } from './authority-change.ts'
import { readAuthorities, saveAuthorities, saveBankHolidays, savePopulations } from './authority-store.ts'
import { describeRowProblem } from './csv-table.ts'
import { readInstallation, recordInstallation } from './installation-store.ts'
import { authorityProblems, type Register } from './register.ts'
import { readAuthorityUpdate } from './register-files.ts'

/** Brings the facts of the register into the database. Doing it again changes nothing. */
export async function loadRegister(transaction: Transaction, register: Register): Promise<void> {
  const real = register.authorities.map((authority) => ({ ...authority, isInvented: false }))
  await saveAuthorities(transaction, real)
  await savePopulations(transaction, register.populations)
  await saveBankHolidays(transaction, register.bankHolidays)
}

/**
 * Makes an empty database a real installation: the real register, whatever else is loaded with it, and no figures.
 * False, and nothing done, where the database holds something already.
 */
export async function beginInstallation(
  database: Database,
  register: Register,
  actor: string,
  loadBesides: (transaction: Transaction) => Promise<void> = async () => {},
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    if (await holdsInstallation(transaction)) return false
    await recordInstallation(transaction, false)
    await loadRegister(transaction, register)
    await loadBesides(transaction)
    const after = {
      isDemonstration: false,
      authorityCount: register.authorities.length,
      populationCount: register.populations.length,
    }
    await appendAudit(transaction, [{ actor, action: 'init', subject: 'installation', before: null, after }])
    return true
  })
}

/** Whether a database holds an installation, or anything of one. */
export async function holdsInstallation(database: Database | Transaction): Promise<boolean> {
  if ((await readInstallation(database)) !== undefined) return true
  return (await readAuthorities(database)).length > 0
}

export type RegisterUpdate =
  | { readonly ok: true; readonly changes: readonly AuthorityChange[] }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Changes the register as a file says, wholly or, where anything is wrong with it, not at all. */
export async function updateRegister(
  database: Database,
  scheme: Scheme,
  file: { readonly name: string; readonly content: Uint8Array },
  actor: string,
): Promise<RegisterUpdate> {
  return database.transaction().execute(async (transaction) => {
    const known = await readAuthorities(transaction)
    const reading = readAuthorityUpdate(file.content, known)
    const changes = authorityChanges(known, reading.values)
    const changed = new Map(changes.map(({ after }) => [after.slug, after]))
    const kept = known.filter(({ slug }) => !changed.has(slug))
    const all = [...kept, ...changed.values()]
    const missing = new Set(reading.lines.keys())
    for (const { slug } of all) missing.delete(slug)
    const problems = [
      ...reading.problems,
      ...authorityProblems(all, scheme)
        // A new body whose own row has a problem is missed by those that name it; that is no fault of theirs.
        .filter(({ problem }) => ![...missing].some((slug) => problem.includes(`"${slug}"`)))
        .map(({ slug, problem }) => {
          const line = reading.lines.get(slug)
          return line === undefined ? problem : { line, column: null, value: null, problem }
        }),
    ]
    if (problems.length > 0) {
      const words = problems.map((problem) =>
        typeof problem === 'string' ? problem : describeRowProblem(file.name, problem),
      )
      return { ok: false, problems: words }
    }
    const invented = new Set(known.filter(({ isInvented }) => isInvented).map(({ slug }) => slug))
    await saveAuthorities(
      transaction,
      changes.map(({ after }) => ({ ...after, isInvented: invented.has(after.slug) })),
    )
    await appendAudit(
      transaction,
      changes.map(({ before, after, facts }) => ({
        actor,
        action: 'authorities update',
        subject: `authority ${after.slug}`,
        before: before === null ? null : factsOf(before, facts),
        after: factsOf(after, facts),
      })),
    )
    return { ok: true, changes }
  })
}

function factsOf(authority: AuthorityChange['after'], facts: AuthorityChange['facts']) {
  return Object.fromEntries(facts.map((fact) => [fact, authority[fact]]))
}
