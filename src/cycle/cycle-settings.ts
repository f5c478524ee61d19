import { z } from 'zod'

/**
 * What an operator sets for one cycle's letters: who signs, how the office is reached, and the addresses the
 * letters send people to. Stored with the cycle, so that an old letter keeps the contacts it was sent with.
 */
export const cycleSettingsSchema = z.strictObject({
  /** Name of the office as the letterhead breaks it into lines. */
  letterhead: z.array(z.string().min(1)).min(1).max(3),
  contacts: z.strictObject({
    addressLines: z.array(z.string().min(1)).min(1).max(4),
    telephone: z.string().min(1),
    email: z.email(),
    website: z.string().min(1),
  }),
  signatory: z.strictObject({
    name: z.string().min(1),
    lines: z.array(z.string().min(1)).min(1),
  }),
  /** A line beneath the letterhead in an anniversary year. */
  anniversary: z.string().min(1).optional(),
  /** Whole addresses with https://; letters print them without it. */
  addresses: z.strictObject({
    map: z.url(),
    method: z.url(),
    handlingCode: z.url(),
    training: z.url(),
    survey: z.url(),
  }),
})

export type CycleSettings = z.infer<typeof cycleSettingsSchema>
