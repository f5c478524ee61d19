import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { printYear } from '../../scheme/printed-dates.ts'
import type { Measure } from '../../scheme/scheme.ts'
import type { MapLand, SchemeMap } from '../../scheme/scheme-map.ts'
import type { AuthorityWords } from '../../scheme/scheme-site.ts'
import { addresses } from '../../web/addresses.ts'
import { Page } from '../../web/layout.tsx'
import { SkipLink } from '../../web/skip-link.tsx'
import { editionLine } from '../site/dates.ts'
import { measureOf } from '../site/measure-view.ts'
import { notFound, type PublicSite } from '../site/public-site.tsx'
import type { PublishedCycle } from '../site/published-cycle-store.ts'
import { sharedCycles } from '../site/shared-reads-store.ts'
import type { AreaPaths } from './area-paths.ts'
import { AreasMap } from './areas-map.tsx'
import { CirclesMap } from './circles-map.tsx'
import { HexagonsMap } from './hexagons-map.tsx'
import { MapControls } from './map-controls.tsx'
import { mapFinding } from './map-finding.ts'
import { MapLegend } from './map-legend.tsx'
import { type MapFacts, type MapMark, mapMarks } from './map-mark.ts'
import type { PictureSettings } from './map-picture.tsx'
import { type MapQuestion, type MapView, mapQuery, readMapQuestion } from './map-question.ts'
import { MapTable } from './map-rows.tsx'
import { readAreas, readMapFacts } from './map-store.ts'
import { type MapTablePage, mapTablePage } from './map-table.ts'
import { type ChosenAuthority, ReadingBox } from './reading-box.tsx'

/** Everybody of one layer on one map, with the same as a table. */
export async function showMap(context: Context, publicSite: PublicSite): Promise<Response> {
  const asked = await askedMap(context, publicSite)
  if (!asked.ok) return asked.refusal
  const { map, question, facts } = asked
  const measure = measureOf(publicSite.scheme, question.measure.measure)
  if (!measure) throw new Error(`the scheme has no measure ${question.measure.measure}`)
  const marks = mapMarks(publicSite.scheme, question, facts)
  const page = mapTablePage(marks, question)
  if (!page) return noSuchMap(context, publicSite, [`The table has no page ${question.page}.`])
  const chosen = chooseAuthority(map, facts, marks, question)
  if (!chosen) return noSuchMap(context, publicSite, [`Nobody here has the name “${question.authority}”.`])
  // An invented figure never stands on the area of a real body.
  const areas =
    question.view === 'areas' && !publicSite.site.isDemonstration
      ? await readAreas(publicSite.database, map, question, marks)
      : undefined
  return context.html(
    <MapPage
      publicSite={publicSite}
      map={map}
      cycles={asked.cycles}
      question={question}
      measure={measure}
      marks={marks}
      page={page}
      chosen={chosen}
      areas={areas}
    />,
  )
}

type AskedMap =
  | {
      readonly ok: true
      readonly map: SchemeMap
      readonly cycles: readonly PublishedCycle[]
      readonly question: MapQuestion
      readonly facts: MapFacts
    }
  | { readonly ok: false; readonly refusal: Response | Promise<Response> }

/** Reads what is asked, and all that its answer needs. */
export async function askedMap(context: Context, publicSite: PublicSite): Promise<AskedMap> {
  const { scheme } = publicSite
  const { map } = scheme.site
  const cycles = await sharedCycles(publicSite)
  const [newest, ...earlier] = cycles.map(({ year }) => year)
  if (map === undefined || newest === undefined) {
    const help = <p class="text">It is drawn once the figures of a year are published.</p>
    return { ok: false, refusal: notFound(context, publicSite, 'There is no map here yet', help) }
  }
  const reading = readMapQuestion(map, [newest, ...earlier], context.req.query())
  if (!reading.ok) return { ok: false, refusal: noSuchMap(context, publicSite, reading.problems) }
  const { question } = reading
  return { ok: true, map, cycles, question, facts: await readMapFacts(publicSite, question.year) }
}

/** What is wrong with the address, and the way to a map that there is. */
function noSuchMap(context: Context, publicSite: PublicSite, problems: readonly string[]) {
  return notFound(
    context,
    publicSite,
    'There is no such map',
    <>
      {problems.map((problem) => (
        <p class="text">{problem}</p>
      ))}
      <p class="text">
        <a class="link" href={addresses.map()}>
          See the map of the latest year
        </a>
        .
      </p>
    </>,
  )
}

/** Undefined for a name nobody has. */
function chooseAuthority(
  map: SchemeMap,
  { authorities, members }: MapFacts,
  marks: readonly MapMark[],
  question: MapQuestion,
): ChosenAuthority | undefined {
  if (question.authority === undefined) return { kind: 'nobody' }
  const mark = marks.find(({ slug }) => slug === question.authority)
  if (mark) return { kind: 'on-map', mark }
  const authority = authorities.find(({ slug }) => slug === question.authority)
  if (!authority) return undefined
  const isMember = members.some(({ slug, isOnMap }) => isOnMap && slug === authority.slug)
  const layer = map.layers.find(({ kinds }) => kinds.includes(authority.kind))
  return { kind: 'elsewhere', authority, layer: isMember ? layer : undefined }
}

type MapPageSettings = {
  readonly publicSite: PublicSite
  readonly map: SchemeMap
  readonly cycles: readonly PublishedCycle[]
  readonly question: MapQuestion
  readonly measure: Measure
  readonly marks: readonly MapMark[]
  readonly page: MapTablePage
  readonly chosen: ChosenAuthority
  /** Undefined in other views, and where there are no boundaries for this map. */
  readonly areas: AreaPaths | undefined
}

function MapPage({
  publicSite,
  map,
  cycles,
  question,
  measure,
  marks,
  page,
  chosen,
  areas,
}: MapPageSettings) {
  const { site, scheme } = publicSite
  const printedYear = printYear(scheme, question.year)
  const title = `Map: ${lowerFirst(measure.name)}, ${printedYear}`
  const finding = mapFinding(scheme, question.measure, measure, printedYear, marks)
  const years = cycles.map(({ year }) => year)
  const newest = years[0] ?? question.year
  const query = (change: Partial<MapQuestion>) => mapQuery(map, newest, { ...question, ...change })
  const addressOf = (change: Partial<MapQuestion>) => addresses.map(query(change))
  const note = pictureNote(map, question.view, areas)
  const cycle = cycles.find(({ year }) => year === question.year)
  return (
    <Page
      site={site}
      title={title}
      current="map"
      edition={cycle && editionLine(scheme, cycle, cycle)}
      hasMap={true}
    >
      <h1 class="title">{title}</h1>
      <p class="lead">{finding}</p>
      <MapControls scheme={scheme} map={map} years={years} question={question} addressOf={addressOf} />
      <div class="map-page">
        <div class="map-page__words">
          <SkipLink text="Skip the table, to the map" href="#picture" />
          <ReadingBox
            scheme={scheme}
            measure={measure}
            layer={question.layer}
            year={question.year}
            printedYear={printedYear}
            marks={marks}
            chosen={chosen}
            addressOnLayer={(layer) => addressOf({ layer, page: 1 })}
          />
          <MapTable
            scheme={scheme}
            measure={measure}
            question={question}
            marks={marks}
            page={page}
            addressOf={addressOf}
            fileAddress={addresses.mapTable(query({ page: 1 }))}
          />
        </div>
        <div class="map-page__picture" id="picture" tabindex={-1}>
          <Picture
            land={map.land}
            view={question.view}
            areas={areas}
            noAreas={<NoAreas publicSite={publicSite} printedYear={printedYear} />}
            marks={marks}
            chosen={question.authority}
            addressOf={({ slug }) => `${addressOf({ authority: slug })}#reading`}
            keys={`Map. Arrow keys go from one ${scheme.site.authorityWords.one} to the next, Enter chooses it, plus and minus enlarge and reduce.`}
            title={title}
            description={`${finding} ${descriptions[question.view](scheme.site.authorityWords)} The table says the same.`}
          />
          {(question.view !== 'areas' || areas) && (
            <>
              <MapLegend
                scheme={scheme}
                mapMeasure={question.measure}
                measure={measure}
                marks={marks}
                view={question.view}
              />
              {note !== undefined && <p class="small map-page__note">{note}</p>}
            </>
          )}
        </div>
      </div>
    </Page>
  )
}

function Picture({
  land,
  view,
  areas,
  noAreas,
  ...picture
}: PictureSettings & { land: MapLand; view: MapView; areas: AreaPaths | undefined; noAreas: Child }) {
  switch (view) {
    case 'circles':
      return <CirclesMap land={land} {...picture} />
    case 'hexagons':
      return <HexagonsMap land={land} {...picture} />
    case 'areas':
      return areas ? <AreasMap land={land} areas={areas} {...picture} /> : noAreas
  }
}

const descriptions: Readonly<Record<MapView, (words: AuthorityWords) => string>> = {
  circles: ({ one }) =>
    `One circle for each ${one} at its place: bigger for more cases, hollow where there are too few to tell, a dot where there are none.`,
  hexagons: ({ one }) =>
    `One hexagon for each ${one}, all the same size, near where it is. Dark lines part the regions.`,
  areas: ({ one }) => `The area of each ${one}, coloured by its class.`,
}

/** Why there are no areas here. */
function NoAreas({ publicSite, printedYear }: { publicSite: PublicSite; printedYear: string }) {
  const { site, scheme } = publicSite
  const { many } = scheme.site.authorityWords
  return (
    <div class="map-page__none">
      <p class="lead">There are no areas to show here.</p>
      <p class="text">
        {site.isDemonstration
          ? `The ${many} of this demonstration are invented, and have no boundaries. Figures that are made up are never shown on the area of a real body.`
          : `The boundaries of these ${many} in ${printedYear} have not been brought in.`}{' '}
        The circles, the hexagons and the table say the same.
      </p>
    </div>
  )
}

/** What is said under a picture beside its legend; where circles come from stands at the foot of every page. */
function pictureNote(map: SchemeMap, view: MapView, areas: AreaPaths | undefined): string | undefined {
  if (view === 'hexagons') {
    return 'One hexagon each, all the same size, near where it is. Dark lines part the regions.'
  }
  return areas && map.boundaryCredit(areas.year)
}

function lowerFirst(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1)
}
