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
import { showQueue } from './casework/complaint/queue-page.tsx'
import { showRetention } from './casework/complaint/retention-page.tsx'
import { showTimes } from './casework/complaint/times-page.tsx'
import { sendEvidenceFile } from './casework/evidence/evidence-file-page.ts'
import { showLearning, showLearningOf } from './casework/learning/learning-page.tsx'
import {
  sendNewReport,
  sendReportIssue,
  sendReportMarks,
  sendReportRemoval,
  sendReportText,
  showNewReport,
  showReportDraft,
  showReportText,
} from './casework/public-report/report-draft-page.tsx'
import {
  sendReportResponse,
  showIssuedReport,
  showReportList,
} from './casework/public-report/reports-page.tsx'
import {
  sendHold,
  sendStatementWithdrawal,
  showHold,
  showStatementWithdrawal,
} from './casework/publishing/hold-page.tsx'
import { sendMarks, showMarks } from './casework/publishing/marks-page.tsx'
import {
  sendCheck,
  sendHoldAnswer,
  sendHoldEnd,
  sendPublication,
  showPublication,
} from './casework/publishing/publication-page.tsx'
import { showPublishing } from './casework/publishing/publishing-page.tsx'
import { sendStatement, showStatementWriting } from './casework/publishing/statement-writing-page.tsx'
import {
  sendAction,
  sendActionRemoval,
  sendNewAction,
  showAction,
  showNewAction,
} from './casework/recommendation/agreed-action-page.tsx'
import {
  sendDueDate,
  sendEvidenceAnswer,
  sendSettlement,
  sendWhatFollows,
  showRecommendation,
} from './casework/recommendation/recommendation-page.tsx'
import { showRecommendations } from './casework/recommendation/recommendations-page.tsx'
import { sendCases } from './portal/cases-file-page.ts'
import { showCases, showYears } from './portal/cases-page.tsx'
import {
  sendColleagueEnd,
  sendColleagueInvitation,
  sendColleagueWithdrawal,
  showColleagueInviting,
  showColleagues,
} from './portal/colleagues/colleagues-page.tsx'
import {
  sendOffice,
  sendOfficeChangeWithdrawal,
  sendOfficeEnd,
  showOffice,
} from './portal/colleagues/office-page.tsx'
import { sendEvidence, sendOwnFile, showEvidence } from './portal/evidence-page.tsx'
import { showPortal } from './portal/home-page.tsx'
import { sendLetterPdf, showLetter, showLetters } from './portal/letters-pages.tsx'
import { sendCaseLabels, sendComparison, showComparison } from './portal/list-comparison-page.tsx'
import { sendNotices, showNotices } from './portal/notices-page.tsx'
import { sendOwnRemoval, showOwnComplaint } from './portal/own-complaints/own-complaint-page.tsx'
import { showOwnComplaints } from './portal/own-complaints/own-complaints-page.tsx'
import { sendOwnListFile, sendOwnTemplate } from './portal/own-complaints/own-files-page.ts'
import { sendOwnImport, showOwnImport } from './portal/own-complaints/own-import-page.tsx'
import { showOwnList } from './portal/own-complaints/own-list-page.tsx'
import {
  sendPerformanceFile,
  sendPerformancePublication,
  sendPerformanceWithdrawal,
  sendPerformanceWords,
  showPerformance,
  showPerformanceWords,
} from './portal/own-complaints/performance-page.tsx'
import { sendQuery, showNewQuery, showQueries } from './portal/queries-pages.tsx'
import { showOwnRecommendations } from './portal/recommendations-page.tsx'
import {
  sendAssessmentApproval,
  sendAssessmentPublication,
  sendAssessmentWithdrawal,
  sendBeginning,
  sendSubmission,
  showAssessment,
} from './portal/self-assessment/assessment-page.tsx'
import { sendAdoption, showOwnCode } from './portal/self-assessment/own-code-page.tsx'
import { sendAssessmentSection, showAssessmentSection } from './portal/self-assessment/section-page.tsx'
import { showCase } from './review/case/case-page.tsx'
import { showCases as showStaffCases } from './review/case/case-search-page.tsx'
import { sendCaseStep, sendCaseWork, showCaseStep } from './review/case/case-step-page.tsx'
import { sendCaseWriting, showCaseWriting } from './review/case/case-writing-page.tsx'
import { sendComplainant, showComplainant } from './review/case/complainant-page.tsx'
import { sendNewComplaint, showNewComplaint } from './review/case/new-complaint-page.tsx'
import { sendCaseChange, sendCaseCorrection, showCaseChange } from './review/correction/case-change-page.tsx'
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
import { sendSurveyInvitations, showSurveyInvitations } from './survey/invitations-page.tsx'
import { sendQuestion, sendQuestionPlace, showQuestion } from './survey/question-page.tsx'
import { sendSurveyResults, showSurveyResults } from './survey/results/results-page.tsx'
import { sendSurveyClosing, sendSurveyOpening, showSurvey } from './survey/survey-page.tsx'
import {
  sendNewSurvey,
  sendSurveySettings,
  showNewSurvey,
  showSurveySettings,
  showSurveys,
} from './survey/surveys-page.tsx'
import {
  sendBookingEnd,
  sendOfficeBooking,
  showBookingOf,
  showOfficeBooking,
} from './training/booking/office-booking-page.tsx'
import { sendCourse, sendNewCourse, showCourse, showNewCourse } from './training/course/course-page.tsx'
import { showTrainingTotals } from './training/totals-page.tsx'
import { sendAttendance, sendDelegates, showAttendance } from './training/workshop/attendance-page.tsx'
import { showTrainingProgramme } from './training/workshop/programme-page.tsx'
import { showSeminars } from './training/workshop/seminars-page.tsx'
import {
  sendWorkshopCancellation,
  showWorkshop,
  showWorkshopCancellation,
} from './training/workshop/workshop-page.tsx'
import {
  sendNewWorkshop,
  sendWorkshopText,
  showNewWorkshop,
  showWorkshopText,
} from './training/workshop/workshop-text-page.tsx'
import { deskPaths } from './web/desk-addresses.ts'

/**
 * Every address behind the sign-in, who may ask for it, and who answers. An address that is not here does not exist;
 * one that is cannot be reached without the permission it names.
 */
export const staffRoutes: readonly StaffRoute<ReviewDesk>[] = [
  { method: 'get', path: deskPaths.trainingTotals, may: 'see-training', answer: showTrainingTotals },
  { method: 'get', path: deskPaths.surveys, may: 'run-survey', answer: showSurveys },
  { method: 'get', path: deskPaths.newSurvey, may: 'run-survey', answer: showNewSurvey },
  { method: 'post', path: deskPaths.newSurvey, may: 'run-survey', answer: sendNewSurvey },
  { method: 'get', path: deskPaths.survey, may: 'run-survey', answer: showSurvey },
  { method: 'get', path: deskPaths.surveySettings, may: 'run-survey', answer: showSurveySettings },
  { method: 'post', path: deskPaths.surveySettings, may: 'run-survey', answer: sendSurveySettings },
  { method: 'post', path: deskPaths.surveyOpening, may: 'run-survey', answer: sendSurveyOpening },
  { method: 'post', path: deskPaths.surveyClosing, may: 'run-survey', answer: sendSurveyClosing },
  { method: 'get', path: deskPaths.surveyQuestion, may: 'run-survey', answer: showQuestion },
  { method: 'post', path: deskPaths.surveyQuestion, may: 'run-survey', answer: sendQuestion },
  { method: 'post', path: deskPaths.surveyQuestionPlace, may: 'run-survey', answer: sendQuestionPlace },
  { method: 'get', path: deskPaths.surveyInvitations, may: 'run-survey', answer: showSurveyInvitations },
  { method: 'post', path: deskPaths.surveyInvitations, may: 'run-survey', answer: sendSurveyInvitations },
  { method: 'get', path: deskPaths.surveyResultsFile, may: 'run-survey', answer: sendSurveyResults },
  { method: 'get', path: deskPaths.surveyResults, may: 'run-survey', answer: showSurveyResults },
  { method: 'get', path: deskPaths.training, may: 'see-training', answer: showTrainingProgramme },
  { method: 'get', path: deskPaths.trainingSeminars, may: 'see-training', answer: showSeminars },
  { method: 'get', path: deskPaths.newCourse, may: 'run-training', answer: showNewCourse },
  { method: 'post', path: deskPaths.newCourse, may: 'run-training', answer: sendNewCourse },
  { method: 'get', path: deskPaths.course, may: 'run-training', answer: showCourse },
  { method: 'post', path: deskPaths.course, may: 'run-training', answer: sendCourse },
  { method: 'get', path: deskPaths.newWorkshop, may: 'run-training', answer: showNewWorkshop },
  { method: 'post', path: deskPaths.newWorkshop, may: 'run-training', answer: sendNewWorkshop },
  { method: 'get', path: deskPaths.workshop, may: 'see-training', answer: showWorkshop },
  { method: 'get', path: deskPaths.workshopText, may: 'run-training', answer: showWorkshopText },
  { method: 'post', path: deskPaths.workshopText, may: 'run-training', answer: sendWorkshopText },
  {
    method: 'get',
    path: deskPaths.workshopCancellation,
    may: 'run-training',
    answer: showWorkshopCancellation,
  },
  {
    method: 'post',
    path: deskPaths.workshopCancellation,
    may: 'run-training',
    answer: sendWorkshopCancellation,
  },
  { method: 'get', path: deskPaths.workshopBooking, may: 'run-training', answer: showOfficeBooking },
  { method: 'post', path: deskPaths.workshopBooking, may: 'run-training', answer: sendOfficeBooking },
  { method: 'get', path: deskPaths.bookingOf, may: 'run-training', answer: showBookingOf },
  { method: 'post', path: deskPaths.bookingOf, may: 'run-training', answer: sendBookingEnd },
  { method: 'get', path: deskPaths.attendance, may: 'run-training', answer: showAttendance },
  { method: 'post', path: deskPaths.attendance, may: 'run-training', answer: sendAttendance },
  { method: 'get', path: deskPaths.delegatesFile, may: 'run-training', answer: sendDelegates },
  { method: 'get', path: deskPaths.audit, may: 'see-audit', answer: showAudit },
  { method: 'post', path: deskPaths.auditCheck, may: 'see-audit', answer: sendAuditCheck },
  { method: 'get', path: deskPaths.retention, may: 'see-audit', answer: showRetention },
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
  { method: 'get', path: deskPaths.casework, may: 'see-review', answer: showQueue },
  { method: 'get', path: deskPaths.caseworkTimes, may: 'see-review', answer: showTimes },
  { method: 'get', path: deskPaths.newComplaint, may: 'work-on-cases', answer: showNewComplaint },
  { method: 'post', path: deskPaths.newComplaint, may: 'work-on-cases', answer: sendNewComplaint },
  { method: 'get', path: deskPaths.cases, may: 'see-review', answer: showStaffCases },
  { method: 'get', path: deskPaths.case, may: 'see-review', answer: showCase },
  { method: 'get', path: deskPaths.caseChange, may: 'change-cases', answer: showCaseChange },
  { method: 'post', path: deskPaths.caseChange, may: 'change-cases', answer: sendCaseChange },
  { method: 'post', path: deskPaths.caseCorrection, may: 'change-cases', answer: sendCaseCorrection },
  { method: 'post', path: deskPaths.caseWork, may: 'work-on-cases', answer: sendCaseWork },
  { method: 'get', path: deskPaths.caseStep, may: 'work-on-cases', answer: showCaseStep },
  { method: 'post', path: deskPaths.caseStep, may: 'work-on-cases', answer: sendCaseStep },
  { method: 'get', path: deskPaths.casePart, may: 'work-on-cases', answer: showCaseWriting },
  { method: 'post', path: deskPaths.casePart, may: 'work-on-cases', answer: sendCaseWriting },
  { method: 'get', path: deskPaths.complainant, may: 'see-complainants', answer: showComplainant },
  { method: 'post', path: deskPaths.complainant, may: 'work-on-cases', answer: sendComplainant },
  { method: 'get', path: deskPaths.learning, may: 'see-recommendations', answer: showLearning },
  { method: 'get', path: deskPaths.learningOf, may: 'see-recommendations', answer: showLearningOf },
  { method: 'get', path: deskPaths.newAction, may: 'work-on-cases', answer: showNewAction },
  { method: 'post', path: deskPaths.newAction, may: 'work-on-cases', answer: sendNewAction },
  { method: 'get', path: deskPaths.action, may: 'work-on-cases', answer: showAction },
  { method: 'post', path: deskPaths.action, may: 'work-on-cases', answer: sendAction },
  { method: 'post', path: deskPaths.actionRemoval, may: 'work-on-cases', answer: sendActionRemoval },
  { method: 'get', path: deskPaths.recommendations, may: 'see-recommendations', answer: showRecommendations },
  { method: 'get', path: deskPaths.recommendation, may: 'see-recommendations', answer: showRecommendation },
  {
    method: 'post',
    path: deskPaths.recommendationSettlement,
    may: 'settle-recommendations',
    answer: sendSettlement,
  },
  {
    method: 'post',
    path: deskPaths.recommendationDueDate,
    may: 'settle-recommendations',
    answer: sendDueDate,
  },
  {
    method: 'post',
    path: deskPaths.recommendationAnswer,
    may: 'settle-recommendations',
    answer: sendEvidenceAnswer,
  },
  { method: 'post', path: deskPaths.whatFollows, may: 'settle-recommendations', answer: sendWhatFollows },
  { method: 'get', path: deskPaths.evidenceFile, may: 'see-recommendations', answer: sendEvidenceFile },
  { method: 'get', path: deskPaths.publishing, may: 'see-publication', answer: showPublishing },
  { method: 'get', path: deskPaths.publication, may: 'see-publication', answer: showPublication },
  {
    method: 'get',
    path: deskPaths.statementWriting,
    may: 'prepare-publication',
    answer: showStatementWriting,
  },
  {
    method: 'post',
    path: deskPaths.statementWriting,
    may: 'prepare-publication',
    mostBytes: 2_000_000,
    answer: sendStatement,
  },
  { method: 'post', path: deskPaths.anonymityCheck, may: 'prepare-publication', answer: sendCheck },
  { method: 'get', path: deskPaths.anonymityMarks, may: 'see-publication', answer: showMarks },
  { method: 'post', path: deskPaths.anonymityMarks, may: 'prepare-publication', answer: sendMarks },
  { method: 'post', path: deskPaths.publicationDay, may: 'prepare-publication', answer: sendPublication },
  { method: 'get', path: deskPaths.publicationHold, may: 'prepare-publication', answer: showHold },
  { method: 'post', path: deskPaths.publicationHold, may: 'prepare-publication', answer: sendHold },
  { method: 'post', path: deskPaths.publicationHoldAnswer, may: 'agree-publication', answer: sendHoldAnswer },
  { method: 'post', path: deskPaths.publicationHoldEnd, may: 'prepare-publication', answer: sendHoldEnd },
  {
    method: 'get',
    path: deskPaths.statementWithdrawal,
    may: 'prepare-publication',
    answer: showStatementWithdrawal,
  },
  {
    method: 'post',
    path: deskPaths.statementWithdrawal,
    may: 'prepare-publication',
    answer: sendStatementWithdrawal,
  },
  { method: 'get', path: deskPaths.publicReports, may: 'see-publication', answer: showReportList },
  { method: 'get', path: deskPaths.newPublicReport, may: 'prepare-publication', answer: showNewReport },
  { method: 'post', path: deskPaths.newPublicReport, may: 'prepare-publication', answer: sendNewReport },
  { method: 'get', path: deskPaths.reportDraft, may: 'see-publication', answer: showReportDraft },
  { method: 'get', path: deskPaths.reportDraftText, may: 'prepare-publication', answer: showReportText },
  { method: 'post', path: deskPaths.reportDraftText, may: 'prepare-publication', answer: sendReportText },
  { method: 'post', path: deskPaths.reportDraftMarks, may: 'prepare-publication', answer: sendReportMarks },
  { method: 'post', path: deskPaths.reportDraftIssue, may: 'agree-publication', answer: sendReportIssue },
  {
    method: 'post',
    path: deskPaths.reportDraftRemoval,
    may: 'prepare-publication',
    answer: sendReportRemoval,
  },
  { method: 'get', path: deskPaths.issuedReport, may: 'see-publication', answer: showIssuedReport },
  { method: 'post', path: deskPaths.issuedReport, may: 'prepare-publication', answer: sendReportResponse },
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
  { method: 'get', path: deskPaths.portalComparison, may: 'see-own-review', answer: showComparison },
  {
    method: 'post',
    takesFiles: true,
    path: deskPaths.portalComparison,
    may: 'see-own-review',
    answer: sendComparison,
  },
  { method: 'post', path: deskPaths.portalCaseLabels, may: 'label-cases', answer: sendCaseLabels },
  {
    method: 'get',
    path: deskPaths.portalRecommendations,
    may: 'see-own-review',
    answer: showOwnRecommendations,
  },
  { method: 'get', path: deskPaths.portalNotices, may: 'see-own-review', answer: showNotices },
  { method: 'post', path: deskPaths.portalNotices, may: 'see-own-review', answer: sendNotices },
  { method: 'get', path: deskPaths.portalEvidence, may: 'see-own-review', answer: showEvidence },
  {
    method: 'post',
    takesFiles: true,
    path: deskPaths.portalEvidence,
    may: 'send-evidence',
    answer: sendEvidence,
  },
  { method: 'get', path: deskPaths.portalEvidenceFile, may: 'see-own-review', answer: sendOwnFile },
  { method: 'get', path: deskPaths.portalLetters, may: 'see-own-review', answer: showLetters },
  { method: 'get', path: deskPaths.portalLetterPdf, may: 'see-own-review', answer: sendLetterPdf },
  { method: 'get', path: deskPaths.portalLetter, may: 'see-own-review', answer: showLetter },
  { method: 'get', path: deskPaths.portalQueries, may: 'see-own-review', answer: showQueries },
  { method: 'get', path: deskPaths.portalNewQuery, may: 'raise-query', answer: showNewQuery },
  { method: 'post', path: deskPaths.portalQueries, may: 'raise-query', answer: sendQuery },
  {
    method: 'get',
    path: deskPaths.portalOwnComplaints,
    may: 'see-own-complaints',
    answer: showOwnComplaints,
  },
  { method: 'get', path: deskPaths.portalOwnList, may: 'see-own-complaints', answer: showOwnList },
  { method: 'get', path: deskPaths.portalOwnListFile, may: 'see-own-complaints', answer: sendOwnListFile },
  { method: 'get', path: deskPaths.portalOwnTemplate, may: 'see-own-complaints', answer: sendOwnTemplate },
  { method: 'get', path: deskPaths.portalOwnImport, may: 'keep-own-complaints', answer: showOwnImport },
  {
    method: 'post',
    path: deskPaths.portalOwnImport,
    may: 'keep-own-complaints',
    takesFiles: true,
    answer: sendOwnImport,
  },
  { method: 'get', path: deskPaths.portalOwnComplaint, may: 'see-own-complaints', answer: showOwnComplaint },
  { method: 'post', path: deskPaths.portalOwnRemoval, may: 'keep-own-complaints', answer: sendOwnRemoval },
  {
    method: 'get',
    path: deskPaths.portalPerformanceFile,
    may: 'see-own-complaints',
    answer: sendPerformanceFile,
  },
  { method: 'get', path: deskPaths.portalPerformance, may: 'see-own-complaints', answer: showPerformance },
  {
    method: 'get',
    path: deskPaths.portalPerformanceWords,
    may: 'keep-own-complaints',
    answer: showPerformanceWords,
  },
  {
    method: 'post',
    path: deskPaths.portalPerformanceWords,
    may: 'keep-own-complaints',
    answer: sendPerformanceWords,
  },
  {
    method: 'post',
    path: deskPaths.portalPerformancePublication,
    may: 'publish-own-pages',
    answer: sendPerformancePublication,
  },
  {
    method: 'post',
    path: deskPaths.portalPerformanceWithdrawal,
    may: 'publish-own-pages',
    answer: sendPerformanceWithdrawal,
  },
  { method: 'get', path: deskPaths.portalHandlingCode, may: 'see-own-complaints', answer: showOwnCode },
  { method: 'post', path: deskPaths.portalAdoption, may: 'write-self-assessment', answer: sendAdoption },
  { method: 'get', path: deskPaths.portalAssessment, may: 'see-own-complaints', answer: showAssessment },
  { method: 'post', path: deskPaths.portalAssessment, may: 'write-self-assessment', answer: sendBeginning },
  {
    method: 'get',
    path: deskPaths.portalAssessmentSection,
    may: 'write-self-assessment',
    answer: showAssessmentSection,
  },
  {
    method: 'post',
    path: deskPaths.portalAssessmentSection,
    may: 'write-self-assessment',
    mostBytes: 1_000_000,
    answer: sendAssessmentSection,
  },
  {
    method: 'post',
    path: deskPaths.portalAssessmentSubmission,
    may: 'write-self-assessment',
    answer: sendSubmission,
  },
  {
    method: 'post',
    path: deskPaths.portalAssessmentApproval,
    may: 'approve-self-assessment',
    answer: sendAssessmentApproval,
  },
  {
    method: 'post',
    path: deskPaths.portalAssessmentPublication,
    may: 'publish-own-pages',
    answer: sendAssessmentPublication,
  },
  {
    method: 'post',
    path: deskPaths.portalAssessmentWithdrawal,
    may: 'publish-own-pages',
    answer: sendAssessmentWithdrawal,
  },
  { method: 'get', path: deskPaths.portalColleagues, may: 'see-own-review', answer: showColleagues },
  {
    method: 'get',
    path: deskPaths.portalInvitations,
    may: 'keep-own-offices',
    answer: showColleagueInviting,
  },
  {
    method: 'post',
    path: deskPaths.portalInvitations,
    may: 'keep-own-offices',
    answer: sendColleagueInvitation,
  },
  {
    method: 'post',
    path: deskPaths.portalInvitationWithdrawal,
    may: 'keep-own-offices',
    answer: sendColleagueWithdrawal,
  },
  { method: 'post', path: deskPaths.portalColleagueEnd, may: 'keep-own-offices', answer: sendColleagueEnd },
  { method: 'get', path: deskPaths.portalOffice, may: 'keep-own-offices', answer: showOffice },
  { method: 'post', path: deskPaths.portalOffice, may: 'keep-own-offices', answer: sendOffice },
  { method: 'post', path: deskPaths.portalOfficeEnd, may: 'keep-own-offices', answer: sendOfficeEnd },
  {
    method: 'post',
    path: deskPaths.portalOfficeChangeWithdrawal,
    may: 'keep-own-offices',
    answer: sendOfficeChangeWithdrawal,
  },
]
