import { type Command, CommandError, type Invocation } from '../command-line/command.ts'
import { type DemonstrationLoad, loadDemonstration } from './demonstration-actions.ts'

export const demonstrationCommands: readonly Command[] = [
  {
    name: 'demo',
    summary: 'Load the demonstration into an empty database: an invented England with seven years of cases.',
    operands: '',
    options: { json: { type: 'boolean', summary: 'print the result as JSON' } },
    run: demo,
  },
]

async function demo({ operands, options, scheme, database, print, progress, signal }: Invocation) {
  if (operands.length > 0) throw new CommandError('"upheld demo" takes no further words.', 2)
  const load = await loadDemonstration((await database()).database, scheme, progress, signal)
  if (load.state === 'refused') throw new CommandError(refusals[load.reason])
  if (options.json === true) return print(JSON.stringify(load))
  print(sentenceOf(load))
}

function sentenceOf(load: Exclude<DemonstrationLoad, { state: 'refused' }>): string {
  switch (load.state) {
    case 'unchanged':
      return 'The demonstration is already there. Nothing was changed.'
    case 'completed':
      return 'The demonstration was there in part; now it is whole.'
    case 'loaded': {
      const authorities = load.authorityCount.toLocaleString('en-GB')
      const cases = load.caseCount.toLocaleString('en-GB')
      return `The demonstration is there: ${authorities} authorities, ${cases} invented cases, six years of figures released and one under review.`
    }
  }
}

const elsewhere =
  'To see the demonstration, set UPHELD_HOME to another folder, or DATABASE_URL to an empty database.'

const refusals = {
  'real-installation': `This database is a real installation, which never takes invented figures. ${elsewhere}`,
  'not-empty': `This database holds authorities already. ${elsewhere}`,
}
