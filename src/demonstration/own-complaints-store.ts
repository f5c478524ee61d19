import type { Transaction } from '../database/connection.ts'

/** Whether any authority keeps complaints of its own here. */
export async function hasOwnComplaints(transaction: Transaction): Promise<boolean> {
  const found = await transaction.selectFrom('ownComplaint').select('reference').limit(1).executeTakeFirst()
  return found !== undefined
}
