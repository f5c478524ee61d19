// What is killed: one round after another of everything that changes a year, until the process ends.
//
//     node --import tsx tests/killed-program.ts DATABASE_URL FOLDER
//
// It says "ready" once it could begin, begins when it is told "go", and says what it does before it does it.
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { importCases } from '../src/casework/import/casework-import-actions.ts'
import { connect } from '../src/database/connection.ts'
import { startPrinter } from '../src/letters/letter-pdf.ts'
import { decideLetter } from '../src/review/rehearsal/letter-decision-actions.ts'
import { decidedMark } from '../src/review/rehearsal/letter-under-review.ts'
import { readLettersUnderReview } from '../src/review/rehearsal/letters-under-review-actions.ts'
import { proveLetter } from '../src/review/rehearsal/rehearsal-actions.ts'
import { approveWording, readWordingUnderReview } from '../src/review/rehearsal/wording-approval-actions.ts'
import { readStanding, type Standing } from '../src/review/review-standing-store.ts'
import { approveReview, calculateReview, openChecking } from '../src/review/review-step-actions.ts'
import { draftFingerprint } from '../src/review/sealing/draft-record-actions.ts'
import { sealReview } from '../src/review/sealing/seal-actions.ts'
import { standingMark } from '../src/review/seen-standing.ts'
import { sendLetters } from '../src/review/sending/sending-actions.ts'
import { planSending, sendingMark } from '../src/review/sending/sending-plan-actions.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { caseOf, change } from './changed-case.ts'
import { publicationMoment, yearUnderWay } from './review-under-way.ts'
import { setMoment } from './test-moment.ts'

const [url = '', folder = ''] = process.argv.slice(2)
const { database } = connect(url)
const printer = startPrinter()

const statistician = 'statistician@ombudsman.example'
const approvers = ['approver@ombudsman.example', 'second-approver@ombudsman.example'] as const

process.stdout.write('ready\n')
process.stdin.once('data', () => void goOn())

async function goOn(): Promise<void> {
  for (let round = 1; ; round += 1) {
    await takeNextStep()
    await importFile(round)
  }
}

/** Two hundred cases, all upheld or none: whatever is on record afterwards has to be one or the other. */
async function importFile(round: number): Promise<void> {
  say('import')
  const file = join(folder, `decided-${process.pid}.csv`)
  const outcome = round % 2 === 0 ? 'Upheld' : 'Not upheld'
  const rows = Array.from(
    { length: 200 },
    (_, index) =>
      `26 300 ${String(index).padStart(3, '0')},Sedgely District Council,Housing,2026-05-04,${outcome},${round % 2 === 0 ? 'no' : ''}`,
  )
  writeFileSync(file, `Reference,Authority,Category,Decided,Outcome,Remedied before\n${rows.join('\n')}\n`)
  const result = await importCases(database, {
    scheme,
    part: 'decided',
    files: [file],
    today: '2026-05-20',
    actor: statistician,
    onProblem: (problem) => process.stderr.write(`${JSON.stringify(problem)}\n`),
  })
  if (!result.ok) throw new Error('the import was refused')
}

async function takeNextStep(): Promise<void> {
  const standing = await standingNow()
  const stage = standing.current?.stage ?? 'none'
  const seen = standingMark(standing.current)
  switch (stage) {
    case 'none':
      say('calculate')
      return must(await calculateReview(database, scheme, yearUnderWay, { actor: statistician, seen }))
    case 'draft':
      if (standing.current?.revision !== 1) return prepareAndApprove(standing)
      say('calculate')
      await must(await calculateReview(database, scheme, yearUnderWay, { actor: statistician, seen }))
      say('open for checking')
      return must(
        await openChecking(database, scheme, yearUnderWay, {
          actor: statistician,
          seen: standingMark((await standingNow()).current),
          until: '2026-06-12',
        }),
      )
    case 'checked':
      return prepareAndApprove(standing)
    case 'approved':
      say('seal')
      return must(
        await sealReview(database, scheme, yearUnderWay, { actor: approvers[0], post: 'Approver', seen }),
      )
    case 'sealed':
      say('send')
      return must(
        await sendLetters(database, scheme, yearUnderWay, {
          actor: statistician,
          seen: sendingMark(standing, await planSending(database, standing, standing.current?.revision ?? 1)),
          siteUrl: 'http://localhost:3000',
        }),
      )
    case 'sent':
      return setMoment(database, publicationMoment)
    default:
      return correct(standing)
  }
}

/** Everything that two approvers need before they can approve, and both approvals. */
async function prepareAndApprove({ cycle, current }: Standing): Promise<void> {
  const seen = standingMark(current)
  say('rehearse')
  const { letters } = await readLettersUnderReview(database, scheme, {
    cycle,
    revision: current?.revision ?? 0,
  })
  for (const letter of letters) await proveLetter(database, letter, printer.print)
  for (const letter of letters) {
    const { facts, contentHash, state } = letter
    if (state === 'passed') continue
    const content = {
      standing: seen,
      content: contentHash.toString('hex'),
      decided: decidedMark(letter),
    }
    await must(
      await decideLetter(
        database,
        scheme,
        yearUnderWay,
        facts.authority.slug,
        { kind: 'pass' },
        content,
        approvers[0],
      ),
    )
  }
  const wording = await readWordingUnderReview(database, cycle)
  if (wording && !wording.approval) {
    await must(
      await approveWording(database, yearUnderWay, { standing: seen, wording: wording.hash }, approvers[0]),
    )
  }
  say('approve')
  const fingerprint = (await draftFingerprint(database, scheme, yearUnderWay)).toString('hex')
  for (const actor of approvers) {
    const approval = await approveReview(database, scheme, yearUnderWay, { actor, seen, fingerprint })
    if (!approval.ok && !approval.reason.includes('approved this review already'))
      throw new Error(approval.reason)
  }
}

/** Larchwick's first case is upheld, then not, and so on: each change is a correction of what is public. */
async function correct({ current }: Standing): Promise<void> {
  say('correct')
  const known = await caseOf(database, 'larchwick', '25 100 003')
  const isUpheld = known.record.outcome === 'upheld'
  await must(
    await change(
      database,
      known,
      isUpheld
        ? { outcome: 'not-upheld', isRemediedBefore: null }
        : { outcome: 'upheld', isRemediedBefore: false },
      { reason: `The outcome of one case was corrected, for the ${current?.revision}. time.` },
    ),
  )
}

async function standingNow(): Promise<Standing> {
  const standing = await readStanding(database, yearUnderWay)
  if (!standing) throw new Error('the cycle is not there')
  return standing
}

async function must(
  result: { readonly ok: true } | { readonly ok: false; readonly reason: string },
): Promise<void> {
  if (!result.ok) throw new Error(result.reason)
}

function say(what: string): void {
  process.stdout.write(`${what}\n`)
}
