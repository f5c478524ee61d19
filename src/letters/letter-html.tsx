import { Fragment } from 'hono/jsx'
import type { Letter, LetterBox } from './letter.ts'
import type { Run } from './wording.ts'

/**
 * The letter as a fragment of a page, in the letter's own look. It needs `letterStylesheet`; its headings
 * begin at `h1`.
 */
export const LetterHtml = ({ letter }: { letter: Letter }) => (
  <article class="letter" lang="en-GB">
    {letter.demonstrationNote !== null && (
      <p class="letter-demonstration">
        <strong>DEMONSTRATION</strong> {letter.demonstrationNote}
      </p>
    )}
    <header class="letter-head">
      <p class="letter-masthead">
        <Lines lines={letter.masthead.lines} />
        {letter.masthead.anniversary !== null && (
          <span class="letter-anniversary">{letter.masthead.anniversary}</span>
        )}
      </p>
      <p class="letter-contacts">
        <Lines lines={letter.masthead.contacts} />
      </p>
    </header>
    <div class="letter-grid">
      <p class="letter-side">
        <time datetime={letter.date.iso}>{letter.date.printed}</time>
        <br />
        {letter.delivery}
      </p>
      <div>
        {letter.addressees.map((lines) => (
          <p class="letter-address">
            <Lines lines={lines} />
          </p>
        ))}
        <p>{letter.salutation}</p>
        <h1>{letter.title}</h1>
        {letter.reissue && (
          <p class="letter-reissue">
            <strong>{letter.reissue.heading}</strong> {letter.reissue.text}
          </p>
        )}
      </div>
    </div>
    {letter.sections.map(({ heading, paragraphs }) => (
      <section class="letter-grid">
        {heading === null ? <span /> : <h2 class="letter-side">{heading}</h2>}
        <div>
          {paragraphs.map(({ runs }) => (
            <p>
              <Runs runs={runs} />
            </p>
          ))}
        </div>
      </section>
    ))}
    <div class="letter-grid">
      <span />
      <div class="letter-closing">
        <p>{letter.closing}</p>
        <p>
          <strong>{letter.signatory.name}</strong>
          <br />
          <span class="letter-grey">
            <Lines lines={letter.signatory.lines} />
          </span>
        </p>
      </div>
    </div>
    <Statistics letter={letter} />
  </article>
)

const Statistics = ({ letter }: { letter: Letter }) => {
  const { heading, period, boxes, notes } = letter.statistics
  return (
    <section class="letter-statistics">
      <h2>{heading}</h2>
      <p class="letter-period">{period}</p>
      {boxes.map((box) => (
        <Box box={box} />
      ))}
      <div class="letter-notes">
        <h3>{notes.heading}</h3>
        <div>
          {notes.paragraphs.map((paragraph) => (
            <p>{paragraph}</p>
          ))}
        </div>
      </div>
      <p class="letter-footer">{[...letter.footer.contacts, letter.footer.method].join(' · ')}</p>
    </section>
  )
}

const Box = ({ box }: { box: LetterBox }) => (
  <section class="letter-box">
    <h3>{box.name}</h3>
    <p class="letter-plain-words">{box.plainWords}</p>
    {box.display.state === 'figure' ? (
      <p class="letter-figure">
        <span class="letter-number">
          {box.display.percent}
          <span class="letter-percent">%</span>
        </span>{' '}
        <span class="letter-count">{box.display.count}</span>
      </p>
    ) : (
      <p class="letter-nothing">
        <Lines lines={box.display.lines} />
      </p>
    )}
    <Ring display={box.display} />
    <div class="letter-sentences">
      {box.warning !== null && <p class="letter-warning">{box.warning}</p>}
      <p>{box.sentence}</p>
      {box.average !== null && <p class="letter-average">{box.average}</p>}
      {box.rate !== null && <p>{box.rate}</p>}
      <p class="letter-base">{box.base}</p>
    </div>
  </section>
)

/** The same ring as on paper, in tenths of a millimetre. Silent: the figure and its sentence say it in words. */
const Ring = ({ display }: { display: LetterBox['display'] }) => (
  <svg class="letter-ring" viewBox="-160 -160 320 320" aria-hidden="true" focusable="false">
    {display.state === 'nothing' ? (
      <circle r="128" class="letter-ring-empty" />
    ) : (
      <>
        <circle r="113" class="letter-ring-track" />
        <circle
          r="113"
          class="letter-ring-share"
          pathLength="100"
          stroke-dasharray={`${(display.ring.share * 100).toFixed(3)} 100`}
          transform="rotate(-90)"
        />
        {display.ring.average !== null &&
          ['letter-tick-casing', 'letter-tick'].map((look) => (
            <line
              class={look}
              y1="-86"
              y2="-146"
              transform={`rotate(${((display.ring.average ?? 0) * 360).toFixed(3)})`}
            />
          ))}
      </>
    )}
  </svg>
)

const Runs = ({ runs }: { runs: readonly Run[] }) => (
  <>
    {runs.map(({ text, isStrong, address }) => {
      if (address !== undefined) return <a href={address}>{text}</a>
      return isStrong ? <strong>{text}</strong> : text
    })}
  </>
)

const Lines = ({ lines }: { lines: readonly string[] }) => (
  <>
    {lines.map((line, index) => (
      <Fragment>
        {index > 0 && <br />}
        {line}
      </Fragment>
    ))}
  </>
)

/** The letter as a file of its own. */
export function letterDocument(letter: Letter): string {
  return `<!doctype html>\n${(<LetterDocument letter={letter} />).toString()}\n`
}

const LetterDocument = ({ letter }: { letter: Letter }) => {
  const title = `${letter.title}, ${letter.authority}`
  return (
    <html lang="en-GB">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        {letter.demonstrationNote !== null && <meta name="robots" content="noindex" />}
        <title>{letter.demonstrationNote === null ? title : `DEMONSTRATION: ${title}`}</title>
        {/* Our own constants, with nothing of the letter in them. */}
        <style dangerouslySetInnerHTML={{ __html: fileStylesheet + letterStylesheet }} />
      </head>
      <body>
        <main>
          <LetterHtml letter={letter} />
        </main>
      </body>
    </html>
  )
}

const fileStylesheet = 'body { margin: 0; } @page { size: A4; margin: 20mm 25mm; }'

/** The look of `LetterHtml`. Every name in it begins with `letter`. */
export const letterStylesheet = `
.letter { --ink: #16212b; --grey: #505a5f; --rule: #d5dbdf; --accent: #0b5c63; color: var(--ink);
  font: 1.1875rem/1.45 "Source Sans 3 Variable", "Source Sans 3", "Source Sans Pro", sans-serif;
  font-variant-numeric: lining-nums; max-width: 52rem; margin: 0 auto; padding: 0 1rem 3rem; }
.letter p { margin: 0 0 .75rem; }
.letter h1, .letter h2, .letter h3 { margin: 0; font-weight: 600; line-height: 1.25; }
.letter h1 { font-size: 2rem; margin: 1.5rem 0 0; }
.letter a { color: #083f45; text-underline-offset: .15em; }
.letter a:focus-visible { background: #fd0; box-shadow: 0 4px #16212b; outline: 3px solid transparent; }
.letter strong { font-weight: 600; }
.letter-demonstration { background: #f3f6f7; padding: .6rem 1rem; margin: 0 -1rem 2rem !important; font-size: 1rem; }
.letter-demonstration strong { letter-spacing: .08em; margin-right: .5em; }
.letter-head { display: flex; flex-wrap: wrap; gap: 1rem 3rem; justify-content: space-between; margin: 2rem 0; }
.letter-masthead { color: var(--accent); font-size: 1.5rem; font-weight: 600; line-height: 1.2; }
.letter-anniversary { display: block; }
.letter-anniversary, .letter-contacts { color: var(--grey); font-size: 1rem; font-weight: 400; line-height: 1.35; }
.letter-grid { display: grid; grid-template-columns: 10rem minmax(0, 38rem); column-gap: 2rem; margin-top: 1.5rem; }
h2.letter-side { color: var(--accent); font-size: inherit; line-height: inherit; }
.letter .letter-reissue { border-left: 5px solid var(--accent); padding-left: 1rem; margin: 1rem 0 0; }
.letter-closing p + p { margin-top: 3rem; }
.letter-grey, .letter-period, .letter-plain-words, .letter-base, .letter-footer { color: var(--grey); }
.letter-statistics { margin-top: 4rem; }
.letter-statistics > h2 { font-size: 2rem; overflow-wrap: break-word; }
.letter-period { font-size: 1.25rem; }
.letter-box { border-top: 1px solid var(--ink); padding: 1.25rem 0 2rem; display: grid; gap: .75rem 2rem;
  grid-template-columns: 13rem 7rem minmax(0, 1fr); align-items: start; }
.letter-box h3 { font-size: 1.25rem; grid-column: 1 / 3; }
.letter .letter-box p { margin: 0; }
.letter-figure { display: grid; line-height: 1.2; }
.letter-number { color: var(--accent); font-size: 4rem; font-weight: 700; line-height: 1; }
.letter-percent { font-size: 2.4rem; font-weight: 600; margin-left: .08em; }
.letter-count { font-size: 1.375rem; font-weight: 600; margin-top: .4rem; }
.letter-nothing { color: var(--accent); font-size: 1.75rem; font-weight: 600; line-height: 1.15; }
.letter-ring { width: 7rem; overflow: visible; fill: none; }
.letter-ring-track { stroke: var(--rule); stroke-width: 34; }
.letter-ring-share { stroke: var(--accent); stroke-width: 34; }
.letter-ring-empty { stroke: var(--grey); stroke-width: 2.8; }
.letter-tick { stroke: var(--ink); stroke-width: 5; }
.letter-tick-casing { stroke: #fff; stroke-width: 13; }
.letter-sentences { display: grid; gap: .5rem; }
.letter-warning { color: #a33a1f; font-weight: 600; }
.letter-average { border-left: 2px solid var(--ink); padding-left: .6rem; line-height: 1.25; margin: .15rem 0 !important; }
.letter-base { font-size: 1rem; }
.letter-notes { border-top: 1px solid var(--ink); padding-top: 1.5rem; display: grid; gap: 0 2rem;
  grid-template-columns: 13rem minmax(0, 38rem); }
.letter-notes h3 { color: var(--accent); font-size: 1rem; line-height: 1.45; }
.letter-notes p, .letter-footer { font-size: 1rem; }
@media (max-width: 40rem) {
  .letter-grid, .letter-notes { display: block; }
  h2.letter-side { margin-bottom: .25rem; }
  .letter-box { grid-template-columns: minmax(0, 1fr) 7rem; }
  .letter-box h3, .letter-plain-words, .letter-sentences { grid-column: 1 / -1; }
}
@media (forced-colors: active) {
  .letter-ring-track { stroke: GrayText; }
  .letter-ring-share, .letter-ring-empty, .letter-tick { stroke: CanvasText; }
  .letter-tick-casing { stroke: Canvas; }
}
@media print {
  .letter { font-size: 10.5pt; line-height: 15pt; max-width: none; padding: 0; }
  .letter p { margin-bottom: 6pt; orphans: 2; widows: 2; }
  .letter-demonstration { print-color-adjust: exact; margin: 0 0 8mm !important; }
  .letter-demonstration, .letter-anniversary, .letter-contacts, .letter-footer { font-size: 8.5pt; line-height: 11.5pt; }
  .letter-masthead { font-size: 15pt; }
  .letter-head { margin: 0 0 12mm; }
  .letter-grid { grid-template-columns: 36mm minmax(0, 1fr); column-gap: 4mm; margin-top: 5mm; }
  .letter h1, .letter-statistics > h2 { font-size: 20pt; }
  .letter h2 { break-after: avoid; }
  .letter .letter-reissue { border-left-width: 2pt; padding-left: 3mm; margin-top: 3mm; print-color-adjust: exact; }
  .letter-closing { break-inside: avoid; }
  .letter-closing p + p { margin-top: 9mm; }
  .letter-statistics { break-before: page; margin-top: 0; }
  .letter-period, .letter-box h3, .letter-count { font-size: 13pt; }
  .letter-box { break-inside: avoid; grid-template-columns: 45mm 26mm minmax(0, 1fr); gap: 3mm 8mm; padding: 5mm 0 7mm; }
  .letter-number { font-size: 54pt; }
  .letter-percent { font-size: 32pt; }
  .letter-nothing { font-size: 21pt; }
  .letter-ring { width: 26mm; print-color-adjust: exact; }
  .letter-sentences { font-size: 12pt; line-height: 16pt; }
  .letter-base, .letter-notes p, .letter-notes h3 { font-size: 10pt; line-height: 13.4pt; }
  .letter-notes { break-inside: avoid; grid-template-columns: 45mm minmax(0, 1fr); gap: 0 8mm; padding-top: 6mm; }
}
`
