import { sendAuditCheck, showAudit } from './accounts/audit-page.tsx'
import {
  sendAppointmentEnd,
  sendInvitation,
  sendNewSecondFactor,
  sendWithdrawal,
  showInviting,
  showPeople,
  showPerson,
} from './accounts/people-pages.tsx'
import { showRoles } from './accounts/roles-page.tsx'
import type { OfficerRoute, StaffRoute } from './accounts/signed-in-route.tsx'
import { sendCases, showCases, showYears } from './portal/cases-page.tsx'
import { showPortal } from './portal/home-page.tsx'
import { sendLetterPdf, showLetter, showLetters } from './portal/letters-pages.tsx'
import { sendQuery, showNewQuery, showQueries } from './portal/queries-pages.tsx'
import { sendCaseChange, sendCaseCorrection, showCaseChange } from './review/correction/case-change-page.tsx'
import { showCase } from './review/correction/case-page.tsx'
import { showCases as showStaffCases } from './review/correction/case-search-page.tsx'
import {
  sendCorrectionReason,
  sendCorrectionWithdrawal,
  showCorrection,
} from './review/correction/correction-page.tsx'
import { sendMoment, showMoment } from './review/moment-page.tsx'
import { sendAnswer, showQuery, showYearQueries } from './review/queries/query-pages.tsx'
import { sendReviewLetterFile, sendReviewLetterPage } from './review/rehearsal/letter-file-pages.tsx'
import { sendLetterDecision, showReviewLetter } from './review/rehearsal/letter-review-page.tsx'
import {
  sendLettersRehearsal,
  sendRehearsalProgress,
  sendUsualLettersPass,
  showRehearsal,
} from './review/rehearsal/rehearsal-page.tsx'
import { sendWordingApproval, showWording } from './review/rehearsal/wording-page.tsx'
import type { ReviewDesk } from './review/review-desk.tsx'
import { showReview } from './review/review-page.tsx'
import { sendApproval, sendCalculation, sendChecking, sendTakingBack } from './review/review-step-pages.tsx'
import { showReviewList } from './review/reviews-page.tsx'
import { sendFingerprint, sendSeal, showSeal } from './review/sealing/seal-page.tsx'
import { sendCopyAddress, showCopyAddress } from './review/sending/copy-address-page.tsx'
import { sendResumption, showMail } from './review/sending/mail-page.tsx'
import { sendInvitations, showMonitoringOfficers } from './review/sending/monitoring-officers-page.tsx'
import { sendCopyDecision, sendRehearsal, sendSending, showSending } from './review/sending/sending-page.tsx'
import { deskPaths } from './web/desk-addresses.ts'

/**
 * Every address behind the sign-in, who may ask for it, and who answers. An address that is not here does not exist;
 * one that is cannot be reached without the permission it names.
 */
export const staffRoutes: readonly StaffRoute<ReviewDesk>[] = [
  { method: 'get', path: deskPaths.audit, may: 'see-audit', answer: showAudit },
  { method: 'post', path: deskPaths.auditCheck, may: 'see-audit', answer: sendAuditCheck },
  { method: 'get', path: deskPaths.sending, may: 'see-review', answer: showSending },
  { method: 'post', path: deskPaths.sending, may: 'send-letters', answer: sendSending },
  { method: 'post', path: deskPaths.sendingRehearsal, may: 'send-letters', answer: sendRehearsal },
  { method: 'post', path: deskPaths.letterCopy, may: 'send-letters', answer: sendCopyDecision },
  { method: 'get', path: deskPaths.letterCopyAddress, may: 'send-letters', answer: showCopyAddress },
  { method: 'post', path: deskPaths.letterCopyAddress, may: 'send-letters', answer: sendCopyAddress },
  { method: 'get', path: deskPaths.monitoringOfficers, may: 'see-review', answer: showMonitoringOfficers },
  { method: 'post', path: deskPaths.monitoringOfficers, may: 'send-letters', answer: sendInvitations },
  { method: 'get', path: deskPaths.mail, may: 'keep-mail-going', answer: showMail },
  { method: 'post', path: deskPaths.mailResumption, may: 'keep-mail-going', answer: sendResumption },
  { method: 'get', path: deskPaths.desk, may: 'see-review', answer: showReviewList },
  { method: 'get', path: deskPaths.review, may: 'see-review', answer: showReview },
  { method: 'post', path: deskPaths.calculation, may: 'prepare-review', answer: sendCalculation },
  { method: 'post', path: deskPaths.checking, may: 'prepare-review', answer: sendChecking },
  { method: 'post', path: deskPaths.withdrawal, may: 'prepare-review', answer: sendTakingBack },
  { method: 'post', path: deskPaths.approval, may: 'approve-review', answer: sendApproval },
  { method: 'get', path: deskPaths.rehearsal, may: 'see-review', answer: showRehearsal },
  { method: 'post', path: deskPaths.rehearsal, may: 'prepare-review', answer: sendLettersRehearsal },
  { method: 'get', path: deskPaths.rehearsalProgress, may: 'see-review', answer: sendRehearsalProgress },
  { method: 'post', path: deskPaths.usualLettersPass, may: 'decide-letters', answer: sendUsualLettersPass },
  { method: 'get', path: deskPaths.reviewLetter, may: 'see-review', answer: showReviewLetter },
  // Approvers may write added words too; that deciding is for them alone, the answer sees to.
  {
    method: 'post',
    path: deskPaths.reviewLetterDecision,
    may: 'write-paragraph',
    answer: sendLetterDecision,
  },
  { method: 'get', path: deskPaths.reviewLetterFile, may: 'see-review', answer: sendReviewLetterFile },
  { method: 'get', path: deskPaths.reviewLetterPage, may: 'see-review', answer: sendReviewLetterPage },
  { method: 'get', path: deskPaths.wording, may: 'see-review', answer: showWording },
  { method: 'post', path: deskPaths.wordingApproval, may: 'decide-letters', answer: sendWordingApproval },
  { method: 'get', path: deskPaths.seal, may: 'see-review', answer: showSeal },
  { method: 'post', path: deskPaths.seal, may: 'seal-review', answer: sendSeal },
  { method: 'post', path: deskPaths.fingerprint, may: 'seal-review', answer: sendFingerprint },
  { method: 'get', path: deskPaths.moment, may: 'change-moment', answer: showMoment },
  { method: 'post', path: deskPaths.moment, may: 'change-moment', answer: sendMoment },
  { method: 'get', path: deskPaths.queries, may: 'see-review', answer: showYearQueries },
  { method: 'get', path: deskPaths.query, may: 'see-review', answer: showQuery },
  { method: 'post', path: deskPaths.query, may: 'answer-queries', answer: sendAnswer },
  { method: 'get', path: deskPaths.correction, may: 'see-review', answer: showCorrection },
  { method: 'post', path: deskPaths.correctionReason, may: 'change-cases', answer: sendCorrectionReason },
  {
    method: 'post',
    path: deskPaths.correctionWithdrawal,
    may: 'change-cases',
    answer: sendCorrectionWithdrawal,
  },
  { method: 'get', path: deskPaths.cases, may: 'see-review', answer: showStaffCases },
  { method: 'get', path: deskPaths.case, may: 'see-review', answer: showCase },
  { method: 'get', path: deskPaths.caseChange, may: 'change-cases', answer: showCaseChange },
  { method: 'post', path: deskPaths.caseChange, may: 'change-cases', answer: sendCaseChange },
  { method: 'post', path: deskPaths.caseCorrection, may: 'change-cases', answer: sendCaseCorrection },
  { method: 'get', path: deskPaths.people, may: 'manage-people', answer: showPeople },
  { method: 'get', path: deskPaths.invitations, may: 'manage-people', answer: showInviting },
  { method: 'post', path: deskPaths.invitations, may: 'manage-people', answer: sendInvitation },
  { method: 'post', path: deskPaths.invitationWithdrawal, may: 'manage-people', answer: sendWithdrawal },
  { method: 'get', path: deskPaths.person, may: 'manage-people', answer: showPerson },
  { method: 'post', path: deskPaths.appointmentEnd, may: 'manage-people', answer: sendAppointmentEnd },
  { method: 'post', path: deskPaths.personAnew, may: 'manage-people', answer: sendNewSecondFactor },
  { method: 'get', path: deskPaths.roles, may: 'see-roles', answer: showRoles },
]

export const officerRoutes: readonly OfficerRoute<ReviewDesk>[] = [
  { method: 'get', path: deskPaths.portal, may: 'see-own-review', answer: showPortal },
  { method: 'get', path: deskPaths.portalYears, may: 'see-own-review', answer: showYears },
  { method: 'get', path: deskPaths.portalCasesFile, may: 'see-own-review', answer: sendCases },
  { method: 'get', path: deskPaths.portalCases, may: 'see-own-review', answer: showCases },
  { method: 'get', path: deskPaths.portalLetters, may: 'see-own-review', answer: showLetters },
  { method: 'get', path: deskPaths.portalLetterPdf, may: 'see-own-review', answer: sendLetterPdf },
  { method: 'get', path: deskPaths.portalLetter, may: 'see-own-review', answer: showLetter },
  { method: 'get', path: deskPaths.portalQueries, may: 'see-own-review', answer: showQueries },
  { method: 'get', path: deskPaths.portalNewQuery, may: 'raise-query', answer: showNewQuery },
  { method: 'post', path: deskPaths.portalQueries, may: 'raise-query', answer: sendQuery },
]
