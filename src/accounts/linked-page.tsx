import type { Context } from 'hono'
import type { Child } from 'hono/jsx'
import { DeskPage } from '../web/desk-page.tsx'
import type { Desk } from './signed-in-route.tsx'

type LinkedDesk = Pick<Desk, 'site' | 'scheme'>

/** A page for whoever has the link that was mailed to them, and does not sign in. */
export function LinkedPage({ desk, title, children }: { desk: LinkedDesk; title: string; children: Child }) {
  return (
    <DeskPage site={desk.site} title={title} about={desk.scheme.serviceName} post={null} tabs={[]}>
      {children}
    </DeskPage>
  )
}

/** One that has nothing but a title and a sentence to say. */
export function linkedMessage(context: Context, desk: LinkedDesk, title: string, help: string) {
  return context.html(
    <LinkedPage desk={desk} title={title}>
      <h1>{title}</h1>
      <p>{help}</p>
    </LinkedPage>,
  )
}
