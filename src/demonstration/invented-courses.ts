import type { CourseText } from '../training/course/course.ts'

/** A course of the demonstration, and how it is held. The subjects are the usual ones; every word is our own. */
export type InventedCourse = Omit<CourseText, 'bookableFrom'> & {
  readonly isAnnounced: boolean
  readonly pricePence: number
  readonly hours: number
}

export const inventedCourses: readonly InventedCourse[] = [
  {
    kind: 'course',
    title: 'Handling complaints well: the first stage',
    namedAs: 'the first stage of complaint handling',
    summary: 'For everybody who answers complaints first: what to ask, what to check, and how to say it.',
    covers:
      'What is a complaint, and what a request for service\nAsking what would put it right\nLooking at what should have happened\nAn answer people understand',
    audiences: ['councils'],
    isAnnounced: false,
    pricePence: 9_500,
    hours: 3,
  },
  {
    kind: 'course',
    title: 'Reviewing complaints: the second stage',
    namedAs: 'the second stage of complaint handling',
    summary: 'For those who look again at what a colleague has answered, and answer for the whole council.',
    covers:
      'Looking again with fresh eyes\nWhen evidence differs\nDeciding what puts it right\nLearning that reaches the service',
    audiences: ['councils'],
    isAnnounced: false,
    pricePence: 9_500,
    hours: 3,
  },
  {
    kind: 'course',
    title: 'Complaints about adult social care',
    namedAs: 'complaints about adult social care',
    summary: 'Complaints about care that councils arrange and providers give: who answers for what.',
    covers: 'Who answers when two are involved\nConsent and capacity\nCharges and assessments',
    audiences: ['councils', 'care-providers'],
    isAnnounced: false,
    pricePence: 0,
    hours: 3,
  },
  {
    kind: 'course',
    title: 'Complaints about children’s services',
    namedAs: 'complaints about children’s services',
    summary:
      'When the procedure set by law applies and when the council’s own does, and how to keep its times.',
    covers: 'Which procedure applies\nThe stages and their times\nThe voice of the child',
    audiences: ['councils'],
    isAnnounced: false,
    pricePence: 9_500,
    hours: 4,
  },
  {
    kind: 'course',
    title: 'Complaint handling for care providers',
    namedAs: 'complaint handling for care providers',
    summary: 'For managers of care services: a fair answer to people in their care and their families.',
    covers: 'Making it safe to complain\nFinding out what happened\nTelling people where to go next',
    audiences: ['care-providers'],
    isAnnounced: false,
    pricePence: 0,
    hours: 2,
  },
  {
    kind: 'course',
    title: 'Putting things right',
    namedAs: 'putting things right',
    summary: 'From an apology people believe to a payment that can be explained.',
    covers: 'Apologies\nPutting somebody back where they would have been\nPayments, and how to reason them',
    audiences: ['councils', 'care-providers', 'others'],
    isAnnounced: false,
    pricePence: 0,
    hours: 2,
  },
  {
    kind: 'course',
    title: 'Learning from complaints',
    namedAs: 'learning from complaints',
    summary: 'How a single complaint changes a service, and how a council can tell that it did.',
    covers: 'From one case to many\nReporting to members\nChecking that it worked',
    audiences: ['councils'],
    isAnnounced: true,
    pricePence: 0,
    hours: 2,
  },
  {
    kind: 'course',
    title: 'When behaviour is difficult',
    namedAs: 'difficult behaviour',
    summary: 'Staying fair to people whose behaviour is hard to bear, and looking after staff.',
    covers: 'What lies behind it\nAdjustments before restrictions\nA restriction that can be defended',
    audiences: ['councils', 'care-providers'],
    isAnnounced: true,
    pricePence: 0,
    hours: 2,
  },
  {
    kind: 'seminar',
    title: 'Seminar for link officers',
    namedAs: 'the work of link officers',
    summary: 'A day with the Ombudsman’s investigators for those who are the contact of their authority.',
    covers: 'How we decide\nAnswering enquiries in time\nAgreed actions and evidence\nYour questions',
    audiences: ['councils', 'others'],
    isAnnounced: false,
    pricePence: 0,
    hours: 6,
  },
]

/** Where seminars are held; no venue is named, as none is known. */
export const seminarTowns = ['Leeds', 'Bristol', 'Birmingham'] as const
