/** A fingerprint as people read and compare it: sixteen groups of four hexadecimal digits. */
export function printFingerprint(fingerprint: Buffer): string {
  return (fingerprint.toString('hex').match(/.{4}/g) ?? []).join(' ')
}

/** A fingerprint as somebody typed or copied it, in groups or not; undefined where it is none. */
export function parseFingerprint(text: string): Buffer | undefined {
  const digits = text.replaceAll(/[\s:-]/g, '')
  return /^[0-9a-f]{64}$/i.test(digits) ? Buffer.from(digits, 'hex') : undefined
}
