import type { Child } from 'hono/jsx'
import type { KnownAuthority } from '../../authorities/authority.ts'
import { addresses } from '../../web/addresses.ts'

/** From a body to those before or after it; nothing where there are none. */
export function Succession({ text, authorities }: { text: string; authorities: readonly KnownAuthority[] }) {
  if (authorities.length === 0) return null
  return (
    <p class="facts">
      {text}{' '}
      {authorities.map((authority, index) => (
        <>
          {index > 0 && (index === authorities.length - 1 ? ' and ' : ', ')}
          <AuthorityLink authority={authority} />
        </>
      ))}
      .
    </p>
  )
}

export function AuthorityLink({ authority }: { authority: KnownAuthority }): Child {
  return (
    <a class="link" href={addresses.authority(authority.slug)}>
      {authority.officialName}
    </a>
  )
}
