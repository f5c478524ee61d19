import type { BlockRule, EditionRules, Situation } from './edition.ts'
import type { LetterFacts, LetterProblem } from './letter-facts.ts'

/** Which blocks of the edition one letter has, in order, before a word of them is read. */
export type ChosenBlocks = {
  readonly sections: readonly ChosenSection[]
  readonly notes: readonly ChosenBlock[]
  /** Why the letter must be held, whatever its words. */
  readonly problems: readonly LetterProblem[]
}

type ChosenSection = {
  readonly heading: ChosenBlock | null
  readonly paragraphs: readonly ChosenParagraph[]
}

export type ChosenParagraph =
  | { readonly blocks: readonly [ChosenBlock, ...ChosenBlock[]] }
  | { readonly bespoke: readonly string[] }

export type ChosenBlock = {
  readonly block: string
  readonly variant: string
  readonly hasRunInName: boolean
}

/** Asks every rule of the edition about one authority's year. */
export function chooseBlocks(rules: EditionRules, situation: Situation): ChosenBlocks {
  const problems: LetterProblem[] = []
  const choose = (rule: BlockRule): readonly ChosenBlock[] => {
    const choice = rule.choose(situation)
    if (typeof choice === 'string') {
      return [{ block: rule.block, variant: choice, hasRunInName: rule.hasRunInName ?? false }]
    }
    if ('held' in choice) problems.push({ block: rule.block, reason: choice.held })
    return []
  }
  const sections = rules.sections.flatMap((section): ChosenSection[] => {
    const paragraphs = section.paragraphs.flatMap((paragraph): ChosenParagraph[] => {
      if (paragraph === 'bespoke paragraphs') return bespokeParagraphs(situation.facts, problems)
      const [first, ...rest] = paragraph.flatMap(choose)
      return first ? [{ blocks: [first, ...rest] }] : []
    })
    const [heading = null] = section.heading && paragraphs.length > 0 ? choose(section.heading) : []
    return paragraphs.length > 0 ? [{ heading, paragraphs }] : []
  })
  return { sections, notes: rules.notes.flatMap(choose), problems }
}

function bespokeParagraphs(facts: LetterFacts, problems: LetterProblem[]): ChosenParagraph[] {
  const paragraph = facts.bespokeParagraph
  if (!paragraph) return []
  if (!paragraph.isApproved) {
    problems.push({ block: 'bespoke paragraph', reason: 'it is written but not approved by a second person' })
  }
  const texts = paragraph.text
    .replaceAll('\r\n', '\n')
    .trim()
    .split(/\n\s*\n/)
  return [{ bespoke: texts.map((text) => text.replaceAll(/\s*\n\s*/g, ' ')) }]
}
