import type { Child } from 'hono/jsx'

/** A sentence anybody may quote, folded up until it is wanted. Works without scripts: it can be marked and copied. */
export function QuoteDetails({
  id,
  about,
  sentence,
  source,
  isDemonstration,
  children,
}: {
  /** Of the words to copy; unique on the page. */
  id: string
  /** Which figure it is about, for who hears the page. */
  about: string
  sentence: string
  source: string
  /** It is about something invented, and says so wherever it is pasted. */
  isDemonstration: boolean
  children?: Child
}) {
  return (
    <details class="tools__part">
      <summary>
        Quote this<span class="govuk-visually-hidden"> {about}</span>
      </summary>
      <div class="quote quote--folded">
        <div id={id}>
          <blockquote>
            {isDemonstration && 'DEMONSTRATION: '}“{sentence}”
          </blockquote>
          <p class="small">{source}</p>
        </div>
        <div class="tools">
          <button class="copy" type="button" data-copies={id} hidden>
            Copy sentence
          </button>
          {children}
        </div>
      </div>
    </details>
  )
}

/** The table that says the same as a chart, folded up beside it. */
export function TableDetails({ about, children }: { about: string; children: Child }) {
  return (
    <details class="tools__part">
      <summary>
        Table<span class="govuk-visually-hidden"> {about}</span>
      </summary>
      {children}
    </details>
  )
}

/** A chart as a file, in both forms. */
export function ChartFileLinks({ svg, png, about }: { svg: string; png: string; about: string }) {
  return (
    <>
      <a class="link" href={svg}>
        SVG<span class="govuk-visually-hidden"> {about}</span>
      </a>
      <a class="link" href={png}>
        PNG<span class="govuk-visually-hidden"> {about}</span>
      </a>
    </>
  )
}
