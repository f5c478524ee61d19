import type { AuthorityChart, ChartDrawing } from '../authority/authority-charts.tsx'
import { chartFont } from '../charts/chart-colours.ts'
import { svgText } from '../charts/chart-file.tsx'
import type { PackChart } from './committee-pack.ts'

/** A chart of an authority's page as a picture for a document. */
export function packChart(chart: AuthorityChart | undefined): PackChart | undefined {
  if (!chart) return undefined
  const wide = chart.draw('wide')
  const narrow = chart.draw('narrow')
  return {
    name: chart.name,
    title: chart.title,
    caption: chart.caption?.wide ?? '',
    description: `${chart.title}. ${chart.finding}`,
    notes: [...wide.key, ...chart.notes.filter((note) => !wide.key.includes(note))],
    svg: pictureOf(wide),
    narrowSvg: pictureOf(narrow),
    narrowNotes: narrow.key.filter((note) => !chart.notes.includes(note)),
    width: wide.width,
    height: wide.height,
  }
}

function pictureOf({ width, height, drawing }: ChartDrawing): string {
  return svgText(
    // biome-ignore lint/a11y/noSvgWithoutTitle: the drawing within has a title of its own
    <svg
      xmlns="http://www.w3.org/2000/svg"
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      font-family={chartFont}
    >
      {drawing}
    </svg>,
  )
}
