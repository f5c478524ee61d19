import type { Context } from 'hono'
import type { Officer } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import { importOwnComplaints } from '../../handling-code/own-complaints/own-complaint-actions.ts'
import type { OwnFileProblem } from '../../handling-code/own-complaints/own-complaint-file.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { withNoun } from '../../scheme/count-noun.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskFileInput,
  DeskForm,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentFiles } from '../../web/sent-files.ts'
import { OfficerPage } from '../officer-page.tsx'

/** Where an authority brings in its complaints from its own system. */
export function showOwnImport(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Response | Promise<Response> {
  return importPage(context, desk, officer, { problems: [], inFile: [] })
}

/** Keeps what was sent, or says all that is wrong with it. */
export async function sendOwnImport(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentFiles,
): Promise<Response> {
  const refuse = (reason: string, inFile: readonly OwnFileProblem[] = []) => {
    context.status(422)
    return importPage(context, desk, officer, { problems: [{ field: 'file', reason }], inFile })
  }
  const [file] = form.files
  if (form.isBrokenOff) {
    return refuse('The file stopped arriving half-way, and nothing of it was kept. Send it again.')
  }
  if (!file) return refuse('Choose the file that has your complaints.')
  if (file.content === null) return refuse('The file is larger than 25 MB. Send the rows of one year alone.')
  const result = await importOwnComplaints(desk.database, desk.scheme, officer, file.content)
  if (!result.ok) {
    const number = withNoun(result.problems.length.toLocaleString('en-GB'), { one: 'thing', many: 'things' })
    const [first] = result.problems
    const isOfFile = result.problems.length === 1 && first?.row === null
    return refuse(
      isOfFile
        ? `${first.problem}. ${first.advice}`
        : `${number} in the file cannot be right. Nothing of it was kept.`,
      isOfFile ? [] : result.problems,
    )
  }
  const to = new URL(deskAddresses.portalOwnComplaints(), desk.siteUrl)
  to.searchParams.set('done', 'imported')
  to.searchParams.set('new', String(result.newCount))
  to.searchParams.set('changed', String(result.changedCount))
  to.searchParams.set('same', String(result.sameCount))
  return context.redirect(to.pathname + to.search, 303)
}

type Shown = { readonly problems: readonly Problem[]; readonly inFile: readonly OwnFileProblem[] }

function importPage(context: Context, desk: ReviewDesk, officer: Officer, { problems, inFile }: Shown) {
  const action = deskAddresses.portalOwnImport()
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title="Bring in own complaints"
      current={deskAddresses.portalOwnComplaints()}
      back={{ text: 'Own complaints', href: deskAddresses.portalOwnComplaints() }}
    >
      <ErrorSummary problems={problems} />
      <h1>Bring in own complaints</h1>
      <Standing>
        One row for each complaint, as your own system has it. <strong>All of it is kept, or nothing.</strong>
      </Standing>
      {inFile.length > 0 && <FileProblems problems={inFile} />}
      <DeskForm action={action} token={tokenOf(desk, officer, action)} takesFiles={true}>
        <DeskFileInput
          id="file"
          label="Your complaints as a file"
          hint="CSV or an Excel workbook (.xlsx), up to 25 MB and 20,000 rows."
          accept=".csv,.xlsx,.txt,.tsv"
          error={problemOf(problems, 'file')}
        />
        <Button text="Bring it in" />
      </DeskForm>
      <h2>What the file has</h2>
      <ul class="own-complaints__rules">
        <li>
          The <a href={deskAddresses.portalOwnTemplate()}>template</a> has every column; columns may stand in
          any order, and those you have no use for may be left out.
        </li>
        <li>The same file again changes nothing. A changed row replaces what was there of that complaint.</li>
        <li>A complaint the file does not have stays as it is.</li>
        <li>
          Say what a complaint is about without names: your officers read it here, and nobody else does.
          Neither the Ombudsman’s staff nor the public see any of it.
        </li>
      </ul>
    </OfficerPage>,
  )
}

/** More would not be read; mending these shows the others. */
const mostShown = 200

function FileProblems({ problems }: { problems: readonly OwnFileProblem[] }) {
  return (
    <section aria-labelledby="problems">
      <h2 id="problems">What has to be mended</h2>
      {problems.length > mostShown && (
        <p>
          The first {mostShown} of {problems.length.toLocaleString('en-GB')}.
        </p>
      )}
      <table class="desk-table desk-table--list own-complaints__problems">
        <thead>
          <tr>
            <th scope="col" class="number">
              Row
            </th>
            <th scope="col">Column</th>
            <th scope="col">It says</th>
            <th scope="col">What is wrong</th>
          </tr>
        </thead>
        <tbody>
          {problems.slice(0, mostShown).map(({ row, column, value, problem, advice }) => (
            <tr>
              <td class="number">
                <span class="portal-label">Row </span>
                {row ?? '–'}
              </td>
              <td>{column ?? '–'}</td>
              <td>
                <span class="portal-label">It says: </span>
                {value === '' ? <span class="own-complaints__nothing">nothing</span> : value}
              </td>
              <td>
                {problem}. <span class="note">{advice}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
