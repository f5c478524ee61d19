import type { IsoDate } from '../../scheme/reporting-year.ts'
import { isDay } from '../../scheme/wall-clock.ts'
import { type FileStage, fileStages } from './case-stage.ts'

/** Whose cases a queue has. */
export const queueOwners = ['mine', 'nobody', 'everyone'] as const
export type QueueOwner = (typeof queueOwners)[number]

/** What comes first: what is due, or what is oldest. */
export const queueOrders = ['due', 'age'] as const
export type QueueOrder = (typeof queueOrders)[number]

/** The place of a case in an order, after which a page goes on. */
export type QueuePlace = {
  readonly day: IsoDate
  readonly authorityId: number
  readonly complaintId: number
}

/** Which cases a page of the queue shows. */
export type QueueCriteria = {
  readonly owner: QueueOwner
  readonly order: QueueOrder
  /** Of every stage where null. */
  readonly stage: FileStage | null
  /** From the first one where null. */
  readonly after: QueuePlace | null
}

/** Reads what an address asks for; whatever is no question of ours is left out. */
export function readQueueCriteria(asked: (name: string) => string, usualOwner: QueueOwner): QueueCriteria {
  return {
    owner: queueOwners.find((owner) => owner === asked('who')) ?? usualOwner,
    order: queueOrders.find((order) => order === asked('order')) ?? 'due',
    stage: fileStages.find((stage) => stage === asked('stage')) ?? null,
    after: readPlace(asked('after')),
  }
}

/** A place as it stands in an address: 2024-05-01.12.345. */
export function writePlace({ day, authorityId, complaintId }: QueuePlace): string {
  return `${day}.${authorityId}.${complaintId}`
}

function readPlace(text: string): QueuePlace | null {
  const parts = /^(\d{4}-\d\d-\d\d)\.(\d{1,9})\.(\d{1,15})$/.exec(text)
  const day = parts?.[1] ?? ''
  if (!isDay(day)) return null
  return { day, authorityId: Number(parts?.[2]), complaintId: Number(parts?.[3]) }
}

/** Due within so many days is due soon. */
export const soonDays = 7
