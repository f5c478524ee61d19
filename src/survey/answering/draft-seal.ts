import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto'

/**
 * Seals what somebody began to answer with what their link carries. The database has the hash of that and no more, so
 * that without the link nobody reads it, whoever keeps the database.
 */
export function sealDraft(token: string, draft: unknown): Buffer {
  const start = randomBytes(startBytes)
  const cipher = createCipheriv(algorithm, keyOf(token), start)
  const sealed = Buffer.concat([cipher.update(JSON.stringify(draft), 'utf8'), cipher.final()])
  return Buffer.concat([start, cipher.getAuthTag(), sealed])
}

/** What was sealed with this token. What was sealed with another one, or changed since, throws. */
export function openDraft(token: string, sealed: Buffer): unknown {
  const decipher = createDecipheriv(algorithm, keyOf(token), sealed.subarray(0, startBytes))
  decipher.setAuthTag(sealed.subarray(startBytes, startBytes + tagBytes))
  const opened = Buffer.concat([decipher.update(sealed.subarray(startBytes + tagBytes)), decipher.final()])
  return JSON.parse(opened.toString('utf8'))
}

const algorithm = 'aes-256-gcm'
const [startBytes, tagBytes] = [12, 16]

function keyOf(token: string): Buffer {
  return Buffer.from(hkdfSync('sha256', token, '', 'answers to a survey, begun', 32))
}
