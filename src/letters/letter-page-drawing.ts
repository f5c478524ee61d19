/**
 * The pages of a typeset document as SVG documents of their own. The typesetter draws them under one another in a
 * single one, with the outline of every letter used anywhere at its end; each page takes those it uses.
 */
export function pagesOfDrawing(svg: string, pageCount: number): readonly string[] {
  const [, widthText = '', heightText = ''] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? []
  const [width, height] = [Number(widthText), Number(heightText) / pageCount]
  const parts = topLevelParts(svg)
  const pages = parts.filter((part) => part.startsWith('<g'))
  if (!(width > 0) || !(height > 0) || pages.length !== pageCount) {
    throw new Error(
      `a drawing of ${pageCount} pages has ${pages.length} of them, ${widthText} by ${heightText}`,
    )
  }
  const outlines = outlinesOf(parts)
  const others = parts.filter((part) => part.startsWith('<defs') && !part.startsWith(glyphs)).join('')
  return pages.map((page, index) => {
    const { drawing, used } = shortened(page)
    const outlined = [...used].map(([id, name]) => symbol(name, outlines.get(id) ?? ''))
    return [
      `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"`,
      ` viewBox="0 ${index * height} ${width} ${height}" width="${width}" height="${height}">`,
      `<rect y="${index * height}" width="${width}" height="${height}" fill="#fff"/>`,
      `${drawing}<defs>${outlined.join('')}</defs>${others}</svg>`,
    ].join('')
  })
}

const glyphs = '<defs id="glyph"'

/** What stands directly in the document, each as one text without its indentation. */
function topLevelParts(svg: string): readonly string[] {
  const parts: string[][] = []
  for (const line of svg.split('\n').slice(1, -1)) {
    if (/^ {4}<[^/]/.test(line)) parts.push([line.trim()])
    else parts.at(-1)?.push(line.trim())
  }
  return parts.map((lines) => lines.join(''))
}

/** What is drawn inside each outline, by its id. */
function outlinesOf(parts: readonly string[]): ReadonlyMap<string, string> {
  const definitions = parts.find((part) => part.startsWith(glyphs)) ?? ''
  return new Map(
    [...definitions.matchAll(/<symbol id="([^"]+)"[^>]*>(.*?)<\/symbol>/g)].map(
      ([, id = '', outline = '']) => [id, outline],
    ),
  )
}

/** A page names thousands of outlines by 33 letters each, and places them to a millionth of a point. */
function shortened(page: string): { readonly drawing: string; readonly used: ReadonlyMap<string, string> } {
  const used = new Map<string, string>()
  const drawing = page
    .replaceAll(/<use xlink:href="#([^"]+)"/g, (_, id: string) => {
      const name = used.get(id) ?? `g${used.size}`
      used.set(id, name)
      return `<use href="#${name}"`
    })
    .replaceAll(' fill-rule="nonzero"', '')
    .replaceAll(' y="0"', '')
    .replaceAll(/(\d\.\d{3})\d+/g, '$1')
  return { drawing, used }
}

function symbol(name: string, outline: string): string {
  return `<symbol id="${name}" overflow="visible">${outline}</symbol>`
}
