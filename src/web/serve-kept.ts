import type { HttpBindings } from '@hono/node-server'
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response'
import type { Context, Handler, Hono } from 'hono'
import { KeptAnswers } from './kept-answers.ts'
import { sharedRead } from './shared-read.ts'
import { type Asked, sentTo, type WholeAnswer, wholeAnswer } from './whole-answer.ts'

/** Longer answers, such as whole downloads, are sent as they are made, and never kept. */
const longestKept = 2_000_000

/**
 * Addresses with a query have room of their own: anybody can think of any number of those, and they would soon have
 * pushed out the pages that everybody reads.
 */
const mostBytes = { plain: 64_000_000, withQuery: 32_000_000 }

/** How often a page is made anew because what is public changed while it was made. */
const mostAttempts = 3

/**
 * Answers from what was made before, as long as what is public has not changed; `readState` names the state it is in,
 * or says that it cannot be told: then nothing is kept, but pages that need no database are still made.
 *
 * The state is read for each request, and again after a page was made: a page on whose way it changed might be of
 * both, and is made again. Pages must depend on nothing but their address.
 */
export function serveKept(
  pages: Hono,
  readState: () => Promise<string | undefined>,
): Handler<{ Bindings: Partial<HttpBindings> }> {
  const currentState = sharedRead(readState)
  const kept = { plain: new KeptAnswers(mostBytes.plain), withQuery: new KeptAnswers(mostBytes.withQuery) }
  const inTheMaking = new Map<string, Promise<Made>>()

  return async (context) => {
    const { raw } = context.req
    const address = keptAddress(raw)
    if (address === undefined) return pages.fetch(raw, context.env)
    const state = await currentState()
    if (state === undefined) return sendMade(await makeOnce(context), context)
    const answers = address.includes('?') ? kept.withQuery : kept.plain
    const found = answers.find(state, address)
    if (found) return send(found, context)

    const key = `${state} ${address}`
    const shared = await inTheMaking.get(key)?.catch(() => undefined)
    if (shared && 'whole' in shared && isKept(shared.whole)) return send(shared.whole, context)
    const making = make(context, state, (whole, madeIn) => answers.keep(madeIn, address, whole))
    inTheMaking.set(key, making)
    try {
      return await sendMade(await making, context)
    } finally {
      if (inTheMaking.get(key) === making) inTheMaking.delete(key)
    }
  }

  async function make(
    context: KeptContext,
    state: string,
    keep: (whole: WholeAnswer, state: string) => void,
  ): Promise<Made> {
    let before = state
    for (let attempt = 1; ; attempt += 1) {
      const made = await makeOnce(context)
      if ('passing' in made || !isKept(made.whole)) return made
      const after = await currentState()
      if (after === before) keep(made.whole, after)
      if (after === before || after === undefined || attempt === mostAttempts) return made
      before = after
    }
  }

  async function makeOnce({ req, env }: KeptContext): Promise<Made> {
    return wholeAnswer(
      await pages.fetch(new Request(req.raw.url, { headers: req.raw.headers }), env),
      longestKept,
    )
  }
}

type Made = Awaited<ReturnType<typeof wholeAnswer>>

function isKept({ tag }: WholeAnswer): boolean {
  return tag !== undefined
}

function sendMade(made: Made, context: KeptContext): Response | Promise<Response> {
  return 'passing' in made ? made.passing : send(made.whole, context)
}

type KeptContext = Context<{ Bindings: Partial<HttpBindings> }>

/** Sent by Node itself where it is there: that takes half the work of a response it would have to read first. */
async function send(whole: WholeAnswer, context: KeptContext): Promise<Response> {
  const outgoing = context.env?.outgoing
  const { status, headers, body } = await sentTo(whole, askedBy(context))
  if (outgoing === undefined || context.req.method !== 'GET') return new Response(body, { status, headers })
  outgoing.writeHead(status, headers)
  outgoing.end(body)
  return RESPONSE_ALREADY_SENT
}

function askedBy({ env, req }: KeptContext): Asked {
  const incoming = env?.incoming
  if (incoming !== undefined) {
    const { 'if-none-match': ifNoneMatch, 'accept-encoding': acceptEncoding } = incoming.headers
    return { ifNoneMatch, acceptEncoding: acceptEncoding?.toString() }
  }
  return { ifNoneMatch: req.header('if-none-match'), acceptEncoding: req.header('accept-encoding') }
}

/**
 * One spelling of an address for all that name the same page; undefined where there is nothing to keep. The host is
 * part of it, as feeds and maps of the site name it.
 */
function keptAddress({ method, url }: Request): string | undefined {
  if (method !== 'GET' && method !== 'HEAD') return undefined
  if (!/[?%]/.test(url)) return url
  try {
    const { origin, pathname, searchParams } = new URL(url)
    searchParams.sort()
    const query = searchParams.toString()
    return origin + decodeURI(pathname) + (query === '' ? '' : `?${query}`)
  } catch {
    return undefined
  }
}
