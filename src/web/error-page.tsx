import type { Child } from 'hono/jsx'
import { addresses } from './addresses.ts'
import { Page, type Site } from './layout.tsx'

/** What a visitor reads when a page cannot be shown: what happened, and what to do next. Never a trace. */
export function ErrorPage({ site, title, children }: { site: Site; title: string; children: Child }) {
  return (
    <Page site={site} title={title}>
      <div class="error-page">
        <h1 class="title">{title}</h1>
        {children}
        <p class="text">
          <a class="link" href={addresses.home()}>
            Search for a {site.words.authorityWords.one}
          </a>{' '}
          or{' '}
          <a class="link" href={addresses.authorities()}>
            see all {site.words.authorityWords.all}
          </a>
          .
        </p>
      </div>
    </Page>
  )
}
