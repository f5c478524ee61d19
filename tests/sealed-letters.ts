import { sql } from 'kysely'
import { addOfficeHolders } from '../src/authorities/office-holder-store.ts'
import type { Database } from '../src/database/connection.ts'
import { changeSealed } from './sealed-rows.ts'

/** Stands for the bytes of every letter. */
export const pdfOfTests = Buffer.from('%PDF-1.7 a sealed letter')

/**
 * Takes 2024-25 of tests/invented-publication.ts back to the stage at which it is sealed and not sent, with three
 * letters: to Larchwick, to Sedgely, and to Old Holm, whose work Larchwick took over. Everybody they may be copied to
 * is on record; of two monitoring officers one is registered.
 */
export async function sealLetters(database: Database): Promise<void> {
  await database
    .transaction()
    .execute((transaction) =>
      addOfficeHolders(transaction, [
        holder('larchwick', 'link-officer', 'Complaints Manager', 'complaints@larchwick.example'),
        holder('larchwick', 'monitoring-officer', 'Monitoring Officer', 'monitoring@larchwick.example'),
        holder('sedgely', 'chief-executive', 'Interim Chief Executive', 'chief@sedgely.example'),
        holder('sedgely', 'leader', 'Leader of the Council', 'members@sedgely.example'),
        holder('sedgely', 'scrutiny-chair', 'Chair of Scrutiny', 'Members@sedgely.example'),
        holder('sedgely', 'monitoring-officer', 'Monitoring Officer', 'monitoring@sedgely.example'),
      ]),
    )
  await changeSealed(database, async (transaction) => {
    await sql`update office_holder set registered_at = now() where email = 'monitoring@larchwick.example'`.execute(
      transaction,
    )
    await sql`update revision set published_at = null where year = 2024`.execute(transaction)
    await sql`delete from review_step where year = 2024 and stage = 'sent'`.execute(transaction)
    // Larchwick's letter of the year before stands for all three.
    await sql`
      insert into letter (authority_id, year, revision, content, pdf, pdf_hash)
      select authority.authority_id, 2024, 1,
        content || jsonb_build_object('slug', authority.slug, 'authority', authority.official_name, 'year', 2024),
        ${pdfOfTests}::bytea, sha256(${pdfOfTests}::bytea)
      from letter
      cross join authority
      where year = 2023 and authority.slug in ('larchwick', 'sedgely', 'old-holm')
    `.execute(transaction)
  })
}

function holder(
  authority: string,
  role: 'chief-executive' | 'leader' | 'scrutiny-chair' | 'link-officer' | 'monitoring-officer',
  post: string,
  email: string,
) {
  return { authority, role, post, person: null, email, fromOn: '2020-01-01', toOn: null }
}
