declare const caseReferenceBrand: unique symbol

/** A complaint's reference as it is always written: `23 001 234`. */
export type CaseReference = string & { readonly [caseReferenceBrand]: true }

/** Reads `23 001 234`, `23-001-234`, `23.001.234` or `23001234`; undefined where the text is no reference. */
export function readCaseReference(text: string): CaseReference | undefined {
  const parts = /^(\d{2})[\s\u00a0./-]?(\d{3})[\s\u00a0./-]?(\d{3})$/.exec(text.trim())
  return parts ? (`${parts[1]} ${parts[2]} ${parts[3]}` as CaseReference) : undefined
}

/** The reference that is given next in a year, such as 23; the first one where none was given yet. */
export function referenceAfter(year: string, greatest: string | undefined): CaseReference {
  const number = greatest === undefined ? 1 : Number(greatest.slice(3).replace(' ', '')) + 1
  if (number > 999_999) throw new Error(`every reference of the year ${year} is given`)
  const digits = String(number).padStart(6, '0')
  return `${year} ${digits.slice(0, 3)} ${digits.slice(3)}` as CaseReference
}
