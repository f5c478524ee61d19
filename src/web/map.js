// Reads the mark under the pointer, or the one that arrow keys reach, into the box beside the map; enlarges the map.
// Without this script a mark says its figure when pointed at, and is chosen by a click.
const map = document.getElementById('map')
const box = document.getElementById('reading')
const marks = map ? [...map.querySelectorAll('a')] : []
if (box && marks.length > 0) {
  const frame = frameAround(map)
  const reading = readInto(box, marks)
  const view = viewOf(map)
  addButtons(frame, view, () => middleOf(reading.mark()))
  listenToPointer(reading, view)
  listenToKeys(frame, reading, view)
}

/** The keyboard meets the map as one thing, and not as hundreds of links. */
function frameAround(picture) {
  const frame = document.createElement('div')
  frame.className = 'map-frame'
  frame.tabIndex = 0
  frame.setAttribute('role', 'group')
  frame.setAttribute('aria-label', picture.dataset.keys)
  picture.replaceWith(frame)
  frame.append(picture)
  return frame
}

function readInto(box, marks) {
  const lines = new Map()
  for (const mark of marks) {
    const title = mark.querySelector('title')
    lines.set(mark, title.textContent.split('\n'))
    // The box says it now; it need not appear at the pointer as well.
    title.remove()
  }
  const chosen = [...box.childNodes]
  const styles = ['reading__name', 'reading__sentence', 'reading__comparison']
  let current
  return {
    mark: () => current,
    show(mark) {
      if (mark === current) return
      current?.classList.remove('is-read')
      current = mark
      mark?.classList.add('is-read')
      const paragraphs = lines.get(mark)?.map((line, at) => {
        const paragraph = document.createElement('p')
        paragraph.className = styles[at]
        paragraph.textContent = line
        return paragraph
      })
      box.replaceChildren(...(paragraphs ?? chosen))
    },
  }
}

/** What part of the picture is seen, in its own coordinates. */
function viewOf(picture) {
  const whole = picture.viewBox.baseVal
  const [width, height] = [whole.width, whole.height]
  let [x, y, scale] = [0, 0, 1]
  const place = (value, size) => Math.min(Math.max(value, 0), size - size / scale)
  const show = () => {
    x = place(x, width)
    y = place(y, height)
    picture.setAttribute('viewBox', `${x} ${y} ${width / scale} ${height / scale}`)
    picture.classList.toggle('is-enlarged', scale > 1)
    picture.style.setProperty('--circles', String(1 / Math.sqrt(scale)))
    picture.style.setProperty('--words', String(1 / scale))
  }
  return {
    scale: () => scale,
    enlarge(factor, around) {
      scale = Math.min(Math.max(scale * factor, 1), 8)
      const { x: middleX, y: middleY } = around ?? { x: x + width / 2, y: y + height / 2 }
      x = middleX - width / scale / 2
      y = middleY - height / scale / 2
      show()
    },
    move(across, down) {
      const pixels = picture.getBoundingClientRect().width * scale
      x -= (across * width) / pixels
      y -= (down * width) / pixels
      show()
    },
  }
}

/** The middle of a mark in the coordinates of the picture. */
function middleOf(mark) {
  if (!mark) return undefined
  const { left, top, width, height } = mark.getBoundingClientRect()
  return new DOMPoint(left + width / 2, top + height / 2).matrixTransform(map.getScreenCTM().inverse())
}

function addButtons(frame, view, around) {
  const buttons = [
    ['Enlarge', () => view.enlarge(1.6, around())],
    ['Reduce', () => view.enlarge(1 / 1.6, around())],
    ['Whole map', () => view.enlarge(0)],
  ].map(([words, act]) => {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = words
    button.addEventListener('click', act)
    return button
  })
  const row = document.createElement('div')
  row.className = 'map-zoom'
  row.append(...buttons)
  frame.after(row)
}

function listenToPointer(reading, view) {
  let from
  let isDragged = false
  map.addEventListener('pointerover', ({ target }) => {
    const mark = target.closest('a')
    if (mark) reading.show(mark)
  })
  map.addEventListener('pointerleave', () => reading.show())
  map.addEventListener('pointerdown', ({ clientX, clientY }) => {
    from = { x: clientX, y: clientY }
    isDragged = false
  })
  map.addEventListener('pointermove', ({ buttons, clientX, clientY }) => {
    if (buttons !== 1 || !from || view.scale() === 1) return
    const [across, down] = [clientX - from.x, clientY - from.y]
    if (!isDragged && Math.hypot(across, down) < 5) return
    isDragged = true
    from = { x: clientX, y: clientY }
    view.move(across, down)
  })
  map.addEventListener('dragstart', (event) => event.preventDefault())
  // The end of a drag chooses nobody.
  map.addEventListener('click', (event) => isDragged && event.preventDefault())
}

function listenToKeys(frame, reading, view) {
  const directions = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }
  const keys = {
    Home: () => reading.show(marks[0]),
    End: () => reading.show(marks.at(-1)),
    Escape: () => reading.show(),
    Enter: () => reading.mark() && location.assign(reading.mark().href.baseVal),
    '+': () => view.enlarge(1.6, middleOf(reading.mark())),
    '-': () => view.enlarge(1 / 1.6, middleOf(reading.mark())),
  }
  frame.addEventListener('focus', () => box.setAttribute('aria-live', 'polite'))
  frame.addEventListener('blur', () => {
    box.removeAttribute('aria-live')
    reading.show()
  })
  frame.addEventListener('keydown', (event) => {
    const direction = directions[event.key]
    if ((!direction && !keys[event.key]) || event.ctrlKey || event.metaKey || event.altKey) return
    event.preventDefault()
    if (!direction) return keys[event.key]()
    reading.show(nearest(reading.mark(), direction))
    if (view.scale() > 1) view.enlarge(1, middleOf(reading.mark()))
  })
}

/** The nearest mark in a direction; ways aside count double. Without one to begin at, the middle of the map. */
function nearest(mark, [right, down]) {
  const from = mark ? middleOf(mark) : { x: map.viewBox.baseVal.width / 2, y: map.viewBox.baseVal.height / 2 }
  let best = { mark, way: Number.POSITIVE_INFINITY }
  for (const other of marks) {
    const { x, y } = middleOf(other)
    const along = (x - from.x) * right + (y - from.y) * down
    const aside = Math.abs((x - from.x) * down) + Math.abs((y - from.y) * right)
    const way = Math.hypot(along, 2 * aside)
    const isAhead = mark ? along > 0.5 && aside < along * 2 : true
    if (other !== mark && isAhead && way < best.way) best = { mark: other, way }
  }
  return best.mark
}
