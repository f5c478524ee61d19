import type { ReviewDesk } from '../review/review-desk.tsx'
import { dayOf, printDate, printYear } from '../scheme/printed-dates.ts'
import { addresses } from '../web/addresses.ts'
import { type ShownRevision, visibilityOf } from './shown-revision.ts'

/** The way to the committee pack, which everybody can read, and so has nothing that is not public yet. */
export function CommitteeSection({
  desk: { scheme },
  slug,
  revisions,
  now,
}: {
  desk: ReviewDesk
  slug: string
  /** Those that the authority has figures in, the newest year first. */
  revisions: readonly ShownRevision[]
  now: Date
}) {
  const published = revisions.find((revision) => visibilityOf(revision, now) === 'public')
  // Of several years the one that becomes public first.
  const coming = revisions.findLast(
    (revision) => visibilityOf(revision, now) !== 'public' && revision.year > (published?.year ?? 0),
  )
  if (!published && !coming) return null
  const until = coming && printDate(dayOf(scheme, coming.publishedAt ?? coming.plannedAt))
  return (
    <section class="portal-committee" aria-labelledby="committee">
      <h2 id="committee">For your committee</h2>
      <p>
        {published ? (
          <>
            Several years on a few pages, with what was learned.{' '}
            <a href={addresses.committeePack(slug, published.year)}>Make the committee pack</a> of{' '}
            {printYear(scheme, published.year)}, as a page, PDF or Word document.
          </>
        ) : (
          'Several years on a few pages, with what was learned: there will be a committee pack once figures are public.'
        )}{' '}
        {coming && until && `It leaves out the figures of ${printYear(scheme, coming.year)} until ${until}.`}
      </p>
    </section>
  )
}
