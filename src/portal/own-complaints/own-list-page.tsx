import type { Context } from 'hono'
import type { Officer } from '../../accounts/person.ts'
import {
  countOwnComplaints,
  type OwnComplaintFilter,
  type OwnComplaintPlace,
  readOwnComplaintFacts,
  readOwnComplaintPage,
} from '../../handling-code/own-complaints/own-complaint-store.ts'
import type { ReviewDesk } from '../../review/review-desk.tsx'
import { withNoun } from '../../scheme/count-noun.ts'
import { isDay } from '../../scheme/wall-clock.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskSelect } from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { ListPages } from '../../web/list-tabs.tsx'
import { isText } from '../../web/sent-form.ts'
import { OfficerPage, readAsOfficer } from '../officer-page.tsx'
import { clocked, readOwnClock } from './own-clock.tsx'
import { OwnComplaintsTable } from './own-complaints-table.tsx'

const mostListed = 50

/** All of an authority's own complaints, the newest first, or those that somebody looks for. */
export async function showOwnList(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const filter = filterIn(context)
  const after = placeIn(context.req.query('after') ?? '')
  const { id } = officer.authority
  const clock = await readOwnClock(desk)
  const { listed, count, categories } = await readAsOfficer(desk, officer, async (transaction) => ({
    listed: await readOwnComplaintPage(transaction, id, filter, after, mostListed + 1),
    count: await countOwnComplaints(transaction, id, filter),
    categories: (await readOwnComplaintFacts(transaction, id)).categories,
  }))
  const shown = listed.slice(0, mostListed)
  const last = listed.length > mostListed ? shown.at(-1) : undefined
  const asked = askedOf(filter)
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title="All own complaints"
      current={deskAddresses.portalOwnComplaints()}
      back={{ text: 'Own complaints', href: deskAddresses.portalOwnComplaints() }}
    >
      <h1>All own complaints</h1>
      <Standing>
        <strong>{withNoun(count.toLocaleString('en-GB'), { one: 'complaint', many: 'complaints' })}</strong>
        {Object.keys(asked).length === 0 ? ' on record.' : ' found.'}
      </Standing>
      <search>
        <form class="own-complaints__find" method="get" action={deskAddresses.portalOwnList()}>
          <div class="govuk-form-group">
            <label class="govuk-label" for="search">
              Reference or words
            </label>
            <input class="govuk-input" id="search" name="search" type="search" value={filter.search} />
          </div>
          <DeskSelect
            id="category"
            label="Category"
            value={filter.category}
            items={[
              { value: '', text: 'Any' },
              ...categories.map((category) => ({ value: category, text: category })),
            ]}
          />
          <DeskSelect id="state" label="State" value={filter.state} items={stateItems} />
          <Button text="Find" isSecondary={true} />
        </form>
      </search>
      {shown.length === 0 ? (
        <p>No complaint is like that. Use fewer words, or look among all states.</p>
      ) : (
        <OwnComplaintsTable
          scheme={desk.scheme}
          complaints={shown.map((complaint) => clocked(clock, complaint))}
        />
      )}
      <ListPages
        first={after && deskAddresses.portalOwnList(asked)}
        next={
          last &&
          deskAddresses.portalOwnList({
            ...asked,
            after: `${last.stages[0].receivedOn} ${last.reference}`,
          })
        }
      />
    </OfficerPage>,
  )
}

const stateItems: readonly { readonly value: OwnComplaintFilter['state']; readonly text: string }[] = [
  { value: '', text: 'Any' },
  { value: 'waiting', text: 'Waiting for an answer' },
  { value: 'answered', text: 'Answered' },
  { value: 'refused', text: 'Refused' },
  { value: 'statutory', text: 'In a statutory process' },
]

function filterIn(context: Context): OwnComplaintFilter {
  const text = (name: string) => {
    const asked = (context.req.query(name) ?? '').trim().slice(0, 100)
    return isText(asked) ? asked : ''
  }
  const state = stateItems.find(({ value }) => value === text('state'))?.value ?? ''
  return { search: text('search'), category: text('category'), state }
}

function askedOf({ search, category, state }: OwnComplaintFilter): Readonly<Record<string, string>> {
  return {
    ...(search !== '' && { search }),
    ...(category !== '' && { category }),
    ...(state !== '' && { state }),
  }
}

function placeIn(text: string): OwnComplaintPlace | undefined {
  const [, receivedOn = '', reference = ''] = /^(\S{10}) (.{1,100})$/.exec(text) ?? []
  return isDay(receivedOn) && isText(reference) ? { receivedOn, reference } : undefined
}
