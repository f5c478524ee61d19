import type { Child } from 'hono/jsx'

/** A sentence anybody may quote, with its source and address, ready to copy. */
export function QuotePanel({
  sentence,
  source,
  isDemonstration,
  children,
}: {
  sentence: string
  source: string
  /** The sentence is about something invented, and says so wherever it is pasted. */
  isDemonstration: boolean
  /** Links beside the button. */
  children?: Child
}) {
  return (
    <div class="quote">
      <div id="quote">
        <blockquote>
          {isDemonstration && 'DEMONSTRATION: '}“{sentence}”
        </blockquote>
        <p class="small">{source}</p>
      </div>
      <div class="tools quote__tools">
        <button class="copy" type="button" data-copies="quote" hidden>
          Copy sentence
        </button>
        {children}
      </div>
    </div>
  )
}
