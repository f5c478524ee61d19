import { expect, it } from 'vitest'
import { checkAnonymity } from '../src/casework/anonymity/anonymity-check.ts'
import type { AnonymityMark } from '../src/casework/anonymity/anonymity-mark.ts'
import { publicNames } from '../src/casework/anonymity/found-place.ts'
import { howMany, sayFigures } from './hardening.ts'
import { type PlantedIdentity, type PlantedStatement, plantIdentities } from './planted-identities.ts'

const count = howMany(500, 5_000)

it(`of what gives people away in ${count} statements, at least 95 of 100 are marked, and at most every second mark is wrong`, () => {
  const found = plantIdentities(1, count).map((statement) => ({ ...statement, marks: marksIn(statement) }))
  const planted = found.flatMap(({ planted, marks }) =>
    planted.map((one) => ({ kind: one.kind, isMarked: marks.some((mark) => isAt(mark, one)) })),
  )
  const marks = found.flatMap(({ planted, marks }) =>
    marks.map((mark) => planted.some((one) => isAt(mark, one))),
  )
  const recall = share(planted.map(({ isMarked }) => isMarked))
  const precision = share(marks)
  const kinds = [...new Set(planted.map(({ kind }) => kind))].map((kind) => ({
    kind,
    recall: share(planted.filter((one) => one.kind === kind).map(({ isMarked }) => isMarked)),
  }))
  sayFigures(
    `anonymity: ${planted.length} planted in ${count} statements, recall ${percent(recall)} (${kinds.map((one) => `${one.kind} ${percent(one.recall)}`).join(', ')}), precision ${percent(precision)} of ${marks.length} marks`,
  )
  expect(recall).toBeGreaterThanOrEqual(0.95)
  expect(precision).toBeGreaterThanOrEqual(0.5)
  // No kind may hide behind the others.
  for (const one of kinds) expect(one.recall, one.kind).toBeGreaterThanOrEqual(0.9)
}, 300_000)

it('with nothing planted, a statement full of capitals and numbers has fewer than one mark to settle', () => {
  const marks = plantIdentities(2, count, 0).flatMap(marksIn)
  sayFigures(`anonymity: ${marks.length} marks in ${count} statements without anything planted`)
  expect(marks.length).toBeLessThan(count)
}, 300_000)

function marksIn({ summary, sections, record }: PlantedStatement): readonly AnonymityMark[] {
  const texts = [
    { place: 'summary', text: summary },
    ...sections.flatMap(({ heading, paragraphs }, section) => [
      { place: String(section), text: heading },
      ...paragraphs.map((text, paragraph) => ({ place: `${section}.${paragraph}`, text })),
    ]),
  ]
  return checkAnonymity(texts, {
    reference: '23 000 000',
    decidedOn: '2023-11-14',
    publicNames: publicNames(['Larchwick District Council']),
    complainant: { ...record, representative: null },
    alike: null,
  })
}

/** A person who looks where a mark stands sees what gives somebody away there. */
function isAt(mark: AnonymityMark, planted: PlantedIdentity): boolean {
  return mark.place === planted.place && mark.startsAt < planted.endsAt && planted.startsAt < mark.endsAt
}

function share(all: readonly boolean[]): number {
  return all.filter(Boolean).length / all.length
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)}%`
}
