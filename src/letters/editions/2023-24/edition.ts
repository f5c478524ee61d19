import {
  absent,
  type EditionRules,
  measureBlock,
  plainBlock,
  type Situation,
  variantBlock,
} from '../../edition.ts'
import { isClosed } from '../../letter-facts.ts'
import { isCompared, isNothingAtAll } from '../../letter-figures.ts'
import { statisticsNotes } from '../statistics-notes.ts'

/** The letter of July 2024. "Organisation" is its word for a body, the base of remedies is upheld decisions. */
export const edition202324: EditionRules = {
  name: '2023-24',
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
        [variantBlock('change of ombudsman', ['council', 'other'], councilOrOther)],
        [plainBlock('financial circumstances')],
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
        [plainBlock('survey')],
      ],
    },
  ],
  notes: statisticsNotes,
}

function councilOrOther({ facts }: Situation): 'council' | 'other' {
  return facts.membership.isCouncil ? 'council' : 'other'
}

/** The rate is explained to bodies in a comparison group, also when their own is empty this year. */
function rateOrNot({ facts, figures }: Situation): 'with rate' | 'without rate' {
  const isLeftOut = figures.upheld.state === 'figure' && figures.per100000 === null
  return facts.membership.comparisonGroup !== null && !isLeftOut ? 'with rate' : 'without rate'
}
