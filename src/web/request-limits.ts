import type { Context, MiddlewareHandler } from 'hono'

/** The longest query the site reads; nothing it offers is half as long. */
export const longestQuery = 500

/** What is wrong with a request's address, before any page looks at it. */
export type AddressProblem = 'query-too-long' | 'cannot-be-read'

/** The first problem of an address; undefined if it can be read. */
function addressProblem(url: string): AddressProblem | undefined {
  const withoutHost = url.replace(/^[a-z]+:\/\/[^/?#]*/i, '')
  const queryAt = withoutHost.indexOf('?')
  const query = queryAt < 0 ? '' : withoutHost.slice(queryAt + 1)
  if (query.length > longestQuery) return 'query-too-long'
  return isReadable(withoutHost) ? undefined : 'cannot-be-read'
}

/** False for percent signs that stand for no text, and for the character no text may contain. */
function isReadable(address: string): boolean {
  try {
    return !decodeURIComponent(address).includes('\0')
  } catch {
    return false
  }
}

/** Refuses addresses that cannot be read, so that no page has to. */
export function refuseUnreadable(
  refuse: (context: Context, problem: AddressProblem) => Response | Promise<Response>,
): MiddlewareHandler {
  return async (context, next) => {
    const problem = addressProblem(context.req.url)
    if (problem) return refuse(context, problem)
    await next()
    return undefined
  }
}
