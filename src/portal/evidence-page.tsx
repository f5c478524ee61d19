import type { Context } from 'hono'
import { mayDo, type Officer } from '../accounts/person.ts'
import { tokenOf } from '../accounts/signed-in-route.tsx'
import { printCaseValue } from '../casework/case-record.ts'
import { readCaseReference } from '../casework/case-reference.ts'
import {
  type Evidence,
  type EvidenceFile,
  longestEvidenceText,
  mostFiles,
  printBytes,
} from '../casework/evidence/evidence.ts'
import { askedFile, handFile } from '../casework/evidence/evidence-file-page.ts'
import { EvidenceSent, fileStates } from '../casework/evidence/evidence-sent.tsx'
import { readEvidence, readFile } from '../casework/evidence/evidence-store.ts'
import { fileTypeFacts } from '../casework/evidence/file-type.ts'
import { virusScanner } from '../casework/evidence/virus-scanner.ts'
import {
  isServiceImprovement,
  kindName,
  recommendationTitle,
} from '../casework/recommendation/recommendation.ts'
import { readFollowUpDays } from '../casework/recommendation/recommendations-page.tsx'
import { settlementWords } from '../casework/recommendation/settlement-words.tsx'
import type { ReviewDesk } from '../review/review-desk.tsx'
import { dayOf, printDate, printMoment } from '../scheme/printed-dates.ts'
import { CasePart } from '../web/case-part.tsx'
import { deskAddresses } from '../web/desk-addresses.ts'
import { DeskForm, ErrorSummary, type Problem, problemOf } from '../web/desk-form-controls.tsx'
import { Notice, Standing, State } from '../web/desk-page.tsx'
import { Button } from '../web/form-controls.tsx'
import { mostBytesOfFile, mostFilesAtOnce, type SentFiles } from '../web/sent-files.ts'
import { type AskedRecommendation, changeEvidence, findAsked, type RefusedFile } from './evidence-actions.ts'
import { closedSlug, OfficerPage, readAsOfficer, unknownToOfficer } from './officer-page.tsx'
import { type OwnRecommendation, readOwnMovedDates } from './own-recommendation-store.ts'
import { inDaysWords } from './recommendation-state.tsx'

/** One thing an authority agreed to do, what it sent about it, and the form with which it sends more. */
export async function showEvidence(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  return evidencePage(context, desk, officer, { problems: [], refusedFiles: [] })
}

/** Adds to what is being prepared, takes from it, keeps it, or sends it. */
export async function sendEvidence(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  form: SentFiles,
): Promise<Response> {
  const asked = askedRecommendation(context, officer)
  if (!asked) return unknownToOfficer(context, desk, officer)
  const what = form.text('do')
  const complete = form.text('complete')
  const changing = await changeEvidence(desk.database, officer, virusScanner(), asked, {
    text: form.text('text'),
    isComplete: complete === '' ? null : complete === 'yes',
    seenVersion: Number(/^\d{1,9}$/.exec(form.text('version'))?.[0] ?? 0),
    files: form.files,
    removes: /^remove-\d{1,4}$/.test(what) ? Number(what.slice('remove-'.length)) : undefined,
    isBrokenOff: form.isBrokenOff,
    isSent: what === 'send',
  })
  if (!changing.ok && changing.isUnknown) return unknownToOfficer(context, desk, officer)
  const refusedFiles = [
    ...changing.refusedFiles,
    ...(form.hasMoreFiles
      ? [
          {
            name: 'More files',
            reason: `Up to ${mostFilesAtOnce} are taken at once. Please add the others now.`,
          },
        ]
      : []),
  ]
  if (!changing.ok || refusedFiles.length > 0) {
    context.status(!changing.ok && changing.isStale ? 409 : 422)
    return evidencePage(context, desk, officer, {
      problems: changing.ok ? [] : changing.problems,
      refusedFiles,
      typed: { text: form.text('text'), complete, wasSending: what === 'send' },
    })
  }
  const closed = asked.slug === officer.authority.slug ? undefined : asked.slug
  if (what === 'send') return context.redirect(deskAddresses.portalRecommendations({ done: 'sent' }), 303)
  if (what === 'save') return context.redirect(deskAddresses.portalRecommendations(), 303)
  return context.redirect(`${deskAddresses.portalEvidence(asked.reference, asked.number, closed)}#files`, 303)
}

/** A file of the authority's own. */
export async function sendOwnFile(context: Context, desk: ReviewDesk, officer: Officer): Promise<Response> {
  const asked = askedRecommendation(context, officer)
  const which = askedFile(context)
  if (!asked || !which) return unknownToOfficer(context, desk, officer)
  const file = await readAsOfficer(desk, officer, async (transaction) => {
    const own = await findAsked(transaction, asked)
    return own && readFile(transaction, 'portal', keyOf(own), which)
  })
  return file ? handFile(context, file) : unknownToOfficer(context, desk, officer)
}

function keyOf({ authorityId, complaintId, number }: OwnRecommendation) {
  return { authorityId, complaintId, recommendationNumber: number }
}

function askedRecommendation(context: Context, officer: Officer): AskedRecommendation | undefined {
  const reference = readCaseReference(context.req.param('reference') ?? '')
  const number = context.req.param('number') ?? ''
  if (reference === undefined || !/^[1-9]\d{0,3}$/.test(number)) return undefined
  return { slug: context.req.query('authority') ?? officer.authority.slug, reference, number: Number(number) }
}

type Typed = { readonly text: string; readonly complete: string; readonly wasSending: boolean }

type Answered = {
  readonly problems: readonly Problem[]
  readonly refusedFiles: readonly RefusedFile[]
  readonly typed?: Typed
}

async function evidencePage(
  context: Context,
  desk: ReviewDesk,
  officer: Officer,
  { problems, refusedFiles, typed }: Answered,
): Promise<Response> {
  const asked = askedRecommendation(context, officer)
  const found =
    asked &&
    (await readAsOfficer(desk, officer, async (transaction) => {
      const own = await findAsked(transaction, asked)
      return (
        own && {
          own,
          evidence: await readEvidence(transaction, 'portal', keyOf(own)),
          moved: await readOwnMovedDates(transaction, own),
        }
      )
    }))
  if (!found) return unknownToOfficer(context, desk, officer)
  const { scheme } = desk
  const { own, evidence, moved } = found
  const { today } = await readFollowUpDays(desk)
  const sent = evidence.filter(({ sentAt }) => sentAt !== null)
  const draft = evidence.find(({ sentAt }) => sentAt === null)
  const isForm = own.openSince !== null && mayDo(officer, 'send-evidence')
  const kind = isServiceImprovement(scheme, own.kind) ? 'Service improvement' : kindName(scheme, own.kind)
  const subject = [printCaseValue(scheme, 'category', own.category), own.subcategory]
    .filter((part) => part !== null)
    .join(', ')
  const title = isForm ? 'Send evidence' : 'What was agreed'
  const refusedNotice = typed?.wasSending && refusedFiles.length > 0
  return context.html(
    <OfficerPage
      desk={desk}
      officer={officer}
      title={`${title}: ${own.reference}`}
      current={deskAddresses.portalRecommendations()}
      back={{ text: 'Recommendations', href: deskAddresses.portalRecommendations() }}
    >
      <ErrorSummary
        problems={
          refusedNotice
            ? [
                ...problems,
                {
                  field: 'files',
                  reason: 'Not sent yet, since some of the files were not kept. Look at them below.',
                },
              ]
            : problems
        }
      />
      {draft?.brokenOffAt && (
        <Notice>
          Files that were being sent on {printMoment(scheme, draft.brokenOffAt)} stopped arriving half-way.
          Nothing of them was kept; please choose them again.
        </Notice>
      )}
      <p class="case-reference">
        {own.reference} · {subject}
      </p>
      <h1>{title}</h1>
      <Standing>
        {own.openSince === null ? (
          <strong>
            {own.settlement === null ? 'Closed with its case' : settlementWords(scheme, own.settlement).words}
            .
          </strong>
        ) : own.completeSentAt !== null ? (
          <strong>
            Sent as complete on {printDate(dayOf(scheme, own.completeSentAt))}; the Ombudsman reads it.
          </strong>
        ) : (
          <strong>
            {own.dueOn < today ? 'Was due' : 'Due'} on {printDate(own.dueOn)}, {inDaysWords(own.dueOn, today)}
            .
          </strong>
        )}{' '}
        {kind}
      </Standing>
      <div class="case-document">
        <CasePart id="agreed" head="What was agreed" note={printDate(own.decidedOn)} isChapter={true}>
          <blockquote class="agreed-words">{recommendationTitle(scheme, own)}</blockquote>
          {own.evidenceWanted !== null && <p class="note">Enough for this one: {own.evidenceWanted}</p>}
          {moved.map(({ fromOn, toOn, reason }) => (
            <p class="note">
              Its date was moved from {printDate(fromOn)} to {printDate(toOn)}: {reason}
            </p>
          ))}
          {own.settlementReason !== null && (
            <p>
              <strong>Why it counts as not carried out:</strong> {own.settlementReason}
            </p>
          )}
        </CasePart>
        {sent.length > 0 && (
          <CasePart
            id="sent"
            head="What you sent"
            note={sent.length === 1 ? 'It never changes.' : `${sent.length} times. It never changes.`}
          >
            {sent.map((one) => (
              <EvidenceSent
                scheme={scheme}
                evidence={one}
                fileAddress={(file) =>
                  deskAddresses.portalEvidenceFile(
                    own.reference,
                    own.number,
                    one.id,
                    file,
                    closedSlug(officer, own),
                  )
                }
              />
            ))}
          </CasePart>
        )}
        {isForm && (
          <DraftForm
            desk={desk}
            officer={officer}
            own={own}
            draft={draft}
            problems={problems}
            refusedFiles={refusedFiles}
            typed={typed}
          />
        )}
        {!isForm && own.openSince !== null && (
          <CasePart id="who" head="Next">
            <p>Your link officer or monitoring officer sends the Ombudsman what shows that it was done.</p>
          </CasePart>
        )}
      </div>
    </OfficerPage>,
  )
}

function DraftForm({
  desk,
  officer,
  own,
  draft,
  problems,
  refusedFiles,
  typed,
}: {
  desk: ReviewDesk
  officer: Officer
  own: OwnRecommendation
  draft: Evidence | undefined
  problems: readonly Problem[]
  refusedFiles: readonly RefusedFile[]
  typed: Typed | undefined
}) {
  const action = deskAddresses.portalEvidence(own.reference, own.number, closedSlug(officer, own))
  const files = draft?.files ?? []
  const said =
    draft?.isComplete === undefined || draft.isComplete === null ? '' : draft.isComplete ? 'yes' : 'no'
  const complete = typed?.complete ?? said
  return (
    <DeskForm action={action} token={tokenOf(desk, officer, action)} takesFiles={true}>
      <input type="hidden" name="version" value={String(draft?.version ?? 0)} />
      <CasePart
        id="files-head"
        head="Files"
        note={`PDF, Word or image, up to ${mostBytesOfFile / 1_000_000} MB each`}
      >
        <div class="evidence-drop">
          <label class="govuk-label" for="files">
            Choose files
          </label>
          <input
            class="govuk-file-upload"
            id="files"
            name="files"
            type="file"
            multiple={true}
            accept=".pdf,.docx,.png,.jpg,.jpeg"
            aria-describedby="files-hint"
          />
          <Button text="Add files" isSecondary={true} does="add" />
        </div>
        {(files.length > 0 || refusedFiles.length > 0) && (
          <ul class="evidence-files" aria-label="Files of this evidence">
            {files.map((file) => (
              <DraftFile
                file={file}
                address={
                  draft &&
                  deskAddresses.portalEvidenceFile(
                    own.reference,
                    own.number,
                    draft.id,
                    file.number,
                    closedSlug(officer, own),
                  )
                }
              />
            ))}
            {refusedFiles.map(({ name, reason }) => (
              <li class="evidence-files__one evidence-files__one--refused">
                <span class="evidence-files__what">
                  <strong>{name}</strong>
                  <span class="evidence-files__why">{reason}</span>
                </span>
                <State mark="blocks">Not kept</State>
              </li>
            ))}
          </ul>
        )}
        <p class="note" id="files-hint">
          Up to {mostFilesAtOnce} at once and {mostFiles} in all. Please take out names and details of people
          that we do not need. Nobody outside the Ombudsman’s office will see these files.
        </p>
      </CasePart>
      <CasePart id="done-head" head="What was done" note="in your words">
        <TextOfDraft value={typed?.text ?? draft?.text ?? ''} error={problemOf(problems, 'text')} />
      </CasePart>
      <CasePart id="all-head" head="Is that all?">
        <IsComplete complete={complete} own={own} error={problemOf(problems, 'complete')} />
      </CasePart>
      <CasePart id="send-head" head="">
        <div class="desk-actions evidence-actions">
          <Button text="Send to the Ombudsman" does="send" />
          <button type="submit" name="do" value="save" class="link-button">
            Save and come back
          </button>
        </div>
        <p class="note">
          A compliance officer answers within ten working days. The action counts as on time by the day you
          send it, not the day it is read. What was sent cannot be changed; more can follow.
        </p>
      </CasePart>
    </DeskForm>
  )
}

function DraftFile({ file, address }: { file: EvidenceFile; address: string | undefined }) {
  const { mark, words, isHanded } = fileStates[file.scan]
  return (
    <li class={`evidence-files__one${file.scan === 'harmful' ? ' evidence-files__one--refused' : ''}`}>
      <span class="evidence-files__what">
        <strong>{isHanded ? <a href={address}>{file.name}</a> : file.name}</strong>
        <span class="note">
          {fileTypeFacts[file.type].name}, {printBytes(file.byteCount)}
        </span>
      </span>
      <State mark={mark}>{words}</State>
      <button type="submit" name="do" value={`remove-${file.number}`} class="link-button">
        Remove<span class="govuk-visually-hidden"> {file.name}</span>
      </button>
    </li>
  )
}

function TextOfDraft({ value, error }: { value: string; error: string | undefined }) {
  const left = longestEvidenceText - value.length
  return (
    <div class={error === undefined ? 'govuk-form-group' : 'govuk-form-group govuk-form-group--error'}>
      {error !== undefined && (
        <p class="govuk-error-message" id="text-error">
          <span class="govuk-visually-hidden">Error:</span> {error}
        </p>
      )}
      <textarea
        class={error === undefined ? 'govuk-textarea' : 'govuk-textarea govuk-textarea--error'}
        id="text"
        name="text"
        rows={5}
        aria-labelledby="done-head"
        aria-describedby={error === undefined ? 'text-hint' : 'text-hint text-error'}
      >
        {value}
      </textarea>
      <p class="note" id="text-hint">
        {value === ''
          ? `Up to ${longestEvidenceText.toLocaleString('en-GB')} characters`
          : left < 0
            ? `${-left} characters too many`
            : `${left.toLocaleString('en-GB')} characters left`}
      </p>
    </div>
  )
}

function IsComplete({
  complete,
  own,
  error,
}: {
  complete: string
  own: OwnRecommendation
  error: string | undefined
}) {
  const choices = [
    { value: 'yes', text: 'Yes, this action is complete' },
    {
      value: 'no',
      text: 'No, there is more to come',
      hint: `You can send more at any time; it is due on ${printDate(own.dueOn)}.`,
    },
  ]
  return (
    <div class={error === undefined ? 'govuk-form-group' : 'govuk-form-group govuk-form-group--error'}>
      <fieldset
        class="govuk-fieldset"
        aria-labelledby="all-head"
        aria-describedby={error && 'complete-error'}
      >
        {error !== undefined && (
          <p class="govuk-error-message" id="complete-error">
            <span class="govuk-visually-hidden">Error:</span> {error}
          </p>
        )}
        <div class="govuk-radios">
          {choices.map(({ value, text, hint }, at) => {
            const id = at === 0 ? 'complete' : `complete-${value}`
            return (
              <div class="govuk-radios__item">
                <input
                  class="govuk-radios__input"
                  id={id}
                  name="complete"
                  type="radio"
                  value={value}
                  checked={complete === value}
                  aria-describedby={hint === undefined ? undefined : `${id}-hint`}
                />
                <label class="govuk-label govuk-radios__label" for={id}>
                  {text}
                </label>
                {hint !== undefined && (
                  <div class="govuk-hint govuk-radios__hint" id={`${id}-hint`}>
                    {hint}
                  </div>
                )}
              </div>
            )
          })}
        </div>
      </fieldset>
    </div>
  )
}
