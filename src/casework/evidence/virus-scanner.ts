import { spawn } from 'node:child_process'

/** What is known of a file's harmlessness. */
export const scanStates = ['unscanned', 'waiting', 'clean', 'harmful'] as const
export type ScanState = (typeof scanStates)[number]

/** Looks at a file before anybody is handed it. */
export type VirusScanner = (content: Buffer) => Promise<ScanState>

/** No scanner takes as long for a file of the size that is taken. */
const patienceMilliseconds = 60_000

/**
 * The scanner that an installation named: a program that reads a file on its standard input and ends with 0 where it is
 * clean and 1 where it is harmful. Anything else is no answer, and the file waits. Without a scanner files stay unscanned.
 */
export function virusScanner(program = process.env.UPHELD_VIRUS_SCANNER): VirusScanner {
  if (program === undefined || program === '') return async () => 'unscanned'
  return (content) => ask(program, content)
}

function ask(program: string, content: Buffer): Promise<ScanState> {
  return new Promise((resolve) => {
    const scanner = spawn(program, [], { stdio: ['pipe', 'ignore', 'ignore'], timeout: patienceMilliseconds })
    scanner.on('error', () => resolve('waiting'))
    scanner.on('close', (code) => resolve(code === 0 ? 'clean' : code === 1 ? 'harmful' : 'waiting'))
    // A scanner that knows enough may end before it has read everything.
    scanner.stdin.on('error', () => {})
    scanner.stdin.end(content)
  })
}
