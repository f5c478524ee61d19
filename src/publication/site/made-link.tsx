/** The measure that says how a table's total was made, and where it does. */
export type Made = { readonly name: string; readonly address: string }

/** From a table to how its total was made; nothing where the scheme has no measure of it. */
export function MadeLink({ made }: { made: Made | undefined }) {
  if (!made) return null
  return (
    <ul class="links">
      <li>
        <a class="link" href={made.address}>
          How was this made?<span class="govuk-visually-hidden"> {made.name}</span>
        </a>
      </li>
    </ul>
  )
}
