import type { StatementMatter } from './statement-matter.ts'

/** Complaints about homelessness, allocations, private housing and tenancies. */
export const housingMatters: readonly StatementMatter[] = [
  {
    category: 'housing',
    subcategory: 'Homelessness',
    handling: 'how {the council} dealt with {her} homelessness application',
    records: '[its homelessness file|the housing plan and decision letters|its notes of calls and visits]',
    duties: [
      'A council must make enquiries when it has reason to believe that somebody may be homeless. The threshold is low, and no form has to be filled in first.',
      'A council that owes somebody help must write a personalised housing plan with them, and keep it under review.',
      'Accommodation that a council provides has to be suitable for the household, taking health, school and work into account. Suitability has to be kept under review, since circumstances change.',
      'Families with children should not be in bed and breakfast with shared facilities for longer than six weeks.',
      'Decisions on whether a housing duty is owed must be given in writing, with reasons and the right to ask for a review within 21 days.',
    ],
    issues: [
      {
        problem: 'left {them} in temporary accommodation it knew to be unsuitable for {months}',
        effect:
          '[the damp made {her} asthma worse|the stairs could not be managed with a wheelchair|the whole family shared one bed and one hot plate]',
        events: [
          '{the council} [moved|placed] {X} and {her} family [into one room of a hostel|in a first-floor flat of a private landlord|in a hotel {miles} from the children’s school]',
          '{X} reported [mould around the windows|that the lift was out of order|that other residents used the shared kitchen at night]',
          'a [health visitor|doctor|support worker] wrote to {the council} that the accommodation [was harming the household’s health|could not be used safely]',
          'an officer noted that [no larger unit was free|other households were waiting longer|the placement would be looked at again]',
          '{X} asked for a [transfer|review of suitability] for the second time',
          '{the council} offered {them} a [two-bedroom|three-bedroom] [flat|house], which {she} accepted',
        ],
        fault:
          '{The council} had [medical evidence|a letter from the school|its own inspection note] that the accommodation was unsuitable and [did not review it|took no step to find another]. A shortage of homes explains the difficulty, not the absence of a decision. That was fault.',
        sound:
          '{The council} reviewed suitability each time {X} wrote, took the medical evidence into account and gave reasons. It is not for us to replace a decision properly made with our own.',
        harm: '[On balance|But for the fault], {X} would have moved {months} sooner. {She} and {her} family lived in [cramped|damp|unsafe] conditions longer than they should have.',
      },
      {
        problem:
          'refused to take a homelessness application when {she} asked for help with an eviction notice',
        effect:
          '{she} [slept in {her} car|stayed on friends’ sofas] for {weeks} and lost most of {her} belongings',
        events: [
          '{X} told {the council} that {her} landlord had served notice and that {she} had nowhere to go',
          'an officer advised {them} to stay until bailiffs came, and [closed the enquiry|made no record of advice on housing options]',
          '{X} sent the [possession order|court papers] and asked again',
          '{the council} [opened an application|gave an appointment] and began a housing plan',
          '{X} left {her} home on the day of the eviction',
        ],
        fault:
          '{X} had shown that {she} was threatened with homelessness. {The council} should have [taken an application then|begun its enquiries at once] instead of telling {them} to wait. This is gatekeeping, and it was fault.',
        sound:
          'The notice {X} first sent was not valid, and {the council} told {them} so in writing, with advice on what to do if another came. It opened an application as soon as there was a threat of homelessness.',
        harm: '{X} had {weeks} without [support|a roof of {her} own] that {she} should not have had, and the [worry|distress] of not knowing where to turn.',
      },
      {
        problem: 'ended {her} interim accommodation without a written decision',
        effect:
          '{she} lost the chance to ask for a review, and {her} belongings went into storage that {she} could not reach',
        events: [
          '{the council} gave {X} interim accommodation while it made enquiries',
          'it wrote a note on file that {X} was [not in priority need|intentionally homeless]',
          'the hotel told {X} that the booking would end [the next morning|in two days]',
          '{X} asked why, and was told by telephone that {her} case was closed',
          '{the council} sent its decision letter, dated {weeks} after the accommodation had ended',
        ],
        fault:
          '{The council} should have given its decision in writing before it ended the accommodation. Without a letter {X} did not know the reasons or that {she} could ask for a review. That was fault.',
        sound:
          '{The council} sent its decision by e-mail to the address {X} had given, with reasons, and gave {them} reasonable notice before the booking ended.',
        harm: '{X} [lost {her} right to a timely review|was left without accommodation at a day’s notice], which caused avoidable distress.',
      },
    ],
    elsewhere: [
      'There is a right to ask for a review of a homelessness decision, and then to appeal to the county court on a point of law. It is reasonable to expect {X} to use it.',
      '{X} has asked for a review of suitability, which is under way. We would not usually look at the same matter before it ends.',
    ],
    actions: {
      'provide-service': [
        'offer {X} suitable temporary accommodation',
        'write a new housing plan with {X} and name the officer who will review it',
      ],
      reassess: [
        'decide afresh whether {X} is owed a housing duty, and give its decision in writing',
        'review whether {X}’s accommodation is suitable, with the evidence {she} has sent',
      ],
      procedure: [
        'change how it keeps temporary accommodation under review, so that every placement of a family is looked at again when new evidence comes',
        'put in place a check that decision letters have gone out before interim accommodation ends',
        'set up a register of households in bed and breakfast, with a manager’s review of each',
        'stop advising tenants to wait for bailiffs before it takes an application',
      ],
      training: [
        'train housing options officers on the low threshold for taking a homelessness application',
        'train staff who place households on what makes accommodation suitable for disabled people',
      ],
      information: [
        'remind officers in writing that decisions on housing duties need a letter with reasons and review rights',
        'give applicants a leaflet that explains how to ask for a suitability review',
      ],
    },
  },
  {
    category: 'housing',
    subcategory: 'Allocations',
    handling: 'how {the council} decided {her} place on the housing register',
    records: '[its allocations scheme|the medical assessment form|bidding records]',
    duties: [
      'A council must have a scheme that says how it ranks people who apply for social housing, and must follow it.',
      'A council can limit who joins its register, but has to consider exceptional circumstances when they are put to it.',
      'Being in a high band does not mean that a home will come soon. Where there is fault, we ask whether a home was missed because of it.',
    ],
    issues: [
      {
        problem: 'placed {them} in the wrong band of its housing register for {months}',
        effect: '{she} could not bid for homes that others with less need were offered',
        events: [
          '{X} applied to join the register and sent [an occupational therapist’s report|a letter about overcrowding|medical evidence]',
          '{the council} put {X} in band [C|D] on the ground of [overcrowding alone|a wish to move nearer family]',
          '{X} asked for a review of the band',
          'a medical adviser read the papers and [recommended a ground-floor home|saw no urgent medical need]',
          '{X} bid for {small} properties and was not [short-listed|successful]',
          '{the council} wrote to {X} with the outcome of the review',
        ],
        fault:
          'The scheme says that [overcrowding by two bedrooms|a disability that makes a home unusable] earns the higher band. {The council} [overlooked the report|counted the bedrooms wrongly]. That was fault.',
        sound:
          '{The council} considered the medical evidence against its scheme, explained why the criteria of the higher band were not met, and told {X} how to ask for a review.',
        harm: 'From bidding records I can say that {X} would [probably have been offered a home of the size {she} needed|have been second or third for {small} homes, but cannot say that one would have been {hers}]. That uncertainty is an injustice.',
      },
      {
        problem: 'took {months} to decide {her} application to join the housing register',
        effect: 'the family of {people} stayed in a one-bedroom flat with no garden and no answer',
        events: [
          '{X} filled in the online application and uploaded the documents asked for',
          '{the council} said that applications took [eight|ten|twelve] weeks to process',
          '{X} asked how far {her} application had come',
          'an officer asked for proof of address that {X} had already sent',
          '{the council} accepted the application and backdated it [to the day it was made|to the day of the last document]',
        ],
        fault:
          '{The council}’s own target is to decide applications within [eight|ten|twelve] weeks. It [had no officer for the task|lost the documents] and did not tell {X}. The delay was fault.',
        sound:
          'The application was complete only when the last proof came, and {the council} decided it within {weeks} of that day. It had told {X} what was missing.',
        harm: 'The backdating put right any loss of priority. {X} still had months of frustration and had to chase for an answer.',
      },
    ],
    elsewhere: [
      'The scheme gives a right to ask for a review of the band. It is reasonable for {X} to use it first.',
      '{X} has asked {the council} for a review of its decision, which is under way. We would not usually look at the matter before it ends.',
    ],
    actions: {
      'provide-service': ['make {X} a direct offer of the next suitable home of the size {she} needs'],
      reassess: [
        'reassess {X}’s medical priority with the evidence now at hand',
        'review {X}’s band and backdate it to the day of the application',
      ],
      procedure: [
        'amend its allocations procedure so that medical evidence is answered with written reasons',
        'review the backlog of applications to the register and report to its housing committee on how it will be cleared',
        'change its form so that applicants can say that their circumstances are exceptional',
      ],
      training: ['train allocations officers on how the scheme treats overcrowding and disability'],
      information: [
        'publish on its website how long applications to the register take at present',
        'remind officers to record why exceptional circumstances were or were not accepted',
      ],
    },
  },
  {
    category: 'housing',
    subcategory: 'Private housing',
    handling: 'how {the council} responded to reports of disrepair in a privately rented home',
    records: '[the inspection report and its photographs|hazard scores|letters to the landlord]',
    duties: [
      'A council that thinks there may be a serious hazard in a rented home must inspect it, and must act on hazards of the gravest category.',
      'Councils decide by their enforcement policy whether to begin with informal advice to a landlord or with a notice.',
    ],
    issues: [
      {
        problem:
          'did not act for {months} on reports of [damp and mould|a broken boiler|unsafe wiring] in the home {she} rents',
        effect:
          '{she} [heated one room with a fan heater|could not use the kitchen|was in hospital twice with a chest infection]',
        events: [
          '{X} reported the disrepair and sent photographs',
          'an environmental health officer [inspected the property|telephoned the landlord]',
          '{the council} wrote to the landlord with a schedule of works',
          'the landlord said that the works were done; {X} said that they were not',
          '{the council} closed the case',
        ],
        fault:
          'The officer scored the hazard in the gravest category. {The council} then had a duty to take formal action, and [wrote two letters instead|closed the case on the landlord’s word without a visit]. That was fault.',
        sound:
          '{The council} inspected within {weeks}, scored the hazards, and chose informal action as its policy allows. It asked the landlord for photographs of the finished works and saw them before it closed the case.',
        harm: '{X} lived with [cold|damp|danger] for {months} longer than was needed.',
      },
      {
        problem: 'gave {them} the wrong advice on whether {her} landlord needed a licence',
        effect: '{she} lost the chance to claim back {sum} of rent',
        events: [
          '{X} asked whether the shared house needed a licence',
          '{the council} answered that none was needed for fewer than six people',
          '{X} found the house [on no register|in an area with a licensing scheme]',
          '{the council} corrected its advice and wrote to the landlord',
        ],
        fault:
          'The advice was wrong on the facts {X} had given. Giving it without checking the register was fault.',
        sound:
          'The advice was right on what {X} had said of the number of tenants. When {she} gave other numbers, it was corrected within days.',
        harm: '{X} [could have applied to the tribunal in time|was uncertain of {her} rights for {months}].',
      },
    ],
    elsewhere: [
      '{X} can ask a court to order repairs, or the tribunal for residential property to have rent repaid. Each is better placed than we are.',
    ],
    actions: {
      'provide-service': [
        'inspect {X}’s home again and write to {them} with what it will require of the landlord',
      ],
      reassess: ['decide again whether to take formal action on the hazards found'],
      procedure: [
        'change its private housing procedure so that a case is closed only after a visit or photographs show the works done',
        'set targets for a first inspection by the seriousness of what is reported, and monitor them',
      ],
      training: ['train environmental health officers on when formal action is a duty and not a choice'],
      information: ['correct the page on its website that says which shared houses need a licence'],
    },
  },
  {
    category: 'housing',
    subcategory: 'Managing council tenancies',
    handling: 'how {the council} looked after garages and land around {her} home',
    records: '[the garage agreement|its estate inspection notes|correspondence about the land]',
    duties: [
      'Most complaints about councils as landlords go to another ombudsman. We can look at matters outside the tenancy, such as garages let separately and land that is open to all.',
      'A council should keep to the terms of agreements it makes and give notice before it ends them.',
    ],
    issues: [
      {
        problem: 'ended {her} garage agreement without notice and disposed of what was in it',
        effect:
          '{she} lost [tools {she} needs for work|a motorcycle under repair|boxes of family photographs] worth {sum}',
        events: [
          '{the council} decided to clear a row of garages for [demolition|new homes]',
          'it sent a notice to [an address {X} had left|every holder of a garage]',
          'contractors opened the garage and cleared it',
          '{X} came to the garage and found [a new lock|an empty plot]',
          '{X} sent a claim to {the council}’s insurers, who refused it',
        ],
        fault:
          '{The council} had {her} new address on its council tax file and used the old one. It kept no list of what it threw away. Both were fault.',
        sound:
          'Two notices went to the address on the agreement, which asks the holder to report a change. {The council} kept the contents for {weeks} after that.',
        harm: '{X} lost belongings and the chance to collect them.',
      },
      {
        problem:
          'failed for {months} to deal with [rubbish|overgrown trees|abandoned cars] on land beside {her} home',
        effect: '[rats came into {her} garden|{her} children could not play outside all summer]',
        events: [
          '{X} reported the state of the land',
          'an estate officer said that it belonged to [another department|a developer]',
          '{X} sent a plan from the land registry',
          '{the council} agreed that the land was its own and ordered [a clearance|works]',
        ],
        fault:
          'It took {the council} {months} to find out what it owned, while each department pointed to another. That was fault.',
        sound:
          '{The council} checked who owned the land within {weeks}, cleared its own part and told {X} whom to ask about the rest.',
        harm: '{X} could not enjoy {her} home and garden, and had the trouble of proving what {the council} should have known.',
      },
    ],
    elsewhere: [
      'This complaint is about {the council} as a social landlord. The law does not let us look at it; the Housing Ombudsman can.',
    ],
    actions: {
      'provide-service': ['clear the land beside {X}’s home and inspect it every quarter'],
      reassess: ['consider {X}’s claim for {her} belongings again, with the evidence of their value'],
      procedure: [
        'check addresses against its other records before it ends an agreement for a garage',
        'keep an inventory with photographs whenever it clears a garage or store',
      ],
      training: ['brief estate officers on how to find out who owns a piece of land'],
      information: ['publish a map of the land it maintains on its estates'],
    },
  },
]
