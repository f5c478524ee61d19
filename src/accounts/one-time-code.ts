import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

/** For how long one code of an authenticator is right, in seconds. */
const stepSeconds = 30
/** An authenticator's clock may differ by one step without anybody noticing. */
const toleratedSteps = 1
/** Clocks that differ by up to an hour, such as after a change of clocks, are told from wrong codes. */
const recognisedSteps = 125

/** What a code given at a moment is. */
export type CodeReading =
  | { readonly kind: 'right'; readonly step: number }
  /** Right, but taken before. */
  | { readonly kind: 'used' }
  /** Right at another time: the authenticator's clock is so many minutes ahead, or behind where it is negative. */
  | { readonly kind: 'wrong-clock'; readonly minutes: number }
  | { readonly kind: 'wrong' }

/**
 * Reads a code of six digits (RFC 6238, as authenticators make them) given at a moment. No code of the step `lastStep`
 * or an earlier one is taken again.
 */
export function readCode(secret: Buffer, code: string, at: Date, lastStep: number): CodeReading {
  const given = code.replaceAll(/[\s-]/g, '')
  if (!/^\d{6}$/.test(given)) return { kind: 'wrong' }
  const now = stepOf(at)
  // The nearest first, so that a clock is said to be as little wrong as it can be.
  for (const offset of offsets) {
    const step = now + offset
    if (step < 0 || !isCode(secret, step, given)) continue
    if (Math.abs(offset) > toleratedSteps) {
      return {
        kind: 'wrong-clock',
        minutes: Math.sign(offset) * Math.max(1, Math.round(Math.abs(offset) / 2)),
      }
    }
    return step > lastStep ? { kind: 'right', step } : { kind: 'used' }
  }
  return { kind: 'wrong' }
}

const offsets = Array.from({ length: recognisedSteps }, (_, index) => [index + 1, -index - 1])
  .flat()
  .toSpliced(0, 0, 0)

/** The half minute a moment lies in, counted from 1970. */
export function stepOf(at: Date): number {
  return Math.floor(at.getTime() / 1_000 / stepSeconds)
}

/** The code an authenticator shows in this half minute. */
export function codeOf(secret: Buffer, step: number): string {
  const counter = Buffer.alloc(8)
  counter.writeBigUInt64BE(BigInt(step))
  const digest = createHmac('sha1', secret).update(counter).digest()
  const start = (digest.at(-1) ?? 0) & 0x0f
  const number = digest.readUInt32BE(start) & 0x7fff_ffff
  return String(number % 1_000_000).padStart(6, '0')
}

function isCode(secret: Buffer, step: number, given: string): boolean {
  return timingSafeEqual(Buffer.from(codeOf(secret, step)), Buffer.from(given))
}

/** A new secret for an authenticator, of the length RFC 4226 recommends. */
export function newAuthenticatorSecret(): Buffer {
  return randomBytes(20)
}

const base32Alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** A secret as people type it into an authenticator. */
export function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => base32Alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}

/** What a QR code for an authenticator says. */
export function authenticatorAddress(secret: Buffer, account: string, issuer: string): string {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`
  return `otpauth://totp/${label}?secret=${base32(secret)}&issuer=${encodeURIComponent(issuer)}`
}
