import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { CasePart } from '../../web/case-part.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import type { KnownCase } from '../case-record.ts'
import { publicationSentence } from './publication-sentence.ts'
import { earliestInWords, type Publication, publicationState } from './publication-standing.ts'

/** What the page of a case says of its publication. */
export function PublicationPart({
  scheme,
  known,
  publication,
  now,
  maySee,
}: {
  scheme: Scheme
  known: KnownCase
  publication: Publication
  now: Date
  /** Whether the pages of publication are for whoever looks. */
  maySee: boolean
}) {
  const state = publicationState(scheme, publication, now)
  if (state === 'not-decided' || publication.decidedOn === null) return null
  const { decisive, rest } = publicationSentence(scheme, publication, now)
  const isPublic = state === 'published' || state === 'withdrawn'
  const { authority, reference, record } = known
  return (
    <CasePart
      id="publication"
      head="Publication"
      note={
        state === 'not-of-a-published-kind' ? '' : `from ${earliestInWords(scheme, publication.decidedOn)}`
      }
    >
      <p>
        {decisive} {rest}{' '}
        {isPublic && (
          <a href={addresses.decision(record.category, record.subcategory, reference)}>
            {state === 'published' ? 'Read the statement' : 'What stands in its place'}
          </a>
        )}
      </p>
      {maySee && state !== 'not-of-a-published-kind' && (
        <p class="note">
          <a href={deskAddresses.publication(authority.slug, reference)}>
            {isPublic ? 'Its publication' : 'Statement, check and publication'}
          </a>
        </p>
      )}
    </CasePart>
  )
}
