import type { Database } from '../../database/connection.ts'
import { currentMoment } from '../../database/current-moment-store.ts'
import { forgetWhomClosedSurveysAsked, mixAnswers } from './results-store.ts'

/** Mixes anonymous answers, and forgets whom closed surveys asked. Again and again without anybody asking. */
export async function keepSurveysAnonymous(database: Database): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    await mixAnswers(transaction)
    await forgetWhomClosedSurveysAsked(transaction, await currentMoment(transaction))
  })
}
