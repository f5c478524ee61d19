import type { Child } from 'hono/jsx'
import { printYear } from '../../scheme/printed-dates.ts'
import type { ReportingYear } from '../../scheme/reporting-year.ts'
import type { Measure, Scheme } from '../../scheme/scheme.ts'
import { layOutArea } from '../charts/area-bars.ts'
import { AreaBarsChart } from '../charts/area-bars-chart.tsx'
import type { ChartWidth } from '../charts/chart-colours.ts'
import { layOutFunnel } from '../charts/funnel.ts'
import { FunnelChart } from '../charts/funnel-chart.tsx'
import { layOutGaps } from '../charts/gaps-over-time.ts'
import { GapsOverTimeChart } from '../charts/gaps-over-time-chart.tsx'
import { layOutSplit } from '../charts/split-bar.ts'
import { SplitBarChart } from '../charts/split-bar-chart.tsx'
import { largeMeasure, number } from '../site/measure-words.ts'
import type { DecidedByOutcome } from './casework-tables.ts'
import type { AreaWarning } from './early-warning-view.ts'
import type { FunnelView } from './funnel-view.ts'
import type { GapsView } from './gaps-view.ts'

/** One chart about an authority, for its page, for other documents and as a file of its own. */
export type AuthorityChart = {
  /** As it stands in the address. */
  readonly name: string
  /** Whole without its surroundings: "Where Larchwick stands among 164 district councils, 2023-24". */
  readonly title: string
  readonly finding: string
  readonly caption: { readonly wide: string; readonly narrow: string } | undefined
  /** What a reader has to know of its marks. */
  readonly notes: readonly string[]
  readonly draw: (width: ChartWidth) => ChartDrawing
}

export type ChartDrawing = {
  readonly width: number
  readonly height: number
  readonly drawing: Child
  /** What letters in it stand for. */
  readonly key: readonly string[]
}

type About = { readonly scheme: Scheme; readonly shortName: string; readonly year: ReportingYear }

/** Where the authority stands among its group; undefined where the group has no average. */
export function funnelChart(
  { scheme, shortName, year }: About,
  { measure, facts, groupName, memberCount, finding, outliers, hasFew }: FunnelView,
): AuthorityChart | undefined {
  const title = `Where ${shortName} stands among ${number(memberCount)} ${groupName}, ${printYear(scheme, year)}`
  const caption = `${measure.name}: ${measure.plainWords}, ${printYear(scheme, year)}`
  const laidOut = { wide: layOutFunnel(facts, 'wide'), narrow: layOutFunnel(facts, 'narrow') }
  if (!laidOut.wide || !laidOut.narrow) return undefined
  const { wide, narrow } = laidOut
  const isShared = wide.others.some(({ count }) => count > 1)
  return {
    name: 'funnel',
    title,
    finding,
    caption: { wide: caption, narrow: caption },
    notes: [
      outliers,
      ...(hasFew ? ['Hollow dots: too few to tell.'] : []),
      ...(isShared ? [`Larger dots: several ${scheme.site.authorityWords.many} at one place.`] : []),
      ...(wide.rateTicks[0]?.label === '0' ? [] : ['The scale does not start at 0.']),
    ],
    draw: (width) => {
      const funnel = width === 'wide' ? wide : narrow
      return drawn(
        funnel,
        <FunnelChart
          name={`funnel-${width}`}
          words={{ title, description: `${facts.own.label.join(', ')}. ${finding} ${outliers}` }}
          funnel={funnel}
          baseName={baseName(scheme, measure)}
        />,
      )
    },
  }
}

/** What a funnel counts along its bottom: "investigations in the year", "residents". */
function baseName(scheme: Scheme, measure: Measure): string {
  if (measure.denominator.kind === 'rate') return measure.denominator.base
  return `${largeMeasure(scheme, measure.code)?.baseNoun.many ?? 'cases'} in the year`
}

/** How far it stood from the average of the same year, over the years. */
export function gapsChart(
  { shortName }: About,
  { measure, facts, finding }: GapsView,
): AuthorityChart | undefined {
  const laidOut = { wide: layOutGaps(facts, 'wide'), narrow: layOutGaps(facts, 'narrow') }
  if (!laidOut.wide || !laidOut.narrow) return undefined
  const { wide, narrow } = laidOut
  const { counted } = measure.wording
  const noun = measure.denominator.kind === 'share' ? measure.denominator.noun.many : ''
  const title = `${shortName} over time: ${measure.name.toLowerCase()} beside the average of the same year`
  return {
    name: 'over-time',
    title,
    finding,
    caption: {
      wide: `Percentage points above or below the average; under each year, ${counted} / ${noun}`,
      narrow: 'Percentage points above or below the average',
    },
    notes: [
      'Each pale band: where the true rate plausibly lies. The line is cut where figures cannot be joined.',
      ...wide.breakKey,
    ],
    draw: (width) => {
      const gaps = width === 'wide' ? wide : narrow
      const described = facts.years.map(({ name, counts }) => `${name} ${counts.replace('/', ' of ')}`)
      return {
        ...drawn(
          gaps,
          <GapsOverTimeChart
            name={`over-time-${width}`}
            words={{ title, description: `${finding} ${described.join(', ')}.` }}
            gaps={gaps}
          />,
        ),
        key: gaps.breakKey,
      }
    },
  }
}

/** How small the base of the rate is among all decisions; undefined where nothing was decided. */
export function decidedChart(
  { scheme, shortName, year }: About,
  decided: DecidedByOutcome,
): AuthorityChart | undefined {
  const { total, notInvestigated, investigated, upheld } = decided
  const notUpheld = investigated.total - upheld
  const { decided: words } = scheme.site
  const split = layOutSplit({
    notInvestigated: {
      count: notInvestigated.total,
      label: `Not investigated ${number(notInvestigated.total)}`,
    },
    investigated: { count: investigated.total, label: `Investigated ${number(investigated.total)}` },
    notUpheld: { count: notUpheld, label: `${number(notUpheld)} ${words.notUpheld}` },
    upheld: { count: upheld, label: `${number(upheld)} ${words.upheld}` },
  })
  if (!split) return undefined
  const title = `What was decided about ${shortName}, ${printYear(scheme, year)}`
  const finding = decidedFinding(scheme, decided)
  return {
    name: 'outcomes',
    title,
    finding,
    caption: undefined,
    notes: [`All ${number(total)} decisions of the year.`],
    draw: (width) =>
      drawn(
        split,
        <SplitBarChart name={`outcomes-${width}`} words={{ title, description: finding }} split={split} />,
      ),
  }
}

/** "101 decisions. 24 were investigations; 18 of those found fault." */
export function decidedFinding(
  { site: { decided: words } }: Scheme,
  { total, investigated, upheld }: DecidedByOutcome,
): string {
  if (total === 0) return 'No decisions were made.'
  return `${number(total)} ${total === 1 ? 'decision' : 'decisions'}. ${words.finding(number(investigated.total), number(upheld))}`
}

/** One service area that its own past did not lead to expect. */
export function earlyWarningChart(
  { shortName }: About,
  { category, name: area, strong, rest, facts }: AreaWarning,
  chance: string,
): AuthorityChart {
  const title = `${area}: upheld complaints about ${shortName}`
  const finding = `${area}: ${strong}${rest}.`
  return {
    name: `early-warning-${category}`,
    title,
    finding,
    caption: { wide: 'Upheld, of published decisions', narrow: 'Upheld, of published decisions' },
    notes: [
      'Dashed: expected. A signal like this comes by chance at most once in 200 service areas a year. It asks for a look, it proves nothing.',
      chance,
    ],
    draw: (width) => {
      const laidOut = layOutArea(facts, width)
      const described = facts.years.map(({ name, count }) => `${name} ${count}`).join(', ')
      return drawn(
        laidOut,
        <AreaBarsChart
          name={`early-warning-${category}-${width}`}
          words={{ title, description: `${finding} ${described}.` }}
          area={laidOut}
        />,
      )
    },
  }
}

function drawn(
  { width, height }: { readonly width: number; readonly height: number },
  drawing: Child,
): ChartDrawing {
  return { width, height, drawing, key: [] }
}
