import { readFileSync } from 'node:fs'
import type { Context } from 'hono'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { headingsOf, Markdown } from '../site/markdown.tsx'
import type { PublicSite } from '../site/public-site.tsx'

const document = new URL('../../../docs/methodology.md', import.meta.url)
let methodology: string | undefined

/** How every figure is made: docs/methodology.md, with a list of its sections. */
export function showMethod(context: Context, { site }: PublicSite): Response | Promise<Response> {
  methodology ??= readFileSync(document, 'utf8')
  const sections = headingsOf(methodology).filter(({ level }) => level === 2)
  return context.html(
    <Page
      site={site}
      title="How the figures are made"
      breadcrumbs={[{ text: 'Home', href: addresses.home() }, { text: 'Method' }]}
      current="method"
    >
      <div class="method">
        <nav aria-label="Contents">
          <p class="text">
            <strong>Contents</strong>
          </p>
          <ul>
            {sections.map(({ text, id }) => (
              <li>
                <a class="link" href={`#${id}`}>
                  {text}
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <div class="method__text">
          <Markdown text={methodology} />
        </div>
      </div>
    </Page>,
  )
}
