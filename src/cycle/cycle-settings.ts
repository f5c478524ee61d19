import { z } from 'zod'

/** Readers are sent there from a letter, so nothing but the secure web will do; localhost is for trying out. */
const address = z.url().refine((text) => /^(https:\/\/|http:\/\/localhost(?=[:/]|$))/i.test(text), {
  error: 'write a whole address, beginning with https://',
})

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
    map: address,
    method: address,
    handlingCode: address,
    training: address,
    survey: address,
  }),
})

export type CycleSettings = z.infer<typeof cycleSettingsSchema>
