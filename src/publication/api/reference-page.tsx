import type { Context, Hono } from 'hono'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { settingsOf } from '../downloads/data-file-api.tsx'
import { number } from '../site/measure-words.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { apiDocument } from './api-document-api.ts'
import { mostRecords, usualRecords } from './api-parameters.ts'
import { resources } from './api-resources-store.ts'
import { type Example, readExamples } from './reference-examples-api.ts'
import {
  type ReferenceField,
  type ReferenceOperation,
  type ReferenceParameter,
  referenceOperations,
} from './reference-operations-api.ts'

/** The reference of the API, from its own document and with real answers of this installation. */
export async function showReference(context: Context, publicSite: PublicSite, api: Hono): Promise<Response> {
  const settings = settingsOf(context, publicSite)
  return context.html(
    <ReferencePage
      publicSite={publicSite}
      origin={settings.origin}
      operations={referenceOperations(apiDocument(settings))}
      examples={await readExamples(publicSite, api, settings.origin)}
    />,
  )
}

type ReferenceSettings = {
  readonly publicSite: PublicSite
  readonly origin: string
  readonly operations: readonly ReferenceOperation[]
  readonly examples: ReadonlyMap<string, Example>
}

function ReferencePage(shown: ReferenceSettings) {
  return (
    <Page
      site={shown.publicSite.site}
      title="API"
      current="data"
      breadcrumbs={[
        { text: 'Home', href: addresses.home() },
        { text: 'Data', href: addresses.data() },
        { text: 'API' },
      ]}
    >
      <h1 class="title">API</h1>
      <p class="lead">Every record this site shows, at an address of its own, for programs to read.</p>
      <div class="api">
        <Contents />
        <div class="api__text">
          <Beginning {...shown} />
          {resources.map(({ set }) => (
            <section class="api__list" aria-labelledby={set.name}>
              <h2 class="heading" id={set.name}>
                {set.title}
              </h2>
              <p class="text">{set.about}</p>
              {shown.operations
                .filter(({ id }) => id === `list-${set.name}` || id === `read-${set.name}`)
                .map((operation) => (
                  <Operation operation={operation} example={shown.examples.get(operation.id)} />
                ))}
            </section>
          ))}
        </div>
      </div>
    </Page>
  )
}

function Contents() {
  return (
    <nav aria-label="Contents">
      <ul>
        <li>
          <a class="link" href="#begin">
            How to begin
          </a>
        </li>
        <li>
          <a class="link" href="#pages">
            Page by page
          </a>
        </li>
        <li>
          <a class="link" href="#problems">
            When something is wrong
          </a>
        </li>
        {resources.map(({ set }) => (
          <li>
            <a class="link" href={`#${set.name}`}>
              {set.title}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** Every status of a problem, with what it means. */
function problemsOf(operations: readonly ReferenceOperation[]): readonly (readonly [string, string])[] {
  const all = operations.flatMap(({ problems }) => problems)
  return [...new Map(all.map(({ status, description }) => [status, description]))].sort()
}

function Beginning({ origin, operations, examples, publicSite: { site } }: ReferenceSettings) {
  const figure = examples.get('read-figures')
  return (
    <>
      <h2 class="heading" id="begin">
        How to begin
      </h2>
      <p class="text">
        Ask with GET; no key is needed. Answers are JSON in UTF-8, with the same names and the same numbers as
        the{' '}
        <a class="link" href={addresses.data()}>
          files
        </a>
        , and the pages of any site may read them. For everything at once take a file: it is one request in
        place of hundreds.
      </p>
      {figure && (
        <pre class="api__code">
          <code>curl "{origin + figure.address}"</code>
        </pre>
      )}
      <p class="text">
        The document behind this page, in OpenAPI 3.1, is{' '}
        <a class="link" href={addresses.openApi()}>
          {addresses.openApi()}
        </a>
        . Every answer has an ETag: send it back as If-None-Match, and an answer that has not changed comes as
        304 without a body.
      </p>
      {site.isDemonstration && (
        <p class="text">
          This is a demonstration. Every record says so in its field <code>demonstration</code>.
        </p>
      )}
      <h2 class="heading" id="pages">
        Page by page
      </h2>
      <p class="text">
        A list gives {usualRecords} records, or up to {number(mostRecords)} with <code>limit</code>. Where it
        goes on stands in <code>next</code>, with a <code>cursor</code> that only fits the same list; it is
        null on the last page. There is no other end: whoever follows <code>next</code> gets every record
        once, also where others are added meanwhile.
      </p>
      <h2 class="heading" id="problems">
        When something is wrong
      </h2>
      <p class="text">
        The status says what kind of problem it is, and <code>detail</code> says in a sentence what is wrong
        and what to do. A parameter that is not known is refused, so that a slip is not taken for an answer.
      </p>
      <dl class="data-dictionary">
        {problemsOf(operations).map(([status, description]) => (
          <div>
            <dt>{status}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <pre class="api__code">
        <code>
          {JSON.stringify(
            {
              type: `${origin}${addresses.apiReference()}#problems`,
              title: 'The request cannot be answered',
              status: 400,
              detail: 'The parameter “year” must be a year written like 2023-24; “2023” is not.',
              parameter: 'year',
            },
            null,
            2,
          )}
        </code>
      </pre>
    </>
  )
}

function Operation({ operation, example }: { operation: ReferenceOperation; example: Example | undefined }) {
  const { id, path, parameters, envelope, fields, problems } = operation
  return (
    <div class="api__operation">
      <h3 class="api__address" id={id}>
        <span class="api__verb">GET</span> {addresses.api()}
        {path}
      </h3>
      <Parameters parameters={parameters.filter(({ name }) => !ofEveryList.has(name))} />
      {example && (
        <details class="data-columns">
          <summary>
            A real answer <span>{example.address}</span>
          </summary>
          <pre class="api__code">
            <code>{example.answer}</code>
          </pre>
        </details>
      )}
      <details class="data-columns">
        <summary>
          {envelope.length > 0 ? 'The answer, and the fields of a record' : 'The fields'}{' '}
          <span>{fields.length} fields</span>
        </summary>
        {envelope.length > 0 && <Fields fields={envelope} />}
        <Fields fields={fields} />
      </details>
      <p class="small">Problems: {problems.map(({ status }) => status).join(', ')}.</p>
    </div>
  )
}

/** Told once, under "Page by page". */
const ofEveryList: ReadonlySet<string> = new Set(['limit', 'cursor'])

function Parameters({ parameters }: { parameters: readonly ReferenceParameter[] }) {
  if (parameters.length === 0) return null
  return (
    <dl class="data-dictionary">
      {parameters.map(({ name, isInPath, description, values }) => (
        <div>
          <dt>{isInPath ? `{${name}}` : name}</dt>
          <dd>
            {description}
            {values.length > 0 && <small>{values.join(', ')}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}

function Fields({ fields }: { fields: readonly ReferenceField[] }) {
  return (
    <dl class="data-dictionary">
      {fields.map(({ name, type, description, values }) => (
        <div>
          <dt>{name}</dt>
          <dd>
            {description}
            <small>{type}</small>
            {values.length > 0 && <small>{values.join(', ')}</small>}
          </dd>
        </div>
      ))}
    </dl>
  )
}
