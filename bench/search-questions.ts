/** A search as somebody would make it. */
export type SearchQuestion = {
  readonly name: string
  readonly words: string
  /** The number of a body, as the made statements count them. */
  readonly authority?: number
  readonly category?: string
  readonly outcome?: string
  readonly order?: 'best'
}

export const searchQuestions: readonly SearchQuestion[] = [
  { name: 'all decisions', words: '' },
  { name: 'a rare word', words: 'microfilm' },
  { name: 'an uncommon word', words: 'mould' },
  { name: 'a common word', words: 'accommodation' },
  { name: 'a word in nearly every decision', words: 'council' },
  { name: 'three common words', words: 'council complaint delay' },
  { name: 'a phrase', words: '"temporary accommodation"' },
  { name: 'a word without another', words: 'accommodation -mould' },
  { name: 'a common word, one subject, upheld', words: 'council', category: 'housing', outcome: 'upheld' },
  { name: 'a common word, one authority', words: 'council', authority: 200 },
  { name: 'one authority, no words', words: '', authority: 200 },
  { name: 'a common word, best match', words: 'accommodation', order: 'best' },
]
