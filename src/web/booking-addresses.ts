/** Where people without an account book places, and see what they booked; the link of a mail is the key to it. */
export const bookingPaths = {
  newBooking: '/bookings/new/:workshop',
  delegate: '/bookings/people/:key{[A-Za-z0-9_-]{43}}',
  delegateEvaluation: '/bookings/people/:key{[A-Za-z0-9_-]{43}}/evaluation',
  certificate: '/bookings/people/:key{[A-Za-z0-9_-]{43}}/certificate.pdf',
  booking: '/bookings/:key{[A-Za-z0-9_-]{43}}',
  bookingCalendar: '/bookings/:key{[A-Za-z0-9_-]{43}}/calendar.ics',
  bookingCancellation: '/bookings/:key{[A-Za-z0-9_-]{43}}/cancellation',
  bookingAnswer: '/bookings/:key{[A-Za-z0-9_-]{43}}/answer',
  bookingPerson: '/bookings/:key{[A-Za-z0-9_-]{43}}/people/:number{[0-9]{1,3}}',
} as const

export const bookingAddresses = {
  newBooking: (workshop: number) => `/bookings/new/${workshop}`,
  /** For one person who came: their certificate, and what they made of it. */
  delegate: (key: string) => `/bookings/people/${key}`,
  delegateEvaluation: (key: string) => `/bookings/people/${key}/evaluation`,
  certificate: (key: string) => `/bookings/people/${key}/certificate.pdf`,
  booking: (key: string) => `/bookings/${key}`,
  bookingCalendar: (key: string) => `/bookings/${key}/calendar.ics`,
  bookingCancellation: (key: string) => `/bookings/${key}/cancellation`,
  /** To an offer of places. */
  bookingAnswer: (key: string) => `/bookings/${key}/answer`,
  bookingPerson: (key: string, number: number) => `/bookings/${key}/people/${number}`,
} as const
