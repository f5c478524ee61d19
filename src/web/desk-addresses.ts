import { formatReportingYear, type ReportingYear } from '../scheme/reporting-year.ts'

/**
 * Every address behind the sign-in, as the router knows it: the Ombudsman's desk, authorities' own pages, and
 * people's accounts. src/signed-in-routes.ts says who may ask for each.
 */
export const deskPaths = {
  desk: '/desk',
  review: '/desk/reviews/:year',
  calculation: '/desk/reviews/:year/calculation',
  checking: '/desk/reviews/:year/checking',
  withdrawal: '/desk/reviews/:year/withdrawal',
  wording: '/desk/reviews/:year/wording',
  wordingApproval: '/desk/reviews/:year/wording-approval',
  rehearsal: '/desk/reviews/:year/rehearsal',
  rehearsalProgress: '/desk/reviews/:year/rehearsal/progress',
  usualLettersPass: '/desk/reviews/:year/rehearsal/pass',
  reviewLetter: '/desk/reviews/:year/letters/:slug',
  reviewLetterDecision: '/desk/reviews/:year/letters/:slug/decision',
  reviewLetterFile: '/desk/reviews/:year/letters/:slug/files/:file',
  reviewLetterPage: '/desk/reviews/:year/letters/:slug/pages/:file',
  approval: '/desk/reviews/:year/approval',
  seal: '/desk/reviews/:year/seal',
  fingerprint: '/desk/reviews/:year/seal/fingerprint',
  moment: '/desk/reviews/:year/moment',
  people: '/desk/people',
  invitations: '/desk/people/invitations',
  invitationWithdrawal: '/desk/people/invitations/:invitation/withdrawal',
  person: '/desk/people/:person',
  appointmentEnd: '/desk/people/:person/appointments/:appointment/end',
  personAnew: '/desk/people/:person/second-factor-invitation',
  roles: '/desk/roles',
  sending: '/desk/reviews/:year/sending',
  sendingRehearsal: '/desk/reviews/:year/sending/rehearsal',
  letterCopy: '/desk/reviews/:year/sending/copies/:copy',
  letterCopyAddress: '/desk/reviews/:year/sending/copies/:copy/address',
  monitoringOfficers: '/desk/monitoring-officers',
  mail: '/desk/mail',
  mailResumption: '/desk/mail/resumption',
  audit: '/desk/audit',
  auditCheck: '/desk/audit/check',
  retention: '/desk/audit/retention',
  queries: '/desk/reviews/:year/queries',
  query: '/desk/reviews/:year/queries/:query',
  correction: '/desk/reviews/:year/correction',
  correctionReason: '/desk/reviews/:year/correction/reason',
  correctionWithdrawal: '/desk/reviews/:year/correction/withdrawal',
  casework: '/desk/casework',
  caseworkTimes: '/desk/casework/times',
  newComplaint: '/desk/casework/complaints',
  cases: '/desk/cases',
  case: '/desk/cases/:slug/:reference',
  caseChange: '/desk/cases/:slug/:reference/change',
  caseCorrection: '/desk/cases/:slug/:reference/correction',
  caseWork: '/desk/cases/:slug/:reference/work',
  caseStep: '/desk/cases/:slug/:reference/steps/:step',
  casePart: '/desk/cases/:slug/:reference/parts/:part',
  complainant: '/desk/cases/:slug/:reference/complainant',
  newAction: '/desk/cases/:slug/:reference/actions/new',
  action: '/desk/cases/:slug/:reference/actions/:number',
  actionRemoval: '/desk/cases/:slug/:reference/actions/:number/removal',
  recommendations: '/desk/recommendations',
  learning: '/desk/recommendations/learning',
  learningOf: '/desk/recommendations/learning/:slug',
  recommendation: '/desk/recommendations/:slug/:reference/:number',
  recommendationSettlement: '/desk/recommendations/:slug/:reference/:number/settlement',
  recommendationDueDate: '/desk/recommendations/:slug/:reference/:number/due-date',
  recommendationAnswer: '/desk/recommendations/:slug/:reference/:number/answer',
  whatFollows: '/desk/recommendations/:slug/:reference/:number/what-follows',
  evidenceFile: '/desk/recommendations/:slug/:reference/:number/evidence/:evidence/files/:file',
  publishing: '/desk/publishing',
  publication: '/desk/publishing/cases/:slug/:reference',
  statementWriting: '/desk/publishing/cases/:slug/:reference/statement',
  anonymityCheck: '/desk/publishing/cases/:slug/:reference/check',
  anonymityMarks: '/desk/publishing/cases/:slug/:reference/marks',
  publicationDay: '/desk/publishing/cases/:slug/:reference/publication',
  publicationHold: '/desk/publishing/cases/:slug/:reference/hold',
  publicationHoldAnswer: '/desk/publishing/cases/:slug/:reference/hold/answer',
  publicationHoldEnd: '/desk/publishing/cases/:slug/:reference/hold/end',
  statementWithdrawal: '/desk/publishing/cases/:slug/:reference/withdrawal',
  publicReports: '/desk/publishing/reports',
  newPublicReport: '/desk/publishing/reports/new',
  reportDraft: '/desk/publishing/reports/drafts/:draft',
  reportDraftText: '/desk/publishing/reports/drafts/:draft/text',
  reportDraftMarks: '/desk/publishing/reports/drafts/:draft/marks',
  reportDraftIssue: '/desk/publishing/reports/drafts/:draft/issue',
  reportDraftRemoval: '/desk/publishing/reports/drafts/:draft/removal',
  issuedReport: '/desk/publishing/reports/issued/:report',
  training: '/desk/training',
  trainingSeminars: '/desk/training/seminars',
  trainingTotals: '/desk/training/totals',
  // Stands before `course`, which would match it too.
  newCourse: '/desk/training/courses/new',
  course: '/desk/training/courses/:course',
  newWorkshop: '/desk/training/courses/:course/workshops',
  workshop: '/desk/training/workshops/:workshop',
  workshopText: '/desk/training/workshops/:workshop/change',
  workshopCancellation: '/desk/training/workshops/:workshop/cancellation',
  workshopBooking: '/desk/training/workshops/:workshop/bookings',
  bookingOf: '/desk/training/workshops/:workshop/bookings/:booking',
  attendance: '/desk/training/workshops/:workshop/attendance',
  delegatesFile: '/desk/training/workshops/:workshop/delegates.csv',
  surveys: '/desk/surveys',
  // Stands before `survey`, which would match it too.
  newSurvey: '/desk/surveys/new',
  survey: '/desk/surveys/:survey',
  surveySettings: '/desk/surveys/:survey/settings',
  surveyOpening: '/desk/surveys/:survey/opening',
  surveyClosing: '/desk/surveys/:survey/closing',
  // The number of a question, or "new".
  surveyQuestion: '/desk/surveys/:survey/questions/:question',
  surveyQuestionPlace: '/desk/surveys/:survey/questions/:question/place',
  surveyInvitations: '/desk/surveys/:survey/invitations',
  surveyResults: '/desk/surveys/:survey/results',
  surveyResultsFile: '/desk/surveys/:survey/results/:file',
  portal: '/portal',
  portalNotices: '/portal/notices',
  portalRecommendations: '/portal/recommendations',
  portalEvidence: '/portal/recommendations/:reference/:number',
  portalEvidenceFile: '/portal/recommendations/:reference/:number/evidence/:evidence/files/:file',
  portalYears: '/portal/cases',
  // Stands before `portalCases`, which would match it too.
  portalCasesFile: '/portal/cases/:file{[^/]+\\.(?:csv|xlsx)}',
  portalCases: '/portal/cases/:year',
  portalComparison: '/portal/cases/:year/comparison',
  portalCaseLabels: '/portal/cases/:year/labels',
  portalLetters: '/portal/letters',
  portalLetterPdf: '/portal/letters/:year/revisions/:file{[^/]+\\.pdf}',
  portalLetter: '/portal/letters/:year/revisions/:revision',
  portalQueries: '/portal/queries',
  portalNewQuery: '/portal/queries/new',
  portalOwnComplaints: '/portal/own-complaints',
  portalOwnList: '/portal/own-complaints/list',
  portalOwnListFile: '/portal/own-complaints/complaints.csv',
  portalOwnTemplate: '/portal/own-complaints/template.csv',
  portalOwnImport: '/portal/own-complaints/import',
  portalOwnComplaint: '/portal/own-complaints/complaint',
  portalOwnRemoval: '/portal/own-complaints/complaint/removal',
  // Stands before `portalPerformance`, which would match it too.
  portalPerformanceFile: '/portal/own-complaints/reports/:file{[^/]+\\.(?:pdf|docx)}',
  portalPerformance: '/portal/own-complaints/reports/:year',
  portalPerformanceWords: '/portal/own-complaints/reports/:year/words',
  portalPerformancePublication: '/portal/own-complaints/reports/:year/publication',
  portalPerformanceWithdrawal: '/portal/own-complaints/reports/:year/withdrawal',
  portalHandlingCode: '/portal/handling-code',
  // Stands before `portalAssessment`, which would match it too.
  portalAdoption: '/portal/handling-code/adoption',
  portalAssessment: '/portal/handling-code/:assessment',
  portalAssessmentSection: '/portal/handling-code/:assessment/sections/:section',
  portalAssessmentSubmission: '/portal/handling-code/:assessment/submission',
  portalAssessmentApproval: '/portal/handling-code/:assessment/approval',
  portalAssessmentPublication: '/portal/handling-code/:assessment/publication',
  portalAssessmentWithdrawal: '/portal/handling-code/:assessment/withdrawal',
  portalColleagues: '/portal/colleagues',
  portalInvitations: '/portal/colleagues/invitations',
  portalInvitationWithdrawal: '/portal/colleagues/invitations/:invitation/withdrawal',
  portalColleagueEnd: '/portal/colleagues/:appointment/end',
  portalOffice: '/portal/offices/:role',
  portalOfficeChangeWithdrawal: '/portal/offices/changes/:change/withdrawal',
  portalOfficeEnd: '/portal/offices/:role/end',
} as const

/** The addresses that pages behind the sign-in link to and send forms to. A year is written 2023-24. */
export const deskAddresses = {
  desk: () => deskPaths.desk,
  review: (year: ReportingYear) => reviewPart(year),
  calculation: (year: ReportingYear) => reviewPart(year, 'calculation'),
  checking: (year: ReportingYear) => reviewPart(year, 'checking'),
  withdrawal: (year: ReportingYear) => reviewPart(year, 'withdrawal'),
  wording: (year: ReportingYear) => reviewPart(year, 'wording'),
  wordingApproval: (year: ReportingYear) => reviewPart(year, 'wording-approval'),
  /** All letters of a year, or one of the lists of them. */
  rehearsal: (year: ReportingYear, list?: string) => ofList(reviewPart(year, 'rehearsal'), list),
  rehearsalProgress: (year: ReportingYear) => reviewPart(year, 'rehearsal', 'progress'),
  usualLettersPass: (year: ReportingYear) => reviewPart(year, 'rehearsal', 'pass'),
  /** A letter under review, and the list that its previous and next are of. */
  reviewLetter: (year: ReportingYear, slug: string, list?: string) =>
    ofList(reviewPart(year, 'letters', slug), list),
  reviewLetterDecision: (year: ReportingYear, slug: string) => reviewPart(year, 'letters', slug, 'decision'),
  reviewLetterFile: (year: ReportingYear, slug: string, file: string) =>
    reviewPart(year, 'letters', slug, 'files', file),
  reviewLetterPage: (year: ReportingYear, slug: string, file: string) =>
    reviewPart(year, 'letters', slug, 'pages', file),
  approval: (year: ReportingYear) => reviewPart(year, 'approval'),
  /** Its seals, and where an approved review is sealed. */
  seal: (year: ReportingYear) => reviewPart(year, 'seal'),
  fingerprint: (year: ReportingYear) => reviewPart(year, 'seal', 'fingerprint'),
  moment: (year: ReportingYear) => reviewPart(year, 'moment'),
  people: () => deskPaths.people,
  invitations: () => deskPaths.invitations,
  invitationWithdrawal: (id: number) => `${deskPaths.invitations}/${id}/withdrawal`,
  person: (id: string) => `${deskPaths.people}/${id}`,
  appointmentEnd: (id: string, appointment: number) =>
    `${deskPaths.people}/${id}/appointments/${appointment}/end`,
  personAnew: (id: string) => `${deskPaths.people}/${id}/second-factor-invitation`,
  roles: () => deskPaths.roles,
  sending: (year: ReportingYear) => reviewPart(year, 'sending'),
  sendingRehearsal: (year: ReportingYear) => reviewPart(year, 'sending', 'rehearsal'),
  /** A copy of a letter on its way, by its mail and its place among the addresses there. */
  letterCopy: (year: ReportingYear, copy: { readonly mailId: number; readonly place: number }) =>
    reviewPart(year, 'sending', 'copies', `${copy.mailId}-${copy.place}`),
  letterCopyAddress: (year: ReportingYear, copy: { readonly mailId: number; readonly place: number }) =>
    reviewPart(year, 'sending', 'copies', `${copy.mailId}-${copy.place}`, 'address'),
  monitoringOfficers: () => deskPaths.monitoringOfficers,
  mail: () => deskPaths.mail,
  mailResumption: () => deskPaths.mailResumption,
  audit: () => deskPaths.audit,
  auditCheck: () => deskPaths.auditCheck,
  /** What the nightly work removed. */
  retention: () => deskPaths.retention,
  queries: (year: ReportingYear) => reviewPart(year, 'queries'),
  query: (year: ReportingYear, query: number) => reviewPart(year, 'queries', String(query)),
  /** What the draft that corrects a year corrects. */
  correction: (year: ReportingYear) => reviewPart(year, 'correction'),
  correctionReason: (year: ReportingYear) => reviewPart(year, 'correction', 'reason'),
  correctionWithdrawal: (year: ReportingYear) => reviewPart(year, 'correction', 'withdrawal'),
  /** The queues of open cases, or one of them. */
  casework: (asked: Readonly<Record<string, string>> = {}) => {
    const query = new URLSearchParams(asked).toString()
    return query === '' ? deskPaths.casework : `${deskPaths.casework}?${query}`
  },
  caseworkTimes: () => deskPaths.caseworkTimes,
  newComplaint: () => deskPaths.newComplaint,
  cases: () => deskPaths.cases,
  /** A reference is written 23-001-234 in an address. */
  case: (slug: string, reference: string) => casePart(slug, reference),
  /** Where a case is changed; for a query, if it answers one. */
  caseChange: (
    slug: string,
    reference: string,
    query?: { readonly year: ReportingYear; readonly id: number },
  ) =>
    `${casePart(slug, reference, 'change')}${query === undefined ? '' : `?${new URLSearchParams({ year: formatReportingYear(query.year), query: String(query.id) })}`}`,
  caseCorrection: (slug: string, reference: string) => casePart(slug, reference, 'correction'),
  /** Where somebody begins to work here on a case that came with a file. */
  caseWork: (slug: string, reference: string) => casePart(slug, reference, 'work'),
  caseStep: (slug: string, reference: string, step: string) => casePart(slug, reference, 'steps', step),
  casePart: (slug: string, reference: string, part: string) => casePart(slug, reference, 'parts', part),
  /** Who complained. */
  complainant: (slug: string, reference: string) => casePart(slug, reference, 'complainant'),
  newAction: (slug: string, reference: string) => casePart(slug, reference, 'actions', 'new'),
  /** Where what was agreed is changed. */
  action: (slug: string, reference: string, number: number) =>
    casePart(slug, reference, 'actions', String(number)),
  actionRemoval: (slug: string, reference: string, number: number) =>
    casePart(slug, reference, 'actions', String(number), 'removal'),
  /** The lists of what authorities agreed to do, or a page of one of them. */
  recommendations: (asked: Readonly<Record<string, string>> = {}) =>
    withQuery(deskPaths.recommendations, asked),
  recommendation: (slug: string, reference: string, number: number) =>
    recommendationPart(slug, reference, number),
  recommendationSettlement: (slug: string, reference: string, number: number) =>
    recommendationPart(slug, reference, number, 'settlement'),
  recommendationDueDate: (slug: string, reference: string, number: number) =>
    recommendationPart(slug, reference, number, 'due-date'),
  recommendationAnswer: (slug: string, reference: string, number: number) =>
    recommendationPart(slug, reference, number, 'answer'),
  whatFollows: (slug: string, reference: string, number: number) =>
    recommendationPart(slug, reference, number, 'what-follows'),
  evidenceFile: (slug: string, reference: string, number: number, evidence: number, file: number) =>
    recommendationPart(slug, reference, number, `evidence/${evidence}/files/${file}`),
  /** A list of decisions on their way to publication, after a place in it. */
  publishing: (list?: string, after?: string) =>
    `${deskPaths.publishing}${list === undefined ? '' : `?${new URLSearchParams({ list, ...(after !== undefined && { after }) })}`}`,
  publication: (slug: string, reference: string) => publicationPart(slug, reference),
  statementWriting: (slug: string, reference: string) => publicationPart(slug, reference, 'statement'),
  anonymityCheck: (slug: string, reference: string) => publicationPart(slug, reference, 'check'),
  anonymityMarks: (slug: string, reference: string) => publicationPart(slug, reference, 'marks'),
  publicationDay: (slug: string, reference: string) => publicationPart(slug, reference, 'publication'),
  publicationHold: (slug: string, reference: string) => publicationPart(slug, reference, 'hold'),
  publicationHoldAnswer: (slug: string, reference: string) =>
    publicationPart(slug, reference, 'hold', 'answer'),
  publicationHoldEnd: (slug: string, reference: string) => publicationPart(slug, reference, 'hold', 'end'),
  statementWithdrawal: (slug: string, reference: string) => publicationPart(slug, reference, 'withdrawal'),
  publicReports: () => deskPaths.publicReports,
  /** Where a report is begun: about a case, or after an earlier report. */
  newPublicReport: (
    about: { readonly slug?: string; readonly case?: string; readonly further?: string } = {},
  ) => {
    const query = new URLSearchParams(about).toString()
    return query === '' ? deskPaths.newPublicReport : `${deskPaths.newPublicReport}?${query}`
  },
  reportDraft: (draft: number) => `${deskPaths.publicReports}/drafts/${draft}`,
  reportDraftText: (draft: number) => `${deskPaths.publicReports}/drafts/${draft}/text`,
  reportDraftMarks: (draft: number) => `${deskPaths.publicReports}/drafts/${draft}/marks`,
  reportDraftIssue: (draft: number) => `${deskPaths.publicReports}/drafts/${draft}/issue`,
  reportDraftRemoval: (draft: number) => `${deskPaths.publicReports}/drafts/${draft}/removal`,
  issuedReport: (slug: string) => `${deskPaths.publicReports}/issued/${encodeURIComponent(slug)}`,
  /** The programme, or one of its lists. */
  training: (list?: string) =>
    list === undefined ? deskPaths.training : `${deskPaths.training}?list=${list}`,
  trainingSeminars: () => deskPaths.trainingSeminars,
  trainingTotals: (year?: ReportingYear) =>
    year === undefined
      ? deskPaths.trainingTotals
      : `${deskPaths.trainingTotals}?year=${formatReportingYear(year)}`,
  newCourse: () => deskPaths.newCourse,
  course: (slug: string) => `/desk/training/courses/${encodeURIComponent(slug)}`,
  /** Where another date of a course is put on. */
  newWorkshop: (slug: string) => `/desk/training/courses/${encodeURIComponent(slug)}/workshops`,
  /** A workshop, or something that is done with it. */
  workshop: (
    id: number,
    part?: 'change' | 'cancellation' | 'bookings' | 'attendance' | 'delegates.csv' | `bookings/${number}`,
  ) => `/desk/training/workshops/${id}${part === undefined ? '' : `/${part}`}`,
  surveys: () => deskPaths.surveys,
  newSurvey: () => deskPaths.newSurvey,
  /** A survey, or something that is done with it. */
  survey: (id: number, part?: 'settings' | 'opening' | 'closing' | 'invitations' | 'results') =>
    `${deskPaths.surveys}/${id}${part === undefined ? '' : `/${part}`}`,
  surveyQuestion: (id: number, question: number | 'new') =>
    `${deskPaths.surveys}/${id}/questions/${question}`,
  surveyQuestionPlace: (id: number, question: number) =>
    `${deskPaths.surveys}/${id}/questions/${question}/place`,
  surveyResultsFile: (id: number, file: 'answers' | 'code-book' | 'results') =>
    `${deskPaths.surveys}/${id}/results/${file}.csv`,
  portal: () => deskPaths.portal,
  portalNotices: () => deskPaths.portalNotices,
  portalRecommendations: (asked: Readonly<Record<string, string>> = {}) =>
    withQuery(deskPaths.portalRecommendations, asked),
  portalEvidence: (reference: string, number: number, closed?: string) =>
    ofClosed(ownRecommendation(reference, number), closed),
  portalEvidenceFile: (reference: string, number: number, evidence: number, file: number, closed?: string) =>
    ofClosed(`${ownRecommendation(reference, number)}/evidence/${evidence}/files/${file}`, closed),
  /** What authorities promised again, and faults found again; from so many authorities on, or of those found by a word. */
  learning: (query: { readonly search?: string; readonly from?: number } = {}) => {
    const search = new URLSearchParams()
    if (query.search) search.set('search', query.search)
    if (query.from) search.set('from', String(query.from))
    return search.size === 0 ? deskPaths.learning : `${deskPaths.learning}?${search}`
  },
  learningOf: (slug: string) => `${deskPaths.learning}/${encodeURIComponent(slug)}`,
  portalYears: () => deskPaths.portalYears,
  portalCases: (year: ReportingYear, closed?: string) =>
    ofClosed(`/portal/cases/${formatReportingYear(year)}`, closed),
  portalCasesFile: (year: ReportingYear, format: 'csv' | 'xlsx', closed?: string) =>
    ofClosed(`/portal/cases/${formatReportingYear(year)}.${format}`, closed),
  /** Where an authority holds its own list beside one of the year's. */
  portalComparison: (year: ReportingYear, closed?: string) =>
    ofClosed(`/portal/cases/${formatReportingYear(year)}/comparison`, closed),
  portalCaseLabels: (year: ReportingYear, closed?: string) =>
    ofClosed(`/portal/cases/${formatReportingYear(year)}/labels`, closed),
  portalLetters: () => deskPaths.portalLetters,
  portalLetter: (year: ReportingYear, revision: number, closed?: string) =>
    ofClosed(`/portal/letters/${formatReportingYear(year)}/revisions/${revision}`, closed),
  portalLetterPdf: (year: ReportingYear, revision: number, closed?: string) =>
    ofClosed(`/portal/letters/${formatReportingYear(year)}/revisions/${revision}.pdf`, closed),
  portalQueries: () => deskPaths.portalQueries,
  /** About a case, by its reference, with words to begin with, or about a figure, by its measure. */
  portalNewQuery: (
    year: ReportingYear,
    about: { readonly case: string; readonly text?: string } | { readonly figure: string },
    closed?: string,
  ) =>
    `${deskPaths.portalNewQuery}?${new URLSearchParams({ year: formatReportingYear(year), ...about, ...ofAuthority(closed) })}`,
  portalOwnComplaints: () => deskPaths.portalOwnComplaints,
  portalOwnList: (asked: Readonly<Record<string, string>> = {}) => withQuery(deskPaths.portalOwnList, asked),
  portalOwnListFile: () => deskPaths.portalOwnListFile,
  portalOwnTemplate: () => deskPaths.portalOwnTemplate,
  portalOwnImport: () => deskPaths.portalOwnImport,
  /** By the authority's own reference, which may be any text. */
  portalOwnComplaint: (reference: string) => withQuery(deskPaths.portalOwnComplaint, { reference }),
  portalOwnRemoval: () => deskPaths.portalOwnRemoval,
  /** An authority's yearly report on its own complaints, or what is done with it. */
  portalPerformance: (year: ReportingYear, part?: 'words' | 'publication' | 'withdrawal') =>
    `${deskPaths.portalOwnComplaints}/reports/${formatReportingYear(year)}${part === undefined ? '' : `/${part}`}`,
  portalPerformanceFile: (year: ReportingYear, format: 'pdf' | 'docx') =>
    `${deskPaths.portalOwnComplaints}/reports/${formatReportingYear(year)}.${format}`,
  portalHandlingCode: () => deskPaths.portalHandlingCode,
  portalAdoption: () => deskPaths.portalAdoption,
  /** An authority's assessment of a year, or what is done with it. */
  portalAssessment: (
    year: ReportingYear,
    part?: 'submission' | 'approval' | 'publication' | 'withdrawal' | `sections/${number}`,
  ) => `${deskPaths.portalHandlingCode}/${formatReportingYear(year)}${part === undefined ? '' : `/${part}`}`,
  portalColleagues: () => deskPaths.portalColleagues,
  portalInvitations: () => deskPaths.portalInvitations,
  portalInvitationWithdrawal: (id: number) => `${deskPaths.portalInvitations}/${id}/withdrawal`,
  portalColleagueEnd: (appointment: number) => `${deskPaths.portalColleagues}/${appointment}/end`,
  /** Where an office holder is changed, by their number, or a new one is named. */
  portalOffice: (role: string, holder?: number) =>
    `/portal/offices/${role}${holder === undefined ? '' : `?${new URLSearchParams({ holder: String(holder) })}`}`,
  portalOfficeEnd: (role: string) => `/portal/offices/${role}/end`,
  portalOfficeChangeWithdrawal: (id: number) => `/portal/offices/changes/${id}/withdrawal`,
} as const

function withQuery(path: string, asked: Readonly<Record<string, string>>): string {
  const query = new URLSearchParams(asked).toString()
  return query === '' ? path : `${path}?${query}`
}

function recommendationPart(slug: string, reference: string, number: number, part?: string): string {
  const path = `${deskPaths.recommendations}/${encodeURIComponent(slug)}/${reference.replaceAll(' ', '-')}/${number}`
  return part === undefined ? path : `${path}/${part}`
}

function ownRecommendation(reference: string, number: number): string {
  return `${deskPaths.portalRecommendations}/${reference.replaceAll(' ', '-')}/${number}`
}

function reviewPart(year: ReportingYear, ...parts: readonly string[]): string {
  return ['/desk/reviews', formatReportingYear(year), ...parts.map(encodeURIComponent)].join('/')
}

function ofList(path: string, list: string | undefined): string {
  return list === undefined ? path : `${path}?${new URLSearchParams({ show: list })}`
}

function casePart(slug: string, reference: string, ...parts: readonly string[]): string {
  return ['/desk/cases', ...[slug, reference.replaceAll(' ', '-'), ...parts].map(encodeURIComponent)].join(
    '/',
  )
}

function publicationPart(slug: string, reference: string, ...parts: readonly string[]): string {
  return [
    `${deskPaths.publishing}/cases`,
    ...[slug, reference.replaceAll(' ', '-'), ...parts].map(encodeURIComponent),
  ].join('/')
}

/** Officers' pages are about their own authority; of a closed one whose work it took over, they name it. */
function ofClosed(path: string, closed: string | undefined): string {
  return closed === undefined ? path : `${path}?${new URLSearchParams(ofAuthority(closed))}`
}

function ofAuthority(slug: string | undefined): { readonly authority?: string } {
  return slug === undefined ? {} : { authority: slug }
}

/** The pages on which people sign in and look after their accounts. */
export const accountPaths = {
  account: '/account',
  signIn: '/account/sign-in',
  chosenPerson: '/account/chosen-person',
  secondFactor: '/account/second-factor',
  recoveryCode: '/account/recovery-code',
  recoveryCodes: '/account/recovery-codes',
  signOut: '/account/sign-out',
  password: '/account/password',
  sessionEnd: '/account/sessions/:session/end',
  invitation: '/account/invitations/:token',
  providerInvitation: '/account/invitations/:token/provider',
  forgottenPassword: '/account/forgotten-password',
  passwordReset: '/account/password-resets/:token',
  providerSignIn: '/account/provider/sign-in',
} as const

/** The addresses of accounts that pages link to and send forms to. */
export const accountAddresses = {
  account: () => accountPaths.account,
  signIn: () => accountPaths.signIn,
  chosenPerson: () => accountPaths.chosenPerson,
  secondFactor: () => accountPaths.secondFactor,
  recoveryCode: () => accountPaths.recoveryCode,
  recoveryCodes: () => accountPaths.recoveryCodes,
  signOut: () => accountPaths.signOut,
  password: () => accountPaths.password,
  sessionEnd: (id: string) => `/account/sessions/${encodeURIComponent(id)}/end`,
  invitation: (token: string) => `/account/invitations/${encodeURIComponent(token)}`,
  providerInvitation: (token: string) => `/account/invitations/${encodeURIComponent(token)}/provider`,
  forgottenPassword: () => accountPaths.forgottenPassword,
  passwordReset: (token: string) => `/account/password-resets/${encodeURIComponent(token)}`,
  providerSignIn: () => accountPaths.providerSignIn,
} as const

/** What begins with one of these is never public. */
export const signedInPrefixes = ['/desk', '/portal', '/account'] as const

/** What people without an account book and answer; like what lies behind the sign-in, it is never kept. */
export const visitorPrefixes = ['/bookings', '/survey'] as const
