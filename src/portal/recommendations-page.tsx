import type { Context } from 'hono'
import type { Officer } from '../accounts/person.ts'
import { shortDate } from '../casework/recommendation/recommendation.ts'
import { readFollowUpDays } from '../casework/recommendation/recommendations-page.tsx'
import { settlementWords } from '../casework/recommendation/settlement-words.tsx'
import type { ReviewDesk } from '../review/review-desk.tsx'
import type { Scheme } from '../scheme/scheme.ts'
import { isDay } from '../scheme/wall-clock.ts'
import { deskAddresses } from '../web/desk-addresses.ts'
import { Notice, Standing, State } from '../web/desk-page.tsx'
import { ListPages } from '../web/list-tabs.tsx'
import { OfficerPage, readAsOfficer } from './officer-page.tsx'
import {
  countOwnRecommendations,
  type KeptPlace,
  readEndedRecommendations,
  readOpenRecommendations,
} from './own-recommendation-store.ts'
import { OpenRecommendationsTable, OwnActionCells } from './recommendations-table.tsx'

/** How many of those that ended stand on one page. */
const mostEnded = 50

/** Everything an authority agreed to do: what is open, by date, and what became of the rest. */
export async function showOwnRecommendations(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
): Promise<Response> {
  const { scheme } = desk
  const place = placeIn(context.req.query('after') ?? '')
  const days = await readFollowUpDays(desk)
  const { open, ended, counts } = await readAsOfficer(desk, officer, async (transaction) => ({
    open: place === undefined ? await readOpenRecommendations(transaction) : [],
    ended: await readEndedRecommendations(transaction, place, mostEnded + 1),
    counts: await countOwnRecommendations(transaction),
  }))
  const shown = ended.slice(0, mostEnded)
  const last = ended.length > mostEnded ? shown.at(-1) : undefined
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title="Recommendations"
      current={deskAddresses.portalRecommendations()}
    >
      {context.req.query('done') === 'sent' && (
        <Notice>It was sent. A compliance officer answers within ten working days.</Notice>
      )}
      <h1>Recommendations</h1>
      <Standing>
        <strong>{counts.open === 1 ? '1 open.' : `${counts.open} open.`}</strong> {endedWords(scheme, counts)}
      </Standing>
      {place === undefined && (
        <>
          <h2>Open</h2>
          {open.length === 0 ? (
            <p>There is nothing your authority still has to do.</p>
          ) : (
            <OpenRecommendationsTable scheme={scheme} officer={officer} open={open} days={days} />
          )}
          <p class="note">
            <a href={deskAddresses.portalNotices()}>What we tell you of by e-mail</a>
          </p>
        </>
      )}
      {shown.length > 0 && (
        <>
          <h2>{place === undefined ? 'What became of the others' : 'Earlier'}</h2>
          <table class="desk-table desk-table--list recommendations">
            <thead>
              <tr>
                <th scope="col">What was agreed</th>
                <th scope="col">Case</th>
                <th scope="col" class="number">
                  Recorded
                </th>
                <th scope="col">How it ended</th>
              </tr>
            </thead>
            <tbody>
              {shown.map((own) => (
                <tr>
                  <OwnActionCells scheme={scheme} officer={officer} own={own} />
                  <td class="number">{shortDate(own.endedOn)}</td>
                  <td>
                    <State mark={settlementWords(scheme, own.ended).mark}>
                      {settlementWords(scheme, own.ended).words}
                    </State>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      <ListPages
        first={place && deskAddresses.portalRecommendations()}
        next={
          last &&
          deskAddresses.portalRecommendations({ after: `${last.endedOn} ${last.reference} ${last.number}` })
        }
      />
    </OfficerPage>,
  )
}

/** "31 kept since 2019, 1 not kept." */
export function endedWords(
  { complianceOutcomes }: Scheme,
  { ended, since }: Awaited<ReturnType<typeof countOwnRecommendations>>,
): string {
  const sum = (isKept: boolean) =>
    ended
      .filter(({ ended: code }) =>
        complianceOutcomes.some((one) => one.code === code && one.isComplied === isKept),
      )
      .reduce((total, { count }) => total + count, 0)
  if (since === null) return 'None has ended yet.'
  return `${sum(true).toLocaleString('en-GB')} kept since ${since.slice(0, 4)}, ${sum(false).toLocaleString('en-GB')} not kept.`
}

function placeIn(text: string): KeptPlace | undefined {
  const [, on = '', reference = '', number = ''] = /^(\S{10}) (\d\d \d{3} \d{3}) (\d{1,4})$/.exec(text) ?? []
  return isDay(on) ? { on, reference, number: Number(number) } : undefined
}
