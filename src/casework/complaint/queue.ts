import { type ListPlace, readPlace } from '../import/list-place.ts'
import { type FileStage, fileStages } from './case-stage.ts'

/** Whose cases a queue has. */
export const queueOwners = ['mine', 'nobody', 'everyone'] as const
export type QueueOwner = (typeof queueOwners)[number]

/** What comes first: what is due, or what is oldest. */
export const queueOrders = ['due', 'age'] as const
export type QueueOrder = (typeof queueOrders)[number]

/** Which cases a page of the queue shows. */
export type QueueCriteria = {
  readonly owner: QueueOwner
  readonly order: QueueOrder
  /** Of every stage where null. */
  readonly stage: FileStage | null
  /** From the first one where undefined. */
  readonly after: ListPlace | undefined
}

/** Reads what an address asks for; whatever is no question of ours is left out. */
export function readQueueCriteria(asked: (name: string) => string, usualOwner: QueueOwner): QueueCriteria {
  return {
    owner: queueOwners.find((owner) => owner === asked('who')) ?? usualOwner,
    order: queueOrders.find((order) => order === asked('order')) ?? 'due',
    stage: fileStages.find((stage) => stage === asked('stage')) ?? null,
    after: readPlace(asked('after'), 2),
  }
}

/** Due within so many days is due soon. */
export const soonDays = 7
