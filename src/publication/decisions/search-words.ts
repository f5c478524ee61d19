/** One thing that has to stand in a decision, or must not. */
export type SearchTerm = {
  readonly kind: 'word' | 'phrase'
  readonly text: string
  readonly isExcluded: boolean
}

/** What was read, and in a sentence each what could not be read as it was meant. */
export type SearchWords = {
  readonly terms: readonly SearchTerm[]
  readonly remarks: readonly string[]
}

/**
 * Reads what somebody typed: all the words, "a phrase", -not this word. Nothing is refused: a slip is explained, and
 * the rest still searched. Quotation marks and minus signs may have any shape that keyboards and word processors make.
 */
export function readSearchWords(typed: string): SearchWords {
  const parts = typed
    .normalize('NFC')
    .replace(/[“”„‟«»]/g, '"')
    .split('"')
  // Text between two marks stands at the odd places. With an odd number of marks the last has no partner, and what
  // follows it is read word by word.
  const isUnbalanced = parts.length % 2 === 0
  const read: ReadTerm[] = parts.flatMap((part, index) => {
    const isPhrase = index % 2 === 1 && !(isUnbalanced && index === parts.length - 1)
    if (!isPhrase) return readWords(part)
    const isExcluded = endsInMinus.test(parts[index - 1] ?? '')
    return [{ kind: 'phrase', text: part.trim().replace(/\s+/g, ' '), isExcluded }]
  })
  const terms = read.filter(isTerm)
  return { terms, remarks: remarksOn(read, terms, isUnbalanced, typed) }
}

/** What is said where nothing was left that decisions can be searched for; undefined where something was sought. */
export function emptySearchRemark({ terms }: SearchWords, isSearchable: boolean): string | undefined {
  if (isSearchable || terms.length === 0) return undefined
  const sought = terms.filter(({ isExcluded }) => !isExcluded)
  if (sought.length === 0) return 'A search needs a word to find; this one only leaves words out.'
  const [one] = sought
  return sought.length === 1
    ? `“${one?.text}” stands in nearly every text, so it was not searched for.`
    : 'These words stand in nearly every text, so they were not searched for.'
}

type ReadTerm =
  | SearchTerm
  | { readonly kind: 'operator'; readonly text: Operator }
  | { readonly kind: 'minus' }

function isTerm(read: ReadTerm): read is SearchTerm {
  return (read.kind === 'word' || read.kind === 'phrase') && hasLetter.test(read.text)
}

const minusSign = '[-−–—]'
const endsInMinus = new RegExp(`(^|\\s)${minusSign}$`)
const hasLetter = /[\p{L}\p{N}]/u

function readWords(text: string): ReadTerm[] {
  // A minus at the very end belongs to the phrase that follows, or stands alone and is said so by the reader.
  return text
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word): ReadTerm => {
      if (new RegExp(`^${minusSign}+$`).test(word)) return { kind: 'minus' }
      if (isOperator(word)) return { kind: 'operator', text: word }
      const isExcluded = new RegExp(`^${minusSign}`).test(word)
      return { kind: 'word', text: isExcluded ? word.slice(1) : word, isExcluded }
    })
}

/** Words in capitals that other searches take for signs. */
type Operator = 'AND' | 'OR' | 'NOT'

function isOperator(word: string): word is Operator {
  return word === 'AND' || word === 'OR' || word === 'NOT'
}

const operatorRemarks = {
  AND: 'AND was left out: every word is searched for anyway.',
  OR: 'OR was left out: every word has to be found. To find either, search twice.',
  NOT: 'NOT was left out: to exclude a word, put a minus sign right before it.',
} satisfies Record<Operator, string>

function remarksOn(
  read: readonly ReadTerm[],
  terms: readonly SearchTerm[],
  isUnbalanced: boolean,
  typed: string,
): readonly string[] {
  const remarks = new Set<string>()
  if (isUnbalanced) {
    remarks.add('One quotation mark has no partner, so what follows it was searched for word by word.')
  }
  const phraseExclusions = read.filter((term) => term.kind === 'phrase' && term.isExcluded).length
  if (read.filter(({ kind }) => kind === 'minus').length > phraseExclusions) {
    remarks.add('A minus sign stands alone; put it right before the word to leave out.')
  }
  for (const term of read) if (term.kind === 'operator') remarks.add(operatorRemarks[term.text])
  if (terms.length === 0 && typed.trim() !== '' && remarks.size === 0) {
    remarks.add('There is no word in this search, so all decisions are shown.')
  }
  return [...remarks]
}
