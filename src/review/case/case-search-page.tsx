import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { StaffPage } from '../../accounts/signed-in-route.tsx'
import { authorityNames, searchAuthorities } from '../../authorities/authority-name-search.ts'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { printCaseValue } from '../../casework/case-record.ts'
import { type ListedCase, searchCases } from '../../casework/case-record-store.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { Standing } from '../../web/desk-page.tsx'
import { Button, TextInput } from '../../web/form-controls.tsx'
import { recordRead } from '../rehearsal/embargoed-read-store.ts'
import type { ReviewDesk } from '../review-desk.tsx'

/** A page of cases; who needs another says more of the reference. */
const mostListed = 50
/** Far longer than any name of an authority with a reference. */
const longestSearch = 200

/** Finds a case by its authority, its reference, or the beginning of one. */
export async function showCases(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const text = (context.req.query('find') ?? '').slice(0, longestSearch).trim()
  const found = text === '' ? undefined : await find(desk, text)
  if (found?.kind === 'cases') {
    await recordRead(desk.database, { actor: staff.email, what: 'cases', as: `list ${found.about}` })
  }
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={text === '' ? 'Cases' : `Cases: ${text}`}
      current={deskAddresses.casework()}
    >
      <h1>Cases</h1>
      <search class="case-search">
        <form method="get" action={deskAddresses.cases()}>
          <TextInput id="find" name="find" label="Authority, reference or both" type="search" value={text} />
          <Button text="Find" />
        </form>
      </search>
      {found && <Found scheme={desk.scheme} found={found} />}
    </StaffPage>,
  )
}

type FoundCases =
  | { readonly kind: 'cases'; readonly about: string; readonly cases: readonly ListedCase[] }
  | { readonly kind: 'unknown'; readonly name: string }

async function find({ database }: ReviewDesk, text: string): Promise<FoundCases> {
  const { digits, name } = taken(text)
  if (name === '') {
    return {
      kind: 'cases',
      about: `with a reference that begins ${digits}`,
      cases: await searchCases(database, { authorityId: undefined, digits }, mostListed + 1),
    }
  }
  const [authority] = searchAuthorities(authorityNames(await readAuthorities(database)), name, 1)
  if (authority === undefined) return { kind: 'unknown', name }
  return {
    kind: 'cases',
    about: `about ${authority.officialName}`,
    cases: await searchCases(database, { authorityId: authority.id, digits }, mostListed + 1),
  }
}

/** Digits with what may stand between them are a reference; the rest is a name. */
function taken(text: string): { readonly digits: string; readonly name: string } {
  const reference = /\d[\d\s./-]*/.exec(text)?.[0] ?? ''
  return {
    digits: reference.replace(/\D/g, '').slice(0, 8),
    name: text.replace(reference, ' ').replace(/\s+/g, ' ').trim(),
  }
}

function Found({ scheme, found }: { scheme: Scheme; found: FoundCases }) {
  if (found.kind === 'unknown') {
    return (
      <Standing>
        <strong>No authority is called “{found.name}”.</strong> Write its name or its short name.
      </Standing>
    )
  }
  const { about, cases } = found
  if (cases.length === 0) {
    return (
      <Standing>
        <strong>No case</strong> {about} is on record.
      </Standing>
    )
  }
  const shown = cases.slice(0, mostListed)
  return (
    <>
      <Standing>
        <strong>
          {cases.length > mostListed
            ? `More than ${mostListed} cases`
            : cases.length === 1
              ? '1 case'
              : `${cases.length} cases`}
        </strong>{' '}
        {about}
        {cases.length > mostListed &&
          ': the last decided are here. Add digits of the reference to see others'}
        .
      </Standing>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">Case</th>
            <th scope="col">Authority</th>
            <th scope="col">Category</th>
            <th scope="col">Outcome</th>
            <th scope="col">Decided</th>
          </tr>
        </thead>
        <tbody>
          {shown.map(({ slug, officialName, reference, category, outcome, decidedOn, receivedOn }) => (
            <tr>
              <td>
                <a href={deskAddresses.case(slug, reference)}>{reference}</a>
              </td>
              <td>{officialName}</td>
              <td>{printCaseValue(scheme, 'category', category)}</td>
              <td>{outcome === null ? 'not decided' : printCaseValue(scheme, 'outcome', outcome)}</td>
              <td>
                {decidedOn !== null
                  ? printDate(decidedOn)
                  : receivedOn !== null && <span class="note">received {printDate(receivedOn)}</span>}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  )
}
