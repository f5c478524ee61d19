import { plainLetters } from './folded-text.ts'
import type { Found, PublicNames } from './found-place.ts'
import { isGivenName, isKnownName, isWordToo } from './known-names.ts'
import { isAcronym, isKnownPlace, isOrdinaryStart, isPublicWord } from './ordinary-words.ts'

/**
 * Names of people in a folded text, as they can be told without a list of all there are: by a title or a relation before
 * them, by a capital letter where none belongs, by what follows at the beginning of a sentence. Letters that stand for
 * people (Mr X, Ms Y), posts, bodies, laws, months and places as such are no names.
 */
export function findNames(text: string, names: PublicNames): readonly Found[] {
  const words = wordsOf(text, names)
  const found: Found[] = []
  for (let at = 0; at < words.length; ) {
    const run = runFrom(text, words, at)
    found.push(...(run.length === 0 ? inSmallLetters(words, at) : inRun(text, words, at, run)))
    at += Math.max(1, run.length)
  }
  return [...found, ...dottedInitials(text), ...disguised(text)]
}

type Word = {
  readonly text: string
  /** Without "'s". */
  readonly base: string
  /** The base in small letters without accents. */
  readonly plain: string
  readonly start: number
  readonly end: number
  readonly isCapital: boolean
  readonly startsSentence: boolean
  /** It is part of a name that everybody may read, such as an authority's. */
  readonly isPublic: boolean
}

const wordShape = /\p{L}[\p{L}\p{M}]*(?:['-]\p{L}[\p{L}\p{M}]*)*/gu

function wordsOf(text: string, names: PublicNames): readonly Word[] {
  const words: Word[] = []
  let publicUntil = -1
  for (const { 0: word, index: start } of text.matchAll(wordShape)) {
    const base = word.replace(/'s$/iu, '')
    const isCapital = /^\p{Lu}/u.test(base)
    if (isCapital && start >= publicUntil)
      publicUntil = Math.max(publicUntil, start + names.lengthAt(text, start, base))
    words.push({
      text: word,
      base,
      plain: plainLetters(base),
      start,
      end: start + word.length,
      isCapital,
      startsSentence: startsSentence(text, start, plainLetters(base)),
      isPublic: start < publicUntil,
    })
  }
  return words
}

function startsSentence(text: string, start: number, plain: string): boolean {
  const before = text.slice(Math.max(0, start - 12), start)
  if (/^[\s"'([*-]*$/.test(before) && start <= 12) return true
  if (/["]$/.test(before) || /(?:^|[\s,])'$/.test(before)) return true
  if (/(?:^|\s)(?:mr|mrs|ms|dr|mx|st|prof|rev|cllr|hon)\.\s*$/iu.test(before)) return false
  // "J. Okafor" or "… her son J. There was fault".
  if (/(?:^|\s)\p{Lu}\.\s*$/u.test(before)) return isOrdinaryStart(plain)
  return /[.!?:\u2026]["')\]]*\s+$|\n[\s*(-]*$/u.test(before)
}

const strongTitle = /^(?:mr|mrs|ms|miss|mx|dr|prof|professor|sir|dame|cllr|rev|reverend|messrs)$/
const weakTitle =
  /^(?:lady|lord|nurse|sister|father|judge|pc|sgt|sergeant|inspector|constable|councillor|alderman|imam|rabbi|matron|pastor|master|doctor|auntie|aunty|uncle|aunt|grandma|granddad|grandad|nana|nan|mum|dad|officer|midwife|teacher|coach|captain|major|colonel)$/
const relation =
  /^(?:sons?|daughters?|mothers?|fathers?|mum|mom|mam|dad|mummy|daddy|brothers?|sisters?|wife|husband|partner|fianc[eé]e?|ex-wife|ex-husband|ex-partner|boyfriend|girlfriend|child|children|baby|babies|boy|girl|toddler|twins?|siblings?|stepson|stepdaughter|stepmother|stepfather|step-son|step-daughter|half-brother|half-sister|grandsons?|granddaughters?|grandchild|grandchildren|grandmother|grandfather|grandma|grandad|gran|nan|uncle|aunt|auntie|niece|nephew|cousin|friends?|neighbours?|carers?|tenants?|landlord|landlady|lodger|worker|caseworker|teacher|headteacher|officers?|manager|advocate|representative|solicitor|nurse|doctor|gp|consultant|surgeon|therapist|psychologist|physiotherapist|assessor|surveyor|councillor|planner|caretaker|warden|driver|builder|architect|agent|engineer|inspector|registrar|tutor|childminder|guardian|foster-carer|pupil|client|resident|patient|claimant|customer|applicant|man|woman|lady|gentleman|named|called|deputy|supervisor|clerk|relative|kid|lad|colleague|director|head|coordinator|co-ordinator|practitioner|administrator|employee|adviser|advisor|witness|executor|attorney|deputies|appointee|cat|dog)$/
const particle =
  /^(?:de|da|dos|di|del|della|la|le|van|von|der|den|ter|al|el|bin|binti|binte|ibn|ap|ab|ferch|mac|ul|ur|ud|o|st)$/

/** Words with capitals that stand together: "Daniel Okafor", "J. van der Berg", "Siân ap Rhys". */
function runFrom(text: string, words: readonly Word[], at: number): readonly Word[] {
  const first = words[at]
  if (first === undefined || !first.isCapital) return []
  const run = [first]
  for (let next = at + 1; next < words.length; next += 1) {
    const [last, word] = [words[next - 1], words[next]]
    if (last === undefined || word === undefined) break
    const between = text.slice(last.end, word.start)
    // A full stop joins what follows a title or an initial, and parts all else.
    const joins =
      /^ {1,2}$/.test(between) ||
      (/^\. ?$/.test(between) && isAbbreviation(last) && !isOrdinaryStart(word.plain))
    if (!joins) break
    if (!word.isCapital) {
      const after = words[next + 1]
      const isParticle =
        particle.test(word.plain) && after !== undefined && (after.isCapital || particle.test(after.plain))
      if (!isParticle) break
    }
    run.push(word)
  }
  while (run.length > 1 && run.at(-1)?.isCapital === false) run.pop()
  return run
}

function isAbbreviation({ base, plain }: Word): boolean {
  return base.length === 1 || strongTitle.test(plain) || plain === 'st'
}

/** A letter or two that stand for somebody, or for a band or a part. */
function isLetter({ base }: Word): boolean {
  return /^\p{Lu}{1,2}$/u.test(base)
}

function inRun(text: string, words: readonly Word[], at: number, run: readonly Word[]): readonly Found[] {
  const before = precedingWord(text, words, at)
  const found: Found[] = []
  let index = 0
  while (index < run.length) {
    const word = run[index]
    if (word === undefined) break
    const title = titled(run, index)
    if (title !== undefined) {
      if (title.name.length > 0)
        found.push(place(text, [word, ...title.name], `A title with a name: ${title.of}`))
      index += 1 + Math.max(title.name.length, title.skipped)
      continue
    }
    const isNamed = index === 0 && before !== undefined && !before.isCapital && relation.test(before.plain)
    // "her son Ashford": who is called like a place is no place.
    const segment = isNamed && word.isPublic && !isPublicWord(word.plain) ? [word] : segmentFrom(run, index)
    if (segment.length > 0) {
      const previous = index === 0 ? before : run[index - 1]
      const isWhole = index === 0 && segment.length === run.length
      const found1 = isBody(run, index + segment.length)
        ? undefined
        : named(text, words, segment, previous, nextWord(words, segment), isWhole)
      if (found1 !== undefined) found.push(found1)
    }
    index += Math.max(1, segment.length)
  }
  return found
}

/** What follows a title in a run; undefined where the word is none. */
function titled(run: readonly Word[], index: number) {
  const word = run[index]
  if (word === undefined) return undefined
  const isStrong = strongTitle.test(word.plain) && !(word.plain === 'miss' && word.base === 'MISS')
  if (!isStrong && !weakTitle.test(word.plain)) return undefined
  const rest = run.slice(index + 1)
  const [first] = rest
  if (first === undefined) return isStrong ? { name: [], skipped: 0, of: word.base } : undefined
  // "Mr X", "Ms AB": a letter stands for the name, unless a name follows it as after an initial.
  const named = rest.findIndex((one, at) => at > 0 && (isAllowed(one) || strongTitle.test(one.plain)))
  const name = rest.slice(0, named === -1 ? rest.length : named)
  if (isLetter(first)) {
    const isInitial =
      name.length > 1 && !first.text.endsWith("'s") && name.slice(1).some((one) => !isLetter(one))
    return isInitial ? { name, skipped: 0, of: word.base } : { name: [], skipped: 1, of: word.base }
  }
  if (!isStrong && isAllowed(first)) return undefined
  if (word.startsSentence && !isStrong && name.length === 0) return undefined
  return { name, skipped: 0, of: word.base }
}

/** Words of a run from one on that are public neither by themselves nor as part of a public name. */
function segmentFrom(run: readonly Word[], index: number): readonly Word[] {
  const segment: Word[] = []
  for (const word of run.slice(index)) {
    const goesOn = segment.length > 0 && isGivenName(segment[0]?.plain ?? '') && isKnownName(word.plain)
    if (isAllowed(word) && !goesOn) break
    if (strongTitle.test(word.plain)) break
    segment.push(word)
  }
  // Letters alone name nobody; before or after a name they are its initials.
  return segment.every(isLetter) ? [] : segment
}

function isAllowed(word: Word): boolean {
  const { plain, base, isPublic } = word
  if (isPublic || isPublicWord(plain) || isAcronym(base)) return true
  if (/^\p{Lu}{2,}s?$/u.test(base)) {
    // Letters in capitals are initials of something, unless they are a name that is shouted.
    const isName = isKnownName(plain) && !(isWordToo(plain) && base.length < 6) && base.length > 2
    return base.length > 2 && base.length < 6 && !isName
  }
  return false
}

/** A body's own name runs on to the word that says what it is: "Larkfield Housing Association". */
function isBody(run: readonly Word[], after: number): boolean {
  const rest = run.slice(after)
  return rest.some(({ plain }) => bodyWord.test(plain)) && !isGivenName(run[0]?.plain ?? '')
}

const bodyWord =
  /^(?:council|councils|borough|authority|trust|association|university|tribunal|police|agency|commission|ombudsman|partnership|constabulary|act|regulations?|order|code|guidance|framework|policy|scheme|strategy|protocol|ltd|limited|plc|llp|bank|assembly|department|county|district|plan|charter)$/

/** The word before a run, unless something but a space or a comma parts them. */
function precedingWord(text: string, words: readonly Word[], at: number): Word | undefined {
  const [previous, word] = [words[at - 1], words[at]]
  if (previous === undefined || word === undefined) return undefined
  return /^[ ,("']{1,3}$|^ - $/.test(text.slice(previous.end, word.start)) ? previous : undefined
}

function nextWord(words: readonly Word[], segment: readonly Word[]): Word | undefined {
  const last = segment.at(-1)
  return last && words[words.indexOf(last) + 1]
}

function named(
  text: string,
  words: readonly Word[],
  segment: readonly Word[],
  previous: Word | undefined,
  next: Word | undefined,
  isWhole: boolean,
): Found | undefined {
  const [first, second] = segment
  if (first === undefined) return undefined
  if (first.startsSentence) {
    if (isOrdinaryStart(first.plain) && !(second !== undefined && isGivenName(first.plain))) {
      const rest = segment.slice(1)
      return rest.length === 0 || rest.every(isLetter)
        ? undefined
        : named(text, words, rest, first, next, false)
    }
    return isNameAtStart(text, words, segment, next)
      ? place(text, segment, 'A name at the beginning of a sentence')
      : undefined
  }
  if (previous !== undefined && !previous.isCapital && relation.test(previous.plain)) {
    return place(text, segment, `A name after “${previous.text}”`)
  }
  const isKnown = segment.some(({ plain }) => isKnownName(plain) && !isWordToo(plain))
  if (!isKnown && isWhole && isPlaceName(words, segment, previous)) return undefined
  if (!isKnown && isShouted(text)) return undefined
  return place(text, segment, isKnown ? 'A name' : 'A capital letter where a name would have one')
}

const prepositions =
  /^(?:in|near|outside|around|across|throughout|within|towards|via|into|at|of|inside|between|beyond|through|visiting)$/
const movement =
  /^(?:moved?|moving|moves|travel|travelled|travels|travelling|went|go|goes|going|drove|drive|driven|live|lived|lives|living|relocated?|transferred|returned?|returning|came|come|bus|train|trip|journey|road|flight|flew|commutes?|commuted|miles|distance|transport|placed|sent|home|back|away|up|down)$/

/** "in Ilkeston", "moved to Long Eaton": a place as such tells nothing. */
function isPlaceName(words: readonly Word[], segment: readonly Word[], previous: Word | undefined): boolean {
  if (segment.every(({ plain }) => isKnownPlace(plain))) return true
  if (previous === undefined) return false
  if (prepositions.test(previous.plain)) return !segment.some(({ text }) => text.endsWith("'s"))
  if (!/^(?:to|from|and)$/.test(previous.plain)) return false
  const before = words[words.indexOf(previous) - 1]
  return before !== undefined && (movement.test(before.plain) || isKnownPlace(before.plain))
}

/** A text in capitals throughout, such as a heading, gives no name away by its capitals. */
function isShouted(text: string): boolean {
  const letters = text.replace(/[^\p{L}]/gu, '')
  return letters.length > 6 && letters.replace(/\p{Lu}/gu, '').length < letters.length / 5
}

const personalVerb =
  /^(?:says|said|was|is|has|had|did|does|will|would|could|cannot|complained|complains|told|tells|asked|asks|wrote|writes|called|calls|phoned|phones|rang|telephoned|emailed|e-mailed|contacted|spoke|speaks|lives|lived|moved|moves|went|goes|came|comes|started|starts|began|begins|left|leaves|attended|attends|needs|needed|wants|wanted|receives|received|applied|applies|appealed|stayed|stays|works|worked|agreed|agrees|thinks|thought|felt|feels|believes|believed|explained|explains|reported|reports|made|makes|visited|visits|sent|sends|got|gets|gave|gives|took|takes|found|finds|fell|falls|suffered|suffers|died|became|becomes|chased|missed|misses|waited|waits|paid|pays|owns|owned|rents|rented|looked|looks|uses|used|struggled|struggles|remained|remains|slept|sleeps|cared|cares|helped|helps|turned|confirmed|confirms|denied|refused|saw|sees|heard|met|replied|responded|answered|disagreed|disagrees|missed|stopped|continued|never|also|and|then|still|later|first|who|herself|himself|aged|age)$/

function isNameAtStart(
  text: string,
  words: readonly Word[],
  segment: readonly Word[],
  next: Word | undefined,
): boolean {
  const [first, second] = segment
  if (first === undefined) return false
  const isKnown = isKnownName(first.plain)
  if (isKnown && !isWordToo(first.plain)) return true
  if (second !== undefined && !isLetter(second)) return isKnown || !isShouted(text)
  if (first.text.endsWith("'s")) return true
  if (words.some(({ base, plain }) => base === plain && plain === first.plain)) return false
  // "Baz, his friend", "Baz (her son)".
  if (/^(?:,| \() ?(?:his|her|their|the|my|aged|who) /u.test(text.slice(first.end, first.end + 12)))
    return true
  if (next === undefined || !/^[ ,]{1,2}$/.test(text.slice(first.end, next.start))) return false
  const isPlural = /[^s]s$/.test(first.plain) && !isKnown
  return personalVerb.test(next.plain) && !isPlural && !isKnownPlace(first.plain)
}

/** Names that somebody typed without capitals: "mr okafor", "her son daniel", "spoke to fatima". */
function inSmallLetters(words: readonly Word[], at: number): readonly Found[] {
  const [word, previous] = [words[at], words[at - 1]]
  if (word === undefined || word.isCapital) return []
  const next = words[at + 1]
  if (/^(?:mr|mrs|ms|mx|cllr|dr|prof)$/.test(word.base) && next !== undefined) {
    const isClose = next.start - word.end <= 2
    if (isClose && next.base.length > 1 && !/^(?:and|or|who|was|is|had|has)$/.test(next.plain)) {
      return [{ start: word.start, end: next.end, kind: 'name', why: `A title with a name: ${word.base}` }]
    }
    return []
  }
  const isRelated =
    previous !== undefined &&
    word.start - previous.end <= 2 &&
    relation.test(previous.plain) &&
    word.base.length > 2
  const isName = isGivenName(word.plain) && (word.base.length > 3 || isRelated)
  if (!isName || isWordToo(word.plain)) return []
  const family =
    next !== undefined && next.start - word.end === 1 && isKnownName(next.plain) && !isWordToo(next.plain)
      ? next
      : word
  return [{ start: word.start, end: family.end, kind: 'name', why: 'A name in small letters' }]
}

/** "D.O.", "J. R.": initials of somebody. */
function dottedInitials(text: string): readonly Found[] {
  return [...text.matchAll(/(?<![\p{L}.])(?:\p{Lu}\. ?){2,3}(?!\p{L}{0,1}\.)/gu)].flatMap(
    ({ 0: initials, index }) => {
      const letters = initials.replace(/[. ]/g, '')
      if (/^(?:UK|EU|UN|US|NHS|GP|AM|PM)$/.test(letters)) return []
      const end = index + initials.trimEnd().length
      return [{ start: index, end, kind: 'name' as const, why: 'Initials of somebody' }]
    },
  )
}

/** Names that are written so that a search does not find them: "Mr 0kafor", "O k a f o r". */
function disguised(text: string): readonly Found[] {
  const shapes = [
    [/\b(?:Mr|Mrs|Ms|Miss|Mx|Dr)\.? (?=\S*[\d@$*])(?=\S*\p{L}{2})\S+/gu, 'A title with what may be a name'],
    [
      /(?<![\p{L}\p{N}'] ?)(?=(?:[\p{N} ]*\p{L}))(?:[\p{L}\p{N}] ){4,}[\p{L}\p{N}](?![\p{L}\p{N}'])/gu,
      'Letters set apart',
    ],
  ] as const
  return shapes.flatMap(([shape, why]) =>
    [...text.matchAll(shape)].map(({ 0: found, index }) => ({
      start: index,
      end: index + found.replace(/[.,;:!?)]+$/, '').length,
      kind: 'name' as const,
      why,
    })),
  )
}

function place(text: string, words: readonly Word[], why: string): Found {
  const [start, end] = [words[0]?.start ?? 0, words.at(-1)?.end ?? 0]
  // "Jones's" gives Jones away.
  const named = text.slice(start, end).replace(/'s$/iu, '')
  return { start, end: start + named.length, kind: 'name', why }
}
