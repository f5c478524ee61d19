import { runInNewContext } from 'node:vm'
import { startPrinter } from './letter-pdf.ts'
import type { WorkerAnswer, WorkerTask } from './letter-pdf-workers.ts'

/** A process that does nothing but print letters and documents like them; started by letter-pdf-workers.ts. */

// Ctrl-C reaches every process of the terminal: the one that started this one decides.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))

// The PDF reader's build for this engine brings a push of its own for all arrays, written in JavaScript, only to have an
// error thrown that nothing here provokes. It takes a tenth of the time of reading; a fresh realm has the engine's.
Object.defineProperty(Array.prototype, 'push', {
  value: runInNewContext('Array.prototype.push'),
  writable: true,
  configurable: true,
  enumerable: false,
})

const printer = startPrinter()

process.on('message', (task: WorkerTask) => {
  void answer(task)
})

async function answer({ id, work }: WorkerTask) {
  process.send?.({ id, made: await make(work) } satisfies WorkerAnswer)
}

function make(work: WorkerTask['work']): Promise<WorkerAnswer['made']> {
  switch (work.kind) {
    case 'print':
      return printer.print(work.letter)
    case 'draw':
      return printer.draw(work.letter)
    case 'typeset':
      return printer.typeset(work.document)
  }
}
