/** The addresses by which the demonstration's staff stand in its records; nobody can be reached at them. */
export const inventedStaff = {
  statistician: 'statistician@ombudsman.example',
  approver: 'approver@ombudsman.example',
  secondApprover: 'second.approver@ombudsman.example',
  thirdApprover: 'third.approver@ombudsman.example',
  investigator: 'investigator@ombudsman.example',
  complianceOfficer: 'compliance.officer@ombudsman.example',
  trainer: 'trainer@ombudsman.example',
  administrator: 'administrator@ombudsman.example',
} as const
