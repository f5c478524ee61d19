import { withNoun } from '../scheme/count-noun.ts'
import { lastDay } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { formatRate, wholePercent } from '../statistics/rounding.ts'
import { type ChosenBlock, type ChosenParagraph, chooseBlocks } from './choose-blocks.ts'
import type { Edition } from './editions.ts'
import type { Letter, LetterBox, LetterParagraph, LetterRecord, MeasureRecord } from './letter.ts'
import { isClosed, type LetterFacts, type LetterProblem } from './letter-facts.ts'
import {
  type BoxFigure,
  type BoxName,
  blockOfBox,
  type Fraction,
  isNothingAtAll,
  type LetterFigures,
  letterFigures,
} from './letter-figures.ts'
import { letterPlaceholders } from './letter-placeholders.ts'
import { formatCount, formatDate, roundedBelow } from './letter-words.ts'
import {
  blockName,
  fillBlock,
  onlyVariant,
  type Paragraph,
  type PlaceholderValues,
  type Run,
} from './wording.ts'

/** A letter and the blocks of the edition it used; or every reason why it is held. */
export type ComposedLetter =
  | { readonly ok: true; readonly letter: Letter; readonly blocksUsed: ReadonlySet<string> }
  | { readonly ok: false; readonly problems: readonly LetterProblem[] }

/** From what is on record to a whole letter: figures, then blocks, then words. */
export function composeLetter(facts: LetterFacts, edition: Edition, scheme: Scheme): ComposedLetter {
  const { figures, problems } = letterFigures(facts, edition.rules)
  const missing = addresseeProblems(facts)
  if (!figures) return { ok: false, problems: [...missing, ...problems] }
  const chosen = chooseBlocks(edition.rules, { facts, figures })
  const words = wordsOf(edition, letterPlaceholders(facts, scheme))
  const letter = write(facts, figures, chosen, words, edition, scheme)
  const all = [...missing, ...chosen.problems, ...words.problems]
  return all.length > 0 ? { ok: false, problems: all } : { ok: true, letter, blocksUsed: words.used }
}

function addresseeProblems(facts: LetterFacts): LetterProblem[] {
  if (facts.addressees.length > 0) return []
  const whom = isClosed(facts) ? ' of a successor' : ''
  return [{ block: 'addressee', reason: `no chief executive${whom} is on record to write to; add the post` }]
}

/** Fills in blocks, remembering which were used and what went wrong in each. */
type Words = {
  readonly problems: LetterProblem[]
  readonly used: Set<string>
  readonly paragraphs: (
    chosen: Pick<ChosenBlock, 'block' | 'variant'>,
    more?: PlaceholderValues,
  ) => readonly Paragraph[]
  /** A block that is one paragraph without emphasis or links. */
  readonly line: (block: string, variant?: string, more?: PlaceholderValues) => string
}

function wordsOf(edition: Edition, values: PlaceholderValues): Words {
  const found: LetterProblem[] = []
  const used = new Set<string>()
  const paragraphs: Words['paragraphs'] = ({ block, variant }, more) => {
    used.add(blockName(block, variant))
    const filled = fillBlock(edition.wording, block, variant, more ? { ...values, ...more } : values)
    found.push(...filled.problems.map((reason) => ({ block: blockName(block, variant), reason })))
    return filled.paragraphs
  }
  const line: Words['line'] = (block, variant = onlyVariant, more) =>
    paragraphs({ block, variant }, more)
      .map((runs) => runs.map(({ text }) => text).join(''))
      .join(' ')
  return { problems: found, used, paragraphs, line }
}

function write(
  facts: LetterFacts,
  figures: LetterFigures,
  chosen: ReturnType<typeof chooseBlocks>,
  words: Words,
  edition: Edition,
  scheme: Scheme,
): Letter {
  const { settings } = facts.cycle
  const { addressLines, telephone, email, website } = settings.contacts
  const isEmpty = isNothingAtAll(figures)
  return {
    slug: facts.authority.slug,
    authority: facts.authority.officialName,
    year: facts.cycle.year,
    edition: edition.rules.name,
    title: words.line('title'),
    demonstrationNote: facts.demonstrationNote,
    masthead: {
      lines: settings.letterhead,
      anniversary: settings.anniversary ?? null,
      contacts: [...addressLines, telephone, website],
    },
    date: { iso: facts.cycle.letterDate, printed: formatDate(facts.cycle.letterDate) },
    delivery: words.line('delivery'),
    addressees: facts.addressees.map(({ person, post, body }) =>
      person ? [person.name, post, body] : [`The ${post}`, body],
    ),
    salutation: words.line('salutation'),
    sections: chosen.sections.map(({ heading, paragraphs }) => ({
      heading: heading && words.line(heading.block, heading.variant),
      paragraphs: paragraphs.flatMap((paragraph) => writeParagraph(paragraph, words)),
    })),
    closing: words.line('closing'),
    signatory: settings.signatory,
    statistics: {
      heading: facts.authority.officialName,
      period: words.line('statistics period'),
      boxes: [
        upheldBox(facts, figures, words),
        complianceBox(facts, figures, words),
        satisfactoryRemedyBox(facts, figures, words, edition),
      ],
      notes: {
        heading: words.line('notes heading', isEmpty ? 'nothing to report' : 'reading the rings'),
        paragraphs: chosen.notes.map(({ block, variant }) => words.line(block, variant)),
      },
    },
    footer: { contacts: [telephone, email], method: words.line('footer') },
    record: letterRecord(facts, figures, words, edition, scheme),
  }
}

function writeParagraph(paragraph: ChosenParagraph, words: Words): readonly LetterParagraph[] {
  if ('bespoke' in paragraph) {
    const block = 'bespoke paragraph'
    return paragraph.bespoke.map((text) => ({ block, runs: [{ text }], isUnbroken: false }))
  }
  const [first] = paragraph.blocks
  const texts = paragraph.blocks.map((chosen) => words.paragraphs(chosen))
  const name: Run[] = first.hasRunInName ? [{ text: words.line(first.block, 'name'), isStrong: true }] : []
  const block = first.block
  const isUnbroken = first.hasRunInName
  // Blocks of one paragraph run on; a block that itself has several paragraphs keeps them apart.
  const [opening = [], ...others] = texts.flat()
  if (texts.every(({ length }) => length === 1)) {
    return [{ block, runs: runOn([name, opening, ...others]), isUnbroken }]
  }
  return [runOn([name, opening]), ...others].map((runs) => ({ block, runs, isUnbroken }))
}

function runOn(parts: readonly Paragraph[]): readonly Run[] {
  return parts
    .filter((part) => part.length > 0)
    .flatMap((part, index) => (index === 0 ? part : [{ text: ' ' }, ...part]))
}

function upheldBox(facts: LetterFacts, figures: LetterFigures, words: Words): LetterBox {
  const figure = figures.upheld
  const block = blockOfBox.upheld
  if (figure.state === 'nothing') return emptyBox('upheld', facts, words)
  const { own } = figure
  const rate = (fraction: Fraction) => formatRate(fraction.numerator, fraction.denominator, 100_000)
  return {
    ...filledBox('upheld', figure, words),
    rate:
      figures.per100000 &&
      words.line(block, 'rate', {
        rate: counted(words, 'upheld decision', rate(figures.per100000.own)),
        averageRate: rate(figures.per100000.average),
      }),
    base: words.line(block, 'base', {
      numeratorCounted: counted(words, 'upheld decision', own.numerator),
      denominatorCounted: counted(words, 'investigation', own.denominator),
    }),
  }
}

function complianceBox(facts: LetterFacts, figures: LetterFigures, words: Words): LetterBox {
  const figure = figures.compliance
  const block = blockOfBox.compliance
  if (figure.state === 'nothing') return emptyBox('compliance', facts, words)
  const { own } = figure
  const failures = own.denominator - own.numerator
  const box = filledBox('compliance', figure, words, failures > 0 ? 'sentence after failures' : 'sentence')
  return {
    ...box,
    warning: failureWarning(failures, words),
    base: words.line(block, 'base', {
      denominatorCounted: counted(words, 'compliance outcome', own.denominator),
    }),
  }
}

function failureWarning(failures: number, words: Words): string | null {
  if (failures === 0) return null
  const block = blockOfBox.compliance
  if (failures === 1) return words.line(block, 'one failure')
  return words.line(block, 'several failures', { failures: formatCount(failures) })
}

function satisfactoryRemedyBox(
  facts: LetterFacts,
  figures: LetterFigures,
  words: Words,
  edition: Edition,
): LetterBox {
  const figure = figures.satisfactoryRemedy
  if (figure.state === 'nothing') return emptyBox('satisfactoryRemedy', facts, words)
  const base = satisfactoryRemedyBase(figures, edition)
  const noun = edition.rules.satisfactoryRemedyBase === 'investigations' ? 'investigation' : 'upheld decision'
  return {
    ...filledBox('satisfactoryRemedy', figure, words),
    base: words.line(blockOfBox.satisfactoryRemedy, 'base', {
      numeratorCounted: counted(words, 'satisfactory remedy', figure.own.numerator),
      denominatorCounted: counted(words, 'upheld decision', figure.own.denominator),
      baseCounted: counted(words, noun, base),
    }),
  }
}

/** In 2019-20 the base line of this box said investigations, though its share is of upheld decisions. */
function satisfactoryRemedyBase(figures: LetterFigures, edition: Edition): number {
  const ofInvestigations = edition.rules.satisfactoryRemedyBase === 'investigations'
  const figure = ofInvestigations ? figures.upheld : figures.satisfactoryRemedy
  return figure.state === 'figure' ? figure.own.denominator : 0
}

function filledBox(
  name: BoxName,
  { own, average }: Extract<BoxFigure, { state: 'figure' }>,
  words: Words,
  sentence = 'sentence',
): LetterBox {
  const block = blockOfBox[name]
  const number = wholePercent(own.numerator, own.denominator)
  const percent = `${number}%`
  const averagePercent = average && `${wholePercent(average.numerator, average.denominator)}%`
  return {
    block,
    name: words.line(block, 'name'),
    plainWords: words.line(block, 'plain words'),
    display: {
      state: 'figure',
      percent: String(number),
      count: `${formatCount(own.numerator)} of ${formatCount(own.denominator)}`,
      ring: {
        share: own.numerator / own.denominator,
        average: average && average.numerator / average.denominator,
      },
    },
    ringDescription: words.line('ring described', average ? 'figure and average' : 'figure', {
      percent,
      averagePercent,
    }),
    warning: null,
    sentence: words.line(block, sentence, { percent }),
    average: averagePercent && words.line(block, 'average', { averagePercent }),
    rate: null,
    base: '',
  }
}

function emptyBox(name: BoxName, facts: LetterFacts, words: Words): LetterBox {
  const block = blockOfBox[name]
  const body = words.line('body', isClosed(facts) ? 'closed' : 'in being')
  return {
    block,
    name: words.line(block, 'name'),
    plainWords: words.line(block, 'plain words'),
    display: { state: 'nothing', lines: words.line(block, 'nothing in two lines').split(' / ') },
    ringDescription: words.line('ring described', 'nothing'),
    warning: null,
    sentence: words.line(block, 'nothing', { body }),
    average: null,
    rate: null,
    base: words.line(block, 'nothing explained'),
  }
}

/** "1 upheld decision", "0.8 upheld decisions": the noun follows the number as printed. */
function counted(words: Words, noun: string, count: number | string): string {
  const printed = typeof count === 'number' ? formatCount(count) : count
  const block = `noun ${noun}`
  return withNoun(printed, { one: words.line(block, 'one'), many: words.line(block, 'several') })
}

function letterRecord(
  facts: LetterFacts,
  figures: LetterFigures,
  words: Words,
  edition: Edition,
  scheme: Scheme,
): LetterRecord {
  const { cycle, training } = facts
  const { upheld, compliance, satisfactoryRemedy, per100000 } = figures
  const rate = ({ numerator, denominator }: Fraction) => Number(formatRate(numerator, denominator, 100_000))
  const printsTraining = [...words.used].some((block) => block.startsWith('training ('))
  const total = training.thisYear
  return {
    authority: facts.authority.officialName,
    yearEnding: lastDay(scheme, cycle.year),
    letterDate: cycle.letterDate,
    publicationDate: facts.membership.isOnMap ? cycle.publicationDate : null,
    addressees: facts.addressees.map(({ person, post }) => ({ name: person?.name ?? null, post })),
    signatory: cycle.settings.signatory.name,
    upheld:
      upheld.state === 'nothing'
        ? 'nothing'
        : {
            ...measureRecord(upheld),
            count: upheld.own.numerator,
            per100000: per100000 && rate(per100000.own),
            averagePer100000: per100000 && rate(per100000.average),
          },
    compliance: compliance.state === 'nothing' ? 'nothing' : measureRecord(compliance),
    satisfiedCount: compliance.state === 'nothing' ? null : compliance.own.numerator,
    satisfactoryRemedy:
      satisfactoryRemedy.state === 'nothing'
        ? 'nothing'
        : {
            ...measureRecord(satisfactoryRemedy),
            base: satisfactoryRemedyBase(figures, edition),
            count: satisfactoryRemedy.own.numerator,
          },
    training:
      printsTraining && total
        ? { courses: total.courseCount, peopleMoreThan: roundedBelow(total.peopleCount) }
        : null,
    seminars:
      words.used.has('seminars') && total?.seminarDelegateCount && total.seminarAuthorityCount
        ? { delegates: total.seminarDelegateCount, authorities: total.seminarAuthorityCount }
        : null,
  }
}

function measureRecord({ own, average }: Extract<BoxFigure, { state: 'figure' }>): MeasureRecord {
  return {
    percent: wholePercent(own.numerator, own.denominator),
    averagePercent: average && wholePercent(average.numerator, average.denominator),
    base: own.denominator,
  }
}
