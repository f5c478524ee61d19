import type { StatementMatter } from './statement-matter.ts'
import { careMatters } from './statement-matters-care.ts'
import { childrenMatters } from './statement-matters-children.ts'
import { corporateMatters } from './statement-matters-corporate.ts'
import { environmentMatters } from './statement-matters-environment.ts'
import { highwaysMatters } from './statement-matters-highways.ts'
import { housingMatters } from './statement-matters-housing.ts'
import { moneyMatters } from './statement-matters-money.ts'
import { planningMatters } from './statement-matters-planning.ts'

const byName = new Map(
  [
    ...careMatters,
    ...childrenMatters,
    ...corporateMatters,
    ...environmentMatters,
    ...highwaysMatters,
    ...housingMatters,
    ...moneyMatters,
    ...planningMatters,
  ].map((matter) => [nameOf(matter.category, matter.subcategory), matter]),
)

/** What there is to say about a kind of complaint. */
export function statementMatter(category: string, subcategory: string | null): StatementMatter {
  const found = byName.get(nameOf(category, subcategory))
  if (!found) throw new Error(`nothing is written about ${category}, ${subcategory}`)
  return found
}

function nameOf(category: string, subcategory: string | null): string {
  return `${category} ${subcategory ?? ''}`
}
