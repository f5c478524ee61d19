import { appendAudit } from '../audit/audit-store.ts'
import type { AuthorityId } from '../authorities/authority.ts'
import { readAuthorities } from '../authorities/authority-store.ts'
import type { Database, Transaction } from '../database/connection.ts'
import { currentMoment } from '../database/current-moment-store.ts'
import { readAdoptions, saveAdoption } from '../handling-code/adoption/adoption-store.ts'
import { readCodeVersions } from '../handling-code/provisions/code-store.ts'
import { type CodeVersion, versionOn } from '../handling-code/provisions/code-version.ts'
import { type Answer, carriedOver } from '../handling-code/self-assessment/self-assessment.ts'
import {
  changeAssessment,
  insertAssessment,
  saveAnswers,
  saveSection,
} from '../handling-code/self-assessment/self-assessment-store.ts'
import { dayOf } from '../scheme/printed-dates.ts'
import { type ReportingYear, reportingYear } from '../scheme/reporting-year.ts'
import type { Scheme } from '../scheme/scheme.ts'
import {
  assessedYear,
  inventAdoptions,
  inventAnswers,
  inventAssessments,
} from './invented-self-assessments.ts'
import { random } from './random.ts'

/** The last section that officers of an authority have gone through again of last year's answers. */
const lastConfirmedSection = 5

/**
 * Has invented councils adopt the Code and publish how they follow it. The authorities whose officers somebody can choose
 * to be have published an assessment of the year before, and are half-way through the next. Doing it again changes nothing.
 */
export async function assessThemselves(
  database: Database,
  scheme: Scheme,
  seed: number,
  own: readonly string[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if ((await readAdoptions(transaction)).size > 0) return
    const now = await currentMoment(transaction)
    const today = dayOf(scheme, now)
    const version = versionOn(await readCodeVersions(transaction), today)
    if (version === undefined) return
    const councils = (await readAuthorities(transaction)).filter(
      ({ kind, endsOn, isInvented }) =>
        isInvented && endsOn === null && scheme.handlingCode.askedKinds.includes(kind),
    )
    const ids = new Map(councils.map(({ slug, id }) => [slug, id]))
    const idOf = (slug: string): AuthorityId => {
      const id = ids.get(slug)
      if (id === undefined) throw new Error(`${slug} has adopted the Code and is no council`)
      return id
    }
    const ofCouncils = own.filter((slug) => ids.has(slug))
    const adoptions = inventAdoptions(seed, [...ids.keys()], ofCouncils, today)
    for (const { slug, ...adoption } of adoptions) await saveAdoption(transaction, idOf(slug), adoption)
    const assessments = inventAssessments(seed, adoptions, ofCouncils, version.provisions)
    for (const { slug, publishedDaysAgo, answers } of assessments) {
      const assessment = { slug, id: idOf(slug), year: assessedYear, answers }
      await publish(transaction, version, assessment, daysBefore(now, publishedDaysAgo))
    }
    for (const slug of ofCouncils) {
      await beHalfWay(transaction, version, { slug, id: idOf(slug), seed }, now)
    }
    await appendAudit(transaction, [
      {
        actor: 'upheld demo',
        action: 'demo',
        subject: 'self-assessments',
        before: null,
        after: { adoptionCount: adoptions.length, assessmentCount: assessments.length },
      },
    ])
  })
}

type InventedOf = {
  readonly slug: string
  readonly id: AuthorityId
  readonly year: ReportingYear
  readonly answers: readonly Answer[]
}

async function begin(
  transaction: Transaction,
  { version }: CodeVersion,
  { slug, id, year, answers }: InventedOf,
  begunAt: Date,
) {
  const key = { authorityId: id, year, revision: 1 }
  const begunBy = `link.officer@${slug}.example`
  await insertAssessment(transaction, {
    ...key,
    codeVersion: version,
    reason: null,
    begunBy,
    begunAt,
    authors: [],
  })
  await saveAnswers(
    transaction,
    key,
    version,
    answers.map((answer) => ({ ...answer, changedIn: 1 })),
  )
  return { key, begunBy }
}

/** Written for some weeks, approved a week before it is published. */
async function publish(
  transaction: Transaction,
  version: CodeVersion,
  assessment: InventedOf,
  publishedAt: Date,
): Promise<void> {
  const { key, begunBy } = await begin(transaction, version, assessment, daysBefore(publishedAt, 40))
  await changeAssessment(transaction, key, {
    submittedBy: begunBy,
    submittedAt: daysBefore(publishedAt, 12),
    approvedBy: `member.responsible@${assessment.slug}.example`,
    approvedPost: 'Member responsible for complaints',
    approvedAt: daysBefore(publishedAt, 7),
    publishedBy: begunBy,
    publishedAt,
  })
}

/** Last year's is published; of this year's the first sections are confirmed, the others wait to be. */
async function beHalfWay(
  transaction: Transaction,
  version: CodeVersion,
  { slug, id, seed }: { readonly slug: string; readonly id: AuthorityId; readonly seed: number },
  now: Date,
): Promise<void> {
  const answers = inventAnswers(random(seed, `self-assessment of ${slug}`), version.provisions)
  const before = reportingYear(assessedYear - 1)
  await publish(transaction, version, { slug, id, year: before, answers }, daysBefore(now, 400))
  const suggested = carriedOver(
    version.provisions,
    new Map(answers.map((answer) => [answer.provision, answer])),
  )
  const isConfirmed = ({ provision }: Answer) =>
    version.provisions.some((one) => one.provision === provision && one.section <= lastConfirmedSection)
  const { key, begunBy } = await begin(
    transaction,
    version,
    {
      slug,
      id,
      year: assessedYear,
      answers: suggested.map((answer) => ({ ...answer, isCarriedOver: !isConfirmed(answer) })),
    },
    daysBefore(now, 9),
  )
  for (let section = 1; section <= lastConfirmedSection; section += 1) {
    await saveSection(transaction, key, {
      section,
      version: 1,
      savedBy: begunBy,
      savedPost: 'Link officer',
      savedAt: daysBefore(now, 8 - section),
    })
  }
}

function daysBefore(moment: Date, days: number): Date {
  return new Date(moment.getTime() - days * 24 * 60 * 60 * 1_000)
}
