import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import { withNoun } from '../scheme/count-noun.ts'
import { actingUser } from './acting-user.ts'
import { readOperandFile, refuseOperands, refuseWith } from './authority-commands.ts'
import { isListName } from './similar-authorities.ts'
import { importSimilarAuthorities, removeSimilarAuthorities } from './similar-authorities-actions.ts'
import { countSimilar, readSimilarLists } from './similar-authorities-store.ts'

const json = { type: 'boolean', summary: 'print the result as JSON' } as const

export const similarAuthoritiesCommands: readonly Command[] = [
  {
    name: 'similar',
    summary: 'List the lists of similar authorities that readers may compare by.',
    operands: '',
    options: { json },
    run: list,
  },
  {
    name: 'similar import',
    summary: 'Bring in, or replace, a list of similar authorities from a JSON or CSV file.',
    operands: 'FILE',
    options: {
      list: { type: 'string', value: 'NAME', summary: 'what the list is called, such as economic' },
      note: { type: 'string', value: 'TEXT', summary: 'whose list it is and how it was made, for readers' },
      'known-only': { type: 'boolean', summary: 'leave out those that the register does not have' },
      json,
    },
    run: bringIn,
  },
  {
    name: 'similar remove',
    summary: 'Take a list of similar authorities away.',
    operands: 'NAME',
    options: {},
    run: remove,
  },
]

async function list(invocation: Invocation): Promise<void> {
  refuseOperands(invocation)
  const { database, options, print } = invocation
  const opened = await database()
  const lists = await Promise.all(
    (await readSimilarLists(opened.database)).map(async (known) => ({
      ...known,
      authorityCount: await countSimilar(opened.database, known.list),
    })),
  )
  if (options.json) {
    print(JSON.stringify(lists, null, 2))
    return
  }
  if (lists.length === 0) print('There is no list; "upheld similar import FILE --list NAME" brings one in.')
  for (const known of lists) {
    print(
      `${known.list}: neighbours of ${bodies(known.authorityCount)}${known.note ? `. ${known.note}` : ''}`,
    )
  }
}

async function bringIn(invocation: Invocation): Promise<void> {
  const { database, options, print } = invocation
  const name = options.list
  if (typeof name !== 'string' || !isListName(name)) {
    throw new CommandError(
      'Name the list in small letters, digits and hyphens, as in --list economic; it stands in addresses.',
      2,
    )
  }
  const file = await readOperandFile(invocation)
  const note = typeof options.note === 'string' ? options.note.trim() || null : null
  const opened = await database()
  const result = await importSimilarAuthorities(
    opened.database,
    { ...file, list: name, note, isKnownOnly: options['known-only'] === true },
    actingUser(),
  )
  if (!result.ok) refuseWith(result.problems)
  const { authorityCount, replacedCount, leftOut } = result
  if (options.json) {
    print(JSON.stringify({ authorityCount, replacedCount, leftOut }))
    return
  }
  const before = replacedCount === null ? 'a new list' : `in the place of a list of ${replacedCount}`
  print(`${name}: neighbours of ${bodies(authorityCount)}, ${before}.`)
  if (leftOut.length > 0) {
    print(
      `Left out, as the register does not have them: ${leftOut.length} (${leftOut.slice(0, 12).join(', ')}${leftOut.length > 12 ? ' …' : ''}).`,
    )
  }
}

async function remove({ operands, database, print }: Invocation): Promise<void> {
  const [name, ...others] = operands
  if (name === undefined || others.length > 0) throw new CommandError('Name one list to take away.', 2)
  const opened = await database()
  if (!(await removeSimilarAuthorities(opened.database, name, actingUser()))) {
    throw new CommandError(`There is no list "${name}"; "upheld similar" lists those there are.`)
  }
  print(`${name} was taken away.`)
}

function bodies(count: number): string {
  return withNoun(count.toLocaleString('en-GB'), { one: 'authority', many: 'authorities' })
}
