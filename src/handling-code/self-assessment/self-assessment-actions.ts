import { type Officer, postOf } from '../../accounts/person.ts'
import { appendAudit } from '../../audit/audit-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { withNoun } from '../../scheme/count-noun.ts'
import { dayOf, printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, lastDay, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { readCodeVersions } from '../provisions/code-store.ts'
import { type CodeVersion, versionOn } from '../provisions/code-version.ts'
import {
  assessableYears,
  carriedOver,
  isBeingWritten,
  isReplaced,
  lackOf,
  noAnswer,
  type SelfAssessment,
  stateOf,
} from './self-assessment.ts'
import {
  type AssessmentKey,
  changeAssessment,
  insertAssessment,
  type KeptAnswer,
  lockAssessments,
  readAssessments,
  readAuthors,
  readKeptAnswers,
  readSavedSections,
  saveAnswers,
  saveSection,
} from './self-assessment-store.ts'
import { type AnswerProblem, isSameAnswer, readAnswer, type TypedAnswer } from './typed-answers.ts'

export type AssessmentStep =
  | { readonly ok: true }
  | {
      readonly ok: false
      /** That there is no such assessment. */
      readonly isUnknown?: boolean
      readonly problems: readonly { readonly field?: string; readonly reason: string }[]
    }

const unknown: AssessmentStep = { ok: false, isUnknown: true, problems: [] }

/** What every step is taken with: the assessment as it stands under the lock, and by whom. */
type Work = {
  readonly transaction: Transaction
  readonly officer: Officer
  readonly key: AssessmentKey
  readonly assessment: SelfAssessment
  readonly version: CodeVersion
  readonly now: Date
}

const longestReason = 1_000

/**
 * Begins the assessment of a year, with last year's answers as suggestions; or, where the year has one that is
 * published, another revision of it with the same answers and the reason for it.
 */
export async function beginAssessment(
  database: Database,
  scheme: Scheme,
  officer: Officer,
  { year, reason }: { readonly year: ReportingYear; readonly reason: string },
): Promise<AssessmentStep> {
  const authorityId = officer.authority.id
  return database.transaction().execute(async (transaction): Promise<AssessmentStep> => {
    await lockAssessments(transaction, authorityId)
    const now = await currentMoment(transaction)
    const today = dayOf(scheme, now)
    const known = await readAssessments(transaction, authorityId)
    const last = known.find((one) => one.year === year)
    if (last === undefined && !assessableYears(scheme, today).includes(year)) return unknown
    if (last !== undefined && last.publishedAt === null) return { ok: true }
    if (last !== undefined) {
      const refusal = reasonRefusal(reason, 'Say why what is published is replaced. Everybody can read it.')
      if (refusal !== undefined) return failed(refusal, 'reason')
    }
    const versions = await readCodeVersions(transaction)
    const [onDay = today] = [lastDay(scheme, year), today].toSorted()
    const version = versionOn(versions, onDay)
    if (version === undefined) {
      return failed(
        `No version of the Code was in force in ${printYear(scheme, year)}, so nothing can be assessed.`,
      )
    }
    const key = { authorityId, year, revision: (last?.revision ?? 0) + 1 }
    await insertAssessment(transaction, {
      ...key,
      codeVersion: version.version,
      reason: last === undefined ? null : reason,
      begunBy: officer.email,
      begunAt: now,
      // The answers of a revision stand as they were written, so whoever wrote them is an author of it, too.
      authors: last === undefined ? [] : await readAuthors(transaction, { ...key, revision: last.revision }),
    })
    const earlier = known.find(
      (one) => one.year < year && stateOf(one) === 'published' && !isReplaced(one, known),
    )
    const from = last ?? earlier
    if (from !== undefined) {
      const answers = await readKeptAnswers(transaction, { ...key, year: from.year, revision: from.revision })
      const suggested = carriedOver(version.provisions, answers).map(
        (answer): KeptAnswer => ({ ...answer, isCarriedOver: last === undefined, changedIn: 0 }),
      )
      await saveAnswers(transaction, key, version.version, suggested)
    }
    await appendAudit(transaction, [
      { ...auditOf(officer, key, 'begin self-assessment'), after: { version: version.version } },
    ])
    return { ok: true }
  })
}

export type SectionSaving =
  | { readonly ok: true }
  | {
      readonly ok: false
      readonly isUnknown?: boolean
      readonly problems: readonly AnswerProblem[]
      /** What somebody else wrote since the form was made, answer by answer; then nothing of it was saved. */
      readonly meanwhile?: readonly KeptAnswer[]
    }

/** Saves the answers to one section as a draft. `seen` is the version of the section when the form was made. */
export async function saveSectionAnswers(
  database: Database,
  scheme: Scheme,
  officer: Officer,
  asked: { readonly year: ReportingYear; readonly section: number },
  { seen, typed }: { readonly seen: number; readonly typed: readonly TypedAnswer[] },
): Promise<SectionSaving> {
  return withAssessment(database, officer, asked.year, async (work): Promise<SectionSaving> => {
    const { transaction, key, assessment, version, now } = work
    const provisions = version.provisions.filter(({ section }) => section === asked.section)
    if (provisions.length === 0) return { ok: false, isUnknown: true, problems: [] }
    if (!isBeingWritten(assessment)) {
      const reason =
        'This assessment was submitted meanwhile, so nothing was saved. What you typed is still here.'
      return { ok: false, problems: [{ field: 'answers', reason }] }
    }
    const kept = await readKeptAnswers(transaction, key)
    const saved = (await readSavedSections(transaction, key)).find(({ section }) => section === asked.section)
    const present = saved?.version ?? 0
    if (seen !== present) {
      const names = new Set(provisions.map(({ provision }) => provision))
      const meanwhile = [...kept.values()].filter(
        ({ provision, changedIn }) => names.has(provision) && changedIn > seen,
      )
      return { ok: false, problems: [], meanwhile }
    }
    const readings = provisions.flatMap((provision) => {
      const answer = typed.find((one) => one.provision === provision.provision)
      const before = kept.get(provision.provision) ?? noAnswer(provision.provision)
      return answer === undefined
        ? []
        : [{ before, ...readAnswer(scheme, asked.year, provision, before, answer) }]
    })
    const problems = readings.flatMap((reading) => reading.problems)
    if (problems.length > 0) return { ok: false, problems }
    const changed = readings
      .filter(({ before, answer }) => !isSameAnswer(before, answer))
      .map(({ answer }) => ({ ...answer, changedIn: present + 1 }))
    if (changed.length === 0) return { ok: true }
    await saveAnswers(transaction, key, version.version, changed)
    await saveSection(transaction, key, {
      section: asked.section,
      version: present + 1,
      savedBy: officer.email,
      savedPost: postOf(officer),
      savedAt: now,
    })
    await appendAudit(transaction, [
      {
        ...auditOf(officer, key, 'write self-assessment'),
        after: { section: asked.section, provisions: changed.map(({ provision }) => provision) },
      },
    ])
    return { ok: true }
  })
}

/** Gives an assessment to the member responsible, once every provision is answered. */
export async function submitAssessment(
  database: Database,
  officer: Officer,
  year: ReportingYear,
): Promise<AssessmentStep> {
  return withAssessment(database, officer, year, async (work): Promise<AssessmentStep> => {
    const { transaction, key, assessment, version, now } = work
    // Pressed twice, or by two people.
    if (stateOf(assessment) === 'submitted') return { ok: true }
    if (!isBeingWritten(assessment)) return failed('It is approved already, so it is not submitted again.')
    const answers = await readKeptAnswers(transaction, key)
    const open = version.provisions.filter(
      ({ provision }) => lackOf(answers.get(provision) ?? noAnswer(provision)) !== undefined,
    )
    if (open.length > 0) {
      const count = withNoun(open.length, { one: 'provision is', many: 'provisions are' })
      const first = open.slice(0, 5).map(({ number }) => number)
      const others = open.length > first.length ? ' and others' : ''
      return failed(
        `${count} not answered yet: ${first.join(', ')}${others}. Answer every one before it is submitted.`,
      )
    }
    await changeAssessment(transaction, key, {
      submittedBy: officer.email,
      submittedAt: now,
      sentBackAt: null,
      sentBackReason: null,
    })
    await appendAudit(transaction, [{ ...auditOf(officer, key, 'submit self-assessment'), after: {} }])
    return { ok: true }
  })
}

/** The member responsible approves an assessment. `seen` is when what they read was submitted. */
export async function approveAssessment(
  database: Database,
  officer: Officer,
  year: ReportingYear,
  seen: string,
): Promise<AssessmentStep> {
  return withAssessment(database, officer, year, async (work): Promise<AssessmentStep> => {
    const { transaction, key, assessment, now } = work
    if (assessment.approvedAt !== null) return { ok: true }
    if (assessment.submittedAt === null || assessment.submittedAt.toISOString() !== seen) return overtaken
    if ((await readAuthors(transaction, key)).includes(officer.email)) {
      return failed('You wrote some of this assessment yourself, so somebody else has to approve it.')
    }
    await changeAssessment(transaction, key, {
      approvedBy: officer.email,
      approvedPost: postOf(officer),
      approvedAt: now,
    })
    await appendAudit(transaction, [{ ...auditOf(officer, key, 'approve self-assessment'), after: {} }])
    return { ok: true }
  })
}

/** The member responsible gives an assessment back to be changed, also one they approved that is not published yet. */
export async function sendAssessmentBack(
  database: Database,
  officer: Officer,
  year: ReportingYear,
  reason: string,
): Promise<AssessmentStep> {
  return withAssessment(database, officer, year, async (work): Promise<AssessmentStep> => {
    const { transaction, key, assessment, now } = work
    if (!['submitted', 'approved'].includes(stateOf(assessment))) return overtaken
    const refusal = reasonRefusal(reason, 'Say what should change, so that your colleagues know.')
    if (refusal !== undefined) return failed(refusal, 'back')
    await changeAssessment(transaction, key, {
      submittedBy: null,
      submittedAt: null,
      approvedBy: null,
      approvedPost: null,
      approvedAt: null,
      sentBackAt: now,
      sentBackReason: reason,
    })
    await appendAudit(transaction, [{ ...auditOf(officer, key, 'send self-assessment back'), after: {} }])
    return { ok: true }
  })
}

/** Makes an approved assessment public at once. */
export async function publishAssessment(
  database: Database,
  officer: Officer,
  year: ReportingYear,
): Promise<AssessmentStep> {
  return withAssessment(database, officer, year, async (work): Promise<AssessmentStep> => {
    const { transaction, key, assessment, now } = work
    if (assessment.publishedAt !== null) return { ok: true }
    if (assessment.approvedAt === null) {
      return failed('The member responsible has not approved it yet, so it cannot be published.')
    }
    await changeAssessment(transaction, key, { publishedBy: officer.email, publishedAt: now })
    await appendAudit(transaction, [{ ...auditOf(officer, key, 'publish self-assessment'), after: {} }])
    return { ok: true }
  })
}

/** Says of a published assessment that it no longer stands. It stays readable, with the reason. */
export async function withdrawAssessment(
  database: Database,
  officer: Officer,
  year: ReportingYear,
  reason: string,
): Promise<AssessmentStep> {
  const authorityId = officer.authority.id
  return database.transaction().execute(async (transaction): Promise<AssessmentStep> => {
    await lockAssessments(transaction, authorityId)
    const published = (await readAssessments(transaction, authorityId)).find(
      (one) => one.year === year && one.publishedAt !== null,
    )
    if (published === undefined) return unknown
    if (published.withdrawnAt !== null) return { ok: true }
    const refusal = reasonRefusal(reason, 'Say why it no longer stands. Everybody can read it.')
    if (refusal !== undefined) return failed(refusal, 'withdrawal')
    const key = { authorityId, year, revision: published.revision }
    await changeAssessment(transaction, key, {
      withdrawnBy: officer.email,
      withdrawnAt: await currentMoment(transaction),
      withdrawalReason: reason,
    })
    await appendAudit(transaction, [{ ...auditOf(officer, key, 'withdraw self-assessment'), after: {} }])
    return { ok: true }
  })
}

const overtaken: AssessmentStep = {
  ok: false,
  problems: [
    {
      reason:
        'Somebody else took a step with this assessment since you opened it. Look at it again and choose anew.',
    },
  ],
}

/** Does something with the latest assessment of a year, while nobody else changes it. */
async function withAssessment<Result>(
  database: Database,
  officer: Officer,
  year: ReportingYear,
  work: (work: Work) => Promise<Result>,
): Promise<Result | { readonly ok: false; readonly isUnknown: true; readonly problems: readonly [] }> {
  const authorityId = officer.authority.id
  return database.transaction().execute(async (transaction) => {
    await lockAssessments(transaction, authorityId)
    const assessment = (await readAssessments(transaction, authorityId)).find((one) => one.year === year)
    if (assessment === undefined) return { ok: false, isUnknown: true, problems: [] } as const
    const version = (await readCodeVersions(transaction)).find(
      (one) => one.version === assessment.codeVersion,
    )
    if (version === undefined) throw new Error(`version ${assessment.codeVersion} of the Code is gone`)
    const key = { authorityId, year, revision: assessment.revision }
    return work({ transaction, officer, key, assessment, version, now: await currentMoment(transaction) })
  })
}

function reasonRefusal(reason: string, ifMissing: string): string | undefined {
  if (reason === '') return ifMissing
  if (reason.length <= longestReason) return undefined
  return `This has ${reason.length.toLocaleString('en-GB')} characters. Shorten it to ${longestReason.toLocaleString('en-GB')}.`
}

function failed(reason: string, field?: string): AssessmentStep {
  return { ok: false, problems: [field === undefined ? { reason } : { field, reason }] }
}

/** Without reasons and answers, which may name somebody: what is in the audit can never be taken out. */
function auditOf(officer: Officer, { year, revision }: AssessmentKey, action: string) {
  return {
    actor: officer.email,
    action,
    subject: `self-assessment of ${officer.authority.slug} ${formatReportingYear(year)}, revision ${revision}`,
    before: null,
  }
}
