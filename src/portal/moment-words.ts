import type { Scheme } from '../scheme/scheme.ts'

/** "9:30am on Thursday 24 July", by the clocks of the scheme's country. */
export function momentInWords({ timeZone }: Scheme, moment: Date): string {
  const time = new Intl.DateTimeFormat('en-GB', {
    hour: 'numeric',
    minute: '2-digit',
    hourCycle: 'h12',
    timeZone,
  }).format(moment)
  const day = new Intl.DateTimeFormat('en-GB', {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone,
  }).format(moment)
  return `${time.replace(/\s/g, '').toLowerCase()} on ${day}`
}
