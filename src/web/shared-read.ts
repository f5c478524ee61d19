/**
 * One read for all who ask at the same time. Whoever asks gets what was read after asking, never an older answer: at
 * most one read runs, and those who come meanwhile share the next.
 */
export function sharedRead<What>(read: () => Promise<What>): () => Promise<What> {
  let running: Promise<What> | undefined
  let next: Promise<What> | undefined

  function start(): Promise<What> {
    next = undefined
    const started = read().finally(() => {
      if (running === started) running = undefined
    })
    running = started
    return started
  }

  return () => {
    if (running === undefined) return start()
    // The next one begins whether or not the one before succeeded.
    next ??= running.then(start, start)
    return next
  }
}
