import { describe, expect, test } from 'vitest'
import { authorsOf, canStep, type ReviewStep, type StepStage, stageOf, stages } from './review-stage.ts'

const now = new Date('2025-07-20T09:00:00Z')
const moment = new Date('2025-07-24T08:30:00Z')

describe('a review stands', () => {
  test('as a draft once it is calculated, and where its last step took it from there', () => {
    expect(stageOf(revision({}), now)).toBe('draft')
    expect(stageOf(revision({ steps: ['draft', 'checked'] }), now)).toBe('checked')
    expect(stageOf(revision({ steps: ['draft', 'checked', 'approved', 'draft'] }), now)).toBe('draft')
  })

  test('as published from its moment on, to the second, without anybody doing anything', () => {
    const sent = revision({ steps: ['draft', 'checked', 'approved', 'sealed', 'sent'], publishedAt: moment })
    expect(stageOf(sent, new Date(moment.getTime() - 1))).toBe('sent')
    expect(stageOf(sent, moment)).toBe('published')
    expect(stageOf(sent, moment, true)).toBe('corrected')
  })

  test('as sealed until its letters are sent, however late it is', () => {
    const sealed = revision({ steps: ['draft', 'checked', 'approved', 'sealed'], sealedAt: now })
    expect(stageOf(sealed, new Date('2099-01-01T00:00:00Z'))).toBe('sealed')
  })
})

describe('a step', () => {
  test.each([
    ['checked', ['draft'], []],
    ['approved', ['checked'], ['draft']],
    ['sealed', ['approved'], ['approved']],
    ['sent', ['sealed'], ['sealed']],
    ['draft', ['checked', 'approved'], ['approved']],
  ] as const)(
    'to %s is taken from nowhere but its place in the life of a review',
    (to, first, correction) => {
      expect(stages.filter((from) => canStep(from, to, 1))).toEqual(first)
      expect(stages.filter((from) => canStep(from, to, 2))).toEqual(correction)
    },
  )

  test('back is never taken from what is sealed', () => {
    for (const from of ['sealed', 'sent', 'published', 'corrected'] as const) {
      expect(canStep(from, 'draft', 1)).toBe(false)
    }
  })
})

test('whoever prepared a review or corrected it is one of its authors, and who approved it is none', () => {
  const { steps } = revision({ steps: ['draft', 'checked', 'approved'] })
  expect([...authorsOf(steps, ['investigator@ombudsman.example'])].sort()).toEqual([
    'checked@ombudsman.example',
    'draft@ombudsman.example',
    'investigator@ombudsman.example',
  ])
})

function revision({
  steps = [],
  sealedAt = null,
  publishedAt = null,
}: {
  steps?: readonly StepStage[]
  sealedAt?: Date | null
  publishedAt?: Date | null
}) {
  return { revision: 1, sealedAt: publishedAt ?? sealedAt, publishedAt, steps: steps.map(step) }
}

function step(stage: StepStage): ReviewStep {
  return {
    stage,
    takenAt: now,
    takenBy: `${stage}@ombudsman.example`,
    untilOn: stage === 'checked' ? '2025-06-28' : null,
    reason: null,
  }
}
