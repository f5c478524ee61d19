import type { ComplianceReading, LetterReading, RemedyReading, UpheldReading } from './letter-reading.ts'

/** The three boxes of a statistics page, each read alone, with what disagrees in it. */
export type StatisticsPage = Pick<LetterReading, 'upheld' | 'compliance' | 'satisfactoryRemedy'> & {
  readonly satisfiedCount: number | null
  readonly findings: readonly string[]
}

/** Reads the boxes out of everything that follows the letter's closing. */
export function readStatisticsPage(tail: string): StatisticsPage {
  const boxes = boxesIn(tail)
  if (boxes.length === 0) {
    return {
      upheld: null,
      compliance: null,
      satisfactoryRemedy: null,
      satisfiedCount: null,
      findings: [absence(tail)],
    }
  }
  const findings: string[] = []
  const box = (measure: Measure): Box | undefined => boxes.find((candidate) => candidate.measure === measure)
  const upheld = readBox(box('upheld'), 'complaints upheld', readUpheld, findings)
  const compliance = readBox(box('compliance'), 'compliance', readCompliance, findings)
  const satisfactoryRemedy = readBox(box('satisfactoryRemedy'), 'satisfactory remedy', readRemedy, findings)
  return {
    upheld,
    compliance,
    satisfactoryRemedy,
    satisfiedCount: isFigure(compliance) ? (outOf(box('compliance')?.text ?? '')?.count ?? null) : null,
    findings: [...findings, ...disagreementsBetween(upheld, compliance, satisfactoryRemedy)],
  }
}

function absence(tail: string): string {
  return /\buphold rate\b|\bdetailed investigations\b|\bdecisions made\b|\bcomplaints upheld\b/i.test(tail)
    ? 'the statistics stand in a form that could not be read'
    : 'the document has no statistics page'
}

type Measure = 'upheld' | 'compliance' | 'satisfactoryRemedy'

type Box = {
  readonly measure: Measure
  readonly text: string
  /** The percentages its sentence is printed with: one, unless the page says it twice. */
  readonly rates: readonly number[]
  /** It says in words that there was nothing to report. */
  readonly saysNothing: boolean
}

const percent = String.raw`(?<![\d.,])(\d{1,6}(?:\.\d+)?) ?(?:%|per ?cent\b)`
const whole = String.raw`(?<![\d.,])(\d{1,3}(?:,\d{3})+|\d{1,9})(?![\d]|[.,]\d)`
const decimal = String.raw`(?<![\d.,])(\d{1,6}(?:\.\d+)?)`

/** The sentences by which each box is known, of every year's letters and of ours. */
const boxWords: Readonly<Record<Measure, { heading: RegExp; rate: RegExp; nothing: RegExp }>> = {
  upheld: {
    heading: /\bcomplaints upheld\b/gi,
    rate: new RegExp(
      String.raw`${percent} of (?:the )?(?:complaints|cases) (?:that )?we (?:have )?investigated(?: in detail)? (?:were|have been) upheld|\bwe upheld ${percent} of (?:the )?(?:complaints|cases) (?:that )?we (?:have )?investigated`,
      'gi',
    ),
    nothing:
      /\b(?:carried out|made|completed|did) no (?:detailed )?investigations\b|\bno (?:detailed )?investigations were (?:carried out|made|completed)\b|\bdid not (?:carry out|make|complete) any (?:detailed )?investigations\b/gi,
  },
  compliance: {
    heading: /\bcompliance with (?:the )?(?:ombudsman'?s? |our )?recommendations\b/gi,
    rate: new RegExp(
      String.raw`\bin ${percent} of (?:cases|complaints),? we were satisfied\b|\bwe were satisfied [^.]{0,120}? in ${percent} of (?:cases|complaints)\b`,
      'gi',
    ),
    nothing:
      /\bno recommendations (?:were|fell|became|had fallen|had been) (?:due|recorded)\b|\bthere were no recommendations due\b/gi,
  },
  satisfactoryRemedy: {
    heading: /\bsatisfactory remed(?:y|ies)(?: provided by (?:the|your) \w+)?\b/gi,
    rate: new RegExp(
      String.raw`\bin ${percent} of (?:the )?(?:upheld (?:cases|complaints)|(?:cases|complaints) (?:that )?we upheld),? (?:we found )?(?:that )?(?:the|your) \w+ had\b`,
      'gi',
    ),
    nothing: /\b(?:did not uphold any complaints|upheld no complaints|no complaints were upheld)\b/gi,
  },
}

const measures: readonly Measure[] = ['upheld', 'compliance', 'satisfactoryRemedy']

/** A box runs from its heading, or its first sentence where no heading stands there, to the next box. */
function boxesIn(tail: string): readonly Box[] {
  const anchors = measures
    .flatMap((measure) => {
      const rates = [...tail.matchAll(boxWords[measure].rate)]
      const nothing = [...tail.matchAll(boxWords[measure].nothing)]
      const index = rates[0]?.index ?? nothing[0]?.index
      return index === undefined ? [] : [{ measure, index, rates, saysNothing: nothing.length > 0 }]
    })
    .sort((a, b) => a.index - b.index)
  const starts = anchors.map(({ measure, index }, position) => {
    const after = anchors[position - 1]?.index ?? 0
    const headings = [...tail.slice(after, index).matchAll(boxWords[measure].heading)]
    const heading = headings.at(-1)
    return heading ? after + heading.index : index
  })
  return anchors.map(({ measure, rates, saysNothing }, position) => ({
    measure,
    text: tail.slice(starts[position], starts[position + 1]),
    rates: rates.map((found) => Number(found.slice(1).find((group) => group !== undefined))),
    saysNothing,
  }))
}

type Rate = { readonly percent: number; readonly averagePercent: number | null }

/** One box: its figure, `'nothing'`, or null with a finding that says why. */
function readBox<Figure>(
  box: Box | undefined,
  name: string,
  read: (text: string, rate: Rate, find: (finding: string) => void) => Figure,
  findings: string[],
): Figure | 'nothing' | null {
  const find = (finding: string): void => {
    findings.push(`${name}: ${finding}`)
  }
  if (!box) {
    find('the statistics page has no such box, or none that could be read')
    return null
  }
  const [rate] = box.rates
  if (rate === undefined) return 'nothing'
  if (box.saysNothing) find(`the box gives ${rate}% and also says there was nothing to report`)
  const others = [...box.rates, ...bigFigures(box.text)].filter((other) => other !== rate)
  if (others.length > 0) find(`the box gives both ${rate}% and ${others[0]}%`)
  if (rate > 100) {
    find(`${rate}% is impossible, so the box was not read`)
    return null
  }
  return read(box.text, { percent: rate, averagePercent: averageIn(box.text, find) }, find)
}

/** The large figure that our letters print before the sentence. */
function bigFigures(text: string): readonly number[] {
  const found = new RegExp(`${percent},? ${whole} of ${whole}`, 'i').exec(text)
  return found?.[1] === undefined ? [] : [Number(found[1])]
}

const averages = [
  new RegExp(String.raw`\baverage (?:of|is|was) ${percent}`, 'i'),
  new RegExp(String.raw`\bsimilar \w+: ${percent} on average`, 'i'),
  new RegExp(String.raw`\b(?:average|similar \w+)[^.%]{0,40}? ${percent}`, 'i'),
]

function averageIn(text: string, find: (finding: string) => void): number | null {
  const found = averages.map((pattern) => pattern.exec(text)?.[1]).find((value) => value !== undefined)
  if (found === undefined) return null
  const average = Number(found)
  if (average <= 100) return average
  find(`the average of ${average}% is impossible, so it was not read`)
  return null
}

function readUpheld(text: string, rate: Rate, find: (finding: string) => void): UpheldReading {
  const count = countOf(text, 'upheld (?:decisions?|complaints?|cases?)')
  const base = baseIn(text, '(?:detailed )?investigations?')
  const printed = outOf(text)
  checkPrinted(printed, count, base.base, find)
  const figure = {
    ...rate,
    count: count ?? printed?.count ?? null,
    base: base.base ?? printed?.base ?? null,
    baseLabel: base.baseLabel,
    ...ratesPer100000(text),
  }
  checkShare(rate.percent, figure.count, figure.base, find)
  if (figure.count === 0 && (figure.per100000 ?? 0) > 0) {
    find(`nothing was upheld, but the rate is ${figure.per100000} per 100,000`)
  }
  return figure
}

function readCompliance(text: string, rate: Rate, find: (finding: string) => void): ComplianceReading {
  const base = baseIn(text, 'compliance outcomes?')
  const printed = outOf(text)
  const figure = { ...rate, base: base.base ?? printed?.base ?? null, baseLabel: base.baseLabel }
  const failed = failuresIn(text)
  checkPrinted(printed, null, base.base, find)
  const count = printed?.count ?? (failed === null || figure.base === null ? null : figure.base - failed)
  if (printed && failed !== null && printed.count + failed !== printed.base) {
    find(
      `${printed.count} of ${printed.base} leaves ${printed.base - printed.count} not carried out, not ${failed}`,
    )
  }
  if (figure.base === null) find('its base could not be read')
  else if (count !== null) checkShare(rate.percent, count, figure.base, find)
  else if (!isShareOf(rate.percent, figure.base)) {
    find(`no number of ${figure.base} makes ${rate.percent}%`)
  }
  return figure
}

function readRemedy(text: string, rate: Rate, find: (finding: string) => void): RemedyReading {
  const count = countOf(text, 'satisfactory remed(?:y decisions?|ies|y)')
  const base = baseIn(text, '(?:upheld (?:decisions?|complaints?|cases?)|(?:detailed )?investigations?)')
  const printed = outOf(text)
  if (printed && count !== null && printed.count !== count) {
    find(`the box counts both ${printed.count} and ${count}`)
  }
  if (printed && printed.count > printed.base) find(`${printed.count} is more than its base, ${printed.base}`)
  const figure = {
    ...rate,
    count: count ?? printed?.count ?? null,
    base: base.base ?? printed?.base ?? null,
    baseLabel: base.baseLabel,
  }
  if (printed) checkShare(rate.percent, printed.count, printed.base, find)
  else if (isOfUpheld(figure)) checkShare(rate.percent, figure.count, figure.base, find)
  if (figure.count === null || figure.base === null) find('its count or its base could not be read')
  else if (figure.count > figure.base) find(`${figure.count} is more than its base, ${figure.base}`)
  return figure
}

/** The base line names upheld decisions. In letters to 2022-23 it may name investigations instead. */
function isOfUpheld(figure: RemedyReading): boolean {
  return figure.baseLabel === null || figure.baseLabel.startsWith('upheld')
}

function countOf(text: string, noun: string): number | null {
  const found = new RegExp(`${whole} ${noun}\\b(?! (?:per|for (?:every|each)) 100)`, 'gi')
  // The base line may name the same noun: "0 satisfactory remedies, of 1 upheld decision".
  const counts = [...text.matchAll(found)].filter(
    (count) => !/\b(?:total of|based on|of) $/i.test(text.slice(0, count.index)),
  )
  return toNumber(counts[0]?.[1])
}

function baseIn(
  text: string,
  noun: string,
): { readonly base: number | null; readonly baseLabel: string | null } {
  const found =
    new RegExp(String.raw`\b(?:total of|based on|of) ${whole} (${noun})\b`, 'i').exec(text) ??
    new RegExp(String.raw`${whole} (${noun}) recorded\b`, 'i').exec(text)
  return { base: toNumber(found?.[1]), baseLabel: found?.[2]?.toLowerCase() ?? null }
}

/** "46 of 48", as our letters print it under the large figure. */
function outOf(text: string): { readonly count: number; readonly base: number } | null {
  const found = new RegExp(
    String.raw`(?<!\bpage )${whole} of ${whole}(?! \w*(?:investigation|decision))`,
    'i',
  ).exec(text)
  const [count, base] = [toNumber(found?.[1]), toNumber(found?.[2])]
  return count === null || base === null ? null : { count, base }
}

/** "In 2 cases our recommendations were not carried out." */
function failuresIn(text: string): number | null {
  const found = new RegExp(
    String.raw`\bin ${whole} cases? our recommendations were not carried out`,
    'i',
  ).exec(text)
  return toNumber(found?.[1])
}

function ratesPer100000(text: string): Pick<UpheldReading, 'per100000' | 'averagePer100000'> {
  const rate = new RegExp(
    `${decimal} upheld (?:decisions?|complaints?|cases?) (?:per|for (?:every|each)) 100,000`,
    'gi',
  )
  let own: number | null = null
  let average: number | null = null
  for (const found of text.matchAll(rate)) {
    const sentence = text.slice(0, found.index).split(/\. /).at(-1) ?? ''
    if (/\baverage\b/i.test(sentence)) average ??= Number(found[1])
    else own ??= Number(found[1])
  }
  const beside = new RegExp(
    String.raw`100,000 \w+[;,] (?:and )?${decimal} (?:on average )?at similar\b`,
    'i',
  ).exec(text)
  return {
    per100000: own,
    averagePer100000: average ?? (beside?.[1] === undefined ? null : Number(beside[1])),
  }
}

function checkPrinted(
  printed: { readonly count: number; readonly base: number } | null,
  count: number | null,
  base: number | null,
  find: (finding: string) => void,
): void {
  if (!printed) return
  if (count !== null && printed.count !== count) find(`the box counts both ${printed.count} and ${count}`)
  if (base !== null && printed.base !== base) find(`the box has both ${printed.base} and ${base} as its base`)
}

function checkShare(
  rate: number,
  count: number | null,
  base: number | null,
  find: (finding: string) => void,
): void {
  if (count === null || base === null) {
    find('its count or its base could not be read')
    return
  }
  if (count > base) find(`${count} is more than its base, ${base}`)
  else if (base === 0) find(`${rate}% has a base of 0`)
  else if (!isRounded(rate, count, base)) find(`${count} of ${base} is not ${rate}%`)
}

/** Whether the printed rate is the share, rounded to the nearest in either direction at a tie. */
function isRounded(rate: number, count: number, base: number): boolean {
  const step = Number.isInteger(rate) ? 1 : 0.1
  return Math.abs((count * 100) / base - rate) <= step / 2 + 1e-9
}

function isShareOf(rate: number, base: number): boolean {
  return base > 0 && isRounded(rate, Math.round((rate * base) / 100), base)
}

function disagreementsBetween(
  upheld: StatisticsPage['upheld'],
  compliance: StatisticsPage['compliance'],
  remedy: StatisticsPage['satisfactoryRemedy'],
): readonly string[] {
  const findings: string[] = []
  const upheldCount = upheld === 'nothing' ? 0 : (upheld?.count ?? null)
  if (upheldCount === 0 && isFigure(remedy)) {
    findings.push('satisfactory remedy has a rate, but no complaint was upheld')
  }
  if (upheldCount !== null && upheldCount > 0 && remedy === 'nothing') {
    findings.push(`satisfactory remedy says nothing was upheld, but ${upheldCount} were`)
  }
  if (isFigure(remedy) && remedy.base !== null && upheldCount !== null && upheldCount > 0) {
    if (remedy.base !== upheldCount) {
      findings.push(
        `satisfactory remedy is a share of upheld cases (${upheldCount}), but its base line says ${remedy.base}${remedy.baseLabel === null ? '' : ` ${remedy.baseLabel}`}`,
      )
    }
    if (remedy.count !== null && remedy.count > upheldCount) {
      findings.push(`satisfactory remedies (${remedy.count}) are more than the upheld cases (${upheldCount})`)
    } else if (remedy.count !== null && !isRounded(remedy.percent, remedy.count, upheldCount)) {
      findings.push(
        `${remedy.count} satisfactory remedies of ${upheldCount} upheld cases is not ${remedy.percent}%`,
      )
    }
  }
  if (
    isFigure(compliance) &&
    isFigure(upheld) &&
    compliance.averagePercent !== null &&
    upheld.averagePercent === null
  ) {
    findings.push('complaints upheld has no average, though compliance has one')
  }
  return findings
}

function isFigure<Figure extends object>(figure: Figure | 'nothing' | null): figure is Figure {
  return figure !== null && figure !== 'nothing'
}

function toNumber(printed: string | undefined): number | null {
  return printed === undefined ? null : Number(printed.replaceAll(',', ''))
}
