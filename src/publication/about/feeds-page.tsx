import type { Context } from 'hono'
import { addresses } from '../../web/addresses.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { AboutPage } from './about-page.tsx'

/** Everything that can be followed in a feed reader. */
export function showFeeds(context: Context, publicSite: PublicSite): Response | Promise<Response> {
  const { many } = publicSite.scheme.site.authorityWords
  const feeds = [
    {
      href: addresses.decisionsFeed(),
      title: 'Decisions',
      about:
        'Every decision as it is published. Each search of decisions has a feed of its own, linked from its results.',
    },
    {
      href: addresses.reportsFeed(),
      title: 'Public reports',
      about: 'Reports on what is of interest to everybody.',
    },
    {
      href: addresses.improvementsFeed(),
      title: 'Improvements',
      about: `What ${many} promised to do better. Narrow the list first, and its feed is as narrow.`,
    },
  ]
  return context.html(
    <AboutPage publicSite={publicSite} title="Feeds">
      <p class="lead">
        Follow what is published here in a feed reader. No account is needed, and nobody learns who reads.
      </p>
      <ul class="ruled">
        {feeds.map(({ href, title, about }) => (
          <li>
            <a class="link" href={href}>
              <strong>{title}</strong>
            </a>{' '}
            (Atom)
            <small>{about}</small>
          </li>
        ))}
      </ul>
      <p>
        Figures change once a year, and when they are{' '}
        <a class="link" href={addresses.corrections()}>
          corrected
        </a>
        . As data they come from the{' '}
        <a class="link" href={addresses.apiReference()}>
          API
        </a>
        .
      </p>
    </AboutPage>,
  )
}
