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
import { courseChange, isCareProviderRecord } from '../../training-comparison.ts'
import { statisticsNotes } from '../statistics-notes.ts'

/**
 * The letter of July 2020. "Authority" is its word for a body, the base of remedies is investigations. Only
 * letters to councils of that year are known: every rule here for other bodies is our own.
 */
export const edition201920: EditionRules = {
  name: '2019-20',
  hasRatePer100000: false,
  satisfactoryRemedyBase: 'investigations',
  sections: [
    {
      heading: null,
      paragraphs: [
        [
          variantBlock('opening', ['in being', 'closed'], ({ facts }) =>
            isClosed(facts) ? 'closed' : 'in being',
          ),
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
        [measureBlock('measure complaints upheld', ['text'], () => 'text')],
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
      paragraphs: [
        [
          variantBlock('publication', ['on the map', 'not on the map'], ({ facts }) =>
            facts.membership.isOnMap ? 'on the map' : 'not on the map',
          ),
        ],
      ],
    },
    {
      heading: plainBlock('resources heading'),
      paragraphs: [
        [variantBlock('using the map', ['on the map', 'not on the map'], mapOrNot)],
        [variantBlock('sharing the map', ['council', 'other'], councilOrOther)],
        [plainBlock('seminars', ({ facts }) => (facts.training.thisYear?.seminarPlaces.length ?? 0) > 0)],
        [
          variantBlock('training', ['several', 'one'], ({ facts }) =>
            facts.training.thisYear?.courseCount === 1 ? 'one' : 'several',
          ),
          variantBlock(
            'training compared',
            ['one more', 'more', 'as many', 'one fewer', 'fewer'],
            ({ facts }) => {
              const change = courseChange(facts.training)
              if (change === null) return absent
              if (change === 0) return 'as many'
              if (change > 0) return change === 1 ? 'one more' : 'more'
              return change === -1 ? 'one fewer' : 'fewer'
            },
          ),
          plainBlock('training record', ({ facts }) => isCareProviderRecord(facts.training)),
          plainBlock('training booking'),
        ],
      ],
    },
  ],
  notes: statisticsNotes,
}

function councilOrOther({ facts }: Situation): 'council' | 'other' {
  return facts.membership.isCouncil ? 'council' : 'other'
}

/** Bodies that are not on the map have not met its name yet when the letter comes to it. */
function mapOrNot({ facts }: Situation): 'on the map' | 'not on the map' {
  return facts.membership.isOnMap ? 'on the map' : 'not on the map'
}
