import type { Context } from 'hono'
import {
  type ChangedProvision,
  type CodeDifference,
  codeDifference,
  type MarkedWords,
} from '../../handling-code/provisions/code-difference.ts'
import { readCodeVersions } from '../../handling-code/provisions/code-store.ts'
import type { CodeVersion, Provision } from '../../handling-code/provisions/code-version.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { addresses } from '../../web/addresses.ts'
import { Button, Select } from '../../web/form-controls.tsx'
import { Page } from '../../web/layout.tsx'
import type { PublicSite } from '../site/public-site.tsx'
import { monthOf, noSuchVersion } from './code-page.tsx'
import { ProvisionList } from './provision-list.tsx'

/** What one version asks for and another does not, or asks for in other words. */
export async function showCodeChanges(context: Context, publicSite: PublicSite): Promise<Response> {
  const versions = await readCodeVersions(publicSite.database)
  const named = (name: string, otherwise: CodeVersion | undefined) => {
    const asked = context.req.query(name)
    return asked === undefined ? otherwise : versions.find(({ version }) => version === asked)
  }
  const from = named('from', versions.at(-2) ?? versions.at(-1))
  const to = named('to', versions.at(-1))
  if (from === undefined || to === undefined) return noSuchVersion(context, publicSite, versions)
  const difference = codeDifference(from.provisions, to.provisions)
  return context.html(
    <ChangesPage publicSite={publicSite} versions={versions} from={from} to={to} difference={difference} />,
  )
}

type ChangesSettings = {
  readonly publicSite: PublicSite
  readonly versions: readonly CodeVersion[]
  readonly from: CodeVersion
  readonly to: CodeVersion
  readonly difference: CodeDifference
}

function ChangesPage({ publicSite: { scheme, site }, versions, from, to, difference }: ChangesSettings) {
  const { name } = scheme.handlingCode
  const { added, removed, changed, unchangedCount } = difference
  return (
    <Page
      site={site}
      title="What changed between versions"
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: name, href: addresses.handlingCode() },
        { text: 'What changed' },
      ]}
    >
      <h1 class="title">What changed between versions</h1>
      {from === to ? (
        <p class="lead">
          {versions.length === 1
            ? `There is one version so far, of ${monthOf(to.inForceOn)}. Nothing can have changed.`
            : 'These are the same version. Choose two.'}
        </p>
      ) : (
        <p class="lead">
          From {from.version} to {to.version}: {added.length} added, {removed.length} taken out,{' '}
          {changed.length} changed. {withNoun(unchangedCount, { one: 'is', many: 'are' })} as before.
        </p>
      )}
      {versions.length > 1 && (
        <form class="code-choice" method="get" action={addresses.codeChanges()}>
          <VersionSelect name="from" label="From" versions={versions} chosen={from} />
          <VersionSelect name="to" label="To" versions={versions} chosen={to} />
          <Button text="Show" isSecondary={true} />
        </form>
      )}
      {changed.length > 0 && (
        <section class="section" aria-labelledby="changed">
          <h2 class="heading" id="changed">
            Changed
          </h2>
          <ul class="code-provisions">
            {changed.map((change) => (
              <Changed change={change} />
            ))}
          </ul>
        </section>
      )}
      <Whole id="added" title="Added" provisions={added} />
      <Whole id="removed" title="Taken out" provisions={removed} />
    </Page>
  )
}

function VersionSelect({
  name,
  label,
  versions,
  chosen,
}: {
  name: string
  label: string
  versions: readonly CodeVersion[]
  chosen: CodeVersion
}) {
  const items = versions.map((version) => ({
    value: version.version,
    text: version.version,
    selected: version === chosen,
  }))
  return <Select id={name} name={name} label={label} items={items} />
}

function Changed({ change: { before, after, words } }: { change: ChangedProvision }) {
  const isSaidAnew = before.text !== after.text
  return (
    <li id={after.provision}>
      <p class="code-provisions__number">{after.number}</p>
      <div class="code-provisions__words">
        <p>
          {isSaidAnew ? words.map((part, index) => <Part part={part} isFirst={index === 0} />) : after.text}
        </p>
        {before.number !== after.number && <p class="small">It was number {before.number}.</p>}
        {!isSaidAnew && before.number === after.number && (
          <p class="small">Its words are the same; what is known of it changed.</p>
        )}
      </div>
    </li>
  )
}

/** Words that came in or went out are marked as such for everybody, machines included. */
function Part({ part, isFirst }: { part: MarkedWords; isFirst: boolean }) {
  const space = isFirst ? '' : ' '
  if (part.in === 'both') return <>{space + part.words}</>
  const Mark = part.in === 'before' ? 'del' : 'ins'
  return (
    <>
      {space}
      <Mark>
        <span class="govuk-visually-hidden">{part.in === 'before' ? 'taken out: ' : 'added: '}</span>
        {part.words}
      </Mark>
    </>
  )
}

function Whole({ id, title, provisions }: { id: string; title: string; provisions: readonly Provision[] }) {
  if (provisions.length === 0) return null
  return (
    <section class="section" aria-labelledby={id}>
      <h2 class="heading" id={id}>
        {title}
      </h2>
      <ProvisionList provisions={provisions} more={() => null} />
    </section>
  )
}
