import type { StatementMatter } from './statement-matter.ts'

/** Complaints about council tax, housing benefit, support and business rates. */
export const moneyMatters: readonly StatementMatter[] = [
  {
    category: 'benefits-and-tax',
    subcategory: 'Council tax',
    handling: 'how {the council} billed and recovered council tax',
    records: '[the account history|bills and reminders|the bailiff’s log]',
    duties: [
      'A council sends a bill, a reminder and a summons before it asks the magistrates for a liability order. Then it may use enforcement agents.',
      'Whether somebody has to pay, and which discount applies, can be taken to the valuation tribunal.',
      'A council should have a way of dealing with people in debt who are vulnerable.',
    ],
    issues: [
      {
        problem: 'took {them} to court for council tax that {she} did not owe',
        effect:
          '{she} [missed work for the hearing|could not rent a new flat because of the order|paid twice out of fear]',
        events: [
          '{X} told {the council} that {she} had moved',
          '{the council} sent a bill for the old address',
          '{X} sent the tenancy agreement',
          'a summons came',
          'the court made a liability order',
          '{the council} closed the account and withdrew its costs',
        ],
        fault:
          '{The council} had the agreement {weeks} before the summons and had not opened it. That was fault.',
        sound:
          '{X} had given two different dates for {her} move. {The council} asked which was right {small} times before the summons.',
        harm: '{X} had costs of {cost} on {her} account and the distress of a summons.',
      },
      {
        problem: 'did not tell enforcement agents that {she} is vulnerable',
        effect: 'an agent [stood in {her} hall and listed {her} furniture|telephoned {count} times in a day]',
        events: [
          '{X} told {the council} about {her} illness',
          '{the council} agreed to instalments',
          'one payment was late',
          'the debt was passed to agents',
          'an agent visited',
          '{the council} took the debt back',
        ],
        fault:
          'A note of the illness stood on file. It did not go to the agents with the debt. That was fault.',
        sound: 'The agents were told, held action for {weeks} and offered terms that {X} did not answer.',
        harm: '{X} had a frightening visit and fees of {cost}.',
      },
      {
        problem:
          'took {months} to give {them} [the single person’s discount|a refund|the disabled band reduction]',
        effect: '{she} went without [heating|a holiday with {her} children] to pay the bill',
        events: [
          '{X} applied',
          '{the council} asked for evidence',
          '{X} sent it twice',
          'an officer visited',
          '{the council} sent a corrected bill',
        ],
        fault: 'The evidence was complete from the start. The delay was fault.',
        sound: 'The discount began on the day {X} first sent what was needed, and the bill was right before.',
        harm: '{X} paid too much for {months} and had the trouble of chasing.',
      },
    ],
    elsewhere: [
      'There is a right of appeal to the valuation tribunal. It is reasonable to expect {X} to use it.',
      'The magistrates have made a liability order. We cannot look at what happened in court.',
    ],
    actions: {
      'provide-service': ['send {X} a corrected statement of account and agree instalments'],
      reassess: ['decide again on the discount and write with its reasons'],
      procedure: [
        'put a hold on recovery while evidence waits to be read',
        'pass notes about vulnerable people on with every debt it sends to agents',
      ],
      training: ['train recovery staff on people who are vulnerable'],
      information: [
        'rewrite its reminders so that people know how to dispute a bill',
        'remind agents of the limits to fees and visits',
      ],
    },
  },
  {
    category: 'benefits-and-tax',
    subcategory: 'Housing benefit',
    handling: 'how {the council} dealt with {her} housing benefit',
    records: '[the claim form|payment history|the overpayment letter]',
    duties: [
      'Decisions on housing benefit must be notified in writing, with the right to ask for a revision or to appeal to a tribunal.',
      'An appeal must be passed to the tribunal without delay.',
    ],
    issues: [
      {
        problem: 'did not send {her} housing benefit appeal to the tribunal for {months}',
        effect: '{cost} a month was taken from {her} benefit all that time',
        events: [
          '{the council} decided that {X} had been overpaid',
          '{X} appealed',
          '{the council} looked at the decision again',
          '{X} asked for a date',
          '{the council} sent the appeal on',
        ],
        fault: 'An appeal should go to the tribunal within four weeks. It lay in a tray. That was fault.',
        sound:
          '{X}’s letter asked for an explanation only. When {she} wrote that {she} wished to appeal, it was sent on within {weeks}.',
        harm: '{X} waited for justice and paid meanwhile.',
      },
      {
        problem: 'suspended {her} housing benefit without saying what it needed',
        effect: '{she} [fell into arrears of {sum}|was given notice by {her} landlord]',
        events: [
          '{X} reported a new job',
          '{the council} suspended the claim',
          '{X} sent pay slips',
          '{the council} asked for the same pay slips',
          'payments began again',
        ],
        fault: 'The letter names no document. That was fault.',
        sound: 'The letter lists what was needed and by when; it was sent {small} times.',
        harm: '{X} had {months} of arrears and worry.',
      },
    ],
    elsewhere: [
      'There is a right of appeal to the tribunal about housing benefit. It is reasonable to expect {X} to use it.',
    ],
    actions: {
      'provide-service': ['stop recovery until the appeal has been heard'],
      reassess: ['look again at the overpayment and what caused it'],
      procedure: ['keep a list of appeals with the date by which each has to go to the tribunal'],
      training: ['train benefit officers on what counts as an appeal'],
      information: ['name in its letters each document that is needed'],
    },
  },
  {
    category: 'benefits-and-tax',
    subcategory: 'Council tax support',
    handling: 'how {the council} decided about council tax support',
    records: '[the application|income details|the scheme]',
    duties: [
      'Each council has a scheme for help with council tax for people of working age, and a discretion to reduce bills in hardship.',
    ],
    issues: [
      {
        problem: 'refused {them} a hardship reduction of council tax without reasons',
        effect: '{she} chose between food and the bill',
        events: [
          '{X} asked for a reduction',
          '{the council} asked for bank statements',
          '{the council} refused in two lines',
          '{X} asked why',
        ],
        fault: 'A refusal without reasons cannot be checked by anybody. That was fault.',
        sound:
          '{The council} went through income and spending, gave reasons and told {X} of the right of appeal.',
        harm: '{X} does not know whether {she} should have had help.',
      },
      {
        problem: 'worked out {her} council tax support with the wrong earnings',
        effect: 'the bill changed {count} times in a year',
        events: [
          '{X} reported weekly pay',
          '{the council} took it for monthly',
          '{X} sent a table',
          'a new bill came',
          'another bill came',
        ],
        fault: '{The council} used figures from another month, again after {X} had shown it. That was fault.',
        sound: 'The earnings changed each month, and each bill follows what was reported.',
        harm: '{X} could not plan, and owed {sum} that was not {hers} to owe.',
      },
    ],
    elsewhere: ['There is a right of appeal to the valuation tribunal about support under the scheme.'],
    actions: {
      'provide-service': ['send one correct bill for the whole year'],
      reassess: ['decide the request for a hardship reduction again'],
      procedure: ['give reasons in every decision on hardship'],
      training: ['train officers on earnings that change'],
      information: ['say on its website how to ask for help in hardship'],
    },
  },
  {
    category: 'benefits-and-tax',
    subcategory: 'Business rates',
    handling: 'how {the council} dealt with business rates and grants',
    records: '[the rating list|the application for relief|account history]',
    duties: [
      'A council bills business rates by the rating list and decides on reliefs by law and its own policy.',
    ],
    issues: [
      {
        problem: 'refused {her} [shop|cafe|workshop] a relief from business rates',
        effect: 'the business [closed a branch|let two people go]',
        events: [
          '{X} applied for relief',
          '{the council} asked whether the premises were occupied',
          '{X} sent pictures and bills',
          '{the council} refused',
        ],
        fault: 'The refusal relies on a rule that its policy does not contain. That was fault.',
        sound: '{The council} followed its policy and the guidance on it, and its reasons are clear.',
        harm: '{X} cannot know what a proper decision would have been.',
      },
      {
        problem: 'billed {them} for premises that {she} had left',
        effect: 'agents asked for {sum}',
        events: [
          '{X} gave up the lease',
          'the landlord told {the council}',
          'reminders went to the empty shop',
          'agents called at {X}’s home',
        ],
        fault: 'Two letters about the end of the lease were on file and not acted on. That was fault.',
        sound: 'The lease ran on for {months} more, and {X} was liable until it ended.',
        harm: '{X} had demands for a debt that was not owed.',
      },
    ],
    elsewhere: ['The matter is before the magistrates, who can decide whether the rates are owed.'],
    actions: {
      'provide-service': ['correct the account and withdraw the agents'],
      reassess: ['decide the application for relief again'],
      procedure: ['check decisions on relief against the policy before they go out'],
      training: ['train business rates staff on its reliefs'],
      information: ['publish its policy on relief with examples'],
    },
  },
]
