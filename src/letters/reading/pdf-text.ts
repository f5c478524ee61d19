import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs'
import { type LetterText, letterTextOfPages } from './letter-text.ts'

/** The words of a PDF page by page, or one sentence on why there are none. */
export type PdfText =
  | { readonly ok: true; readonly text: LetterText }
  | { readonly ok: false; readonly reason: string }

/** A letter with its statistics has three or four pages; a committee's papers have many. */
const mostPages = 12

export async function readPdfText(bytes: Uint8Array): Promise<PdfText> {
  // Loaded on first use: it is large, and most commands read no PDF.
  const { getDocument } = await import('pdfjs-dist/legacy/build/pdf.mjs')
  const loading = getDocument({
    // The library takes the memory it is given for its own.
    data: new Uint8Array(bytes),
    verbosity: 0,
    isEvalSupported: false,
    disableFontFace: true,
    useSystemFonts: false,
    stopAtErrors: true,
  })
  try {
    return await textOf(await loading.promise)
  } catch (error) {
    return { ok: false, reason: whyUnreadable(error) }
  } finally {
    await loading.destroy()
  }
}

async function textOf(document: PDFDocumentProxy): Promise<PdfText> {
  const { numPages: pageCount } = document
  if (pageCount > mostPages) {
    return { ok: false, reason: `it has ${pageCount} pages, too many for a letter: give the letter alone` }
  }
  const pages: string[] = []
  for (let number = 1; number <= pageCount; number += 1) {
    const page = await document.getPage(number)
    pages.push(await pageText(page))
    page.cleanup()
  }
  const text = letterTextOfPages(pages)
  if (text.flow === '') {
    return {
      ok: false,
      reason: 'it holds pictures of pages and no text: run it through text recognition first',
    }
  }
  return { ok: true, text }
}

function whyUnreadable(error: unknown): string {
  const name = error instanceof Error ? error.name : ''
  if (name === 'PasswordException') return 'it is encrypted: save a copy without the password'
  return 'it is no PDF that can be read: it may be damaged or cut short'
}

/** Text of one piece of marked content, or outside any. A piece that another interrupts makes several. */
type Stretch = { readonly id: string | undefined; text: string }

/**
 * A page's lines in reading order. A tagged page says that order itself, so that a figure stays with its
 * sentence wherever they were painted; its running heads and feet are marked as artifacts and left out. Of a
 * page without tags the order of painting is taken, which is that of the program that made it.
 */
async function pageText(page: PDFPageProxy): Promise<string> {
  const painted = await stretchesOf(page)
  const order = await orderOf(page)
  const words = painted.filter(({ text }) => text.trim() !== '')
  // Words outside every tag would be lost by the structure; then it is not to be relied on.
  if (!words.every(({ id }) => id !== undefined && order.has(id))) return join(painted)
  const place = ({ id }: Stretch): number => (id === undefined ? -1 : (order.get(id) ?? -1))
  const isInOrder = words.every(
    (word, index) => index === 0 || place(words[index - 1] ?? word) <= place(word),
  )
  return isInOrder
    ? join(painted)
    : words
        .sort((a, b) => place(a) - place(b))
        .map(({ text }) => text)
        .join('\n')
}

function join(stretches: readonly Stretch[]): string {
  return stretches.map(({ text }) => text).join('')
}

async function stretchesOf(page: PDFPageProxy): Promise<readonly Stretch[]> {
  const { items } = await page.getTextContent({ includeMarkedContent: true })
  const stretches: Stretch[] = []
  const open: (string | undefined)[] = []
  for (const item of items) {
    const id = open.at(-1)
    if ('str' in item) {
      const text = item.hasEOL ? `${item.str}\n` : item.str
      const last = stretches.at(-1)
      if (id === artifact) continue
      if (last && last.id === id) last.text += text
      else stretches.push({ id, text })
    } else if (item.type === 'endMarkedContent') {
      open.pop()
    } else if (id === artifact || ('tag' in item && item.tag === 'Artifact')) {
      open.push(artifact)
    } else {
      open.push(item.id ?? id)
    }
  }
  return stretches
}

/** Stands for an id where a page marks what is no part of its text. */
const artifact = 'artifact'

type StructureNode = Awaited<ReturnType<PDFPageProxy['getStructTree']>>

/** The place of each piece of marked content in the page's structure. */
async function orderOf(page: PDFPageProxy): Promise<ReadonlyMap<string, number>> {
  const order = new Map<string, number>()
  // Null for a page without tags, though the library's types do not say so.
  const root: StructureNode | null = await page.getStructTree()
  const visit = (node: StructureNode): void => {
    for (const child of node.children) {
      if ('children' in child) visit(child)
      else if (child.type === 'content' && child.id) order.set(child.id, order.size)
    }
  }
  if (root) visit(root)
  return order
}
