// Looks at a page from within, in the browser. Each function answers with what is wrong, in words; none is well.
globalThis.pageFaults = {
  runAxe,
  beyondWindow,
  atEdge,
  clipped,
  rememberLooks,
  vanished,
  unseenFocus,
  moving,
  wrongInPrint,
  unlikeDesignSystem,
  headings,
  seenWords,
}

globalThis.policyViolations = []
document.addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI }) =>
  globalThis.policyViolations.push(`${violatedDirective}: ${blockedURI}`),
)

/** What a machine can find of the faults that the guidelines name, at their levels A and AA. */
async function runAxe() {
  const { violations } = await globalThis.axe.run({
    runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
  })
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html.slice(0, 200)}`))
}

/** Elements that make the page scroll sideways. */
function beyondWindow() {
  const width = document.documentElement.clientWidth
  if (document.documentElement.scrollWidth <= width) return []
  const beyond = everything().filter(
    (element) => element.getBoundingClientRect().right > width + 1 && !isScrolled(element),
  )
  return beyond.length === 0
    ? [`the page is ${document.documentElement.scrollWidth} px wide`]
    : beyond.map(named)
}

/** Words that touch the edge of the window. */
function atEdge() {
  return [...document.querySelectorAll('main :is(h1, h2, p), footer p')]
    .filter(isSeen)
    .filter((element) => {
      const padding = Number.parseFloat(getComputedStyle(element).paddingLeft)
      return element.getBoundingClientRect().left + padding < 8
    })
    .map(named)
}

/** A wide table may scroll by itself. */
function isScrolled(element) {
  const frame = element.parentElement
  if (!frame || frame === document.body) return false
  return /auto|scroll/.test(getComputedStyle(frame).overflowX) || isScrolled(frame)
}

/** Elements that cut off their own text. */
function clipped() {
  return everything()
    .filter((element) => {
      const { overflowX, overflowY, lineHeight } = getComputedStyle(element)
      if (/^(select|input|button)$/.test(element.localName)) {
        return Number.parseFloat(lineHeight) > element.clientHeight + 1
      }
      if (element.textContent.trim() === '' || element.closest('svg')) return false
      const isHiding = (overflow) => /hidden|clip/.test(overflow)
      return (
        (isHiding(overflowX) && element.scrollWidth > element.clientWidth + 1) ||
        (isHiding(overflowY) && element.scrollHeight > element.clientHeight + 1)
      )
    })
    .map(named)
}

const looks = new Map()

/** Remembers how well each text and each mark stands out, before the reader's own colours come. */
function rememberLooks() {
  looks.clear()
  for (const element of everything()) {
    const contrast = standsOut(element)
    // What has the colour of its ground, such as the white edge around a line, tells nobody anything.
    if (contrast !== undefined && contrast > 1.1) looks.set(element, contrast)
  }
}

/** What was seen before and is not seen now, or less well where it was below the 3 to 1 of the guidelines. */
function vanished() {
  return [...looks]
    .filter(([element, before]) => isSeen(element) && standsOut(element) < Math.min(before, 3) - 0.05)
    .map(([element]) => named(element))
}

/** The greatest contrast of a text's or a mark's colours with its ground; undefined for what is neither. */
function standsOut(element) {
  const style = getComputedStyle(element)
  if (hasOwnText(element)) {
    return contrast(colourOf(element.closest('svg') ? style.fill : style.color), groundOf(element))
  }
  if (element.matches('svg :is(path, circle, rect, line, polygon, polyline, ellipse)')) {
    const stroke = Number.parseFloat(style.strokeWidth) > 0 ? style.stroke : 'none'
    return greatest(element.localName === 'line' ? [stroke] : [style.fill, stroke], groundOf(element))
  }
  // The browser draws its own controls in the reader's colours.
  if (element.childNodes.length > 0 || element.closest('svg') || style.appearance !== 'none') return undefined
  const borders = ['Top', 'Right', 'Bottom', 'Left'].map((side) =>
    style[`border${side}Style`] === 'none' ? 'none' : style[`border${side}Color`],
  )
  return greatest([style.backgroundColor, ...borders], groundOf(element.parentElement))
}

function greatest(paints, ground) {
  const contrasts = paints
    .map(colourOf)
    .filter((colour) => colour && colour.alpha > 0)
    .map((colour) => contrast(colour, ground))
  return contrasts.length === 0 ? undefined : Math.max(...contrasts)
}

/** What the keyboard reaches and does not show that it is there. */
function unseenFocus() {
  const reachable = document.querySelectorAll('a[href], button, input, select, summary, [tabindex="0"]')
  return [...reachable].filter(isSeen).flatMap((element) => {
    if (element.tabIndex < 0) return []
    element.focus()
    if (document.activeElement !== element) return []
    const { outlineStyle, outlineWidth } = getComputedStyle(element)
    return outlineStyle !== 'none' && outlineWidth !== '0px' ? [] : [named(element)]
  })
}

/** What moves, or would at the next change. */
function moving() {
  return everything()
    .filter((element) => {
      const { animationName, transitionDuration, scrollBehavior } = getComputedStyle(element)
      return animationName !== 'none' || /[1-9]/.test(transitionDuration) || scrollBehavior === 'smooth'
    })
    .map(named)
}

/** Of a page as it is printed: what nobody can press, dark floods, pale words on paper, and headings that are lost. */
function wrongInPrint(onScreen) {
  const pressed = everything()
    .filter((element) => element.matches('nav a, button, input, select, textarea'))
    .map((element) => `to be pressed: ${named(element)}`)
  const floods = everything()
    .filter((element) => {
      const { backgroundColor, printColorAdjust } = getComputedStyle(element)
      const { width, height } = element.getBoundingClientRect()
      const colour = colourOf(backgroundColor)
      return (
        printColorAdjust === 'exact' && colour.alpha > 0 && luminance(colour) < 0.2 && width * height > 10_000
      )
    })
    .map((element) => `dark flood: ${named(element)}`)
  // Paper is white, and backgrounds are not printed unless a page insists.
  const pale = everything()
    .filter((element) => hasOwnText(element) && !element.closest('svg') && !isOnPrintedGround(element))
    .filter((element) => contrast(colourOf(getComputedStyle(element).color), white) < 4.5)
    .map((element) => `pale on paper: ${named(element)}`)
  const printed = new Set(headings())
  const lost = onScreen.filter((heading) => !printed.has(heading)).map((heading) => `lost: ${heading}`)
  return [...pressed, ...floods, ...pale, ...lost]
}

/** The headings, and the captions and heads of tables, which stand for what is under them. */
function headings() {
  const heads = document.querySelectorAll('main :is(h1, h2, h3, caption, th)')
  return [...heads]
    .filter((head) => isSeen(head) && !head.closest('form, nav, details, search'))
    .map((head) => head.textContent.trim().replace(/\s+/g, ' '))
}

/** What has the look of the design system without the parts that go with it there. */
function unlikeDesignSystem() {
  const parts = {
    'button.govuk-button': '[type="submit"][data-module="govuk-button"]',
    'a.govuk-button': '[href][draggable="false"]',
    '.govuk-input': 'input[id][name][type]',
    '.govuk-select': 'select[name]',
    '.govuk-skip-link': 'a[href^="#"][data-module="govuk-skip-link"]',
  }
  return Object.entries(parts).flatMap(([look, part]) =>
    [...document.querySelectorAll(look)].filter((element) => !element.matches(part)).map(named),
  )
}

/** All that is read in the main part of the page but what stands in its pictures. */
function seenWords() {
  const texts = document.createTreeWalker(document.querySelector('main'), NodeFilter.SHOW_TEXT)
  const words = []
  while (texts.nextNode()) {
    const { parentElement, textContent } = texts.currentNode
    if (isSeen(parentElement) && !parentElement.closest('svg')) words.push(textContent)
  }
  return words.join(' ')
}

function everything() {
  return [...document.body.querySelectorAll('*')].filter(isSeen)
}

/** Words for those who listen are one pixel wide. */
function isSeen(element) {
  if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) return false
  if (element.closest('defs, clipPath, mask, title, desc')) return false
  const { width, height, left, top } = element.getBoundingClientRect()
  const isOnPage = left + width + scrollX > 0 && top + height + scrollY > 0
  return (width > 1 || height > 1) && isOnPage && !isForListeners(element)
}

function isForListeners(element) {
  return element.closest('.govuk-visually-hidden') !== null
}

function hasOwnText(element) {
  return [...element.childNodes].some(
    (node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '',
  )
}

function isOnPrintedGround(element) {
  if (!element) return false
  const { backgroundColor, printColorAdjust } = getComputedStyle(element)
  if (printColorAdjust === 'exact' && colourOf(backgroundColor).alpha > 0) return true
  return isOnPrintedGround(element.parentElement)
}

function groundOf(element) {
  if (!element) return colourOf(canvasColour())
  const colour = colourOf(getComputedStyle(element).backgroundColor)
  return colour.alpha > 0.5 ? colour : groundOf(element.parentElement)
}

/** The ground of a page that paints none, which is the reader's own where colours are forced. */
function canvasColour() {
  const probe = document.createElement('i')
  probe.style.setProperty('background-color', 'Canvas')
  document.body.append(probe)
  const { backgroundColor } = getComputedStyle(probe)
  probe.remove()
  return backgroundColor
}

const white = { red: 255, green: 255, blue: 255, alpha: 1 }

/** Undefined for what is no colour, such as a pattern or none. */
function colourOf(paint) {
  const numbers = /^rgba?\(([^)]+)\)/
    .exec(paint)?.[1]
    .match(/[\d.]+/g)
    ?.map(Number)
  if (!numbers) return undefined
  const [red, green, blue, alpha = 1] = numbers
  return { red, green, blue, alpha }
}

function contrast(one, other) {
  if (!one || !other) return 21
  const [lighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a)
  return (lighter + 0.05) / (darker + 0.05)
}

function luminance({ red, green, blue }) {
  const [r, g, b] = [red, green, blue].map((part) => {
    const share = part / 255
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}

function named(element) {
  const look = element.getAttribute('class')
  const text = element.textContent.trim().replace(/\s+/g, ' ').slice(0, 40)
  return `${element.localName}${look ? `.${look.replace(/\s+/g, '.')}` : ''} “${text}”`
}
