import { createHash, randomUUID } from 'node:crypto'
import { sql } from 'kysely'
import type { Database, Transaction } from '../database/connection.ts'
import { type Mail, mailFault, type RecipientState, recipientState } from './mail.ts'

/**
 * Puts mails on their way with the transaction: they leave if it commits, and only then. Returns the ids in the order
 * given. A mail that is queued already, or that cannot be sent as it is (see `mailFault`), throws.
 */
export async function queueMail(
  transaction: Transaction,
  mails: readonly Mail[],
): Promise<readonly number[]> {
  const ids: number[] = []
  for (const mail of mails) {
    const fault = mailFault(mail)
    if (fault !== undefined) throw new Error(`the mail ${mail.key} cannot be queued: ${fault}`)
    const { mailId } = await transaction
      .insertInto('mail')
      .values({
        mailKey: mail.key,
        messageId: createHash('sha256').update(mail.key).digest('hex').slice(0, 32),
        subject: mail.subject,
        body: mail.text,
        attachmentName: mail.attachment?.name ?? null,
        attachment: mail.attachment?.content ?? null,
        holdsSecret: mail.holdsSecret,
        isRehearsal: mail.isRehearsal,
      })
      .returning('mailId')
      .executeTakeFirstOrThrow()
    await transaction
      .insertInto('mailRecipient')
      .values(mail.recipients.map((recipient, place) => ({ ...recipient, mailId, place })))
      .execute()
    ids.push(mailId)
  }
  return ids
}

/** A mail that one worker has in hand, with all that its bytes are made from. */
export type MailInHand = {
  readonly mailId: number
  /** Stands for this attempt: whoever comes later has another, and a worker that slept too long finds it gone. */
  readonly claim: string
  readonly startedAt: Date
  /** Without "@" and host. */
  readonly messageId: string
  /** Null where the service that sends it has an address of its own. */
  readonly sender: string | null
  readonly subject: string
  readonly text: string
  readonly attachment: Mail['attachment']
  readonly queuedAt: Date
  readonly recipients: readonly RecipientInHand[]
}

export type RecipientInHand = {
  readonly place: number
  readonly address: string
  readonly post: string
  readonly isCopy: boolean
  readonly attemptCount: number
  /** Whether this attempt is for them; the others stand in the head of the mail alone. */
  readonly isDue: boolean
}

export type Claiming =
  | { readonly state: 'claimed'; readonly mail: MailInHand }
  /** Nothing is due. */
  | { readonly state: 'idle' }
  /** Something is due, and has to wait so long: for the number of mails a minute, or after a failure. */
  | { readonly state: 'paused'; readonly milliseconds: number }
  /** Something is due, and a person has to resume sending first. */
  | { readonly state: 'suspended' }

/** How a worker takes mail in hand. */
export type ClaimSettings = {
  /** For mail that is tried for the first time; null where the service that sends it has an address of its own. */
  readonly sender: string | null
  /** For how long a worker that is not heard of keeps a mail. */
  readonly claimSeconds: number
  /** The time a mail to so many addresses takes up before the next one may begin, whichever worker begins it. */
  readonly spacingMilliseconds: (copyCount: number) => number
}

/** Takes the next mail that is due in hand, for this worker alone. */
export async function claimMail(database: Database, settings: ClaimSettings): Promise<Claiming> {
  await markLapsed(database)
  return database.transaction().execute(async (transaction): Promise<Claiming> => {
    const mailId = (await findDue(transaction, true)) ?? (await findDue(transaction, false))
    if (mailId === undefined) return { state: 'idle' }
    const gate = await readGate(transaction)
    if (gate !== 'open') return gate
    const claim = randomUUID()
    const row = await transaction
      .updateTable('mail')
      .set({
        claimedBy: claim,
        claimedUntil: secondsFromNow(settings.claimSeconds),
        sender: sql<string>`coalesce(sender, ${settings.sender}::text)`,
      })
      .where('mailId', '=', mailId)
      .returning(['messageId', 'sender', 'subject', 'body', 'attachmentName', 'attachment', 'queuedAt'])
      .returning(sql<Date>`now()`.as('startedAt'))
      .executeTakeFirstOrThrow()
    const recipients = await transaction
      .selectFrom('mailRecipient')
      .select(['place', 'address', 'post', 'isCopy', 'attemptCount'])
      .select(sql<boolean>`${isDue}`.as('isDue'))
      .where('mailId', '=', mailId)
      .orderBy('place')
      .execute()
    const copyCount = recipients.filter((recipient) => recipient.isDue).length
    await closeGate(transaction, settings.spacingMilliseconds(copyCount))
    const { attachmentName, attachment, body, ...rest } = row
    return {
      state: 'claimed',
      mail: {
        ...rest,
        mailId,
        claim,
        text: body,
        attachment:
          attachmentName === null || attachment === null
            ? null
            : { name: attachmentName, content: attachment },
        recipients,
      },
    }
  })
}

const isDue = sql`(state = 'waiting' or state = 'trying-again' and next_try_at <= now())`

/** What a worker that is heard of no more had handed over is uncertain from then on. */
async function markLapsed(database: Database): Promise<void> {
  await sql`
    update mail_recipient
    set state = 'uncertain', answer = ${'The program stopped after the mail was handed over.'}, answered_at = now()
    from mail
    where mail.mail_id = mail_recipient.mail_id
      and mail.claimed_by is not null
      and mail.claimed_until < now()
      and mail_recipient.state = 'handing-over'
  `.execute(database)
}

/** Locks the mail that is due first, unless somebody else has it. */
async function findDue(transaction: Transaction, isUrgent: boolean): Promise<number | undefined> {
  const urgent = isUrgent ? sql`and mail.holds_secret and mail.body <> ''` : sql``
  const { rows } = await sql<{ mailId: number }>`
    select mail.mail_id
    from mail_recipient
    join mail using (mail_id)
    where ${isDue} ${urgent}
      and state in ('waiting', 'trying-again')
      and (mail.claimed_until is null or mail.claimed_until < now())
    order by next_try_at nulls first, mail_id
    limit 1
    for update of mail skip locked
  `.execute(transaction)
  return rows[0]?.mailId
}

/** Whether a mail may begin now. Until the transaction ends nobody else begins one. */
async function readGate(
  transaction: Transaction,
): Promise<'open' | Exclude<Claiming, { state: 'claimed' | 'idle' }>> {
  await sql`insert into mail_sending default values on conflict do nothing`.execute(transaction)
  const { suspendedAt, wait } = await transaction
    .selectFrom('mailSending')
    .select('suspendedAt')
    .select(sql<number>`extract(epoch from next_start_at - clock_timestamp())::float8 * 1000`.as('wait'))
    .forUpdate()
    .executeTakeFirstOrThrow()
  if (suspendedAt !== null) return { state: 'suspended' }
  return wait > 0 ? { state: 'paused', milliseconds: wait } : 'open'
}

async function closeGate(transaction: Transaction, milliseconds: number): Promise<void> {
  await transaction
    .updateTable('mailSending')
    .set({ nextStartAt: sql<Date>`clock_timestamp() + ${milliseconds}::float8 * interval '1 millisecond'` })
    .execute()
}

/** Says that the worker is still there. */
export async function renewClaim(
  database: Database,
  { mailId, claim }: MailInHand,
  claimSeconds: number,
): Promise<void> {
  await database
    .updateTable('mail')
    .set({ claimedUntil: secondsFromNow(claimSeconds) })
    .where('mailId', '=', mailId)
    .where('claimedBy', '=', claim)
    .execute()
}

/** What became of one copy in an attempt. */
export type CopyAnswer = {
  readonly place: number
  /** What was said, or what happened instead. */
  readonly answer: string
} & (
  | { readonly state: 'taken' | 'refused' | 'uncertain' | 'given-up' }
  | { readonly state: 'trying-again'; readonly afterSeconds: number }
)

/**
 * Records, before the server could have them, which copies are being handed over, and what it said of others until
 * now. False, and nothing is recorded, where the mail is not in this worker's hand any more: then it must not go on.
 */
export async function recordHandOver(
  database: Database,
  mail: MailInHand,
  places: readonly number[],
  answers: readonly CopyAnswer[],
  claimSeconds: number,
): Promise<boolean> {
  return database.transaction().execute(async (transaction) => {
    if (!(await holdClaim(transaction, mail))) return false
    const { numUpdatedRows } = await transaction
      .updateTable('mailRecipient')
      .set({
        state: 'handing-over',
        nextTryAt: null,
        attemptCount: sql`attempt_count + 1`,
        answer: null,
        answeredAt: sql`now()`,
        lookedUpAt: null,
      })
      .where('mailId', '=', mail.mailId)
      .where('place', 'in', places)
      .where('state', 'in', ['waiting', 'trying-again'])
      .executeTakeFirst()
    if (Number(numUpdatedRows) !== places.length) {
      throw new Error(`copies ${places.join(', ')} of mail ${mail.mailId} were not waiting to be handed over`)
    }
    await saveAnswers(transaction, mail, answers)
    await transaction
      .updateTable('mail')
      .set({ claimedUntil: secondsFromNow(claimSeconds) })
      .where('mailId', '=', mail.mailId)
      .execute()
    return true
  })
}

/**
 * Records what became of copies, and puts the mail down. An answer that comes after all, for a copy that has been
 * called uncertain meanwhile, still counts; one for a copy that somebody else is sending does not.
 */
export async function recordAnswers(
  database: Database,
  mail: MailInHand,
  answers: readonly CopyAnswer[],
): Promise<void> {
  await database.transaction().execute(async (transaction) => {
    if (!(await holdClaim(transaction, mail))) return
    await saveAnswers(transaction, mail, answers)
    await transaction
      .updateTable('mail')
      .set({ claimedBy: null, claimedUntil: null })
      .set({ body: sql<string>`case when holds_secret and not ${isStillWaited} then '' else body end` })
      .where('mailId', '=', mail.mailId)
      .execute()
  })
}

const isStillWaited = sql`exists (
  select from mail_recipient
  where mail_recipient.mail_id = mail.mail_id and state in ('waiting', 'trying-again', 'handing-over')
)`

async function holdClaim(transaction: Transaction, { mailId, claim }: MailInHand): Promise<boolean> {
  const held = await transaction
    .selectFrom('mail')
    .select('mailId')
    .where('mailId', '=', mailId)
    .where('claimedBy', '=', claim)
    .forUpdate()
    .executeTakeFirst()
  return held !== undefined
}

async function saveAnswers(
  transaction: Transaction,
  { mailId }: MailInHand,
  answers: readonly CopyAnswer[],
): Promise<void> {
  for (const answer of answers) {
    await transaction
      .updateTable('mailRecipient')
      .set({
        state: answer.state,
        nextTryAt: answer.state === 'trying-again' ? secondsFromNow(answer.afterSeconds) : null,
        answer: printable(answer.answer),
        answeredAt: sql`now()`,
        // A copy that was handed over is counted already.
        attemptCount: sql`attempt_count + case when state in ('waiting', 'trying-again') then 1 else 0 end`,
      })
      .where('mailId', '=', mailId)
      .where('place', '=', answer.place)
      .where('state', 'in', ['waiting', 'trying-again', 'handing-over', 'uncertain'])
      .execute()
  }
}

/** A server may say anything, at any length. */
function printable(words: string): string {
  return words
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .trim()
    .slice(0, 500)
}

/** A copy that nothing is known of, as it can be asked for. */
export type UncertainCopy = {
  readonly mailId: number
  readonly place: number
  readonly messageId: string
  readonly address: string
}

/** Copies that nothing has been known of for so long and that were not asked for since. */
export async function readUncertain(
  database: Database,
  afterSeconds: number,
): Promise<readonly UncertainCopy[]> {
  return database
    .selectFrom('mailRecipient')
    .innerJoin('mail', 'mail.mailId', 'mailRecipient.mailId')
    .select(['mail.mailId', 'place', 'messageId', 'address'])
    .where('state', '=', 'uncertain')
    .where('lookedUpAt', 'is', null)
    .where('answeredAt', '<', secondsFromNow(-afterSeconds))
    .limit(100)
    .execute()
}

/** Records what a service that can be asked said of a copy that nothing was known of. */
export async function recordLookUp(
  database: Database,
  { mailId, place }: UncertainCopy,
  found: { readonly isThere: boolean; readonly answer: string },
): Promise<void> {
  await database
    .updateTable('mailRecipient')
    .set({
      state: found.isThere ? 'taken' : 'uncertain',
      answer: printable(found.answer),
      answeredAt: sql`case when ${found.isThere} then now() else answered_at end`,
      lookedUpAt: sql`now()`,
    })
    .where('mailId', '=', mailId)
    .where('place', '=', place)
    .where('state', '=', 'uncertain')
    .execute()
}

/** What a person decides about one copy. */
export type CopyDecision = 'send-again' | 'received' | 'corrected'

/** From which states a copy can be decided about, and to which it goes. */
const decisions: Readonly<
  Record<CopyDecision, { readonly from: readonly RecipientState[]; readonly to: RecipientState }>
> = {
  'send-again': { from: ['uncertain', 'refused', 'given-up'], to: 'waiting' },
  received: { from: ['uncertain'], to: 'received' },
  corrected: { from: ['refused', 'given-up'], to: 'corrected' },
}

/**
 * Records a person's decision about a copy. False, and nothing is changed, where it stands otherwise by now. What was
 * uncertain and is sent again may arrive twice, which is counted; both copies bear the same Message-ID.
 */
export async function decideCopy(
  transaction: Transaction,
  copy: { readonly mailId: number; readonly place: number },
  decision: CopyDecision,
  decidedBy: string,
): Promise<boolean> {
  const { from, to } = decisions[decision]
  const { numUpdatedRows } = await transaction
    .updateTable('mailRecipient')
    .set({
      state: to,
      decidedBy,
      decidedAt: sql`now()`,
      attemptCount: sql`case when ${decision === 'send-again'} and state = 'given-up' then 0 else attempt_count end`,
      secondCopyCount: sql`second_copy_count
        + case when ${decision === 'send-again'} and state = 'uncertain' then 1 else 0 end`,
    })
    .where('mailId', '=', copy.mailId)
    .where('place', '=', copy.place)
    .where('state', 'in', from)
    // What was erased cannot be sent again.
    .$if(decision === 'send-again', (query) =>
      query.where((where) =>
        where('mailId', 'in', where.selectFrom('mail').select('mailId').where('body', '<>', '')),
      ),
    )
    .executeTakeFirst()
  return Number(numUpdatedRows) === 1
}

function secondsFromNow(seconds: number) {
  return sql<Date>`now() + ${seconds}::float8 * interval '1 second'`
}

/** How many copies stand in each state. */
export type CopyCounts = Readonly<Record<RecipientState, number>>

/** How many copies stand in each state, without those to a test address. */
export async function countCopies(database: Database | Transaction): Promise<CopyCounts> {
  const rows = await database
    .selectFrom('mailRecipient')
    .innerJoin('mail', 'mail.mailId', 'mailRecipient.mailId')
    .select(['state', (count) => count.fn.countAll<number>().as('count')])
    .where('isRehearsal', '=', false)
    .groupBy('state')
    .execute()
  const counts = noCopies()
  for (const { state, count } of rows) counts[recipientState(state)] = Number(count)
  return counts
}

function noCopies(): Record<RecipientState, number> {
  return {
    waiting: 0,
    'handing-over': 0,
    taken: 0,
    refused: 0,
    'trying-again': 0,
    uncertain: 0,
    'given-up': 0,
    received: 0,
    corrected: 0,
  }
}
