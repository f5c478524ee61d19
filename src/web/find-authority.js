// Suggestions while somebody types a name. Without this script the form leads to a page of results, as it does with it.
for (const form of document.querySelectorAll('form[data-suggestions]')) suggest(form)

function suggest(form) {
  const input = form.querySelector('input')
  const list = document.createElement('ul')
  const status = document.createElement('p')
  let active = -1
  let asking = new AbortController()
  let shown = []

  list.id = `${input.id}-suggestions`
  list.className = 'find__suggestions'
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', 'Suggestions')
  list.hidden = true
  status.className = 'govuk-visually-hidden'
  status.setAttribute('role', 'status')
  input.after(list, status)
  input.setAttribute('role', 'combobox')
  input.setAttribute('aria-autocomplete', 'list')
  input.setAttribute('aria-expanded', 'false')
  input.setAttribute('aria-controls', list.id)

  input.addEventListener('input', ask)
  input.addEventListener('blur', close)
  input.addEventListener('keydown', (event) => {
    if (event.isComposing || list.hidden) return
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key]
    if (move !== undefined) {
      event.preventDefault()
      // One place before the first stands for what was typed itself.
      mark(((active + 1 + move + shown.length + 1) % (shown.length + 1)) - 1)
    } else if (event.key === 'Enter' && active >= 0) {
      event.preventDefault()
      go(shown[active])
    } else if (event.key === 'Escape') {
      event.preventDefault()
      close()
    }
  })
  // The field keeps the focus, or the list would close before the click arrives.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target.closest('[role=option]')
    if (option) go(shown[[...list.children].indexOf(option)])
  })

  async function ask() {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    const words = input.value.trim()
    if (words.length < 2) return close()
    try {
      const address = `${form.dataset.suggestions}?${new URLSearchParams({ search: words.slice(0, 120) })}`
      const response = await fetch(address, { signal })
      if (!response.ok) return close()
      const { suggestions } = await response.json()
      if (!signal.aborted) open(suggestions)
    } catch {
      if (!signal.aborted) close()
    }
  }

  function open(suggestions) {
    shown = suggestions
    list.replaceChildren(...suggestions.map(optionOf))
    list.hidden = suggestions.length === 0
    input.setAttribute('aria-expanded', String(!list.hidden))
    mark(-1)
    const count = suggestions.length
    status.textContent = count === 1 ? '1 suggestion' : `${count === 0 ? 'No' : count} suggestions`
  }

  function close() {
    asking.abort()
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    mark(-1)
    status.textContent = ''
  }

  function mark(place) {
    active = place
    for (const [index, option] of [...list.children].entries()) {
      option.setAttribute('aria-selected', String(index === place))
      if (index === place) option.scrollIntoView({ block: 'nearest' })
    }
    if (place < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', list.children[place].id)
  }

  function optionOf({ name, about }, index) {
    const option = document.createElement('li')
    const small = document.createElement('small')
    option.id = `${list.id}-${index}`
    option.setAttribute('role', 'option')
    small.className = 'find__about'
    small.textContent = about
    option.append(name, ' ', small)
    return option
  }

  function go({ name, address }) {
    input.value = name
    location.assign(address)
  }
}
