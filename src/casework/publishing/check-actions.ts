import { readAuthorities } from '../../authorities/authority-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { checkAnonymity, type KnownOfCase } from '../anonymity/anonymity-check.ts'
import type { AnonymityMark } from '../anonymity/anonymity-mark.ts'
import { publicNames } from '../anonymity/found-place.ts'
import { type KnownCase, printCaseValue } from '../case-record.ts'
import { countAlike, readComplainantRecord } from './publishing-store.ts'
import { placesOf } from './statement-places.ts'
import type { StatementText } from './statement-text.ts'

/** Within how many months before and after other cases of a kind hide one among them. */
const monthsAround = 6

/** Has the anonymity check read a statement. Nothing is kept. */
export async function checkStatement(
  database: Database | Transaction,
  scheme: Scheme,
  known: KnownCase,
  statement: StatementText,
): Promise<readonly AnonymityMark[]> {
  return checkAnonymity(placesOf(statement), await readKnownOfCase(database, scheme, known))
}

async function readKnownOfCase(
  database: Database | Transaction,
  scheme: Scheme,
  known: KnownCase,
): Promise<KnownOfCase> {
  const { record, reference } = known
  if (record.decidedOn === null) throw new Error(`case ${reference} is not decided`)
  const subject = [printCaseValue(scheme, 'category', record.category), record.subcategory]
    .filter((part) => part !== null)
    .join(': ')
  return {
    reference,
    decidedOn: record.decidedOn,
    publicNames: await readPublicNames(database),
    complainant: await readComplainantRecord(database, known),
    alike: {
      subject,
      otherCount: await countAlike(database, scheme, known, monthsAround),
      months: monthsAround,
    },
  }
}

/** The names of authorities, which may be read everywhere. */
export async function readPublicNames(database: Database | Transaction): Promise<KnownOfCase['publicNames']> {
  const authorities = await readAuthorities(database)
  return publicNames(
    authorities.flatMap(({ officialName, shortName, otherNames, formerNames }) => [
      officialName,
      shortName,
      ...otherNames,
      ...formerNames,
    ]),
  )
}
