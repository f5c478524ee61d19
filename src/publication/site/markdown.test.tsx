import { expect, test } from 'vitest'
import { headingAnchor } from './heading-anchor.ts'
import { Markdown } from './markdown.tsx'

test('headings have the anchors by which code hosts know them', () => {
  expect(headingAnchor('Upheld per 100,000 residents')).toBe('upheld-per-100000-residents')
  expect(headingAnchor('Nothing to report, and not calculated')).toBe('nothing-to-report-and-not-calculated')
  expect(headingAnchor('First *part*')).toBe('first-part')
  expect((<Markdown text="## First *part*" />).toString()).toBe(
    '<h2 id="first-part">First <em>part</em></h2>',
  )
})

test.each([
  ['A **bold** and `plain` word.', '<p>A <strong>bold</strong> and <code>plain</code> word.</p>'],
  ['One\nparagraph', '<p>One paragraph</p>'],
  ['- one\n  goes on\n- two', '<ul><li>one goes on</li><li>two</li></ul>'],
  ['1. one\n2. two', '<ol><li>one</li><li>two</li></ol>'],
  ['> 1 of 2\n> 1 of 4', '<div class="example"><p>1 of 2</p><p>1 of 4</p></div>'],
  ['```\n1 ÷ 2\n```', '<pre>1 ÷ 2</pre>'],
  [
    '| a | b |\n|---|---|\n| 1 | 2 |',
    '<table><thead><tr><th scope="col">a</th><th scope="col">b</th></tr></thead><tbody><tr><td>1</td><td>2</td></tr></tbody></table>',
  ],
  ['[there](#there)', '<p><a class="link" href="#there">there</a></p>'],
  ['[a file](other.md)', '<p>a file</p>'],
  ['<script>', '<p>&lt;script&gt;</p>'],
])('%j', (markdown, html) => {
  expect((<Markdown text={markdown} />).toString()).toBe(html)
})
