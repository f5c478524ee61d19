import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { readCaseReference } from '../case-reference.ts'
import {
  findRecommendedCase,
  type RecommendedCase,
  type RecordedRecommendation,
  readRecommendations,
} from './recommendation-store.ts'

/** The case in the address of a page, with what was agreed in it; undefined where there is none. */
export async function askedRecommendedCase(
  context: Context,
  { database }: Desk,
): Promise<
  { readonly known: RecommendedCase; readonly actions: readonly RecordedRecommendation[] } | undefined
> {
  const reference = readCaseReference(context.req.param('reference') ?? '')
  const known = reference && (await findRecommendedCase(database, context.req.param('slug') ?? '', reference))
  return known && { known, actions: await readRecommendations(database, known) }
}

/** The number of an action in the address of a page; 0 where it is none. */
export function askedNumber(context: Context): number {
  return Number(/^[1-9]\d{0,3}$/.exec(context.req.param('number') ?? '')?.[0] ?? 0)
}

export function noSuchRecommendation(
  context: Context,
  desk: Desk,
  staff: Staff,
): Response | Promise<Response> {
  return context.html(
    <StaffPage desk={desk} person={staff} title="No such action" current={deskAddresses.recommendations()}>
      <h1>There is no such action</h1>
      <p>
        It may have been removed, or the case may be another one.{' '}
        <a href={deskAddresses.recommendations()}>See what authorities agreed to do</a>.
      </p>
    </StaffPage>,
    404,
  )
}
