/** Numbers to ten are written as words. */
export function numberInWords(count: number): string {
  const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten']
  return words[count] ?? count.toLocaleString('en-GB')
}

/** Small words at the beginning of a sentence or standing alone: "councils" are "Councils". */
export function capital(words: string): string {
  return words.slice(0, 1).toUpperCase() + words.slice(1)
}

/** "1 day", "26 days". */
export function inDays(days: number): string {
  return `${days.toLocaleString('en-GB')} ${days === 1 ? 'day' : 'days'}`
}
