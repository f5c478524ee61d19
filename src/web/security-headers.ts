import type { MiddlewareHandler } from 'hono'
import { secureHeaders } from 'hono/secure-headers'

/** What hands out somebody else's file confines it more than any page, and keeps its own word. */
export const securityHeaders: MiddlewareHandler = async (context, next) => {
  let stricter: string | null = null
  await headersOfPages(context, async () => {
    await next()
    stricter = context.res.headers.get('content-security-policy')
  })
  if (stricter !== null) context.header('Content-Security-Policy', stricter)
}

/**
 * Pages load nothing from any other host, run no script but our own files, and stand in nobody's frame.
 * Transport security is left to the server in front, which alone knows whether it speaks TLS.
 */
const headersOfPages = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    fontSrc: ["'self'"],
    imgSrc: ["'self'"],
    connectSrc: ["'self'"],
    formAction: ["'self'"],
    baseUri: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'same-origin',
  strictTransportSecurity: false,
  xFrameOptions: 'DENY',
  permissionsPolicy: { camera: [], geolocation: [], microphone: [], payment: [] },
})
