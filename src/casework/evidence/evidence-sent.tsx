import { dayOf, printDate, printMoment } from '../../scheme/printed-dates.ts'
import type { Scheme } from '../../scheme/scheme.ts'
import { type Mark, State } from '../../web/desk-page.tsx'
import { type Evidence, printBytes } from './evidence.ts'
import { fileTypeFacts } from './file-type.ts'
import type { ScanState } from './virus-scanner.ts'

/** What pages say of a file by what a scanner said, and whether anybody is handed it. */
export const fileStates: Readonly<
  Record<ScanState, { readonly mark: Mark; readonly words: string; readonly isHanded: boolean }>
> = {
  clean: { mark: 'done', words: 'Received, checked', isHanded: true },
  unscanned: { mark: 'done', words: 'Received, not scanned', isHanded: true },
  waiting: { mark: 'attention', words: 'Checking', isHanded: false },
  harmful: { mark: 'blocks', words: 'Harmful, not kept', isHanded: false },
}

/** One piece of evidence as it was sent, with what the Ombudsman answered. */
export function EvidenceSent({
  scheme,
  evidence,
  fileAddress,
}: {
  scheme: Scheme
  evidence: Evidence
  fileAddress: (file: number) => string
}) {
  const { sentAt, sentPost, isComplete, text, files, readAt, answer } = evidence
  return (
    <div class="evidence-sent">
      <p class="note">
        {sentPost}, {sentAt && printMoment(scheme, sentAt)} ·{' '}
        {isComplete ? 'says it is complete' : 'more is to come'}
      </p>
      {text !== '' && <p class="portal-said">{text}</p>}
      {files.length > 0 && (
        <ul class="evidence-files" aria-label="Files">
          {files.map(({ number, name, type, byteCount, scan }) => {
            const { mark, words, isHanded } = fileStates[scan]
            return (
              <li class="evidence-files__one">
                <span class="evidence-files__what">
                  <strong>{isHanded ? <a href={fileAddress(number)}>{name}</a> : name}</strong>
                  <span class="note">
                    {fileTypeFacts[type].name}, {printBytes(byteCount)}
                  </span>
                </span>
                <State mark={mark}>{words}</State>
              </li>
            )
          })}
        </ul>
      )}
      {readAt !== null && answer !== null && (
        <p class="evidence-answer">
          <strong>The Ombudsman, {printDate(dayOf(scheme, readAt))}:</strong>{' '}
          <span class="portal-said">{answer}</span>
        </p>
      )}
    </div>
  )
}
