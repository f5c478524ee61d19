/** As much of a text as a line has room for, cut between words. */
export function opening(text: string, most: number): string {
  if (text.length <= most) return text
  const room = text.slice(0, most)
  const cut = /\s/.test(text.charAt(most)) ? room : room.replace(/\s\S*$/, '')
  return `${cut.replace(/[\s,;:\ud800-\udbff]+$/, '')}…`
}
