import type { Staff } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import type { LetterUnderReview } from './letter-under-review.ts'

type PicturesSettings = {
  readonly desk: ReviewDesk
  readonly staff: Staff
  readonly year: ReportingYear
  readonly under: LetterUnderReview
  readonly pageCount: number
}

/** The pages of the finished letter, the statistics first, with the ways to have it as a file. */
export function LetterPagePictures({ desk, staff, year, under, pageCount }: PicturesSettings) {
  const { authority } = under.facts
  if (under.letter === null || pageCount === 0) {
    return (
      <section class="letter-review__pages" aria-label="The letter">
        <p>There is no letter to show: something it is made of is missing. What that is stands beside.</p>
      </section>
    )
  }
  const picture = (page: number) => {
    const file = `${under.contentHash.toString('hex')}-${page}.svg`
    const address = deskAddresses.reviewLetterPage(year, authority.slug, file)
    // A picture is a part of the look that this page has recorded, so it is shown to nobody without it.
    return `${address}?look=${tokenOf(desk, staff, address)}`
  }
  const before = Array.from({ length: pageCount - 1 }, (_, index) => index + 1)
  const file = (name: string) => deskAddresses.reviewLetterFile(year, authority.slug, name)
  return (
    <section class="letter-review__pages" aria-label="The letter">
      <ul>
        <li>
          <strong>Page {pageCount}, statistics</strong>
        </li>
        <li>
          <a href={file('letter.pdf')}>PDF</a>
        </li>
        <li>
          <a href={file('letter.html')}>Web page</a>
        </li>
        <li>
          <a href={file('letter.txt')}>Plain text</a>
        </li>
      </ul>
      <figure class="letter-page-picture">
        <img
          src={picture(pageCount)}
          alt={`The statistics page of the letter to ${authority.officialName}; “Web page” and “Plain text” have its words.`}
          width="595"
          height="842"
        />
      </figure>
      <div class="letter-page-pictures">
        {before.map((page) => (
          <figure class="letter-page-picture">
            <figcaption>Page {page}</figcaption>
            <a href={picture(page)}>
              <img
                src={picture(page)}
                alt={`Page ${page} of the letter, enlarged where it leads.`}
                width="595"
                height="842"
              />
            </a>
          </figure>
        ))}
      </div>
    </section>
  )
}
