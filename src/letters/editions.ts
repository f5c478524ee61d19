import { readFileSync } from 'node:fs'
import { blocksOfEdition, type EditionRules } from './edition.ts'
import { edition201920 } from './editions/2019-20/edition.ts'
import { edition202324 } from './editions/2023-24/edition.ts'
import { edition202425 } from './editions/2024-25/edition.ts'
import { parseWording, type Wording, wordingProblems } from './wording.ts'

export type Edition = { readonly rules: EditionRules; readonly wording: Wording }

const editions: readonly EditionRules[] = [edition201920, edition202324, edition202425]

export const editionNames: readonly string[] = editions.map(({ name }) => name)

/** An edition with its wording as it now stands on disk; undefined where there is none of that name. */
export function loadEdition(name: string): Edition | undefined {
  const rules = editions.find((edition) => edition.name === name)
  return rules && editionOf(rules, readWordingText(name))
}

/** An edition with another wording than the one on disk, such as the one a year was sealed with. */
export function loadEditionAs(name: string, markdown: string): Edition | undefined {
  const rules = editions.find((edition) => edition.name === name)
  return rules && editionOf(rules, markdown)
}

/** The wording of an edition there is, as it now stands on disk: the text that is approved and sealed. */
export function readWordingText(name: string): string {
  return readFileSync(new URL(`./editions/${name}/wording.md`, import.meta.url), 'utf8')
}

/** Joins rules and wording; throws where one speaks of a block that the other does not know. */
export function editionOf(rules: EditionRules, markdown: string): Edition {
  const wording = parseWording(rules.name, markdown)
  const problems = wordingProblems(wording, blocksOfEdition(rules))
  if (problems.length > 0) throw new Error(`wording of edition ${rules.name}: ${problems.join('; ')}`)
  return { rules, wording }
}
