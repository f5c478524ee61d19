import type { Child } from 'hono/jsx'
import { headingAnchor } from './heading-anchor.ts'

/**
 * The part of Markdown our own documents use, as elements: headings with anchors, paragraphs, lists, tables,
 * worked examples in fences, emphasis, code and links. Text is always escaped, since only elements are made.
 */
export function Markdown({ text }: { text: string }) {
  return <>{blocksOf(text).map(Block)}</>
}

type Block =
  | { readonly kind: 'heading'; readonly level: number; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly isOrdered: boolean; readonly items: readonly string[] }
  | {
      readonly kind: 'table'
      readonly head: readonly string[]
      readonly rows: readonly (readonly string[])[]
    }
  | { readonly kind: 'fence'; readonly text: string }
  /** Worked examples, one a line. */
  | { readonly kind: 'examples'; readonly lines: readonly string[] }

const listItem = /^\s*(?:[-*]|(\d+)\.)\s+(.*)$/

function blocksOf(text: string): readonly Block[] {
  const lines = text.replaceAll('\r\n', '\n').split('\n')
  const blocks: Block[] = []
  let index = 0
  const take = (belongs: (line: string) => boolean): string[] => {
    const from = index
    while (index < lines.length && belongs(lines[index] ?? '')) index += 1
    return lines.slice(from, index)
  }
  while (index < lines.length) {
    const line = lines[index] ?? ''
    const heading = /^(#{1,4}) (.*)$/.exec(line)
    if (line.trim() === '') index += 1
    else if (heading) {
      blocks.push({ kind: 'heading', level: (heading[1] ?? '#').length, text: heading[2] ?? '' })
      index += 1
    } else if (line.startsWith('```')) {
      index += 1
      blocks.push({ kind: 'fence', text: take((next) => !next.startsWith('```')).join('\n') })
      index += 1
    } else if (line.startsWith('>')) {
      const lines = take((next) => next.startsWith('>')).map((next) => next.replace(/^> ?/, ''))
      blocks.push({ kind: 'examples', lines })
    } else if (line.startsWith('|')) blocks.push(tableOf(take((next) => next.startsWith('|'))))
    else if (listItem.test(line)) blocks.push(listOf(take((next) => next.trim() !== '')))
    else blocks.push({ kind: 'paragraph', text: take(isParagraph).join(' ') })
  }
  return blocks
}

function isParagraph(line: string): boolean {
  return line.trim() !== '' && !/^(#{1,4} |```|\||>)/.test(line)
}

function tableOf(lines: readonly string[]): Block {
  const [head = [], , ...rows] = lines.map((line) =>
    line
      .replace(/^\||\|\s*$/g, '')
      .split('|')
      .map((cell) => cell.trim()),
  )
  return { kind: 'table', head, rows }
}

function listOf(lines: readonly string[]): Block {
  const items: string[] = []
  for (const line of lines) {
    const item = listItem.exec(line)
    // A line without a mark of its own goes on with the item before it.
    if (item) items.push(item[2] ?? '')
    else items.push(`${items.pop() ?? ''} ${line.trim()}`)
  }
  return { kind: 'list', isOrdered: /^\s*\d/.test(lines[0] ?? ''), items }
}

function Block(block: Block): Child {
  switch (block.kind) {
    case 'heading':
      return <HeadingElement level={block.level} text={block.text} />
    case 'paragraph':
      return <p>{inline(block.text)}</p>
    case 'fence':
      return <pre>{block.text}</pre>
    case 'examples':
      return (
        <div class="example">
          {block.lines.map((line) => (
            <p>{inline(line)}</p>
          ))}
        </div>
      )
    case 'list': {
      const items = block.items.map((item) => <li>{inline(item)}</li>)
      return block.isOrdered ? <ol>{items}</ol> : <ul>{items}</ul>
    }
    case 'table':
      return <TableElement head={block.head} rows={block.rows} />
  }
}

function HeadingElement({ level, text }: { level: number; text: string }) {
  const id = headingAnchor(text)
  if (level === 1) return <h1 class="title">{inline(text)}</h1>
  return level === 2 ? <h2 id={id}>{inline(text)}</h2> : <h3 id={id}>{inline(text)}</h3>
}

function TableElement({ head, rows }: { head: readonly string[]; rows: readonly (readonly string[])[] }) {
  return (
    <table>
      <thead>
        <tr>
          {head.map((cell) => (
            <th scope="col">{inline(cell)}</th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr>
            {row.map((cell) => (
              <td>{inline(cell)}</td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const marks = /(\*\*[^*]+\*\*|\*[^*]+\*|`[^`]+`|\[[^\]]+\]\([^)\s]+\))/

function inline(text: string): Child[] {
  return text.split(marks).map((part) => {
    if (part.startsWith('**')) return <strong>{part.slice(2, -2)}</strong>
    if (/^\*.+\*$/.test(part)) return <em>{part.slice(1, -1)}</em>
    if (/^`.+`$/.test(part)) return <code>{part.slice(1, -1)}</code>
    const link = /^\[([^\]]+)\]\(([^)\s]+)\)$/.exec(part)
    return link ? linkOf(link[1] ?? '', link[2] ?? '') : part
  })
}

/** Only places on the same page and whole addresses lead anywhere from here; other files do not. */
function linkOf(text: string, href: string): Child {
  if (!/^(#|https:\/\/)/.test(href)) return text
  return (
    <a class="link" href={href}>
      {text}
    </a>
  )
}
