import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import type { Desk } from '../../accounts/signed-in-route.tsx'
import { keyOf } from '../recommendation/agreed-action-actions.ts'
import {
  askedNumber,
  askedRecommendedCase,
  noSuchRecommendation,
} from '../recommendation/asked-recommendation.tsx'
import { type HandedFile, readFile } from './evidence-store.ts'
import { asAttachment } from './file-name.ts'
import { fileTypeFacts } from './file-type.ts'

/** A file that an authority sent. */
export async function sendEvidenceFile(context: Context, desk: Desk, staff: Staff): Promise<Response> {
  const asked = await askedRecommendedCase(context, desk)
  const which = askedFile(context)
  const file =
    asked &&
    which &&
    (await readFile(desk.database, 'public', keyOf(asked.known, askedNumber(context)), which))
  return file ? handFile(context, file) : noSuchRecommendation(context, desk, staff)
}

/** Which file of which evidence an address is about; undefined where it can be none. */
export function askedFile(
  context: Context,
): { readonly evidenceId: number; readonly fileNumber: number } | undefined {
  const [evidence, file] = [context.req.param('evidence') ?? '', context.req.param('file') ?? '']
  const areNumbers = [evidence, file].every((text) => /^[1-9]\d{0,8}$/.test(text))
  return areNumbers ? { evidenceId: Number(evidence), fileNumber: Number(file) } : undefined
}

/** Hands out somebody's file: to be saved, never shown by a browser, and kept by nothing between. */
export function handFile(context: Context, { name, type, content }: HandedFile): Response {
  return context.body(new Uint8Array(content), 200, {
    'Content-Type': fileTypeFacts[type].mediaType,
    'Content-Disposition': asAttachment(name),
    'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    'Cache-Control': 'private, no-store',
  })
}
