import { readFile } from 'node:fs/promises'
import { appendAudit } from '../../audit/audit-store.ts'
import { describeRowProblem } from '../../authorities/csv-table.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type CodeDifference, codeDifference } from './code-difference.ts'
import { readCodeFile } from './code-file.ts'
import { countUses, lockCode, readCodeVersions, saveCodeVersion } from './code-store.ts'
import type { CodeVersion } from './code-version.ts'

/** Brings the Code that the product ships into an empty database. */
export async function loadCode(transaction: Transaction, scheme: Scheme): Promise<void> {
  for (const version of await readShippedCode(scheme)) await saveCodeVersion(transaction, version)
}

/** It is ours, so a fault in it is a fault of the program. */
async function readShippedCode(scheme: Scheme): Promise<readonly CodeVersion[]> {
  const name = 'reference/handling-code.csv'
  const reading = readCodeFile(scheme, await readFile(new URL(`../../../${name}`, import.meta.url)), [])
  if (reading.ok) return reading.values
  throw new Error(reading.problems.map((problem) => describeRowProblem(name, problem)).join('\n'))
}

export type VersionChange = CodeDifference & {
  readonly version: string
  readonly isNew: boolean
  /** When the version is in force from, where the file says so otherwise than before. */
  readonly movedFrom: string | null
}

export type CodeSetting =
  | { readonly ok: true; readonly changes: readonly VersionChange[]; readonly unchangedCount: number }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Sets the versions of the Code that a file has, wholly or, where anything is wrong with it, not at all. */
export async function setCode(
  database: Database,
  scheme: Scheme,
  file: { readonly name: string; readonly content: Uint8Array },
  actor: string,
): Promise<CodeSetting> {
  return database.transaction().execute(async (transaction): Promise<CodeSetting> => {
    await lockCode(transaction)
    const known = await readCodeVersions(transaction)
    const reading = readCodeFile(scheme, file.content, known)
    if (!reading.ok) {
      return {
        ok: false,
        problems: reading.problems.map((problem) => describeRowProblem(file.name, problem)),
      }
    }
    const changes = reading.values.map((version) => changeOf(known, version)).filter(isChange)
    const problems: string[] = []
    for (const { version, removed } of changes) {
      const uses = await countUses(transaction, version)
      for (const { provision } of removed) {
        const count = uses.get(provision)
        if (count !== undefined) problems.push(stillUsed(file.name, version, provision, count))
      }
    }
    if (problems.length > 0) return { ok: false, problems }
    for (const version of reading.values) {
      if (changes.some((change) => change.version === version.version)) {
        await saveCodeVersion(transaction, version)
      }
    }
    await appendAudit(
      transaction,
      changes.map(({ version, added, removed, changed, isNew, movedFrom }) => ({
        actor,
        action: 'handling-code set',
        subject: `Handling Code ${version}`,
        before: isNew ? null : { movedFrom, removed, changed: changed.map(({ before }) => before) },
        after: { added, changed: changed.map(({ after }) => after) },
      })),
    )
    return { ok: true, changes, unchangedCount: reading.values.length - changes.length }
  })
}

function changeOf(known: readonly CodeVersion[], version: CodeVersion): VersionChange {
  const before = known.find((one) => one.version === version.version)
  return {
    version: version.version,
    isNew: before === undefined,
    movedFrom: before !== undefined && before.inForceOn !== version.inForceOn ? before.inForceOn : null,
    ...codeDifference(before?.provisions ?? [], version.provisions),
  }
}

function isChange({ isNew, movedFrom, added, removed, changed }: VersionChange): boolean {
  return isNew || movedFrom !== null || added.length + removed.length + changed.length > 0
}

function stillUsed(file: string, version: string, provision: string, count: number): string {
  const where = count === 1 ? 'one answer or case names it' : `${count} answers or cases name it`
  return `${file}, version ${version}: the provision '${provision}' is not there any more, but ${where}; keep it, or give the version without it another month.`
}
