import type { Letter, LetterBox } from './letter.ts'
import type { Run } from './wording.ts'

const width = 78

/** The letter as plain text, for those who read mail or keep records that way. Lines break at 78 letters. */
export function letterText(letter: Letter): string {
  const { masthead, statistics, footer } = letter
  const parts = [
    ...(letter.demonstrationNote === null ? [] : [wrap(`DEMONSTRATION: ${letter.demonstrationNote}`)]),
    masthead.lines.join('\n'),
    ...(masthead.anniversary === null ? [] : [masthead.anniversary]),
    masthead.contacts.join('\n'),
    letter.date.printed,
    letter.delivery,
    ...letter.addressees.map((lines) => lines.join('\n')),
    letter.salutation,
    heading(letter.title, '='),
    ...(letter.reissue ? [wrap(`${letter.reissue.heading} ${letter.reissue.text}`)] : []),
    ...letter.sections.flatMap(({ heading: head, paragraphs }) => [
      ...(head === null ? [] : [heading(head, '-')]),
      ...paragraphs.map(({ runs }) => wrap(runs.map(plainRun).join(''))),
    ]),
    letter.closing,
    [letter.signatory.name, ...letter.signatory.lines].join('\n'),
    heading(statistics.heading, '='),
    statistics.period,
    ...statistics.boxes.map(plainBox),
    heading(statistics.notes.heading, '-'),
    ...statistics.notes.paragraphs.map((paragraph) => wrap(paragraph)),
    wrap([...footer.contacts, footer.method].join(' · ')),
  ]
  return `${parts.join('\n\n')}\n`
}

function heading(text: string, line: string): string {
  const wrapped = wrap(text)
  return `${wrapped}\n${line.repeat(Math.max(...wrapped.split('\n').map(({ length }) => length)))}`
}

/** A link says where it leads unless its words already do. */
function plainRun({ text, address }: Run): string {
  if (address === undefined || address.includes(text)) return text
  return `${text} (${address})`
}

function plainBox(box: LetterBox): string {
  const { display } = box
  const lines = [
    `${box.name} (${box.plainWords.charAt(0).toLowerCase()}${box.plainWords.slice(1)})`,
    display.state === 'figure' ? `${display.percent}%, ${display.count}` : display.lines.join(' '),
    ...[box.warning, box.sentence, box.average, box.rate, box.base].filter((text) => text !== null),
  ]
  const [name = '', ...rest] = lines
  return `${heading(name, '-')}\n${rest.map(wrap).join('\n')}`
}

/** Addresses are never broken, so that they can be followed. */
function wrap(text: string): string {
  const lines: string[] = []
  let line = ''
  for (const word of text.split(' ')) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line)
      line = word
    } else {
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line].join('\n')
}
