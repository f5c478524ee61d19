/** From a table to how its total was made. */
export function MadeLink({ href, of }: { href: string; of: string }) {
  return (
    <ul class="links">
      <li>
        <a class="link" href={href}>
          How was this made?<span class="govuk-visually-hidden"> {of}</span>
        </a>
      </li>
    </ul>
  )
}
