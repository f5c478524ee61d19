import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { COMPRESSIBLE_CONTENT_TYPE_REGEX } from 'hono/utils/compress'

/** An answer with all its bytes, ready to be sent to any number of visitors. */
export type WholeAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer<ArrayBuffer>
  /** Stands for the content alone, so that it tells nothing else; answers that may not be kept have none. */
  readonly tag: string | undefined
  readonly isCompressible: boolean
  /** As it goes to different visitors, each made when it is first asked for. */
  readonly sent: Map<Form, Promise<SentAnswer>>
}

/** An answer as it goes over the wire; without a body for who has it already. */
export type SentAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: Buffer<ArrayBuffer> | null
}

/** What of a request decides the form of its answer. */
export type Asked = { readonly ifNoneMatch: string | undefined; readonly acceptEncoding: string | undefined }

type Encoding = 'br' | 'gzip'
type Form = Encoding | 'plain' | 'unchanged'

/** Shorter ones fit into the same packet anyway. */
const shortestCompressed = 1_000

const compress: Readonly<Record<Encoding, (body: Buffer) => Promise<Buffer<ArrayBuffer>>>> = {
  // Beyond 5 the last few percent cost many times the work.
  br: (body) => promisify(brotliCompress)(body, { params: { [constants.BROTLI_PARAM_QUALITY]: 5 } }),
  gzip: (body) => promisify(gzip)(body, { level: 6 }),
}

/**
 * Reads an answer to its end. One that is longer than may be held in memory is given back as a response, still to be
 * sent as it comes.
 */
export async function wholeAnswer(
  response: Response,
  longest: number,
): Promise<{ readonly whole: WholeAnswer } | { readonly passing: Response }> {
  const reader = response.body?.getReader()
  const pieces: Uint8Array[] = []
  let length = 0
  while (reader !== undefined) {
    const { done, value } = await reader.read()
    if (done) break
    pieces.push(value)
    length += value.length
    if (length > longest) return { passing: new Response(continued(pieces, reader), response) }
  }
  const body = Buffer.concat(pieces)
  const headers = Object.fromEntries(response.headers)
  const isKeepable = response.status === 200 && !/no-store/.test(headers['cache-control'] ?? '')
  return {
    whole: {
      status: response.status,
      headers,
      body,
      tag: isKeepable ? tagOf(body) : undefined,
      isCompressible: isCompressible(response, body),
      sent: new Map(),
    },
  }
}

/** What a visitor gets of an answer: nothing where they have it already, and compressed where they read that. */
export function sentTo(answer: WholeAnswer, asked: Asked): Promise<SentAnswer> {
  const form = formFor(answer, asked)
  const before = answer.sent.get(form)
  if (before !== undefined) return before
  const made = inForm(answer, form)
  answer.sent.set(form, made)
  return made
}

function formFor({ tag, isCompressible }: WholeAnswer, { ifNoneMatch, acceptEncoding }: Asked): Form {
  if (tag !== undefined && ifNoneMatch !== undefined && isHeld(tag, ifNoneMatch)) return 'unchanged'
  return (isCompressible ? readableEncoding(acceptEncoding ?? '') : undefined) ?? 'plain'
}

async function inForm(answer: WholeAnswer, form: Form): Promise<SentAnswer> {
  const { status, body, tag, isCompressible } = answer
  const headers: Record<string, string> = { ...answer.headers }
  if (tag !== undefined) headers.etag = tag
  if (isCompressible) headers.vary = withWord(headers.vary, 'Accept-Encoding')
  if (form === 'unchanged') {
    for (const name of ['content-type', 'content-disposition']) delete headers[name]
    return { status: 304, headers, body: null }
  }
  if (form !== 'plain') headers['content-encoding'] = form
  const bytes = form === 'plain' ? body : await compress[form](body)
  headers['content-length'] = String(bytes.length)
  return { status, headers, body: bytes }
}

function continued(
  pieces: readonly Uint8Array[],
  reader: ReadableStreamDefaultReader<Uint8Array>,
): ReadableStream<Uint8Array> {
  return new ReadableStream({
    start(controller) {
      for (const piece of pieces) controller.enqueue(piece)
    },
    async pull(controller) {
      const { done, value } = await reader.read()
      if (done) controller.close()
      else controller.enqueue(value)
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

function isCompressible(response: Response, body: Buffer): boolean {
  return (
    body.length >= shortestCompressed &&
    !response.headers.has('content-encoding') &&
    COMPRESSIBLE_CONTENT_TYPE_REGEX.test(response.headers.get('content-type') ?? '')
  )
}

/** Weak, as the same tag stands for the page however it is compressed. */
function tagOf(body: Buffer): string {
  return `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 27)}"`
}

/** Whether a visitor holds what a tag stands for (RFC 9110, 13.1.2: compared as weak ones). */
function isHeld(tag: string, ifNoneMatch: string): boolean {
  if (ifNoneMatch.trim() === '*') return true
  return ifNoneMatch.split(',').some((held) => held.trim().replace(/^W\//, '') === tag.slice('W/'.length))
}

/** The best compression a visitor reads; undefined for none. */
function readableEncoding(acceptEncoding: string): Encoding | undefined {
  const accepted = acceptEncoding
    .toLowerCase()
    .split(',')
    .map((part) => part.trim())
    .filter((part) => !/;\s*q=0(?:\.0*)?$/.test(part))
    .map((part) => part.replace(/\s*;.*$/, ''))
  return (['br', 'gzip'] as const).find((encoding) => accepted.includes(encoding))
}

function withWord(list: string | undefined, word: string): string {
  return list === undefined || list === '' ? word : `${list}, ${word}`
}
