import { type ChildProcess, fork } from 'node:child_process'
import { createRequire } from 'node:module'
import { fileURLToPath, pathToFileURL } from 'node:url'
import type { Letter } from './letter.ts'
import type { DrawnLetter, PrintedLetter, TypesetDocument } from './letter-pdf.ts'

/** What a process is asked to make, by what it is made from. */
type Work =
  | { readonly kind: 'print' | 'draw'; readonly letter: Letter }
  | { readonly kind: 'typeset'; readonly document: TypesetDocument }

type Made = PrintedLetter | DrawnLetter

export type WorkerTask = { readonly id: number; readonly work: Work }
export type WorkerAnswer = { readonly id: number; readonly made: Made }

/** Processes that print letters, so that a fault in typesetting never ends the one that asked. */
export type LetterWorkers = {
  /** Waits its turn; letters come back as they are finished. */
  readonly print: (letter: Letter) => Promise<PrintedLetter>
  /** Another document in the look of a letter; not read back, as a letter is. */
  readonly typeset: (document: TypesetDocument) => Promise<PrintedLetter>
  /** The pages of a letter as pictures. */
  readonly draw: (letter: Letter) => Promise<DrawnLetter>
  /**
   * Has the processes started and run in by a letter that nobody gets, for somebody who is about to ask for hundreds: each
   * takes a second to start, and its first letters take longest. Once is enough.
   */
  readonly wake: (letter: Letter) => void
  /** Ends the processes; letters still under way are refused. */
  readonly close: () => void
}

/** One letter is typeset while the next already waits at the same process. */
const tasksAtOnce = 2

export function startLetterWorkers(count: number): LetterWorkers {
  const waiting: Job[] = []
  const state = { isClosed: false, nextId: 0 }
  let isAwake = false
  const workers = Array.from({ length: count }, () => startWorker(waiting, state))
  function queue<M extends Made>(work: Work): Promise<M | Interrupted> {
    if (state.isClosed) return Promise.resolve(stopped())
    return new Promise((resolve) => {
      state.nextId += 1
      // A process answers each kind of work with what that kind makes.
      const finish = (made: Made) => resolve(made as M | Interrupted)
      waiting.push({ id: state.nextId, work, finish, attempts: 0 })
      for (const worker of workers) worker.takeNext()
    })
  }
  return {
    print: (letter) => queue<PrintedLetter>({ kind: 'print', letter }),
    typeset: (document) => queue<PrintedLetter>({ kind: 'typeset', document }),
    draw: (letter) => queue<DrawnLetter>({ kind: 'draw', letter }),
    wake(letter) {
      if (isAwake) return
      isAwake = true
      for (let task = 0; task < count * tasksAtOnce; task += 1) void queue({ kind: 'print', letter })
    },
    close() {
      state.isClosed = true
      for (const worker of workers) worker.end()
      for (const job of waiting.splice(0)) job.finish(stopped())
    },
  }
}

type Job = WorkerTask & { readonly finish: (made: Made) => void; attempts: number }

type Interrupted = Extract<Made, { ok: false }>

function stopped(): Interrupted {
  return interrupted('it was stopped before the letter was made')
}

function interrupted(reason: string): Interrupted {
  return { ok: false, problems: [{ block: 'typesetting', reason }], isInterrupted: true }
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

  function onAnswer({ id, made }: WorkerAnswer) {
    underWay.get(id)?.finish(made)
    underWay.delete(id)
    takeNext()
  }

  /** A process that ended by itself is replaced; the letters it held are tried once more, then refused. */
  function onEnd(how: string) {
    child = undefined
    for (const job of underWay.values()) {
      if (state.isClosed) job.finish(stopped())
      else if (job.attempts < 2) waiting.unshift(job)
      else job.finish(interrupted(`its process ended (${how})`))
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
