import type { LetterFacts } from './letter-facts.ts'
import type { LetterFigures } from './letter-figures.ts'
import { onlyVariant } from './wording.ts'

/** The rules of one edition: which block a letter has, in which variant. The words stand in its wording.md. */
export type EditionRules = {
  readonly name: string
  /** Editions of 2022-23 and later print upheld decisions per 100,000 residents. */
  readonly hasRatePer100000: boolean
  /** What the base line of the satisfactory remedy box counts. */
  readonly satisfactoryRemedyBase: 'investigations' | 'upheld-decisions'
  readonly sections: readonly SectionRule[]
  /** Below the boxes of the statistics page. */
  readonly notes: readonly BlockRule[]
}

type SectionRule = {
  /** Its heading in the left column; a section without paragraphs loses it. */
  readonly heading: BlockRule | null
  readonly paragraphs: readonly ParagraphRule[]
}

/** The blocks of one paragraph, one running on from the other; or text approved for this authority alone. */
type ParagraphRule = readonly [BlockRule, ...BlockRule[]] | 'bespoke paragraphs'

export type BlockRule = {
  readonly block: string
  readonly variants: readonly string[]
  readonly choose: (situation: Situation) => Choice
  /** Its variant `name` opens the paragraph in bold. */
  readonly hasRunInName?: true
}

/** What rules are asked about. */
export type Situation = { readonly facts: LetterFacts; readonly figures: LetterFigures }

/** A variant by name, or no such block, or a reason to hold the letter. */
export type Choice<Variant extends string = string> = Variant | Absent | Held

export type Absent = { readonly absent: true }
export type Held = { readonly held: string }

export const absent: Absent = { absent: true }

/** A block whose rule picks one of its variants. */
export function variantBlock<Variant extends string>(
  block: string,
  variants: readonly Variant[],
  choose: (situation: Situation) => Choice<Variant>,
): BlockRule {
  return { block, variants, choose }
}

/** A block with one text, there always or when a condition holds. */
export function plainBlock(
  block: string,
  isThere: (situation: Situation) => boolean | Held = () => true,
): BlockRule {
  const choose = (situation: Situation): Choice => {
    const answer = isThere(situation)
    if (typeof answer !== 'boolean') return answer
    return answer ? onlyVariant : absent
  }
  return { block, variants: [onlyVariant], choose }
}

/** The explanation of a measure: its name in bold, then one of the variants. */
export function measureBlock<Variant extends string>(
  block: string,
  variants: readonly Variant[],
  choose: (situation: Situation) => Variant,
): BlockRule {
  return { block, variants, choose, hasRunInName: true }
}

/** Blocks every letter has, by the form of the letter and not by a rule. */
const standingBlocks: Readonly<Record<string, readonly string[]>> = {
  title: [onlyVariant],
  delivery: [onlyVariant],
  salutation: [onlyVariant],
  body: ['in being', 'closed'],
  closing: [onlyVariant],
  'statistics period': [onlyVariant],
  'noun upheld decision': ['one', 'several'],
  'noun investigation': ['one', 'several'],
  'noun compliance outcome': ['one', 'several'],
  'noun satisfactory remedy': ['one', 'several'],
  'box complaints upheld': boxVariants([]),
  'box compliance': boxVariants(['one failure', 'several failures', 'sentence after failures']),
  'box satisfactory remedy': boxVariants([]),
  'ring described': ['figure and average', 'figure', 'nothing'],
  'notes heading': ['reading the rings', 'nothing to report'],
  footer: [onlyVariant],
}

function boxVariants(more: readonly string[]): readonly string[] {
  return [
    'name',
    'plain words',
    'sentence',
    'average',
    'base',
    'nothing in two lines',
    'nothing',
    'nothing explained',
    ...more,
  ]
}

/** Every block and variant that the edition's wording has to have. */
export function blocksOfEdition(rules: EditionRules): ReadonlyMap<string, readonly string[]> {
  const known = new Map(Object.entries(standingBlocks))
  if (rules.hasRatePer100000) known.set('box complaints upheld', boxVariants(['rate']))
  for (const rule of allRules(rules)) {
    known.set(rule.block, rule.hasRunInName ? ['name', ...rule.variants] : rule.variants)
  }
  return known
}

function allRules(rules: EditionRules): readonly BlockRule[] {
  const ofSections = rules.sections.flatMap(({ heading, paragraphs }) => [
    ...(heading ? [heading] : []),
    ...paragraphs.flatMap((paragraph) => (paragraph === 'bespoke paragraphs' ? [] : paragraph)),
  ])
  return [...ofSections, ...rules.notes]
}
