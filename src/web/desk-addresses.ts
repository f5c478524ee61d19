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
  queries: '/desk/reviews/:year/queries',
  query: '/desk/reviews/:year/queries/:query',
  correction: '/desk/reviews/:year/correction',
  correctionReason: '/desk/reviews/:year/correction/reason',
  correctionWithdrawal: '/desk/reviews/:year/correction/withdrawal',
  cases: '/desk/cases',
  case: '/desk/cases/:slug/:reference',
  caseChange: '/desk/cases/:slug/:reference/change',
  caseCorrection: '/desk/cases/:slug/:reference/correction',
  portal: '/portal',
  portalYears: '/portal/cases',
  // Stands before `portalCases`, which would match it too.
  portalCasesFile: '/portal/cases/:file{[^/]+\\.csv}',
  portalCases: '/portal/cases/:year',
  portalLetters: '/portal/letters',
  portalLetterPdf: '/portal/letters/:year/revisions/:file{[^/]+\\.pdf}',
  portalLetter: '/portal/letters/:year/revisions/:revision',
  portalQueries: '/portal/queries',
  portalNewQuery: '/portal/queries/new',
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
  queries: (year: ReportingYear) => reviewPart(year, 'queries'),
  query: (year: ReportingYear, query: number) => reviewPart(year, 'queries', String(query)),
  /** What the draft that corrects a year corrects. */
  correction: (year: ReportingYear) => reviewPart(year, 'correction'),
  correctionReason: (year: ReportingYear) => reviewPart(year, 'correction', 'reason'),
  correctionWithdrawal: (year: ReportingYear) => reviewPart(year, 'correction', 'withdrawal'),
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
  portal: () => deskPaths.portal,
  portalYears: () => deskPaths.portalYears,
  portalCases: (year: ReportingYear, closed?: string) =>
    ofClosed(`/portal/cases/${formatReportingYear(year)}`, closed),
  portalCasesFile: (year: ReportingYear, closed?: string) =>
    ofClosed(`/portal/cases/${formatReportingYear(year)}.csv`, closed),
  portalLetters: () => deskPaths.portalLetters,
  portalLetter: (year: ReportingYear, revision: number, closed?: string) =>
    ofClosed(`/portal/letters/${formatReportingYear(year)}/revisions/${revision}`, closed),
  portalLetterPdf: (year: ReportingYear, revision: number, closed?: string) =>
    ofClosed(`/portal/letters/${formatReportingYear(year)}/revisions/${revision}.pdf`, closed),
  portalQueries: () => deskPaths.portalQueries,
  /** About a case, by its reference, or about a figure, by its measure. */
  portalNewQuery: (
    year: ReportingYear,
    about: { readonly case: string } | { readonly figure: string },
    closed?: string,
  ) =>
    `${deskPaths.portalNewQuery}?${new URLSearchParams({ year: formatReportingYear(year), ...about, ...ofAuthority(closed) })}`,
} as const

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
