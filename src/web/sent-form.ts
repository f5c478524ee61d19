import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Context } from 'hono'

/** What somebody sent with a form of ours: text alone, trimmed, with plain line ends. */
export type SentForm = {
  /** The text of a field; empty where it was not sent. */
  readonly text: (name: string) => string
  /** Every text sent under a name, such as the ticks of checkboxes. */
  readonly texts: (name: string) => readonly string[]
}

export type FormReading =
  | { readonly ok: true; readonly form: SentForm }
  | { readonly ok: false; readonly status: 400 | 403 | 413 | 415; readonly reason: string }

/** Far longer than anything a form of ours asks for, but a text that was pasted with all its markup. */
const usualBytes = 100_000

/** The field in which a form carries its token. */
export const tokenField = 'form-token'

/** Stands in a form, and shows that this page was made for this session and sends to this address. */
export function formToken(secret: string, sessionId: string, path: string): string {
  return createHmac('sha256', secret).update(`${sessionId}\n${path}`).digest('base64url')
}

/**
 * Reads what a form of ours sent. Refuses what came from another site, what carries no token of this session, and what
 * is no text.
 */
export async function readSentForm(
  context: Context,
  secret: string,
  sessionId: string,
  mostBytes = usualBytes,
): Promise<FormReading> {
  const { req } = context
  if (!isOurOwn(req.raw)) {
    return refused(403, 'This form was sent from another site. Open the page here and send it again.')
  }
  const type = (req.header('content-type') ?? '').split(';')[0]?.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') {
    return refused(415, 'This form takes text, and what was sent is a file or something else.')
  }
  const bytes = await readBytes(req.raw, mostBytes)
  if (bytes === undefined) {
    return refused(
      413,
      `That is too long: a form here takes ${mostBytes.toLocaleString('en-GB')} characters. Shorten it and send it again.`,
    )
  }
  const fields = fieldsOf(bytes)
  if (fields === undefined) {
    return refused(400, 'What was sent holds characters that are no text. Type it anew and send it again.')
  }
  if (!isTokenOf(fields.get(tokenField) ?? '', formToken(secret, sessionId, req.path))) {
    return refused(
      403,
      'This form was not made for this sign-in. Open the page again and send it from there.',
    )
  }
  return {
    ok: true,
    form: {
      text: (name) => plain(fields.get(name) ?? ''),
      texts: (name) => fields.getAll(name).map(plain),
    },
  }
}

function refused(status: 400 | 403 | 413 | 415, reason: string): FormReading {
  return { ok: false, status, reason }
}

/** Browsers say from where a form is sent; without their word for it nothing is taken. */
export function isOurOwn({ headers, url }: Request): boolean {
  const origin = headers.get('origin')
  if (origin !== null && origin !== 'null') {
    const host = headers.get('x-forwarded-host') ?? headers.get('host') ?? new URL(url).host
    try {
      return new URL(origin).host === host
    } catch {
      return false
    }
  }
  return headers.get('sec-fetch-site') === 'same-origin'
}

async function readBytes(request: Request, mostBytes: number): Promise<Buffer | undefined> {
  if (Number(request.headers.get('content-length') ?? 0) > mostBytes) return undefined
  const parts: Uint8Array[] = []
  let length = 0
  const reader = request.body?.getReader()
  while (reader) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > mostBytes) {
      await reader.cancel()
      return undefined
    }
    parts.push(value)
  }
  return Buffer.concat(parts)
}

/** Undefined where a field holds what no text may contain. */
function fieldsOf(bytes: Buffer): URLSearchParams | undefined {
  try {
    const fields = new URLSearchParams(new TextDecoder('utf-8', { fatal: true }).decode(bytes))
    return [...fields.values()].every(isText) ? fields : undefined
  } catch {
    return undefined
  }
}

export function isTokenOf(sent: string, expected: string): boolean {
  const [one, other] = [Buffer.from(sent), Buffer.from(expected)]
  return one.length === other.length && timingSafeEqual(one, other)
}

/** False for what nobody types: control characters, and what stands for characters that could not be read. */
export function isText(text: string): boolean {
  return !/(?![\t-\r\u0080-\u009f])\p{Cc}|\ufffd/u.test(text)
}

/** Text as it is kept: without white space around it, and with plain line ends. */
export function plain(text: string): string {
  return text
    .replaceAll('\r\n', '\n')
    .replaceAll(/[\v\f\r]/g, '\n')
    .trim()
}
