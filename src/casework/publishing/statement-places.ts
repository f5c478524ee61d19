import type { PlacedText } from '../anonymity/anonymity-check.ts'
import type { StatementText } from './statement-text.ts'

/** A statement in the places that a mark of the anonymity check names. */
export function placesOf({ summary, sections }: StatementText): readonly PlacedText[] {
  return [
    { place: 'summary', text: summary },
    ...sections.flatMap(({ heading, paragraphs }, section) => [
      { place: String(section), text: heading },
      ...paragraphs.map((text, paragraph) => ({ place: `${section}.${paragraph}`, text })),
    ]),
  ]
}

/** A statement with other texts in some of its places. */
export function withPlaces(
  { summary, sections }: StatementText,
  texts: ReadonlyMap<string, string>,
): StatementText {
  return {
    summary: texts.get('summary') ?? summary,
    sections: sections.map(({ heading, paragraphs }, section) => ({
      heading: texts.get(String(section)) ?? heading,
      paragraphs: paragraphs.map((text, paragraph) => texts.get(`${section}.${paragraph}`) ?? text),
    })),
  }
}

/** A place as people call it: "Summary", "paragraph 4", "heading “What I found”". Paragraphs are numbered through. */
export function placeName({ sections }: StatementText, place: string): string {
  if (place === 'summary') return 'Summary'
  if (place === 'case') return 'The case as a whole'
  const [section = 0, paragraph] = place.split('.').map(Number)
  if (paragraph === undefined) return `Heading “${sections[section]?.heading ?? ''}”`
  const before = sections.slice(0, section).reduce((sum, { paragraphs }) => sum + paragraphs.length, 0)
  return `Paragraph ${before + paragraph + 1}`
}
