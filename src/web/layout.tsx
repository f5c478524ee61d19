import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import type { SchemeSite } from '../scheme/scheme-site.ts'
import { addresses } from './addresses.ts'
import { type Breadcrumb, Breadcrumbs } from './breadcrumbs.tsx'
import { SkipLink } from './skip-link.tsx'

/** What every page of one site has in common. */
export type Site = {
  readonly name: string
  /** Who publishes it, in the footer. */
  readonly publisher: string
  readonly isDemonstration: boolean
  /** What the scheme says on every page. */
  readonly words: Pick<SchemeSite, 'authorityWords' | 'demonstrationNote' | 'credits' | 'map'>
  readonly assets: SiteAssets
}

/** Addresses of the files that pages use; each carries its version. */
export type SiteAssets = {
  readonly stylesheet: string
  /** What pages behind the sign-in have besides. */
  readonly deskStylesheet: string
  readonly letterStylesheet: string
  readonly copyScript: string
  readonly findScript: string
  readonly mapScript: string
  readonly rehearsalScript: string
  readonly icon: string
  /** Fetched before the stylesheet asks for them. */
  readonly fonts: readonly string[]
}

export type PageSettings = {
  readonly site: Site
  /** What the page is about, without the site's name. */
  readonly title: string
  readonly breadcrumbs?: readonly Breadcrumb[]
  /** Which word of the header the page belongs to. */
  readonly current?: HeaderWord
  /** Which state of the figures the page shows. */
  readonly edition?: string | undefined
  /** The page shows a letter, which has its own look. */
  readonly hasLetter?: boolean
  /** The page has a sentence to copy. */
  readonly canCopy?: boolean
  /** The page has a form that finds an authority by its name. */
  readonly canFind?: boolean
  /** The page has a map to read and enlarge. */
  readonly hasMap?: boolean
  /** A feed of what the page lists. */
  readonly feed?: { readonly title: string; readonly href: string }
  readonly children: Child
}

/** A whole page: band of the demonstration, header, way back, content, footer. */
export function Page(settings: PageSettings) {
  const { site, breadcrumbs } = settings
  return html`<!doctype html>${(
    <html lang="en-GB" class="govuk-template">
      <Head {...settings} />
      <body class="govuk-template__body">
        <SkipLink text="Skip to main content" href="#main" />
        {site.isDemonstration && <DemonstrationBand note={site.words.demonstrationNote} />}
        <Header {...settings} />
        <div class="width">
          <main class="main" id="main" tabindex={-1}>
            {breadcrumbs && <Breadcrumbs items={breadcrumbs} />}
            {settings.children}
          </main>
        </div>
        <Footer site={site} edition={settings.edition} />
      </body>
    </html>
  )}`
}

type HeadSettings = Pick<
  PageSettings,
  'site' | 'title' | 'feed' | 'canCopy' | 'canFind' | 'hasMap' | 'hasLetter'
> & {
  /** Addresses of further stylesheets and scripts of ours. */
  readonly stylesheets?: readonly string[]
  readonly scripts?: readonly string[]
}

/** What stands in the head of every page. */
export function Head({
  site,
  title,
  feed,
  canCopy = false,
  canFind = false,
  hasMap = false,
  hasLetter = false,
  stylesheets = [],
  scripts = [],
}: HeadSettings) {
  const whole = title === site.name ? title : `${title} – ${site.name}`
  return (
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <title>{site.isDemonstration ? `DEMONSTRATION: ${whole}` : whole}</title>
      {site.isDemonstration && <meta name="robots" content="noindex" />}
      <meta name="theme-color" content="#0b5c63" />
      {site.assets.fonts.map((font) => (
        <link rel="preload" href={font} as="font" type="font/woff2" crossorigin="anonymous" />
      ))}
      <link rel="stylesheet" href={site.assets.stylesheet} />
      {stylesheets.map((stylesheet) => (
        <link rel="stylesheet" href={stylesheet} />
      ))}
      {hasLetter && <link rel="stylesheet" href={site.assets.letterStylesheet} />}
      <link rel="icon" type="image/svg+xml" href={site.assets.icon} />
      {feed && <link rel="alternate" type="application/atom+xml" title={feed.title} href={feed.href} />}
      {canCopy && <script type="module" src={site.assets.copyScript} />}
      {canFind && <script type="module" src={site.assets.findScript} />}
      {hasMap && <script type="module" src={site.assets.mapScript} />}
      {scripts.map((script) => (
        <script type="module" src={script} />
      ))}
    </head>
  )
}

export function DemonstrationBand({ note, isWide = false }: { note: string; isWide?: boolean }) {
  return (
    <section class="demonstration" aria-label="Demonstration">
      <div class={isWide ? 'width width--wide' : 'width'}>
        <strong>DEMONSTRATION</strong> {note}
      </div>
    </section>
  )
}

function Header({ site, current }: PageSettings) {
  return (
    <header class="header">
      <div class="width header__row">
        <a class="header__name" href={addresses.home()}>
          {site.name}
        </a>
        <nav class="header__words" aria-label="Main">
          <HeaderWords site={site} current={current} />
        </nav>
        <details class="header__menu">
          <summary>Menu</summary>
          <nav aria-label="Main">
            <HeaderWords site={site} current={current} />
          </nav>
        </details>
      </div>
    </header>
  )
}

/** The six words of the header, each the head of a part of the site. */
const headerWords = [
  { word: 'map', text: 'Map', href: addresses.map() },
  { word: 'compare', text: 'Compare', href: addresses.compare() },
  { word: 'decisions', text: 'Decisions', href: addresses.decisions() },
  { word: 'reviews', text: 'Year in review', href: addresses.reviews() },
  { word: 'method', text: 'Method', href: addresses.method() },
  { word: 'data', text: 'Data', href: addresses.data() },
] as const

type HeaderWord = (typeof headerWords)[number]['word']

function HeaderWords({ site, current }: { site: Site; current: PageSettings['current'] }) {
  // A scheme whose bodies lie nowhere has no map.
  const words = headerWords.filter(({ word }) => word !== 'map' || site.words.map)
  return (
    <ul>
      {words.map(({ word, text, href }) => (
        <li>
          <a href={href} aria-current={current === word ? 'true' : undefined}>
            {text}
          </a>
        </li>
      ))}
    </ul>
  )
}

const footerLinks = [
  { text: 'Public reports', href: addresses.reports() },
  { text: 'Improvements', href: addresses.improvements() },
  { text: 'Handling Code', href: addresses.handlingCode() },
  { text: 'Training', href: addresses.training() },
  { text: 'Corrections', href: addresses.corrections() },
  { text: 'Feeds', href: addresses.feeds() },
  { text: 'API', href: addresses.apiReference() },
  { text: 'Accessibility', href: addresses.accessibility() },
  { text: 'Privacy', href: addresses.privacy() },
] as const

function Footer({ site, edition }: { site: Site; edition: string | undefined }) {
  return (
    <footer class="footer">
      <div class="width pair">
        <div>
          <ul class="footer__links">
            <li>
              <a href={addresses.authorities()}>All {site.words.authorityWords.all}</a>
            </li>
            {footerLinks.map(({ text, href }) => (
              <li>
                <a href={href}>{text}</a>
              </li>
            ))}
          </ul>
          {site.words.credits.map((credit) => (
            <p>{credit}</p>
          ))}
          {site.isDemonstration && (
            <p>
              This is a demonstration. Nothing invented is shown about a real body: the few real ones show
              only what their own published letters printed.
            </p>
          )}
        </div>
        <div class="footer__edition">
          <p>Published by {site.publisher}.</p>
          {edition !== undefined && <p>{edition}</p>}
        </div>
      </div>
    </footer>
  )
}
