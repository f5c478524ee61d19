import { describe, expect, it } from 'vitest'
import { passwordProblem } from './password-rule.ts'

const email = 'link.officer@larchwick.example'

describe('a password', () => {
  it.each([
    'four quiet grey herons',
    'MoreTeaVicar?1894',
    'xkvtqpzwmrn4',
    'горы и море летом',
    `${'a long one '.repeat(11)}`,
  ])('may be "%s"', (password) => {
    expect(passwordProblem(password, email)).toBeUndefined()
  })

  it.each([
    ['short one', 'at least 12'],
    ['x1'.repeat(65), 'at most 128'],
    ['larchwick123', 'e-mail'],
    ['link.officer@larchwick.example', 'e-mail'],
    ['password1234', 'anybody'],
    ['Password-Password', 'anybody'],
    ['aaaaaaaaaaaaaa', 'anybody'],
    ['123456789012', 'anybody'],
    ['qwertyuiopas', 'anybody'],
    ['ombudsman2025', 'anybody'],
  ])('is refused as "%s"', (password, why) => {
    expect(passwordProblem(password, email)).toContain(why)
  })
})
