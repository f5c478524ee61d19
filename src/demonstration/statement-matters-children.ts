import type { StatementMatter } from './statement-matter.ts'

/** Complaints about special educational needs, children's social care, schools and the way to them. */
export const childrenMatters: readonly StatementMatter[] = [
  {
    category: 'education-and-children',
    subcategory: 'Special educational needs',
    handling: 'how {the council} dealt with the education, health and care plan',
    records:
      '[the plan and its drafts|reports of therapists|the record of the annual review|messages between the case officer and the school]',
    duties: [
      'A child with special educational needs may have an education, health and care plan, which says what the needs are and what has to be provided.',
      'A council that agrees to assess a child must issue the final plan within 20 weeks of the request.',
      'A council has a duty to make sure that what a plan sets out is provided. It cannot hand this duty to a school or a health body.',
      'A plan has to be reviewed every year. Within four weeks of the meeting the council must say whether it will keep, amend or end it.',
      'We cannot look at what is open to appeal at the tribunal, such as the contents of a plan or the school named in it. We can look at delay and at provision that was not made.',
    ],
    issues: [
      {
        problem:
          'did not arrange the [speech and language therapy|occupational therapy|one-to-one support] in the plan of {kin} for {months}',
        effect:
          '{K} [fell behind in reading|stopped speaking in class|came home exhausted], and {she} [cut {her} hours at work|paid for sessions {herself}]',
        events: [
          '{the council} issued a plan that gave {K} {hours} of support a week',
          'the school told {the council} that [its therapist had left|it could not find a teaching assistant]',
          '{X} wrote to the case officer that nothing had been arranged',
          'the case officer [asked the health service for a date|said that the school was responsible]',
          'the annual review recorded that the therapy in section F was not in place',
          'a new therapist began with {K}',
        ],
        fault:
          'The duty to provide what section F of the plan says was {the council}’s. It relied on the school and [did not check|knew from the review and did not act]. That was fault.',
        sound:
          'The records show that the sessions took place, in another form while the therapist was ill, and that {the council} checked each term.',
        harm: '{K} missed {months} of support. [The progress made since shows what it would have been worth|The school’s reports show how far {kshe} had fallen behind].',
      },
      {
        problem: 'took {months} longer than it should have to issue the plan of {kin}',
        effect:
          '{K} [started secondary school without any support|was out of class most days], and {her} right of appeal came late',
        events: [
          '{X} asked {the council} to assess {K}',
          '{the council} agreed to assess and asked for advice',
          'there was no educational psychologist to give advice, and {K}’s case joined a waiting list',
          '{X} asked for a date and was told that none could be given',
          '{the council} received the psychologist’s advice',
          '{the council} sent a draft plan, on which {X} commented',
          '{the council} issued the final plan',
        ],
        fault:
          'The final plan was due 20 weeks after the request. A national shortage of educational psychologists explains the delay and does not excuse it: it is service failure, which is fault.',
        sound:
          'The plan was issued within the time the law gives. The weeks before the request, which {X} has counted, were spent by the school on its own support.',
        harm: 'For {months} {K} was without provision that the plan then found {kshe} needed, and {X} could not appeal.',
      },
      {
        problem:
          'did not finish the annual review of the plan of {kin}, and left {kthem} without a school place [from September|from January|for most of a term|for {months}]',
        effect: '{she} taught {K} at the kitchen table and [gave up a job|used all {her} leave]',
        events: [
          'the school held an annual review and said that it could no longer meet {K}’s needs',
          '{X} asked what {the council} would do, since the four weeks it had to say so were over',
          '{X} named three schools {she} had visited',
          '{the council} consulted {small} schools, which [had no place|did not answer]',
          '{the council} issued an amended plan that named a type of school only',
          'the tribunal, to which {X} had appealed, ordered a place at a special school',
        ],
        fault:
          '{The council} gave its decision {weeks} late and let the term begin without any placement or tuition. That was fault.',
        sound:
          '{The council} answered within the four weeks, consulted the schools {X} had named and arranged tuition while a place was found.',
        harm: '{K} had no full-time education for {months}. The delay also put back {X}’s appeal.',
      },
      {
        problem:
          'did not answer {her} [messages|e-mails and calls] about the plan of {kin} [for {months}|through a whole school year]',
        effect:
          '{she} [had {small} case officers in a year, none of whom knew {K}|learned of decisions from the school]',
        events: [
          '{X} asked {the council} who was dealing with {K}’s plan',
          'a case officer promised to call and [left {the council}|went on leave]',
          '{X} complained that nobody had answered {count} messages',
          'a manager apologised and named a new case officer',
          'the new case officer met {X} at the school',
        ],
        fault:
          '{The council} should have told {X} who dealt with the plan and answered within the time its own charter names. It did neither. That was fault.',
        sound:
          'The log shows an answer to each message within {the council}’s published time, though not always the answer that {X} hoped for.',
        harm: '{X} was put to time and trouble, and worried for {months} about whether anybody was thinking of {K}.',
      },
      {
        problem:
          'stopped the personal budget for the [home programme|equine therapy|tutor|communication aid] of {kin} without notice',
        effect: '{K} [lost the only lessons {kshe} looked forward to|went back to pointing at pictures]',
        events: [
          '{the council} agreed a personal budget as part of the plan',
          'an auditor asked {X} for receipts',
          '{X} sent them by [post|e-mail]',
          'the payments stopped',
          '{X} asked why, and was told that a panel had decided so',
          '{the council} paid again from the next month',
        ],
        fault:
          'The budget was in the plan. It could be changed after a review, with notice and a right of appeal; {the council} stopped it without any of these. That was fault.',
        sound:
          '{The council} had asked for receipts {small} times, warned that payments would pause and arranged the provision itself meanwhile.',
        harm: '{K} went without provision that the plan sets out, and {X} paid {sum} {herself} to keep part of it going.',
      },
    ],
    elsewhere: [
      'There is a right of appeal to the tribunal for special educational needs against what the plan says. It is reasonable to expect {X} to use it, and we cannot look at what is open to appeal.',
      '{X} has appealed to the tribunal. The law does not let us look at the same matter, or at its consequences.',
    ],
    actions: {
      'provide-service': [
        'make sure that all the provision in section F of the plan is in place, and write to {X} saying how',
        'arrange catch-up sessions for {K} to make up for those that were missed',
      ],
      reassess: [
        'hold an early review of the plan and decide whether to amend it',
        'consider again whether to assess {K}’s needs',
      ],
      procedure: [
        'set up a check that provision in new and amended plans is in place, and repeat it each term',
        'write an action plan for its educational psychology service, with how it will shorten the waiting list for assessments',
        'track the four-week decision after every annual review and report late ones to a senior manager',
        'agree with the health service who acts when a therapist named in a plan is missing',
      ],
      training: [
        'train case officers on the duty to secure what section F of a plan says',
        'train its special educational needs team on the time limits for annual reviews',
      ],
      information: [
        'remind case officers in writing that the duty to secure provision cannot be passed to a school',
        'tell parents on its website how long assessments take at present and what it is doing about it',
      ],
    },
  },
  {
    category: 'education-and-children',
    subcategory: 'Child protection',
    handling: 'the enquiries {the council} made about the safety of {kin}',
    records:
      '[the assessment with the parents’ comments|minutes of the conference|the social worker’s case notes]',
    duties: [
      'A council must make enquiries where it has reasonable cause to suspect that a child is suffering harm.',
      'Complaints about children’s social services usually go through a statutory procedure of three stages, with an independent person at the second.',
      'We do not decide whether a child was at risk. We look at whether enquiries were fair, recorded and shared with those they concern.',
    ],
    issues: [
      {
        problem: 'wrote [inaccurate|one-sided] statements about {them} in its assessment of {kin}',
        effect:
          '[{her} employer and the school saw them|they were read out at a hearing] before {she} could answer',
        events: [
          'a school made a referral about {K}',
          'a social worker visited the home and spoke with {K} alone',
          '{the council} completed its assessment and shared it with [the school|both parents]',
          '{X} asked for {small} corrections',
          'a manager answered that the assessment was closed',
        ],
        fault:
          'The assessment reports as fact what one person had alleged. {X} had no chance to comment before it was shared. That was fault.',
        sound:
          'The assessment says whose words it reports. {The council} added {X}’s comments to the file, which is what should happen where views differ.',
        harm: '{X} was [distressed|embarrassed] and uncertain whether decisions would have been the same.',
      },
      {
        problem: 'refused to consider {her} complaint under the statutory procedure for children’s services',
        effect:
          '{she} answered the same questions for {months} and got no independent look at what had happened',
        events: [
          '{X} complained about the social worker’s visits',
          '{the council} answered at the first stage',
          '{X} asked for the second stage',
          '{the council} said that it would serve no purpose',
          '{X} wrote to us',
        ],
        fault:
          'Once a complaint has been accepted at the first stage, the complainant has the right to a second. The refusal was fault.',
        sound:
          'A court had the same matters before it. {The council} could decline for that reason, and told {X} that {she} may complain when the case has ended.',
        harm: '{X} has waited {months} for an independent investigation and had the trouble of coming to us to get it.',
      },
    ],
    elsewhere: [
      'The matter was before the family court, whose decisions we cannot look at.',
      'The Information Commissioner is better placed to decide about the accuracy of records.',
    ],
    actions: {
      'provide-service': [
        'begin the second stage of the statutory procedure with an independent investigator',
      ],
      reassess: ['look again at the parts of the assessment that {X} disputes and add a note of {her} views'],
      procedure: [
        'change its complaints procedure so that requests for the second stage are not refused by the service complained about',
      ],
      training: ['train social workers on telling allegation from fact in assessments'],
      information: [
        'remind its complaints officers who may ask for the second stage of the statutory procedure',
      ],
    },
  },
  {
    category: 'education-and-children',
    subcategory: 'School transport',
    handling: 'how {the council} decided about transport to school for {kin}',
    records: '[the application and the appeal papers|the walking route assessment|notes of the panel]',
    duties: [
      'A council must arrange free travel for eligible children: those who live beyond a distance by age, have no safe route on foot, or cannot walk because of a disability.',
      'Appeals have two stages. The second is heard by people who did not take part in the first decision.',
    ],
    issues: [
      {
        problem:
          'refused free transport to school for {kin} without considering {kher} [disability|anxiety|unsafe route]',
        effect:
          '{she} drove {miles} twice a day and [lost a shift|could not take {her} other child to nursery]',
        events: [
          '{X} applied for transport with a [consultant’s letter|plan of the route]',
          '{the council} refused because the school was [less than three miles away|not the nearest]',
          '{X} appealed at the first stage',
          'a panel of {small} heard {X} at the second stage',
          '{the council} wrote that the refusal stood',
        ],
        fault:
          'The letter gives the distance and says nothing of whether {K} can walk it, which was the point of the appeal. The panel did not deal with the case put to it. That was fault.',
        sound:
          'The panel’s notes show that it read the medical evidence, asked {X} about it and gave its reasons.',
        harm: 'I cannot say what a panel that asked the right question would have decided. {X} has that uncertainty, and the cost of {months} of journeys.',
      },
      {
        problem:
          'provided transport for {kin} that [did not come|came late|had no passenger assistant] on many days',
        effect: '{K} missed lessons and became [anxious|unwilling to leave the house]',
        events: [
          '{the council} agreed a taxi with an assistant',
          'the contractor changed the driver',
          '{X} reported that nobody had come {count} times',
          '{the council} spoke with the contractor',
          '{the council} gave the route to another firm',
        ],
        fault:
          '{The council} knew from {X}’s reports that the contract was not being kept and took {weeks} to act. That was fault.',
        sound:
          '{The council} answered each report the same day, deducted from the contractor’s fee and offered mileage meanwhile.',
        harm: '{K} lost [days|hours] of school and {X} had to make the journeys.',
      },
    ],
    elsewhere: ['{X} has not used the second stage of the appeal. It is reasonable to do so first.'],
    actions: {
      'provide-service': ['arrange transport for {K} until a fresh appeal is heard'],
      reassess: ['hear the transport appeal again with a panel that has not met the case'],
      procedure: [
        'revise its transport policy and the template of its decision letters so that disability and safety of the route are answered',
      ],
      training: ['train members of its transport appeal panels on the questions the law asks'],
      information: ['tell parents which evidence helps a transport appeal'],
    },
  },
  {
    category: 'education-and-children',
    subcategory: 'Children out of education',
    handling: 'what {the council} did while {kin} was out of school',
    records: '[attendance records|the tuition timetable|minutes of the inclusion panel]',
    duties: [
      'A council must arrange suitable education for children who cannot attend school because of illness, exclusion or another reason.',
      'It should act as soon as it is clear that a child will be away for 15 days or more, and keep the arrangement under review.',
    ],
    issues: [
      {
        problem: 'did not arrange education for {kin} when {kshe} could not attend school for {months}',
        effect:
          '{K} [lost touch with friends|sat no examinations|slept through the day] and {she} could not go to work',
        events: [
          '{K} stopped attending because of [anxiety|illness|a permanent exclusion]',
          'the school told {the council} of the absence',
          '{X} sent a letter from {K}’s doctor',
          '{the council} [asked for a consultant’s letter|said that a place at the school was open]',
          'a tutor came for {small} hours a week',
          '{K} began at another school',
        ],
        fault:
          '{The council} knew that {K} was not in school and waited for more evidence. It should have decided on what it had. That was fault.',
        sound:
          '{The council} decided with evidence that the school was suitable and accessible, and offered a return in steps that {X} did not take up.',
        harm: '{K} missed {months} of education, in a year that [matters for examinations|cannot be repeated].',
      },
      {
        problem: 'threatened {them} with prosecution for the absence of {kin} instead of helping',
        effect: 'the letters [frightened the family|made matters worse between {K} and the school]',
        events: [
          'the school recorded {K}’s absence as not authorised',
          '{the council} sent a warning of a penalty',
          '{X} explained {K}’s health and asked for support',
          '{the council} withdrew the warning',
        ],
        fault:
          'No one at {the council} asked why {K} was absent before the warning went out. Its own policy says that support comes first. That was fault.',
        sound:
          'The warning followed {small} offers of help, and {the council} withdrew it as soon as medical evidence came.',
        harm: '{X} had avoidable distress at a hard time.',
      },
    ],
    elsewhere: [
      'Decisions of the school about exclusion go to its governors and then to an independent panel.',
    ],
    actions: {
      'provide-service': [
        'arrange full-time education for {K}, or as much as {kher} health allows',
        'pay for tuition to make up for what {K} missed',
      ],
      reassess: ['decide what education is suitable for {K} now and write to {X}'],
      procedure: [
        'write a procedure for children out of school that says who decides on alternative education, and on what evidence',
      ],
      training: ['train attendance officers on health needs and the duty to arrange education'],
      information: ['remind schools how and when to tell it of children who cannot attend'],
    },
  },
  {
    category: 'education-and-children',
    subcategory: 'Looked after children',
    handling: 'the support {the council} gave {kin} in care',
    records: '[care plans and reviews|the pathway plan|the contact log]',
    duties: [
      'A council must safeguard and promote the welfare of children in its care and review their care plans.',
      'Young people who leave care keep a personal adviser and a pathway plan.',
    ],
    issues: [
      {
        problem:
          'did not arrange [contact with family|life story work|a dentist and therapy] that the care plan of {kin} set out',
        effect: '{K} [asked every week when it would happen|lost touch with {kher} brother]',
        events: [
          'the review of {K}’s care plan agreed what should be done',
          'the social worker left and the case waited for another',
          '{X} raised it with the reviewing officer',
          'a new social worker made arrangements',
        ],
        fault:
          'For {months} nobody carried out what the review had agreed. {The council} should have covered the vacancy. That was fault.',
        sound: 'The review changed the plan, for reasons it recorded in {K}’s interest, and {X} was told.',
        harm: '{K} went without something that mattered to {kthem} and cannot be given back.',
      },
      {
        problem: 'gave {kin} too little help on leaving care',
        effect: '{K} had [no bank account and no tenancy|three addresses in a year] and turned to {them}',
        events: [
          '{K} came of age',
          '{the council} closed the file of the children’s team',
          '{K} had {small} personal advisers',
          '{X} asked for the pathway plan',
          '{the council} wrote a plan with {K}',
        ],
        fault: 'There was no pathway plan until {months} after it was due. That was fault.',
        sound:
          'The adviser met {K} every month and offered what the plan set out. {K} chose not to take it up then, and may do so still.',
        harm: '{K} began adult life without [savings advice|a deposit|support] that {kshe} was entitled to.',
      },
    ],
    elsewhere: ['A court decided on contact, and only it can change the order.'],
    actions: {
      'provide-service': ['carry out what the care plan sets out and send {K} a timetable'],
      reassess: ['review the pathway plan with {K} and an advocate'],
      procedure: ['have a manager check, when a social worker leaves, what each care plan still asks for'],
      training: ['train personal advisers on pathway planning'],
      information: ['give every care leaver a statement of what they can expect'],
    },
  },
  {
    category: 'education-and-children',
    subcategory: 'School admissions',
    handling: 'how the appeal panel considered a school place for {kin}',
    records: '[the clerk’s notes|the school’s case|the application form]',
    duties: [
      'An admission appeal panel must ask whether the arrangements were lawful and properly applied, and then weigh the child’s case against the school’s.',
      'We look at whether the panel acted fairly. We cannot decide that a child should have a place.',
    ],
    issues: [
      {
        problem: 'gave no proper hearing to {her} appeal for a place at school for {kin}',
        effect: '{K} now travels {miles} to a school that none of {kher} friends attend',
        events: [
          '{the council} refused {K} a place because the year was full',
          '{X} appealed and sent [medical evidence|a letter from a social worker]',
          'the panel heard {small} appeals in one afternoon',
          'the clerk sent the decision letter',
        ],
        fault:
          'The clerk’s notes do not show that the panel weighed {K}’s case, and the letter is the same for every family. That was fault.',
        sound:
          'The notes record what {X} said, the questions asked and the reasons. The panel was entitled to its view.',
        harm: '{X} cannot know whether a fair hearing would have gained a place.',
      },
      {
        problem: 'made a mistake with {her} application for a school place for {kin}',
        effect: '{K} was offered a school of no preference',
        events: [
          '{X} applied online before the closing date',
          '{the council} changed its system',
          'offers were sent and {K}’s named none of the preferences',
          '{the council} found that {small} applications had not been carried over',
        ],
        fault: 'The application was made in time and lost. That was fault.',
        sound: 'The form was saved and not submitted; the system had sent {small} reminders.',
        harm: 'Had it been considered, {K} would have had a place at [the first|the second] preference.',
      },
    ],
    elsewhere: [
      'The school is an academy, whose appeals we cannot look at. The department for education can.',
    ],
    actions: {
      'provide-service': ['offer {K} a place at the school as an exception'],
      reassess: ['arrange a fresh appeal with another panel and clerk'],
      procedure: ['check after each change of system that all applications have been carried over'],
      training: ['train clerks and members of appeal panels on recording how each case was weighed'],
      information: ['write decision letters that answer what each family put forward'],
    },
  },
  {
    category: 'education-and-children',
    subcategory: 'Fostering and special guardianship',
    handling: 'the support {the council} gave to {X} as a carer of {kin}',
    records: '[the support plan|payment records|the panel’s minutes]',
    duties: [
      'A council must assess carers’ need for support and set out in a plan what it will give.',
      'Allowances for special guardians should be worked out with regard to what foster carers are paid.',
    ],
    issues: [
      {
        problem: 'paid {them} the wrong allowance for {kin} for {months}',
        effect: '{she} borrowed {sum} to pay for [clothes and furniture|a larger car]',
        events: [
          'the court placed {K} with {X}',
          '{the council} worked out the allowance',
          '{X} compared it with what foster carers get',
          '{the council} said that its rate was in line with policy',
          '{the council} reviewed the policy',
        ],
        fault:
          'The policy started from a rate lower than the fostering allowance, without a reason. That was fault.',
        sound:
          'The allowance follows the policy, which starts from the fostering rate and takes off child benefit, as it may.',
        harm: '{X} was paid too little, by {sum} in all.',
      },
      {
        problem: 'promised training and respite when {kin} was placed and gave neither',
        effect: 'the placement [nearly ended|was held together by friends]',
        events: [
          '{the council} wrote a support plan',
          '{X} asked for the respite it names',
          'an officer said that there was no budget',
          '{X} asked for the plan to be reviewed',
          'respite began for one weekend a month',
        ],
        fault:
          'What a support plan sets out has to be given, or the plan changed with reasons. Neither was done.',
        sound: '{The council} offered respite with two families, and set out why a third was not suitable.',
        harm: '{X} and {K} went {months} without support that the plan had found necessary.',
      },
    ],
    elsewhere: [
      'Decisions of the panel on approval of foster carers can be reviewed by an independent body.',
    ],
    actions: {
      'provide-service': ['provide the respite named in the support plan'],
      reassess: ['work out the allowance again from the start of the placement'],
      procedure: ['revise its policy on allowances for special guardians and look again at those affected'],
      training: ['train finance officers on allowances for carers'],
      information: ['write to all special guardians about how allowances are worked out'],
    },
  },
]
