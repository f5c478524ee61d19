import type { CycleSettings } from '../../cycle/cycle-settings.ts'
import { findCycle } from '../../cycle/cycle-store.ts'
import { type Source, sharedCycles } from '../site/shared-reads-store.ts'

/** Where the Ombudsman can be reached, as the latest letters say; undefined before there are any. */
export async function readContact(source: Source): Promise<CycleSettings['contacts'] | undefined> {
  const [latest] = await sharedCycles(source)
  return latest && (await findCycle(source.database, latest.year))?.settings.contacts
}
