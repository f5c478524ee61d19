import { open } from 'node:fs/promises'
import { csvTable } from './csv-file.ts'
import type { FileSource, Table, TableFileLimits } from './table.ts'
import { UnreadableFile } from './unreadable-file.ts'
import { workbookTables } from './xlsx-file.ts'

/**
 * Opens a CSV file or a workbook, told apart by what is in it and not by its name. Throws UnreadableFile, here
 * or while the rows are read.
 */
export async function openTables(file: FileSource, limits: TableFileLimits): Promise<readonly Table[]> {
  const beginning = typeof file === 'string' ? await firstBytes(file) : file.subarray(0, 8)
  if (beginning.length === 0)
    throw new UnreadableFile('The file is empty', 'Choose the file that has the rows.')
  if (startsWith(beginning, [0x50, 0x4b, 0x03, 0x04])) return workbookTables(file, limits)
  // The container of both old .xls workbooks and encrypted .xlsx ones.
  if (startsWith(beginning, [0xd0, 0xcf, 0x11, 0xe0])) {
    throw new UnreadableFile(
      'The workbook is protected by a password or saved in the old .xls format',
      'Save it as .xlsx without a password, or as CSV.',
    )
  }
  return [await csvTable(file)]
}

async function firstBytes(path: string): Promise<Uint8Array> {
  const file = await open(path, 'r').catch((error: NodeJS.ErrnoException) => {
    throw error.code === 'ENOENT'
      ? new UnreadableFile('There is no such file', 'Check the name and the folder.')
      : new UnreadableFile(`The file cannot be opened (${error.code})`, 'Check that you may read it.')
  })
  try {
    const about = await file.stat()
    if (about.isDirectory()) {
      throw new UnreadableFile('This is a folder', 'Name the files in it, such as folder/*.csv.')
    }
    if (!about.isFile()) {
      throw new UnreadableFile('This is not an ordinary file', 'Save the rows to a file and name that.')
    }
    const { buffer, bytesRead } = await file.read(new Uint8Array(8), 0, 8, 0)
    return buffer.subarray(0, bytesRead)
  } finally {
    await file.close()
  }
}

function startsWith(bytes: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => bytes[index] === byte)
}
