import { sql } from 'kysely'
import { expect, test } from 'vitest'
import { testDatabase } from '../../../tests/test-database.ts'
import type { Invocation } from '../../command-line/command.ts'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import { mailCommands } from './mail-commands.ts'

test('suspended mail is told of and resumed from the command line', async () => {
  const opened = await testDatabase()
  const lines: string[] = []
  const run = async (name: string) => {
    lines.length = 0
    const invocation: Invocation = {
      ...{ operands: [], options: {}, scheme, database: async () => opened },
      ...{ print: (line) => void lines.push(line), progress: () => {}, signal: new AbortController().signal },
    }
    await mailCommands.find((command) => command.name === name)?.run(invocation)
    return lines.join('\n')
  }
  try {
    expect(await run('mail status')).toContain('No way to send mail is set')
    await expect(run('mail resume')).rejects.toThrow('Sending is not suspended')
    await sql`
      insert into mail_sending (suspended_at, failed_at, failure) values (now(), now(), 'The server is gone.')
    `.execute(opened.database)
    expect(await run('mail status')).toContain('The server is gone.')
    expect(await run('mail resume')).toContain('Sending goes on')
    expect(await run('mail status')).not.toContain('suspended')
  } finally {
    await opened.close()
  }
})
