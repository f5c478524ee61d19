import { BigFigure } from '../publication/site/big-figure.tsx'
import { type MeasureView, measureView } from '../publication/site/measure-view.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { YearlyFigures } from '../statistics/figure.ts'
import { failureToComply } from '../statistics/figure-wording.ts'

/** The large measures of one authority and year, side by side: number and ring, finding, base. */
export function LargeFigures({ scheme, figures }: { scheme: Scheme; figures: YearlyFigures }) {
  const views = scheme.site.largeMeasures
    .map(({ measure }) => measureView(scheme, figures, measure))
    .filter((view) => view !== undefined)
  return (
    <div class="portal-figures">
      {views.map((view) => (
        <section class="portal-figures__one">
          <BigFigure view={{ ...view, base: '' }} />
          <h3>{view.measure.name}</h3>
          <Finding scheme={scheme} view={view} />
          {view.base !== '' && <p class="note">{view.base}</p>}
        </section>
      ))}
    </div>
  )
}

/** A failure to comply is said first, however few; then where it stands beside similar authorities. */
function Finding({ scheme, view }: { scheme: Scheme; view: MeasureView }) {
  const failure = failureToComply(scheme, view.measure, view.figure)
  const { average, finding, whyNothing } = view
  return (
    <>
      {failure !== undefined && <p class="warning">{failure}</p>}
      {whyNothing !== undefined && <p>{whyNothing}</p>}
      {average && (
        <p>
          Similar {scheme.site.authorityWords.many} {average.printed}.
          {finding && ` ${finding.strong}${finding.rest}`}
        </p>
      )}
    </>
  )
}
