/** What is counted, in words: "case" at exactly 1 as printed, "cases" otherwise. */
export type CountNoun = { readonly one: string; readonly many: string }

/** The noun is singular at exactly 1 as printed: "1 upheld decision", "0.8 upheld decisions". */
export function withNoun(printed: string | number, { one, many }: CountNoun): string {
  return `${printed} ${String(printed) === '1' ? one : many}`
}
