import { readFile } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { ombudsmanForEngland } from '../scheme/ombudsman-for-england.ts'
import { formatReportingYear, reportingYear } from '../scheme/reporting-year.ts'

const text = await readFile(new URL('../../docs/methodology.md', import.meta.url), 'utf8')
const sections = new Map(
  text
    .split(/^## /m)
    .slice(1)
    .map((section) => [anchorOf(section.split('\n', 1)[0] ?? ''), section]),
)

test('every measure points to its section of the method', () => {
  for (const { code, methodSection } of ombudsmanForEngland.measures) {
    expect(sections.has(methodSection), `${code} points to #${methodSection}`).toBe(true)
  }
})

test('every section of a measure has a worked example or says what it counts', () => {
  for (const { methodSection } of ombudsmanForEngland.measures) {
    expect(sections.get(methodSection)).toMatch(/^> |Plain counts/m)
  }
})

test('no link within the method leads nowhere', () => {
  const targets = [...text.matchAll(/\]\(#([^)]+)\)/g)].map(([, anchor]) => anchor)
  expect(targets.length).toBeGreaterThan(10)
  for (const target of targets) expect([...sections.keys()]).toContain(target)
})

test('every break of the scheme stands in the method', () => {
  for (const { year } of ombudsmanForEngland.breaks) {
    expect(sections.get('breaks')).toContain(`| ${formatReportingYear(reportingYear(year))} |`)
  }
})

/** As GitHub and our own pages form it: lower case, punctuation dropped, spaces to hyphens. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s+/g, '-')
}
