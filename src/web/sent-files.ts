import type { Writable } from 'node:stream'
import { Busboy, type BusboyFileStream, type BusboyHeaders } from '@fastify/busboy'
import type { Context } from 'hono'
import { formToken, isOurOwn, isText, isTokenOf, plain, type SentForm, tokenField } from './sent-form.ts'

/** What somebody sent with a form of ours that takes files. */
export type SentFiles = SentForm & {
  readonly files: readonly SentFile[]
  /** More files were chosen than are taken at once; those beyond were not read. */
  readonly hasMoreFiles: boolean
  /** It stopped arriving half-way: there are no files, whatever was read of them. */
  readonly isBrokenOff: boolean
}

/** One file, called as the browser called it, which may be anything. */
export type SentFile = {
  readonly field: string
  readonly name: string
  /** Null where it is larger than a file may be: then it was not kept while it was read. */
  readonly content: Buffer | null
}

type FilesReading =
  | { readonly ok: true; readonly form: SentFiles }
  | { readonly ok: false; readonly status: 400 | 403 | 413 | 415 | 503; readonly reason: string }

/** As people read it: 25 MB. */
export const mostBytesOfFile = 25_000_000
export const mostFilesAtOnce = 10
/** All files of a form together, with the form around them. */
const mostBytes = 60_000_000
/** Far longer than the texts of a form with files. */
const mostBytesOfText = 100_000
/** Forms with files stand in memory while they arrive, so no more than so many arrive at a time. */
const mostAtOnce = 8

let arriving = 0

/**
 * Reads a form with files. What came from another site, says that it is too large, or carries no token of this session
 * before its first file is refused without reading the files.
 */
export async function readSentFiles(
  context: Context,
  secret: string,
  sessionId: string,
): Promise<FilesReading> {
  const { req } = context
  if (!isOurOwn(req.raw)) {
    return refused(403, 'This form was sent from another site. Open the page here and send it again.')
  }
  const type = req.header('content-type') ?? ''
  if (!/^multipart\/form-data\s*;/i.test(type)) {
    return refused(415, 'This form takes files, and what was sent is something else. Open the page again.')
  }
  if (Number(req.header('content-length') ?? 0) > mostBytes) return refused(413, tooMuch)
  if (arriving >= mostAtOnce) {
    return refused(503, 'Many people are sending files at this moment. Go back and try again in a minute.')
  }
  arriving += 1
  try {
    return await readParts(req.raw, type, formToken(secret, sessionId, req.path))
  } finally {
    arriving -= 1
  }
}

const tooMuchText = 'A text in this form is too long. Go back, shorten it and send it again.'
const tooMuch = 'That is more than 60 MB at once. Go back and send fewer files at a time.'

type Refusal = Extract<FilesReading, { readonly ok: false }>

type Parts = {
  readonly fields: [name: string, text: string][]
  readonly files: Promise<SentFile>[]
  hasMoreFiles: boolean
  /** Why nothing more is read. */
  refusal: Refusal | undefined
}

async function readParts(request: Request, type: string, token: string): Promise<FilesReading> {
  const parts: Parts = { fields: [], files: [], hasMoreFiles: false, refusal: undefined }
  const isOurs = () => parts.fields.some(([name, text]) => name === tokenField && isTokenOf(text, token))
  const isWhole = await pour(request, openForm(type, parts, isOurs), parts).catch(() => false)
  if (parts.refusal !== undefined) return parts.refusal
  if (!isOurs()) return isWhole ? refused(403, noToken) : refused(400, unreadable)
  if (!parts.fields.every(([, text]) => isText(text))) return refused(400, unreadable)
  const files = isWhole ? await Promise.all(parts.files) : []
  const texts = (name: string) => parts.fields.filter(([field]) => field === name).map(([, text]) => text)
  return {
    ok: true,
    form: {
      text: (name) => plain(texts(name)[0] ?? ''),
      texts: (name) => texts(name).map(plain),
      // A field in which nobody chose a file is sent as a file without a name and without content.
      files: files.filter(({ name, content }) => name !== '' || content?.length !== 0),
      hasMoreFiles: parts.hasMoreFiles,
      isBrokenOff: !isWhole,
    },
  }
}

const noToken = 'This form was not made for this sign-in. Open the page again and send it from there.'
const unreadable = 'What was sent cannot be read as a form. Open the page again and send it from there.'

function openForm(type: string, parts: Parts, isOurs: () => boolean): Writable {
  const headers: BusboyHeaders = { 'content-type': type }
  const limits = {
    fileSize: mostBytesOfFile,
    files: mostFilesAtOnce,
    fields: 50,
    fieldSize: mostBytesOfText,
    fieldNameSize: 100,
    headerPairs: 20,
    headerSize: 8_192,
  }
  // Paths are kept here, so that the one rule about names decides what is left of them.
  const form = new Busboy({ headers, limits, preservePath: true })
  form.on('field', (name, text, _, isCut) => {
    if (isCut) parts.refusal ??= refused(413, tooMuchText)
    parts.fields.push([name, text])
  })
  form.on('file', (field, stream, name) => {
    if (!isOurs()) {
      parts.refusal ??= refused(403, noToken)
      stream.resume()
      return
    }
    const file = wholeFile(field, stream, name)
    // Whoever waits for the files is told; until then a failure must not look like one nobody handles.
    file.catch(() => {})
    parts.files.push(file)
  })
  form.on('filesLimit', () => {
    parts.hasMoreFiles = true
  })
  return form
}

async function wholeFile(field: string, stream: BusboyFileStream, name: string): Promise<SentFile> {
  let pieces: Buffer[] = []
  for await (const piece of stream) {
    if (!stream.truncated) pieces.push(piece)
    else pieces = []
  }
  return { field, name: asNamed(name ?? ''), content: stream.truncated ? null : Buffer.concat(pieces) }
}

/** Browsers write the three characters that would end a name in other letters. */
function asNamed(name: string): string {
  return name.replaceAll('%22', '"').replace(/%0[AD]/g, ' ')
}

/** False where it ended before the form did. It reads no further than something that is refused. */
async function pour(request: Request, form: Writable, parts: Parts): Promise<boolean> {
  if (request.body === null) return false
  const finished = new Promise<boolean>((resolve) => {
    form.on('finish', () => resolve(true))
    form.on('error', () => resolve(false))
  })
  let length = 0
  const reader = request.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) break
    length += value.length
    if (length > mostBytes) parts.refusal ??= refused(413, tooMuch)
    else await write(form, Buffer.from(value.buffer, value.byteOffset, value.byteLength))
    if (parts.refusal !== undefined) {
      await reader.cancel()
      return false
    }
  }
  form.end()
  return finished
}

function write(form: Writable, piece: Buffer): Promise<void> {
  return new Promise((resolve, reject) => {
    form.write(piece, (error) => (error ? reject(error) : resolve()))
  })
}

function refused(status: Refusal['status'], reason: string): Refusal {
  return { ok: false, status, reason }
}
