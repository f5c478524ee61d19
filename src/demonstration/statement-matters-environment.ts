import type { StatementMatter } from './statement-matter.ts'

/** Complaints about waste, nuisance, licensing, trees and burial grounds. */
export const environmentMatters: readonly StatementMatter[] = [
  {
    category: 'environment',
    subcategory: 'Refuse and recycling',
    handling: 'how {the council} collected {her} waste',
    records: '[the collection crew’s logs|reports of missed bins|vehicle tracking]',
    duties: [
      'A council must collect household waste. It decides on which day, from where, and in which containers.',
      'People who cannot move their bins can have an assisted collection.',
    ],
    issues: [
      {
        problem:
          'missed {count} of {her} [assisted|garden waste|recycling|food waste] collections in {months}',
        effect:
          '[the bins overflowed and drew rats|{she} paid for a service that {she} did not get|{she} had to drag the bins out {herself} after an operation]',
        events: [
          '{X} reported the first missed collection',
          '{the council} promised to come back in two days',
          'the crew logged that the bin was not out',
          '{X} sent pictures of the bin at the kerb',
          'a supervisor said that he would ride with the crew',
          'collections were missed again',
        ],
        fault:
          'One missed bin is no fault that we would look at. {Count} in a row, after a promise to watch the round, are.',
        sound:
          'The vehicle’s camera shows that the bin was not out on {small} of the days. The others were collected the day after.',
        harm: '{X} had the frustration of reporting the same thing again and again, and {cost} spent on [trips to the tip|a subscription].',
      },
      {
        problem: 'fined {them} for fly-tipping [a box|one bag] left beside a full recycling bank',
        effect: '{she} [paid because {she} feared a court|could not afford it]',
        events: [
          'an officer found a label with {X}’s address',
          '{the council} sent a fixed penalty of {cost}',
          '{X} explained that the bank was full',
          '{the council} refused to withdraw it',
        ],
        fault:
          'The policy says that officers first offer a talk. None was offered, and the letter said wrongly that there could be no discussion. That was fault.',
        sound:
          'The sign says that nothing may be left beside the bank. {The council} considered the explanation and gave its reasons.',
        harm: '{X} paid a penalty that {she} might not have had to.',
      },
    ],
    elsewhere: [
      'A fixed penalty can be disputed before the magistrates. It is reasonable to expect {X} to use that way.',
    ],
    actions: {
      'provide-service': ['collect from {X} as agreed and check each collection for three months'],
      reassess: ['consider again whether the penalty should stand'],
      procedure: [
        'have repeated missed collections passed to a supervisor without being asked',
        'change its penalty letters so that people are told how to put their case',
      ],
      training: ['brief collection crews on assisted collections'],
      information: [
        'put a list of assisted collections into the cabs of its vehicles',
        'tell residents at once when rounds are not finished',
      ],
    },
  },
  {
    category: 'environment',
    subcategory: 'Noise',
    handling: 'how {the council} looked into the noise',
    records: '[diary sheets|recordings from the noise meter|officers’ visit notes]',
    duties: [
      'A council must take reasonable steps to look into complaints of noise that may be a statutory nuisance.',
      'Whether noise is a nuisance is for a qualified officer to judge, by its time, length, kind and effect on an average person.',
    ],
    issues: [
      {
        problem:
          'did not act for {months} on noise from [a bar|an extractor fan|dogs|a neighbour’s parties|a car wash]',
        effect: '{she} [slept in the kitchen|took sleeping tablets|could not open a window all summer]',
        events: [
          '{X} reported the noise',
          '{the council} sent diary sheets',
          '{X} returned them filled in',
          'officers listened from {X}’s home on {small} evenings',
          '{the council} put in a recorder',
          'an officer said that there was no nuisance',
        ],
        fault:
          'The diaries lay unread for {weeks}, and the recorder was put in after the noise had ended for the season. The delay was fault.',
        sound:
          'Officers visited at the times {X} had named, listened to the recordings and explained why the noise, though annoying, was no nuisance in law.',
        harm: '{X} was left with noise for {months} longer than {she} might have been.',
      },
      {
        problem: 'closed {her} noise complaint without listening to the recordings {she} had made',
        effect: '{she} felt that nobody believed {them}',
        events: [
          '{X} began to use {the council}’s recording app',
          '{X} sent {count} recordings',
          'an officer closed the case for lack of evidence',
          '{X} asked what had been heard',
          '{the council} opened the case again',
        ],
        fault: 'The app’s log shows that the recordings were not played. Closing the case was fault.',
        sound: 'The officer played every recording. Most had little on them, as {the council} told {X}.',
        harm: '{X} lost time and trust. Whether there was a nuisance then cannot be known now.',
      },
    ],
    elsewhere: ['{X} can ask a magistrate {herself} to order that a nuisance be stopped.'],
    actions: {
      'provide-service': ['visit {X} at night and weekends to witness the noise'],
      reassess: ['look at the evidence of noise again by another officer'],
      procedure: ['set times for answering diary sheets and recordings, and monitor them'],
      training: ['train officers who take noise reports on evidence from the app'],
      information: ['explain to people who report noise what counts as a nuisance in law'],
    },
  },
  {
    category: 'environment',
    subcategory: 'Antisocial behaviour',
    handling: 'how {the council} answered reports of antisocial behaviour',
    records: '[case notes shared with the police|the risk assessment|the case review]',
    duties: [
      'A council can use warnings, agreements and orders against antisocial behaviour. It decides which, but has to consider them.',
      'Somebody who has made several reports can ask for a case review by all bodies involved.',
    ],
    issues: [
      {
        problem:
          'took no effective action on [threats|drug dealing|a neighbour who banged on the walls|motorbikes on the green] for {months}',
        effect:
          '{she} [stopped using the front door|fitted cameras for {cost}|was afraid for {her} children]',
        events: [
          '{X} reported incidents and gave the police’s number',
          '{the council} wrote to the neighbour',
          '{X} kept a log of {count} incidents',
          'officers met the police',
          '{X} asked for a case review',
          'the review made recommendations',
        ],
        fault:
          'There was no risk assessment, though {X} had said that {she} was threatened. Each report was treated as the first. That was fault.',
        sound:
          '{The council} assessed the risk, warned the neighbour and offered mediation. The police had found too little evidence for more.',
        harm: '{X} was left [anxious|without support] for {months}.',
      },
      {
        problem: 'refused {her} request for a case review of antisocial behaviour',
        effect: '{she} had nobody left to turn to',
        events: [
          '{X} made a third report within six months',
          '{X} asked for a review',
          '{the council} said that the threshold was not met',
          '{X} sent the reports again',
        ],
        fault:
          'Three reports in six months met the threshold that {the council} has published. The refusal was fault.',
        sound:
          'Two of the reports were about the same evening, and {the council} explained how it counts them.',
        harm: 'Several bodies could have worked together {months} sooner.',
      },
    ],
    elsewhere: ['The behaviour reported is a matter for the police, which we cannot look at.'],
    actions: {
      'provide-service': ['name one officer who answers {X}’s reports'],
      reassess: ['hold a case review with the police and the landlord'],
      procedure: ['add a risk assessment to the first contact about antisocial behaviour'],
      training: ['train officers on the powers there are and on recording why one is chosen'],
      information: ['publish how to ask for a case review'],
    },
  },
  {
    category: 'environment',
    subcategory: 'Pollution and nuisance',
    handling: 'how {the council} looked into [smoke|smells|dust] near {her} home',
    records: '[officers’ visit notes|the operator’s permit|air samples]',
    duties: [
      'A council must look into smoke, smells, dust and light that may be a statutory nuisance, and serve a notice where it is.',
    ],
    issues: [
      {
        problem:
          'did not deal with [smoke from a wood burner|smells from a takeaway|dust from a yard|floodlights of a sports ground]',
        effect: '{her} [asthma got worse|washing came in black|children slept badly]',
        events: [
          '{X} reported it with dates and times',
          'an officer visited by day',
          '{X} said that it happened after dark',
          '{the council} wrote to the owner',
          'the officer closed the case',
        ],
        fault:
          'Every visit was by day, although each report was of the evening. That was no proper look, and was fault.',
        sound:
          'The officer came on {small} evenings, noted a slight smell that was soon gone, and told {X} why no notice followed.',
        harm: '{X} does not know whether there was a nuisance, and had it for {months} meanwhile.',
      },
      {
        problem: 'did not test land behind {her} home for contamination',
        effect: '{she} stopped growing vegetables and cannot sell',
        events: [
          'builders found [ash|old tanks]',
          '{X} asked what was known',
          '{the council} searched its register',
          'a consultant took samples',
        ],
        fault:
          '{The council} had a survey in its own archive and did not look there for {months}. That was fault.',
        sound:
          '{The council} inspects land in an order of risk it has published, in which this site comes late.',
        harm: '{X} had {months} of worry that an earlier answer would have spared {them}.',
      },
    ],
    elsewhere: ['The site works under a permit of the national regulator, to which the complaint should go.'],
    actions: {
      'provide-service': ['visit at the times named and share the findings'],
      reassess: ['look at the reports again and decide whether there is a nuisance'],
      procedure: ['ask officers to plan visits for the times of day that were reported'],
      training: ['train duty officers on smells and light as nuisance'],
      information: ['give people who report smoke a short guide to what can be done'],
    },
  },
  {
    category: 'environment',
    subcategory: 'Licensing',
    handling: 'how {the council} dealt with a licence',
    records: '[the licence application|minutes of the sub-committee|the licensing policy]',
    duties: [
      'A licensing authority decides on what it has before it, after a fair hearing, and gives reasons.',
    ],
    issues: [
      {
        problem: 'took {months} to renew {her} [taxi driver’s|street trading|kennel] licence',
        effect: '{she} lost {sum} of earnings',
        events: [
          '{X} applied before the old licence ended',
          '{the council} asked for a medical certificate',
          '{X} sent it',
          'the criminal record check was [sent to another address|not asked for]',
          '{the council} issued the licence',
        ],
        fault: '{The council} asked for the check {weeks} late and mislaid a certificate. That was fault.',
        sound:
          'The time went in waiting for a check that others carry out, and {the council} told {X} of each step.',
        harm: '{X} could not work for {weeks} because of the delay.',
      },
      {
        problem: 'did not tell residents of an application for [late opening|a music licence|a betting shop]',
        effect: '{she} has customers outside {her} bedroom until two in the morning',
        events: [
          'the owner applied',
          'a notice was put in the window',
          'no one objected',
          'the licence was granted',
          '{X} asked for a review',
        ],
        fault: 'The notice was white and inside the shop. {The council} checked neither. That was fault.',
        sound: 'The notice was in the form and place that the law asks for, as a dated picture shows.',
        harm: '{X} lost the chance to object; {she} can still ask for a review.',
      },
    ],
    elsewhere: ['There is a right of appeal to the magistrates’ court against a licensing decision.'],
    actions: {
      'provide-service': ['decide {X}’s outstanding application without a further fee'],
      reassess: ['review the licence with the residents’ evidence'],
      procedure: ['send reminders for checks before a licence runs out'],
      training: ['train licensing officers on public notices'],
      information: ['publish all licence applications in one list'],
    },
  },
  {
    category: 'environment',
    subcategory: 'Trees',
    handling: 'how {the council} looked after a tree near {her} home',
    records: '[the tree officer’s inspection|the preservation order|letters about roots]',
    duties: [
      'A council inspects its trees for safety. It need not cut a tree because it takes light or drops leaves.',
    ],
    issues: [
      {
        problem: 'did not prune [an oak|a lime tree|a row of poplars] that overhangs {her} home',
        effect: '{she} clears the gutters {small} times a year and has no light in the kitchen',
        events: [
          '{X} asked for the tree to be cut back',
          'a tree officer inspected it',
          '{the council} said that it was healthy',
          'a branch fell',
          '{the council} cut back the crown',
        ],
        fault: 'The inspection recommended works within a year. They were never ordered. That was fault.',
        sound:
          'The officer found the tree sound, and the policy says that light and leaves are no ground for pruning.',
        harm: 'The branch damaged {X}’s shed. Insurers have paid for it; the worry remains.',
      },
      {
        problem: 'let a protected tree beside {her} home be felled',
        effect: 'the garden has lost its shade and the birds',
        events: [
          'a neighbour asked for consent',
          '{the council} gave no answer in eight weeks',
          'contractors felled the tree',
          '{X} sent pictures',
        ],
        fault: 'The order was missing from the map that officers use. That was fault.',
        sound:
          'An expert found the tree to be dangerous. No consent was needed, and {the council} has asked for another to be planted.',
        harm: 'The loss cannot be undone. A replacement is the best that can be had.',
      },
    ],
    elsewhere: ['Any damage is a claim for insurers and the courts, which can say who has to pay.'],
    actions: {
      'provide-service': ['prune the tree as its inspection recommended'],
      reassess: ['inspect the tree again and write to {X}'],
      procedure: ['follow works that an inspection recommends until they are done'],
      training: ['train planning staff on the register of preservation orders'],
      information: ['publish its policy on trees, with what it will and will not do'],
    },
  },
  {
    category: 'environment',
    subcategory: 'Cemeteries and crematoria',
    handling: 'how {the council} looked after a family grave',
    records: '[the burial register|the plan of the cemetery|memorial inspection notes]',
    duties: ['A burial authority must keep an accurate register and plan of graves.'],
    issues: [
      {
        problem: 'sold a grave that {her} family had reserved',
        effect: 'the family [cannot be buried together|learned of it on the day of a funeral]',
        events: [
          '{X} arranged a funeral',
          'staff could not find the reservation',
          '{X} found the deed from {her} grandparents’ time',
          '{the council} offered another plot',
        ],
        fault: 'The register and the plan do not agree, and staff relied on one of them. That was fault.',
        sound:
          'The deed had run out after 50 years, and {small} letters to renew it had gone to the last address known.',
        harm: 'It caused distress at the worst time, which no payment can undo.',
      },
      {
        problem:
          'laid down the headstone of {her} [mother|father|husband’s grave] without telling the family',
        effect: '{she} found it [face down in wet grass|broken] on an anniversary',
        events: [
          '{the council} tested memorials',
          'an inspector marked the stone as unsafe',
          'workers laid it flat',
          '{X} asked who would put it back',
        ],
        fault:
          '{The council} had {X}’s address and did not write. Its policy asks for a letter and a notice. That was fault.',
        sound:
          'The stone moved at a touch. {The council} put up a notice and wrote to the holder of the deed.',
        harm: '{X} was deeply upset.',
      },
    ],
    elsewhere: [],
    actions: {
      'provide-service': ['put the memorial back and guarantee it'],
      reassess: ['search its records again and tell the family what they show'],
      procedure: ['compare its register of graves with the plan, section by section'],
      training: ['train cemetery staff on speaking with bereaved families'],
      information: ['write to holders of deeds about the inspection of memorials'],
    },
  },
]
