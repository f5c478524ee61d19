// Says how far a rehearsal of letters is, and shows the page anew when it is done. Without this script a link does.
const state = document.querySelector('[data-rehearsal-progress]')
if (state) await follow(state)

async function follow(state) {
  const bar = state.querySelector('progress')
  const count = state.querySelector('.rehearsal-state__count')
  for (;;) {
    await new Promise((resolve) => setTimeout(resolve, 700))
    const answer = await fetch(state.dataset.rehearsalProgress, { headers: { accept: 'application/json' } })
    // Signed out, or moved on: the page itself says so.
    if (!answer.ok || !answer.headers.get('content-type')?.includes('json')) return location.reload()
    const { isUnderWay, done, all } = await answer.json()
    if (!isUnderWay) return location.reload()
    if (all > 0) {
      bar.max = all
      bar.value = done
      count.textContent = `${done.toLocaleString('en-GB')} of ${all.toLocaleString('en-GB')}`
    }
  }
}
