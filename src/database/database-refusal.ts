import { CommandError } from '../command-line/command.ts'

const explanations: Readonly<Record<string, string>> = {
  '53100':
    'The disk that holds the database is full. Nothing committed is lost: free some space and try again.',
  '53300': 'The database has no connection left. Close a program that uses it, or try again later.',
  '57P01': 'The database server was stopped. Nothing committed is lost: try again.',
  '57P02': 'The database server stopped unexpectedly. Nothing committed is lost: try again.',
  '57P03': 'The database server is starting or stopping. Try again in a moment.',
  '28000': 'The database server refuses this user. Check DATABASE_URL.',
  '28P01': 'The database server refuses this password. Check DATABASE_URL.',
  '3D000': 'The database server has no database of this name. Create it, or check DATABASE_URL.',
  '42501':
    'This user may not do that in the database. Check DATABASE_URL, and that its user owns the database.',
  ECONNREFUSED: 'No database server answers. Check that it runs, and DATABASE_URL.',
  ENOENT: 'No database server answers. Check that it runs, and DATABASE_URL.',
  ENOTFOUND: "The database server's name is not known on this network. Check DATABASE_URL.",
  EAI_AGAIN: "The database server's name is not known on this network. Check DATABASE_URL.",
  ETIMEDOUT: 'The database server does not answer. Check that it runs, and DATABASE_URL.',
}

/**
 * What an error of the database, or of the way there, says in plain words; undefined for a fault of ours. `setting`
 * is where the address came from.
 */
export function databaseRefusal(error: unknown, setting = 'DATABASE_URL'): CommandError | undefined {
  if (error instanceof AggregateError) {
    return error.errors.map((one) => databaseRefusal(one, setting)).find(Boolean)
  }
  if (!(error instanceof Error)) return undefined
  // A failed query is rethrown with the reason as its cause by some of the layers above.
  const code = 'code' in error ? String(error.code) : ''
  // A missing file is no missing server.
  if (code === 'ENOENT' && !('syscall' in error && error.syscall === 'connect')) return undefined
  const explanation = explanations[code]
  return explanation === undefined
    ? undefined
    : new CommandError(explanation.replace('DATABASE_URL', setting))
}
