import { existsSync, mkdirSync, statSync } from 'node:fs'
import { dirname } from 'node:path'

/**
 * Makes a folder and those it lies in, where they are missing. Step by step, because Node's recursive mkdir
 * never returns where a file system answers that a folder cannot be found when it is to be made, as /proc does.
 */
export function makeFolder(folder: string, mode = 0o777): void {
  const missing: string[] = []
  for (let path = folder; !existsSync(path) && path !== dirname(path); path = dirname(path)) {
    missing.unshift(path)
  }
  for (const path of missing) makeOne(path, mode)
  if (!statSync(folder).isDirectory()) {
    throw Object.assign(new Error(`${folder} is a file`), { code: 'ENOTDIR' })
  }
}

/** Another program may make it at the same moment. */
function makeOne(path: string, mode: number): void {
  try {
    mkdirSync(path, { mode })
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
  }
}
