import { type Command, CommandError } from '../command-line/command.ts'
import { verifyAudit } from './audit-store.ts'

const verifyCommand: Command = {
  name: 'audit verify',
  summary: 'Check that nobody has changed the record of who did what.',
  operands: '',
  options: { json: { type: 'boolean', summary: 'print the result as JSON' } },
  async run({ database, options, print }) {
    const verification = await verifyAudit((await database()).database)
    const { entryCount, hash, problems } = verification
    if (options.json === true) print(JSON.stringify(verification))
    else for (const { explanation } of problems) print(explanation)
    if (problems.length > 0) {
      throw new CommandError(
        `The record is not as it was written: ${problems.length} of ${entryCount} entries do not fit. ` +
          'Compare it with a backup.',
      )
    }
    if (options.json !== true) print(`${entryCount} entries, all as they were written. Last hash: ${hash}`)
  },
}

export const auditCommands: readonly Command[] = [verifyCommand]
