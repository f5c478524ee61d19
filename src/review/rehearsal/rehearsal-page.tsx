import type { Context } from 'hono'
import { mayDo, type Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { withNoun } from '../../scheme/count-noun.ts'
import { printYear } from '../../scheme/printed-dates.ts'
import { formatReportingYear, type ReportingYear, reportingYear } from '../../scheme/reporting-year.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem } from '../../web/desk-form-controls.tsx'
import { Notice, Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import { ListTabs } from '../../web/list-tabs.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { askedYear, noSuchReview } from '../review-parts.tsx'
import { readStanding } from '../review-standing-store.ts'
import { standingMark } from '../seen-standing.ts'
import { recordRead } from './embargoed-read-store.ts'
import { passUsualLetters, usualToPass } from './letter-decision-actions.ts'
import { askedList, type LetterList, letterLists, lettersOfList } from './letter-lists.ts'
import { fingerprintOf } from './letter-under-review.ts'
import { LettersTable, type LettersTableSettings, type TableSection } from './letters-table.tsx'
import type { ListedLetter, ReadingGroup } from './reading-list.ts'
import { type ReviewLetters, readReviewLetters } from './reading-list-actions.ts'
import { beginRehearsal, carryOutRehearsal, isOpen, type OpenStanding } from './rehearsal-actions.ts'
import { RehearsalState } from './rehearsal-state.tsx'
import { readRehearsal } from './rehearsal-store.ts'
import { showSealedLetters } from './sealed-letters-page.tsx'

/** All letters of a year as they would leave today, what needs a person first. */
export async function showRehearsal(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  return rehearsalPage(context, desk, staff, [])
}

/** Begins to make every letter that has no finished PDF; the page says how far it is. */
export async function sendLettersRehearsal(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const begun = await beginRehearsal(desk.database, year, staff.email)
  if (!begun.ok) {
    context.status(422)
    return rehearsalPage(context, desk, staff, [begun])
  }
  // It goes on when the answer is sent; the page and the next rehearsal tell from the record how far it came.
  void carryOutRehearsal(desk.database, desk.scheme, begun.run, desk.printLetter).catch(desk.onFault)
  return context.redirect(deskAddresses.rehearsal(year), 303)
}

/** Passes the letters with nothing unusual together. */
export async function sendUsualLettersPass(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const year = askedYear(context)
  if (year === undefined) return noSuchReview(context, desk, staff)
  const passed = await passUsualLetters(
    desk.database,
    desk.scheme,
    year,
    { standing: form.text('standing'), letters: form.text('letters') },
    staff.email,
  )
  if (passed.ok) return context.redirect(`${deskAddresses.rehearsal(year)}?done=passed-together`, 303)
  context.status(passed.isStale ? 409 : 422)
  return rehearsalPage(context, desk, staff, [passed])
}

/** How far a rehearsal is, for the script that keeps the page up to date. No letter and no figure is in it. */
export async function sendRehearsalProgress(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
): Promise<Response> {
  const year = askedYear(context)
  const standing = year !== undefined && (await readStanding(desk.database, year))
  if (year === undefined || !standing || !standing.current) return noSuchReview(context, desk, staff)
  const rehearsal = await readRehearsal(desk.database, year, standing.current.revision)
  return context.json({
    isUnderWay: rehearsal?.isUnderWay ?? false,
    done: rehearsal?.doneCount ?? 0,
    all: rehearsal?.letterCount ?? 0,
  })
}

async function rehearsalPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  problems: readonly Problem[],
): Promise<Response> {
  const { database, scheme } = desk
  const year = askedYear(context)
  const standing = year !== undefined && (await readStanding(database, year))
  if (year === undefined || !standing) return noSuchReview(context, desk, staff)
  if (!isOpen(standing)) return showSealedLetters(context, desk, staff, standing)
  const list = askedList(context.req.query('show'))
  const letters = await readReviewLetters(database, scheme, standing)
  // Whoever looks at letters that have no finished PDF is about to have them made.
  const next = letters.letters.find(({ letter, proof }) => letter !== null && proof.state === 'not-made')
  if (next?.letter && mayDo(staff, 'prepare-review')) desk.wakePrinters(next.letter)
  const rehearsal = await readRehearsal(database, year, standing.current.revision)
  const posts = await readPosts(database)
  await recordRead(database, {
    actor: staff.email,
    what: `letters of ${formatReportingYear(year)}, revision ${standing.current.revision}`,
    as: `rehearsal, ${letterLists[list].name.toLowerCase()}`,
  })
  const table = {
    scheme,
    list,
    year,
    lastYear: letters.lastLetters?.year ?? reportingYear(year - 1),
    postOf: (actor: string) => posts.get(actor) ?? actor,
  }
  const token = tokenOf(desk, staff, deskAddresses.rehearsal(year))
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`Rehearsal ${formatReportingYear(year)}`}
      current={deskAddresses.desk()}
      back={{ text: `Annual review ${printYear(scheme, year)}`, href: deskAddresses.review(year) }}
      isWide={true}
      scripts={[desk.site.assets.rehearsalScript]}
    >
      <ErrorSummary problems={problems} />
      {context.req.query('done') === 'passed-together' && (
        <Notice>Passed, each letter by itself in the record.</Notice>
      )}
      {context.req.query('done') === 'decided' && (
        <Notice>Saved. That was the last letter of the list.</Notice>
      )}
      <h1>Rehearsal</h1>
      <Summary letters={letters} />
      <RehearsalState
        desk={desk}
        year={year}
        rehearsal={rehearsal}
        letters={letters}
        token={mayDo(staff, 'prepare-review') ? token : undefined}
      />
      <Lists year={year} list={list} listed={letters.listed} />
      <LettersTable {...table} sections={sectionsOf(letters, list)} />
      {list === 'person' && (
        <Usual
          table={table}
          standing={standing}
          letters={letters}
          token={
            mayDo(staff, 'decide-letters')
              ? tokenOf(desk, staff, deskAddresses.usualLettersPass(year))
              : undefined
          }
        />
      )}
      {list === 'usual' && (
        <PassUsual
          standing={standing}
          listed={letters.listed}
          token={
            mayDo(staff, 'decide-letters')
              ? tokenOf(desk, staff, deskAddresses.usualLettersPass(year))
              : undefined
          }
        />
      )}
      <Blocks year={year} letters={letters} />
    </StaffPage>,
  )
}

function Summary({ letters: { counts, listed } }: { letters: ReviewLetters }) {
  const needed = lettersOfList(listed, 'person').length
  if (counts.all === 0) {
    return (
      <Standing>
        <strong>Nobody gets a letter this year.</strong> The cycle names no edition, or nobody to write to.
      </Standing>
    )
  }
  return (
    <Standing>
      {counts.all === 1 ? 'The one letter as it' : `All ${number(counts.all)} letters as they`} would leave
      today.{' '}
      <strong>
        {needed === 0
          ? 'None needs a person.'
          : `${number(needed)} ${needed === 1 ? 'needs' : 'need'} a person.`}
      </strong>
    </Standing>
  )
}

/** The lists that people go through, as links. */
function Lists({
  year,
  list,
  listed,
}: {
  year: ReportingYear
  list: LetterList
  listed: readonly ListedLetter[]
}) {
  const shown = (Object.keys(letterLists) as LetterList[]).filter(
    (key) => key !== 'usual' || list === 'usual',
  )
  return (
    <ListTabs
      label="Lists of letters"
      lists={shown.map((key) => ({
        text: letterLists[key].name,
        count: number(lettersOfList(listed, key).length),
        href: deskAddresses.rehearsal(year, key === 'person' ? undefined : key),
        isShown: key === list,
      }))}
    />
  )
}

const groupNames: Readonly<Record<ReadingGroup, string>> = {
  failures: 'Failures to comply',
  outliers: 'Other outliers',
  held: 'Held',
  words: 'Words differ from the edition',
  usual: 'Nothing unusual',
}

function sectionsOf(letters: ReviewLetters, list: LetterList): readonly TableSection[] {
  const shown = lettersOfList(letters.listed, list)
  if (list !== 'person') return shown.length === 0 ? [] : [{ heading: null, note: '', letters: shown }]
  return (['failures', 'outliers', 'held', 'words'] as const).flatMap((group) => {
    const inGroup = letters.listed.filter((letter) => letter.group === group)
    if (inGroup.length === 0) return []
    return {
      heading: groupNames[group],
      note: groupNote(group, inGroup, letters),
      letters: shown.filter((letter) => letter.group === group),
    }
  })
}

/** "17 authorities, 13 of them settled; the other 4", and how many chance alone would give. */
function groupNote(group: ReadingGroup, inGroup: readonly ListedLetter[], letters: ReviewLetters): string {
  const waiting = inGroup.filter((letter) => letterLists.person.holds(letter)).length
  const settled = inGroup.length - waiting
  const all = withNoun(number(inGroup.length), { one: 'authority', many: 'authorities' })
  const others =
    settled === 0
      ? ''
      : waiting === 0
        ? ', all passed or left out'
        : `, ${number(settled)} of them passed or left out; the other ${number(waiting)}`
  return `${all}${group === 'outliers' ? `, beyond 99.8% limits; ${byChance(letters.outsideByChance)}` : ''}${others}`
}

function byChance(expected: number): string {
  const rounded = Math.round(expected)
  return rounded === 0
    ? 'chance alone would put fewer than one here'
    : `chance alone would put about ${number(rounded)} here`
}

/** The letters nobody has to read one by one, in a line. */
function Usual({
  table,
  standing,
  letters,
  token,
}: {
  table: Omit<LettersTableSettings, 'sections'>
  standing: OpenStanding
  letters: ReviewLetters
  token: string | undefined
}) {
  const usual = lettersOfList(letters.listed, 'usual')
  if (usual.length === 0) return null
  const passed = usual.filter(({ under }) => under.state === 'passed').length
  return (
    <section class="usual-letters">
      <h2>
        {groupNames.usual}{' '}
        <span class="usual-letters__note">
          {withNoun(number(usual.length), { one: 'letter', many: 'letters' })}
          {passed === usual.length ? ', all passed' : `, ${number(passed)} passed`} ·{' '}
          <a href={deskAddresses.rehearsal(table.year, 'usual')}>Show them</a>
        </span>
      </h2>
      <PassUsual standing={standing} listed={letters.listed} token={token} />
    </section>
  )
}

function PassUsual({
  standing,
  listed,
  token,
}: {
  standing: OpenStanding
  listed: readonly ListedLetter[]
  token: string | undefined
}) {
  const toPass = usualToPass(listed)
  if (token === undefined || toPass.length === 0) return null
  const action = deskAddresses.usualLettersPass(standing.cycle.year)
  return (
    <DeskForm action={action} token={token}>
      <input type="hidden" name="standing" value={standingMark(standing.current)} />
      <input type="hidden" name="letters" value={fingerprintOf(toPass).toString('hex')} />
      <p class="note">
        Their finished PDFs were read back and equal the record. Each is recorded as passed together with the
        others, and each can still be held.
      </p>
      <Button
        text={toPass.length === 1 ? 'Pass this letter' : `Pass these ${number(toPass.length)} together`}
        isSecondary={true}
      />
    </DeskForm>
  )
}

function Blocks({ year, letters }: { year: ReportingYear; letters: ReviewLetters }) {
  if (!letters.edition) return null
  return (
    <section>
      <h2>Parts of the edition</h2>
      <p>
        {letters.unusedBlocks.length === 0
          ? `Every part of the edition ${letters.edition.rules.name} is used by some letter.`
          : `No letter uses: ${letters.unusedBlocks.join(', ')}.`}{' '}
        <a href={deskAddresses.wording(year)}>See each part, and how many letters have it</a>
      </p>
    </section>
  )
}

function number(count: number): string {
  return count.toLocaleString('en-GB')
}
