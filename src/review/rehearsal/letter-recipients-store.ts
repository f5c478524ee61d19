import { readAuthorities } from '../../authorities/authority-store.ts'
import { successorsOn } from '../../authorities/authority-succession.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Letter } from '../../letters/letter.ts'
import type { IsoDate } from '../../scheme/reporting-year.ts'
import { type RecipientsOfLetter, recipientsOf } from '../sending/recipients.ts'
import { readPossibleRecipients } from '../sending/sending-store.ts'

/** Who a letter would be sent to if it left on a day, by the addresses on record now. */
export async function readRecipients(
  database: Database | Transaction,
  letter: Letter,
  date: IsoDate,
): Promise<RecipientsOfLetter> {
  const register = new Map((await readAuthorities(database)).map((authority) => [authority.slug, authority]))
  return recipientsOf(
    letter,
    successorsOn(register, letter.slug, date),
    await readPossibleRecipients(database, date),
    date,
  )
}
