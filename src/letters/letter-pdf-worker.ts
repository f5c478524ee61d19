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
  const printed = await ('letter' in work ? printer.print(work.letter) : printer.typeset(work.document))
  process.send?.({ id, printed } satisfies WorkerAnswer)
}
