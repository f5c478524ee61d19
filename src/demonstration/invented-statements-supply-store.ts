import { sql } from 'kysely'
import { arrayParameter } from '../casework/array-parameter-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { type SuppliedStatement, suppliedAuthorityCount, suppliedKind } from './invented-statements-supply.ts'

/**
 * Keeps statements to measure with, and the cases they are about, in a database that has nothing else. Some
 * thousands at a time are quickest.
 */
export async function insertSuppliedStatements(
  database: Database | Transaction,
  statements: readonly SuppliedStatement[],
): Promise<void> {
  const column = (value: (statement: SuppliedStatement) => string | number | null, type: string) =>
    arrayParameter(statements.map(value), type)
  await sql`
    with written as materialized (
      select *
      from unnest(
        ${column(({ authority }) => `body-${authority}`, 'text')},
        ${column(({ reference }) => reference, 'text')},
        ${column(({ category }) => category, 'text')},
        ${column(({ subcategory }) => subcategory, 'text')},
        ${column(({ receivedOn }) => receivedOn, 'date')},
        ${column(({ decidedOn }) => decidedOn, 'date')},
        ${column(({ outcome }) => outcome, 'text')},
        ${column(({ year }) => year, 'smallint')},
        ${column(({ remedyKinds }) => remedyKinds.join(' '), 'text')},
        ${column(({ summary }) => summary, 'text')},
        ${column(({ sections }) => JSON.stringify(sections), 'text')},
        ${column(({ publishedOn }) => publishedOn, 'date')}
      ) as row (
        slug, reference, category, subcategory, received_on, decided_on, outcome, year, remedy_kinds, summary,
        sections, published_on
      )
    ),
    decided as (
      insert into complaint (authority_id, reference, category, subcategory, received_on, decided_on, outcome)
      select authority_id, reference, category, subcategory, received_on, decided_on, outcome
      from written
      join authority using (slug)
      returning authority_id, complaint_id, reference
    )
    insert into decision_statement (
      authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year, remedy_kinds,
      summary, sections, published_at
    )
    select authority_id, complaint_id, reference, category, subcategory, outcome, decided_on, year,
      array_remove(string_to_array(remedy_kinds, ' '), ''), summary, sections::jsonb,
      published_on::timestamp at time zone 'Europe/London'
    from decided
    join written using (reference)
  `.execute(database)
}

/** The bodies that supplied statements are about: "body-0" to "body-399". */
export async function insertSuppliedAuthorities(database: Database | Transaction): Promise<void> {
  for (let authority = 0; authority < suppliedAuthorityCount; authority++) {
    const name = `Demonstration Body ${authority}`
    await sql`
      insert into authority (slug, official_name, short_name, kind, is_invented)
      values (${`body-${authority}`}, ${name}, ${name}, ${suppliedKind(authority)}, true)
    `.execute(database)
  }
}
