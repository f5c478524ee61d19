import { describe, expect, test } from 'vitest'
import { jpegOf, pngOf, wordParts, zipOf } from '../../../tests/sent-documents.ts'
import { smallPdf } from '../../demonstration/small-pdf.ts'
import { readFileType } from './file-type.ts'

const pdf = smallPdf(['The guidance was changed'])
const docx = zipOf(wordParts)

describe('what is taken, by its content', () => {
  test.each([
    ['guidance.pdf', pdf, 'pdf'],
    ['guidance.PDF', pdf, 'pdf'],
    ['mail.docx', docx, 'docx'],
    ['scan.png', pngOf(), 'png'],
    ['photo.jpg', jpegOf(), 'jpeg'],
    ['photo.jpeg', jpegOf(), 'jpeg'],
    ['without ending', pdf, 'pdf'],
  ])('%s', async (name, content, type) => {
    expect(await readFileType(name, content)).toEqual({ ok: true, type })
  })
})

describe('what is refused', () => {
  test.each([
    [
      'a ZIP that is called a PDF',
      'minutes.pdf',
      zipOf([{ name: 'minutes.txt', content: Buffer.from('minutes') }]),
      'Its name says PDF but its content is a ZIP archive. Please send the document itself.',
    ],
    [
      'a program that is called a PDF',
      'minutes.pdf',
      Buffer.from('MZ\u{90}\u{0}'),
      'Its name says PDF but its content is a program. Please send the document itself.',
    ],
    [
      'a web page that is called a Word document',
      'mail.docx',
      Buffer.from('<!DOCTYPE html><script>alert(1)</script>'),
      'Its name says Word document but its content is a web page. Please send the document itself.',
    ],
    [
      'a PDF that is called a program',
      'minutes.exe',
      pdf,
      'Its name says “.exe” but its content is a PDF. Please give it the right ending, or send the document itself.',
    ],
    [
      'a photograph that is called a PDF',
      'scan.pdf',
      jpegOf(),
      'Its name says PDF but its content is a JPEG image. Please give it the right ending, or send the document itself.',
    ],
    [
      'an Excel workbook',
      'list.xlsx',
      zipOf([
        { name: '[Content_Types].xml', content: Buffer.from('<Types/>') },
        { name: 'xl/workbook.xml', content: Buffer.from('<workbook/>') },
      ]),
      'Its content is an Excel workbook. Please send a PDF, a Word document (.docx), a PNG or a JPEG.',
    ],
    [
      'an old Word file',
      'mail.doc',
      Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]),
      'Its content is an old Word or Excel file. Please send a PDF, a Word document (.docx), a PNG or a JPEG.',
    ],
    ['an empty file', 'empty.pdf', Buffer.alloc(0), 'It is empty. Please send the document itself.'],
    [
      'a PDF that ends half-way',
      'half.pdf',
      pdf.subarray(0, pdf.length - 40),
      'It is a PDF that ends before it is whole. Please save it anew and send it again.',
    ],
    [
      'a PDF with an archive behind it',
      'both.pdf',
      Buffer.concat([pdf, zipOf(wordParts)]),
      'It is a PDF and a ZIP archive at once. Please send the document itself.',
    ],
    [
      'a picture of more dots than a computer holds',
      'huge.png',
      pngOf(60_000, 60_000),
      'It is an image of too many dots. Please save it smaller and send it again.',
    ],
    [
      'a photograph that is cut off',
      'cut.jpg',
      jpegOf().subarray(0, 21),
      'It is an image that cannot be read. Please save it anew and send it again.',
    ],
    [
      'a Word document with macros',
      'mail.docx',
      zipOf([...wordParts, { name: 'word/vbaProject.bin', content: Buffer.from('macro') }]),
      'It is a Word document with macros. Please save it without them and send it again.',
    ],
    [
      'a Word document with a password',
      'mail.docx',
      zipOf(wordParts.map((part) => ({ ...part, isEncrypted: true }))),
      'It is locked with a password. Please save it without one and send it again.',
    ],
  ])('%s', async (_, name, content, reason) => {
    expect(await readFileType(name, content)).toEqual({ ok: false, reason })
  })

  const bomb = /would unpack into far more than its size/
  test.each([
    // 50 MB of nothing pack to some 50 kB.
    ['that unpacks into a thousand times its size', zipOf([...wordParts, part(Buffer.alloc(50_000_000))])],
    ['that says it holds 4 GB', zipOf([...wordParts, part(Buffer.from('small'), 4_000_000_000)])],
    ['that holds more than it says', zipOf([...wordParts, part(Buffer.alloc(5_000_000), 100)])],
  ])('an archive %s', async (_, content) => {
    const reading = await readFileType('mail.docx', content)
    expect(reading.ok ? '' : reading.reason).toMatch(bomb)
  })

  test('an archive whose files share their bytes', async () => {
    const content = zipOf([...wordParts, ...wordParts], { overlaps: true })
    const reading = await readFileType('mail.docx', content)
    expect(reading.ok ? '' : reading.reason).toContain('damaged')
  })

  test('whatever else somebody makes up, without a fault', async () => {
    for (let seed = 0; seed < 300; seed += 1) {
      const content = Buffer.from(seed % 2 === 0 ? docx : pdf)
      for (let change = 0; change < 4; change += 1) {
        content[(seed * 7919 + change * 104_729) % content.length] = (seed * 31 + change * 17) % 256
      }
      await readFileType(
        seed % 2 === 0 ? 'mail.docx' : 'mail.pdf',
        content.subarray(0, content.length - (seed % 5)),
      )
    }
  })
})

function part(content: Buffer, declaredBytes = content.length) {
  return { name: 'word/media/image1.bin', content, declaredBytes }
}
