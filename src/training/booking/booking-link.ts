import { createHmac } from 'node:crypto'

/**
 * What the link of a booking carries. It is made from the booking and the secret of the server, so that every mail can
 * carry it again while the database keeps no more than its hash.
 */
export function bookingKey(secret: string, bookingId: string): string {
  return keyOf(secret, 'booking', bookingId)
}

/** The same for one person of a booking; another person in their place has another. */
export function delegateKey(
  secret: string,
  {
    bookingId,
    number,
    email,
  }: { readonly bookingId: string; readonly number: number; readonly email: string },
): string {
  return keyOf(secret, 'delegate', bookingId, String(number), email.toLowerCase())
}

function keyOf(secret: string, ...parts: readonly string[]): string {
  return createHmac('sha256', secret).update(parts.join('\n')).digest('base64url')
}
