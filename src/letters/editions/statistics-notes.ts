import { absent, type BlockRule, plainBlock, variantBlock } from '../edition.ts'
import { boxes, isCompared, isNothingAtAll } from '../letter-figures.ts'

/** How to read the rings of a statistics page: alike in every edition so far. */
export const statisticsNotes: readonly BlockRule[] = [
  variantBlock('note on rings', ['with averages', 'without averages'], ({ figures }) => {
    if (isNothingAtAll(figures)) return absent
    return isCompared(figures) ? 'with averages' : 'without averages'
  }),
  plainBlock('note on few cases', ({ figures }) => !isNothingAtAll(figures)),
  plainBlock('note on empty rings', ({ figures }) => boxes(figures).some((box) => box.state === 'nothing')),
  variantBlock('note on averages', ['outside the groups', 'beside empty rings'], ({ facts, figures }) => {
    if (facts.membership.comparisonGroup === null) return 'outside the groups'
    return boxes(figures).some((box) => box.state === 'nothing') ? 'beside empty rings' : absent
  }),
]
