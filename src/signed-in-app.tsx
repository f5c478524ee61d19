import { type Context, Hono } from 'hono'
import type { StatusCode } from 'hono/utils/http-status'
import type { Permission } from './accounts/permission.ts'
import { type Identity, isOfficer, isStaff, mayDo, type Person } from './accounts/person.ts'
import type { VisitorDesk } from './accounts/visitor-desk.tsx'
import type { PrintedLetter, TypesetDocument } from './letters/letter-pdf.ts'
import { confirmationPages } from './portal/colleagues/confirmation-pages.tsx'
import type { ReviewDesk } from './review/review-desk.tsx'
import { registrationPages } from './review/sending/registration-pages.tsx'
import { officerRoutes, staffRoutes } from './signed-in-routes.ts'
import { surveyPages } from './survey/answering/survey-pages.tsx'
import { bookingPages } from './training/booking/booking-pages.tsx'
import { signedInPrefixes, visitorPrefixes } from './web/desk-addresses.ts'
import { ErrorPage } from './web/error-page.tsx'
import { refuseUnreadable } from './web/request-limits.ts'
import { securityHeaders } from './web/security-headers.ts'
import { readSentFiles, type SentFiles } from './web/sent-files.ts'
import { readSentForm, type SentForm } from './web/sent-form.ts'

export type SignedInSettings = {
  readonly desk: ReviewDesk
  /** For people without an account; their pages stand under `visitorPrefixes`. */
  readonly visitorDesk: VisitorDesk & {
    readonly typeset: (document: TypesetDocument) => Promise<PrintedLetter>
  }
  /** Says who sends a request; src/accounts/ knows. */
  readonly identify: (headers: Headers) => Promise<Identity>
  /** Everything under /account: signing in and out, invitations, one's own sessions. */
  readonly accountPages: Hono
}

/**
 * The pages behind the sign-in. Whatever is asked for, known or unknown, somebody who has not signed in is sent to the
 * sign-in, so that nothing can be told from the answer; and nobody gets an address without the permission it names.
 */
export function createSignedInApp({ desk, visitorDesk, identify, accountPages }: SignedInSettings): Hono {
  const app = new Hono()
  app.use(securityHeaders)
  app.use(async (context, next) => {
    context.header('Cache-Control', 'no-store')
    context.header('X-Robots-Tag', 'noindex')
    await next()
  })
  app.use(
    refuseUnreadable((context) =>
      refuse(context, desk, 400, 'This address cannot be read', 'Check it, or begin at the first page.'),
    ),
  )
  app.route('/', registrationPages(desk))
  app.route('/', confirmationPages(desk))
  app.route('/', accountPages)
  app.route('/', bookingPages(visitorDesk))
  app.route('/', surveyPages(visitorDesk))
  for (const route of staffRoutes) register(route, isStaff)
  for (const route of officerRoutes) register(route, isOfficer)
  app.all('*', (context) => asPerson(context, () => unknownHere(context, desk)))
  app.onError((error, context) => {
    desk.onFault(error)
    return refuse(
      context,
      desk,
      500,
      'Sorry, something went wrong here',
      'It is not your doing, and nothing was changed. Try again in a few minutes.',
    )
  })
  return app

  function register<P extends Person>(route: Route<P>, isOfKind: (person: Person) => person is P): void {
    app.on(route.method.toUpperCase(), route.path, (context) =>
      asPerson(context, async (person) => {
        if (!isOfKind(person)) return unknownHere(context, desk)
        if (!mayDo(person, route.may)) return forSomebodyElse(context)
        if (route.method === 'get') return route.answer(context, desk, person)
        const answer = await readAndAnswer(context, route, person.session.id)
        if (!answer.ok) return refuse(context, desk, answer.status, 'Nothing was changed', answer.reason)
        // A form may arrive so slowly that a role or a session ends meanwhile.
        return asPerson(context, (still) =>
          isOfKind(still) && mayDo(still, route.may) ? answer.to(still) : forSomebodyElse(context),
        )
      }),
    )
  }

  /** Reads a form, with its files where it takes any; what then answers it is told for whom. */
  async function readAndAnswer<P extends Person>(
    context: Context,
    route: Exclude<Route<P>, { method: 'get' }>,
    sessionId: string,
  ) {
    if (route.takesFiles) {
      const reading = await readSentFiles(context, desk.secret, sessionId)
      return reading.ok
        ? { ok: true as const, to: (person: P) => route.answer(context, desk, person, reading.form) }
        : reading
    }
    const reading = await readSentForm(context, desk.secret, sessionId, route.mostBytes)
    return reading.ok
      ? { ok: true as const, to: (person: P) => route.answer(context, desk, person, reading.form) }
      : reading
  }

  function forSomebodyElse(context: Context) {
    return refuse(
      context,
      desk,
      403,
      'That is for somebody else to do',
      'What you are appointed as does not include it. An administrator can change that.',
    )
  }

  /** Only somebody who gave a second factor gets any further than the sign-in. */
  async function asPerson(
    context: Context,
    answer: (person: Person) => Response | Promise<Response>,
  ): Promise<Response> {
    const identity = await identify(context.req.raw.headers)
    if (identity.state === 'signed-in') return answer(identity.person)
    if (identity.state === 'half') return context.redirect('/account/second-factor', 303)
    const { pathname, search } = new URL(context.req.url)
    const to = context.req.method === 'GET' ? `?to=${encodeURIComponent(pathname + search)}` : ''
    return context.redirect(`/account/sign-in${to}`, 303)
  }
}

/** A route of staff or of officers. */
type Route<P extends Person> = {
  readonly path: string
  readonly may: Permission
} & (
  | {
      readonly method: 'get'
      readonly answer: (context: Context, desk: ReviewDesk, person: P) => Response | Promise<Response>
    }
  | {
      readonly method: 'post'
      readonly takesFiles?: false
      readonly mostBytes?: number
      readonly answer: (
        context: Context,
        desk: ReviewDesk,
        person: P,
        form: SentForm,
      ) => Response | Promise<Response>
    }
  | {
      readonly method: 'post'
      readonly takesFiles: true
      readonly answer: (
        context: Context,
        desk: ReviewDesk,
        person: P,
        form: SentFiles,
      ) => Response | Promise<Response>
    }
)

/** The same for an address that never existed and for one that is another authority's. */
function unknownHere(context: Context, desk: ReviewDesk): Response | Promise<Response> {
  return refuse(context, desk, 404, 'Page not found', 'If you typed the address, check that it is right.')
}

function refuse(context: Context, { site }: ReviewDesk, status: StatusCode, title: string, help: string) {
  context.status(status)
  return context.html(
    <ErrorPage site={site} title={title}>
      <p class="text">{help}</p>
    </ErrorPage>,
  )
}

/** The public site and what lies behind the sign-in, as one. */
export function joinSites(publicSite: Hono, signedIn: Hono): Hono {
  return new Hono().all('*', (context) => {
    const { path } = context.req
    const isBehind = [...signedInPrefixes, ...visitorPrefixes].some(
      (prefix) => path === prefix || path.startsWith(`${prefix}/`),
    )
    return (isBehind ? signedIn : publicSite).fetch(context.req.raw, context.env)
  })
}
