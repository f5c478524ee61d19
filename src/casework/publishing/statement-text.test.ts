import { describe, expect, test } from 'vitest'
import { readStatementText, writeStatementText } from './statement-text.ts'

function sections(statement: string) {
  const reading = readStatementText({ summary: 'It was late.', statement })
  if (!reading.ok) throw new Error(reading.problems.map(({ reason }) => reason).join(' '))
  return reading.statement.sections
}

function refusals(statement: string, summary = 'It was late.') {
  const reading = readStatementText({ summary, statement })
  return reading.ok ? [] : reading.problems.map(({ reason }) => reason)
}

describe('the plain form of a statement', () => {
  test('has headings that begin with #, and paragraphs that blank lines part', () => {
    expect(
      sections('# The complaint\n\nMs X complains\nof delay.\n\nShe waited.\n# What I found\nFault.'),
    ).toEqual([
      { heading: 'The complaint', paragraphs: ['Ms X complains of delay.', 'She waited.'] },
      { heading: 'What I found', paragraphs: ['Fault.'] },
    ])
  })

  test('loses the numbers of its paragraphs, which begin one even without a blank line', () => {
    expect(
      sections('# The complaint\n1. Ms X complains.\n2. She waited for 12 weeks.\n12) In 2023 it ended.'),
    ).toEqual([
      {
        heading: 'The complaint',
        paragraphs: ['Ms X complains.', 'She waited for 12 weeks.', 'In 2023 it ended.'],
      },
    ])
  })

  test('keeps the items of a list with the paragraph they belong to', () => {
    expect(sections('# Agreed action\nThe Council will:\n• apologise\n- pay £250.')[0]?.paragraphs).toEqual([
      'The Council will:\n• apologise\n• pay £250.',
    ])
  })

  test('is the same after it was written out and read again', () => {
    const read = sections('# One\nA.\n• b\n\nC.\n\n# Two\nD.')
    expect(sections(writeStatementText(read))).toEqual(read)
  })

  test('is found in the bare lines that a word processor gives where it gives no markup', () => {
    const bare =
      'The complaint\n1.\tMs X complains of delay.\n2.\tShe waited.\nWhat I found\n3.\tThe Council was late\nby a year.\nThat was fault.'
    expect(sections(bare)).toEqual([
      { heading: 'The complaint', paragraphs: ['Ms X complains of delay.', 'She waited.'] },
      { heading: 'What I found', paragraphs: ['The Council was late by a year.', 'That was fault.'] },
    ])
  })

  test.each([
    ['', 'Write the statement'],
    ['Ms X complains.', 'begins without a heading'],
    ['# The complaint', 'Nothing stands under the heading “The complaint”'],
    ['#\n\nText.', 'no heading after it'],
    [`# ${'long '.repeat(70)}\n\nText.`, 'longer than 300 characters'],
    [`# One\n\n${'long '.repeat(5_000)}`, 'longer than 20,000 characters'],
  ])('is refused with one clear sentence: %#', (statement, expected) => {
    const found = refusals(statement)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  test('needs a summary of a sensible length', () => {
    expect(refusals('# One\n\nText.', '')).toEqual(['Write the summary: a few sentences that say it all.'])
    expect(refusals('# One\n\nText.', 'a'.repeat(3_001))[0]).toContain('3,001 characters')
  })
})

const word = `<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">
<head><style><!-- p.MsoNormal { mso-style-parent:""; color: red } --></style>
<!--[if gte mso 9]><xml><w:WordDocument><w:View>Normal</w:View></w:WordDocument></xml><![endif]--></head>
<body lang=EN-GB><!--StartFragment-->
<h1 style='mso-list:l0'>The complaint<o:p></o:p></h1>
<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]><span style='mso-list:Ignore'>1.<span style='font:7.0pt "Times New Roman"'>&nbsp;&nbsp;&nbsp; </span></span><![endif]>Ms&nbsp;X com&shy;plains of
delay<del>, as Daniel did</del>.<o:p></o:p></p>
<p class=MsoNormal><o:p>&nbsp;</o:p></p>
<p class=MsoListParagraph style='mso-list:l0 level1 lfo1'><span style='mso-list:Ignore'>2.<span>&nbsp;</span></span>The Council said it was <b>\u201csorry\u201d</b> and \u2018late\u2019.<span style='mso-hide:all'>hidden name</span><a class=msocomanchor href="#c1">[DO1]</a></p>
<p class=MsoNormal><b>What I <span style='color:red'>found</span></b></p>
<p class=MsoNormal>It will:</p>
<p class=MsoListParagraph><span style='font-family:Symbol;mso-list:Ignore'>\u00b7<span>&nbsp;</span></span>apologise;</p>
<p class=MsoListParagraph><span style='mso-list:Ignore'>\u00b7</span>pay &pound;250.</p>
<table class=MsoTableGrid><tr><td><p class=MsoNormal>June 2023</p></td><td><p class=MsoNormal>It wrote to Ms X</p></td></tr>
<tr><td>July</td><td>It met</td><td>her</td></tr></table>
<div style='mso-element:comment-list'><p class=MsoCommentText>Ask Daniel Okafor</p></div>
<!--EndFragment--></body></html>`

describe('what was pasted from a word processor', () => {
  test('becomes headings, paragraphs, items and rows, and nothing that could not be seen is left', () => {
    expect(sections(word)).toEqual([
      {
        heading: 'The complaint',
        paragraphs: ['Ms X complains of delay.', 'The Council said it was “sorry” and ‘late’.'],
      },
      {
        heading: 'What I found',
        paragraphs: [
          'It will:\n• apologise;\n• pay £250.',
          'June 2023: It wrote to Ms X',
          'July; It met; her',
        ],
      },
    ])
  })

  test.each([
    ['<h2>One</h2><ol><li>First.</li><li>Second.</li></ol>', ['First.', 'Second.']],
    ['<h2>One</h2><p>It will</p><ul><li>pay</li><li><p>write</p></li></ul>', ['It will\n• pay\n• write']],
    ['<h2>One</h2><div>First.<br><br>Second.</div>', ['First.', 'Second.']],
    ['<h2>One</h2><p>A &lt;b&gt; stays.</p><script>alert(1)</script>', ['A <b> stays.']],
    ['<h2>One</h2><p>Unclosed <b>text', ['Unclosed text']],
    [
      '# One\n\nSoft\u00adly and\u200b hard\u00a0space \u0093quoted\u0094.',
      ['Softly and hard space “quoted”.'],
    ],
  ])('in other markup too: %#', (markup, paragraphs) => {
    expect(sections(markup)).toEqual([{ heading: 'One', paragraphs }])
  })

  test.each([1_000, 300_000])('that is nested %i deep is read without its tags, soon', (depth) => {
    const from = performance.now()
    expect(sections(`# One\n\n${'<div>'.repeat(depth)}Text.`)).toEqual([
      { heading: 'One', paragraphs: ['Text.'] },
    ])
    expect(performance.now() - from).toBeLessThan(2_000)
  })

  test('makes a plain summary', () => {
    const reading = readStatementText({
      summary: '<p class=MsoNormal>The&nbsp;Council was <i>late</i>.<o:p></o:p></p><p>It paid.</p>',
      statement: '# One\n\nText.',
    })
    expect(reading).toMatchObject({ ok: true, statement: { summary: 'The Council was late. It paid.' } })
  })
})
