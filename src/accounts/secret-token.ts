import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto'

/** What stands in a link or a cookie and cannot be guessed; the database keeps its hash alone. */
export function newToken(): string {
  return randomBytes(32).toString('base64url')
}

export function tokenHash(token: string): Buffer {
  return createHash('sha256').update(token).digest()
}

export function browserHash(browser: string): Buffer {
  return tokenHash(`browser ${browser}`)
}

/** Stands for an address under which failures are counted, whether or not anybody has it. */
export function accountHash(email: string): string {
  return createHash('sha256').update(email).digest('base64url')
}

const recoveryCodeCount = 10
/** Without letters and digits that are taken for one another. */
const recoveryAlphabet = 'abcdefghjkmnpqrstuvwxyz23456789'

/** Ten codes like k7m2x-9fqrt, each good for one use. */
export function newRecoveryCodes(): readonly string[] {
  return Array.from({ length: recoveryCodeCount }, () => `${letters(5)}-${letters(5)}`)
}

function letters(count: number): string {
  return Array.from({ length: count }, () => recoveryAlphabet[randomInt(recoveryAlphabet.length)]).join('')
}

/** Keyed, since a code that people can copy by hand is short enough to be tried out on a stolen database. */
export function recoveryCodeHash(secret: string, personId: string, code: string): Buffer {
  const plain = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
  return createHmac('sha256', secret).update(`recovery code\n${personId}\n${plain}`).digest()
}
