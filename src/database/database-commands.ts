import { resolve } from 'node:path'
import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import { backUp } from './backup.ts'
import type { Manifest } from './backup-format.ts'
import { joinDatabase } from './open-database.ts'
import { restore } from './restore.ts'

const json = { type: 'boolean', summary: 'print the result as JSON' } as const

const backupCommand: Command = {
  name: 'backup',
  summary: 'Write everything in the database to a file.',
  operands: 'FILE',
  options: { json },
  async run(invocation) {
    const file = fileOperand(invocation)
    const { url } = await invocation.database()
    report(invocation, 'Backed up', file, await backUp(url, file, invocation.signal))
  },
}

const restoreCommand: Command = {
  name: 'restore',
  summary: 'Fill an empty database from a backup.',
  operands: 'FILE',
  options: { json },
  async run(invocation) {
    const file = fileOperand(invocation)
    // Not opened as for other commands, which would bring it to the newest schema before the backup's.
    const { url, leave } = await joinDatabase()
    try {
      report(invocation, 'Restored', file, await restore(url, file, invocation.signal))
    } finally {
      await leave()
    }
  },
}

export const databaseCommands: readonly Command[] = [backupCommand, restoreCommand]

function fileOperand({ operands }: Invocation): string {
  const [file] = operands
  if (file === undefined || operands.length > 1) throw new CommandError('Name one file.', 2)
  return resolve(file)
}

function report({ options, print }: Invocation, done: string, file: string, { tables }: Manifest): void {
  const rowCount = tables.reduce((sum, table) => sum + table.rowCount, 0)
  if (options.json === true) print(JSON.stringify({ file, tables }))
  else print(`${done} ${rowCount.toLocaleString('en-GB')} rows in ${tables.length} tables: ${file}`)
}
