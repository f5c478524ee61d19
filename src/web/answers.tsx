import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { ErrorPage } from './error-page.tsx'
import type { Site } from './layout.tsx'
import { type AddressProblem, longestQuery } from './request-limits.ts'

/** The pages a visitor meets where something went wrong, each with its status. */
export function pageNotFound(context: Context, site: Site): Response | Promise<Response> {
  return answer(context, site, 404, 'Page not found', 'If you typed the address, check that it is right.')
}

export function methodNotAllowed(context: Context, site: Site, methods: readonly string[]) {
  context.header('Allow', methods.join(', '))
  return answer(
    context,
    site,
    405,
    'This page can only be read',
    `It answers to ${methods.join(' and ')} alone.`,
  )
}

export function addressRefused(context: Context, site: Site, problem: AddressProblem) {
  return problem === 'query-too-long'
    ? answer(
        context,
        site,
        400,
        'That is too long',
        `What follows “?” in an address may have ${longestQuery} characters.`,
      )
    : answer(
        context,
        site,
        400,
        'This address cannot be read',
        'It holds a percent sign that stands for no letter.',
      )
}

export function serverFailed(context: Context, site: Site): Response | Promise<Response> {
  return answer(
    context,
    site,
    500,
    'Sorry, something went wrong here',
    'It is not your doing. Try again in a few minutes.',
  )
}

function answer(context: Context, site: Site, status: 400 | 404 | 405 | 500, title: string, help: Child) {
  context.header('Cache-Control', 'no-store')
  return context.html(
    <ErrorPage site={site} title={title}>
      <p class="text">{help}</p>
    </ErrorPage>,
    status,
  )
}
