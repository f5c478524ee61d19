import type { Child } from 'hono/jsx'

/** One part of a document: its head and dates at the left, its text beside them. The last may have no head. */
export function CasePart({
  id,
  head,
  note,
  isChapter = false,
  children,
}: {
  id: string
  head: string
  note?: Child
  /** A new chapter opens with a stronger line. */
  isChapter?: boolean
  children: Child
}) {
  return (
    <section
      class={isChapter ? 'case-part case-part--chapter' : 'case-part'}
      aria-labelledby={head === '' ? undefined : id}
    >
      <div>
        {head !== '' && <h2 id={id}>{head}</h2>}
        {note !== undefined && note !== '' && <p class="note">{note}</p>}
      </div>
      <div>{children}</div>
    </section>
  )
}
