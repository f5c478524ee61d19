const reasons: Readonly<Record<string, string>> = {
  EACCES: 'you may not write there',
  EPERM: 'you may not write there',
  EROFS: 'that disk can only be read',
  ENOSPC: 'the disk is full',
  EDQUOT: 'your share of the disk is full',
  ENOENT: 'there is no such folder, and none can be made there',
  ENOTDIR: 'a part of that path is a file, not a folder',
  EEXIST: 'something else of that name is there',
  EISDIR: 'a folder of that name is there',
  ENAMETOOLONG: 'the name is too long',
  ELOOP: 'its links lead in a circle',
  EIO: 'the disk does not work as it should',
}

/** Why the system would not write a file or make a folder, in plain words that fit into a sentence. */
export function fileFault(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}
