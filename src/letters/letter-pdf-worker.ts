import { startPrinter } from './letter-pdf.ts'
import type { WorkerAnswer, WorkerTask } from './letter-pdf-workers.ts'

/** A process that does nothing but print letters and documents like them; started by letter-pdf-workers.ts. */

// Ctrl-C reaches every process of the terminal: the one that started this one decides.
process.on('SIGINT', () => {})
process.on('disconnect', () => process.exit(0))

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
