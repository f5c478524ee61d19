import type { Database } from '../database/connection.ts'
import type { Scheme } from '../scheme/scheme.ts'
import type { Site } from '../web/layout.tsx'
import type { VisitorLimits } from './visitor-limits.ts'

/**
 * What pages for people without an account are made from. They book places and answer surveys, and have nothing but
 * their own role: no page of theirs can reach what the owner of the database can.
 */
export type VisitorDesk = {
  /** As the role of visitors: it sees the schema `visitor` and nothing else. */
  readonly visitor: Database
  readonly scheme: Scheme
  readonly site: Site
  /** Signs what stands in forms and links, so that none can be made up. */
  readonly secret: string
  /** The address of the site as people type it. */
  readonly siteUrl: string
  readonly limits: VisitorLimits
}
