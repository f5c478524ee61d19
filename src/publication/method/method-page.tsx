import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { printYear } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { capital } from '../../scheme/sentence-words.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { readCounts } from '../authority/counted-case-store.ts'
import { countsBehind } from '../authority/figure-sum.ts'
import { Markdown } from '../site/markdown.tsx'
import type { PublicSite } from '../site/public-site.tsx'
import type { PublishedCycle } from '../site/published-cycle-store.ts'
import { sharedAuthorities, sharedCycles, sharedFigures } from '../site/shared-reads-store.ts'
import { ExamplePanel } from './example-panel.tsx'
import { type MethodSection, type MethodText, readMethodology } from './methodology.ts'
import { chooseExample, type PrintedAverage, printedAverages, type YearOfAll } from './worked-example.ts'

/** How every figure is made: the scheme's own words, with examples and averages out of the newest year. */
export async function showMethod(context: Context, publicSite: PublicSite): Promise<Response> {
  const { scheme, site } = publicSite
  const { opening, sections } = methodologyOf(scheme)
  const [authorities, cycles] = await Promise.all([sharedAuthorities(publicSite), sharedCycles(publicSite)])
  const [latest] = cycles
  const figures = latest ? await sharedFigures(publicSite, latest.year) : new Map()
  const everybody = authorities.flatMap((authority) => {
    const ofAuthority = figures.get(authority.id)
    return ofAuthority ? [{ authority, figures: ofAuthority }] : []
  })
  const added = await Promise.all(
    sections.map(({ id }) => <Added publicSite={publicSite} id={id} cycles={cycles} everybody={everybody} />),
  )
  return context.html(
    <Page
      site={site}
      title="How the figures are made"
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: 'Method' }]}
      current="method"
    >
      <h1 class="title">How the figures are made</h1>
      <div class="method">
        <nav class="contents method__contents" aria-label="Contents">
          <ul>
            {sections.map(({ id, title }) => (
              <li>
                <a class="link" href={`#${id}`}>
                  {title}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="method__text">
          <Markdown text={opening} />
          {sections.map((section, index) => (
            <MethodPart scheme={scheme} section={section} added={added[index]} />
          ))}
        </div>
      </div>
    </Page>,
  )
}

const read = new Map<string, MethodText>()

/** A scheme's document, read once. */
function methodologyOf({ methodology: { document } }: Scheme): MethodText {
  const known = read.get(document)
  if (known) return known
  const text = readMethodology(readFileSync(new URL(`../../../${document}`, import.meta.url), 'utf8'))
  read.set(document, text)
  return text
}

function MethodPart({ scheme, section, added }: { scheme: Scheme; section: MethodSection; added: Child }) {
  const { id, title, text } = section
  const measure = measureOfSection(scheme, id)
  return (
    <section class={measure ? 'method__measure' : undefined} aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Markdown text={text} />
      {added}
    </section>
  )
}

/** The one measure a section defines; a section about several is no definition of one. */
function measureOfSection({ measures }: Scheme, id: string): Measure | undefined {
  const defined = measures.filter(({ methodSection }) => methodSection === id)
  return defined.length === 1 ? defined[0] : undefined
}

/** What the year's own numbers add to a section of the document. */
async function Added({
  publicSite,
  id,
  cycles,
  everybody,
}: {
  publicSite: PublicSite
  id: string
  cycles: readonly PublishedCycle[]
  everybody: YearOfAll
}) {
  const { database, scheme } = publicSite
  const { populations, averages } = scheme.methodology.sections
  const [latest] = cycles
  if (!latest) return null
  if (id === populations) return <Populations scheme={scheme} cycles={cycles} />
  if (id === averages) return <Averages scheme={scheme} year={latest.year} everybody={everybody} />
  const measure = measureOfSection(scheme, id)
  const example = measure && chooseExample(measure, everybody)
  if (!measure || !example) return null
  const { authority, figures } = example
  const counts = countsBehind(
    example.figure.origin,
    await readCounts(database, authority.id, figures.year, figures.revision),
  )
  return <ExamplePanel publicSite={publicSite} measure={measure} example={example} counts={counts} />
}

function Populations({ scheme, cycles }: { scheme: Scheme; cycles: readonly PublishedCycle[] }) {
  return (
    <table>
      <caption>Which estimate each year uses</caption>
      <thead>
        <tr>
          <th scope="col">Year</th>
          <th scope="col">{capital(scheme.population.counted)}</th>
          <th scope="col">Release</th>
        </tr>
      </thead>
      <tbody>
        {cycles.map(({ year, population }) => (
          <tr>
            <th scope="row">{printYear(scheme, year)}</th>
            {population === null ? (
              <td colspan={2}>No rates in this year</td>
            ) : (
              <>
                <td>
                  {scheme.population.source}, mid-{population.year}
                </td>
                <td>{population.release}</td>
              </>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Averages({
  scheme,
  year,
  everybody,
}: {
  scheme: Scheme
  year: ReportingYear
  everybody: YearOfAll
}) {
  const tables = scheme.measures
    .map((measure) => ({ measure, averages: printedAverages(scheme, measure, everybody) }))
    .filter(({ averages }) => averages.length > 0)
  const [first] = tables
  // Where most have nothing to divide by, the two differ most.
  const shown = first?.averages.toSorted((one, other) => other.withoutRate - one.withoutRate)[0]
  if (!first || !shown) return null
  return (
    <>
      <h3>The two side by side, {printYear(scheme, year)}</h3>
      <AverageBeside name={first.measure.name} average={shown} />
      {tables.map(({ measure, averages }) => (
        <AveragesTable measure={measure} averages={averages} />
      ))}
    </>
  )
}

function AverageBeside({ name, average }: { name: string; average: PrintedAverage }) {
  return (
    <div class="beside">
      <div>
        <p class="beside__number">{average.pooled}</p>
        <p>
          <strong>All added up</strong>, what we print
        </p>
        <p class="small">
          {name}: {average.base}, {average.members}
        </p>
      </div>
      <div>
        <p class="beside__number">{average.mean}</p>
        <p>
          <strong>Mean of the rates</strong>, for comparison
        </p>
        <p class="small">{average.meanMembers}</p>
      </div>
    </div>
  )
}

function AveragesTable({ measure, averages }: { measure: Measure; averages: readonly PrintedAverage[] }) {
  return (
    <table>
      <caption>{measure.name}</caption>
      <thead>
        <tr>
          <th scope="col">Group</th>
          <th scope="col" class="number">
            All added up
          </th>
          <th scope="col" class="number">
            Mean of the rates
          </th>
        </tr>
      </thead>
      <tbody>
        {averages.map(({ group, pooled, base, mean, meanMembers }) => (
          <tr>
            <th scope="row">{capital(group)}</th>
            <td class="number">
              {pooled} <small>{base}</small>
            </td>
            <td class="number">
              {mean} <small>{meanMembers}</small>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
