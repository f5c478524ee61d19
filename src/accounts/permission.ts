import { type OfficerRole, type StaffRole, staffRoles } from './role.ts'

/** What the Ombudsman's staff may do, and who. The page "Roles" shows this table. */
export const staffPermissions = {
  'see-review': {
    does: 'see a year under review: its figures, letters and queries',
    roles: ['statistician', 'approver', 'investigator', 'compliance-officer'],
  },
  'prepare-review': {
    does: 'calculate a year, rehearse its letters, open it for checking and take it back',
    roles: ['statistician'],
  },
  'write-paragraph': {
    does: "write words for one authority's letter, which somebody else approves",
    roles: ['statistician', 'approver', 'investigator'],
  },
  'decide-letters': {
    does: 'pass, hold or leave out a letter; approve added words and the wording of the year',
    roles: ['approver'],
  },
  'approve-review': { does: 'approve a year that somebody else prepared', roles: ['approver'] },
  'seal-review': { does: 'seal an approved year and show its fingerprint', roles: ['approver'] },
  'send-letters': {
    does: 'send sealed letters, and deal with what was not delivered',
    roles: ['statistician'],
  },
  'change-moment': {
    does: 'bring forward or put back the moment of publication',
    roles: ['approver', 'administrator'],
  },
  'answer-queries': {
    does: "answer an authority's query",
    roles: ['statistician', 'investigator', 'compliance-officer'],
  },
  'change-cases': {
    does: 'change what is on record of a case, before a release or as a correction of it',
    roles: ['statistician', 'investigator', 'compliance-officer'],
  },
  'work-on-cases': {
    does: 'take a complaint, assess and investigate it, decide it, and agree what is to be done',
    roles: ['investigator'],
  },
  'see-complainants': {
    does: 'see who complained; each look is on record',
    roles: ['investigator', 'compliance-officer'],
  },
  'see-recommendations': {
    does: 'see what authorities agreed to do, and the evidence they sent',
    roles: ['investigator', 'compliance-officer'],
  },
  'settle-recommendations': {
    does: 'record whether an agreed action was carried out, and move its date',
    roles: ['compliance-officer'],
  },
  'see-publication': {
    does: 'see decisions and reports on their way to publication',
    roles: ['approver', 'investigator', 'compliance-officer'],
  },
  'prepare-publication': {
    does: 'write statements of decisions and public reports, settle what the anonymity check marks, publish and withdraw',
    roles: ['investigator', 'compliance-officer'],
  },
  'agree-publication': {
    does: 'agree that a decision is not published; issue a public report',
    roles: ['approver'],
  },
  'see-training': {
    does: 'see courses, seminars and who booked, and what letters will say of them',
    roles: ['trainer', 'statistician'],
  },
  'run-training': {
    does: 'keep courses, seminars and their dates, take bookings, record who came',
    roles: ['trainer'],
  },
  'run-survey': {
    does: 'write a survey, invite to it, read what came of it',
    roles: ['statistician', 'trainer'],
  },
  'keep-mail-going': {
    does: 'resume sending after it was suspended',
    roles: ['statistician', 'administrator'],
  },
  'manage-people': { does: 'invite people, and end what they were appointed as', roles: ['administrator'] },
  'see-roles': { does: 'see who may do what', roles: staffRoles },
  'see-audit': {
    does: 'search the record of who did what',
    roles: ['statistician', 'approver', 'administrator'],
  },
} as const satisfies Readonly<Record<string, { does: string; roles: readonly StaffRole[] }>>

/** What the officers of one authority may do there, and who. */
export const officerPermissions = {
  'see-own-review': {
    does: "see their authority's case lists, figures and letters when they may be seen",
    roles: ['link-officer', 'monitoring-officer', 'member-responsible', 'reader'],
  },
  'raise-query': {
    does: "say that one of their authority's cases or figures is wrong",
    roles: ['link-officer', 'monitoring-officer'],
  },
  'label-cases': {
    does: 'put on record what their authority calls its cases',
    roles: ['link-officer', 'monitoring-officer'],
  },
  'send-evidence': {
    does: 'show the Ombudsman what was done of what was agreed',
    roles: ['link-officer', 'monitoring-officer'],
  },
  'keep-own-offices': {
    does: "keep their authority's own office holders up to date, and invite colleagues",
    roles: ['link-officer'],
  },
  'see-own-complaints': {
    does: 'see the complaints their authority handled itself, its report on them and its self-assessment',
    roles: ['link-officer', 'monitoring-officer', 'member-responsible', 'reader'],
  },
  'keep-own-complaints': {
    does: 'bring in the complaints their authority handled itself, and write the yearly report on them',
    roles: ['link-officer', 'monitoring-officer'],
  },
  'write-self-assessment': {
    does: 'answer for their authority which provisions of the Handling Code it follows',
    roles: ['link-officer', 'monitoring-officer'],
  },
  'approve-self-assessment': {
    does: "approve their authority's self-assessment, which somebody else wrote",
    roles: ['member-responsible'],
  },
  'publish-own-pages': {
    does: "publish their authority's self-assessment and the totals of its own complaints",
    roles: ['link-officer', 'monitoring-officer'],
  },
} as const satisfies Readonly<Record<string, { does: string; roles: readonly OfficerRole[] }>>

export type StaffPermission = keyof typeof staffPermissions
export type OfficerPermission = keyof typeof officerPermissions
export type Permission = StaffPermission | OfficerPermission
