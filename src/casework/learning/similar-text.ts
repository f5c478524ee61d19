/** The words of a text that tell what it is about, each with its weight, in one order; the vector has length one. */
export type WordVector = {
  /** Words by a number that stands for each, ascending. */
  readonly words: readonly number[]
  readonly weights: readonly number[]
  /** How many of them say what it is about. */
  readonly topicCount: number
}

/**
 * How alike two texts are, from 0 to 1: the cosine between their words. Words are compared by their stems; those that
 * stand in nearly every promise or decision, whatever it is about, weigh little, and words for one thing are one word.
 * docs/methodology.md, "Learning", tells of it.
 */
export function similarity(one: WordVector, other: WordVector): number {
  let sum = 0
  let at = 0
  for (let place = 0; place < one.words.length; place += 1) {
    const word = one.words[place] as number
    while (at < other.words.length && (other.words[at] as number) < word) at += 1
    if (other.words[at] === word) sum += (one.weights[place] as number) * (other.weights[at] as number)
  }
  return sum
}

/** A text as a vector of its words. */
export function wordVector(text: string): WordVector {
  const weights = new Map<number, number>()
  for (const written of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    if (stopWords.has(written)) continue
    const { number, weight } = wordOf(written)
    weights.set(number, weight)
  }
  const entries = [...weights].toSorted(([one], [other]) => one - other)
  const length = Math.sqrt(entries.reduce((sum, [, weight]) => sum + weight * weight, 0))
  return {
    words: entries.map(([word]) => word),
    weights: entries.map(([, weight]) => weight / length),
    topicCount: entries.filter(([, weight]) => weight === 1).length,
  }
}

/** Says that something is done, and little of what. */
const commonWeight = 0.15

type Word = { readonly number: number; readonly weight: number }

// The same few thousand words are met over and over.
const known = new Map<string, Word>()

function wordOf(written: string): Word {
  const kept = known.get(written)
  if (kept) return kept
  const stem = stemOf(written)
  const one = oneWord.get(stem) ?? stem
  const word = { number: numberOf(one), weight: commonWords.has(one) ? commonWeight : 1 }
  // Names and misspellings without end must not fill memory.
  if (known.size < 50_000) known.set(written, word)
  return word
}

/** The hash of Fowler, Noll and Vo: two of some thousand words have the same one time in a thousand. */
function numberOf(word: string): number {
  let hash = 0x811c9dc5
  for (let place = 0; place < word.length; place += 1) {
    hash = Math.imul(hash ^ word.charCodeAt(place), 0x01000193) >>> 0
  }
  return hash
}

/** Longest first: of several that fit, the first is taken off. */
const endings = [
  ...[
    'ations',
    'ation',
    'itions',
    'ition',
    'ments',
    'ment',
    'ness',
    'ities',
    'ity',
    'ings',
    'ing',
    'ions',
    'ion',
  ],
  ...['ally', 'ers', 'ies', 'ied', 'ely', 'ed', 'er', 'es', 'ly', 'al', 's', 'y', 'e'],
]

/** A word without its endings, as long as four letters of it remain. */
function stemOf(word: string): string {
  let stem = word
  for (let round = 0; round < 2; round += 1) {
    const ending = endings.find((one) => stem.endsWith(one) && stem.length - one.length >= 4)
    if (ending === undefined) break
    stem = stem.slice(0, -ending.length)
  }
  // "planned" and "planning" leave "plann".
  return /([b-df-hj-np-rt-vxz])\1$/.test(stem) && stem.length > 4 ? stem.slice(0, -1) : stem
}

const stopWords: ReadonlySet<string> = new Set(
  `a about after again all also an and any are as at be because been before being between both but by can could did do
  does during each every for from had has have he her him his how i if in into is it its itself may might more most must
  my no nor not of on once one or other our out over own same she should so some such than that the their them then there
  these they this those through to too under until up upon was we were what when where whether which while who whom whose
  why will with within without would you your x s y z mr mrs ms miss dr month months week weeks day days year years
  three two four six date`.split(/\s+/),
)

/** Different words for one thing, by their stems. */
const oneWord: ReadonlyMap<string, string> = new Map(
  [
    ['staff', 'officer', 'employee', 'worker', 'team', 'manager'],
    ['review', 'change', 'amend', 'revise', 'update', 'improve', 'consider', 'reconsider', 'look'],
    ['procedure', 'process', 'policy', 'practice', 'system', 'arrangement', 'measure'],
    [
      'remind',
      'reminder',
      'brief',
      'briefing',
      'guidance',
      'guide',
      'issue',
      'tell',
      'inform',
      'write',
      'written',
    ],
    ['train', 'training', 'workshop', 'session', 'refresher'],
    [
      'ensure',
      'make',
      'sure',
      'introduce',
      'put',
      'place',
      'provide',
      'give',
      'deliver',
      'hold',
      'set',
      'check',
      'monitor',
      'track',
    ],
    ['ehc', 'ehcp', 'education'],
    ['website', 'online', 'web'],
    ['send', 'sent', 'issued'],
    ['suitable', 'unsuitable', 'suitability'],
    ['cost', 'charge', 'fee', 'expenditure'],
    ['delay', 'late', 'promptly', 'timescale', 'time', 'timely'],
    ['record', 'note', 'log'],
    ['letter', 'letters'],
    ['pupil', 'child', 'children', 'young'],
    ['penalty', 'ticket', 'fine'],
  ].flatMap(([first = '', ...others]) =>
    [first, ...others].map((word) => [stemOf(word), stemOf(first)] as const),
  ),
)

/** By their stems, after words for one thing have become one. */
const commonWords: ReadonlySet<string> = new Set(
  [
    ...[
      'staff',
      'review',
      'procedure',
      'remind',
      'train',
      'ensure',
      'council',
      'authority',
      'apply',
      'application',
    ],
    ...[
      'decision',
      'case',
      'service',
      'relevant',
      'complaint',
      'complain',
      'fault',
      'cause',
      'injustice',
      'upheld',
    ],
    ...[
      'apology',
      'apologise',
      'agree',
      'action',
      'pay',
      'payment',
      'found',
      'find',
      'ombudsman',
      'remedy',
      'learn',
    ],
    ...[
      'people',
      'person',
      'use',
      'new',
      'clear',
      'right',
      'statutory',
      'need',
      'take',
      'way',
      'concern',
      'share',
    ],
    ...['send', 'record', 'letter', 'delay', 'proper', 'charge'],
    ...[
      'distress',
      'avoidable',
      'uncertainty',
      'frustration',
      'worry',
      'upset',
      'inconvenience',
      'trouble',
      'impact',
    ],
  ].map((word) => oneWord.get(stemOf(word)) ?? stemOf(word)),
)

/**
 * The summary of a decision as a vector of what went wrong: the sentences on what was agreed to be done are left out,
 * since two decisions may end in the same words about quite different faults.
 */
export function faultVector(summary: string): WordVector {
  const sentences = summary.split(/(?<=[.!?])\s+/)
  return wordVector(sentences.filter((sentence) => !/\bagree/i.test(sentence)).join(' '))
}
