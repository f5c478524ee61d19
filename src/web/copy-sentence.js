// Without this script the button stays hidden and the sentence can be marked and copied by hand.
for (const button of document.querySelectorAll('button[data-copies]')) {
  const sentence = document.getElementById(button.dataset.copies)
  if (!sentence || !navigator.clipboard) continue
  const words = button.textContent
  button.hidden = false
  button.addEventListener('click', async () => {
    try {
      await navigator.clipboard.writeText(sentence.textContent.trim())
      button.textContent = 'Copied'
    } catch {
      getSelection()?.selectAllChildren(sentence)
      button.textContent = 'Marked: copy it with your keyboard'
    }
    setTimeout(() => {
      button.textContent = words
    }, 3000)
  })
}
