import {
  absent,
  type Choice,
  type EditionRules,
  measureBlock,
  plainBlock,
  type Situation,
  variantBlock,
} from '../../edition.ts'
import { isClosed } from '../../letter-facts.ts'
import { isCompared, isNothingAtAll } from '../../letter-figures.ts'
import { statisticsNotes } from '../statistics-notes.ts'

const overviews = [
  'some investigated',
  'all investigated',
  'none investigated',
  'one investigated',
  'one not investigated',
] as const

/**
 * The letter of spring 2025. From this year letters and national review are published apart, and the letter says
 * first how many complaints were dealt with and how many of them investigated.
 */
export const edition202425: EditionRules = {
  name: '2024-25',
  hasRatePer100000: true,
  satisfactoryRemedyBase: 'upheld-decisions',
  sections: [
    {
      heading: null,
      paragraphs: [
        [
          variantBlock('opening', ['compared', 'not compared', 'closed'], ({ facts, figures }) => {
            if (isClosed(facts)) return 'closed'
            return isCompared(figures) ? 'compared' : 'not compared'
          }),
        ],
        [variantBlock('overview', overviews, overviewOf)],
        [
          plainBlock('sharing', ({ facts }) => {
            if (!facts.membership.isCouncil) return false
            if (facts.hasLeader && facts.hasScrutinyChair) return true
            const missing = [
              ...(facts.hasLeader ? [] : ['no Leader']),
              ...(facts.hasScrutinyChair ? [] : ['no Chair of a scrutiny committee']),
            ]
            return {
              held: `${missing.join(' and ')} is on record to share the letter with; add the office holder`,
            }
          }),
          variantBlock('monitoring officers', ['council', 'other'], councilOrOther),
        ],
      ],
    },
    {
      heading: plainBlock('figures heading'),
      paragraphs: [
        [
          variantBlock('measures introduced', ['something to report', 'nothing at all'], ({ figures }) =>
            isNothingAtAll(figures) ? 'nothing at all' : 'something to report',
          ),
        ],
        [measureBlock('measure complaints upheld', ['with rate', 'without rate'], rateOrNot)],
        [measureBlock('measure compliance', ['text'], () => 'text')],
        [measureBlock('measure satisfactory remedy', ['text'], () => 'text')],
        [
          variantBlock('comparison', ['something to compare', 'nothing to compare'], ({ facts, figures }) => {
            if (facts.membership.comparisonGroup === null) return absent
            return isCompared(figures) ? 'something to compare' : 'nothing to compare'
          }),
        ],
        'bespoke paragraphs',
      ],
    },
    {
      heading: plainBlock('publication heading'),
      paragraphs: [[plainBlock('publication', ({ facts }) => facts.membership.isOnMap)]],
    },
    {
      heading: plainBlock('handling heading'),
      paragraphs: [
        [variantBlock('handling code', ['council', 'other'], councilOrOther)],
        [variantBlock('handling code as guidance', ['council', 'other'], councilOrOther)],
        [plainBlock('seminars', ({ facts }) => (facts.training.thisYear?.seminarPlaces.length ?? 0) > 0)],
        [
          variantBlock('training', ['several', 'one'], ({ facts }) =>
            facts.training.thisYear?.courseCount === 1 ? 'one' : 'several',
          ),
          variantBlock('training modules', ['several', 'one'], ({ facts }) => {
            const count = facts.training.thisYear?.comingModules.length ?? 0
            if (!facts.membership.isCouncil || count === 0) return absent
            return count === 1 ? 'one' : 'several'
          }),
          plainBlock('training booking'),
        ],
      ],
    },
  ],
  notes: statisticsNotes,
}

/** Left out where it is not known how many complaints were decided, and where none were. */
function overviewOf({ facts, figures }: Situation): Choice<(typeof overviews)[number]> {
  const decided = facts.figures.figures.get('decided')
  if (decided?.state !== 'calculated' || decided.numerator === 0) return absent
  const investigated = figures.upheld.state === 'figure' ? figures.upheld.own.denominator : 0
  if (decided.numerator === 1) return investigated === 1 ? 'one investigated' : 'one not investigated'
  if (investigated === 0) return 'none investigated'
  return investigated === decided.numerator ? 'all investigated' : 'some investigated'
}

function councilOrOther({ facts }: Situation): 'council' | 'other' {
  return facts.membership.isCouncil ? 'council' : 'other'
}

/** The rate is explained to bodies in a comparison group, also when their own is empty this year. */
function rateOrNot({ facts, figures }: Situation): 'with rate' | 'without rate' {
  const isLeftOut = figures.upheld.state === 'figure' && figures.per100000 === null
  return facts.membership.comparisonGroup !== null && !isLeftOut ? 'with rate' : 'without rate'
}
