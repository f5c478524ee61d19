import { appendAudit } from '../../audit/audit-store.ts'
import { readInstallation } from '../../authorities/installation-store.ts'
import type { Database, Transaction } from '../../database/connection.ts'
import { addressFault } from '../../mail/mail.ts'
import { queueMail } from '../../mail/outbox-store.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear } from '../../scheme/reporting-year.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { addresses } from '../../web/addresses.ts'
import { canStep } from '../review-stage.ts'
import { lockStanding, readStanding, type Standing, standingToSend } from '../review-standing-store.ts'
import { insertStep } from '../review-step-store.ts'
import { staleReason } from '../seen-standing.ts'
import { type LetterMailFacts, letterMail, rehearsalMail } from './letter-mail.ts'
import { type PlannedLetter, planSending, type SendingPlan, sendingMark } from './sending-plan-actions.ts'
import { readSealedPdf, saveLetterMail, setPublishedAt } from './sending-store.ts'

export type Sending =
  | { readonly ok: true; readonly mailCount: number; readonly copyCount: number; readonly publishedAt: Date }
  | { readonly ok: false; readonly reason: string; readonly isStale?: boolean }

/**
 * Sends the letters of a year that are sealed and not sent, each exactly once, and lets the revision become public at its
 * moment: the first one at that of the cycle, which has to be still to come; a correction at once, or with the first.
 */
export async function sendLetters(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  { actor, seen, siteUrl }: { readonly actor: string; readonly seen: string; readonly siteUrl: string },
): Promise<Sending> {
  return database.transaction().execute(async (transaction): Promise<Sending> => {
    const locked = await lockStanding(transaction, year)
    if (!locked) return { ok: false, reason: `There is no cycle ${formatReportingYear(year)}.` }
    const standing = standingToSend(locked)
    const { current } = standing
    const [seenStanding = ''] = seen.split(' ')
    const stale = staleReason(seenStanding, current)
    if (stale !== undefined) return { ok: false, reason: stale, isStale: true }
    if (!current || !canStep(current.stage, 'sent', current.revision)) {
      return {
        ok: false,
        reason: 'Letters are sent once they are sealed, and this review is not. Seal it first.',
      }
    }
    const moment = momentOf(scheme, standing, current.revision)
    if (!moment.ok) return moment
    const plan = await planSending(transaction, standing, current.revision)
    const problems = plan.letters.flatMap(({ problem }) => problem ?? [])
    if (problems.length > 0) return { ok: false, reason: inOne(problems) }
    if (seen !== sendingMark(standing, plan)) return { ...planChanged, isStale: true }
    const { publishedAt } = moment
    const isDemonstration = (await readInstallation(transaction))?.isDemonstration ?? false
    for (const planned of plan.letters) {
      const facts = await mailFacts(transaction, standing, current.revision, plan, planned, siteUrl)
      const mail = letterMail(scheme, { ...facts, publishedAt, isDemonstration })
      const [mailId = 0] = await queueMail(transaction, [mail])
      await saveLetterMail(transaction, {
        ...{ authorityId: planned.authorityId, year, revision: current.revision, mailId },
      })
    }
    await setPublishedAt(transaction, year, current.revision, publishedAt)
    await insertStep(transaction, year, current.revision, {
      ...{ stage: 'sent', takenAt: standing.now, takenBy: actor, untilOn: null, reason: null },
    })
    const copyCount = plan.letters.reduce((sum, { recipients }) => sum + recipients.length, 0)
    await appendAudit(transaction, [
      {
        actor,
        action: 'letters sent',
        subject: `${formatReportingYear(year)}, revision ${current.revision}`,
        before: null,
        after: {
          publishedAt: publishedAt.toISOString(),
          mailCount: plan.letters.length,
          recipients: Object.fromEntries(
            plan.letters.map(({ letter, recipients }) => [
              letter.slug,
              recipients.map(({ address }) => address),
            ]),
          ),
        },
      },
    ])
    return { ok: true, mailCount: plan.letters.length, copyCount, publishedAt }
  })
}

const planChanged = {
  ok: false,
  reason:
    'Who would be sent what, or the moment, has changed since the page was opened, so nothing was sent. Look at it as it is now.',
} as const

type Moment =
  | { readonly ok: true; readonly publishedAt: Date }
  | { readonly ok: false; readonly reason: string }

/** When a revision becomes public if it is sent now. */
function momentOf(scheme: Scheme, { cycle, revisions, now }: Standing, revision: number): Moment {
  if (revision === 1) {
    if (cycle.publishedAt > now) return { ok: true, publishedAt: cycle.publishedAt }
    const reason = `The moment of publication, ${printMoment(scheme, cycle.publishedAt)}, has passed. Set a later one, and the letters can be sent.`
    return { ok: false, reason }
  }
  const first = revisions[0]?.publishedAt ?? cycle.publishedAt
  return { ok: true, publishedAt: first > now ? first : now }
}

async function mailFacts(
  transaction: Transaction,
  { cycle, now }: Standing,
  revision: number,
  { reason }: SendingPlan,
  { authorityId, letter, recipients }: PlannedLetter,
  siteUrl: string,
): Promise<Omit<LetterMailFacts, 'publishedAt' | 'isDemonstration'>> {
  const pdf = await readSealedPdf(transaction, authorityId, cycle.year, revision)
  const page = `${siteUrl}${addresses.authority(letter.slug, letter.year)}`
  return { letter, revision, reason, now, recipients, pdf, page }
}

const problemsShown = 3

function inOne(problems: readonly string[]): string {
  const more = problems.length - problemsShown
  return [
    ...problems.slice(0, problemsShown),
    ...(more > 0 ? [`${more} more letters have such a problem.`] : []),
    'Nothing was sent.',
  ].join(' ')
}

export type SendingRehearsal =
  | { readonly ok: true; readonly address: string }
  | { readonly ok: false; readonly field: 'authority' | 'address'; readonly reason: string }

/**
 * Sends one authority's sealed letter to a test address, as it would leave, marked as a rehearsal and counted as
 * nothing. The address has to be of the office: the letter may be under embargo.
 */
export async function rehearseSending(
  database: Database,
  scheme: Scheme,
  year: ReportingYear,
  request: {
    readonly actor: string
    readonly slug: string
    readonly address: string
    readonly siteUrl: string
  },
): Promise<SendingRehearsal> {
  const { actor, slug, address, siteUrl } = request
  const fault = addressFault(address) ?? strangerFault(actor, address)
  if (fault !== undefined) return { ok: false, field: 'address', reason: `The test address ${fault}.` }
  return database.transaction().execute(async (transaction): Promise<SendingRehearsal> => {
    const standing = await readStanding(transaction, year)
    const sealed = standing?.revisions.findLast(({ sealedAt }) => sealedAt !== null)
    const plan = standing && sealed && (await planSending(transaction, standing, sealed.revision))
    const planned = plan?.letters.find(({ letter }) => letter.slug === slug)
    if (!standing || !sealed || !plan || !planned) {
      return { ok: false, field: 'authority', reason: 'Choose an authority whose letter is sealed.' }
    }
    if (planned.problem !== null) return { ok: false, field: 'authority', reason: planned.problem }
    const facts = await mailFacts(transaction, standing, sealed.revision, plan, planned, siteUrl)
    const mail = rehearsalMail(
      scheme,
      {
        ...facts,
        publishedAt: sealed.publishedAt ?? standing.cycle.publishedAt,
        isDemonstration: (await readInstallation(transaction))?.isDemonstration ?? false,
      },
      address,
    )
    const [mailId = 0] = await queueMail(transaction, [mail])
    await saveLetterMail(transaction, {
      ...{ authorityId: planned.authorityId, year, revision: sealed.revision, mailId },
    })
    await appendAudit(transaction, [
      {
        actor,
        action: 'sending rehearsed',
        subject: `letter ${formatReportingYear(year)}, ${slug}`,
        before: null,
        after: { revision: sealed.revision, address },
      },
    ])
    return { ok: true, address }
  })
}

/** Why an address is none of the office's: whoever asks is of it, and so is the host of their own address. */
function strangerFault(actor: string, address: string): string | undefined {
  const host = (text: string) => text.slice(text.lastIndexOf('@')).toLowerCase()
  return host(address) === host(actor)
    ? undefined
    : `is not at the office's own host, ${host(actor)}; a letter may be under embargo`
}
