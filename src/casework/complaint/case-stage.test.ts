import { describe, expect, test } from 'vitest'
import { ombudsmanForEngland as scheme } from '../../scheme/ombudsman-for-england.ts'
import type { CaseFile, CaseStep } from './case-file.ts'
import { type CasePlace, canTake, type StepKind, stageReachedAt, stepKinds } from './case-stage.ts'
import { effectOfStep, type StepRequest } from './case-step.ts'

/** Everything that can be done with a case, wherever it stands; what is not named cannot. */
const lifeCycle: readonly (readonly [CasePlace, readonly StepKind[]])[] = [
  [at('intake', 'acknowledge'), ['assigned', 'acknowledged', 'paused', 'decided']],
  [at('intake', 'assess'), ['assigned', 'sent-to-assessment', 'paused', 'decided']],
  [at('assessment', 'assess'), ['assigned', 'assessed', 'paused']],
  [at('investigation', 'investigate'), ['assigned', 'paused', 'draft-sent']],
  [at('draft', 'await-comments'), ['assigned', 'paused', 'draft-sent', 'comment', 'decided']],
  [at('draft', 'decide'), ['assigned', 'paused', 'draft-sent', 'comment', 'decided']],
  [at('decided', null), ['review-asked']],
  [at('decided', 'review'), ['assigned', 'review-answered']],
  [at('intake', 'acknowledge', true), ['assigned', 'resumed']],
  [at('assessment', 'assess', true), ['assigned', 'resumed']],
  [at('investigation', 'investigate', true), ['assigned', 'resumed']],
  [at('draft', 'await-comments', true), ['assigned', 'resumed', 'comment']],
]

function at(stage: CasePlace['stage'], task: CasePlace['task'], isPaused = false): CasePlace {
  return { stage, task, isPaused }
}

test.each(lifeCycle)('with a case that stands at %o', (place, possible) => {
  expect(stepKinds.filter((kind) => canTake(kind, place))).toEqual(possible)
})

test('how far a decided case went follows from where it was decided', () => {
  expect(stageReachedAt('intake')).toBe('intake')
  expect(stageReachedAt('assessment')).toBe('assessment')
  expect(stageReachedAt('draft')).toBe('investigation')
})

describe('a step', () => {
  const received: CaseFile = {
    stage: 'intake',
    task: 'acknowledge',
    dueOn: '2024-05-06',
    // 26 weeks after 1 May 2024.
    targetOn: '2024-10-30',
    receivedOn: '2024-05-01',
    worker: null,
    pausedOn: null,
    version: 1,
  }

  test.each<readonly [string, Partial<CaseFile>, StepRequest, string, object]>([
    [
      'acknowledged, it is to be assessed 28 days after receipt',
      {},
      { kind: 'acknowledged' },
      '2024-05-03',
      { stage: 'intake', task: 'assess', dueOn: '2024-05-29' },
    ],
    [
      'sent to assessment, it is due on the same day as before',
      { task: 'assess' },
      { kind: 'sent-to-assessment' },
      '2024-05-10',
      { stage: 'assessment', task: 'assess', dueOn: '2024-05-29' },
    ],
    [
      'with 12 days of pause behind it, everything is due 12 days later',
      { task: 'assess', targetOn: '2024-11-11' },
      { kind: 'sent-to-assessment' },
      '2024-05-20',
      { stage: 'assessment', task: 'assess', dueOn: '2024-06-10' },
    ],
    [
      'paused, it keeps its days',
      { stage: 'investigation', task: 'investigate', dueOn: '2024-09-04' },
      { kind: 'paused', reason: 'Waiting for records.' },
      '2024-06-01',
      { pausedOn: '2024-06-01' },
    ],
    [
      'running again after 26 days, it is due and to be decided 26 days later',
      { stage: 'investigation', task: 'investigate', dueOn: '2024-09-04', pausedOn: '2024-06-01' },
      { kind: 'resumed' },
      '2024-06-27',
      { pausedOn: null, dueOn: '2024-09-30', targetOn: '2024-11-25' },
    ],
    [
      'paused and running again on one day, nothing is another',
      { stage: 'investigation', task: 'investigate', dueOn: '2024-09-04', pausedOn: '2024-06-01' },
      { kind: 'resumed' },
      '2024-06-01',
      { pausedOn: null, dueOn: '2024-09-04', targetOn: '2024-10-30' },
    ],
    [
      'its draft sent, it waits for comments until the day that was set',
      { stage: 'investigation', task: 'investigate', dueOn: '2024-09-04' },
      { kind: 'draft-sent', text: 'Upheld.', untilOn: '2024-08-26' },
      '2024-08-12',
      { stage: 'draft', task: 'await-comments', dueOn: '2024-08-26' },
    ],
    [
      'the last day for comments over, it can be decided',
      { stage: 'draft', task: 'await-comments', dueOn: '2024-08-26' },
      { kind: 'decided', decision: { outcome: 'upheld', text: 'Upheld.', isRemediedBefore: false } },
      '2024-08-27',
      { stage: 'decided', task: null, dueOn: null },
    ],
    [
      'a review asked for is to be answered within 28 days',
      { stage: 'decided', task: null, dueOn: null },
      { kind: 'review-asked', side: 'authority', text: 'A letter was not seen.' },
      '2024-09-01',
      { stage: 'decided', task: 'review', dueOn: '2024-09-29' },
    ],
  ])('%s', (_, file, request, today, effect) => {
    expect(effectOfStep(scheme, { ...received, ...file }, [], request, today)).toEqual({ ok: true, effect })
  })

  const draft = { ...received, stage: 'draft', task: 'await-comments', dueOn: '2024-08-26' } as const

  test('of the second side to comment makes the decision the next thing, ten days later', () => {
    const sent = step('draft-sent')
    const comment = { kind: 'comment', side: 'authority', text: 'Agreed.' } as const
    expect(effectOfStep(scheme, draft, [sent], comment, '2024-08-20')).toEqual({ ok: true, effect: {} })
    const first = { ...step('comment'), side: 'complainant' } as const
    expect(effectOfStep(scheme, draft, [sent, first], comment, '2024-08-20')).toEqual({
      ok: true,
      effect: { task: 'decide', dueOn: '2024-08-30' },
    })
    // What was said of an earlier draft says nothing of this one.
    expect(effectOfStep(scheme, draft, [sent, first, sent], comment, '2024-08-20')).toEqual({
      ok: true,
      effect: {},
    })
  })

  test.each<readonly [string, Partial<CaseFile>, StepRequest, string]>([
    [
      'while both sides may still comment',
      draft,
      { kind: 'decided', decision: { outcome: 'upheld', text: 'Upheld.', isRemediedBefore: false } },
      'Both sides may comment until 26 August 2024. Decide once that day is over, or once both have commented.',
    ],
    [
      'with no time to comment',
      { stage: 'investigation', task: 'investigate' },
      { kind: 'draft-sent', text: 'Upheld.', untilOn: '2024-08-26' },
      'Both sides need time to comment. Choose a day after today.',
    ],
    [
      'while the clock is paused',
      { stage: 'investigation', task: 'investigate', pausedOn: '2024-08-01' },
      { kind: 'draft-sent', text: 'Upheld.', untilOn: '2024-09-26' },
      'The clock of this case is paused. Let it run again first.',
    ],
    [
      'that comes too early',
      {},
      { kind: 'draft-sent', text: 'Upheld.', untilOn: '2024-09-26' },
      'That cannot be done with this case as it stands: not assessed yet.',
    ],
    [
      'of a case that is decided',
      { stage: 'decided', task: null, dueOn: null },
      { kind: 'paused', reason: 'Waiting.' },
      'That cannot be done with this case as it stands: decided.',
    ],
  ])('is refused %s', (_, file, request, reason) => {
    expect(effectOfStep(scheme, { ...received, ...file }, [], request, '2024-08-26')).toMatchObject({
      ok: false,
      reason,
    })
  })

  function step(kind: StepKind): CaseStep {
    return { kind, takenOn: '2024-08-12', takenBy: 'tests', side: null, text: null, untilOn: null }
  }
})
