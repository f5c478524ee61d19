declare const caseReferenceBrand: unique symbol

/** A complaint's reference as it is always written: `23 001 234`. */
export type CaseReference = string & { readonly [caseReferenceBrand]: true }

/** Reads `23 001 234`, `23-001-234`, `23.001.234` or `23001234`; undefined where the text is no reference. */
export function readCaseReference(text: string): CaseReference | undefined {
  const parts = /^(\d{2})[\s\u00a0./-]?(\d{3})[\s\u00a0./-]?(\d{3})$/.exec(text.trim())
  return parts ? (`${parts[1]} ${parts[2]} ${parts[3]}` as CaseReference) : undefined
}
