import type { Child } from 'hono/jsx'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import type { PublicSite } from '../site/public-site.tsx'

/** A page about the site itself: plain text under its own headings. */
export function AboutPage({
  publicSite,
  title,
  children,
}: {
  publicSite: PublicSite
  title: string
  children: Child
}) {
  return (
    <Page
      site={publicSite.site}
      title={title}
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: title }]}
    >
      <h1 class="title">{title}</h1>
      <div class="about">{children}</div>
    </Page>
  )
}
