import type { StatementMatter } from './statement-matter.ts'

/** Complaints about members, land, leisure, contracts, elections and what belongs nowhere else. */
export const corporateMatters: readonly StatementMatter[] = [
  {
    category: 'corporate',
    subcategory: 'Councillor conduct and standards',
    handling: 'how {the council} considered a complaint about a member',
    records: '[the monitoring officer’s notes|the code of conduct|views of the independent person]',
    duties: [
      'Complaints about members go to the monitoring officer, who decides whether to look into them after hearing an independent person.',
      'We look at how such a complaint was handled, not at what the member did.',
    ],
    issues: [
      {
        problem:
          'did not properly consider {her} complaint that a member [was rude to {them} at a meeting|posted about {them} online|had an undeclared interest]',
        effect: 'the member [still sits on the committee|repeats the remarks]',
        events: [
          '{X} complained to the monitoring officer',
          'the monitoring officer asked the member for an answer',
          'an independent person gave a view',
          '{the council} closed the complaint',
          '{X} asked for reasons',
        ],
        fault:
          'The decision was made without the view of the independent person that the procedure asks for. That was fault.',
        sound:
          'The monitoring officer followed the procedure, heard the independent person and explained the decision.',
        harm: '{X} was left uncertain whether the complaint had a fair hearing.',
      },
      {
        problem: 'took {months} to decide on {her} complaint about a member',
        effect: 'an election passed in the meantime',
        events: [
          '{X} complained',
          'the first officer left',
          '{X} asked what was happening',
          'an outside investigator was appointed',
          'the report was finished',
        ],
        fault: 'The procedure names {weeks}. Nobody told {X} why it took longer. That was fault.',
        sound: '{Small} witnesses had to be heard, and {X} was told of each delay.',
        harm: '{X} waited too long and had to ask too often.',
      },
    ],
    elsewhere: ['The complaint is about a parish council, which we cannot look at.'],
    actions: {
      'provide-service': ['write to {X} with the outcome and reasons'],
      reassess: ['consider the complaint about the member again with an independent person'],
      procedure: ['add time limits and a record of the independent person’s view to its standards procedure'],
      training: ['train members on the code of conduct and on social media'],
      information: ['publish how complaints about members are handled'],
    },
  },
  {
    category: 'corporate',
    subcategory: 'Land and property',
    handling: 'how {the council} dealt with land beside {her} property',
    records: '[the title plan|the valuer’s report|letters between solicitors]',
    duties: [
      'Selling or letting land is mostly a commercial matter. We can look at whether people were treated fairly on the way to it.',
    ],
    issues: [
      {
        problem: 'withdrew from selling {them} a strip of land after {months}',
        effect: '{she} had spent {sum} on a surveyor and a solicitor',
        events: [
          '{X} asked to buy the land',
          'an officer named a price',
          '{X} accepted it',
          'another department objected',
          '{the council} withdrew',
        ],
        fault:
          'Nobody had asked the other department before a price was named. {X} was led on, which was fault.',
        sound:
          'Every letter was marked “subject to contract”, and {X} was told to wait before {she} spent money.',
        harm: '{X} had costs that would not have arisen.',
      },
      {
        problem: 'raised the rent of {her} [allotment|market stall|beach hut] without notice',
        effect: '{she} had to give it up after {count} years',
        events: [
          '{the council} reviewed its charges',
          'a bill came',
          '{X} asked for the decision',
          '{the council} published its report',
        ],
        fault: 'The agreement asks for a year’s notice. None was given. That was fault.',
        sound: 'Notice was given a year before, by letter and on the board.',
        harm: '{X} lost what {she} might have kept for another season.',
      },
    ],
    elsewhere: ['Who owns the land is a question for the land registry and the courts.'],
    actions: {
      'provide-service': ['refund the costs that {X} can show'],
      reassess: ['consider the request for the land again'],
      procedure: ['consult all departments before it names a price for land'],
      training: ['train property officers on what to tell people who ask to buy'],
      information: ['publish how requests for land are decided'],
    },
  },
  {
    category: 'corporate',
    subcategory: 'Leisure and culture',
    handling: 'how {the council} ran [a leisure centre|a library|a museum|a playing field]',
    records: '[booking records|the operator’s report|rules of the centre]',
    duties: [
      'What leisure services there are is for a council to decide. Where a company runs them for it, the council still answers for them.',
    ],
    issues: [
      {
        problem: 'banned {them} from a [leisure centre|library|swimming pool] without a hearing',
        effect: '{she} lost {her} only [exercise|place to use a computer]',
        events: [
          'staff and {X} had an argument',
          'a letter banned {X} for a year',
          '{X} asked what {she} was said to have done',
          '{the council} upheld the ban',
        ],
        fault: 'The policy gives a right to be heard first. {X} was not. That was fault.',
        sound: '{X} was invited to a meeting, and witnesses were heard before the ban.',
        harm: '{X} lost a service, perhaps without good reason.',
      },
      {
        problem:
          'did not refund {her} [swimming lessons|hall booking|gym membership] when the building closed',
        effect: '{she} paid for {months} of nothing',
        events: [
          'the building closed for repairs',
          '{X} asked for a refund',
          'the operator offered a voucher',
          '{X} complained',
        ],
        fault: 'The terms promise a refund. It was not given until we asked. That was fault.',
        sound: 'The terms promise other dates, which were offered.',
        harm: '{X} was out of pocket and had to argue.',
      },
    ],
    elsewhere: [],
    actions: {
      'provide-service': ['refund what {X} paid'],
      reassess: ['hear {X} and decide on the ban again'],
      procedure: ['add a right to be heard to its policy on bans'],
      training: ['train centre staff on handling disagreements'],
      information: ['put terms for refunds on its booking pages'],
    },
  },
  {
    category: 'corporate',
    subcategory: 'Contracts and business',
    handling: 'how {the council} dealt with {her} business',
    records: '[tender papers|grant conditions|e-mails with the project team]',
    duties: [
      'A public body should treat those who apply for its grants and contracts alike and by the rules it published.',
    ],
    issues: [
      {
        problem: 'refused {her} application for a business grant after saying that it would be paid',
        effect: '{she} had ordered stock for {sum}',
        events: [
          '{X} applied',
          'an officer wrote that the application was approved',
          '{the council} closed the fund',
          '{X} asked for payment',
        ],
        fault: 'An approval was sent in error and not corrected for {weeks}. That was fault.',
        sound: 'The message says that the application is complete, and not that it is approved.',
        harm: '{X} relied on what {she} was told.',
      },
      {
        problem:
          'gave a [market pitch|cleaning contract|filming permit] to somebody else without following its own rules',
        effect: '{she} lost {her} best months',
        events: [
          '{X} applied by the date',
          'the date was put back',
          'another applicant was chosen',
          '{X} asked for the scores',
        ],
        fault: 'The scores were given after the choice. That was fault.',
        sound: 'The scores were given by {small} officers apart from one another, before the choice.',
        harm: 'I cannot say who would have been chosen. The uncertainty is an injustice.',
      },
    ],
    elsewhere: ['The complaint is about a commercial contract, which the law does not let us look at.'],
    actions: {
      'provide-service': ['pay the grant as approved'],
      reassess: ['consider the application again by the published rules'],
      procedure: ['have a second officer check letters of approval'],
      training: ['train grant officers on recording scores'],
      information: ['publish the rules and results of each round of grants'],
    },
  },
  {
    category: 'corporate',
    subcategory: 'Elections and electoral register',
    handling: 'how {the council} kept the register',
    records: '[the application to register|the audit trail of the register|postal vote records]',
    duties: [
      'We cannot look at the running of an election itself. We can look at some of what a council does about the register.',
    ],
    issues: [
      {
        problem: 'took {them} off the electoral register without telling {them}',
        effect: '{she} was turned away at the polling station and refused [credit|a mobile contract]',
        events: [
          '{X} answered the yearly form',
          'the answer was read by a scanner',
          '{X} was removed',
          '{X} asked why',
          '{X} was added again',
        ],
        fault:
          'The scanned form shows {X}’s name crossed by a fold, which was taken for a line. Nobody looked. That was fault.',
        sound: 'Two reminders and a visit had gone unanswered, after which the law requires removal.',
        harm: '{X} lost a vote.',
      },
      {
        problem: 'put {her} address on the open register against {her} wish',
        effect: '{she} moved there because of [threats|a former partner]',
        events: [
          '{X} registered and opted out',
          'the register was sold',
          '{X} found {her} address online',
          '{the council} corrected its list',
        ],
        fault: 'The wish to opt out was on the form and was not carried over. That was fault.',
        sound: 'The form on file does not have the box ticked.',
        harm: '{X} was afraid in {her} own home.',
      },
    ],
    elsewhere: ['The Information Commissioner is better placed to look at the loss of personal data.'],
    actions: {
      'provide-service': ['ask buyers of the register to remove the address'],
      reassess: ['look again at how {X} came off the register'],
      procedure: ['have a person check forms that the scanner cannot read'],
      training: ['train canvass staff on opting out and on anonymous entries'],
      information: ['write to those taken off the register by the same error'],
    },
  },
  {
    category: 'other',
    subcategory: null,
    handling: 'how {the council} dealt with what {she} raised',
    records: '[the complaint file|call recordings|letters and e-mails]',
    duties: [
      'We expect bodies to answer complaints in the time they publish, to be open about mistakes and to keep records.',
      'Where somebody needs an adjustment because of a disability, they should be asked what would help.',
    ],
    issues: [
      {
        problem: 'did not answer {her} complaint for {months}',
        effect: '{she} [wrote {count} times|rang every Monday] and was never called back',
        events: [
          '{X} complained by e-mail',
          'an automatic answer promised a reply in 20 working days',
          '{X} asked again',
          'a manager apologised for the wait',
          '{the council} sent its answer',
        ],
        fault: 'The complaint was passed between {small} teams, none of which owned it. That was fault.',
        sound:
          'The answer came within the time published, counted from the day on which {X} had said what {she} complained of.',
        harm: '{X} had avoidable frustration and the trouble of chasing.',
      },
      {
        problem: 'restricted {her} contact with it without reasons',
        effect: '{she} may write to one address only, which does not answer',
        events: [
          '{X} sent {count} messages in a month',
          '{the council} warned {them}',
          '{the council} limited contact for a year',
          '{X} appealed',
          'the limit was kept',
        ],
        fault:
          'The policy asks for a warning with examples and a review after six months. Neither took place. That was fault.',
        sound: '{The council} gave examples, a warning and a date of review, as its policy asks.',
        harm: '{X} was kept from a service for longer than was fair.',
      },
      {
        problem: 'did not make a reasonable adjustment when {she} asked for letters in large print',
        effect: '{she} had to ask a neighbour to read out private letters',
        events: [
          '{X} asked for large print',
          '{the council} noted it on one account',
          'a letter came in small print',
          '{X} complained',
          '{the council} apologised',
          'another letter came in small print',
        ],
        fault:
          'The note did not reach other departments. {The council} should have seen to that. That was fault.',
        sound: 'The letters came from another body that shares the building.',
        harm: '{X} lost privacy and independence.',
      },
    ],
    elsewhere: ['The matter is one for the Information Commissioner, who is better placed to look at it.'],
    actions: {
      'provide-service': ['name one person whom {X} can contact'],
      reassess: ['look again at the complaint and answer every part of it'],
      procedure: [
        'revise its complaints procedure so that each complaint has one owner',
        'keep requests for adjustments in one place that all departments see',
      ],
      training: ['train staff who answer complaints on apologies and reasons'],
      information: ['publish how long answers to complaints take'],
    },
  },
]
