import { peopleCommands } from './accounts/people-commands.ts'
import { auditCommands } from './audit/audit-commands.ts'
import { authoritiesCommands, initCommand } from './authorities/authority-commands.ts'
import { bankHolidayCommands } from './authorities/bank-holiday-commands.ts'
import { boundaryCommands } from './authorities/boundary-commands.ts'
import { similarAuthoritiesCommands } from './authorities/similar-authorities-commands.ts'
import { complaintCommands } from './casework/complaint/complaint-commands.ts'
import { caseworkCommands } from './casework/import/casework-commands.ts'
import { publicationCommands } from './casework/import/publication-commands.ts'
import type { Command } from './command-line/command.ts'
import { cycleCommands } from './cycle/cycle-commands.ts'
import { databaseCommands } from './database/database-commands.ts'
import { demonstrationCommands } from './demonstration/demonstration-commands.ts'
import { handlingCodeCommands } from './handling-code/handling-code-commands.ts'
import { loadCode } from './handling-code/provisions/code-actions.ts'
import { bespokeParagraphCommands } from './letters/bespoke-paragraph-commands.ts'
import { letterCommands } from './letters/letter-commands.ts'
import { readingCommands } from './letters/reading/reading-commands.ts'
import { nationalReviewCommands } from './review/national-review-commands.ts'
import { releaseCommands } from './review/release-commands.ts'
import { verifyCommands } from './review/sealing/verify-commands.ts'
import { mailCommands } from './review/sending/mail-commands.ts'
import { statisticsCommands } from './statistics/statistics-commands.ts'
import { trainingCommands } from './training/training-commands.ts'

/** Every command of `upheld`, in the order in which `upheld help` lists them. */
export const commands: readonly Command[] = [
  {
    name: 'start',
    summary: 'Serve the site; an empty database is filled with the demonstration first.',
    operands: '',
    options: {},
    // The site is loaded for this command alone; the others start the quicker for it.
    run: async (invocation) => (await import('./start.ts')).start(invocation),
  },
  {
    name: 'site',
    summary: 'Serve the public site alone, with no address but DATABASE_PUBLIC_URL or DATABASE_REPLICA_URL.',
    operands: '',
    options: {},
    run: async (invocation) => (await import('./site.ts')).site(invocation),
  },
  ...demonstrationCommands,
  initCommand(loadCode),
  ...authoritiesCommands,
  ...boundaryCommands,
  ...similarAuthoritiesCommands,
  ...bankHolidayCommands,
  ...cycleCommands,
  ...trainingCommands,
  ...handlingCodeCommands,
  ...caseworkCommands,
  ...complaintCommands,
  ...publicationCommands,
  ...statisticsCommands,
  ...letterCommands,
  ...bespokeParagraphCommands,
  ...releaseCommands,
  ...verifyCommands,
  ...nationalReviewCommands,
  ...mailCommands,
  ...readingCommands,
  ...peopleCommands(async () => (await import('./sign-in-settings.ts')).readSiteUrl()),
  ...databaseCommands,
  ...auditCommands,
]
