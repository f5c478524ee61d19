import { Hono } from 'hono'
import { bookingPaths } from '../../web/booking-addresses.ts'
import { type BookingDesk, noSuchPage } from './booking-page.tsx'
import { sendCertificate, sendEvaluation, showDelegate } from './delegate-page.tsx'
import { sendNewBooking, showNewBooking } from './new-booking-page.tsx'
import {
  sendAnswer,
  sendBookingCalendar,
  sendCancellation,
  sendPerson,
  showBooking,
  showCancellation,
  showPerson,
} from './own-booking-page.tsx'

/** Where people without an account book places. The link of a booking is the key to it, and opens nothing else. */
export function bookingPages(desk: BookingDesk): Hono {
  const app = new Hono()
  app.get(bookingPaths.newBooking, (context) => showNewBooking(context, desk))
  app.post(bookingPaths.newBooking, (context) => sendNewBooking(context, desk))
  app.get(bookingPaths.certificate, (context) => sendCertificate(context, desk))
  app.get(bookingPaths.delegate, (context) => showDelegate(context, desk))
  app.post(bookingPaths.delegateEvaluation, (context) => sendEvaluation(context, desk))
  app.get(bookingPaths.bookingCalendar, (context) => sendBookingCalendar(context, desk))
  app.get(bookingPaths.bookingCancellation, (context) => showCancellation(context, desk))
  app.post(bookingPaths.bookingCancellation, (context) => sendCancellation(context, desk))
  app.post(bookingPaths.bookingAnswer, (context) => sendAnswer(context, desk))
  app.get(bookingPaths.bookingPerson, (context) => showPerson(context, desk))
  app.post(bookingPaths.bookingPerson, (context) => sendPerson(context, desk))
  app.get(bookingPaths.booking, (context) => showBooking(context, desk))
  // Nobody signs in for what is below here, so nobody is sent there.
  app.all('/bookings/*', (context) => noSuchPage(context, desk))
  return app
}
