import { raw } from 'hono/html'
import { ButtonLink } from '../../web/form-controls.tsx'
import { Ring } from '../../web/ring.tsx'
import type {
  CommitteePack,
  PackBlock,
  PackChart,
  PackDecision,
  PackMeasure,
  PackTable,
} from './committee-pack.ts'
import type { CommitteeQuestion } from './committee-questions.ts'

/** The pack as it stands on a page, in the order of the data. */
export function PackHtml({
  pack,
  files,
}: {
  pack: CommitteePack
  /** The same as files, and what they are called. */
  files: { readonly name: string; readonly pdf: string; readonly docx: string }
}) {
  return (
    <article class="pack">
      <h1 class="title">{pack.authority}</h1>
      <p class="lead">
        {pack.title}: {pack.period}
      </p>
      {pack.demonstrationNote !== null && (
        <p class="text">
          <strong>DEMONSTRATION.</strong> {pack.demonstrationNote}
        </p>
      )}
      <ul class="links pack__files">
        <li>
          <ButtonLink text={`${files.name} as PDF`} href={files.pdf} />
        </li>
        <li>
          <a class="link" href={files.docx}>
            {files.name} as a Word document
          </a>
        </li>
        <li class="pack__hint">or print this page</li>
      </ul>
      {pack.sections.map(({ name, heading, blocks }) => (
        <section class="section pack__section" aria-labelledby={name}>
          <h2 class="heading" id={name}>
            {heading}
          </h2>
          {blocks.map((block) => (
            <Block block={block} />
          ))}
        </section>
      ))}
      <p class="small pack__source">
        {pack.source} {pack.address}
      </p>
    </article>
  )
}

function Block({ block }: { block: PackBlock }) {
  switch (block.kind) {
    case 'lead':
      return <p class="lead">{block.text}</p>
    case 'text':
      return <p class={textClasses[block.tone]}>{block.text}</p>
    case 'measures':
      return (
        <div class="pack__measures">
          {block.measures.map((measure) => (
            <Measure measure={measure} />
          ))}
        </div>
      )
    case 'questions':
      return <Questions questions={block.questions} />
    case 'table':
      return <Table table={block.table} />
    case 'chart':
      return <Chart chart={block.chart} />
    case 'decisions':
      return <Decisions decisions={block.decisions} />
  }
}

const textClasses = {
  plain: 'text text--wide',
  grey: 'small pack__note',
  failure: 'text text--wide failure',
} as const

function Measure({ measure }: { measure: PackMeasure }) {
  const { figure, ring } = measure
  return (
    <div class="pack__measure">
      <div>
        <div class="big">
          {figure.kind === 'words' ? (
            <span class="big__words">
              {figure.lines[0]}
              <br />
              {figure.lines[1]}
            </span>
          ) : (
            <span class="big__number">
              {figure.printed}
              {figure.unit === '%' && <span class="big__unit">%</span>}
            </span>
          )}
          <Ring
            shown={ring ? { state: 'share', share: ring.share, isFew: ring.isFew } : { state: 'empty' }}
            average={ring?.average ?? undefined}
          />
        </div>
        {measure.base !== '' && <p class="base">{measure.base}</p>}
      </div>
      <div>
        <h3 class="pack__name">{measure.name}</h3>
        <p class="text text--grey">{measure.plainWords}</p>
        {measure.failure !== null && <p class="text failure">{measure.failure}</p>}
        {measure.sentences.length > 0 && <p class="text">{measure.sentences.join(' ')}</p>}
        {measure.note !== '' && <p class="small">{measure.note}</p>}
      </div>
    </div>
  )
}

function Questions({ questions }: { questions: readonly CommitteeQuestion[] }) {
  return (
    <ol class="pack__questions">
      {questions.map(({ question, because }) => (
        <li>
          <p class="pack__question">{question}</p>
          <p class="small">{because}</p>
        </li>
      ))}
    </ol>
  )
}

function Table({ table: { caption, columns, rows } }: { table: PackTable }) {
  const all = columns.reduce((sum, { width }) => sum + width, 0)
  return (
    <div class={columns.length > 2 ? 'pack__table pack__table--wide' : 'pack__table'}>
      <table class="table">
        <caption>{caption}</caption>
        <colgroup>
          {columns.map(({ width }) => (
            <col width={`${Math.round((width * 1000) / all) / 10}%`} />
          ))}
        </colgroup>
        <thead>
          <tr>
            {columns.map(({ name, isNumber }) => (
              <th scope="col" class={isNumber ? 'number' : undefined}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) =>
            row.kind === 'break' ? (
              <tr class="table__break">
                <td colspan={columns.length}>{row.text}</td>
              </tr>
            ) : (
              <tr class={row.isStrong ? 'table__now' : undefined}>
                {row.cells.map((cell, index) =>
                  index === 0 ? (
                    <th scope="row">{cell}</th>
                  ) : (
                    <td
                      class={columns[index]?.isNumber ? 'number' : undefined}
                      data-column={columns[index]?.name}
                    >
                      {cell}
                    </td>
                  ),
                )}
              </tr>
            ),
          )}
        </tbody>
      </table>
    </div>
  )
}

/** A picture is drawn for a wide page and for paper; the table or the sentence beside it says the same. */
function Chart({ chart }: { chart: PackChart }) {
  return (
    <figure class="pack__chart">
      <figcaption>
        {chart.title}
        {chart.caption !== '' && <small>{chart.caption}</small>}
      </figcaption>
      <div class="pack__wide">{inPage(chart.svg)}</div>
      <div class="pack__narrow">
        {inPage(chart.narrowSvg)}
        {chart.narrowNotes.length > 0 && <p class="small">{chart.narrowNotes.join(' ')}</p>}
      </div>
      {chart.notes.length > 0 && <p class="small">{chart.notes.join(' ')}</p>}
    </figure>
  )
}

/** What a file declares about itself has no place within a page. */
function inPage(svg: string) {
  return raw(svg.replace(/^<\?xml[^>]*>\s*/, ''))
}

function Decisions({ decisions }: { decisions: readonly PackDecision[] }) {
  return (
    <ol class="pack__decisions">
      {decisions.map(({ reference, subject, decidedOn, summary, address }) => (
        <li>
          <h3 class="pack__name">
            <a class="link" href={address}>
              {subject}
            </a>
          </h3>
          <p class="small">
            {decidedOn} · {reference}
          </p>
          <p class="text text--wide">{summary}</p>
        </li>
      ))}
    </ol>
  )
}
