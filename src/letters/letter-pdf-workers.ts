import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Letter } from './letter.ts'
import type { PrintedLetter, TypesetDocument } from './letter-pdf.ts'

type Work = { readonly letter: Letter } | { readonly document: TypesetDocument }

export type WorkerTask = { readonly id: number; readonly work: Work }
export type WorkerAnswer = { readonly id: number; readonly printed: PrintedLetter }

/** Processes that print letters, so that a fault in typesetting never ends the one that asked. */
export type LetterWorkers = {
  /** Waits its turn; letters come back as they are finished. */
  readonly print: (letter: Letter) => Promise<PrintedLetter>
  /** Another document in the look of a letter; not read back, as a letter is. */
  readonly typeset: (document: TypesetDocument) => Promise<PrintedLetter>
  /** Ends the processes; letters still under way are refused. */
  readonly close: () => void
}

/** One letter is typeset while the next already waits at the same process. */
const tasksAtOnce = 2

export function startLetterWorkers(count: number): LetterWorkers {
  const waiting: Job[] = []
  const state = { isClosed: false, nextId: 0 }
  const workers = Array.from({ length: count }, () => startWorker(waiting, state))
  function queue(work: Work): Promise<PrintedLetter> {
    if (state.isClosed) return Promise.resolve(stopped())
    return new Promise((finish) => {
      state.nextId += 1
      waiting.push({ id: state.nextId, work, finish, attempts: 0 })
      for (const worker of workers) worker.takeNext()
    })
  }
  return {
    print: (letter) => queue({ letter }),
    typeset: (document) => queue({ document }),
    close() {
      state.isClosed = true
      for (const worker of workers) worker.end()
      for (const job of waiting.splice(0)) job.finish(stopped())
    },
  }
}

type Job = WorkerTask & { readonly finish: (printed: PrintedLetter) => void; attempts: number }

function stopped(): PrintedLetter {
  return {
    ok: false,
    problems: [{ block: 'typesetting', reason: 'it was stopped before the letter was made' }],
  }
}

function startWorker(waiting: Job[], state: { readonly isClosed: boolean }) {
  const underWay = new Map<number, Job>()
  let child: ChildProcess | undefined

  function takeNext() {
    while (!state.isClosed && underWay.size < tasksAtOnce) {
      const job = waiting.shift()
      if (!job) return
      child ??= startChild(onAnswer, onEnd)
      underWay.set(job.id, job)
      job.attempts += 1
      child.send({ id: job.id, work: job.work } satisfies WorkerTask)
    }
  }

  function onAnswer({ id, printed }: WorkerAnswer) {
    underWay.get(id)?.finish(printed)
    underWay.delete(id)
    takeNext()
  }

  /** A process that ended by itself is replaced; the letters it held are tried once more, then refused. */
  function onEnd(how: string) {
    child = undefined
    for (const job of underWay.values()) {
      if (state.isClosed) job.finish(stopped())
      else if (job.attempts < 2) waiting.unshift(job)
      else
        job.finish({ ok: false, problems: [{ block: 'typesetting', reason: `its process ended (${how})` }] })
    }
    underWay.clear()
    takeNext()
  }

  function end() {
    child?.disconnect()
    child?.kill()
  }

  return { takeNext, end }
}

/**
 * The worker is TypeScript, so it needs tsx. The PDF reader comes first, because tsx would rewrite and map its 3 MB
 * of ready JavaScript: half the time a worker takes to start, and half its memory.
 */
const preloaded = ['pdfjs-dist/legacy/build/pdf.mjs', 'pdfjs-dist/legacy/build/pdf.worker.mjs', 'tsx/esm']

const { resolve } = createRequire(import.meta.url)

function addressOf(module: string): string {
  return pathToFileURL(resolve(module)).href
}

function startChild(onAnswer: (answer: WorkerAnswer) => void, onEnd: (how: string) => void): ChildProcess {
  const child = fork(fileURLToPath(new URL('./letter-pdf-worker.ts', import.meta.url)), {
    // Nothing of the parent's own arguments is meant for the worker. Reading PDFs leaves much to collect, which
    // Node would put off: with a small heap memory stays flat, at no cost in time.
    execArgv: ['--max-old-space-size=256', ...preloaded.flatMap((module) => ['--import', addressOf(module)])],
    serialization: 'advanced',
  })
  child.on('message', onAnswer)
  let hasEnded = false
  const endOnce = (how: string) => {
    if (hasEnded) return
    hasEnded = true
    onEnd(how)
  }
  child.on('error', (error) => endOnce(error.message))
  child.on('exit', (code, signal) => endOnce(signal ?? `exit code ${code}`))
  return child
}
