/** The longest summary of a service improvement: a sentence or two. */
export const longestSummary = 300

/**
 * Why a summary of a service improvement cannot be public as it is, as one sentence that says what to do; undefined
 * where it can. Everybody reads it, also when the action is long done: it holds nobody's details and no times.
 */
export function summaryProblem(summary: string): string | undefined {
  if (summary.length > longestSummary) {
    return `The public summary has ${summary.length} characters. Shorten it to ${longestSummary}.`
  }
  for (const { pattern, what, instead } of revealing) {
    const found = pattern.exec(summary)
    if (found) return `The public summary has ${what}: “${found[0].trim()}”. ${instead}`
  }
  return undefined
}

const number =
  '(?:\\d+|a|an|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fourteen|thirty|sixty|ninety|a few|several)'
const month =
  '(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)'
const withoutTimes = 'Leave the time out; the due date says it.'
const withoutPeople = 'Leave out what tells who somebody is or how to reach them.'

const revealing = [
  {
    pattern: /[^\s@]+\s?@\s?[^\s@]+\.[^\s@]+/,
    what: 'an e-mail address',
    instead: withoutPeople,
  },
  {
    pattern: /(?:\+44|\b0)[\d\s().-]{8,}\d/,
    what: 'a telephone number',
    instead: withoutPeople,
  },
  {
    pattern: /\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b/,
    what: 'a postcode',
    instead: withoutPeople,
  },
  {
    pattern: /\b(?:Mr|Mrs|Ms|Miss|Mx|Dr|Cllr|Councillor)\.?\s+\p{Lu}[\p{L}'’-]*/u,
    what: 'a person',
    instead: withoutPeople,
  },
  {
    pattern: new RegExp(`\\b\\d{1,2}(?:st|nd|rd|th)?\\s+(?:of\\s+)?${month}\\b(?:\\s+\\d{4})?`, 'i'),
    what: 'a date',
    instead: withoutTimes,
  },
  {
    pattern: new RegExp(
      `\\b(?:by|before|until|from|in|end of|during)\\s+(?:the end of\\s+)?${month}\\b(?:\\s+\\d{4})?`,
      'i',
    ),
    what: 'a date',
    instead: withoutTimes,
  },
  {
    pattern: /\b\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}\b/,
    what: 'a date',
    instead: withoutTimes,
  },
  { pattern: /\b(?:19|20)\d\d\b/, what: 'a year', instead: withoutTimes },
  {
    pattern: new RegExp(
      `\\b(?:within|in|after|over|by)\\s+(?:the\\s+)?(?:next\\s+|following\\s+)?${number}\\s+(?:working\\s+|calendar\\s+)?(?:days?|weeks?|months?|years?)\\b`,
      'i',
    ),
    what: 'a period',
    instead: withoutTimes,
  },
  {
    pattern: /\b(?:next|this|end of the|within the)\s+(?:week|month|quarter|year|financial year)\b/i,
    what: 'a period',
    instead: withoutTimes,
  },
] as const
