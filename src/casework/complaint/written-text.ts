/** One sentence on what is wrong with a field and what to do. */
export type FieldProblem = { readonly field: string; readonly reason: string }

/** Whatever is wrong with a text: nothing in it where something is needed, or more than is kept. */
export function textProblems(
  field: string,
  text: string,
  { ifMissing, longest }: { readonly ifMissing?: string; readonly longest: number },
): readonly FieldProblem[] {
  if (text === '') return ifMissing === undefined ? [] : [{ field, reason: ifMissing }]
  if (text.length <= longest) return []
  const [had, most] = [text.length, longest].map((number) => number.toLocaleString('en-GB'))
  return [{ field, reason: `This has ${had} characters; ${most} are kept. Shorten it and send it again.` }]
}

/** What may be written of one part of a case, and in a comment. */
export const longestText = 20_000
