import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { DemonstrationBand, Head, type Site } from './layout.tsx'
import { SkipLink } from './skip-link.tsx'

export type DeskTab = { readonly text: string; readonly href: string }

export type DeskPageSettings = {
  readonly site: Site
  /** What the page is about, without the site's name. */
  readonly title: string
  /** Beside the site's name: the service, or the authority somebody acts for. */
  readonly about: string
  /** What somebody signed in as, never a name; null before the sign-in. */
  readonly post: string | null
  readonly tabs: readonly DeskTab[]
  /** The address of the tab this page belongs to. */
  readonly current?: string | undefined
  /** The way back to the page above this one. */
  readonly back?: DeskTab | undefined
  /** Comparing tables, and a letter beside its figures, take more room. */
  readonly isWide?: boolean
  /** The page shows a letter, which has its own look. */
  readonly hasLetter?: boolean
  /** Addresses of scripts of ours that the page can do without. */
  readonly scripts?: readonly string[]
  readonly children: Child
}

/** A page behind the sign-in: band, post, tabs, way back, content. It is nobody else's, and nothing keeps it. */
export function DeskPage(settings: DeskPageSettings) {
  const { site, about, post, tabs, current, back, isWide = false } = settings
  const width = isWide ? 'width width--wide' : 'width'
  return html`<!doctype html>${(
    <html lang="en-GB" class="govuk-template">
      <Head {...settings} stylesheets={[site.assets.deskStylesheet]} />
      <body class="govuk-template__body desk">
        <SkipLink text="Skip to main content" href="#main" />
        {site.isDemonstration && <DemonstrationBand note={site.words.demonstrationNote} isWide={isWide} />}
        <header class="desk-header">
          <div class={`${width} desk-header__row`}>
            <a class="desk-header__name" href={tabs[0]?.href ?? '/'}>
              {site.name}
            </a>
            <span class="desk-header__about">{about}</span>
            {post !== null && (
              <span class="desk-header__post">
                <a href="/account">{post}</a> · <a href="/account/sign-out">Sign out</a>
              </span>
            )}
          </div>
        </header>
        {tabs.length > 0 && (
          <nav class="desk-tabs" aria-label="Main">
            <ul class={width}>
              {tabs.map(({ text, href }) => (
                <li>
                  <a href={href} aria-current={href === current ? 'page' : undefined}>
                    {text}
                  </a>
                </li>
              ))}
            </ul>
          </nav>
        )}
        <div class={width}>
          <main class="desk-main" id="main" tabindex={-1}>
            {back && (
              <p class="desk-back">
                <a href={back.href}>{back.text}</a>
              </p>
            )}
            {settings.children}
          </main>
        </div>
      </body>
    </html>
  )}`
}

/** The sentence under a title that says how things stand: its decisive part in ink, the rest in grey. */
export function Standing({ children }: { children: Child }) {
  return <p class="standing">{children}</p>
}

/** What was just done, told once at the top of the page that follows. */
export function Notice({ children }: { children: Child }) {
  return (
    <p class="desk-notice" role="status">
      <StateMark mark="done" />
      {children}
    </p>
  )
}

/** What a mark means; it always stands beside a word. */
export type Mark = 'done' | 'attention' | 'open' | 'blocks'

/** A state as a word with its mark. */
export function State({ mark, children }: { mark: Mark; children: Child }) {
  return (
    <span class={`state state--${mark}`}>
      <StateMark mark={mark} />
      {children}
    </span>
  )
}

/** The mark alone, silent. */
export function StateMark({ mark }: { mark: Mark }) {
  return <span class={`mark mark--${mark}`} aria-hidden="true" />
}

export type DeskFigure = {
  readonly number: string
  /** One noun. */
  readonly noun: string
  /** One line in grey. */
  readonly note?: Child
  /** Accent for facts, warning for what blocks or failed, ink for what waits. */
  readonly tone?: 'fact' | 'warning' | 'waiting'
}

/** At most four big figures side by side; under one another in a narrow window. */
export function DeskFigures({ figures }: { figures: readonly DeskFigure[] }) {
  return (
    <ul class="desk-figures">
      {figures.map(({ number, noun, note, tone = 'fact' }) => (
        <li class={`desk-figures__one desk-figures__one--${tone}`}>
          <span class="desk-figures__number">{number}</span>
          <span class="desk-figures__words">
            <span class="desk-figures__noun">{noun}</span>
            {note !== undefined && <span class="desk-figures__note">{note}</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
