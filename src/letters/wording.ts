/**
 * An edition's wording: prose in Markdown that people who do not program can change. This reads it into
 * blocks and variants, and fills in what stands in braces.
 */
export type Wording = {
  readonly edition: string
  readonly blocks: ReadonlyMap<string, ReadonlyMap<string, readonly Paragraph[]>>
}

/** Runs of text in which {placeholders} still stand. */
export type Paragraph = readonly Run[]

/** A stretch of text that looks one way. */
export type Run = {
  readonly text: string
  readonly isStrong?: true
  /** Where it leads, if it is a link. */
  readonly address?: string
}

/** What stands for each placeholder; null where it is known but has no value for this authority. */
export type PlaceholderValues = Readonly<Record<string, string | null>>

/** The variant of a block that has none. */
export const onlyVariant = ''

export function parseWording(edition: string, markdown: string): Wording {
  const blocks = new Map<string, ReadonlyMap<string, readonly Paragraph[]>>()
  const [, ...sections] = markdown.replaceAll('\r\n', '\n').split(/^## /m)
  for (const section of sections) {
    const [head = '', ...rest] = section.split('\n')
    const block = head.trim()
    if (blocks.has(block)) throw new Error(`wording ${edition}: there are two blocks called "${block}"`)
    blocks.set(block, parseVariants(`wording ${edition}, block "${block}"`, rest.join('\n')))
  }
  return { edition, blocks }
}

function parseVariants(where: string, text: string): ReadonlyMap<string, readonly Paragraph[]> {
  const variants = new Map<string, readonly Paragraph[]>()
  const [unnamed = '', ...named] = text.split(/^### /m)
  if (unnamed.trim() !== '') variants.set(onlyVariant, parseParagraphs(where, unnamed))
  for (const part of named) {
    const [head = '', ...rest] = part.split('\n')
    const variant = head.trim()
    if (variants.has(variant)) throw new Error(`${where}: there are two variants called "${variant}"`)
    variants.set(variant, parseParagraphs(`${where}, variant "${variant}"`, rest.join('\n')))
  }
  if (variants.size === 0) throw new Error(`${where}: has no text`)
  return variants
}

function parseParagraphs(where: string, text: string): readonly Paragraph[] {
  const paragraphs = text.trim().split(/\n\s*\n/)
  if (paragraphs.join('') === '') throw new Error(`${where}: has no text`)
  return paragraphs.map((paragraph) => parseRuns(where, paragraph.trim().replaceAll(/\s*\n\s*/g, ' ')))
}

function parseRuns(where: string, text: string): Paragraph {
  const runs: Run[] = []
  let end = 0
  for (const found of text.matchAll(/\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)\s]+)\)/g)) {
    const [whole, strong, linked = '', address = ''] = found
    if (found.index > end) runs.push({ text: curly(text.slice(end, found.index)) })
    runs.push(
      strong === undefined ? { text: curly(linked), address } : { text: curly(strong), isStrong: true },
    )
    end = found.index + whole.length
  }
  if (end < text.length) runs.push({ text: curly(text.slice(end)) })
  const stray = runs
    .map((run) => run.text.replaceAll(placeholder, ''))
    .find((rest) => /\*\*|[{}[\]]/.test(rest))
  if (stray !== undefined) {
    throw new Error(`${where}: a star, bracket or brace has no partner near "${stray.trim().slice(0, 40)}"`)
  }
  return runs
}

const placeholder = /\{([^{}]*)\}/g

/** Apostrophes are typed straight and set curly. */
export function curly(text: string): string {
  return text.replaceAll("'", '’')
}

/** Every block's variant is there, every one that is there is known: what is wrong otherwise, one line each. */
export function wordingProblems(wording: Wording, known: ReadonlyMap<string, readonly string[]>): string[] {
  const problems: string[] = []
  for (const [block, variants] of known) {
    for (const variant of variants) {
      if (!wording.blocks.get(block)?.has(variant))
        problems.push(`${blockName(block, variant)} has no wording`)
    }
  }
  for (const [block, variants] of wording.blocks) {
    for (const variant of variants.keys()) {
      if (!known.get(block)?.includes(variant)) {
        problems.push(`${blockName(block, variant)} is in no rule of the edition`)
      }
    }
  }
  return problems
}

export function blockName(block: string, variant: string): string {
  return variant === onlyVariant ? block : `${block} (${variant})`
}

/** A block's text with its placeholders filled in, and what was wrong with them. Values are never parsed. */
export function fillBlock(
  wording: Wording,
  block: string,
  variant: string,
  values: PlaceholderValues,
): { readonly paragraphs: readonly Paragraph[]; readonly problems: readonly string[] } {
  const template = wording.blocks.get(block)?.get(variant)
  if (!template) throw new Error(`wording ${wording.edition} has no ${blockName(block, variant)}`)
  const problems: string[] = []
  const fill = (text: string): string =>
    text.replaceAll(placeholder, (whole, name: string) => {
      const value = Object.hasOwn(values, name) ? values[name] : undefined
      if (value === undefined) problems.push(`${whole} is not a placeholder of this edition`)
      if (value === null || value?.trim() === '') problems.push(`there is no value for ${whole}`)
      return value ?? ''
    })
  const paragraphs = template.map((paragraph) =>
    paragraph.map((run) => ({
      ...run,
      text: fill(run.text),
      ...(run.address === undefined ? {} : { address: fill(run.address) }),
    })),
  )
  return { paragraphs, problems }
}
