import { Ring } from '../../web/ring.tsx'
import type { HeadlineFigure } from './national-headline.ts'

/** The large measures of everybody together, side by side. */
export function Headline({ figures }: { figures: readonly HeadlineFigure[] }) {
  return (
    <div class="headline">
      {figures.map((figure) => (
        <div>
          <div class="big">
            <HeadlineNumber printed={figure.printed} />
            <Ring shown={{ state: 'share', share: figure.share, isFew: false }} />
          </div>
          <h3>{figure.name}</h3>
          <p class="text">{figure.sentence}</p>
          <p class="small">{figure.base}</p>
        </div>
      ))}
    </div>
  )
}

function HeadlineNumber({ printed }: { printed: string }) {
  if (!printed.endsWith('%')) return <span class="big__words">{printed}</span>
  return (
    <span class="big__number">
      {printed.slice(0, -1)}
      <span class="big__unit">%</span>
    </span>
  )
}
