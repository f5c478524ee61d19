import { Ring, type RingShare } from '../../web/ring.tsx'
import type { MeasureView, ShownNumber } from './measure-view.ts'

/** The number a measure is: large, with its ring where it is a share, and its base in grey beneath. */
export function BigFigure({ view }: { view: MeasureView }) {
  return (
    <>
      <div class="big">
        <BigNumber shown={view.number} />
        {view.measure.denominator.kind === 'share' && (
          <Ring shown={ringShare(view)} average={view.average?.share} />
        )}
      </div>
      {view.base !== '' && <p class="base">{view.base}</p>}
    </>
  )
}

function BigNumber({ shown }: { shown: ShownNumber }) {
  if (shown.kind === 'words') {
    return (
      <span class="big__words">
        {shown.lines[0]}
        <br />
        {shown.lines[1]}
      </span>
    )
  }
  return (
    <span class="big__number">
      {shown.printed}
      {shown.unit === '%' && <span class="big__unit">%</span>}
    </span>
  )
}

function ringShare({ share, isFew }: { share: number | undefined; isFew: boolean }): RingShare {
  return share === undefined ? { state: 'empty' } : { state: 'share', share, isFew }
}
