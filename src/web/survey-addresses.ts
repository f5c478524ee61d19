/** The addresses at which people without an account answer surveys, as the router knows them. */
export const surveyPaths = {
  surveys: '/survey',
  survey: '/survey/:slug',
  surveyInvitation: '/survey/:slug/invitation/:token',
  surveyDraft: '/survey/:slug/resume/:token',
} as const

/** The addresses that letters, mails and pages send people to. */
export const surveyAddresses = {
  surveys: () => surveyPaths.surveys,
  survey: (slug: string) => `/survey/${encodeURIComponent(slug)}`,
  surveyInvitation: (slug: string, token: string) =>
    `/survey/${encodeURIComponent(slug)}/invitation/${encodeURIComponent(token)}`,
  surveyDraft: (slug: string, token: string) =>
    `/survey/${encodeURIComponent(slug)}/resume/${encodeURIComponent(token)}`,
}
