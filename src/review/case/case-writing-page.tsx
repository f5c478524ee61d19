import type { Context } from 'hono'
import type { Staff } from '../../accounts/person.ts'
import { readPosts } from '../../accounts/post-store.ts'
import { StaffPage, tokenOf } from '../../accounts/signed-in-route.tsx'
import { askedCase, backToCase, noSuchCase } from '../../casework/asked-case.tsx'
import type { KnownCase } from '../../casework/case-record.ts'
import type { WrittenPart } from '../../casework/complaint/case-file.ts'
import { readOrigin, readWholeCaseFile } from '../../casework/complaint/case-file-store.ts'
import { writePart } from '../../casework/complaint/case-part-actions.ts'
import { type TextPart, textParts } from '../../casework/complaint/case-stage.ts'
import { authorityWordsProblems } from '../../casework/complaint/taken-complaint.ts'
import { longestText, textProblems } from '../../casework/complaint/written-text.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { deskAddresses } from '../../web/desk-addresses.ts'
import {
  DeskForm,
  DeskTextArea,
  ErrorSummary,
  type Problem,
  problemOf,
} from '../../web/desk-form-controls.tsx'
import { Standing } from '../../web/desk-page.tsx'
import { Button } from '../../web/form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import type { ReviewDesk } from '../review-desk.tsx'
import { AuthorityWordsFields } from './authority-words-fields.tsx'
import { Written } from './case-document.tsx'

type WritablePart = Exclude<TextPart, 'decision'>

const partWords: Readonly<Record<WritablePart, { readonly title: string; readonly label: string }>> = {
  complaint: { title: 'The complaint', label: 'What is complained about' },
  investigation: { title: 'The investigation', label: 'What was found' },
  draft: { title: 'The draft decision', label: 'Draft decision' },
}

type AskedPart = {
  readonly known: KnownCase
  readonly part: WritablePart
  readonly written: WrittenPart | undefined
}

type Typed = Readonly<Record<'text' | 'authorityReference' | 'authorityService', string>>

/** Where one part of a case is written. */
export async function showCaseWriting(context: Context, desk: ReviewDesk, staff: Staff): Promise<Response> {
  const asked = await askedPart(context, desk)
  if (asked === undefined) return noSuchCase(context, desk, staff)
  const { authorityReference, authorityService } = await readOrigin(desk.database, asked.known)
  const typed = {
    text: asked.written?.text ?? '',
    authorityReference: authorityReference ?? '',
    authorityService: authorityService ?? '',
  }
  return writingPage(context, desk, staff, asked, { typed, problems: [], isOvertaken: false })
}

/** Keeps what was written, or shows beside it what somebody else wrote meanwhile. */
export async function sendCaseWriting(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  form: SentForm,
): Promise<Response> {
  const asked = await askedPart(context, desk)
  if (asked === undefined) return noSuchCase(context, desk, staff)
  const { known, part } = asked
  const typed = {
    text: form.text('text'),
    authorityReference: form.text('authorityReference'),
    authorityService: form.text('authorityService'),
  }
  const problems: readonly Problem[] = [
    ...textProblems('text', typed.text, { ifMissing: 'Write something, or go back.', longest: longestText }),
    ...(part === 'complaint' ? authorityWordsProblems(typed) : []),
  ]
  const again = (status: 409 | 422, found: readonly Problem[], now = asked) => {
    context.status(status)
    return writingPage(context, desk, staff, now, { typed, problems: found, isOvertaken: status === 409 })
  }
  if (problems.length > 0) return again(422, problems)
  const { authority, reference } = known
  const result = await writePart(desk.database, {
    actor: staff.email,
    slug: authority.slug,
    reference,
    part,
    text: typed.text,
    seen: Number(form.text('seen')),
    words:
      part === 'complaint'
        ? {
            authorityReference: typed.authorityReference || null,
            authorityService: typed.authorityService || null,
          }
        : undefined,
  })
  if (result.ok) {
    return context.redirect(`${deskAddresses.case(authority.slug, reference)}?done=written`, 303)
  }
  return again(result.isStale === true ? 409 : 422, [result], (await askedPart(context, desk)) ?? asked)
}

async function askedPart(context: Context, desk: ReviewDesk): Promise<AskedPart | undefined> {
  const part = textParts.find((one) => one === context.req.param('part'))
  const known = await askedCase(context, desk)
  if (known === undefined || part === undefined || part === 'decision') return undefined
  const file = await readWholeCaseFile(desk.database, known)
  return file && { known, part, written: file.parts[part] }
}

async function writingPage(
  context: Context,
  desk: ReviewDesk,
  staff: Staff,
  { known, part, written }: AskedPart,
  {
    typed,
    problems,
    isOvertaken,
  }: { readonly typed: Typed; readonly problems: readonly Problem[]; readonly isOvertaken: boolean },
): Promise<Response> {
  const { authority, reference } = known
  const { title, label } = partWords[part]
  const action = deskAddresses.casePart(authority.slug, reference, part)
  const posts = await readPosts(desk.database)
  return context.html(
    <StaffPage
      desk={desk}
      person={staff}
      title={`${title}: case ${reference}`}
      current={deskAddresses.casework()}
      back={backToCase(known)}
    >
      <ErrorSummary problems={problems} />
      <p class="case-reference">
        {reference} · {authority.officialName}
      </p>
      <h1>{title}</h1>
      <Standing>
        {written === undefined
          ? 'Nothing is written yet.'
          : `Last written by ${posts.get(written.writtenBy) ?? written.writtenBy}, ${printMoment(desk.scheme, written.writtenAt)}.`}
      </Standing>
      {isOvertaken && written !== undefined && (
        <section class="case-meanwhile" aria-labelledby="meanwhile">
          <h2 id="meanwhile">What stands there now</h2>
          <Written text={written.text} />
        </section>
      )}
      <DeskForm action={action} token={tokenOf(desk, staff, action)}>
        <input type="hidden" name="seen" value={String(written?.version ?? 0)} />
        <DeskTextArea
          id="text"
          label={label}
          hint="In plain words and without names: the complainant is Ms X or Mr Y, whoever they are."
          rows={14}
          value={typed.text}
          error={problemOf(problems, 'text')}
        />
        {part === 'complaint' && <AuthorityWordsFields typed={typed} problems={problems} />}
        <Button text="Keep it" />
      </DeskForm>
    </StaffPage>,
  )
}
