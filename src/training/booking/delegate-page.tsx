import { fileURLToPath } from 'node:url'
import type { Context } from 'hono'
import { tokenHash } from '../../accounts/secret-token.ts'
import { asHolderOf } from '../../database/visitor-database.ts'
import { dayOf } from '../../scheme/printed-dates.ts'
import { bookingAddresses } from '../../web/booking-addresses.ts'
import {
  DeskForm,
  DeskRadios,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button, ButtonLink } from '../../web/form-controls.tsx'
import { formToken, readSentForm } from '../../web/sent-form.ts'
import { dayWords, timeWords, whereWords } from '../workshop/workshop-words.ts'
import type { Delegate } from './booking.ts'
import { evaluate, type TypedEvaluation } from './booking-actions.ts'
import {
  type BookingDesk,
  BookingPage,
  type FoundWorkshop,
  noSuchPage,
  readWorkshopAndCourse,
  WorkshopFacts,
} from './booking-page.tsx'
import { findDelegateByLink } from './booking-store.ts'

type FoundDelegate = FoundWorkshop & { readonly key: string; readonly delegate: Delegate }

/** Whoever came, by the address's key; undefined also while nobody knows whether they did. */
async function readAttended(context: Context, desk: BookingDesk): Promise<FoundDelegate | undefined> {
  const key = context.req.param('key') ?? ''
  return asHolderOf(desk.visitor, key, async (transaction) => {
    const delegate = await findDelegateByLink(transaction, tokenHash(key))
    if (delegate?.attended !== true || delegate.name === null) return undefined
    const found = await readWorkshopAndCourse(transaction, delegate.workshopId)
    return found && { ...found, key, delegate }
  })
}

/** For one person who came: their certificate, and what they made of it. */
export async function showDelegate(context: Context, desk: BookingDesk): Promise<Response> {
  return delegatePage(context, desk, { usefulness: '', clarity: '', comment: '' }, [])
}

const usefulnessWords = ['Not useful', 'A little useful', 'Fairly useful', 'Useful', 'Very useful']
const clarityWords = ['Not clear', 'A little clear', 'Fairly clear', 'Clear', 'Very clear']

async function delegatePage(
  context: Context,
  desk: BookingDesk,
  typed: TypedEvaluation,
  problems: readonly Problem[],
): Promise<Response> {
  const found = await readAttended(context, desk)
  if (found === undefined) return noSuchPage(context, desk)
  const { key, delegate, workshop, course } = found
  const action = bookingAddresses.delegateEvaluation(key)
  const marks = (words: readonly string[], chosen: string) =>
    words
      .map((text, at) => ({ value: String(at + 1), text, isChosen: chosen === String(at + 1) }))
      .toReversed()
  return context.html(
    <BookingPage desk={desk} title={`Thank you for coming: ${course.title}`}>
      {context.req.query('done') === 'told' && <Notice>Thank you. We have what you told us.</Notice>}
      <ErrorSummary problems={problems} />
      <h1>{course.title}</h1>
      <Standing>
        <strong>Thank you for coming, {delegate.name}.</strong> Your certificate is ready.
      </Standing>
      <WorkshopFacts desk={desk} workshop={workshop} />
      <ButtonLink text="Open your certificate (PDF)" href={bookingAddresses.certificate(key)} />
      {!delegate.hasEvaluated && (
        <>
          <h2>What did you make of it?</h2>
          <p>
            Three questions. Whoever trains reads the answers of all who came; your name is not kept with
            yours.
          </p>
          <DeskForm action={action} token={formToken(desk.secret, key, action)}>
            <DeskRadios
              id="usefulness"
              label="How useful is it for your work?"
              error={problemOf(problems, 'usefulness')}
              choices={marks(usefulnessWords, typed.usefulness)}
            />
            <DeskRadios
              id="clarity"
              label="How clear was it?"
              error={problemOf(problems, 'clarity')}
              choices={marks(clarityWords, typed.clarity)}
            />
            <DeskTextArea
              id="comment"
              label="What should we keep, or do another way?"
              hint="Leave it empty if there is nothing. Write nothing that tells who you are."
              value={typed.comment}
              error={problemOf(problems, 'comment')}
            />
            <Button text="Send" isSecondary={true} />
          </DeskForm>
        </>
      )}
    </BookingPage>,
  )
}

/** Keeps what they made of it. */
export async function sendEvaluation(context: Context, desk: BookingDesk): Promise<Response> {
  const key = context.req.param('key') ?? ''
  const reading = await readSentForm(context, desk.secret, key)
  const typed = (name: string) => (reading.ok ? reading.form.text(name) : '')
  const evaluation = {
    usefulness: typed('usefulness'),
    clarity: typed('clarity'),
    comment: typed('comment'),
  }
  if (!reading.ok) {
    context.status(reading.status)
    return delegatePage(context, desk, evaluation, [{ reason: reading.reason }])
  }
  const result = await evaluate(desk.visitor, key, evaluation)
  if (result.ok) return context.redirect(`${bookingAddresses.delegate(key)}?done=told`, 303)
  context.status(422)
  return delegatePage(context, desk, evaluation, result.problems)
}

const template = fileURLToPath(new URL('./certificate.typ', import.meta.url))

/** The certificate, in the look of the letters. */
export async function sendCertificate(context: Context, desk: BookingDesk): Promise<Response> {
  const found = await readAttended(context, desk)
  if (found === undefined) return noSuchPage(context, desk)
  const { delegate, workshop, course } = found
  const { scheme, site } = desk
  const printed = await desk.typeset({
    template,
    content: JSON.stringify({
      service: scheme.serviceName,
      demonstrationNote: site.isDemonstration ? 'Nothing that this certificate says is real.' : null,
      title: 'Certificate of attendance',
      name: delegate.name,
      sentence: `took part in the ${course.kind}`,
      course: course.title,
      covers: course.covers.split('\n').filter((line) => line.trim() !== ''),
      day: dayWords(scheme, workshop),
      time: timeWords(scheme, workshop),
      where: whereWords(workshop),
      date: dayOf(scheme, workshop.beginsAt),
    }),
  })
  if (!printed.ok) throw new Error(`the certificate of workshop ${workshop.id} could not be typeset`)
  const mark = site.isDemonstration ? 'DEMONSTRATION-' : ''
  return context.body(new Uint8Array(printed.pdf), 200, {
    'Content-Type': 'application/pdf',
    'Content-Disposition': `inline; filename="${mark}certificate-${course.slug}.pdf"`,
  })
}
