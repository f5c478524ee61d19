import { appendAudit } from '../audit/audit-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { type AuthorityChange, authorityChanges } from './authority-change.ts'
import { readAuthorities, saveAuthorities, saveBankHolidays, savePopulations } from './authority-store.ts'
import { describeRowProblem } from './csv-table.ts'
import { readInstallation, recordInstallation } from './installation-store.ts'
import { checkAuthorities, type Register } from './register.ts'
import { readAuthorityUpdate } from './register-files.ts'

/** Brings the facts of the register into the database. Doing it again changes nothing. */
export async function loadRegister(transaction: Transaction, register: Register): Promise<void> {
  const real = register.authorities.map((authority) => ({ ...authority, isInvented: false }))
  await saveAuthorities(transaction, real)
  await savePopulations(transaction, register.populations)
  await saveBankHolidays(transaction, register.bankHolidays)
}

/**
 * Makes an empty database a real installation: the real register, and no figures. False, and nothing done,
 * where the database holds something already.
 */
export async function beginInstallation(
  database: Database,
  register: Register,
  actor: string,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    const authorities = await readAuthorities(transaction)
    if (authorities.length > 0 || (await readInstallation(transaction)) !== undefined) return false
    await recordInstallation(transaction, false)
    await loadRegister(transaction, register)
    const after = {
      isDemonstration: false,
      authorityCount: register.authorities.length,
      populationCount: register.populations.length,
    }
    await appendAudit(transaction, [{ actor, action: 'init', subject: 'installation', before: null, after }])
    return true
  })
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
    if (!reading.ok) {
      const problems = reading.problems.map((problem) => describeRowProblem(file.name, problem))
      return { ok: false, problems }
    }
    const changes = authorityChanges(known, reading.values)
    const changed = new Map(changes.map(({ after }) => [after.slug, after]))
    const kept = known.filter(({ slug }) => !changed.has(slug))
    const problems = checkAuthorities([...kept, ...changed.values()], scheme)
    if (problems.length > 0) return { ok: false, problems }
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
