import type { Context } from 'hono'
import type { Officer } from '../../accounts/person.ts'
import { tokenOf } from '../../accounts/signed-in-route.tsx'
import { type OfficeRole, officeRoleNames } from '../../authorities/office-holder.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextInput,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { OfficerPage, readAsOfficer, unknownToOfficer } from '../officer-page.tsx'
import { readShownRevisions } from '../shown-revision-store.ts'
import { numberInAddress } from './colleagues-page.tsx'
import { type HolderInOffice, markOf, mostHolders, type OfficeWords, readOfficeRole } from './office.ts'
import { askForChange, endOffice, takeBackChange } from './office-actions.ts'
import { readOffices } from './office-store.ts'

/** The form that changes who holds a post, or names somebody for one that nobody holds. */
export async function showOffice(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const found = await findOffice(context, desk, officer, context.req.query('holder'))
  if (!found) return unknownToOfficer(context, desk, officer)
  const { holder } = found
  return officePage(context, desk, officer, {
    ...found,
    typed: holder ?? { post: '', name: null, salutation: null, email: '' },
    problems: [],
  })
}

type FoundOffice = {
  readonly role: OfficeRole
  readonly holder: HolderInOffice | undefined
  /** How many hold the role, this one among them. */
  readonly count: number
}

async function findOffice(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  asked: string | undefined,
): Promise<FoundOffice | undefined> {
  const role = readOfficeRole(context.req.param('role'))
  if (role === undefined) return undefined
  const holders = await readAsOfficer(desk, officer, async (transaction) => {
    const { now } = await readShownRevisions(transaction)
    return readOffices(transaction, officer.authority.id, dayOf(desk.scheme, now))
  })
  const ofRole = holders.filter((holder) => holder.role === role)
  const id = asked === undefined || asked === '' ? null : numberInAddress(asked)
  if (id === null) {
    return ofRole.length < mostHolders(role) ? { role, holder: undefined, count: ofRole.length } : undefined
  }
  const holder = ofRole.find((one) => one.id === id)
  return holder && { role, holder, count: ofRole.length }
}

type OfficeForm = FoundOffice & {
  readonly typed: OfficeWords
  readonly problems: readonly Problem[]
  /** What somebody else put on record since the page was opened. */
  readonly isChanged?: boolean
}

function officePage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  { role, holder, count, typed, problems, isChanged = false }: OfficeForm,
) {
  const action = deskAddresses.portalOffice(role)
  const name = officeRoleNames[role]
  const title = holder ? `Change the ${name.toLowerCase()}` : `Name a ${name.toLowerCase()}`
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={title}
      current={deskAddresses.portalColleagues()}
      back={{ text: 'Colleagues', href: deskAddresses.portalColleagues() }}
    >
      <ErrorSummary problems={problems} />
      <h1>{title}</h1>
      <Standing>
        {officer.authority.officialName}.{' '}
        <strong>It takes effect once it is confirmed from the new address</strong>
        {holder ? ', and ends the record before it.' : '.'}
      </Standing>
      {isChanged && <Meanwhile role={role} holder={holder} />}
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <input type="hidden" name="holder" value={holder?.id ?? ''} />
        <input type="hidden" name="mark" value={markOf(holder)} />
        <DeskTextInput
          id="post"
          label="Post"
          hint="As it stands in an address, such as Interim Chief Executive."
          value={typed.post}
          error={problemOf(problems, 'post')}
        />
        <DeskTextInput
          id="name"
          label="Name (optional)"
          hint="As it stands in an address. Without one, letters go to the post."
          value={typed.name ?? ''}
          autocomplete="off"
          error={problemOf(problems, 'name')}
        />
        <DeskTextInput
          id="salutation"
          label="What follows “Dear” (with a name)"
          width={20}
          value={typed.salutation ?? ''}
          autocomplete="off"
          error={problemOf(problems, 'salutation')}
        />
        <DeskTextInput
          id="email"
          label="E-mail address"
          hint="Letters go there. One that stays with the post outlasts whoever holds it."
          type="email"
          value={typed.email}
          autocomplete="off"
          error={problemOf(problems, 'email')}
        />
        <Button text="Send the link to confirm it" />
      </DeskForm>
      {holder && count > 1 && <EndOffice desk={desk} officer={officer} holder={holder} />}
    </OfficerPage>,
  )
}

function Meanwhile({ role, holder }: { role: OfficeRole; holder: HolderInOffice | undefined }) {
  return (
    <div class="office__meanwhile">
      <p>
        <strong>Somebody else changed this since you opened it.</strong> What you typed stands below, and
        nothing of it was saved. On record now:
      </p>
      <p>
        {holder
          ? `${[holder.post, holder.name].filter((part) => part !== null).join(', ')}, ${holder.email}, since ${printDate(holder.fromOn)}`
          : `Nobody as ${officeRoleNames[role].toLowerCase()}.`}
      </p>
    </div>
  )
}

function EndOffice({
  desk,
  officer,
  holder,
}: {
  desk: ReviewDesk
  officer: Officer
  holder: HolderInOffice
}) {
  const action = deskAddresses.portalOfficeEnd(holder.role)
  return (
    <section aria-labelledby="end">
      <h2 id="end">Nobody follows</h2>
      <p>
        You have another {officeRoleNames[holder.role].toLowerCase()} on record. If nobody takes the place of
        this one, let it end: letters then go to the other alone.
      </p>
      <DeskForm action={action} token={tokenOf(desk, officer, action)}>
        <input type="hidden" name="holder" value={String(holder.id)} />
        <input type="hidden" name="mark" value={markOf(holder)} />
        <Button text="End it today" isSecondary={true} />
      </DeskForm>
    </section>
  )
}

/** Sends the link that puts a change into effect, to the address that was typed. */
export async function sendOffice(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const role = readOfficeRole(context.req.param('role'))
  const holderId = form.text('holder') === '' ? null : numberInAddress(form.text('holder'))
  if (role === undefined || holderId === undefined) return unknownToOfficer(context, desk, officer)
  const typed = {
    post: form.text('post'),
    name: form.text('name') || null,
    salutation: form.text('salutation') || null,
    email: form.text('email'),
  }
  const asking = await askForChange(settingsOf(desk), officer, {
    ...typed,
    role,
    holderId,
    mark: form.text('mark'),
  })
  if (asking.ok) return context.redirect(`${deskAddresses.portalColleagues()}?done=asked`, 303)
  if (asking.kind === 'changed') {
    context.status(409)
    const { holder } = asking
    const problems = [{ reason: 'Somebody else changed this since you opened it. Nothing was saved.' }]
    return officePage(context, desk, officer, { role, holder, count: 1, typed, problems, isChanged: true })
  }
  const found = await findOffice(context, desk, officer, form.text('holder'))
  if (!found) return unknownToOfficer(context, desk, officer)
  context.status(422)
  const problems = asking.kind === 'wrong' ? asking.problems : [{ reason: asking.reason }]
  return officePage(context, desk, officer, { ...found, typed, problems })
}

/** Takes one of two off the record. */
export async function sendOfficeEnd(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentForm,
): Promise<Response> {
  const role = readOfficeRole(context.req.param('role'))
  const holderId = numberInAddress(form.text('holder'))
  if (role === undefined || holderId === undefined) return unknownToOfficer(context, desk, officer)
  const ending = await endOffice(desk, officer, { role, holderId, mark: form.text('mark') })
  if (ending.ok) return context.redirect(`${deskAddresses.portalColleagues()}?done=office-ended`, 303)
  const found = ending.isUnknown ? undefined : await findOffice(context, desk, officer, form.text('holder'))
  if (!found?.holder) return unknownToOfficer(context, desk, officer)
  context.status(409)
  return officePage(context, desk, officer, { ...found, typed: found.holder, problems: [ending] })
}

/** Takes a change back that nobody confirmed yet. */
export async function sendOfficeChangeWithdrawal(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  const id = numberInAddress(context.req.param('change'))
  const isDone = id !== undefined && (await takeBackChange(desk.database, officer, id))
  if (!isDone) return unknownToOfficer(context, desk, officer)
  return context.redirect(`${deskAddresses.portalColleagues()}?done=withdrawn`, 303)
}

function settingsOf({ database, scheme, siteUrl, site }: ReviewDesk) {
  return { database, scheme, siteUrl, isDemonstration: site.isDemonstration }
}
