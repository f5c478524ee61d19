import { actingUser } from '../../authorities/acting-user.ts'
import { readInstallation } from '../../authorities/installation-store.ts'
import { type Command, CommandError } from '../../command-line/command.ts'
import { formatCount } from '../../letters/letter-words.ts'
import { readMailSettings } from '../../mail/mail-settings.ts'
import { countCopies } from '../../mail/outbox-store.ts'
import { readSendingState } from '../../mail/sending-store.ts'
import { printMoment } from '../../scheme/printed-dates.ts'
import { resumeMail } from './resumption-actions.ts'

export const mailCommands: readonly Command[] = [
  {
    name: 'mail status',
    summary: 'Say by which way mail leaves, what of it waits, and whether sending is suspended.',
    operands: '',
    options: {},
    async run({ operands, scheme, database, print }) {
      refuseWords(operands, 'mail status')
      const opened = await database()
      const installation = await readInstallation(opened.database)
      const reading = readMailSettings(process.env, installation?.isDemonstration ?? false)
      const counts = await countCopies(opened.database)
      const { suspendedAt, failure } = await readSendingState(opened.database)
      print(wayInWords(reading))
      print(
        `${formatCount(counts.taken + counts.received)} copies taken, ${formatCount(counts.waiting + counts['handing-over'])} waiting, ${formatCount(counts['trying-again'])} trying again, ${formatCount(counts.refused + counts['given-up'])} refused, ${formatCount(counts.uncertain)} uncertain.`,
      )
      if (suspendedAt !== null) {
        print(`Sending is suspended since ${printMoment(scheme, suspendedAt)}: ${failure}`)
        print('Have it put right, then run "upheld mail resume".')
      } else if (failure !== null) print(`The last try failed: ${failure}`)
    },
  },
  {
    name: 'mail resume',
    summary: 'Let sending go on after it was suspended.',
    operands: '',
    options: {},
    async run({ operands, database, print }) {
      refuseWords(operands, 'mail resume')
      const { database: opened } = await database()
      const resumed = await resumeMail(opened, actingUser())
      if (!resumed.ok) throw new CommandError(resumed.reason)
      print('Sending goes on wherever "upheld start" runs.')
    },
  },
]

function refuseWords(operands: readonly string[], name: string): void {
  if (operands.length > 0) throw new CommandError(`"upheld ${name}" takes no further words.`, 2)
}

function wayInWords(reading: ReturnType<typeof readMailSettings>): string {
  if (!reading.ok) return reading.reason
  const { settings } = reading
  if (settings === null) {
    return 'No way to send mail is set: give SMTP_URL and MAIL_FROM, or NOTIFY_API_KEY and NOTIFY_TEMPLATE_ID.'
  }
  const way =
    settings.by === 'smtp' ? `the mail server ${settings.host}, port ${settings.port}` : 'GOV.UK Notify'
  return `Mail leaves by ${way}, at up to ${formatCount(settings.mailsPerMinute)} mails a minute.`
}
