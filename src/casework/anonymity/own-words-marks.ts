import { plainLetters } from './folded-text.ts'
import type { Found } from './found-place.ts'
import { isWordToo } from './known-names.ts'
import { isOrdinaryStart, isPublicWord } from './ordinary-words.ts'

/** What is on record of who complained, and of who acts for them. */
export type ComplainantRecord = {
  readonly name: string
  readonly address: string | null
  readonly email: string | null
  readonly telephone: string | null
  readonly representative: string | null
}

/** Words and numbers of the complainant's own record that stand in a folded text. */
export function findOwnWords(text: string, record: ComplainantRecord): readonly Found[] {
  const plain = samePlaces(text)
  return [
    ...wordsOf(record.name).flatMap((word) => occurrences(text, plain, word, 'their name')),
    ...wordsOf(record.representative ?? '').flatMap((word) =>
      occurrences(text, plain, word, 'the name of who acts for them'),
    ),
    ...wordsOf(record.address ?? '').flatMap((word) => occurrences(text, plain, word, 'their address')),
    ...emailParts(record.email ?? '').flatMap((part) =>
      occurrences(text, plain, part, 'their e-mail address'),
    ),
    ...sameDigits(text, record.telephone ?? ''),
  ]
}

/** In small letters without accents, and as long as before, so that places stay. */
function samePlaces(text: string): string {
  return [...text]
    .map((character) => {
      const plain = plainLetters(character)
      return plain.length === character.length
        ? plain
        : plain.padEnd(character.length, ' ').slice(0, character.length)
    })
    .join('')
}

function wordsOf(text: string): readonly string[] {
  return [...new Set(text.match(/[\p{L}\p{M}\p{N}]+(?:['’-][\p{L}\p{M}]+)*/gu) ?? [])].filter(
    (word) =>
      word.length > 2 &&
      !/^(?:mr|mrs|ms|miss|mx|dr|the|and|invented|flat|house|street|road|avenue|lane|drive|close|court|crescent|grove|gardens|terrace|place|way|for|of|on|solicitors?|llp|ltd)$/iu.test(
        word,
      ),
  )
}

function emailParts(email: string): readonly string[] {
  const [local = ''] = email.split('@')
  return email === '' ? [] : [email, ...(local.length > 3 ? [local] : [])]
}

/** A word of the record that is an ordinary one too counts with a capital letter only, and not where a sentence begins. */
function occurrences(text: string, plain: string, word: string, whose: string): readonly Found[] {
  const sought = plainLetters(word)
  const isOrdinary = isWordToo(sought) || isOrdinaryStart(sought) || isPublicWord(sought)
  const found: Found[] = []
  for (let at = plain.indexOf(sought); at !== -1; at = plain.indexOf(sought, at + 1)) {
    const end = at + sought.length
    const isWhole = !/[\p{L}\p{N}]/u.test(plain[at - 1] ?? '') && !/[\p{L}\p{N}]/u.test(plain[end] ?? '')
    const isMeant =
      !isOrdinary || (/\p{Lu}/u.test(text[at] ?? '') && !/(?:^|[.!?]\s)$/.test(text.slice(0, at)))
    if (isWhole && isMeant) {
      found.push({
        start: at,
        end,
        kind: 'complainant',
        why: `It is in the complainant’s own record: ${whose}`,
      })
    }
  }
  return found
}

/** The same telephone number, however it is written. */
function sameDigits(text: string, telephone: string): readonly Found[] {
  const sought = telephone.replace(/\D/g, '').replace(/^(?:0044|44|0)/, '')
  if (sought.length < 6) return []
  const shape = new RegExp([...sought].join(String.raw`[\s().\-/]{0,3}`), 'g')
  return [...text.matchAll(shape)].map(({ 0: number, index }) => ({
    start: index,
    end: index + number.length,
    kind: 'complainant',
    why: 'It is in the complainant’s own record: their telephone number',
  }))
}
