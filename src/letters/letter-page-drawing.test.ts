import { describe, expect, it } from 'vitest'
import { pagesOfDrawing } from './letter-page-drawing.ts'

/** Two pages of 100 by 150, as the typesetter draws them: the outlines of both at the end. */
const drawing = [
  '<svg class="typst-doc" viewBox="0 0 100 300" width="100pt" height="300pt">',
  '    <path class="typst-shape" fill="#ffffff" d="M 0 0"/>',
  '    <g>',
  '        <use xlink:href="#gAAAA" x="1.123456" y="0" fill="#16212b" fill-rule="nonzero"/>',
  '    </g>',
  '    <path class="typst-shape" fill="#ffffff" d="M 0 0"/>',
  '    <g transform="matrix(1 0 0 1 0 150)">',
  '        <use xlink:href="#gBBBB" x="2" y="0"/>',
  '        <use xlink:href="#gBBBB" x="3" y="0"/>',
  '    </g>',
  '    <defs id="glyph">',
  '        <symbol id="gAAAA" overflow="visible">',
  '            <path d="M 1"/>',
  '        </symbol>',
  '        <symbol id="gBBBB" overflow="visible">',
  '            <path d="M 2"/>',
  '        </symbol>',
  '    </defs>',
  '</svg>',
].join('\n')

describe('the pages of a drawing', () => {
  it('are documents of their own, each with its place and the outlines it uses', () => {
    const [first = '', second = '', ...others] = pagesOfDrawing(drawing, 2)
    expect(others).toEqual([])
    expect(first).toContain('viewBox="0 0 100 150"')
    expect(first).toContain('<use href="#g0" x="1.123" fill="#16212b"/>')
    expect(first).toContain('<symbol id="g0" overflow="visible"><path d="M 1"/></symbol>')
    expect(first).not.toContain('M 2')
    expect(second).toContain('viewBox="0 150 100 150"')
    expect(second.match(/<symbol /g)).toHaveLength(1)
    expect(second).not.toContain('M 1')
  })

  it('are refused where the drawing is not as it is known', () => {
    expect(() => pagesOfDrawing(drawing, 3)).toThrow('a drawing of 3 pages has 2 of them')
  })
})
