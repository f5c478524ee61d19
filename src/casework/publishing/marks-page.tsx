import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { type Desk, StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { dayOf, printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { markKindNames } from '../anonymity/anonymity-mark.ts'
import { askedCase, noSuchCase } from '../asked-case.tsx'
import type { KnownCase } from '../case-record.ts'
import { MarkFields, readMarkDecisions } from './mark-fields.tsx'
import type { StatementDraft } from './publication-standing.ts'
import { settleMarks } from './publishing-actions.ts'
import { backToPublication } from './publishing-parts.tsx'
import { readPublicationOf } from './publishing-store.ts'
import { openGroups, type SettledMark } from './settled-marks.ts'
import { placeName, placesOf } from './statement-places.ts'

/** What the anonymity check marked in a statement; a person decides about each. */
export async function showMarks(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  return marksPage(context, desk, staff, [])
}

/** Keeps what was decided. */
export async function sendMarks(
  context: Context,
  desk: Desk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const { slug } = known.authority
  const result = await settleMarks(desk.database, desk.scheme, {
    slug,
    reference: known.reference,
    actor: staff.email,
    version: Number(form.text('version')),
    decisions: readMarkDecisions(form),
  })
  if (result.ok) {
    const isDone = result.state !== 'to-check'
    const to = isDone
      ? deskAddresses.publication(slug, known.reference)
      : deskAddresses.anonymityMarks(slug, known.reference)
    return context.redirect(`${to}?done=settled`, 303)
  }
  context.status(result.isStale ? 409 : 422)
  const problems = result.isStale
    ? [{ reason: 'Somebody else changed the statement since you opened this page, so nothing was saved.' }]
    : result.problems
  return marksPage(context, desk, staff, problems, form)
}

async function marksPage(
  context: Context,
  desk: Desk,
  staff: Staff,
  problems: readonly Problem[],
  form?: SentForm,
): Promise<Response> {
  const known = await askedCase(context, desk)
  if (known === undefined) return noSuchCase(context, desk, staff)
  const [{ draft, marks }, posts] = await Promise.all([
    readPublicationOf(desk.database, known),
    readPosts(desk.database),
  ])
  if (draft === null) return noSuchCase(context, desk, staff)
  const groups = openGroups(marks)
  const settled = marks.filter(({ settlement }) => settlement !== null)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Anonymity check of ${known.reference}`}
      current={deskAddresses.publishing()}
      back={backToPublication(known)}
    >
      {context.req.query('done') === 'settled' && <Notice>What you decided is saved.</Notice>}
      <ErrorSummary problems={problems} />
      <h1>
        Anonymity check of <span class="unbroken">{known.reference}</span>
      </h1>
      <Standing>
        {groups.length === 0 ? (
          <>
            <strong>Nothing is open.</strong> The check finds names, addresses and numbers, and not every one:
            a person reads for all else.
          </>
        ) : (
          <>
            <strong>
              {groups.length === 1 ? '1 thing may tell' : `${groups.length} things may tell`} who somebody is.
            </strong>{' '}
            Decide about each: it is harmless, or something else stands there.
          </>
        )}
      </Standing>
      {groups.length > 0 && mayDo(staff, 'prepare-publication') && (
        <OpenMarks
          desk={desk}
          staff={staff}
          known={known}
          draft={draft}
          groups={groups}
          problems={problems}
          form={form}
        />
      )}
      {settled.length > 0 && <Settled scheme={desk.scheme} draft={draft} marks={settled} posts={posts} />}
    </StaffPage>,
  )
}

function OpenMarks({
  desk,
  staff,
  known,
  draft,
  groups,
  problems,
  form,
}: {
  desk: Desk
  staff: Staff
  known: KnownCase
  draft: StatementDraft
  groups: ReturnType<typeof openGroups>
  problems: readonly Problem[]
  form: SentForm | undefined
}) {
  const action = deskAddresses.anonymityMarks(known.authority.slug, known.reference)
  return (
    <DeskForm action={action} token={tokenOf(desk, staff, action)}>
      <input type="hidden" name="version" value={String(draft.version)} />
      <MarkFields
        groups={groups.map(({ first, marks }) => ({
          mark: first,
          where: whereWords(draft, marks),
          text: placesOf(draft).find(({ place }) => place === first.place)?.text ?? '',
        }))}
        problems={problems}
        form={form}
      />
      <Button text="Save what I decided" />
      <p>
        <a href={deskAddresses.statementWriting(known.authority.slug, known.reference)}>
          Change the statement instead
        </a>
      </p>
    </DeskForm>
  )
}

function whereWords(draft: StatementDraft, marks: readonly SettledMark[]): string {
  const names = [...new Set(marks.map(({ place }) => placeName(draft, place)))]
  const [first = ''] = names
  return names.length === 1
    ? first
    : `${first} and ${names.length === 2 ? '1 more place' : `${names.length - 1} more places`}`
}

function Settled({
  scheme,
  draft,
  marks,
  posts,
}: {
  scheme: Scheme
  draft: StatementDraft
  marks: readonly SettledMark[]
  posts: ReadonlyMap<string, string>
}) {
  return (
    <section aria-labelledby="settled">
      <h2 id="settled">Settled</h2>
      <table class="desk-table desk-table--list">
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Where</th>
            <th scope="col">Decided</th>
          </tr>
        </thead>
        <tbody>
          {marks.map(({ kind, marked, place, settlement }) => (
            <tr>
              <td>
                {marked === null ? 'Taken out' : `“${marked}”`}
                <span class="note">{markKindNames[kind]}</span>
              </td>
              <td>{marked === null ? '' : placeName(draft, place)}</td>
              <td>
                {settlement?.as === 'harmless' ? 'Harmless' : 'Taken out'}
                {settlement?.reason != null && `: ${settlement.reason}`}
                {settlement !== null && (
                  <span class="note">
                    {posts.get(settlement.by) ?? settlement.by}, {printDate(dayOf(scheme, settlement.at))}
                  </span>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
