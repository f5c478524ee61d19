import { z } from 'zod'
import type { Database } from '../database/connection.ts'
import { type IdentityProvider, providerId } from './identity-provider.ts'
import { staffRoles } from './role.ts'

const answerMilliseconds = 10_000

const userInfo = z.object({
  sub: z.string().min(1),
  email: z.string(),
  email_verified: z.literal(true),
})

/**
 * Whom a provider vouches for: somebody of the Ombudsman's office whose address it says is verified. Null for everybody
 * else: officers of authorities, and whoever signed in by the same account as somebody else before.
 */
export async function readVouchedStaff(
  database: Database,
  provider: IdentityProvider,
  accessToken: string | undefined,
) {
  if (accessToken === undefined) return null
  const response = await fetch(provider.userInfoUrl, {
    headers: { authorization: `Bearer ${accessToken}`, accept: 'application/json' },
    signal: AbortSignal.timeout(answerMilliseconds),
  })
  if (!response.ok) return null
  const vouched = userInfo.safeParse(await response.json())
  if (!vouched.success) return null
  const { sub, email } = vouched.data
  const staff = await database
    .selectFrom('person')
    .innerJoin('appointment', 'appointment.personId', 'person.id')
    .select('person.name')
    .where('person.email', '=', email.toLowerCase())
    .where('appointment.endedAt', 'is', null)
    .where('appointment.role', 'in', staffRoles)
    .where((where) =>
      where.not(
        where.exists(
          where
            .selectFrom('credential')
            .select('credential.id')
            .where('providerId', '=', providerId)
            .where('providerAccountId', '=', sub)
            .whereRef('credential.personId', '<>', 'person.id'),
        ),
      ),
    )
    .executeTakeFirst()
  return staff ? { id: sub, sub, email: email.toLowerCase(), emailVerified: true, name: staff.name } : null
}
