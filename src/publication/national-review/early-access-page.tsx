import type { Context } from 'hono'
import { printMoment, printYear } from '../../scheme/printed-dates.ts'
import { parseReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { groupBy } from '../../statistics/grouping.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { number } from '../site/measure-words.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { sharedCycles } from '../site/shared-reads-store.ts'
import { type HadEarly, readEarlyAccess } from './early-access-store.ts'
import { noReview } from './review-page.tsx'

/** Who had a year's letters and figures before everybody had, by post and not by name. */
export async function showEarlyAccess(
  context: Context,
  publicSite: PublicSite,
  yearText: string,
): Promise<Response> {
  const { database, scheme, site } = publicSite
  const year = parseReportingYear(yearText)
  const cycle = (await sharedCycles(publicSite)).find((candidate) => candidate.year === year)
  if (!cycle) return noReview(context, publicSite)
  const had = await readEarlyAccess(database, cycle.year)
  const printed = printYear(scheme, cycle.year)
  const authorities = [...groupBy(had, ({ slug }) => slug).values()]
  return context.html(
    <Page
      site={site}
      title={`Early access ${printed}`}
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: 'Years in review', href: addresses.reviews() },
        { text: `Early access ${printed}` },
      ]}
      current="reviews"
    >
      <h1 class="title">Early access {printed}</h1>
      <p class="lead">{finding(scheme, had.length, authorities.length)}</p>
      <p class="text">
        Each {scheme.site.authorityWords.one} is sent its own letter before the figures of the year are
        public, and can read it on pages of its own. Nobody has another’s. People stand here by their post;
        what they did with a letter once they had it is not known here.
      </p>
      {authorities.length > 0 && <EarlyAccessTable scheme={scheme} authorities={authorities} />}
    </Page>,
  )
}

function finding(scheme: Scheme, posts: number, authorities: number): string {
  const { one, many } = scheme.site.authorityWords
  if (posts === 0) return 'No early access to letters or figures of this year is on record here.'
  const at = authorities === 1 ? `1 ${one}` : `${number(authorities)} ${many}`
  return `Before everybody could read them, letters or figures of ${at} were with those who hold these posts there.`
}

function EarlyAccessTable({
  scheme,
  authorities,
}: {
  scheme: Scheme
  authorities: readonly (readonly HadEarly[])[]
}) {
  const hasRevisions = authorities.flat().some(({ revision }) => revision > 1)
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{capital(scheme.site.authorityWords.one)}</th>
          <th scope="col">Post, how, and when first</th>
        </tr>
      </thead>
      <tbody>
        {authorities.map((had) => (
          <tr>
            <th scope="row">{had[0]?.officialName}</th>
            <td>
              {had.map((one) => (
                <div>
                  {one.post === '' ? 'A post without a title' : one.post}: {howWords[one.hadBy]},{' '}
                  {printMoment(scheme, one.firstAt)}
                  {hasRevisions && `, revision ${one.revision}`}
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const howWords: Readonly<Record<HadEarly['hadBy'], string>> = {
  sent: 'letter sent by mail',
  opened: 'opened here under embargo',
  checked: 'cases and figures seen here as a draft',
}
