import { createReadStream } from 'node:fs'
import { UnreadableFile } from './unreadable-file.ts'

/** A line of a file that has one JSON object a line. */
export type JsonLine =
  | { readonly number: number; readonly ok: true; readonly value: unknown }
  | { readonly number: number; readonly ok: false; readonly problem: string; readonly advice: string }

/** Longer than any decision; whoever forgets line breaks must not fill memory. */
const longestLine = 4_000_000

/** Reads a file of JSON Lines in UTF-8, line by line; empty lines are passed over. Throws UnreadableFile. */
export async function* readJsonLines(path: string): AsyncGenerator<JsonLine> {
  let number = 0
  let rest = ''
  let isEmpty = true
  for await (const text of textOf(path)) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) {
      number += 1
      if (line.trim() === '') continue
      isEmpty = false
      yield parsed(number, line)
    }
    if (rest.length > longestLine) {
      throw new UnreadableFile(
        `Line ${number + 1} is longer than ${longestLine.toLocaleString('en-GB')} characters`,
        'Write one JSON object a line.',
      )
    }
  }
  if (rest.trim() !== '') {
    isEmpty = false
    yield parsed(number + 1, rest)
  }
  if (isEmpty) throw new UnreadableFile('The file is empty', 'Choose the file that has the lines.')
}

function parsed(number: number, line: string): JsonLine {
  try {
    const value: unknown = JSON.parse(line)
    return { number, ok: true, value }
  } catch {
    const advice =
      'Each line has to be one whole JSON object; check its brackets, commas and quotation marks.'
    return { number, ok: false, problem: 'This line is no JSON', advice }
  }
}

async function* textOf(path: string): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  try {
    for await (const bytes of createReadStream(path)) yield decoder.decode(bytes, { stream: true })
    yield decoder.decode()
  } catch (error) {
    throw unreadable(error)
  }
}

function unreadable(error: unknown): unknown {
  if (error instanceof TypeError) {
    return new UnreadableFile('The file is not in UTF-8', 'Save it with the encoding UTF-8.')
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : undefined
  if (code === 'ENOENT') return new UnreadableFile('There is no such file', 'Check the name and the folder.')
  if (code === 'EISDIR') return new UnreadableFile('This is a folder', 'Name the file in it.')
  if (code === undefined) return error
  return new UnreadableFile(`The file cannot be read (${code})`, 'Check that you may read it.')
}
