import { sql } from 'kysely'
import { type AuthorityId, authorityId } from '../../authorities/authority.ts'
import { readOfficeHoldersOn } from '../../authorities/office-holder-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import type { Letter } from '../../letters/letter.ts'
import { recipientState } from '../../mail/mail.ts'
import type { IsoDate, ReportingYear } from '../../scheme/reporting-year.ts'
import type { LetterCopy } from './letter-copy.ts'
import type { PossibleRecipient } from './recipients.ts'

/** A letter that was sealed with a revision, without its bytes. */
export type SealedLetter = {
  readonly authorityId: AuthorityId
  readonly letter: Letter
  readonly hasPdf: boolean
}

/** The letters sealed with a revision, in the order of their authorities' names. */
export async function readSealedLetters(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
): Promise<readonly SealedLetter[]> {
  const rows = await database
    .selectFrom('letter')
    .innerJoin('authority', 'authority.authorityId', 'letter.authorityId')
    .select(['letter.authorityId', 'content', sql<boolean>`pdf is not null`.as('hasPdf')])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .orderBy('officialName')
    .execute()
  return rows.map(({ authorityId: id, content, hasPdf }) => ({
    authorityId: authorityId(id),
    // What stands in the column was written from a letter.
    letter: content as unknown as Letter,
    hasPdf,
  }))
}

/** The finished letter as it was sealed. One without a PDF throws. */
export async function readSealedPdf(
  database: Database | Transaction,
  id: AuthorityId,
  year: ReportingYear,
  revision: number,
): Promise<Buffer> {
  const { pdf } = await database
    .selectFrom('letter')
    .select('pdf')
    .where('authorityId', '=', id)
    .where('year', '=', year)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
  if (pdf === null)
    throw new Error(`the letter to authority ${id} of ${year}, revision ${revision}, has no PDF`)
  return pdf
}

/** What a revision corrects, and the day its letters bear where it is another than the cycle's. */
export async function readRevisionFacts(
  database: Database | Transaction,
  year: ReportingYear,
  revision: number,
): Promise<{ readonly reason: string | null; readonly reissuedOn: IsoDate | null }> {
  return database
    .selectFrom('revision')
    .select(['reason', 'reissuedOn'])
    .where('year', '=', year)
    .where('revision', '=', revision)
    .executeTakeFirstOrThrow()
}

/** Those in office on a day, and which of them asked to be sent letters. */
export async function readPossibleRecipients(
  database: Database | Transaction,
  date: IsoDate,
): Promise<readonly PossibleRecipient[]> {
  const registered = await database
    .selectFrom('officeHolder')
    .innerJoin('authority', 'authority.authorityId', 'officeHolder.authorityId')
    .select(['slug', 'role', 'fromOn', 'email'])
    .where('registeredAt', 'is not', null)
    .execute()
  const keys = new Set(
    registered.map(({ slug, role, fromOn, email }) => [slug, role, fromOn, email].join('\n')),
  )
  return (await readOfficeHoldersOn(database, date)).map((holder) => ({
    ...holder,
    isRegistered: keys.has([holder.authority, holder.role, holder.fromOn, holder.email].join('\n')),
  }))
}

/** Lets a sealed revision become public at a moment. */
export async function setPublishedAt(
  transaction: Transaction,
  year: ReportingYear,
  revision: number,
  publishedAt: Date,
): Promise<void> {
  await transaction
    .updateTable('revision')
    .set({ publishedAt })
    .where('year', '=', year)
    .where('revision', '=', revision)
    .execute()
}

/** Notes which letter a mail carries. */
export async function saveLetterMail(
  transaction: Transaction,
  letterMail: {
    readonly authorityId: AuthorityId
    readonly year: ReportingYear
    readonly revision: number
    readonly mailId: number
  },
): Promise<void> {
  await transaction.insertInto('letterMail').values(letterMail).execute()
}

/** Every copy of a year's letters, without rehearsals: by authority, and within it in the order of the mail. */
export async function readLetterCopies(
  database: Database | Transaction,
  year: ReportingYear,
): Promise<readonly LetterCopy[]> {
  const rows = await letterCopies(database)
    .where('letterMail.year', '=', year)
    .where('isRehearsal', '=', false)
    .orderBy('officialName')
    .orderBy('mail.mailId')
    .orderBy('place')
    .execute()
  return rows.map((row) => ({ ...row, state: recipientState(row.state) }))
}

/** One copy of a letter of a year; undefined where there is none such. */
export async function findLetterCopy(
  database: Database | Transaction,
  year: ReportingYear,
  { mailId, place }: { readonly mailId: number; readonly place: number },
): Promise<LetterCopy | undefined> {
  const row = await letterCopies(database)
    .where('letterMail.year', '=', year)
    .where('isRehearsal', '=', false)
    .where('mail.mailId', '=', mailId)
    .where('place', '=', place)
    .executeTakeFirst()
  return row && { ...row, state: recipientState(row.state) }
}

function letterCopies(database: Database | Transaction) {
  return database
    .selectFrom('letterMail')
    .innerJoin('mail', 'mail.mailId', 'letterMail.mailId')
    .innerJoin('mailRecipient', 'mailRecipient.mailId', 'mail.mailId')
    .innerJoin('authority', 'authority.authorityId', 'letterMail.authorityId')
    .select([
      'mail.mailId',
      'place',
      'revision',
      'slug',
      'officialName as authority',
      'post',
      'address',
      'isCopy',
      'state',
      'attemptCount',
      'nextTryAt',
      'answer',
      'answeredAt',
      'secondCopyCount',
      'decidedBy',
      'decidedAt',
      'queuedAt',
    ])
}

/** A mail that carries a letter, as it was queued, and what its letter is. */
export async function readQueuedLetterMail(database: Database | Transaction, mailId: number) {
  return database
    .selectFrom('mail')
    .innerJoin('letterMail', 'letterMail.mailId', 'mail.mailId')
    .select(['authorityId', 'year', 'revision', 'subject', 'body', 'attachmentName', 'attachment'])
    .where('mail.mailId', '=', mailId)
    .executeTakeFirstOrThrow()
}

/** A copy of other mail than letters, such as an invitation, that did not or may not have arrived. */
export type OtherCopy = Pick<
  LetterCopy,
  'mailId' | 'place' | 'address' | 'state' | 'answer' | 'answeredAt'
> & {
  readonly subject: string
}

const mostOtherCopies = 50

/** What of other mail than letters did not or may not have arrived, the latest first; fifty of it at most. */
export async function readUnsettledOthers(database: Database): Promise<readonly OtherCopy[]> {
  const rows = await database
    .selectFrom('mailRecipient')
    .innerJoin('mail', 'mail.mailId', 'mailRecipient.mailId')
    .leftJoin('letterMail', 'letterMail.mailId', 'mail.mailId')
    .select(['mail.mailId', 'place', 'subject', 'address', 'state', 'answer', 'answeredAt'])
    .where('letterMail.mailId', 'is', null)
    .where('state', 'in', ['refused', 'given-up', 'uncertain'])
    .orderBy('answeredAt', 'desc')
    .limit(mostOtherCopies)
    .execute()
  return rows.map((row) => ({ ...row, state: recipientState(row.state) }))
}

/** Changes an address for whoever has it at these bodies and is still in office. Returns their roles. */
export async function changeAddress(
  transaction: Transaction,
  slugs: readonly string[],
  before: string,
  after: string,
): Promise<readonly { readonly slug: string; readonly role: string }[]> {
  const { rows } = await sql<{ slug: string; role: string }>`
    update office_holder set email = ${after}
    from authority
    where authority.authority_id = office_holder.authority_id
      and authority.slug = any (${slugs}::text[])
      and lower(office_holder.email) = lower(${before})
      and (to_on is null or to_on >= published.current_moment()::date)
    returning slug, role
  `.execute(transaction)
  return rows
}
