/** One of the lists that people go through, of which a page shows one at a time. */
export type ListTab = {
  readonly text: string
  /** How many stand in it, as printed. */
  readonly count: string
  readonly href: string
  readonly isShown: boolean
}

/** The lists of a page with their counts, as links; the one that is shown is underlined. */
export function ListTabs({ label, lists }: { label: string; lists: readonly ListTab[] }) {
  return (
    <nav class="list-tabs" aria-label={label}>
      <ul>
        {lists.map(({ text, count, href, isShown }) => (
          <li>
            <a href={href} aria-current={isShown ? 'page' : undefined}>
              {text} {count}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}

/** The ways on from a page of a long list; nothing where the list has one page. */
export function ListPages({ first, next }: { first: string | undefined; next: string | undefined }) {
  if (first === undefined && next === undefined) return null
  return (
    <nav class="list-pages" aria-label="Pages of this list">
      {first !== undefined && <a href={first}>First page</a>}
      {next !== undefined && (
        <a rel="next" href={next}>
          Next page
        </a>
      )}
    </nav>
  )
}
