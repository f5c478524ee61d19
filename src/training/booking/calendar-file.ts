import type { Scheme } from '../../scheme/scheme.ts'
import type { Course } from '../course/course.ts'
import type { Workshop } from '../workshop/workshop.ts'

/** A workshop as an entry of a calendar (RFC 5545): the same bytes for the same workshop, whenever it is asked for. */
export function calendarFile(
  { serviceName }: Pick<Scheme, 'serviceName'>,
  { isDemonstration }: { readonly isDemonstration: boolean },
  {
    workshop,
    course,
    address,
    description,
  }: {
    readonly workshop: Workshop
    readonly course: Pick<Course, 'title'>
    /** Of a page about it. */
    readonly address: string
    readonly description: string
  },
): string {
  const title = isDemonstration ? `DEMONSTRATION: ${course.title}` : course.title
  const place =
    workshop.town === null ? 'Online' : [...(workshop.address?.split('\n') ?? []), workshop.town].join(', ')
  const lines = [
    'BEGIN:VCALENDAR',
    'VERSION:2.0',
    `PRODID:-//${escaped(serviceName)}//Training//EN`,
    'CALSCALE:GREGORIAN',
    'METHOD:PUBLISH',
    'BEGIN:VEVENT',
    `UID:workshop-${workshop.id}@${new URL(address).host}`,
    // When the entry was made; its number says which of two is the later.
    `DTSTAMP:${workshop.bookingOpensOn.replaceAll('-', '')}T000000Z`,
    `SEQUENCE:${workshop.version}`,
    `DTSTART:${utc(workshop.beginsAt)}`,
    `DTEND:${utc(workshop.endsAt)}`,
    `SUMMARY:${escaped(title)}`,
    `LOCATION:${escaped(place)}`,
    `DESCRIPTION:${escaped(description)}`,
    `URL:${address}`,
    `STATUS:${workshop.cancelledAt === null ? 'CONFIRMED' : 'CANCELLED'}`,
    'END:VEVENT',
    'END:VCALENDAR',
  ]
  return lines.map((line) => `${folded(line)}\r\n`).join('')
}

function utc(moment: Date): string {
  return moment.toISOString().replace(/[-:]|\.\d+/g, '')
}

function escaped(text: string): string {
  return text.replace(/[\\;,]/g, '\\$&').replaceAll('\n', '\\n')
}

/** Lines may have 75 octets; what is longer goes on in the next line, after a space, between two characters. */
function folded(line: string): string {
  let folding = ''
  let length = 0
  for (const character of line) {
    const octets = Buffer.byteLength(character)
    if (length + octets > 75) {
      folding += '\r\n '
      length = 1
    }
    folding += character
    length += octets
  }
  return folding
}
