import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import type { Transaction } from '../database/connection.ts'
import type { Scheme } from '../scheme/scheme.ts'
import { actingUser } from './acting-user.ts'
import { existedOn, type KnownAuthority } from './authority.ts'
import { describeChange } from './authority-change.ts'
import { authorityNames, explainUnknown, findAuthority } from './authority-name-search.ts'
import { readAuthorities, readPopulationsOf } from './authority-store.ts'
import { importOfficeHolders } from './office-holder-actions.ts'
import { readOfficeHolders } from './office-holder-store.ts'
import { importPopulations } from './population-actions.ts'
import { checkAuthorities } from './register.ts'
import { beginInstallation, holdsInstallation, updateRegister } from './register-actions.ts'
import { readRegister } from './register-files.ts'
import { readDate } from './written-date.ts'

type LoadBesides = (transaction: Transaction, scheme: Scheme) => Promise<void>

const json = { type: 'boolean', summary: 'print the result as JSON' } as const

/** Begins an installation; `loadBesides` brings in what it has from its first day on beside the register. */
export function initCommand(loadBesides: LoadBesides): Command {
  return {
    name: 'init',
    summary: 'Begin a real installation: the register of authorities, and no figures.',
    operands: '',
    options: {},
    run: (invocation) => begin(invocation, loadBesides),
  }
}

export const authoritiesCommands: readonly Command[] = [
  {
    name: 'authorities',
    summary: 'List the authorities: names, kinds, dates and successors.',
    operands: '',
    options: {
      kind: { type: 'string', value: 'KIND', summary: 'only those of this kind, such as district' },
      on: {
        type: 'string',
        value: 'DATE',
        summary: 'only those that existed on this day, such as 2024-03-31',
      },
      json,
    },
    run: list,
  },
  {
    name: 'authorities check',
    summary: 'Check that the register of authorities keeps its promises.',
    operands: '',
    options: { json },
    run: check,
  },
  {
    name: 'authorities update',
    summary: 'Add and change authorities from a CSV file with the columns of reference/authorities.csv.',
    operands: 'FILE',
    options: { json },
    run: update,
  },
  {
    name: 'office-holders',
    summary: 'List the office holders of an authority, past and present.',
    operands: 'AUTHORITY',
    options: { json },
    run: listHolders,
  },
  {
    name: 'populations',
    summary: 'List the population estimates of an authority, by year and release.',
    operands: 'AUTHORITY',
    options: { json },
    run: listEstimates,
  },
  {
    name: 'office-holders import',
    summary: 'Add and change office holders, to whom letters go, from a CSV file.',
    operands: 'FILE',
    options: { json },
    run: importHolders,
  },
  {
    name: 'populations import',
    summary: 'Add and change population estimates, by year and release, from a CSV file.',
    operands: 'FILE',
    options: { json },
    run: importEstimates,
  },
]

/** Reads the one file a command is given. */
export async function readOperandFile({ operands }: Invocation): Promise<{ name: string; content: Buffer }> {
  const [path, ...others] = operands
  if (path === undefined) throw new CommandError('Name the file to read.', 2)
  if (others.length > 0) throw new CommandError('Name one file only.', 2)
  try {
    return { name: basename(path), content: await readFile(path) }
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined
    const reason = { ENOENT: 'there is no such file', EISDIR: 'it is a folder', EACCES: 'it may not be read' }
    const words = Object.entries(reason).find(([known]) => known === code)?.[1] ?? String(error)
    throw new CommandError(`${path} cannot be read: ${words}. Check the name.`)
  }
}

/** Refuses with every problem of a file, having changed nothing. */
export function refuseWith(problems: readonly string[]): never {
  const count = problems.length === 1 ? 'One problem' : `${problems.length} problems`
  throw new CommandError(
    [...problems, `${count}. Nothing was changed; mend the file and run this again.`].join('\n'),
  )
}

/** Refuses words that a command without operands cannot mean, such as a slip in "authorities check". */
export function refuseOperands({ operands }: Invocation): void {
  if (operands.length === 0) return
  throw new CommandError(`"${operands.join(' ')}" means nothing here. "upheld help" lists the commands.`, 2)
}

async function begin(invocation: Invocation, loadBesides: LoadBesides): Promise<void> {
  refuseOperands(invocation)
  const { scheme, database, print, progress } = invocation
  const register = readRegister()
  const opened = await database()
  if (await holdsInstallation(opened.database)) throw installedAlready()
  progress('Loading the register …')
  // Asked again within the transaction, as somebody else may have been quicker.
  const isBegun = await beginInstallation(opened.database, register, actingUser(), (transaction) =>
    loadBesides(transaction, scheme),
  )
  if (!isBegun) throw installedAlready()
  print(`A real installation with ${register.authorities.length} authorities and no figures.`)
  print('Next: "upheld office-holders import FILE", then "upheld cycle set FILE" for each year.')
}

function installedAlready(): CommandError {
  return new CommandError(
    'This database already holds an installation. Use an empty one: set UPHELD_HOME to a new folder, or DATABASE_URL to an empty database.',
  )
}

async function list(invocation: Invocation): Promise<void> {
  refuseOperands(invocation)
  const { options, scheme, database, print } = invocation
  const { kind, on } = options
  const kinds = scheme.authorityKinds.map(({ code }) => code)
  if (typeof kind === 'string' && !kinds.includes(kind)) {
    throw new CommandError(`"${kind}" is no kind of authority; the kinds are ${kinds.join(', ')}.`, 2)
  }
  const reading = typeof on === 'string' ? readDate(on) : undefined
  if (reading?.ok === false) {
    throw new CommandError(`--on "${on}": ${reading.problem}. ${reading.advice}`, 2)
  }
  const date = reading?.date
  const authorities = (await readInstalled((await database()).database)).filter(
    (authority) =>
      (kind === undefined || authority.kind === kind) && (date === undefined || existedOn(authority, date)),
  )
  if (options.json) {
    print(JSON.stringify(authorities.map(withoutNumber), null, 2))
    return
  }
  const width = Math.max(0, ...authorities.map(({ slug }) => slug.length))
  for (const { slug, officialName, kind, endsOn, successors } of authorities) {
    const heirs = successors.length > 0 ? `, then ${successors.join(' and ')}` : ''
    const ended = endsOn === null ? '' : ` (until ${endsOn}${heirs})`
    print(`${slug.padEnd(width)}  ${kind.padEnd(13)}  ${officialName}${ended}`)
  }
}

async function check(invocation: Invocation): Promise<void> {
  refuseOperands(invocation)
  const { options, scheme, database, print } = invocation
  const authorities = await readInstalled((await database()).database)
  const problems = checkAuthorities(authorities, scheme)
  if (options.json) print(JSON.stringify({ authorityCount: authorities.length, problems }, null, 2))
  else if (problems.length === 0) print(`The register keeps its promises: ${authorities.length} authorities.`)
  if (problems.length > 0) throw new CommandError(problems.join('\n'))
}

async function update(invocation: Invocation): Promise<void> {
  const { database, scheme, options, print } = invocation
  const file = await readOperandFile(invocation)
  const opened = await database()
  await readInstalled(opened.database)
  const result = await updateRegister(opened.database, scheme, file, actingUser())
  if (!result.ok) refuseWith(result.problems)
  if (options.json) {
    print(JSON.stringify(result.changes, null, 2))
    return
  }
  for (const change of result.changes) print(describeChange(change))
  const count = result.changes.length
  print(
    count === 0
      ? 'Nothing to change.'
      : count === 1
        ? '1 authority changed.'
        : `${count} authorities changed.`,
  )
}

async function listHolders(invocation: Invocation): Promise<void> {
  const { database, options, print } = invocation
  const opened = await database()
  const authority = await operandAuthority(invocation)
  const holders = (await readOfficeHolders(opened.database)).filter(
    (holder) => holder.authority === authority.slug,
  )
  if (options.json) {
    print(JSON.stringify(holders, null, 2))
    return
  }
  if (holders.length === 0) {
    print(
      `No office holder of ${authority.officialName} is on record; "upheld office-holders import FILE" adds them.`,
    )
  }
  for (const { role, fromOn, toOn, post, person, email } of holders) {
    const term = `${fromOn} to ${toOn ?? 'now'}`
    print(`${role.padEnd(15)}  ${term.padEnd(24)}  ${post}, ${person?.name ?? 'no name'}, ${email}`)
  }
}

async function listEstimates(invocation: Invocation): Promise<void> {
  const { database, options, print } = invocation
  const opened = await database()
  const authority = await operandAuthority(invocation)
  const estimates = await readPopulationsOf(opened.database, authority.id)
  if (options.json) {
    print(JSON.stringify(estimates, null, 2))
    return
  }
  if (estimates.length === 0) {
    print(
      `No population of ${authority.officialName} is on record; "upheld populations import FILE" adds it.`,
    )
  }
  const width = Math.max(0, ...estimates.map(({ release }) => release.length))
  for (const { year, release, residents } of estimates) {
    print(`${year}  ${release.padEnd(width)}  ${residents.toLocaleString('en-GB')}`)
  }
}

/** The one authority that a command is given. */
async function operandAuthority({ operands, database }: Invocation): Promise<KnownAuthority> {
  const [text, ...others] = operands
  if (text === undefined) throw new CommandError('Name the authority, as in "bassetlaw".', 2)
  if (others.length > 0)
    throw new CommandError('Name one authority only, in quotation marks if it has spaces.', 2)
  const names = authorityNames(await readInstalled((await database()).database))
  const authority = findAuthority(names, text)
  if (authority === undefined) throw new CommandError(`"${text}": ${explainUnknown(names, text)}.`, 2)
  return authority
}

async function importHolders(invocation: Invocation): Promise<void> {
  const { database, options, print } = invocation
  const file = await readOperandFile(invocation)
  const opened = await database()
  await readInstalled(opened.database)
  const result = await importOfficeHolders(opened.database, file, actingUser())
  if (!result.ok) refuseWith(result.problems)
  const { addedCount, changedCount, unchangedCount } = result
  if (options.json) print(JSON.stringify({ addedCount, changedCount, unchangedCount }))
  else print(`Office holders: ${addedCount} added, ${changedCount} changed, ${unchangedCount} as before.`)
}

async function importEstimates(invocation: Invocation): Promise<void> {
  const { database, options, print } = invocation
  const file = await readOperandFile(invocation)
  const opened = await database()
  await readInstalled(opened.database)
  const result = await importPopulations(opened.database, file, actingUser())
  if (!result.ok) refuseWith(result.problems)
  const { addedCount, changedCount, unchangedCount } = result
  if (options.json) print(JSON.stringify({ addedCount, changedCount, unchangedCount }))
  else
    print(`Population estimates: ${addedCount} added, ${changedCount} changed, ${unchangedCount} as before.`)
}

async function readInstalled(
  database: Parameters<typeof readAuthorities>[0],
): Promise<readonly KnownAuthority[]> {
  const authorities = await readAuthorities(database)
  if (authorities.length > 0) return authorities
  throw new CommandError(
    'This database is empty. Run "upheld init" for a real installation, or "upheld demo" for a demonstration.',
  )
}

/** The database's own numbers mean nothing outside it. */
function withoutNumber({ id, ...facts }: KnownAuthority): Omit<KnownAuthority, 'id'> {
  return facts
}
