import { describe, expect, test } from 'vitest'
import { asAttachment, cleanFileName, endingOf } from './file-name.ts'

describe('the name of a file that was sent', () => {
  test.each([
    ['Enforcement guidance, July 2024.pdf', 'Enforcement guidance, July 2024.pdf'],
    ['../../etc/passwd.pdf', 'passwd.pdf'],
    ['C:\\Users\\officer\\Desktop\\minutes.docx', 'minutes.docx'],
    ['/absolute/path/scan.png', 'scan.png'],
    // A right-to-left mark that shows "annexe.pdf" as what ends in .exe, and the other way round.
    ['annex\u{202e}fdp.exe', 'annexfdp.exe'],
    ['report\u{200b}\u{feff}.pdf', 'report.pdf'],
    ['line\r\nbreak\t.pdf', 'linebreak.pdf'],
    ['null\u{0}byte.pdf', 'nullbyte.pdf'],
    ['a"b<c>d|e:f*g?h.pdf', 'a b c d e f g h.pdf'],
    ['...hidden.pdf', 'hidden.pdf'],
    ['trailing. ', 'trailing'],
    ['', 'file'],
    ['///', 'file'],
    ['\u{202e}\u{200f}', 'file'],
    ['..', 'file'],
    ['Cafe\u{301}.pdf', 'Café.pdf'],
  ])('“%s” is kept as “%s”', (sent, kept) => {
    expect(cleanFileName(sent)).toBe(kept)
  })

  test('is cut where it is over-long, and keeps its ending', () => {
    const kept = cleanFileName(`${'ä'.repeat(400)}.pdf`)
    expect([...kept]).toHaveLength(120)
    expect(kept.endsWith('ä….pdf')).toBe(true)
  })

  test('tells its ending in small letters', () => {
    expect(endingOf('Scan.JPEG')).toBe('jpeg')
    expect(endingOf('.pdf')).toBe('')
    expect(endingOf('plain')).toBe('')
  })
})

test('a download is named so that no character of the name ends the header', () => {
  expect(asAttachment('Café (1)\'s "x".pdf')).toBe(
    `attachment; filename="Caf_ (1)'s _x_.pdf"; filename*=UTF-8''Caf%C3%A9%20%281%29%27s%20%22x%22.pdf`,
  )
})
