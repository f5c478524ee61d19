import type { Context } from 'hono'
import { formatDate } from '../../letters/letter-words.ts'
import { dayOf, printMoment, printYear } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import {
  type PrintedChange,
  type PrintedSide,
  printCount,
  printedChanges,
  setTitle,
} from '../../statistics/figure-changes.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { correctionAnchor } from '../site/correction-anchor.ts'
import type { PublicSite } from '../site/public-site.tsx'
import type { Correction } from './correction.ts'
import { readCorrections, readWithdrawnDecisions, type WithdrawnDecision } from './corrections-store.ts'

/** Every change after publication, old and new side by side. */
export async function showCorrections(context: Context, publicSite: PublicSite): Promise<Response> {
  const { database, scheme, site } = publicSite
  const [corrections, withdrawn] = await Promise.all([
    readCorrections(database, scheme),
    readWithdrawnDecisions(database),
  ])
  return context.html(
    <Page
      site={site}
      title="Corrections"
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: 'Corrections' }]}
    >
      <h1 class="title">Corrections</h1>
      <p class="lead">
        Figures and letters are frozen when they are released. What changed afterwards is here, old and new
        side by side.
      </p>
      <p class="text">
        That nothing else changed can be checked by the{' '}
        <a class="link" href={addresses.seals()}>
          fingerprint of each year
        </a>
        .
      </p>
      {corrections.length === 0 ? (
        <p class="text">No published figure and no letter has been corrected.</p>
      ) : (
        corrections.map((correction) => <CorrectionSection scheme={scheme} correction={correction} />)
      )}
      {withdrawn.length > 0 && <Withdrawn scheme={scheme} withdrawn={withdrawn} />}
    </Page>,
  )
}

function CorrectionSection({ scheme, correction }: { scheme: Scheme; correction: Correction }) {
  const { year, revision, publishedAt, reason, counts } = correction
  const id = correctionAnchor(year, revision)
  const { seen, unseen } = printedChanges(scheme, correction)
  return (
    <section class="section correction" aria-labelledby={id}>
      <h2 class="heading" id={id}>
        {printYear(scheme, year)}, revision {revision}
      </h2>
      <p class="facts correction__moment">Published {printMoment(scheme, publishedAt)}</p>
      <p class="lead">{reason}</p>
      {seen.length > 0 && <Changes caption="Figures that changed" correction={correction} changes={seen} />}
      {unseen.length > 0 && (
        <Changes caption="Changed, but printed as before" correction={correction} changes={unseen} />
      )}
      {counts.length > 0 && <Counts scheme={scheme} counts={counts} />}
      <Letters scheme={scheme} correction={correction} />
    </section>
  )
}

function Changes(table: { caption: string; correction: Correction; changes: readonly PrintedChange[] }) {
  const { caption, correction, changes } = table
  return (
    <table class="table correction__table">
      <caption>{caption}</caption>
      <thead>
        <tr>
          <th scope="col">Whose</th>
          <th scope="col" class="from-tablet">
            Figure
          </th>
          <th scope="col" class="number">
            Before
          </th>
          <th scope="col" class="number">
            Now
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ who, slug, what, measure, before, after }) => (
          <tr>
            <th scope="row">
              {slug === undefined ? (
                who
              ) : (
                <a class="link" href={addresses.authority(slug, correction.year)}>
                  {who}
                </a>
              )}
              <small class="to-tablet">{what}</small>
            </th>
            <td class="from-tablet">
              {slug === undefined || measure === undefined ? (
                what
              ) : (
                <a class="link" href={addresses.figure(slug, correction.year, measure)}>
                  {what}
                </a>
              )}
            </td>
            <Side side={before} mark="old" />
            <Side side={after} mark="new" />
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Side({ side: { value, base }, mark }: { side: PrintedSide; mark: 'old' | 'new' }) {
  return (
    <td class={`number correction__${mark}`}>
      {value}
      {base !== '' && <small>{base}</small>}
    </td>
  )
}

function Counts({ scheme, counts }: { scheme: Scheme; counts: Correction['counts'] }) {
  return (
    <table class="table correction__table">
      <caption>Counts behind them</caption>
      <thead>
        <tr>
          <th scope="col">Whose</th>
          <th scope="col" class="from-tablet">
            Cases
          </th>
          <th scope="col" class="number">
            Before
          </th>
          <th scope="col" class="number">
            Now
          </th>
        </tr>
      </thead>
      <tbody>
        {counts.map(({ officialName, set, before, after }) => (
          <tr>
            <th scope="row">
              {officialName}
              <small class="to-tablet">{setTitle(scheme, set)}</small>
            </th>
            <td class="from-tablet">{setTitle(scheme, set)}</td>
            <td class="number correction__old">{printCount(before)}</td>
            <td class="number correction__new">{printCount(after)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Letters({ scheme, correction }: { scheme: Scheme; correction: Correction }) {
  const { year, letters } = correction
  if (letters.length === 0) return <p class="text text--grey">No letter had to be written again.</p>
  return (
    <>
      <h3 class="correction__letters">
        {letters.length === 1 ? 'One letter was' : `${letters.length} letters were`} written again
      </h3>
      <ul class="ruled narrow">
        {letters.map(({ slug, officialName, before }) => (
          <li>
            <a class="link" href={addresses.letterRevision(slug, year, correction.revision)}>
              Letter to {officialName}, {printYear(scheme, year)}
            </a>
            <small>
              {before === undefined ? (
                'There was none before'
              ) : (
                <a class="link" href={addresses.letterRevision(slug, year, before)}>
                  The letter before, revision {before}
                </a>
              )}
            </small>
          </li>
        ))}
      </ul>
    </>
  )
}

function Withdrawn({ scheme, withdrawn }: { scheme: Scheme; withdrawn: readonly WithdrawnDecision[] }) {
  return (
    <section class="section" aria-labelledby="withdrawn">
      <h2 class="heading" id="withdrawn">
        Decisions withdrawn
      </h2>
      <ul class="ruled narrow">
        {withdrawn.map(({ officialName, reference, category, subcategory, goneAt, reason }) => (
          <li>
            <a class="link" href={addresses.decision(category, subcategory, reference)}>
              {officialName}, {reference}
            </a>
            <small>
              Withdrawn {formatDate(dayOf(scheme, goneAt))}. {reason}
            </small>
          </li>
        ))}
      </ul>
    </section>
  )
}
