import type { PackBlock, PackSection, PackTable } from '../../publication/committee-pack/committee-pack.ts'

/** A report as it stands on a page behind the sign-in, in the order of the data. */
export function ReportBlocks({ sections }: { sections: readonly PackSection[] }) {
  return (
    <article class="own-report">
      {sections.map(({ name, heading, blocks }) => (
        <section class="own-report__section" aria-labelledby={name}>
          <h2 id={name}>{heading}</h2>
          {blocks.map((block) => (
            <Block block={block} />
          ))}
        </section>
      ))}
    </article>
  )
}

function Block({ block }: { block: PackBlock }) {
  switch (block.kind) {
    case 'text':
      return <p class={textClasses[block.tone]}>{block.text}</p>
    case 'table':
      return <Table table={block.table} />
    default:
      throw new Error(`the report on own complaints has no ${block.kind}`)
  }
}

const textClasses = { plain: undefined, grey: 'note', failure: 'own-report__failure' } as const

function Table({ table: { caption, columns, rows } }: { table: PackTable }) {
  return (
    <table class="desk-table own-report__table">
      <caption>{caption}</caption>
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
          row.kind === 'break' ? null : (
            <tr class={row.isStrong ? 'own-report__strong' : undefined}>
              {row.cells.map((cell, index) =>
                index === 0 ? (
                  <th scope="row">{cell}</th>
                ) : (
                  <td class={columns[index]?.isNumber ? 'number' : undefined}>{cell}</td>
                ),
              )}
            </tr>
          ),
        )}
      </tbody>
    </table>
  )
}
