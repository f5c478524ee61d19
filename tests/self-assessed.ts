import { readFile } from 'node:fs/promises'
import { readAuthorities } from '../src/authorities/authority-store.ts'
import type { Database } from '../src/database/connection.ts'
import { readCodeFile } from '../src/handling-code/provisions/code-file.ts'
import type { Provision } from '../src/handling-code/provisions/code-version.ts'
import {
  changeAssessment,
  insertAssessment,
  saveAnswers,
} from '../src/handling-code/self-assessment/self-assessment-store.ts'
import { ombudsmanForEngland as scheme } from '../src/scheme/ombudsman-for-england.ts'
import { reportingYear } from '../src/scheme/reporting-year.ts'
import type { SignedIn } from './signed-in.ts'

const reading = readCodeFile(
  scheme,
  await readFile(new URL('../reference/handling-code.csv', import.meta.url)),
  [],
)

/** What the Code asks for in the version that the product ships. */
export const shippedProvisions: readonly Provision[] = reading.ok
  ? reading.values.flatMap(({ provisions }) => provisions)
  : []

/** What an authority answers: yes to everything but these, each with what will change by when. */
export type NotFollowed = Readonly<Record<string, { readonly change: string; readonly by: string }>>

/** The fields of the form of one section, filled in. */
export function sectionFields(
  section: number,
  {
    seen,
    notFollowed = {},
    evidence = 'Complaints policy.',
  }: {
    readonly seen: number
    readonly notFollowed?: NotFollowed
    readonly evidence?: string
  },
): Record<string, string> {
  const answers = shippedProvisions
    .filter((one) => one.section === section)
    .flatMap(({ provision }): [string, string][] => {
      const open = notFollowed[provision]
      return [
        [`follows-${provision}`, open ? 'no' : 'yes'],
        [`evidence-${provision}`, evidence],
        ...(open
          ? ([
              [`change-${provision}`, open.change],
              [`by-${provision}`, open.by],
            ] as const)
          : []),
      ].map(([name = '', value = '']) => [name, value])
    })
  return { seen: String(seen), do: 'save', ...Object.fromEntries(answers) }
}

/** Answers every section of a year's assessment that was begun and of which nothing is saved yet. */
export async function answerEverySection(
  officer: SignedIn,
  year: string,
  answers: { readonly notFollowed?: NotFollowed; readonly evidence?: string } = {},
): Promise<void> {
  for (const { number } of scheme.handlingCode.sections) {
    const path = `/portal/handling-code/${year}/sections/${number}`
    const { status } = await officer.post(path, sectionFields(number, { seen: 0, ...answers }))
    if (status !== 303) throw new Error(`${path} was answered with ${status}`)
  }
}

/** Has the member responsible approve what was submitted. */
export async function approveAssessment(member: SignedIn, year: string): Promise<void> {
  const path = `/portal/handling-code/${year}`
  const [, seen = ''] = /name="seen" value="([^"]+)"/.exec(await (await member.get(path)).text()) ?? []
  const { status } = await member.post(`${path}/approval`, { do: 'approve', seen })
  if (status !== 303) throw new Error(`approving ${year} was answered with ${status}`)
}

/** Has an authority assess itself in a year and publish it: an officer writes, the member responsible approves. */
export async function publishAssessment(
  officer: SignedIn,
  member: SignedIn,
  year: string,
  answers: { readonly notFollowed?: NotFollowed; readonly evidence?: string } = {},
): Promise<void> {
  const path = `/portal/handling-code/${year}`
  await officer.post(path)
  await answerEverySection(officer, year, answers)
  await officer.post(`${path}/submission`)
  await approveAssessment(member, year)
  const { status } = await officer.post(`${path}/publication`)
  if (status !== 303) throw new Error(`publishing ${year} was answered with ${status}`)
}

/** The same at once, without the pages; dates of changes as 2025-12-31. */
export async function addPublishedAssessment(
  database: Database,
  slug: string,
  year: number,
  {
    notFollowed,
    publishedAt,
    revision = 1,
  }: { readonly notFollowed: NotFollowed; readonly publishedAt: Date; readonly revision?: number },
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    const authority = (await readAuthorities(transaction)).find((one) => one.slug === slug)
    if (!authority) throw new Error(`there is no authority ${slug}`)
    const key = { authorityId: authority.id, year: reportingYear(year), revision }
    const begun = { begunBy: `link-officer@${slug}.example`, begunAt: publishedAt }
    const reason = revision === 1 ? null : 'It was not whole.'
    await insertAssessment(transaction, { ...key, codeVersion: '2024-02', reason, ...begun, authors: [] })
    await saveAnswers(
      transaction,
      key,
      '2024-02',
      shippedProvisions.map(({ provision }) => {
        const open = notFollowed[provision]
        return {
          provision,
          isFollowed: open === undefined,
          evidence: 'Complaints policy, section 6.',
          commentary: '',
          change: open?.change ?? '',
          changeBy: open?.by ?? null,
          isCarriedOver: false,
          changedIn: 1,
        }
      }),
    )
    await changeAssessment(transaction, key, {
      submittedBy: begun.begunBy,
      submittedAt: publishedAt,
      approvedBy: `member-responsible@${slug}.example`,
      approvedPost: 'Member responsible for complaints',
      approvedAt: publishedAt,
      publishedBy: begun.begunBy,
      publishedAt,
    })
  })
}
