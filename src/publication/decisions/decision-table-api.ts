import type { Context } from 'hono'
import { formatReportingYear } from '../../scheme/reporting-year.ts'
import { addresses } from '../../web/addresses.ts'
import { type Cell, csvAnswer } from '../../web/csv-answer.ts'
import { clientOf, type SearchGate } from '../../web/search-limits.ts'
import type { PublicSite } from '../site/public-site.tsx'
import { type AskedSearch, askedSearch } from './asked-search.tsx'
import { type ListedDecision, readDecisionPage } from './decision-search-store.ts'
import { limited } from './limited-search.tsx'
import type { SearchCursor } from './search-cursor.ts'

const heading = [
  'reference',
  'authority',
  'authority_name',
  'kind',
  'category',
  'subcategory',
  'outcome',
  'decided_on',
  'year',
  'remedies',
  'summary',
  'address',
  'demonstration',
] as const

/** Rows read at a time; between two lots nothing is held in the database, however slowly they are taken. */
const lotLength = 1_000

/** All decisions a search finds as a file, the newest first. */
export async function sendDecisionsTable(
  context: Context,
  publicSite: PublicSite,
  gate: SearchGate,
): Promise<Response> {
  return limited(context, publicSite, gate, async () => {
    const result = await askedSearch(context, publicSite)
    if (!result.ok) return result.refusal
    const { origin } = new URL(context.req.url)
    const name = `${publicSite.site.isDemonstration ? 'DEMONSTRATION-' : ''}decisions.csv`
    return csvAnswer(
      context,
      name,
      heading,
      tableRows(publicSite, result.asked, origin, (read) => gate.passLate(clientOf(context), read)),
    )
  })
}

async function* tableRows(
  publicSite: PublicSite,
  { criteria, span, authorities }: AskedSearch,
  origin: string,
  inTurn: <Read>(read: () => Promise<Read>) => Promise<Read>,
): AsyncGenerator<readonly Cell[]> {
  if (span === undefined) return
  let cursor: SearchCursor | undefined
  for (;;) {
    const from = cursor
    const rows = await inTurn(() => readDecisionPage(publicSite.database, criteria, span, from, lotLength))
    for (const decision of rows.slice(0, lotLength)) {
      yield [...tableRow(decision, authorities, origin), publicSite.site.isDemonstration]
    }
    const last = rows[lotLength - 1]
    if (rows.length <= lotLength || last === undefined) return
    cursor = { ...last, direction: 'after', part: 0, rowsBefore: 0 }
  }
}

function tableRow(
  decision: ListedDecision,
  authorities: AskedSearch['authorities'],
  origin: string,
): readonly Cell[] {
  const { reference, category, subcategory, outcome, decidedOn, year, remedyKinds, summary } = decision
  const authority = authorities.get(decision.authorityId)
  return [
    reference,
    authority?.slug ?? null,
    authority?.officialName ?? null,
    authority?.kind ?? null,
    category,
    subcategory,
    outcome,
    decidedOn,
    formatReportingYear(year),
    remedyKinds.join(' '),
    summary,
    origin + addresses.decision(category, subcategory, reference),
  ]
}
