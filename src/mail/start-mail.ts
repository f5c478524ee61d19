import type { Database } from '../database/connection.ts'
import type { MailSettings } from './mail-settings.ts'
import { startMailWorker } from './mail-worker.ts'
import { notifyTransport } from './notify-transport.ts'
import { type Patience, usualPatience } from './patience.ts'
import { smtpTransport } from './smtp-transport.ts'
import type { Transport } from './transport.ts'

/** How many mails are on their way at once, so that a server that keeps one waiting does not keep all. */
const workerCount = 3

/** Sends what is queued by the way that is set, until it is closed. */
export function startMail(
  database: Database,
  settings: MailSettings,
  onFault: (error: unknown) => void,
): { readonly close: () => Promise<void> } {
  const workers = Array.from({ length: workerCount }, () =>
    startMailWorker({
      database,
      transport: transportOf(settings, usualPatience),
      mailsPerMinute: settings.mailsPerMinute,
      patience: usualPatience,
      onFault,
    }),
  )
  return {
    close: async () => {
      await Promise.all(workers.map(({ close }) => close()))
    },
  }
}

function transportOf(settings: MailSettings, patience: Patience): Transport {
  return settings.by === 'smtp' ? smtpTransport(settings, patience) : notifyTransport(settings, patience)
}
