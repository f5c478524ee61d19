import { describe, expect, it } from 'vitest'
import { type Command, CommandError } from './command.ts'
import { chooseCommand, commandHelp, usage } from './command-words.ts'

const list = command('authorities', { json: { type: 'boolean', summary: 'as JSON' } })
const check = command('authorities check', {})
const letters = command(
  'letters',
  { out: { type: 'string', value: 'DIR', summary: 'where to write' } },
  'YEAR',
)
const commands = [list, check, letters]

describe('the words of a command', () => {
  it('choose the longest command they begin with', () => {
    expect(chooseCommand(commands, ['authorities', '--json'])).toEqual({
      command: list,
      operands: [],
      options: { json: true },
    })
    expect(chooseCommand(commands, ['authorities', 'check']).command).toBe(check)
  })

  it('give options and operands in any order', () => {
    expect(chooseCommand(commands, ['letters', '--out', 'there', '2023-24'])).toMatchObject({
      operands: ['2023-24'],
      options: { out: 'there' },
    })
  })

  it('are refused with the way to the list when no command fits', () => {
    expect(() => chooseCommand(commands, ['leters'])).toThrow(
      new CommandError('There is no command "leters". "upheld help" lists the commands.', 2),
    )
  })

  it('are refused with the usage when an option is unknown', () => {
    expect(() => chooseCommand(commands, ['letters', '--output', 'there'])).toThrow(
      "Unknown option '--output'. Usage: upheld letters YEAR [--out DIR]",
    )
  })

  it('are shown in the help of the command', () => {
    expect(usage(letters)).toBe('upheld letters YEAR [--out DIR]')
    expect(commandHelp(letters)).toContain('--out DIR')
  })
})

function command(name: string, options: Command['options'], operands = ''): Command {
  return { name, summary: `does ${name}`, operands, options, run: async () => {} }
}
