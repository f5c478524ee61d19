import type { KnownAuthority } from './letter-reading.ts'

/** Invented bodies and letters in our own words, for tests of reading. */
export const inventedAuthorities: readonly KnownAuthority[] = [
  { name: 'Harrowmere District Council', kind: 'district' },
  { name: 'Mere Council', kind: 'unitary', otherNames: ['Mere Metropolitan Council'] },
  { name: 'Westmarch County Council', kind: 'county' },
  { name: 'City of Ouseby Council', kind: 'unitary' },
  { name: 'London Borough of Thamesend', kind: 'london' },
  { name: 'Severn Reach Combined Authority', kind: 'combined' },
  { name: 'Saltby-on-Sea and Fenwick District Council', kind: 'district', otherNames: ['Saltby Council'] },
]

const letterhead = `Local Government and
Social Care Ombudsman

PO Box 100, Exampleton
EX1 0AA
0300 000 0000
ombudsman.example`

const signature = `Yours sincerely

The Ombudsman
Local Government and Social Care Ombudsman`

const body2024 = `This letter reports how complaints about your organisation were decided in the
twelve months to 31 March 2024. Your figures are on the last page.

Complaints upheld. We uphold a complaint when we find fault, including fault
that was admitted before we looked.

Compliance with recommendations. It is rare for recommendations not to be
carried out, and any figure below 100% calls for your attention.

Satisfactory remedy. In these cases the organisation had upheld the complaint
itself, and we agreed that its offer put things right.

Publication
-----------

We will publish your figures and this letter on 24 July 2024 on our map, Your
council's performance (https://ombudsman.example/map).

We ran 126 online workshops during the year, for more than 1,700 people.`

/** A council with all three measures, addressed by name. */
export const councilLetter = `DEMONSTRATION: Harrowmere is an invented council. Its figures are invented.

${letterhead}

17 July 2024

By email

Ms Example-Smith
Interim Chief Executive
Harrowmere District Council

Dear Ms Example-Smith

Annual review letter 2023-24
============================

${body2024}

${signature}

Harrowmere District Council
===========================

Complaint statistics, 1 April 2023 to 31 March 2024

Complaints upheld (fault found, of complaints investigated)
-----------------------------------------------------------
50%, 1 of 2
We upheld 50% of the complaints we investigated.
Similar organisations: 63% on average.
0.8 upheld decisions per 100,000 residents; 1.2 at similar organisations.
1 upheld decision, of 2 investigations.

Compliance with recommendations (agreed actions carried out)
------------------------------------------------------------
100%, 1 of 1
In 100% of cases we were satisfied that our recommendations had been carried
out.
Similar organisations: 99% on average.
1 compliance outcome recorded. It is rare for recommendations not to be carried
out; below 100%, please look closely at each failure.

Satisfactory remedy (put right before the Ombudsman was involved)
-----------------------------------------------------------------
0%, 0 of 1
In 0% of upheld cases the organisation had offered a satisfactory remedy before
the complaint reached us.
Similar organisations: 21% on average.
0 satisfactory remedies, of 1 upheld decision.

Reading the rings
-----------------

The coloured part of a ring is your figure.

0300 000 0000
reviews@ombudsman.example
How each figure is made: ombudsman.example/method
`

/** A county with large numbers and failures to comply, addressed by post. */
export const countyLetter = councilLetter
  .replace('DEMONSTRATION: Harrowmere is an invented council. Its figures are invented.\n\n', '')
  .replaceAll('Harrowmere District Council', 'Westmarch County Council')
  .replace('Ms Example-Smith\nInterim Chief Executive', 'The Chief Executive')
  .replace('Dear Ms Example-Smith', 'Dear Chief Executive')
  .replace('50%, 1 of 2', '90%, 1,052 of 1,164')
  .replace('upheld 50%', 'upheld 90%')
  .replace('63% on', '85% on')
  .replace('0.8 upheld decisions per', '6.4 upheld decisions per')
  .replace('1.2 at', '4.5 at')
  .replace('1 upheld decision, of 2 investigations', '1,052 upheld decisions, of 1,164 investigations')
  .replace(
    '100%, 1 of 1\nIn 100% of cases we were satisfied that our recommendations had been carried\nout.',
    '96%, 46 of 48\nIn 2 cases our recommendations were not carried out.\nIn 96% of cases we were satisfied that they had been.',
  )
  .replace('1 compliance outcome recorded', '48 compliance outcomes recorded')
  .replace('0%, 0 of 1\nIn 0%', '10%, 105 of 1,052\nIn 10%')
  .replace(
    '0 satisfactory remedies, of 1 upheld decision',
    '105 satisfactory remedies, of 1,052 upheld decisions',
  )

/** A body with nothing to report, three times, and in no group. */
export const emptyLetter = `${letterhead}

The Chief Executive
Severn Reach Combined Authority

17 July 2024
By email

Dear Chief Executive

Annual review letter 2023-24

${body2024}

${signature}

Severn Reach Combined Authority

Complaint statistics, 1 April 2023 to 31 March 2024

Complaints upheld (fault found, of complaints investigated)
None investigated
We carried out no investigations about your organisation in this period.
0 investigations. A rate needs at least one, so none is given; this is not a rate of 0%.

Compliance with recommendations (agreed actions carried out)
None due
No recommendations fell due in this period.
0 compliance outcomes, and no agreed action outstanding on 31 March 2024.

Satisfactory remedy (put right before the Ombudsman was involved)
None upheld
We upheld no complaints about your organisation in this period.
0 upheld decisions, so there was nothing that could have been remedied first.

Nothing to report
An empty ring means there was nothing to count: please say “nothing to report”, not 0% or 100%.
`

/** The form of 2019-20: authorities, seminars, and investigations as the base of the third box. */
export const earlierLetter = `Local Government & Social Care OMBUDSMAN

22 July 2020

By email

Dr Sample
Director of Corporate Matters
Saltby-on-Sea & Fenwick District Council

Dear Dr Sample

Annual Review letter 2020

This letter reports how complaints about your authority were decided in the year ending 31 March 2020.

We will publish your figures and this letter on 29 July 2020 on our map.

Our seminars for link officers were attended by 178 delegates from 143 authorities.

We ran 118 training courses during the year, for more than 1,400 people. That is 47 courses more than the year
before.

Yours sincerely,

Sam Sample
Local Government and Social Care Ombudsman
Chair, Commission for Local Administration in England

Complaints upheld

38% of complaints we investigated were upheld.
Similar authorities: 45% on average.
3
upheld decisions
3 upheld decisions, of 8 detailed investigations, from 1 April 2019 to 31 March 2020.

Compliance with recommendations

In 100% of cases we were satisfied that our recommendations had been carried out.
Similar authorities: 99% on average.
2 compliance outcomes recorded.

Satisfactory remedies

In 33% of upheld cases the authority had offered a satisfactory remedy before the complaint reached us.
Similar authorities: 20% on average.
1 satisfactory remedy. Based on 8 detailed investigations.
`

/** A letter whose statistics page was lost. */
export const lostPageLetter = earlierLetter.slice(0, earlierLetter.indexOf('Complaints upheld'))
