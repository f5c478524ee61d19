import { deskAddresses } from '../../web/desk-addresses.ts'
import type { Mark } from '../../web/desk-page.tsx'
import type { KnownCase } from '../case-record.ts'
import type { StatementSection } from '../decision-statement.ts'
import type { PublicationState } from './publication-standing.ts'

/** The way back from a page about a case's publication. */
export function backToPublication({ authority, reference }: KnownCase) {
  return { text: `Publication of ${reference}`, href: deskAddresses.publication(authority.slug, reference) }
}

/** Every state in a word or two, with its mark. */
export const stateWords: Readonly<Record<PublicationState, { readonly mark: Mark; readonly name: string }>> =
  {
    'not-decided': { mark: 'open', name: 'Not decided' },
    'not-of-a-published-kind': { mark: 'open', name: 'Not published' },
    withdrawn: { mark: 'blocks', name: 'Withdrawn' },
    'hold-asked': { mark: 'attention', name: 'Hold asked for' },
    held: { mark: 'blocks', name: 'Held' },
    'under-review': { mark: 'blocks', name: 'Under review' },
    scheduled: { mark: 'attention', name: 'Waits for its day' },
    published: { mark: 'done', name: 'Published' },
    'to-write': { mark: 'open', name: 'To write' },
    'to-check': { mark: 'attention', name: 'To check' },
    ready: { mark: 'attention', name: 'Ready to publish' },
  }

/** A statement as it will look, its paragraphs numbered through. */
export function StatementAsPublished({
  summary,
  sections,
}: {
  summary: string
  sections: readonly StatementSection[]
}) {
  const starts = sections.map((_, index) =>
    sections.slice(0, index).reduce((count, { paragraphs }) => count + paragraphs.length, 1),
  )
  return (
    <div class="draft-statement">
      <p class="draft-statement__summary">{summary}</p>
      {sections.map(({ heading, paragraphs }, index) => (
        <>
          <h3>{heading}</h3>
          <ol start={starts[index]}>
            {paragraphs.map((paragraph) => (
              <li>{paragraph}</li>
            ))}
          </ol>
        </>
      ))}
    </div>
  )
}
