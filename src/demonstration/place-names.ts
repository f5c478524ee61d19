import { type Random, shuffled } from './random.ts'

/**
 * Names for an invented England: birds, herbs and fruits joined to the endings English places have. They
 * sound right and belong to nobody.
 */
const stems = [
  'Avocet',
  'Betony',
  'Bittern',
  'Bullace',
  'Burdock',
  'Campion',
  'Comfrey',
  'Curlew',
  'Damson',
  'Dunlin',
  'Egret',
  'Ember',
  'Gannet',
  'Godwit',
  'Kestrel',
  'Lanthorn',
  'Larch',
  'Linnet',
  'Lovage',
  'Madder',
  'Mallow',
  'Marram',
  'Martlet',
  'Medlar',
  'Merle',
  'Osier',
  'Pipit',
  'Plover',
  'Quern',
  'Quince',
  'Redshank',
  'Saffron',
  'Samphire',
  'Siskin',
  'Sorrel',
  'Spindle',
  'Tamarisk',
  'Tansy',
  'Teasel',
  'Turnstone',
  'Vetch',
  'Whimbrel',
  'Woad',
  'Yarrow',
]

const townEndings = [
  'bourne',
  'bridge',
  'combe',
  'cote',
  'dale',
  'field',
  'ford',
  'ham',
  'haven',
  'holt',
  'hurst',
  'leigh',
  'mere',
  'minster',
  'mouth',
  'stead',
  'stoke',
  'stow',
  'thorpe',
  'ton',
  'wick',
  'worth',
]

const shireEndings = ['shire', 'shire', 'land', 'shire']

/** Places that do exist and that the lists above would otherwise make. */
const realPlaces = new Set(['emberton', 'larchfield', 'yarrowford'])

export type PlaceNames = {
  /** The next town: no two are the same. */
  readonly town: () => string
  /** The next county. */
  readonly shire: () => string
}

/** Names of which none is or contains the name of a real authority, in an order made by chance. */
export function placeNames(chance: Random, realNames: readonly string[]): PlaceNames {
  const isFree = freeOf(realNames)
  return {
    town: inTurn('towns', combinations(chance, townEndings).filter(isFree)),
    // The county in the pictures of the letter comes first.
    shire: inTurn('counties', ['Westmarch', ...oneForEachStem(chance)].filter(isFree)),
  }
}

/** Whether a name has no real one in it. */
export function freeOf(realNames: readonly string[]): (name: string) => boolean {
  const real = realNames.map((name) => name.toLowerCase()).filter((name) => name.length > 3)
  return (name) => {
    const lowerCase = name.toLowerCase()
    return !realPlaces.has(lowerCase) && !real.some((other) => lowerCase.includes(other))
  }
}

function combinations(chance: Random, endings: readonly string[]): string[] {
  return shuffled(
    chance,
    stems.flatMap((stem) => endings.map((ending) => join(stem, ending))),
  )
}

function oneForEachStem(chance: Random): string[] {
  return shuffled(
    chance,
    stems.map((stem, at) => join(stem, shireEndings[at % shireEndings.length] ?? 'shire')),
  )
}

/** "Betony" and "dale" make Betondale; "Quern" and "mere" Quernmere. */
function join(stem: string, ending: string): string {
  if (stem.endsWith('y') || stem.endsWith(ending.charAt(0))) return stem.slice(0, -1) + ending
  return stem + ending
}

function inTurn(what: string, names: readonly string[]): () => string {
  const left = [...new Set(names)].reverse()
  return () => {
    const name = left.pop()
    if (name === undefined) throw new Error(`the list of invented ${what} is used up`)
    return name
  }
}
