import type { Context } from 'hono'
import { mayDo, type Officer } from '../accounts/person.ts'
import { tokenOf } from '../accounts/signed-in-route.tsx'
import { savedName } from '../publication/downloads/data-file.ts'
import type { ReviewDesk } from '../review/review-desk.tsx'
import { withNoun } from '../scheme/count-noun.ts'
import { printDate, printYear } from '../scheme/printed-dates.ts'
import { formatReportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { type Cell, csvLine } from '../web/csv-answer.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import {
  DeskFileInput,
  DeskForm,
  DeskRadios,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../web/desk-form-controls.tsx'
import { DeskFigures, Standing } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import type { SentFiles } from '../web/sent-files.ts'
import type { SentForm } from '../web/sent-form.ts'
import { labelCases } from './case-label-actions.ts'
import { type CaseListName, caseListNames, type ListedCase, subjectWords } from './case-lists.ts'
import { canRaise, findCases, recordIfEarly, type YearOfCases } from './cases-page.tsx'
import {
  type CaseLabel,
  compareLists,
  type Difference,
  type ListComparison,
  newLabels,
} from './list-comparison.ts'
import { closedSlug, OfficerPage, readAsOfficer, unknownToOfficer } from './officer-page.tsx'
import { type ComparedFact, type OwnList, type OwnRow, readOwnList } from './own-list.ts'

/** Where an authority chooses the list it keeps itself, to hold it beside the Ombudsman's. */
export async function showComparison(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  const found = await readAsOfficer(desk, officer, (transaction) => findCases(context, officer, transaction))
  if (!found) return unknownToOfficer(context, desk, officer)
  return choosingPage(context, desk, officer, found, { list: 'decided', text: '', problems: [] })
}

/** Compares what was sent with one of the year's lists, and keeps nothing of it. */
export async function sendComparison(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentFiles,
): Promise<Response> {
  const found = await readAsOfficer(desk, officer, (transaction) => findCases(context, officer, transaction))
  if (!found) return unknownToOfficer(context, desk, officer)
  const list = caseListNames.find((name) => name === form.text('list'))
  const text = form.text('text')
  const content = contentOf(form, text)
  const refuse = (problem: Problem) => {
    context.status(422)
    return choosingPage(context, desk, officer, found, { list: list ?? 'decided', text, problems: [problem] })
  }
  if (list === undefined)
    return refuse({ field: 'list', reason: 'Say which list yours is to be held beside.' })
  if (!content.ok) return refuse(content)
  const cases = found.lists.find(({ name }) => name === list)?.cases ?? null
  if (cases === null) {
    return refuse({
      field: 'list',
      reason:
        'This list was published as a total; the cases behind it are not on record, so there is nothing to compare with.',
    })
  }
  const reading = await readOwnList(desk.scheme, list, content.bytes)
  if (!reading.ok) return refuse({ field: content.field, reason: reading.reason })
  await recordIfEarly(desk, officer, found, 'cases')
  return resultPage(context, desk, officer, found, compareLists(list, reading.list, cases), reading.list)
}

type Content =
  | { readonly ok: true; readonly field: 'file' | 'text'; readonly bytes: Uint8Array }
  | { readonly ok: false; readonly field: 'file'; readonly reason: string }

function contentOf({ files, isBrokenOff }: SentFiles, text: string): Content {
  const refused = (reason: string): Content => ({ ok: false, field: 'file', reason })
  if (isBrokenOff)
    return refused('The file stopped arriving half-way, and nothing of it was read. Send it again.')
  const [file] = files
  if (file?.content === null)
    return refused('The file is larger than 5 MB. Save the rows of one year alone, and send that.')
  if (file) return { ok: true, field: 'file', bytes: file.content }
  if (text !== '') return { ok: true, field: 'text', bytes: Buffer.from(text) }
  return refused('Choose a file, or paste your list.')
}

const listNames: Readonly<Record<CaseListName, string>> = {
  received: 'Received',
  decided: 'Decided',
  complied: 'Agreed actions',
}

function choosingPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  { authority, revision }: YearOfCases,
  {
    list,
    text,
    problems,
  }: { readonly list: CaseListName; readonly text: string; readonly problems: readonly Problem[] },
) {
  const closed = closedSlug(officer, authority)
  const year = printYear(desk.scheme, revision.year)
  const action = deskAddresses.portalComparison(revision.year, closed)
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={`Compare with your own list, ${year}`}
      current={deskAddresses.portalYears()}
      back={{ text: `Cases and figures ${year}`, href: deskAddresses.portalCases(revision.year, closed) }}
    >
      <ErrorSummary problems={problems} />
      <h1>Compare with your own list</h1>
      <Standing>
        {authority.officialName}, {year}. <strong>Nothing of your file is kept.</strong> You see which cases
        only one of us has, and what differs.
      </Standing>
      <DeskForm action={action} token={tokenOf(desk, officer, action)} takesFiles={true}>
        <DeskRadios
          id="list"
          label="Which list is it to be held beside?"
          error={problemOf(problems, 'list')}
          choices={caseListNames.map((name) => ({
            value: name,
            text: listNames[name],
            isChosen: name === list,
          }))}
        />
        <DeskFileInput
          id="file"
          label="Your list as a file"
          hint="CSV or an Excel workbook (.xlsx), up to 5 MB. One column has the Ombudsman’s references or your own; dates, outcomes, categories and services are compared where there is a column for them."
          accept=".csv,.xlsx,.txt,.tsv"
          error={problemOf(problems, 'file')}
        />
        <DeskTextArea
          id="text"
          label="Or paste it, with its headings"
          hint="Rows copied from a spreadsheet, headings first."
          rows={6}
          value={text}
          error={problemOf(problems, 'text')}
        />
        <Button text="Compare" />
      </DeskForm>
    </OfficerPage>,
  )
}

function resultPage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  found: YearOfCases,
  comparison: ListComparison,
  own: OwnList,
) {
  const { scheme } = desk
  const { authority, revision } = found
  const year = printYear(scheme, revision.year)
  const { agreeing, differing, onlyYours, onlyTheirs, list } = comparison
  const settings = { desk, officer, found, comparison }
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={`Your list beside the Ombudsman’s, ${year}`}
      current={deskAddresses.portalYears()}
      back={{
        text: 'Compare another list',
        href: deskAddresses.portalComparison(revision.year, closedSlug(officer, authority)),
      }}
    >
      <h1>Your list beside the Ombudsman’s</h1>
      <Standing>
        {authority.officialName}, {listNames[list].toLowerCase()} {year}.{' '}
        <strong>{findingOf(comparison)}</strong>
      </Standing>
      <DeskFigures
        figures={[
          { number: count(agreeing.length), noun: 'agree', note: 'in both lists, nothing differs' },
          { number: count(differing.length), noun: 'differ', note: 'in both lists', tone: toneOf(differing) },
          {
            number: count(onlyYours.length),
            noun: 'only yours',
            note: 'not in the Ombudsman’s list',
            tone: toneOf(onlyYours),
          },
          {
            number: count(onlyTheirs.length),
            noun: 'only the Ombudsman’s',
            note: 'not in your list',
            tone: toneOf(onlyTheirs),
          },
        ]}
      />
      <WhatWasCompared own={own} />
      <p>
        <a href={fileOf(desk, comparison)} download={resultName(desk, found, list)}>
          Download this comparison as CSV
        </a>
      </p>
      <Differing {...settings} />
      <OnlyTheirs {...settings} />
      <OnlyYours {...settings} />
      <Labels {...settings} />
    </OfficerPage>,
  )
}

type ResultSettings = {
  readonly desk: ReviewDesk
  readonly officer: Officer
  readonly found: YearOfCases
  readonly comparison: ListComparison
}

function findingOf({ agreeing, differing, onlyYours, onlyTheirs }: ListComparison): string {
  if (differing.length + onlyYours.length + onlyTheirs.length > 0) {
    const apart = differing.length + onlyYours.length + onlyTheirs.length
    return `${withNoun(count(apart), { one: 'case needs', many: 'cases need' })} a look.`
  }
  return agreeing.length === 0 ? 'Both lists are empty.' : 'The lists agree.'
}

function toneOf(rows: readonly unknown[]): 'fact' | 'waiting' {
  return rows.length === 0 ? 'fact' : 'waiting'
}

function count(number: number): string {
  return number.toLocaleString('en-GB')
}

const factWords: Readonly<Record<ComparedFact, string>> = {
  category: 'Category',
  received: 'Received',
  decided: 'Decided',
  outcome: 'Outcome',
  due: 'Due',
  recorded: 'Recorded',
  result: 'Compliance outcome',
}

function WhatWasCompared({ own: { facts, unknownWords } }: { own: OwnList }) {
  const words = facts.map((fact) => factWords[fact].toLowerCase())
  return (
    <p class="note">
      {words.length === 0
        ? 'Only references were compared: your list has no other column that is known here.'
        : `Compared: references, ${words.join(', ')}; only where your list says something.`}
      {unknownWords.length > 0 &&
        ` Not compared, since these words are not known here: ${unknownWords
          .slice(0, 10)
          .map((word) => `“${word}”`)
          .join(', ')}${unknownWords.length > 10 ? ` and ${unknownWords.length - 10} more` : ''}.`}
    </p>
  )
}

function Differing({ desk, officer, found, comparison: { differing } }: ResultSettings) {
  if (differing.length === 0) return null
  const { scheme } = desk
  const isOpen = canRaise(scheme, officer, found)
  return (
    <section aria-labelledby="differing">
      <h2 id="differing">Differs: {count(differing.length)}</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">What differs</th>
            {isOpen && <th scope="col">Query</th>}
          </tr>
        </thead>
        <tbody>
          {differing.map(({ listed, own, differences }) => (
            <tr>
              <CaseHeading scheme={scheme} listed={listed} own={own} />
              <td>
                <ul class="own-list__differences">
                  {differences.map((difference) => (
                    <li>
                      {factWords[difference.fact]}: yours{' '}
                      <strong>{saidBy(scheme, difference, 'yours')}</strong>, the Ombudsman’s{' '}
                      <strong>{saidBy(scheme, difference, 'theirs')}</strong>
                    </li>
                  ))}
                </ul>
              </td>
              {isOpen && (
                <td>
                  <RaiseQuery
                    officer={officer}
                    found={found}
                    reference={listed.reference}
                    text={differences
                      .map(
                        (difference) =>
                          `${factWords[difference.fact]}: our list says ${saidBy(scheme, difference, 'yours')}, yours ${saidBy(scheme, difference, 'theirs')}.`,
                      )
                      .join(' ')}
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function OnlyTheirs({ desk, officer, found, comparison: { onlyTheirs } }: ResultSettings) {
  if (onlyTheirs.length === 0) return null
  const isOpen = canRaise(desk.scheme, officer, found)
  return (
    <section aria-labelledby="only-theirs">
      <h2 id="only-theirs">Only in the Ombudsman’s list: {count(onlyTheirs.length)}</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Received</th>
            <th scope="col">Decided</th>
            {isOpen && <th scope="col">Query</th>}
          </tr>
        </thead>
        <tbody>
          {onlyTheirs.map((listed) => (
            <tr>
              <CaseHeading scheme={desk.scheme} listed={listed} />
              <td data-label="Received">{listed.receivedOn && printDate(listed.receivedOn)}</td>
              <td data-label="Decided">{listed.decidedOn && printDate(listed.decidedOn)}</td>
              {isOpen && (
                <td>
                  <RaiseQuery
                    officer={officer}
                    found={found}
                    reference={listed.reference}
                    text="This case is not in our own list."
                  />
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function OnlyYours({ desk: { scheme }, comparison: { onlyYours } }: ResultSettings) {
  if (onlyYours.length === 0) return null
  return (
    <section aria-labelledby="only-yours">
      <h2 id="only-yours">Only in your list: {count(onlyYours.length)}</h2>
      <p class="note">
        It may stand in another list or year. A missing case can be asked about with a query on the figure it
        belongs to.
      </p>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Row</th>
            <th scope="col">Reference</th>
            <th scope="col">Your list says</th>
          </tr>
        </thead>
        <tbody>
          {onlyYours.map((own) => (
            <tr>
              <td data-label="Row">{own.number}</td>
              <td>{[own.reference, own.ownReference].filter((name) => name !== null).join(', ')}</td>
              <td>
                {[...own.facts]
                  .map(([fact, said]) => `${factWords[fact]}: ${wordsOf(scheme, fact, said)}`)
                  .join('; ')}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function CaseHeading({ scheme, listed, own }: { scheme: Scheme; listed: ListedCase; own?: OwnRow }) {
  const ownName = own?.ownReference ?? listed.authorityReference
  return (
    <th scope="row">
      {listed.reference}
      <span class="note portal-plain">
        {subjectWords(scheme, listed)}
        {ownName !== null && `. Yours: ${ownName}`}
        {own && `. Row ${own.number}`}
      </span>
    </th>
  )
}

function RaiseQuery({
  officer,
  found,
  reference,
  text,
}: {
  officer: Officer
  found: YearOfCases
  reference: string
  text: string
}) {
  // An address has to stay short; the person can always write more.
  const about = { case: reference, text: text.slice(0, 200) }
  return (
    <a
      class="portal-query"
      href={deskAddresses.portalNewQuery(found.revision.year, about, closedSlug(officer, found.authority))}
    >
      Raise a query<span class="govuk-visually-hidden"> about case {reference}</span>
    </a>
  )
}

/** The labels stand in the form itself, since nothing of the file is kept. */
function Labels({ desk, officer, found, comparison }: ResultSettings) {
  const { labels, otherCount } = newLabels(comparison)
  const sent = labelsThatFit(labels)
  if (sent.length === 0 || !mayDo(officer, 'label-cases')) return null
  const action = deskAddresses.portalCaseLabels(found.revision.year, closedSlug(officer, found.authority))
  return (
    <section class="own-list__labels" aria-labelledby="labels">
      <h2 id="labels">Keep your own references and services beside the cases</h2>
      <p>
        Your list names {withNoun(count(labels.length), { one: 'case', many: 'cases' })} in a way that is not
        on record here. Kept beside them, the names stand in your lists and downloads; nobody but you and the
        Ombudsman sees them.
        {sent.length < labels.length &&
          ` So many at once do not fit a form: these are the first ${count(sent.length)}. Compare again for the rest.`}
      </p>
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        {sent.map(({ reference, ownReference, service }) => (
          <>
            <input type="hidden" name="case" value={reference} />
            <input type="hidden" name="own-reference" value={ownReference ?? ''} />
            <input type="hidden" name="service" value={service ?? ''} />
          </>
        ))}
        {otherCount > 0 ? (
          <DeskRadios
            id="existing"
            label={`${withNoun(count(otherCount), { one: 'case has', many: 'cases have' })} another name on record. What is to happen with it?`}
            choices={[
              { value: 'keep', text: 'It stays; only what is missing is filled in', isChosen: true },
              { value: 'replace', text: 'It is replaced by what your list says' },
            ]}
          />
        ) : null}
        <Button text="Keep them" isSecondary={true} />
      </DeskForm>
    </section>
  )
}

/** A form takes 100,000 characters, of which its own names and signs need some. */
function labelsThatFit(labels: readonly CaseLabel[]): readonly CaseLabel[] {
  let room = 90_000
  return labels.filter(({ reference, ownReference, service }) => {
    room -= [reference, ownReference ?? '', service ?? ''].reduce(
      (sum, text) => sum + encodeURIComponent(text).length + 20,
      0,
    )
    return room > 0
  })
}

/** Puts on record what the authority calls its cases. */
export async function sendCaseLabels(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const found = await readAsOfficer(desk, officer, (transaction) => findCases(context, officer, transaction))
  if (!found) return unknownToOfficer(context, desk, officer)
  const { authority, revision } = found
  const ownReferences = form.texts('own-reference')
  const services = form.texts('service')
  const labels = form.texts('case').map((reference, place) => ({
    reference,
    ownReference: ownReferences[place] || null,
    service: services[place] || null,
  }))
  const isReplacing = form.text('existing') === 'replace'
  const labelling = await labelCases(desk.database, officer, authority.slug, labels, isReplacing)
  if (!labelling.ok) return unknownToOfficer(context, desk, officer)
  const to = new URL(deskAddresses.portalCases(revision.year, closedSlug(officer, authority)), desk.siteUrl)
  to.searchParams.set('done', 'labelled')
  return context.redirect(to.pathname + to.search, 303)
}

function saidBy(scheme: Scheme, { fact, yours, theirs }: Difference, whose: 'yours' | 'theirs'): string {
  const said = whose === 'yours' ? yours : theirs
  return said === null ? 'nothing' : wordsOf(scheme, fact, said)
}

function wordsOf(scheme: Scheme, fact: ComparedFact, said: string): string {
  const named = (entries: readonly { readonly code: string; readonly name: string }[]) =>
    entries.find(({ code }) => code === said)?.name ?? said
  switch (fact) {
    case 'category':
      return named(scheme.categories)
    case 'outcome':
      return named(scheme.outcomes)
    case 'result':
      return named(scheme.complianceOutcomes)
    default:
      return printDate(said)
  }
}

/** The file is the link itself: the comparison is kept nowhere it could be fetched from again. */
function fileOf({ scheme, site }: ReviewDesk, comparison: ListComparison): string {
  const { agreeing, differing, onlyYours, onlyTheirs } = comparison
  const last = site.isDemonstration
  const line = (
    result: string,
    own: OwnRow | undefined,
    listed: ListedCase | undefined,
    rest: readonly Cell[],
  ) =>
    csvLine([
      result,
      listed?.reference ?? own?.reference ?? null,
      own?.ownReference ?? listed?.authorityReference ?? null,
      own?.number ?? null,
      ...rest,
      last,
    ])
  const text = [
    csvLine([
      'result',
      'reference',
      'authority_reference',
      'row',
      'fact',
      'yours',
      'theirs',
      'demonstration',
    ]),
    ...differing.flatMap(({ own, listed, differences }) =>
      differences.map((difference) =>
        line('differs', own, listed, [
          difference.fact,
          saidBy(scheme, difference, 'yours'),
          difference.theirs === null ? null : saidBy(scheme, difference, 'theirs'),
        ]),
      ),
    ),
    ...onlyTheirs.map((listed) => line('only-theirs', undefined, listed, [null, null, null])),
    ...onlyYours.map((own) => line('only-yours', own, undefined, [null, null, null])),
    ...agreeing.map(({ own, listed }) => line('agrees', own, listed, [null, null, null])),
  ].join('')
  return `data:text/csv;charset=utf-8;base64,${Buffer.from(`\uFEFF${text}`).toString('base64')}`
}

function resultName({ site }: ReviewDesk, { authority, revision }: YearOfCases, list: CaseListName): string {
  const name = `${authority.slug}-${list}-${formatReportingYear(revision.year)}-compared.csv`
  return savedName(name, site.isDemonstration)
}
