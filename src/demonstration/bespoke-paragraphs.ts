import type { Authority } from '../authorities/authority.ts'
import { westmarch } from './yearly-targets.ts'

export type BespokeParagraph = {
  readonly authority: string
  readonly year: number
  readonly text: string
  readonly writtenBy: string
  readonly approvedBy: string | null
}

/** One paragraph that is approved, for the county with failures to comply, and one that holds its letter. */
export function bespokeParagraphs(authorities: readonly Authority[]): BespokeParagraph[] {
  const other = authorities.find(
    ({ kind, endsOn, slug }) => kind === 'county' && endsOn === null && slug !== westmarch.slug,
  )
  if (!other) throw new Error('there is no second county to write a paragraph for')
  return [
    {
      authority: westmarch.slug,
      year: westmarch.year,
      text: 'I am concerned that two agreed actions were not carried out. Please tell me by 30 September what has been done about them.',
      writtenBy: 'compliance.officer@ombudsman.example',
      approvedBy: 'assistant.ombudsman@ombudsman.example',
    },
    {
      authority: other.slug,
      year: westmarch.year,
      text: 'Your replies to our enquiries often came after the date we had asked for. I would welcome a conversation about what would help your officers to answer in time.',
      writtenBy: 'compliance.officer@ombudsman.example',
      approvedBy: null,
    },
  ]
}
