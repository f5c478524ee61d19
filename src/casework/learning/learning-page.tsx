import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { type Desk, StaffPage } from '../../accounts/signed-in-route.tsx'
import { readAuthorities } from '../../authorities/authority-store.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { printDate } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskTextInput } from '../../web/desk-form-controls.tsx'
import { DeskFigures, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { ListPages } from '../../web/list-tabs.tsx'
import {
  type FaultAgain,
  faultsAgain,
  type LearningRecord,
  type PromisedImprovement,
  type RepeatedPromise,
  repeatedPromises,
} from './learning.ts'
import { readLearning, readPromisingAuthorities } from './learning-store.ts'

/** So many authorities are compared for a page: every promise of each is held beside the others. */
const authoritiesOnPage = 15

/** What authorities promised more than once, and faults found again after what was promised had been done. */
export async function showLearning(context: Context, desk: Desk, person: Staff): Promise<Response> {
  const search = (context.req.query('search') ?? '').trim().slice(0, 100)
  const asked = context.req.query('from') ?? ''
  const skipped = /^\d{1,5}$/.test(asked) ? Number(asked) : 0
  const found = await readPromisingAuthorities(desk.database, desk.scheme, {
    search,
    skipped,
    count: authoritiesOnPage,
  })
  const authorities = found.slice(0, authoritiesOnPage)
  const records = await readLearning(
    desk.database,
    desk.scheme,
    authorities.map(({ id }) => id),
  )
  const rows = authorities.map((authority) => ({
    ...authority,
    ...learned(desk.scheme, records.get(authority.id)),
  }))
  return context.html(
    <StaffPage
      desk={desk}
      person={person}
      title="Learning"
      current={deskAddresses.recommendations()}
      back={{ text: 'Recommendations', href: deskAddresses.recommendations() }}
    >
      <h1>Learning</h1>
      <Standing>
        <strong>The same promise made again, and the same fault found again</strong> after what was promised
        had been done. {countWords(skipped, authorities.length, search)}
      </Standing>
      <form class="learning__search" method="get" action={deskAddresses.learning()}>
        <DeskTextInput id="search" label="Authority" width={20} value={search} />
        <Button text="Search" isSecondary={true} />
      </form>
      {rows.length === 0 ? (
        <p>No authority of that name has promised an improvement.</p>
      ) : (
        <table class="desk-table desk-table--list">
          <thead>
            <tr>
              <th scope="col">Authority</th>
              <th scope="col" class="number">
                Improvements promised
              </th>
              <th scope="col" class="number">
                Promised again
              </th>
              <th scope="col" class="number">
                Fault found again
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map(({ slug, officialName, promiseCount, repeated, again }) => (
              <tr>
                <th scope="row">
                  <a href={deskAddresses.learningOf(slug)}>{officialName}</a>
                </th>
                <NumberCell name="Promised" number={promiseCount} />
                <NumberCell name="Again" number={repeated.length} />
                <NumberCell name="Fault again" number={again.length} />
              </tr>
            ))}
          </tbody>
        </table>
      )}
      <ListPages
        first={skipped > 0 ? deskAddresses.learning({ search }) : undefined}
        next={
          found.length > authoritiesOnPage
            ? deskAddresses.learning({ search, from: skipped + authoritiesOnPage })
            : undefined
        }
      />
      <HowFound />
    </StaffPage>,
  )
}

function countWords(skipped: number, count: number, search: string): string {
  if (count === 0) return ''
  const which = search === '' ? 'by how much they promised' : `with “${search}” in their name`
  return `Authorities ${(skipped + 1).toLocaleString('en-GB')} to ${(skipped + count).toLocaleString('en-GB')}, ${which}.`
}

function NumberCell({ name, number }: { name: string; number: number }) {
  return (
    <td class="number" data-label={name}>
      {number.toLocaleString('en-GB')}
    </td>
  )
}

function HowFound() {
  return (
    <p class="note">
      Found by comparing words: most of what is found is the same, and some that is the same is missed. Read
      both before you say so. <a href={addresses.method('learning')}>How it is found</a>
    </p>
  )
}

type Learned = { readonly repeated: readonly RepeatedPromise[]; readonly again: readonly FaultAgain[] }

function learned({ complianceOutcomes }: Scheme, record: LearningRecord | undefined): Learned {
  if (!record) return { repeated: [], again: [] }
  const complied = new Set<string>(
    complianceOutcomes.filter(({ isComplied }) => isComplied).map(({ code }) => code),
  )
  return {
    repeated: repeatedPromises(record.promises),
    again: faultsAgain(record.promises, record.faults, (settlement) => complied.has(settlement)),
  }
}

/** The same of one authority, each with what it stands beside. */
export async function showLearningOf(context: Context, desk: Desk, person: Staff): Promise<Response> {
  const slug = context.req.param('slug')
  const authority = (await readAuthorities(desk.database)).find((one) => one.slug === slug)
  if (!authority) return context.notFound()
  const { scheme } = desk
  const isWhole = context.req.query('show') === 'all'
  const record = (await readLearning(desk.database, scheme, [authority.id])).get(authority.id)
  const { repeated, again } = learned(scheme, record)
  return context.html(
    <StaffPage
      desk={desk}
      person={person}
      title={`Learning, ${authority.officialName}`}
      current={deskAddresses.recommendations()}
      back={{ text: 'Learning', href: deskAddresses.learning() }}
    >
      <h1>{authority.officialName}</h1>
      <Standing>{findingOf(authority.shortName, repeated, again)}</Standing>
      <DeskFigures
        figures={[
          {
            number: (record?.promises.length ?? 0).toLocaleString('en-GB'),
            noun: 'promised',
            note: 'improvements to services',
          },
          {
            number: repeated.length.toLocaleString('en-GB'),
            noun: 'made again',
            note: 'the same promise',
            tone: repeated.length > 0 ? 'waiting' : 'fact',
          },
          {
            number: again.length.toLocaleString('en-GB'),
            noun: 'found again',
            note: 'the same fault, after it',
            tone: again.length > 0 ? 'warning' : 'fact',
          },
        ]}
      />
      {again.length > 0 && (
        <section aria-labelledby="faults">
          <h2 id="faults">The same fault, after what was promised had been done</h2>
          <p class="note">Decided after it was done; what was complained of may have happened before.</p>
          {(isWhole ? again : again.slice(0, mostShown)).map((one) => (
            <FaultFoundAgain scheme={scheme} slug={authority.slug} found={one} />
          ))}
          {!isWhole && <ShowAll slug={authority.slug} count={again.length} part="faults" />}
        </section>
      )}
      {repeated.length > 0 && (
        <section aria-labelledby="promises">
          <h2 id="promises">The same promise, made again</h2>
          {(isWhole ? repeated : repeated.slice(0, mostShown)).map((one) => (
            <PromiseMadeAgain scheme={scheme} slug={authority.slug} repeated={one} />
          ))}
          {!isWhole && <ShowAll slug={authority.slug} count={repeated.length} part="promises" />}
        </section>
      )}
      <HowFound />
    </StaffPage>,
  )
}

/** Of each so many are shown at first, those that came again last. */
const mostShown = 8

function ShowAll({ slug, count, part }: { slug: string; count: number; part: 'faults' | 'promises' }) {
  if (count <= mostShown) return null
  return (
    <p>
      <a href={`${deskAddresses.learningOf(slug)}?show=all#${part}`}>
        Show all {count.toLocaleString('en-GB')}
      </a>
    </p>
  )
}

function findingOf(name: string, repeated: readonly RepeatedPromise[], again: readonly FaultAgain[]) {
  if (repeated.length + again.length === 0) {
    return `${name} has promised nothing twice, and no fault was found again, as far as words tell.`
  }
  return (
    <strong>
      {[
        again.length > 0 &&
          `${withNoun(again.length, { one: 'fault was', many: 'faults were' })} found again`,
        repeated.length > 0 &&
          `${withNoun(repeated.length, { one: 'promise was', many: 'promises were' })} made again`,
      ]
        .filter((part) => part !== false)
        .join('; ')}
      .
    </strong>
  )
}

function PromiseMadeAgain({
  scheme,
  slug,
  repeated: { promises },
}: {
  scheme: Scheme
  slug: string
  repeated: RepeatedPromise
}) {
  const last = promises.at(-1)
  if (!last) return null
  return (
    <article class="learning__one">
      <h3>{last.text}</h3>
      <p class="note">
        {subjectOf(scheme, last)}. Promised {withNoun(promises.length, { one: 'time', many: 'times' })}, in{' '}
        {caseCount(promises)} cases.
      </p>
      <ul class="learning__list">
        {promises.toReversed().map((promise) => (
          <li>
            <CaseLink slug={slug} reference={promise.reference} />, {printDate(promise.decidedOn)}
            {promise.text !== last.text && <>: {promise.text}</>}{' '}
            <span class="note">{settlementWords(scheme, promise)}</span>
          </li>
        ))}
      </ul>
    </article>
  )
}

function caseCount(promises: readonly PromisedImprovement[]): number {
  return new Set(promises.map(({ reference }) => reference)).size
}

function FaultFoundAgain({
  scheme,
  slug,
  found: { fault, kept, keptOn, again },
}: {
  scheme: Scheme
  slug: string
  found: FaultAgain
}) {
  return (
    <article class="learning__one">
      <h3>{subjectOf(scheme, fault)}</h3>
      <p>
        <CaseLink slug={slug} reference={fault.reference} />, {printDate(fault.decidedOn)}. {fault.summary}
      </p>
      <p class="note">
        Done by {printDate(keptOn)}: {kept.map(({ text }) => text).join('; ')}.
      </p>
      <ul class="learning__list">
        {again.map((one) => (
          <li>
            <strong>Again:</strong> <CaseLink slug={slug} reference={one.reference} />,{' '}
            {printDate(one.decidedOn)}. {one.summary}
          </li>
        ))}
      </ul>
    </article>
  )
}

function CaseLink({ slug, reference }: { slug: string; reference: string }) {
  return (
    <a class="portal-whole" href={deskAddresses.case(slug, reference)}>
      {reference}
    </a>
  )
}

function subjectOf(
  scheme: Scheme,
  { category, subcategory }: { readonly category: string; readonly subcategory: string | null },
): string {
  const name = scheme.categories.find(({ code }) => code === category)?.name ?? category
  return subcategory === null ? name : `${name}: ${subcategory}`
}

function settlementWords(
  { complianceOutcomes }: Scheme,
  { settlement, settledOn }: PromisedImprovement,
): string {
  if (settlement === null || settledOn === null) return 'Not settled.'
  const name = complianceOutcomes.find(({ code }) => code === settlement)?.name ?? settlement
  return `${name}, ${printDate(settledOn)}.`
}
