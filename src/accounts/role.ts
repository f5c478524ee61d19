/** What people of the Ombudsman's office are appointed as. */
export const staffRoles = [
  'statistician',
  'approver',
  'investigator',
  'compliance-officer',
  'trainer',
  'administrator',
] as const

/** What people of one authority are appointed as. */
export const officerRoles = ['link-officer', 'monitoring-officer', 'member-responsible', 'reader'] as const

export type StaffRole = (typeof staffRoles)[number]
export type OfficerRole = (typeof officerRoles)[number]
export type Role = StaffRole | OfficerRole

/** Each role as pages name it, and what somebody in it does here. */
export const roleWords: Readonly<Record<Role, { readonly name: string; readonly does: string }>> = {
  statistician: {
    name: 'Statistician',
    does: 'calculates a year, has it checked, answers queries, sends letters',
  },
  approver: { name: 'Approver', does: 'reads letters, approves what others wrote, seals a year' },
  investigator: { name: 'Investigator', does: 'decides complaints, writes what is added to letters' },
  'compliance-officer': { name: 'Compliance officer', does: 'follows up what authorities agreed to do' },
  trainer: { name: 'Trainer', does: 'runs courses and seminars' },
  administrator: { name: 'Administrator', does: 'invites people, ends appointments, keeps the mail going' },
  'link-officer': { name: 'Link officer', does: "deals with the Ombudsman's office for one authority" },
  'monitoring-officer': { name: 'Monitoring officer', does: 'sees that one authority acts lawfully' },
  'member-responsible': {
    name: 'Member responsible for complaints',
    does: 'answers to the governing body of one authority for how it handles complaints',
  },
  reader: { name: 'Reader', does: "reads one authority's cases, figures and letters" },
}
