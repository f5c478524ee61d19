import { DeskRadios, DeskTextInput, type Problem, problemOf } from '../../web/desk-form-controls.tsx'
import type { SentForm } from '../../web/sent-form.ts'
import { type AnonymityMark, markKindNames } from '../anonymity/anonymity-mark.ts'
import type { MarkDecision } from './publishing-actions.ts'
import type { SettledMark } from './settled-marks.ts'

/** Far more than a statement has marks. */
const mostGroups = 500
const charactersAround = 90

/** A choice for each thing that is marked: it is harmless, or something else stands there. */
export function MarkFields({
  groups,
  problems,
  form,
}: {
  groups: readonly {
    readonly mark: AnonymityMark | SettledMark
    readonly where: string
    /** The text in which it stands. */
    readonly text: string
  }[]
  problems: readonly Problem[]
  form: SentForm | undefined
}) {
  return (
    <>
      {groups.map(({ mark, where, text }, at) => {
        const chosen = form?.text(`as-${at}`)
        return (
          <div class="mark-choice">
            <h2>
              {markKindNames[mark.kind]}
              <span class="note">{where}</span>
            </h2>
            {mark.place === 'case' ? <p>{mark.marked}</p> : <Excerpt mark={mark} text={text} />}
            <p class="note">{mark.why}.</p>
            <input type="hidden" name={`marked-${at}`} value={mark.marked ?? ''} />
            <input type="hidden" name={`kind-${at}`} value={mark.kind} />
            <DeskRadios
              id={`as-${at}`}
              label={mark.place === 'case' ? 'What do you decide?' : `What becomes of “${mark.marked}”?`}
              error={problemOf(problems, `as-${at}`)}
              choices={[
                {
                  value: 'harmless',
                  text: 'It is harmless',
                  isChosen: chosen === 'harmless',
                  children: (
                    <DeskTextInput
                      id={`reason-${at}`}
                      label={mark.kind === 'complainant' ? 'Why?' : 'Why? (may be left out)'}
                      value={form?.text(`reason-${at}`)}
                      error={problemOf(problems, `reason-${at}`)}
                    />
                  ),
                },
                ...(mark.place === 'case'
                  ? []
                  : [
                      {
                        value: 'taken-out',
                        text: 'Take it out',
                        isChosen: chosen === 'taken-out',
                        children: (
                          <DeskTextInput
                            id={`instead-${at}`}
                            label="What stands there instead (nothing, if left empty)"
                            value={form?.text(`instead-${at}`)}
                            error={problemOf(problems, `instead-${at}`)}
                          />
                        ),
                      },
                    ]),
              ]}
            />
          </div>
        )
      })}
    </>
  )
}

/** The words with some of the text around them. */
function Excerpt({ mark, text }: { mark: AnonymityMark | SettledMark; text: string }) {
  const from = Math.max(0, mark.startsAt - charactersAround)
  const to = Math.min(text.length, mark.endsAt + charactersAround)
  return (
    <p class="mark-excerpt">
      {from > 0 && '…'}
      {text.slice(from, mark.startsAt)}
      <mark>{text.slice(mark.startsAt, mark.endsAt)}</mark>
      {text.slice(mark.endsAt, to)}
      {to < text.length && '…'}
    </p>
  )
}

/** What a form decides about each thing; what it leaves open is not in it. */
export function readMarkDecisions(form: SentForm): readonly MarkDecision[] {
  const decisions: MarkDecision[] = []
  for (let at = 0; at < mostGroups && form.text(`kind-${at}`) !== ''; at += 1) {
    const mark = { marked: form.text(`marked-${at}`), kind: form.text(`kind-${at}`) }
    const as = form.text(`as-${at}`)
    if (as === 'harmless') decisions.push({ ...mark, as, reason: form.text(`reason-${at}`) })
    if (as === 'taken-out') decisions.push({ ...mark, as, instead: form.text(`instead-${at}`) })
  }
  return decisions
}
