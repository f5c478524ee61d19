import { describe, expect, it } from 'vitest'
import { editDistance } from '../authorities/authority-name-search.ts'
import { type Command, CommandError } from './command.ts'
import { chooseCommand as choose, helpPage, usage } from './command-words.ts'

const list = command('authorities', { json: { type: 'boolean', summary: 'as JSON' } })
const check = command('authorities check', {})
const letters = command(
  'letters',
  { out: { type: 'string', value: 'DIR', summary: 'where to write' } },
  'YEAR',
)
const received = command('import received', {}, 'FILE…')
const decided = command('import decided', {}, 'FILE…')
const commands = [list, check, letters, received, decided]
const chooseCommand = (all: readonly Command[], words: readonly string[]) => choose(all, words, editDistance)
const help = (...words: string[]) => helpPage(commands, words, editDistance)

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
    expect(() => chooseCommand(commands, ['publish'])).toThrow(
      new CommandError('There is no command "publish". "upheld help" lists the commands.', 2),
    )
  })

  it.each([
    [['leters', '2023-24'], 'letters'],
    [['lettesr'], 'letters'],
    [['imprt'], 'import'],
    [['imprt', 'received', 'x.csv'], 'import received'],
    [['import', 'recieved', 'x.csv'], 'import received'],
  ])('are refused with the nearest command when misspelt: %j', (words, nearest) => {
    expect(() => chooseCommand(commands, words)).toThrow(`Did you mean "${nearest}"?`)
  })

  it('are answered with the commands that begin so when more are needed', () => {
    expect(() => chooseCommand(commands, ['import'])).toThrow(
      new CommandError(
        '"import" needs a further word:\n\n' +
          '  upheld import received   does import received\n' +
          '  upheld import decided    does import decided',
        2,
      ),
    )
    expect(() => chooseCommand(commands, ['import', 'payments'])).toThrow(
      'There is no command "import payments". These begin with "import":',
    )
  })

  it('are refused when there is one too many, which may be a second year', () => {
    expect(() => chooseCommand(commands, ['letters', '2023-24', '2022-23'])).toThrow(
      new CommandError('"2022-23" is a word too many. Usage: upheld letters YEAR [--out DIR]', 2),
    )
    expect(() => chooseCommand(commands, ['authorities', 'check', 'extra'])).toThrow('"extra"')
    expect(chooseCommand(commands, ['import', 'decided', 'a', 'b']).operands).toEqual(['a', 'b'])
  })

  it('are refused with the usage when an option is unknown', () => {
    expect(() => chooseCommand(commands, ['letters', '--output', 'there'])).toThrow(
      "Unknown option '--output'. Usage: upheld letters YEAR [--out DIR]",
    )
  })

  it('are shown in the usage of the command', () => {
    expect(usage(letters)).toBe('upheld letters YEAR [--out DIR]')
  })
})

describe('help', () => {
  it.each([
    [['help', 'letters']],
    [['--help', 'letters']],
    [['letters', '--help']],
    [['letters', '2023-24', '--out', 'there', '-h']],
  ])('is the page of a command: %j', (words) => {
    expect(help(...words)).toContain('--out DIR')
  })

  it.each([[['help', 'import']], [['import', '--help']], [['import', 'recieved', '-h']]])(
    'is the list of the commands that begin so: %j',
    (words) => {
      expect(help(...words)).toContain('upheld import received')
      expect(help(...words)).not.toContain('upheld letters')
    },
  )

  it.each([[[]], [['help']], [['--help']], [['-h']]])('is the list of all commands: %j', (words) => {
    for (const { name } of commands) expect(help(...words)).toContain(`upheld ${name}`)
  })

  it('is not given unasked, and refused for what is no command', () => {
    expect(help('letters', '2023-24')).toBeUndefined()
    expect(help('letters', '--', '--help')).toBeUndefined()
    expect(() => help('help', 'leters')).toThrow('Did you mean "letters"?')
  })
})

function command(name: string, options: Command['options'], operands = ''): Command {
  return { name, summary: `does ${name}`, operands, options, run: async () => {} }
}
