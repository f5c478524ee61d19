import type { Found } from './found-place.ts'
import { isKnownPlace, isPublicWord } from './ordinary-words.ts'

/** Addresses, numbers and dates in a folded text by which somebody can be found. */
export function findNumbers(text: string, own: OwnFacts): readonly Found[] {
  // Most paragraphs have no digit, and then most of this has nothing to look for.
  const hasDigit = /\d/.test(text)
  return [
    ...(onlineHint.test(text) ? findOnline(text) : []),
    ...(hasDigit ? findBirths(text, own) : []),
    ...(hasDigit ? findOfficialNumbers(text) : []),
    ...findTelephones(text, own),
    ...findAddresses(text),
    ...(hasDigit ? findReferences(text, own) : []),
    ...findAges(text),
  ]
}

/** What the text may say, since the case itself says it. */
export type OwnFacts = {
  /** The case's own reference, which stands above the published decision. */
  readonly reference: string
  readonly decidedOn: string
}

function all(text: string, shape: RegExp, kind: Found['kind'], why: string): readonly Found[] {
  return [...text.matchAll(shape)].map(({ 0: found, index }) => ({
    start: index,
    end: index + found.trimEnd().length,
    kind,
    why,
  }))
}

const onlineHint =
  /@|\b(?:dot|full stop|www|https?|handle|user ?name|screen name|skype)\b|[[({<]\s*at\b|\bat [\p{L}\p{N}-]+\.\p{L}|\.com\//iu

function findOnline(text: string): readonly Found[] {
  return [
    ...all(
      text,
      /[\p{L}\p{N}._%+'-]+ ?@ ?[\p{L}\p{N}-]+(?: ?\. ?[\p{L}\p{N}-]+)+/gu,
      'online',
      'An e-mail address',
    ),
    ...all(
      text,
      /[\p{L}\p{N}._%+-]+\s*[[({<]?\s*\bat\b\s*[\])}>]?\s*[\p{L}\p{N}-]+(?:\s*[[({<]?\s*\b(?:dot|full stop)\b\s*[\])}>]?\s*[\p{L}\p{N}-]+)+/giu,
      'online',
      'An e-mail address written out',
    ),
    ...all(
      text,
      /[\p{L}\p{N}._%+-]+\s*[[({<]\s*(?:at|@)\s*[\])}>]\s*[\p{L}\p{N}.-]+/giu,
      'online',
      'An e-mail address written out',
    ),
    ...all(
      text,
      /[\p{L}\p{N}._%+-]+ at [\p{L}\p{N}-]+\.(?:com|org|net|info|example|me|co|ac|gov|sch|uk|eu)\b[\p{L}.]*/giu,
      'online',
      'An e-mail address written out',
    ),
    ...all(
      text,
      /(?<=\b(?:handle|username|user name|screen name|skype name)(?: is| was)?[: ]+)[\p{L}\p{N}._-]{3,}/giu,
      'online',
      'A name on the internet',
    ).filter(({ start, end }) => /\d|[._]|\p{Lu}/u.test(text.slice(start, end))),
    ...all(text, /(?<![\p{L}\p{N}])@[\p{L}\p{N}_.]{3,30}/gu, 'online', 'A name on the internet'),
    ...all(
      text,
      /\b(?:https?:\/\/|www\.)(?![^\s]*\.gov\.uk|[^\s]*\.nhs\.uk|[^\s]*ombudsman)[^\s<>"]+|\b(?:facebook|instagram|twitter|x|tiktok|linkedin|youtube)\.com\/[^\s<>"]+/giu,
      'online',
      'An address on the internet',
    ),
  ]
}

const months =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)'
const dateShape = new RegExp(
  String.raw`\b(?:\d{1,2}(?:st|nd|rd|th)?(?: of)? ${months}\.?,? \d{2,4}|${months} \d{1,2}(?:st|nd|rd|th)?,? \d{4}|\d{1,2}\s?[/.-]\s?\d{1,2}\s?[/.-]\s?(?:\d{4}|\d{2})|\d{4}-\d{2}-\d{2}|\d{1,2}(?:st|nd|rd|th)?(?: of)? ${months}(?! \d)|${months} (?:19|20)\d\d)\b`,
  'giu',
)
const birthWords =
  /\b(?:born|birth|birthday|d\.?\s?o\.?\s?b\.?|turned \d|turns \d|became \d\d|dob)\b[^.]{0,40}$/iu

/** A date is one of birth where words say so, or where it lies longer back than what statements tell of. */
function findBirths(text: string, { decidedOn }: OwnFacts): readonly Found[] {
  return [...text.matchAll(dateShape)].flatMap(({ 0: date, index }): readonly Found[] => {
    const before = text.slice(Math.max(0, index - 60), index)
    const year = Number(/\b(1[89]\d\d|20\d\d)\b/.exec(date)?.[0] ?? Number.NaN)
    const isSaid =
      birthWords.test(before) ||
      /^[^.]{0,12}\b(?:birthday|date of birth|dob)\b/iu.test(text.slice(index + date.length))
    if (!isSaid && !(year <= Number(decidedOn.slice(0, 4)) - 13)) return []
    const why = isSaid ? 'A date of birth' : 'A date so long ago that it may be one of birth'
    return [{ start: index, end: index + date.length, kind: 'date-of-birth', why }]
  })
}

const digitWord = '(?:zero|oh|o|nought|one|two|three|four|five|six|seven|eight|nine|double|treble|triple)'

function findTelephones(text: string, { reference }: OwnFacts): readonly Found[] {
  const numbers = [
    ...text.matchAll(
      /(?<![\p{L}\p{N}£.,/-])(?:\+|\(|00)?\s?\(?\d(?:[\s().\-/]{0,3}\d){5,15}(?![\p{L}\p{N}])/gu,
    ),
  ]
  return [
    ...numbers.flatMap(({ 0: number, index }): readonly Found[] => {
      const digits = number.replace(/\D/g, '')
      if (digits === reference.replace(/\D/g, '') || isDateLike(number)) return []
      const before = text.slice(Math.max(0, index - 30), index)
      const isCalled =
        /\b(?:tel|telephone|phone|phoned|mobile|call|called|ring|rang|landline|fax|text|texted|whatsapp|number is|ext)\b[^.;]{0,20}$/iu.test(
          before,
        )
      const isLong =
        digits.length >= 9 && digits.length <= 14 && /^(?:\D*\+|\(?0|\(?\s?44)/.test(number.trim())
      if (!isLong && !isCalled) return []
      const lead = number.length - number.trimStart().length
      return [
        {
          start: index + lead,
          end: index + number.trimEnd().length,
          kind: 'telephone',
          why: 'A telephone number',
        },
      ]
    }),
    ...all(
      text,
      new RegExp(String.raw`\b${digitWord}(?:[\s,-]+${digitWord}){6,}\b`, 'giu'),
      'telephone',
      'A telephone number in words',
    ),
  ]
}

function isDateLike(number: string): boolean {
  return /^\s*(?:\d{1,2}[/.-]\d{1,2}[/.-]\d{2,4}|\d{4}-\d{2}-\d{2}|(?:19|20)\d\d\s?[-/]\s?(?:19|20)?\d\d)\s*$/.test(
    number,
  )
}

function findOfficialNumbers(text: string): readonly Found[] {
  return [
    ...all(
      text,
      /(?<![\p{N}£.,])(?!0)\d{3}[ -]\d{3}[ -]\d{4}(?!\p{N})/gu,
      'reference',
      'A number like one of the NHS',
    ),
    ...all(
      text,
      /\b[A-Z]{2}[ -]?\d{2}[ -]?\d{2}[ -]?\d{2}[ -]?[A-D]\b/giu,
      'reference',
      'A National Insurance number',
    ),
  ]
}

const referenceWord = String.raw`(?:ref(?:erence)?s?|case|account|acct|a\/c|claim|application|invoice|policy|file|licence|permit|uprn|nhs|national insurance|ni|nino|tenancy|payroll|pupil|client|customer|patient|hospital|crime|incident|ticket|job|order|notice|pcn|membership|passport|card|sort code|registration|reg|plate|badge|planning|appeal|complaint|number|no|id|liquidlogic|mosaic|system)`

function findReferences(text: string, { reference }: OwnFacts): readonly Found[] {
  const own = reference.replace(/\D/g, '')
  const found = [
    // Sort codes, cars, planning applications.
    ...all(text, /(?<![\p{N}/-])\d{2}-\d{2}-\d{2}(?![\p{N}/-])/gu, 'reference', 'A number like a sort code'),
    ...all(text, /\b[A-Z]{2}\d{2} ?[A-Z]{3}\b/gu, 'reference', 'A number like a vehicle’s'),
    ...all(text, /(?<![\p{N}/])\d{2,4}\/\d{3,6}(?:\/[A-Z\d]{1,6})*\b/gu, 'reference', 'A reference number'),
    // The Ombudsman's references of other cases, and long rows of digits.
    ...all(
      text,
      /(?<![\p{N}£.,+])\d{2}[ .-]?\d{3}[ .-]?\d{3}(?![\p{N}]|[ .-]?\d)/gu,
      'reference',
      'A number like a case reference',
    ),
    ...all(text, /(?<![\p{L}\p{N}£.,])\d{6,}(?![\p{L}\p{N}]|,\d)/gu, 'reference', 'A long number'),
    // Letters and digits together, such as HB/2023/00123, CAS-12345-X7, ABC123456.
    ...all(
      text,
      /(?<![\p{L}\p{N}£/-])(?=[\p{L}\p{N}/_.-]*\d)(?=[\p{L}\p{N}/_.-]*\p{L})[\p{L}\p{N}]+(?:[/_.-][\p{L}\p{N}]+)*[\p{L}\p{N}](?![\p{L}\p{N}])/gu,
      'reference',
      'Letters and digits like a reference number',
    ).filter(({ start, end }) => looksLikeReference(text.slice(start, end))),
    ...afterWord(text),
  ]
  return found.filter(({ start, end }) => text.slice(start, end).replace(/\D/g, '') !== own)
}

/** Enough digits, and not an ordinal, a section, a form, a road or a time. */
function looksLikeReference(text: string): boolean {
  const digits = text.replace(/\D/g, '').length
  if (
    /^(?:s|ss|reg|para|stage|covid|key-stage|day|week|part|form|zone|band)?[.-]?\d{1,4}[a-z]?$/iu.test(text)
  )
    return false
  if (/^\d+(?:st|nd|rd|th|am|pm|km|kg|mph|m|hrs?|gb|mb|k|bn|p|x\d+|-.*)$/iu.test(text)) return false
  if (/^[a-z]+-?\d{1,2}$|^\d{1,2}[.:]\d{2}(?:am|pm)?$/iu.test(text)) return false
  return digits >= 3 && text.length >= 5
}

/** What a word such as "reference" or "account" introduces. */
function afterWord(text: string): readonly Found[] {
  const shape = new RegExp(
    String.raw`\b${referenceWord}\.?(?:\s+(?:number|no\.?|code|ref(?:erence)?))?\s*(?:is|was|of|[:#=(-])?\s*#?((?:\p{L}{1,3}[ ])?(?=[\p{L}\p{N}/_. -]*\d)[\p{L}\p{N}]+(?:[/_.-][\p{L}\p{N}]+)*)`,
    'giu',
  )
  return [...text.matchAll(shape)].flatMap(({ 0: whole, 1: number = '', index }) => {
    const digits = number.replace(/\D/g, '').length
    if (
      digits < 4 ||
      /^(?:19|20)\d\d(?:[/-]\d\d(?:\d\d)?)?$/.test(number) ||
      /\d(?:st|nd|rd|th)$/i.test(number)
    )
      return []
    const start = index + whole.length - number.length
    return [{ start, end: index + whole.length, kind: 'reference' as const, why: 'A reference number' }]
  })
}

const ways =
  'street|road|avenue|lane|drive|crescent|terrace|grove|mews|croft|gardens|walk|rise|parade|embankment|boulevard|cul-de-sac|broadway|wharf|quay'
const waysShort = 'st|rd|ave|ln|cres|gdns|dr|tce|cl'
const buildings =
  'house|court|lodge|cottage|farm|flats|tower|towers|mansions?|manor|villas?|hall|heights|close|place|row|square|view|way|meadows?|hill|mount|chase|fields?|orchard|paddock|green|bungalow|hostel|mill|point'
const named =
  'school|academy|primary|infants?|juniors?|nursery|surgery|care home|nursing home|hospice|pre-school|playgroup|rest home'
const capital = String.raw`(?:St\.?|The|\p{Lu}[\p{L}\p{M}]+(?:['-][\p{L}\p{M}]+)*)`

const postcodeAreas =
  /^(?:AB|AL|B|BA|BB|BD|BH|BL|BN|BR|BS|BT|CA|CB|CF|CH|CM|CO|CR|CT|CV|CW|DA|DD|DE|DG|DH|DL|DN|DT|DY|E|EC|EH|EN|EX|FK|FY|G|GL|GU|HA|HD|HG|HP|HR|HS|HU|HX|IG|IP|IV|KA|KT|KW|KY|L|LA|LD|LE|LL|LN|LS|LU|M|ME|MK|ML|N|NE|NG|NN|NP|NR|NW|OL|OX|PA|PE|PH|PL|PO|PR|RG|RH|RM|S|SA|SE|SG|SK|SL|SM|SN|SO|SP|SR|SS|ST|SW|SY|TA|TD|TF|TN|TQ|TR|TS|TW|UB|W|WA|WC|WD|WF|WN|WR|WS|WV|YO|ZE)$/

function findAddresses(text: string): readonly Found[] {
  const why = 'An address'
  const number = String.raw`\b\d{1,4}[a-z]?(?:\s?[-/]\s?\d{1,4}[a-z]?)?,?\s+`
  return [
    ...all(
      text,
      /\b[A-Z]{1,2}\d[A-Z\d]?[\s-]{0,2}\d[ABD-HJLNP-UW-Z]{2}\b/giu,
      'address',
      'A postcode',
    ).filter(({ start, end }) => /\d/.test(text.slice(start, end))),
    ...all(text, /\b[A-Z]{2}\d{1,2}[A-Z]?\b(?!\s?[A-Z]{3}\b)/gu, 'address', 'Part of a postcode').filter(
      ({ start, end }) => postcodeAreas.test(text.slice(start, end).replace(/\d.*/, '')),
    ),
    ...all(
      text,
      /\b(?:flat|apartment|apt|unit|plot|bedsit|maisonette|caravan|pitch)\.?\s*(?:no\.?\s*|number\s*)?(?:\d+[a-z]?|[A-Z])\b(?![ -](?:bed|week|month|year|hour))/giu,
      'address',
      why,
    ).filter(
      ({ start, end }) => /\d/.test(text.slice(start, end)) || /^\p{Lu}/u.test(text.slice(start, end)),
    ),
    ...all(
      text,
      /\b(?:house|door|number|no\.?)\s+\d{1,4}[a-z]?\b(?=,? (?:\p{Lu}|on |in (?:the|her|his|their) (?:street|road)))/giu,
      'address',
      why,
    ),
    ...all(
      text,
      new RegExp(
        String.raw`(?:${number})?(?:\b${capital} ){1,3}(?:${titled(ways)}|${titled(buildings)}|${titled(waysShort)})\b`,
        'gu',
      ),
      'address',
      why,
    ).flatMap((found) => withoutPublicStart(text, found)),
    // "14 elm grove": in small letters a number has to lead.
    ...all(
      text,
      new RegExp(
        String.raw`${number}(?!(?:of|the|other|new|busy|main|side|miles?|metres?|mph|weeks?|days?|months?|years?|per|people|residents|complaints|cars)\b)(?:[\p{L}']+ ){1,2}(?:${ways}|close|court|place|${waysShort})\b`,
        'giu',
      ),
      'address',
      why,
    ).filter(
      ({ start, end }) => !/\b(?:on|in|a|the|and|for|to|near|along|from|at)\b/u.test(text.slice(start, end)),
    ),
    ...all(
      text,
      new RegExp(
        String.raw`(?:\b${capital} ){1,4}(?:(?:Church of England|C of E|Catholic|Community|High|Grammar|Primary|Junior|Infant|Infants|Secondary|Special|Medical|Health|Day|Children's|Residential|Care|Nursing|Rest) )*(?:${titled(named)}|Home|Centre|College|Hospital)\b`,
        'gu',
      ),
      'address',
      'A named place where somebody lives, learns or is looked after',
    ).flatMap((found) => withoutPublicStart(text, found)),
  ]
}

/** With a capital or without: "Elm Grove", "Acacia avenue"; but "Daniel's school" is no name of a school. */
function titled(words: string): string {
  const capitals = words.replace(
    /(^|[| ])(\p{L})/gu,
    (_, before: string, letter: string) => before + letter.toUpperCase(),
  )
  return `${capitals}|(?<!'s )(?:${words})`
}

/** The words that lead to a name and are no part of it; nothing where no name is left. */
function withoutPublicStart(text: string, found: Found): readonly Found[] {
  let { start } = found
  for (;;) {
    const rest = text.slice(start, found.end)
    const [word = ''] = /^[\p{L}\p{M}'-]+/u.exec(rest) ?? []
    if (word === '' || !rest.includes(' ')) break
    const plain = word.toLowerCase()
    if (
      !isPublicWord(plain) &&
      !/^(?:the|a|an|in|on|at|when|after|before|from|if|this|that|her|his|their|our|my|both|each|every|no|mr|mrs|ms|miss|another|where|while|as|to|and|which|what|we|i|it|he|she|they|some|any|most|all)$/u.test(
        plain,
      )
    )
      break
    start += word.length + 1
  }
  const rest = text.slice(start, found.end)
  return rest.includes(' ') ? [{ ...found, start }] : []
}

const ageShape =
  /\b(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -](?:one|two|three|four|five|six|seven|eight|nine))?|(?:six|seven|eigh|nine)teen|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen)[ -]?(?:years?|yrs?|months?)?[ -]?(?:years?|yr|months?)[ -]?(?:olds?|of age)\b|\b(?:aged|age|age of|ages)\s+(?:\d{1,3}|(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[ -]\p{L}+)?)\b|\bat (?:1[89]|[2-9]\d)(?=,)|\bin (?:her|his|their) (?:early |mid[ -]?|late )?(?:\d0s|twenties|thirties|forties|fifties|sixties|seventies|eighties|nineties)\b|\b(?:is|was|turned|now)\s+(?:1[0-9]|[2-9]\d|1[01]\d)(?=\s*(?:,|\.|and|years))/giu

/** An age tells much beside a place: they are marked together, and an age alone is left. */
function findAges(text: string): readonly Found[] {
  return [...text.matchAll(ageShape)].flatMap(({ 0: age, index }): readonly Found[] => {
    const end = index + age.length
    const after = text.slice(end, end + 120).split(/[.!?](?:\s|$)/)[0] ?? ''
    const place = placeIn(after)
    const why = 'An age together with a place'
    if (place !== undefined) return [{ start: index, end: end + place, kind: 'age-and-place', why }]
    const before = text.slice(Math.max(0, index - 120), index)
    const sentence = before.slice(Math.max(0, before.search(/[.!?]\s+(?=[^.!?]*$)/) + 1))
    const earlier = placesIn(sentence)[0]
    if (earlier === undefined) return []
    return [{ start: index - sentence.length + earlier.start, end, kind: 'age-and-place', why }]
  })
}

const placeShape =
  /\b(?:in|at|near|from|of|around|outside|to)\s+((?:\p{Lu}[\p{L}\p{M}'-]+)(?:[ -](?:\p{Lu}[\p{L}\p{M}'-]+|upon|on|under|le|in|the|by)(?=[ -]?\p{Lu}|\b))*)/gu

function placesIn(text: string): readonly { readonly start: number; readonly end: number }[] {
  return [...text.matchAll(placeShape)].flatMap(({ 0: whole, 1: name = '', index }) => {
    const words = name.toLowerCase().split(/[ -]/)
    const isPlace =
      isKnownPlace(words[0] ?? '') ||
      (!isPublicWord(words[0] ?? '') && name.length > 1 && !/^(?:mr|mrs|ms|miss|dr)$/.test(words[0] ?? ''))
    return isPlace ? [{ start: index + whole.length - name.length, end: index + whole.length }] : []
  })
}

/** Where a place after an age ends. In small letters it is known by standing right after whom the age is of. */
function placeIn(after: string): number | undefined {
  const [place] = placesIn(after)
  if (place !== undefined) return place.end
  const small =
    /^[ -]?(?:[\p{L}'-]+ ){0,3}?(?:in|from|near) ((?!(?:a|an|the|her|his|their|our|my|this|that|hospital|care|need|temporary|sheltered|residential|school|education|year|receipt|bed|pain|crisis|order|case|one|time|part|full|foster|supported|private|social|council|good|poor|very|january|february|march|april|may|june|july|august|september|october|november|december|two|three|four|some|any|which|what|mr|ms|mrs|miss)\b)[\p{L}'-]{3,}(?: (?!(?:and|was|is|has|had|who|whose|to|for|with|by|on|that|which|because|when|after|before|said|says|told|did|does|could|would)\b)[\p{L}'-]{3,}){0,2})/u.exec(
      after,
    )
  return small === null ? undefined : small[0].length
}
