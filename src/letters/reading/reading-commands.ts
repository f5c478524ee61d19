import { readRegister } from '../../authorities/register-files.ts'
import { type Command, CommandError } from '../../command-line/command.ts'
import { readLetterFile } from './letter-file.ts'
import type { KnownAuthority, LetterReading, LetterResult, Refusal } from './letter-reading.ts'
import { readingTable } from './reading-table.ts'

const read: Command = {
  name: 'read',
  summary: 'Read annual review letters of any year: whom to, which year, which figures.',
  operands: 'FILE…',
  options: {
    json: { type: 'boolean', summary: 'print one JSON array, an object for each file' },
  },
  async run({ operands, options, print, signal }) {
    if (operands.length === 0) {
      throw new CommandError('Name at least one letter to read: upheld read FILE… (text, Markdown or PDF)', 2)
    }
    const known = registeredAuthorities()
    const results: LetterResult[] = []
    for (const path of operands) {
      signal.throwIfAborted()
      results.push(await readLetterFile(path, known))
    }
    const readings = results.flatMap((result) => (result.ok ? [result.reading] : []))
    if (options.json === true) print(JSON.stringify(results.map(jsonOf), null, 2))
    else for (const reading of readings) print(readingTable(reading))
    const refusals = results.flatMap((result, index) =>
      result.ok ? [] : [`${operands[index]}: ${result.reason}`],
    )
    if (refusals.length > 0) throw new CommandError(refusals.join('\n'))
  },
}

export const readingCommands: readonly Command[] = [read]

/** The register the product ships, under every name an authority has or had. */
function registeredAuthorities(): readonly KnownAuthority[] {
  return readRegister().authorities.map(({ officialName, kind, otherNames, formerNames }) => ({
    name: officialName,
    kind,
    otherNames: [...otherNames, ...formerNames],
  }))
}

function jsonOf(
  result: LetterResult,
): LetterReading | (Pick<Refusal, 'file'> & { readonly refused: string }) {
  return result.ok ? result.reading : { file: result.file, refused: result.reason }
}
