/** What everybody reads of a correction stands in letters as well, which have room for so many characters. */
export const longestReason = 500

/** What is wrong with a reason for everybody to read; undefined where nothing is. */
export function reasonProblem(reason: string): string | undefined {
  if (reason === '') return 'Say what was wrong and what is right now; everybody reads it beside the figures.'
  if (reason.length > longestReason) {
    return `The reason has ${reason.length} characters; a letter has room for ${longestReason}. Shorten it.`
  }
  if (/\S@\S/.test(reason)) return 'The reason holds an address. Name no one: it is published.'
  return undefined
}

/** What several corrections of one revision say together, each thing once. */
export function joinedReason(reasons: readonly string[]): string {
  return [...new Set(reasons.map(asSentence))].join(' ')
}

/** In one line, as letters and pages print it. */
function asSentence(reason: string): string {
  const line = reason.replace(/\s+/g, ' ').trim()
  return line === '' || /[.!?]$/.test(line) ? line : `${line}.`
}

/** What a draft says once another correction joins it; or why it cannot. */
export function reasonWith(
  present: string | null,
  added: string,
): { readonly ok: true; readonly reason: string } | { readonly ok: false; readonly reason: string } {
  const sentence = asSentence(added)
  if (present === null) return { ok: true, reason: sentence }
  const reason = present.includes(sentence) ? present : joinedReason([present, sentence])
  return reason.length <= longestReason
    ? { ok: true, reason }
    : {
        ok: false,
        reason: `With what the draft says already this is ${reason.length} characters; a letter has room for ${longestReason}. Shorten this reason, or first say in fewer words what the draft corrects.`,
      }
}
