import { appendAudit } from '../audit/audit-store.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import type { IsoDate } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { DecisionStatement } from './decision-statement.ts'
import { readPublication, withdraw, writeStatements } from './decision-statement-store.ts'
import { authorityLookup } from './import/authority-lookup.ts'
import { waitForOtherImports } from './import/casework-import-store.ts'
import {
  readPublishedCases,
  readStatedCases,
  writeSettlements,
} from './import/decision-statement-import-store.ts'
import {
  compareWithCase,
  readStatementLine,
  type StatedCase,
  type StatementLine,
  statementOf,
} from './import/decision-statement-line.ts'
import {
  importLines,
  type LineImport,
  type LineImportResult,
  type LineKind,
} from './import/line-import-actions.ts'

/**
 * Brings in files of decisions to publish: all of them or, where anything is wrong, nothing. A decision that was
 * withdrawn stays so unless its line says otherwise.
 */
export async function importStatements(database: Database, request: LineImport): Promise<LineImportResult> {
  return importLines(database, request, (transaction) => statementLines(transaction, request.scheme))
}

async function statementLines(transaction: Transaction, scheme: Scheme): Promise<LineKind<StatementLine>> {
  const authorities = authorityLookup(await readAuthorities(transaction))
  return {
    action: 'import statements',
    keyName: 'reference',
    keyOf: ({ reference }) => reference,
    subjectOf: (reference) => `statement ${reference}`,
    read: (value) => readStatementLine(value, scheme, authorities),
    check: async (lines) => {
      const cases = await casesOf(transaction, lines)
      return lines.map((line) => compareWithCase(line, cases.get(line), scheme))
    },
    onRecord: (references) => readPublishedCases(transaction, references),
    write: async (lines) => {
      const cases = await casesOf(transaction, lines)
      await writeSettlements(
        transaction,
        scheme,
        lines.flatMap(({ reference, recommendations }) =>
          recommendations.map((one) => ({ ...one, reference })),
        ),
      )
      const statements: DecisionStatement[] = lines.map((line) => {
        const { decidedOn, statement } = cases.get(line) ?? { decidedOn: null, statement: null }
        if (decidedOn === null) throw new Error(`${line.reference} was checked and is not decided`)
        return statementOf(line, decidedOn, statement, scheme)
      })
      await writeStatements(transaction, scheme, statements)
    },
  }
}

/** The case of each line: the one of its authority, else whichever has its reference. */
async function casesOf(
  transaction: Transaction,
  lines: readonly StatementLine[],
): Promise<ReadonlyMap<StatementLine, StatedCase>> {
  const found = await readStatedCases(
    transaction,
    lines.map(({ reference }) => reference),
  )
  const byReference = new Map(found.map((one) => [one.reference, one]))
  const byBoth = new Map(found.map((one) => [`${one.authority} ${one.reference}`, one]))
  return new Map(
    lines.flatMap((line) => {
      const one = byBoth.get(`${line.authority} ${line.reference}`) ?? byReference.get(line.reference)
      return one === undefined ? [] : [[line, one] as const]
    }),
  )
}

export type Withdrawal = {
  /** Slug. */
  readonly authority: string
  readonly reference: string
  readonly reason: string
  readonly actor: string
}

export type WithdrawalResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly problem: 'not-published' }
  | { readonly ok: false; readonly problem: 'withdrawn'; readonly on: IsoDate; readonly reason: string }

/** Takes a published decision down. That it was there, and why it is gone, stays for everybody to see. */
export async function withdrawStatement(database: Database, request: Withdrawal): Promise<WithdrawalResult> {
  const { authority, reference, reason, actor } = request
  return database.transaction().execute(async (transaction): Promise<WithdrawalResult> => {
    await waitForOtherImports(transaction)
    const publication = await readPublication(transaction, authority, reference)
    if (publication === undefined) return { ok: false, problem: 'not-published' }
    if (publication.withdrawal !== null) return { ok: false, problem: 'withdrawn', ...publication.withdrawal }
    await withdraw(transaction, authority, reference, reason)
    await appendAudit(transaction, [
      {
        actor,
        action: 'decisions withdraw',
        subject: `statement ${reference}`,
        before: null,
        after: { authority, reason },
      },
    ])
    return { ok: true }
  })
}
