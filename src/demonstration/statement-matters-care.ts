import type { StatementMatter } from './statement-matter.ts'

/** Complaints about adult social care. */
export const careMatters: readonly StatementMatter[] = [
  {
    category: 'adult-care',
    subcategory: 'Assessment and care plan',
    handling: 'how {the council} assessed the needs of {kin}',
    records:
      '[the needs assessment and the care plan|the occupational therapist’s report|the carer’s assessment]',
    duties: [
      'A council must assess any adult who appears to need care and support, whatever their means, and involve them and their carer.',
      'Where needs are eligible, there has to be a care and support plan with a personal budget that is enough to meet them.',
      'A carer who appears to need support has the right to an assessment too.',
    ],
    issues: [
      {
        problem: 'took {months} to assess {kin} after {she} asked for help',
        effect: '{she} cared alone, day and night, and [hurt {her} back lifting|had to leave {her} job]',
        events: [
          '{X} told {the council} that {K} could no longer manage at home',
          '{the council} put {K} on a waiting list',
          '{K} [fell and went to hospital|was found in the street at night]',
          '{X} asked again and described what had changed',
          'a social worker assessed {K} and found {hours} of care a week to be needed',
          'care began',
        ],
        fault:
          '{The council} had no way of telling urgent cases from others on its list. It did not look again when {X} reported the fall. The delay was fault.',
        sound:
          '{The council} screened the request the same day, arranged equipment and [telecare|meals] at once, and assessed within the time it had told {X}.',
        harm: '{K} went without care for {months}, and {X} gave care that {the council} should have arranged.',
      },
      {
        problem: 'cut the care of {kin} from {hours} a week without good reason',
        effect: '{K} [sits in wet clothes until evening|no longer leaves the house]',
        events: [
          '{the council} reviewed {K}’s care by telephone',
          'the new plan gave [half|two thirds] of the hours',
          '{X} objected that nothing had changed',
          'a manager said that family could do more',
          '{the council} agreed to a new assessment',
        ],
        fault:
          'A budget may be reduced where needs have lessened. The review does not say which needs had. It also counted on {X} without asking whether {she} could. Both were fault.',
        sound:
          'The assessment sets out what {K} can do since the [operation|adaptations] and why fewer hours meet the needs that remain.',
        harm: '{K} did not have the care {kshe} needed for {months}, and {X} had to fill the gaps.',
      },
    ],
    elsewhere: ['{the council} has offered a new assessment. It is better to see what comes of it first.'],
    actions: {
      'provide-service': [
        'arrange the care set out in the assessment',
        'put the previous hours back until a new assessment is done',
      ],
      reassess: ['assess {K} afresh, with {X} present', 'offer {X} a carer’s assessment'],
      procedure: [
        'introduce a way of ranking requests for assessment by risk and of looking at them again while people wait',
        'change its review form so that a reduction of care has to say which needs have changed',
      ],
      training: ['train social workers on what a carer can be expected to do'],
      information: ['give social workers written guidance on personal budgets that meet eligible needs'],
    },
  },
  {
    category: 'adult-care',
    subcategory: 'Charging',
    handling: 'how {the council} worked out what {kin} pays for care',
    records: '[the financial assessment|invoices and statements|letters about the charges]',
    duties: [
      'A council may charge for care and must first work out what somebody can afford to pay.',
      'It must tell people beforehand that they may have to pay, and give enough information to decide.',
      'Spending that a disability makes necessary has to be taken into account.',
    ],
    issues: [
      {
        problem: 'sent an invoice for {sum} for the care of {kin} without warning',
        effect: '{K} had thought that the care was free, and [stopped it at once|could not sleep for worry]',
        events: [
          '{K} came home from hospital with care for some weeks',
          '{the council} carried on the care after that time',
          'a finance officer asked for bank statements',
          '{the council} sent its first invoice',
          '{X} disputed it',
          '{the council} offered to spread the payments',
        ],
        fault:
          'No letter told {K} that free care had ended or what it would cost. Without that {kshe} could not choose. That was fault.',
        sound:
          'The social worker gave {X} the leaflet about charges before care began and noted the talk; a letter with the amount followed.',
        harm: '{K} has a debt that {kshe} might have avoided by [choosing less care|asking family].',
      },
      {
        problem: 'treated {kin} as having given away savings on purpose',
        effect: 'the family [sold a car|used {her} own savings] to pay for the care home',
        events: [
          '{K} gave {sum} to [a grandchild for a wedding|{X} for repairs to the house]',
          '{K} moved into residential care',
          '{the council} counted the gift as if {K} still had it',
          '{X} explained when and why it was given',
          '{the council} kept to its decision',
        ],
        fault:
          '{The council} did not ask whether {K} could have foreseen a need for care when the gift was made. That is the question it has to answer. Not asking it was fault.',
        sound:
          '{The council} considered the dates, what was then known of {K}’s health, and the reasons given, and explained its view.',
        harm: '{X} cannot know what a proper decision would have been, and the account is in arrears.',
      },
      {
        problem:
          'refused to count [heating|a gardener|special food|a private cleaner] as spending that comes from the disability of {kin}',
        effect: '{K} has {small} pounds a week left after bills',
        events: [
          '{the council} asked for receipts',
          '{X} sent them with a letter from a nurse',
          '{the council} answered that such costs are not allowed under its policy',
          '{X} asked for a review',
        ],
        fault:
          'A policy may guide, but may not rule out, what counts. {The council} applied a list and did not look at {K}’s needs. That was fault.',
        sound:
          '{The council} went through each item with reasons, allowed some and told {X} what evidence the others needed.',
        harm: '{K} has paid too much for {months}.',
      },
    ],
    elsewhere: ['Whether the sum is owed under the contract with the home is for a court.'],
    actions: {
      'provide-service': ['cancel the invoices for the time before {K} was told of charges'],
      reassess: [
        'carry out a fresh financial assessment and explain the result to {X}',
        'decide again about the gift, with the question the law asks',
      ],
      procedure: [
        'have charges confirmed in writing before care begins or changes',
        'change its policy on disability-related spending so that each request is looked at for itself',
      ],
      training: ['train finance officers on gifts and deprivation of assets'],
      information: [
        'send people leaving hospital a letter that says when free care ends',
        'remind social workers to give information about charges and to record it',
      ],
    },
  },
  {
    category: 'adult-care',
    subcategory: 'Residential care',
    handling: 'the care that {kin} had in a home arranged by {the council}',
    records: '[the home’s daily notes|medication charts|the contract with the home]',
    duties: [
      'Where a council arranges care, we treat what the provider does as done by the council.',
      'The fundamental standards say that care must be safe, respectful and recorded.',
      'If a council wants a top-up paid for a home, it must first offer one that needs none.',
    ],
    issues: [
      {
        problem: 'placed {kin} in a care home that gave poor care',
        effect:
          '{she} found {K} [unwashed and in somebody else’s clothes|with bruises that nobody could explain|thirsty, with a full jug out of reach]',
        events: [
          '{K} moved into the home',
          'the family noticed that {K} had lost weight',
          'the home recorded {small} falls',
          '{X} met the manager',
          'an inspector rated the home as requiring improvement',
          '{K} moved to another home',
        ],
        fault:
          'The charts have gaps of days, and the risk of falls was not reviewed after the second. The care fell below the standards. This was fault by the home acting for {the council}.',
        sound:
          'The notes show regular care, and a plan that was changed after each fall. Not every fall can be prevented.',
        harm: '{K} was put at avoidable risk and lost dignity. {X} had the distress of seeing it.',
      },
      {
        problem:
          'asked {them} for a top-up of {cost} a month for the care home of {kin} without offering another home',
        effect: '{she} paid for {months} because {she} thought that there was no choice',
        events: [
          'a social worker gave {X} a list of homes',
          '{X} chose one with a room free',
          'the home asked for a top-up',
          '{the council} had {X} sign an agreement',
          '{X} read about the rules and asked for the money back',
        ],
        fault:
          'There is no record of any home offered at {the council}’s own rate. A top-up must be a choice. That was fault.',
        sound:
          'The file names {small} homes without a top-up that had rooms. {X} preferred another, as {she} was free to.',
        harm: '{X} paid what {she} need not have.',
      },
    ],
    elsewhere: [
      'A court is hearing a claim about the contract with the home. We do not look at what a court is deciding.',
    ],
    actions: {
      'provide-service': ['repay the top-ups and ask for none until another home has been offered'],
      reassess: ['review whether the placement meets {K}’s needs'],
      procedure: [
        'check the quality of the home by unannounced visits and report what it finds to its contracts board',
        'have officers record which homes without a top-up were offered',
      ],
      training: [
        'ask the home to train staff on nutrition, falls and record keeping, and see that it is done',
      ],
      information: ['rewrite its leaflet on top-ups'],
    },
  },
  {
    category: 'adult-care',
    subcategory: 'Safeguarding',
    handling: 'the safeguarding enquiry about {kin}',
    records: '[the safeguarding record|the provider’s report|notes of the strategy discussion]',
    duties: [
      'A council must make enquiries when an adult with care needs may be at risk of abuse or neglect and cannot protect themselves.',
      'The person, or somebody for them, should be asked what outcome they want and be told the result.',
    ],
    issues: [
      {
        problem:
          'did not properly look into concerns about [money missing from|injuries to|neglect of] {kin}',
        effect: 'nobody told the family [what had been found|whether the carer was still at work]',
        events: [
          '{X} reported {her} concern',
          '{the council} asked the provider to look into it',
          'the provider wrote that it had found nothing',
          '{the council} closed the enquiry',
          '{X} asked for the reasons',
        ],
        fault:
          'The provider was left to examine itself, and no one spoke with {K} or {X}. The enquiry was not adequate, which was fault.',
        sound:
          '{The council} spoke with {K}, the carer and the nurse, saw the records and recorded why it closed the enquiry.',
        harm: 'The uncertainty about what happened to {K} will now remain.',
      },
      {
        problem:
          'began a safeguarding enquiry into {her} care of {kin} and did not tell {them} why for {months}',
        effect: '{she} was [not allowed to visit alone|treated as a suspect by staff]',
        events: [
          'a nurse raised a concern',
          '{the council} restricted visits',
          '{X} asked what {she} was said to have done',
          'a planning meeting was held without {X}',
          '{the council} found no grounds for concern',
        ],
        fault: 'There may be reason to wait before a person is told. None is recorded here. That was fault.',
        sound: 'The police had asked {the council} to wait, and it told {X} as soon as they agreed.',
        harm: '{X} and {K} lost time together that was precious.',
      },
    ],
    elsewhere: ['The police are looking into the same events. We would not do so at the same time.'],
    actions: {
      'provide-service': ['meet {X} to go through what the enquiry found'],
      reassess: ['review the enquiry by an officer who took no part in it'],
      procedure: [
        'change its safeguarding procedure so that a provider’s report on itself is not the only evidence',
      ],
      training: ['train safeguarding staff on involving the adult and the family'],
      information: ['give families a written account at the end of each enquiry'],
    },
  },
  {
    category: 'adult-care',
    subcategory: 'Domiciliary care',
    handling: 'the home care that {the council} arranged for {kin}',
    records: '[the care log|electronic visit times|the agency’s rotas]',
    duties: [
      'Where a council arranges care, we treat what the agency does as done by the council.',
      'Visits should take place at the times and for the length that the care plan sets out.',
    ],
    issues: [
      {
        problem:
          'arranged home care for {kin} with visits that were [late, short or missed|made by a different carer each day]',
        effect:
          '{K} [took tablets at the wrong times|went to bed at five in the afternoon|was left without a meal]',
        events: [
          '{the council} arranged {small} visits a day',
          '{X} kept a diary of visits',
          'the agency said that it was short of staff',
          '{X} reported {count} missed visits',
          '{the council} moved the care to another agency',
        ],
        fault:
          'The visit times show calls of {minutes} where the plan asks for 45. {The council} paid for what was not given and did not monitor it. That was fault.',
        sound:
          'The electronic record shows visits within the agreed half hour on all but {small} days, each of them explained.',
        harm: '{K} did not have the care {kshe} was assessed as needing, and {X} stepped in.',
      },
      {
        problem: 'let an agency withdraw care from {kin} at short notice',
        effect: '{she} moved in with {K} for {weeks}',
        events: [
          'a carer and {X} disagreed about [moving and handling|a locked door]',
          'the agency gave notice',
          '{the council} looked for another provider',
          'care began again',
        ],
        fault:
          'The contract asks for 28 days’ notice. {The council} did not hold the agency to it or arrange cover. That was fault.',
        sound: 'There had been threats to staff. {The council} found cover within days and explained why.',
        harm: '{X} gave {weeks} of care in place of what {K} was owed.',
      },
    ],
    elsewhere: [
      '{K} arranges and pays for the care privately, so that the complaint is first one for the agency.',
    ],
    actions: {
      'provide-service': ['find a regular team of carers for {K}'],
      reassess: ['review {K}’s care plan and the length of visits'],
      procedure: [
        'monitor electronic visit times of the agency each month and recover what was not delivered',
      ],
      training: ['have the agency train carers on medication records'],
      information: ['tell people who receive care at home how to report a missed visit'],
    },
  },
  {
    category: 'adult-care',
    subcategory: 'Direct payments',
    handling: 'how {the council} managed the direct payments of {kin}',
    records: '[the direct payment agreement|audit returns|bank statements]',
    duties: [
      'Eligible people can have money to arrange their own care. The council must be satisfied that it is enough, and may check how it is spent.',
    ],
    issues: [
      {
        problem: 'stopped the direct payments of {kin} without notice',
        effect: '{she} could not pay the personal assistant, who left after {months} with the family',
        events: [
          '{the council} asked for returns',
          '{X} sent statements',
          '{the council} found {sum} that it could not explain',
          'payments stopped',
          '{X} complained',
          'payments began again',
        ],
        fault:
          'The agreement asks for notice and a talk before payments end. There was neither. That was fault.',
        sound:
          'Returns had been missing for a year; {the council} wrote {small} times, offered help and arranged care in another way.',
        harm: '{K} lost care that could not be replaced, and a person {kshe} trusted.',
      },
      {
        problem: 'set the rate of the direct payments of {kin} too low to find anybody',
        effect: 'the hours in the plan [existed on paper only|went unused for {months}]',
        events: [
          '{the council} agreed {hours} a week',
          '{X} advertised the post three times',
          '{X} told {the council} that nobody would work at that rate',
          '{the council} said that its rate was fixed',
        ],
        fault:
          'A payment must be enough to meet the needs. A fixed rate that takes no account of what care costs there is fault.',
        sound:
          '{The council} compared rates nearby, offered an agency at its rate and raised the rate for weekends.',
        harm: '{K} did not have care that was agreed to be needed.',
      },
    ],
    elsewhere: [],
    actions: {
      'provide-service': ['restart the payments and pay the assistant’s notice'],
      reassess: ['review the rate of the direct payment with evidence of local costs'],
      procedure: ['write a procedure for stopping direct payments that gives notice and a right to reply'],
      training: ['train auditors of direct payments on what the agreement allows'],
      information: ['publish a guide to keeping accounts for direct payments'],
    },
  },
  {
    category: 'adult-care',
    subcategory: 'Disabled facilities grants',
    handling: 'the grant for adaptations to the home of {kin}',
    records: '[the grant application|the schedule of works|the occupational therapist’s recommendation]',
    duties: [
      'A council must decide a complete application for a disabled facilities grant within six months.',
      'Works have to be necessary and appropriate, and reasonable and practicable.',
    ],
    issues: [
      {
        problem:
          'took {months} to arrange [a level-access shower|a stair lift|a ramp|an extension with a bedroom] for {kin}',
        effect: '{K} [washed at the kitchen sink|was carried upstairs|slept in the living room]',
        events: [
          'an occupational therapist recommended the works',
          '{the council} sent a form',
          '{the council} asked for {small} quotations',
          'a surveyor changed the plans',
          '{the council} approved the grant',
          'the builder finished the works',
        ],
        fault:
          '{The council} did not invite a full application until {months} after the recommendation, which kept the time limit from running. That was fault.',
        sound:
          'The application was decided within six months. The works waited for the landlord’s consent, which {the council} had asked for.',
        harm: '{K} lived without a safe [bathroom|way in and out] for {months} longer than need be.',
      },
      {
        problem: 'paid a builder for adaptations to the home of {kin} that were badly done',
        effect: 'water [ran into the hall|came through the ceiling]',
        events: [
          '{the council} appointed a builder',
          'the works were finished',
          '{the council} signed them off without a visit',
          '{X} reported leaks',
          'the builder came back {small} times',
        ],
        fault: '{The council} acted as agent and signed off works that it had not seen. That was fault.',
        sound:
          'The contract was between {K} and the builder. {The council} inspected, held back part of the grant and helped get the defects put right.',
        harm: 'The family had months of disruption.',
      },
    ],
    elsewhere: ['The cost beyond the grant is a matter between {X} and the builder.'],
    actions: {
      'provide-service': ['finish the works to a standard that its surveyor accepts'],
      reassess: ['have another occupational therapist look at what {K} needs'],
      procedure: [
        'invite a full application as soon as a recommendation is made, and monitor the six months from then',
      ],
      training: ['train grant officers on when the time limit begins'],
      information: ['tell applicants at the start how long each step takes'],
    },
  },
]
