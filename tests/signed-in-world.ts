import { sql } from 'kysely'
import type { BrowserContext } from 'playwright-core'
import type { Database } from '../src/database/connection.ts'
import { smallPdf } from '../src/demonstration/small-pdf.ts'
import { formatReportingYear, reportingYear } from '../src/scheme/reporting-year.ts'
import { officerRoutes, staffRoutes } from '../src/signed-in-routes.ts'
import { addUpheldCase } from './agreed-actions.ts'
import { askSurveys } from './asked-surveys.ts'
import { cookiesAt } from './browser.ts'
import { caseOf, change } from './changed-case.ts'
import { invitationPath, joinByInvitation, passwordOfTests } from './joined-person.ts'
import { answeredComplaint, ownComplaintsFile } from './own-complaints-file.ts'
import { addBankHolidays } from './published-performance.ts'
import { addReviewUnderWay, yearUnderWay } from './review-under-way.ts'
import { sealLetters } from './sealed-letters.ts'
import { answerEverySection, approveAssessment, publishAssessment } from './self-assessed.ts'
import { type Fields, type SignedIn, type WholeTestSite, wholeInventedSite } from './signed-in.ts'
import { hiddenFields, testBrowser } from './test-browser.ts'
import { setMoment } from './test-moment.ts'
import { putProgrammeOn } from './training-programme.ts'

/** Who opens a page: somebody signed in, somebody who gave a password and no second factor yet, or nobody. */
export const readers = [
  'nobody',
  /** Has a password, and no authenticator yet. */
  'newcomer',
  /** Gave a password, and has yet to give the code of an authenticator. */
  'half',
  /** Signs in with a password and an authenticator, and has recovery codes left. */
  'member',
  'statistician',
  'approver',
  'administrator',
  'investigator',
  'compliance-officer',
  'trainer',
  'officer',
  /** Of Sedgely, whose self-assessment waits to be approved. */
  'member-responsible',
  /** Of Hollow Fell, which has one self-assessment to publish and one to submit. */
  'officer-of-another',
] as const
export type Reader = (typeof readers)[number]

/** Cookies of a browser of each, as name and value. */
type Cookies = Readonly<Record<Reader, readonly (readonly [string, string])[]>>

/** What only the world knows by name, such as what stands in a link that was mailed. */
export type Made = Readonly<
  Record<
    | 'invitation'
    | 'reset'
    | 'registration'
    | 'officeChange'
    | 'office'
    | 'person'
    | 'query'
    | 'refusedCopy'
    | 'letterPage'
    | 'evidence'
    // The addresses of cases that are worked on: at each stage, and decided with a review asked for.
    | 'intakeCase'
    | 'assessedCase'
    | 'investigatedCase'
    | 'pausedCase'
    | 'draftCase'
    | 'reviewedCase',
    string
  >
>

export type SignedInWorld = {
  readonly site: WholeTestSite
  readonly made: Made
  /** What a browser keeps of a reader, for a site at an address. */
  cookiesOf(reader: Reader, address: string): Parameters<BrowserContext['addCookies']>[0]
  /** The session of somebody who is signed in, by its id. */
  sessionOf(reader: Reader): string
}

/** A week before 2024-25 is public; its letters are sent, and 2025-26 is being checked. */
const moment = new Date('2025-07-18T09:00:00Z')

/** What is decided about now, what is on its way, and what is public. */
const underWay = `/desk/reviews/${formatReportingYear(yearUnderWay)}`
const embargoed = `/desk/reviews/${formatReportingYear(reportingYear(2024))}`
const published = `/desk/reviews/${formatReportingYear(reportingYear(2023))}`
const caseUnderWay = '/desk/cases/larchwick/25-100-003'
/** Decided lately: its first action is overdue and shown to be done, its second open, its third was not carried out. */
const agreedCase = '/desk/cases/larchwick/24-150-001'
const agreedActions = '/desk/recommendations/larchwick/24-150-001'
/** Decisions on their way to publication, and a report that nobody has issued. */
const publishing = {
  unwritten: '/desk/publishing/cases/larchwick/23-000-009',
  marked: '/desk/publishing/cases/larchwick/23-000-010',
  public: '/desk/publishing/cases/larchwick/23-000-011',
  asked: '/desk/publishing/cases/larchwick/23-000-012',
  // The second: the first is issued.
  reportDraft: '/desk/publishing/reports/drafts/2',
}
const letterFiles = `${underWay}/letters/larchwick`

type Visit = { readonly by: Reader; readonly at: string | ((made: Made) => string) }

const by = (reader: Reader, ...addresses: readonly Visit['at'][]): readonly Visit[] =>
  addresses.map((at) => ({ by: reader, at }))

/** Every page behind the sign-in by its path: at addresses that show what it can look like, and who opens it. */
export const signedInPages: Readonly<Record<string, readonly Visit[]>> = {
  '/desk': by('statistician', '/desk'),
  '/desk/reviews/:year': [
    ...by('statistician', underWay, embargoed),
    // A correction in draft; and what only an approver sees.
    ...by('approver', published, underWay),
  ],
  '/desk/reviews/:year/rehearsal': [
    ...by('statistician', `${underWay}/rehearsal?show=all`),
    ...by('approver', `${underWay}/rehearsal`, `${embargoed}/rehearsal`),
  ],
  '/desk/reviews/:year/letters/:slug': [
    ...by('approver', `${underWay}/letters/sedgely`),
    ...by('statistician', `${underWay}/letters/larchwick`),
  ],
  '/desk/reviews/:year/wording': by('approver', `${underWay}/wording`),
  '/desk/reviews/:year/seal': by('approver', `${embargoed}/seal`, `${underWay}/seal`),
  '/desk/reviews/:year/moment': by('approver', `${underWay}/moment`),
  '/desk/reviews/:year/sending': by('statistician', `${embargoed}/sending`, `${underWay}/sending`),
  '/desk/reviews/:year/sending/copies/:copy/address': by(
    'statistician',
    ({ refusedCopy }) => `${embargoed}/sending/copies/${refusedCopy}/address`,
  ),
  '/desk/reviews/:year/queries': by('statistician', `${underWay}/queries`),
  '/desk/reviews/:year/queries/:query': by('statistician', ({ query }) => `${underWay}/queries/${query}`),
  '/desk/reviews/:year/correction': by('statistician', `${published}/correction`),
  '/desk/monitoring-officers': by('statistician', '/desk/monitoring-officers'),
  '/desk/mail': by('administrator', '/desk/mail'),
  '/desk/audit': by('statistician', '/desk/audit', '/desk/audit?subject=nothing'),
  '/desk/audit/retention': by('administrator', '/desk/audit/retention'),
  '/desk/casework': [
    ...by(
      'investigator',
      '/desk/casework',
      '/desk/casework?who=everyone&order=age',
      '/desk/casework?who=nobody',
    ),
    ...by('statistician', '/desk/casework'),
  ],
  '/desk/casework/times': by('investigator', '/desk/casework/times'),
  '/desk/casework/complaints': by('investigator', '/desk/casework/complaints'),
  '/desk/cases': by('statistician', '/desk/cases', '/desk/cases?find=Larchwick', '/desk/cases?find=zzzz'),
  '/desk/cases/:slug/:reference': [
    ...by('statistician', caseUnderWay, '/desk/cases/larchwick/23-000-005', ({ draftCase }) => draftCase),
    ...by(
      'investigator',
      ({ intakeCase }) => intakeCase,
      ({ assessedCase }) => assessedCase,
      ({ pausedCase }) => pausedCase,
      ({ draftCase }) => draftCase,
      ({ reviewedCase }) => reviewedCase,
    ),
  ],
  '/desk/cases/:slug/:reference/steps/:step': by(
    'investigator',
    ({ intakeCase }) => `${intakeCase}/steps/decided`,
    ({ assessedCase }) => `${assessedCase}/steps/assessed`,
    ({ assessedCase }) => `${assessedCase}/steps/assigned`,
    ({ investigatedCase }) => `${investigatedCase}/steps/draft-sent`,
    ({ investigatedCase }) => `${investigatedCase}/steps/paused`,
    ({ pausedCase }) => `${pausedCase}/steps/resumed`,
    ({ draftCase }) => `${draftCase}/steps/comment`,
    ({ draftCase }) => `${draftCase}/steps/decided`,
    ({ reviewedCase }) => `${reviewedCase}/steps/review-answered`,
    ({ reviewedCase }) => `${reviewedCase}/steps/draft-sent`,
  ),
  '/desk/cases/:slug/:reference/parts/:part': by(
    'investigator',
    ({ intakeCase }) => `${intakeCase}/parts/complaint`,
    ({ investigatedCase }) => `${investigatedCase}/parts/investigation`,
  ),
  '/desk/cases/:slug/:reference/complainant': [
    ...by('investigator', ({ draftCase }) => `${draftCase}/complainant`),
    ...by('compliance-officer', ({ draftCase }) => `${draftCase}/complainant`),
  ],
  '/desk/cases/:slug/:reference/change': by('statistician', `${caseUnderWay}/change`),
  '/desk/cases/:slug/:reference/actions/new': by('investigator', `${agreedCase}/actions/new`),
  '/desk/cases/:slug/:reference/actions/:number': by('investigator', `${agreedCase}/actions/2`),
  '/desk/recommendations': by(
    'compliance-officer',
    '/desk/recommendations',
    '/desk/recommendations?list=evidence',
    '/desk/recommendations?list=not-kept',
    '/desk/recommendations?list=long-outstanding',
  ),
  '/desk/recommendations/:slug/:reference/:number': [
    ...by('compliance-officer', ...[1, 2, 3].map((number) => `${agreedActions}/${number}`)),
    ...by('investigator', `${agreedActions}/1`),
  ],
  '/desk/recommendations/learning': by('compliance-officer', '/desk/recommendations/learning'),
  '/desk/recommendations/learning/:slug': by(
    'compliance-officer',
    '/desk/recommendations/learning/larchwick',
  ),
  '/desk/publishing': [
    ...by('investigator', '/desk/publishing', '/desk/publishing?list=to-check', '/desk/publishing?list=held'),
    ...by('approver', '/desk/publishing?list=to-agree'),
  ],
  '/desk/publishing/cases/:slug/:reference': [
    ...by('investigator', publishing.marked, publishing.public, publishing.asked, publishing.unwritten),
    ...by('approver', publishing.asked),
  ],
  '/desk/publishing/cases/:slug/:reference/statement': by(
    'investigator',
    `${publishing.marked}/statement`,
    `${publishing.unwritten}/statement`,
  ),
  '/desk/publishing/cases/:slug/:reference/marks': by('investigator', `${publishing.marked}/marks`),
  '/desk/publishing/cases/:slug/:reference/hold': by('investigator', `${publishing.marked}/hold`),
  '/desk/publishing/cases/:slug/:reference/withdrawal': by('investigator', `${publishing.public}/withdrawal`),
  '/desk/publishing/reports': by('compliance-officer', '/desk/publishing/reports'),
  '/desk/publishing/reports/new': by(
    'compliance-officer',
    '/desk/publishing/reports/new?slug=larchwick&case=23+000+011',
  ),
  '/desk/publishing/reports/drafts/:draft': [
    ...by('compliance-officer', publishing.reportDraft),
    ...by('approver', publishing.reportDraft),
  ],
  '/desk/publishing/reports/drafts/:draft/text': by('compliance-officer', `${publishing.reportDraft}/text`),
  '/desk/publishing/reports/issued/:report': by(
    'compliance-officer',
    '/desk/publishing/reports/issued/months-of-delay',
  ),
  '/desk/people': by('administrator', '/desk/people'),
  '/desk/people/invitations': by('administrator', '/desk/people/invitations'),
  '/desk/people/:person': by('administrator', ({ person }) => `/desk/people/${person}`),
  '/desk/roles': by('administrator', '/desk/roles'),
  '/desk/training': by(
    'trainer',
    '/desk/training',
    '/desk/training?list=held',
    '/desk/training?list=courses',
  ),
  '/desk/training/seminars': by('trainer', '/desk/training/seminars', '/desk/training/seminars?list=came'),
  '/desk/training/courses/new': by('trainer', '/desk/training/courses/new'),
  '/desk/training/courses/:course': by('trainer', '/desk/training/courses/learning-from-complaints'),
  '/desk/training/courses/:course/workshops': by(
    'trainer',
    '/desk/training/courses/handling-complaints-well/workshops',
  ),
  // With evaluations; with a waiting list; cancelled. tests/training-programme.ts says which is which.
  '/desk/training/workshops/:workshop': [
    ...by('trainer', ...[1, 4, 5].map((workshop) => `/desk/training/workshops/${workshop}`)),
    ...by('statistician', '/desk/training/workshops/3'),
  ],
  '/desk/training/workshops/:workshop/change': by('trainer', '/desk/training/workshops/6/change'),
  '/desk/training/workshops/:workshop/cancellation': by('trainer', '/desk/training/workshops/6/cancellation'),
  '/desk/training/workshops/:workshop/bookings': by('trainer', '/desk/training/workshops/3/bookings'),
  '/desk/training/workshops/:workshop/bookings/:booking': by(
    'trainer',
    '/desk/training/workshops/3/bookings/3',
  ),
  '/desk/training/workshops/:workshop/attendance': by('trainer', '/desk/training/workshops/2/attendance'),
  '/desk/training/totals': by('statistician', '/desk/training/totals'),
  // A draft, one that is open, and one that is closed and anonymous.
  '/desk/surveys': by('statistician', '/desk/surveys'),
  '/desk/surveys/new': by('statistician', '/desk/surveys/new'),
  '/desk/surveys/:survey': by('statistician', '/desk/surveys/1', '/desk/surveys/2', '/desk/surveys/3'),
  '/desk/surveys/:survey/settings': by('statistician', '/desk/surveys/1/settings'),
  '/desk/surveys/:survey/questions/:question': by(
    'statistician',
    '/desk/surveys/1/questions/new',
    '/desk/surveys/1/questions/3',
  ),
  '/desk/surveys/:survey/invitations': by('statistician', '/desk/surveys/2/invitations'),
  '/desk/surveys/:survey/results': by(
    'statistician',
    '/desk/surveys/2/results',
    '/desk/surveys/3/results',
    '/desk/surveys/1/results',
  ),
  '/portal': by('officer', '/portal'),
  '/portal/notices': by('officer', '/portal/notices'),
  '/portal/recommendations': by('officer', '/portal/recommendations'),
  '/portal/recommendations/:reference/:number': by(
    'officer',
    ...[1, 2, 3].map((number) => `/portal/recommendations/24-150-001/${number}`),
  ),
  '/portal/cases': by('officer', '/portal/cases'),
  '/portal/cases/:year': by('officer', '/portal/cases/2025-26', '/portal/cases/2024-25'),
  '/portal/cases/:year/comparison': by('officer', '/portal/cases/2025-26/comparison'),
  '/portal/own-complaints': by('officer', '/portal/own-complaints'),
  '/portal/own-complaints/list': by(
    'officer',
    '/portal/own-complaints/list',
    '/portal/own-complaints/list?search=nothing+like+it',
  ),
  '/portal/own-complaints/import': by('officer', '/portal/own-complaints/import'),
  '/portal/own-complaints/complaint': by(
    'officer',
    ...['C-1', 'C-2', 'C-5'].map((reference) => `/portal/own-complaints/complaint?reference=${reference}`),
  ),
  '/portal/own-complaints/reports/:year': by(
    'officer',
    // Published; and of a year that is not over.
    '/portal/own-complaints/reports/2024-25',
    '/portal/own-complaints/reports/2025-26',
  ),
  '/portal/own-complaints/reports/:year/words': by('officer', '/portal/own-complaints/reports/2024-25/words'),
  '/portal/letters': by('officer', '/portal/letters'),
  '/portal/letters/:year/revisions/:revision': by('officer', '/portal/letters/2024-25/revisions/1'),
  '/portal/queries': by('officer', '/portal/queries'),
  '/portal/handling-code': [
    ...by('officer', '/portal/handling-code'),
    ...by('member-responsible', '/portal/handling-code'),
  ],
  '/portal/handling-code/:assessment': [
    // Published; being written; waiting to be approved.
    ...by('officer', '/portal/handling-code/2024-25', '/portal/handling-code/2025-26'),
    ...by('member-responsible', '/portal/handling-code/2025-26'),
    ...by('officer-of-another', '/portal/handling-code/2024-25', '/portal/handling-code/2025-26'),
  ],
  '/portal/handling-code/:assessment/sections/:section': by(
    'officer',
    '/portal/handling-code/2025-26/sections/5',
    '/portal/handling-code/2025-26/sections/9',
  ),
  '/portal/colleagues': by('officer', '/portal/colleagues'),
  '/portal/colleagues/invitations': by('officer', '/portal/colleagues/invitations'),
  '/portal/offices/:role': by(
    'officer',
    '/portal/offices/link-officer',
    ({ office }) => `/portal/offices/chief-executive?holder=${office}`,
  ),
  '/portal/queries/new': by('officer', '/portal/queries/new?year=2025-26&case=25+100+003'),
  '/account': by('member', '/account'),
  '/account/sign-in': by('nobody', '/account/sign-in', '/account/sign-in?done=signed-out'),
  '/account/sign-out': by('statistician', '/account/sign-out'),
  '/account/second-factor': [
    ...by('newcomer', '/account/second-factor'),
    ...by('half', '/account/second-factor'),
  ],
  '/account/recovery-code': by('half', '/account/recovery-code'),
  '/account/forgotten-password': by('nobody', '/account/forgotten-password'),
  '/account/password-resets/:token': by('nobody', ({ reset }) => `/account/password-resets/${reset}`),
  '/account/invitations/:token': by('nobody', ({ invitation }) => `/account/invitations/${invitation}`),
  '/account/monitoring-officer/:token': by(
    'nobody',
    ({ registration }) => `/account/monitoring-officer/${registration}`,
  ),
  '/account/office-holder/:token': by(
    'nobody',
    ({ officeChange }) => `/account/office-holder/${officeChange}`,
  ),
}

/** What is behind the sign-in and no page to read, by its path. */
export const signedInFiles: Readonly<Record<string, Visit>> = {
  '/desk/reviews/:year/rehearsal/progress': { by: 'statistician', at: `${underWay}/rehearsal/progress` },
  '/desk/reviews/:year/letters/:slug/files/:file': {
    by: 'statistician',
    at: `${letterFiles}/files/letter.pdf`,
  },
  '/desk/reviews/:year/letters/:slug/pages/:file': {
    by: 'statistician',
    at: ({ letterPage }) => `${letterFiles}/pages/${letterPage}`,
  },
  '/desk/recommendations/:slug/:reference/:number/evidence/:evidence/files/:file': {
    by: 'compliance-officer',
    at: ({ evidence }) => `${agreedActions}/1/evidence/${evidence}/files/1`,
  },
  '/desk/training/workshops/:workshop/delegates.csv': {
    by: 'trainer',
    at: '/desk/training/workshops/2/delegates.csv',
  },
  '/desk/surveys/:survey/results/:file': {
    by: 'statistician',
    at: '/desk/surveys/2/results/answers.csv',
  },
  '/portal/recommendations/:reference/:number/evidence/:evidence/files/:file': {
    by: 'officer',
    at: ({ evidence }) => `/portal/recommendations/24-150-001/1/evidence/${evidence}/files/1`,
  },
  '/portal/own-complaints/template.csv': { by: 'officer', at: '/portal/own-complaints/template.csv' },
  '/portal/own-complaints/complaints.csv': { by: 'officer', at: '/portal/own-complaints/complaints.csv' },
  '/portal/own-complaints/reports/:file{[^/]+\\.(?:pdf|docx)}': {
    by: 'officer',
    at: '/portal/own-complaints/reports/2024-25.docx',
  },
  '/portal/cases/:file{[^/]+\\.(?:csv|xlsx)}': { by: 'officer', at: '/portal/cases/2025-26.csv' },
  '/portal/letters/:year/revisions/:file{[^/]+\\.pdf}': {
    by: 'officer',
    at: '/portal/letters/2024-25/revisions/1.pdf',
  },
}

/** The addresses that the desk and authorities' own pages answer, as the router knows them. */
export const askedPaths: readonly string[] = [...staffRoutes, ...officerRoutes]
  .filter(({ method }) => method === 'get')
  .map(({ path }) => path)

/** A form that is refused: where it stands, the button that sends it, and what is typed before. */
export type RefusedForm = Visit & {
  readonly press: string
  readonly typed?: Readonly<Record<string, string>>
}

/** One of each kind of form, sent with something missing or wrong. */
export const refusedForms: readonly RefusedForm[] = [
  { by: 'nobody', at: '/account/sign-in', press: 'Sign in' },
  { by: 'nobody', at: '/account/forgotten-password', press: 'Send the link' },
  { by: 'nobody', at: ({ reset }) => `/account/password-resets/${reset}`, press: 'Set the password' },
  {
    by: 'nobody',
    at: ({ invitation }) => `/account/invitations/${invitation}`,
    press: 'Accept and continue',
  },
  {
    by: 'nobody',
    at: ({ registration }) => `/account/monitoring-officer/${registration}`,
    press: 'Register',
    typed: { post: '' },
  },
  { by: 'newcomer', at: '/account/second-factor', press: 'Turn it on' },
  { by: 'half', at: '/account/recovery-code', press: 'Continue' },
  { by: 'member', at: '/account', press: 'Change the password' },
  { by: 'administrator', at: '/desk/people/invitations', press: 'Send the invitation' },
  {
    by: 'approver',
    at: `${underWay}/moment`,
    press: 'Change the moment',
    typed: { date: '2020-01-01' },
  },
  { by: 'approver', at: `${underWay}/letters/sedgely`, press: 'Save and open the next' },
  { by: 'statistician', at: underWay, press: 'Take it back' },
  { by: 'statistician', at: ({ query }) => `${underWay}/queries/${query}`, press: 'Send the answer' },
  { by: 'statistician', at: `${caseUnderWay}/change`, press: 'See what would change' },
  {
    by: 'statistician',
    at: ({ refusedCopy }) => `${embargoed}/sending/copies/${refusedCopy}/address`,
    press: 'Correct and send',
  },
  { by: 'investigator', at: '/desk/casework/complaints', press: 'Take the complaint' },
  { by: 'investigator', at: ({ assessedCase }) => `${assessedCase}/steps/assessed`, press: 'Assess it' },
  { by: 'investigator', at: ({ intakeCase }) => `${intakeCase}/steps/decided`, press: 'End it here' },
  {
    by: 'investigator',
    at: ({ investigatedCase }) => `${investigatedCase}/steps/paused`,
    press: 'Pause the clock',
  },
  {
    by: 'investigator',
    at: ({ investigatedCase }) => `${investigatedCase}/steps/draft-sent`,
    press: 'Send the draft decision',
    typed: { until: 'soon' },
  },
  {
    by: 'investigator',
    at: ({ investigatedCase }) => `${investigatedCase}/parts/investigation`,
    press: 'Keep it',
  },
  {
    by: 'investigator',
    at: ({ draftCase }) => `${draftCase}/complainant`,
    press: 'Keep the changes',
    typed: { name: '' },
  },
  { by: 'investigator', at: `${agreedCase}/actions/new`, press: 'Agree the action' },
  {
    by: 'compliance-officer',
    at: `${agreedActions}/2`,
    press: 'Move the date',
    typed: { due: '2025-12-01' },
  },
  { by: 'compliance-officer', at: `${agreedActions}/2`, press: 'Record the outcome' },
  { by: 'compliance-officer', at: `${agreedActions}/1`, press: 'Tell the authority' },
  { by: 'compliance-officer', at: `${agreedActions}/3`, press: 'Decide' },
  { by: 'investigator', at: `${publishing.unwritten}/statement`, press: 'Save' },
  { by: 'investigator', at: `${publishing.marked}/marks`, press: 'Save what I decided' },
  { by: 'investigator', at: `${publishing.marked}/hold`, press: 'Ask for it' },
  { by: 'investigator', at: `${publishing.public}/withdrawal`, press: 'Withdraw it' },
  { by: 'approver', at: publishing.asked, press: 'Send the answer' },
  { by: 'compliance-officer', at: '/desk/publishing/reports/new', press: 'Save' },
  { by: 'compliance-officer', at: publishing.reportDraft, press: 'Save what I decided' },
  {
    by: 'compliance-officer',
    at: '/desk/publishing/reports/issued/months-of-delay',
    press: 'Record the answer',
  },
  { by: 'trainer', at: '/desk/training/courses/new', press: 'Save' },
  { by: 'trainer', at: '/desk/training/courses/handling-complaints-well/workshops', press: 'Save' },
  {
    by: 'trainer',
    at: '/desk/training/workshops/6/change',
    press: 'Save',
    typed: { capacity: '1', price: 'much' },
  },
  { by: 'trainer', at: '/desk/training/workshops/6/cancellation', press: 'Cancel the workshop' },
  { by: 'trainer', at: '/desk/training/workshops/3/bookings', press: 'Book' },
  { by: 'statistician', at: '/desk/surveys/new', press: 'Save' },
  { by: 'statistician', at: '/desk/surveys/1/questions/new', press: 'Save' },
  { by: 'statistician', at: '/desk/surveys/2/invitations', press: 'Send the invitations' },
  {
    by: 'statistician',
    at: '/desk/surveys/2',
    press: 'Change when it closes',
    typed: { 'closes-on': '2020-01-01' },
  },
  { by: 'officer', at: '/portal/recommendations/24-150-001/2', press: 'Send to the Ombudsman' },
  { by: 'officer', at: '/portal/queries/new?year=2025-26&case=25+100+003', press: 'Send the query' },
  { by: 'officer', at: '/portal/cases/2025-26/comparison', press: 'Compare' },
  { by: 'officer', at: '/portal/own-complaints/import', press: 'Bring it in' },
  { by: 'officer', at: '/portal/own-complaints/complaint?reference=C-2', press: 'Take it off' },
  {
    by: 'officer',
    at: '/portal/own-complaints/reports/2024-25/words',
    press: 'Keep this',
    typed: { 'responded-by': '' },
  },
  { by: 'officer', at: '/portal/handling-code', press: 'Save', typed: { adopted: 'lately' } },
  { by: 'officer', at: '/portal/handling-code/2024-25', press: 'Begin a new revision' },
  { by: 'officer', at: '/portal/handling-code/2024-25', press: 'Withdraw it' },
  {
    by: 'officer',
    at: '/portal/handling-code/2025-26/sections/5',
    press: 'Save',
    typed: { 'by-two-stages': 'soon' },
  },
  { by: 'member-responsible', at: '/portal/handling-code/2025-26', press: 'Send it back' },
  { by: 'officer', at: '/portal/colleagues/invitations', press: 'Send the invitation' },
  { by: 'officer', at: '/portal/offices/link-officer', press: 'Send the link to confirm it' },
]

/**
 * The invented site where every page behind the sign-in has something to say: 2025-26 is being checked, with queries,
 * letters made and one held; the letters of 2024-25 were sent, some in vain; 2023-24 is public with a correction in
 * draft; people are invited, and mail is suspended.
 */
export async function signedInWorld(): Promise<SignedInWorld> {
  const site = await wholeInventedSite()
  const { database } = site.opened
  await addReviewUnderWay(database)
  await sealLetters(database)
  await setMoment(database, moment)
  const statistician = await site.signIn('statistician')
  const approver = await site.signIn('approver')
  const administrator = await site.signIn('administrator')
  const officer = await site.signIn('link-officer', 'larchwick')
  const investigator = await site.signIn('investigator')
  const compliance = await site.signIn('compliance-officer')
  await openForChecking(statistician)
  await raiseQueries(officer, statistician, database)
  await rehearse(statistician, approver)
  await sendLetters(statistician, officer, database)
  await draftCorrection(database)
  await agreeActions(database, officer, compliance)
  await addBankHolidays(database)
  await keepOwnComplaints(officer)
  const cases = await openCases(investigator)
  await publish(investigator, approver)
  const responsible = await site.signIn('member-responsible', 'sedgely')
  const another = await site.signIn('link-officer', 'hollow-fell')
  await assessThemselves(site, officer, another)
  await askSurveys(database)
  await putProgrammeOn(database)
  const trainer = await site.signIn('trainer')
  await send(statistician, '/desk/audit', '/desk/audit/check')
  const invited = { email: 'invited@ombudsman.example', role: 'investigator' }
  await send(administrator, '/desk/people/invitations', '/desk/people/invitations', invited)
  const { newcomer, half, member } = await joinPeople(site)
  await nameAnother(officer)
  const made = { ...(await whatWasMade(site, statistician)), ...cases }
  await suspendMail(database)
  const signedIn: Readonly<Partial<Record<Reader, SignedIn>>> = {
    statistician,
    approver,
    administrator,
    investigator,
    'compliance-officer': compliance,
    trainer,
    officer,
    'member-responsible': responsible,
    'officer-of-another': another,
  }
  const others: Partial<Cookies> = { nobody: [], newcomer, half, member }
  return {
    site,
    made,
    cookiesOf: (reader, url) =>
      others[reader]?.map(([name, value]) => ({ name, value, url })) ??
      cookiesAt(url, signedIn[reader]?.cookie ?? ''),
    sessionOf: (reader) => signedIn[reader]?.sessionId ?? '',
  }
}

/** Sends the form of a page that goes to an address, as a browser does. */
/** Opens a page and sends the form there, which has to be taken. */
export async function send(
  person: SignedIn,
  page: string,
  action: string,
  fields: Fields = {},
): Promise<void> {
  const html = await (await person.get(page)).text()
  const response = await person.post(action, { ...hiddenFields(html, action), ...fields })
  if (response.status !== 303) throw new Error(`${action} was answered with ${response.status}`)
}

async function openForChecking(statistician: SignedIn): Promise<void> {
  await send(statistician, underWay, `${underWay}/calculation`)
  await send(statistician, underWay, `${underWay}/checking`, { until: '2025-08-15' })
}

/** Two queries of Larchwick about cases, of which one is answered, and one about a figure. */
async function raiseQueries(officer: SignedIn, statistician: SignedIn, database: Database): Promise<void> {
  for (const about of [{ case: '25 100 001' }, { case: '25 100 002' }, { figure: 'compliance' }]) {
    const asked = { year: '2025-26', ...about, text: 'This does not agree with our own record of it.' }
    const response = await officer.post('/portal/queries', asked)
    if (response.status !== 303) throw new Error(`a query was answered with ${response.status}`)
  }
  const first = await database.selectFrom('query').select('queryId').orderBy('queryId').executeTakeFirst()
  const page = `${underWay}/queries/${first?.queryId}`
  await send(statistician, page, page, { answer: 'declined', text: 'The decision found fault.' })
}

async function rehearse(statistician: SignedIn, approver: SignedIn): Promise<void> {
  await send(statistician, `${underWay}/rehearsal`, `${underWay}/rehearsal`)
  const isUnderWay = async () =>
    ((await (await statistician.get(`${underWay}/rehearsal/progress`)).json()) as { isUnderWay: boolean })
      .isUnderWay
  while (await isUnderWay()) await new Promise((resolve) => setTimeout(resolve, 100))
  const held = { decision: 'hold', 'hold-reason': 'Wait for the answer to a query.' }
  await send(approver, `${underWay}/letters/larchwick`, `${underWay}/letters/larchwick/decision`, held)
}

/** Sends the letters of 2024-25: of the copies one is refused, one uncertain, one tried again; an officer reads theirs. */
async function sendLetters(statistician: SignedIn, officer: SignedIn, database: Database): Promise<void> {
  await send(statistician, `${embargoed}/sending`, `${embargoed}/sending`)
  await sql`
    with numbered as (
      select mail_id, place, row_number() over (order by mail_id, place) as n
      from mail_recipient
      join letter_mail using (mail_id)
    ),
    states (n, state, answer) as (values
      (2, 'refused', '550 no such mailbox'),
      (4, 'uncertain', 'The line broke.'),
      (5, 'trying-again', '451 try again later')
    )
    update mail_recipient
    set
      state = coalesce(states.state, 'taken'),
      attempt_count = 1,
      answer = coalesce(states.answer, '250 taken'),
      answered_at = ${moment},
      next_try_at = case when states.state = 'trying-again' then ${moment}::timestamptz + interval '10 minutes' end
    from numbered
    left join states using (n)
    where numbered.mail_id = mail_recipient.mail_id and numbered.place = mail_recipient.place
  `.execute(database)
  await officer.get('/portal/letters/2024-25/revisions/1')
  await officer.get('/portal/cases/2025-26')
}

/** One statement has marks, one is public, one is to be held; a report is issued, and another has marks. */
async function publish(investigator: SignedIn, approver: SignedIn): Promise<void> {
  const summary = 'The Council was late. It will apologise.'
  for (const [path, leak] of [
    [publishing.marked, 'Her son Oluwaseun waited. Mrs Hargreaves saw it.'],
    [publishing.public, ''],
    [publishing.asked, ''],
  ] as const) {
    const statement = `# The complaint\n\nMs X complains of delay. ${leak}\n\n# What I found\n\nThat was fault.`
    await send(investigator, `${path}/statement`, `${path}/statement`, { summary, statement })
  }
  await send(investigator, publishing.public, `${publishing.public}/publication`)
  const hold = { ground: 'sole-trader', reason: 'One carer in one village.' }
  await send(investigator, `${publishing.asked}/hold`, `${publishing.asked}/hold`, hold)
  const begin = '/desk/publishing/reports/new'
  const report = {
    authority: 'larchwick',
    cases: '23 000 011',
    title: 'Months of delay',
    summary,
    slug: 'months-of-delay',
  }
  await send(investigator, begin, begin, { ...report, publishOn: '2025-07-18' })
  const first = '/desk/publishing/reports/drafts/1'
  await send(approver, first, `${first}/issue`)
  const marked = { slug: 'more-delay', summary: `${summary} Mrs Hargreaves saw it.`, publishOn: '2025-07-30' }
  await send(investigator, begin, begin, { ...report, ...marked })
}

/**
 * Larchwick has published one self-assessment and writes the next; Sedgely’s waits to be approved; of Hollow Fell’s one
 * is approved and the other answered throughout.
 */
async function assessThemselves(site: WholeTestSite, officer: SignedIn, another: SignedIn): Promise<void> {
  await publishAssessment(officer, await site.signIn('member-responsible', 'larchwick'), '2024-25', {
    notFollowed: { 'two-stages': { change: 'The third stage ends.', by: '31 December 2025' } },
  })
  await officer.post('/portal/handling-code/2025-26')
  const other = await site.signIn('link-officer', 'sedgely')
  await other.post('/portal/handling-code/2025-26')
  await answerEverySection(other, '2025-26')
  await other.post('/portal/handling-code/2025-26/submission')
  for (const year of ['2024-25', '2025-26']) {
    await another.post(`/portal/handling-code/${year}`)
    await answerEverySection(another, year)
  }
  await another.post('/portal/handling-code/2024-25/submission')
  await approveAssessment(await site.signIn('member-responsible', 'hollow-fell'), '2024-25')
}

/** Somebody is named as monitoring officer, and has yet to confirm it; a reader is invited. */
async function nameAnother(officer: SignedIn): Promise<void> {
  const named = { post: 'Monitoring Officer', email: 'deputy.monitoring@larchwick.example' }
  await send(officer, '/portal/offices/monitoring-officer', '/portal/offices/monitoring-officer', named)
  const reader = { email: 'reader.two@larchwick.example', role: 'reader' }
  await send(officer, '/portal/colleagues/invitations', '/portal/colleagues/invitations', reader)
}

async function draftCorrection(database: Database): Promise<void> {
  const known = await caseOf(database, 'larchwick', '23 000 005')
  const changed = await change(database, known, { outcome: 'not-upheld', isRemediedBefore: null })
  if (!changed.ok) throw new Error(changed.reason)
}

type OpenCases = Pick<
  Made,
  'intakeCase' | 'assessedCase' | 'investigatedCase' | 'pausedCase' | 'draftCase' | 'reviewedCase'
>

/** Complaints that were taken here and stand at every stage. */
async function openCases(investigator: SignedIn): Promise<OpenCases> {
  const taken = async (steps: readonly (readonly [kind: string, fields?: Fields])[]): Promise<string> => {
    const form = '/desk/casework/complaints'
    const response = await investigator.post(form, complaintTaken)
    const path = (response.headers.get('location') ?? '').replace(/\?.*/, '')
    for (const [kind, fields = {}] of steps) {
      const page = `${path}/steps/${kind}`
      await send(investigator, page, page, fields)
    }
    return path
  }
  const toAssessment = [['acknowledged'], ['sent-to-assessment']] as const
  const assessed = { ...assessment, outcome: 'investigate' }
  const toInvestigation = [...toAssessment, ['assessed', assessed]] as const
  const until = '1 August 2025'
  const toDraft = [...toInvestigation, ['draft-sent', { text: 'Upheld.', until }]] as const
  const comments = (['complainant', 'authority'] as const).map(
    (side) => ['comment', { side, text: 'Agreed.' }] as const,
  )
  return {
    intakeCase: await taken([]),
    assessedCase: await taken(toAssessment),
    investigatedCase: await taken(toInvestigation),
    pausedCase: await taken([...toInvestigation, ['paused', { reason: 'Waiting for records.' }]]),
    draftCase: await taken([...toDraft, ...comments]),
    reviewedCase: await taken([
      ['decided', { outcome: 'referred-back', text: 'Too early.' }],
      ['review-asked', { side: 'complainant', text: 'It was not too early.' }],
    ]),
  }
}

const complaintTaken = {
  authority: 'Larchwick',
  category: 'housing',
  receivedOn: '10 July 2025',
  text: 'Ms X complains that she was left without a home.',
  worker: 'me',
  name: 'Ms X (invented)',
  address: '1 Invented Street',
}

const assessment = {
  legalBar: 'No legal bar.',
  publicInterest: 'Others may be in the same position.',
  injustice: 'Distress.',
  fault: 'The records do not show why.',
  remedy: 'An apology.',
}

/** Larchwick shows that it did one thing, and is found not to have done another. */
async function agreeActions(database: Database, officer: SignedIn, compliance: SignedIn): Promise<void> {
  await addUpheldCase(database, 'larchwick', '24 150 001', '2025-03-20', [
    { kind: 'payment', text: 'Pay for the distress.', dueOn: '2025-07-10' },
    { kind: 'procedure', text: 'Change the guidance.', dueOn: '2025-07-25' },
    { kind: 'apology', text: 'Apologise in writing.', dueOn: '2025-05-01' },
  ])
  const path = '/portal/recommendations/24-150-001/1'
  const evidence = { text: 'It was paid.', complete: 'yes', version: '0', do: 'send' }
  const sent = await officer.sendFiles(path, evidence, [
    { name: 'Remittance note.pdf', content: smallPdf(['It was paid.']) },
  ])
  if (sent.status !== 303) throw new Error(`evidence was answered with ${sent.status}`)
  await send(compliance, `${agreedActions}/3`, `${agreedActions}/3/settlement`, {
    settlement: 'not-satisfied',
    reason: 'Asked for three times.',
  })
}

/** Larchwick's own complaints: late, nearly late, in time, refused and in a statutory process; one report is public. */
async function keepOwnComplaints(officer: SignedIn): Promise<void> {
  const open = { acknowledged_on: '', answered_on: '', outcome: '', remedies: '' }
  const stage2 = { stage_2_received_on: '2024-07-01', stage_2_acknowledged_on: '2024-07-02' }
  const file = ownComplaintsFile([
    answeredComplaint(2024, { reference: 'C-1', ...stage2, learning: 'Crews say it twice.' }),
    answeredComplaint(2024, { reference: 'C-2', answered_on: '2024-08-01' }),
    answeredComplaint(2025, { reference: 'C-3', ...open, received_on: '2025-07-01' }),
    answeredComplaint(2025, { reference: 'C-4', ...open, received_on: '2025-07-14' }),
    answeredComplaint(2024, {
      ...{ reference: 'C-5', ...open, refused_on: '2024-06-06', refusal_reason: 'More than 12 months old' },
    }),
    answeredComplaint(2024, { reference: 'C-6', ...open, statutory_process: 'Adult social care' }),
  ])
  const path = '/portal/own-complaints/import'
  const imported = await officer.sendFiles(path, {}, [{ name: 'complaints.csv', content: file }])
  if (imported.status !== 303) throw new Error(`own complaints were answered with ${imported.status}`)
  const report = '/portal/own-complaints/reports/2024-25'
  const words = {
    learned: 'Crews now say it twice.',
    response: 'The Cabinet noted it.',
    'responded-by': 'Cabinet',
    'responded-on': '2025-07-01',
  }
  await send(officer, `${report}/words`, `${report}/words`, words)
  await send(officer, report, `${report}/publication`)
}

async function suspendMail(database: Database): Promise<void> {
  const failure = 'The server could not be reached: connection refused.'
  await sql`
    insert into mail_sending (failure_count, failure, failed_at, suspended_at)
    values (10, ${failure}, ${moment}, ${moment})
    on conflict (only_row) do update
    set failure_count = 10, failure = excluded.failure, failed_at = excluded.failed_at, suspended_at = excluded.suspended_at
  `.execute(database)
}

async function joinPeople(site: WholeTestSite) {
  const { database } = site.opened
  const newcomer = testBrowser(site.app)
  const invitation = await invitationPath(database, 'newcomer@ombudsman.example', 'investigator')
  await newcomer.send(invitation, invitation, { password: passwordOfTests, again: passwordOfTests })
  const member = await joinByInvitation(site, 'reader@larchwick.example', 'reader', 'larchwick')
  const half = testBrowser(site.app)
  await half.send('/account/sign-in', '/account/sign-in', {
    email: member.email,
    password: member.password,
  })
  return { newcomer: [...newcomer.cookies], half: [...half.cookies], member: [...member.browser.cookies] }
}

async function whatWasMade(
  site: WholeTestSite,
  statistician: SignedIn,
): Promise<Omit<Made, keyof OpenCases>> {
  const { database } = site.opened
  const invitation = await invitationPath(database, 'next@ombudsman.example', 'trainer')
  const forgotten = '/account/forgotten-password'
  await testBrowser(site.app).send(forgotten, forgotten, { email: 'reader@larchwick.example' })
  await send(statistician, '/desk/monitoring-officers', '/desk/monitoring-officers')
  const mails = await database.selectFrom('mail').select('body').where('holdsSecret', '=', true).execute()
  const lastOf = (path: string) =>
    mails.map(({ body }) => body.split(path)[1]?.split(/\s/)[0]).findLast((token) => token !== undefined) ??
    ''
  const person = await database
    .selectFrom('person')
    .select('id')
    .where('email', '=', statistician.email)
    .executeTakeFirstOrThrow()
  const query = await database
    .selectFrom('query')
    .select('queryId')
    .orderBy('queryId', 'desc')
    .executeTakeFirstOrThrow()
  const letter = await (await statistician.get(`${underWay}/letters/larchwick`)).text()
  const copy = await database
    .selectFrom('mailRecipient')
    .select(['mailId', 'place'])
    .where('state', '=', 'refused')
    .executeTakeFirstOrThrow()
  return {
    invitation: invitation.split('/').at(-1) ?? '',
    reset: lastOf('/account/password-resets/'),
    registration: lastOf('/account/monitoring-officer/'),
    officeChange: lastOf('/account/office-holder/'),
    office: String(
      (
        await database
          .selectFrom('officeHolder')
          .innerJoin('authority', 'authority.authorityId', 'officeHolder.authorityId')
          .select('officeHolderId')
          .where('slug', '=', 'larchwick')
          .where('role', '=', 'chief-executive')
          .executeTakeFirstOrThrow()
      ).officeHolderId,
    ),
    person: person.id,
    query: String(query.queryId),
    evidence: String(
      (await database.selectFrom('evidence').select('evidenceId').executeTakeFirstOrThrow()).evidenceId,
    ),
    refusedCopy: `${copy.mailId}-${copy.place}`,
    letterPage: /pages\/([0-9a-f]{64}-1\.svg\?[^"]*)/.exec(letter)?.[1] ?? '',
  }
}
