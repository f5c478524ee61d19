import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { printMoment, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { Button, Select } from '../../web/form-controls.tsx'
import { Page } from '../../web/layout.tsx'
import { readExampleAuthority } from '../site/example-authority-store.ts'
import { number } from '../site/measure-words.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import { codesOf, type DataSettings, formInWords } from './data-column.ts'
import { type DataFileName, dataFileName, dataFormats, savedName } from './data-file.ts'
import { rowsInSheet, settingsOf } from './data-file-api.tsx'
import { type DataSet, latestReleases, type PinnedRelease, readReleases } from './data-set-store.ts'
import { dataSets, dictionary, published } from './data-sets-store.ts'
import { yearsWithData } from './data-years-store.ts'
import { recordFields } from './record-fields.ts'

/** Every file there is, what its columns mean, and on what terms it may be used. */
export async function showData(context: Context, publicSite: PublicSite): Promise<Response> {
  const { database } = publicSite
  const releases = await readReleases(database)
  const offered = await Promise.all(
    published.map(async (set) => ({ set, years: await yearsWithData(publicSite, set, releases) })),
  )
  const years = [...new Set(offered.flatMap((files) => files.years))].sort((one, other) => other - one)
  const asked = context.req.query('year') ?? ''
  const year = years.find((known) => formatReportingYear(known) === asked)
  if (asked !== '' && year === undefined) return noSuchYear(context, publicSite, years)
  return context.html(
    <DataPage
      publicSite={publicSite}
      settings={settingsOf(context, publicSite)}
      offered={offered.filter((files) => year === undefined || files.years.includes(year))}
      years={years}
      year={year}
      releases={releases}
      example={await readExample(context, publicSite, releases)}
    />,
  )
}

type Offered = { readonly set: DataSet; readonly years: readonly ReportingYear[] }

type DataPageSettings = {
  readonly publicSite: PublicSite
  readonly settings: DataSettings
  readonly offered: readonly Offered[]
  readonly years: readonly ReportingYear[]
  readonly year: ReportingYear | undefined
  readonly releases: readonly PinnedRelease[]
  readonly example: Readonly<Record<string, unknown>> | undefined
}

function DataPage(shown: DataPageSettings) {
  const { publicSite, releases } = shown
  const { scheme, site } = publicSite
  return (
    <Page
      site={site}
      title="Data"
      current="data"
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: 'Data' }]}
      edition={releases.length === 0 ? undefined : `Version ${releases.length} of the data.`}
    >
      <h1 class="title">Data</h1>
      <p class="lead">
        Everything this site shows, as files to keep and work with. No account, no limit, and the same numbers
        as on every page.
      </p>
      <div class="pair">
        <Files {...shown} />
        <AboutFiles {...shown} />
      </div>
      {shown.example && <Example scheme={scheme} record={shown.example} />}
      <Dictionary {...shown} />
      <Versions {...shown} />
    </Page>
  )
}

function Files({ publicSite: { scheme, site }, offered, years, year }: DataPageSettings) {
  return (
    <div>
      <form class="data-years" method="get" action={addresses.data()}>
        <Select
          id="year"
          name="year"
          label="Which years"
          items={[
            { value: '', text: 'All years together' },
            ...years.map((known) => ({
              value: formatReportingYear(known),
              text: printYear(scheme, known),
              selected: known === year,
            })),
          ]}
        />
        <Button text="Show" isSecondary={true} />
      </form>
      <table class="table data-files">
        <caption class="govuk-visually-hidden">
          Files of {year === undefined ? 'all years together' : printYear(scheme, year)}
        </caption>
        <thead>
          <tr>
            <th scope="col">File</th>
            <th scope="col">Download</th>
          </tr>
        </thead>
        <tbody>
          {offered.map(({ set }) => (
            <tr>
              <th scope="row">
                <strong>{set.title}</strong>
                <small>{set.about}</small>
              </th>
              <td>
                <FormatLinks
                  file={{ set: set.name, year, state: undefined }}
                  title={set.title}
                  isDemonstration={site.isDemonstration}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function FormatLinks({
  file,
  title,
  isDemonstration,
}: {
  file: Omit<DataFileName, 'format'>
  title: string
  isDemonstration: boolean
}) {
  return (
    <ul class="data-formats">
      {dataFormats.map((format) => {
        const name = dataFileName({ ...file, format })
        return (
          <li>
            <a class="link" href={addresses.dataFile(name)} download={savedName(name, isDemonstration)}>
              <span class="govuk-visually-hidden">{title} as </span>
              {format.toUpperCase()}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

function AboutFiles({ publicSite: { scheme, site }, releases }: DataPageSettings) {
  const { licence } = scheme.site
  return (
    <aside class="data-about" aria-labelledby="about-files">
      <h2 class="govuk-visually-hidden" id="about-files">
        About the files
      </h2>
      <Fact name="Terms">
        {licence.address === undefined ? (
          `${licence.name}.`
        ) : (
          <a class="link" href={licence.address}>
            {licence.name}
          </a>
        )}
      </Fact>
      {site.isDemonstration && (
        <Fact name="Demonstration">
          Invented, but for figures whose origin is a published letter. Every record says so, and so does the
          name of every file.
        </Fact>
      )}
      <Fact name="Which version">
        Version {releases.length} of all years together. The names here always lead to the latest state; the
        name a file is saved under says which that is.{' '}
        <a class="link" href="#versions">
          Earlier states
        </a>{' '}
        can still be had.
      </Fact>
      <Fact name="CSV">
        For programs: UTF-8, commas, a heading. Words that a spreadsheet would take for a formula have an
        apostrophe before them.
      </Fact>
      <Fact name="XLSX">
        For spreadsheets: {number(rowsInSheet)} rows a sheet, going on in the next. Where that is slow to
        open, take one year at a time.
      </Fact>
      <Fact name="One record at a time">
        Every record also has its own address in the{' '}
        <a class="link" href={addresses.apiReference()}>
          API
        </a>
        .
      </Fact>
    </aside>
  )
}

function Fact({ name, children }: { name: string; children: Child }) {
  return (
    <p class="small">
      <strong>{name}</strong>
      <br />
      {children}
    </p>
  )
}

/** One record of the first file, and how its numbers give what is printed. */
function Example({ scheme, record }: { scheme: Scheme; record: Readonly<Record<string, unknown>> }) {
  const measure = scheme.measures.find(({ code }) => code === record.measure)
  return (
    <section class="section" aria-labelledby="example">
      <h2 class="heading" id="example">
        From a file to the printed figure
      </h2>
      <p class="lead">
        {measure?.name}, {String(record.authority_name)}, {String(record.year)}: {String(record.numerator)} ÷{' '}
        {String(record.denominator)} × 100 = {String(record.value)}, printed {String(record.printed)}.
      </p>
      <div class="data-example">
        <dl>
          {Object.entries(record).map(([name, value]) => (
            <div>
              <dt>{name}</dt>
              <dd>{value === null ? '' : String(value)}</dd>
            </div>
          ))}
        </dl>
      </div>
      <p class="small">
        One record of the file of figures. Numerator and denominator are exact; everything else about the
        figure follows from them and from the averages, by{' '}
        <a class="link" href={addresses.method()}>
          the method
        </a>
        .
      </p>
    </section>
  )
}

function Dictionary({ settings, publicSite: { site } }: DataPageSettings) {
  return (
    <section class="section" aria-labelledby="dictionary">
      <h2 class="heading" id="dictionary">
        What every column means
      </h2>
      <p class="text">
        The files are written from the definitions that are shown here, and the fields of JSON and of the API
        have the same names.
      </p>
      {dataSets.map((set) => (
        <details class="data-columns">
          <summary>
            {set.title} <span>{number(set.columns(settings).length)} columns</span>
          </summary>
          <Columns set={set} settings={settings} />
        </details>
      ))}
      <div class="data-whole">
        <p class="text">The whole dictionary as a file:</p>
        <FormatLinks
          file={{ set: dictionary.name, year: undefined, state: undefined }}
          title={dictionary.title}
          isDemonstration={site.isDemonstration}
        />
      </div>
    </section>
  )
}

function Columns({ set, settings }: { set: DataSet; settings: DataSettings }) {
  return (
    <dl class="data-dictionary">
      {set.columns(settings).map((column) => (
        <div>
          <dt>{column.name}</dt>
          <dd>
            {column.meaning}
            <small>
              {[
                formInWords(column.form),
                column.unit && `in ${column.unit}`,
                column.empty && `empty where ${column.empty}`,
              ]
                .filter(Boolean)
                .join('; ')}
              .
              {column.method && (
                <>
                  {' '}
                  <a class="link" href={addresses.method(column.method)}>
                    Rule<span class="govuk-visually-hidden"> behind {column.name}</span>
                  </a>
                </>
              )}
            </small>
            {codesOf(column.form).length > 0 && (
              <ul>
                {codesOf(column.form).map(({ code, meaning }) => (
                  <li>
                    <strong>{code}</strong>: {meaning}
                  </li>
                ))}
              </ul>
            )}
          </dd>
        </div>
      ))}
    </dl>
  )
}

/** Every state that was ever public, with files that never change. */
function Versions({ publicSite: { scheme }, releases }: DataPageSettings) {
  const ofFigures = published.filter(({ isByRevision }) => isByRevision)
  const latest = latestReleases(releases)
  return (
    <section class="section" aria-labelledby="versions">
      <h2 class="heading" id="versions">
        Versions
      </h2>
      <p class="text">
        Each release of a year makes a new version. The files named here never change: cite them, or compare
        them with what came later.
      </p>
      <table class="table">
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">What was released</th>
            <th scope="col">That year as it was then</th>
            <th scope="col">All years as they were then</th>
          </tr>
        </thead>
        <tbody>
          {releases
            .map((release, index) => ({ release, version: index + 1 }))
            .reverse()
            .map(({ release, version }) => (
              <tr>
                <th scope="row">{version}</th>
                <td>
                  {printYear(scheme, release.year)}, revision {release.revision}
                  {!latest.includes(release) && ', corrected since'}
                  <small>{printMoment(scheme, release.publishedAt)}</small>
                </td>
                <td>
                  <StateLinks sets={ofFigures} year={release.year} state={release.revision} />
                </td>
                <td>
                  <StateLinks sets={ofFigures} year={undefined} state={version} />
                </td>
              </tr>
            ))}
        </tbody>
      </table>
      <p class="small">
        CSV here; XLSX and JSON have the same names with their own endings. Why a year was corrected stands
        with its{' '}
        <a class="link" href={addresses.corrections()}>
          corrections
        </a>
        ; that nothing else changed can be checked by its{' '}
        <a class="link" href={addresses.seals()}>
          fingerprint
        </a>
        .
      </p>
    </section>
  )
}

function StateLinks(state: { sets: readonly DataSet[]; year: ReportingYear | undefined; state: number }) {
  return (
    <ul class="data-formats">
      {state.sets.map((set) => {
        const name = dataFileName({ set: set.name, year: state.year, state: state.state, format: 'csv' })
        return (
          <li>
            <a class="link" href={addresses.dataFile(name)}>
              {name}
            </a>
          </li>
        )
      })}
    </ul>
  )
}

async function readExample(context: Context, publicSite: PublicSite, releases: readonly PinnedRelease[]) {
  const { database, scheme } = publicSite
  const [{ measure }] = scheme.site.largeMeasures
  const example = await readExampleAuthority(database, measure)
  const figures = published.find(({ name }) => name === 'figures')
  if (!example || !figures) return undefined
  const source = { ...settingsOf(context, publicSite), database, releases }
  const filter = { authority: example.slug, year: example.year, measure }
  const [record] = await figures.read(source, filter, { after: undefined, limit: 1 })
  return record && recordFields(figures.columns(source), record.values)
}

function noSuchYear(context: Context, publicSite: PublicSite, years: readonly ReportingYear[]) {
  return notFound(
    context,
    publicSite,
    'There are no files of this year',
    <>
      <p class="text">A year is written like 2023-24. There are files of:</p>
      <ul class="ruled">
        {years.map((year) => (
          <li>
            <a class="link" href={`${addresses.data()}?year=${formatReportingYear(year)}`}>
              {printYear(publicSite.scheme, year)}
            </a>
          </li>
        ))}
      </ul>
    </>,
  )
}
