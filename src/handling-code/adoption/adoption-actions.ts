import type { Officer } from '../../accounts/person.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import { authorityNames } from '../../authorities/authority-name-search.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { describeRowProblem } from '../../authorities/csv-table.ts'
import { readDate } from '../../authorities/written-date.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { lockCode, readCodeVersions } from '../provisions/code-store.ts'
import { type Adoption, type AdoptionDays, adoptionDayRefusal, readAdoptionFile } from './adoption.ts'
import { readAdoptions, saveAdoption } from './adoption-store.ts'

const nothing: Adoption = { adoptedOn: null, wasPilot: false }

export type AdoptionSetting =
  | { readonly ok: true; readonly changedCount: number; readonly unchangedCount: number }
  | { readonly ok: false; readonly problems: readonly string[] }

/** Puts on record who adopted and who piloted the Code, wholly or, where anything is wrong with the file, not at all. */
export async function setAdoptions(
  database: Database,
  scheme: Scheme,
  file: { readonly name: string; readonly content: Uint8Array },
  actor: string,
): Promise<AdoptionSetting> {
  return database.transaction().execute(async (transaction): Promise<AdoptionSetting> => {
    await lockCode(transaction)
    const authorities = await readAuthorities(transaction)
    const days = await adoptionDays(transaction, scheme)
    const reading = readAdoptionFile(file.content, authorityNames(authorities), days)
    if (!reading.ok) {
      return {
        ok: false,
        problems: reading.problems.map((problem) => describeRowProblem(file.name, problem)),
      }
    }
    const known = await readAdoptions(transaction)
    const ids = new Map(authorities.map(({ slug, id }) => [slug, id]))
    const changes = reading.values.flatMap(({ authority, ...after }) => {
      const id = ids.get(authority)
      const before = (id !== undefined && known.get(id)) || nothing
      return id === undefined || isSame(before, after) ? [] : [{ id, authority, before, after }]
    })
    for (const { id, after } of changes) await saveAdoption(transaction, id, after)
    await appendAudit(
      transaction,
      changes.map(({ authority, before, after }) => ({
        actor,
        action: 'handling-code adoption',
        subject: `authority ${authority}`,
        before,
        after,
      })),
    )
    return { ok: true, changedCount: changes.length, unchangedCount: reading.values.length - changes.length }
  })
}

export type AdoptionStatement =
  | { readonly ok: true }
  | { readonly ok: false; readonly isStale?: boolean; readonly field?: 'adopted'; readonly reason: string }

/**
 * An officer says since when their authority has adopted the Code; an empty text says that it has not. `seen` is what
 * was on record when the form was made.
 */
export async function stateAdoption(
  database: Database,
  scheme: Scheme,
  officer: Officer,
  { typed, seen }: { readonly typed: string; readonly seen: string },
): Promise<AdoptionStatement> {
  return database.transaction().execute(async (transaction): Promise<AdoptionStatement> => {
    await lockCode(transaction)
    const reading = typed === '' ? undefined : readDate(typed)
    if (reading?.ok === false) {
      return { ok: false, field: 'adopted', reason: `${reading.problem}. ${reading.advice}` }
    }
    const adoptedOn = reading?.date ?? null
    const refusal = adoptedOn && adoptionDayRefusal(adoptedOn, await adoptionDays(transaction, scheme))
    if (refusal) return { ok: false, field: 'adopted', reason: refusal }
    const before = (await readAdoptions(transaction)).get(officer.authority.id) ?? nothing
    if ((before.adoptedOn ?? '') !== seen) {
      const now = before.adoptedOn === null ? 'that it has not adopted it' : printDate(before.adoptedOn)
      const reason = `Somebody else changed this since you opened the page: it now says ${now}. Nothing of yours was saved; what you typed is still here.`
      return { ok: false, isStale: true, field: 'adopted', reason }
    }
    const after = { ...before, adoptedOn }
    if (isSame(before, after)) return { ok: true }
    await saveAdoption(transaction, officer.authority.id, after)
    await appendAudit(transaction, [
      {
        actor: officer.email,
        action: 'state adoption',
        subject: `authority ${officer.authority.slug}`,
        before,
        after,
      },
    ])
    return { ok: true }
  })
}

async function adoptionDays(transaction: Transaction, scheme: Scheme): Promise<AdoptionDays> {
  const [first] = await readCodeVersions(transaction)
  return { first: first?.inForceOn, today: dayOf(scheme, await currentMoment(transaction)) }
}

function isSame(one: Adoption, other: Adoption): boolean {
  return one.adoptedOn === other.adoptedOn && one.wasPilot === other.wasPilot
}
