import { type Random, weightedPick } from './random.ts'
import type { Slots } from './statement-template.ts'

type Subject = {
  readonly bodyNoun: string
  readonly category: string
  readonly subcategory: string | null
}

/** What the templates of one statement are filled with. Nobody has a name: people are Miss X, and B her son. */
export function statementSlots(chance: Random, { bodyNoun, category, subcategory }: Subject): Slots {
  const [letter, other] = twoLetters(chance)
  const isWoman = chance.unit() < 0.6
  const self = isWoman ? woman : man
  const title = isWoman ? oneOf(chance, ['Miss', 'Mrs', 'Ms', 'Mrs']) : 'Mr'
  const months = chance.between(3, 17)
  return {
    'the council': bodyNoun,
    'The council': bodyNoun.charAt(0).toUpperCase() + bodyNoun.slice(1),
    X: `${title} ${letter}`,
    she: self.she,
    She: self.she.charAt(0).toUpperCase() + self.she.slice(1),
    her: self.her,
    hers: self.hers,
    them: self.them,
    herself: self.herself,
    ...relativeSlots(chance, category, subcategory, self.her, other),
    monthCount: String(months),
    months: `${inWords(months)} months`,
    weeks: `${inWords(chance.between(4, 19))} weeks`,
    small: inWords(chance.between(2, 5)),
    Small: inCapitals(chance.between(2, 5)),
    people: inWords(chance.between(3, 6)),
    ...countSlots(chance.between(4, 9)),
    hours: `${chance.between(10, 30)} hours`,
    minutes: `${oneOf(chance, [12, 15, 18, 20, 25])} minutes`,
    miles: `${inWords(chance.between(2, 12))} miles`,
    metres: `${chance.between(6, 19)} metres`,
    cost: pounds(chance.between(6, 40) * 10),
    sum: pounds(chance.between(9, 240) * 20),
    pay: pounds(oneOf(chance, payments)),
  }
}

/** Symbolic sums, as such payments are: mostly a few hundred pounds, seldom more than a thousand. */
const payments = [
  100, 150, 150, 200, 200, 250, 250, 300, 300, 350, 400, 400, 500, 500, 600, 650, 750, 800, 1_000, 1_250,
  1_600, 2_400,
]

type Pronouns = Readonly<Record<'she' | 'her' | 'hers' | 'them' | 'herself', string>>
const woman: Pronouns = { she: 'she', her: 'her', hers: 'hers', them: 'her', herself: 'herself' }
const man: Pronouns = { she: 'he', her: 'his', hers: 'his', them: 'him', herself: 'himself' }

type Relative = { readonly word: string; readonly title: string; readonly pronouns: Pronouns }

const children: readonly Relative[] = [
  { word: 'son', title: '', pronouns: man },
  { word: 'daughter', title: '', pronouns: woman },
]
const grandchildren: readonly Relative[] = [
  { word: 'grandson', title: '', pronouns: man },
  { word: 'granddaughter', title: '', pronouns: woman },
  { word: 'niece', title: '', pronouns: woman },
  { word: 'nephew', title: '', pronouns: man },
]
const adults: readonly Relative[] = [
  { word: 'mother', title: 'Mrs ', pronouns: woman },
  { word: 'mother', title: 'Mrs ', pronouns: woman },
  { word: 'father', title: 'Mr ', pronouns: man },
  { word: 'sister', title: 'Miss ', pronouns: woman },
  { word: 'brother', title: 'Mr ', pronouns: man },
  { word: 'aunt', title: 'Mrs ', pronouns: woman },
  { word: 'adult son', title: 'Mr ', pronouns: man },
]

/** For whom somebody complains, where the service is one for children or for adults in need of care. */
function relativeSlots(
  chance: Random,
  category: string,
  subcategory: string | null,
  her: string,
  letter: string,
): Slots {
  const relatives = relativesOf(category, subcategory)
  if (relatives.length === 0) return {}
  const { word, title, pronouns } = oneOf(chance, relatives)
  const name = `${title}${letter}`
  return {
    kin: `${her} ${word} ${name}`,
    K: name,
    kshe: pronouns.she,
    kher: pronouns.her,
    kthem: pronouns.them,
  }
}

function relativesOf(category: string, subcategory: string | null): readonly Relative[] {
  if (category === 'adult-care') return adults
  if (category !== 'education-and-children') return []
  return subcategory === 'Fostering and special guardianship' ? grandchildren : children
}

const otherLetters = [...'BCDFGHKLMNPQRSTWYZ']

function twoLetters(chance: Random): readonly [string, string] {
  const first = weightedPick(chance, [
    { weight: 35, value: 'X' },
    { weight: 65, value: oneOf(chance, otherLetters) },
  ])()
  return [
    first,
    oneOf(
      chance,
      otherLetters.filter((letter) => letter !== first),
    ),
  ]
}

function countSlots(count: number): Slots {
  return { count: inWords(count), Count: inCapitals(count) }
}

const words = [
  '',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

function inWords(count: number): string {
  return words[count] ?? String(count)
}

function inCapitals(count: number): string {
  const word = inWords(count)
  return word.charAt(0).toUpperCase() + word.slice(1)
}

function pounds(amount: number): string {
  const thousands = Math.floor(amount / 1_000)
  return thousands === 0 ? `£${amount}` : `£${thousands},${String(amount % 1_000).padStart(3, '0')}`
}

function oneOf<T>(chance: Random, choices: readonly T[]): T {
  const choice = choices[chance.between(0, choices.length - 1)]
  if (choice === undefined) throw new Error('there is nothing to choose from')
  return choice
}
