/**
 * The form in which two spellings of one name are equal: "Education & Children's Services" and "education and
 * childrens services". Case, spaces and punctuation do not count, and "&" is "and".
 */
export function spellingKey(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replaceAll('&', ' and ')
    .replace(/[^\p{L}\p{N}]+/gu, '')
}

type Named = { readonly code: string; readonly name: string; readonly alsoSpelt: readonly string[] }

/** Finds one entry of a scheme's table by its code, its name or another spelling of it. */
export function findBySpelling<Entry extends Named>(
  entries: readonly Entry[],
): (text: string) => Entry | undefined {
  const byKey = new Map<string, Entry>()
  for (const entry of entries) {
    for (const spelling of [entry.code, entry.name, ...entry.alsoSpelt]) {
      byKey.set(spellingKey(spelling), entry)
    }
  }
  const kept = new Map<string, Entry | undefined>()
  return (text) => {
    if (kept.has(text)) return kept.get(text)
    const entry = byKey.get(spellingKey(text))
    // A file writes the same few values over and over; nonsense without end must not fill memory.
    if (kept.size < 1_000) kept.set(text, entry)
    return entry
  }
}
