import type { StatementMatter } from './statement-matter.ts'

/** Complaints about planning applications, enforcement, advice and building control. */
export const planningMatters: readonly StatementMatter[] = [
  {
    category: 'planning',
    subcategory: 'Planning applications',
    handling: 'how {the council} decided the planning application',
    records:
      '[the plans and the officer’s report|the published planning file|minutes of the planning committee]',
    duties: [
      'A council decides applications by its development plan unless material considerations weigh against it. Loss of privacy and light are material; a fall in house prices and the loss of a view are not.',
      'Councils must publicise applications by letter to neighbours or by a notice on site, and consider what people write.',
      'An officer’s report should deal with the main points of objection. It need not repeat them all.',
      'We are no appeal body. Without fault in how a decision was reached we cannot question it, however strongly somebody disagrees.',
    ],
    issues: [
      {
        problem:
          'approved [a two-storey extension|three houses|a dormer window|a garage with a room above] next to {her} home without considering {her} privacy',
        effect: 'the new windows look [into {her} bedroom|over the whole of {her} garden] from {metres} away',
        events: [
          'the neighbour applied for permission to build',
          '{the council} wrote to adjoining properties, and {X} objected to [overlooking|loss of light|the size of the building]',
          'a planning officer [visited the site|looked at photographs and aerial views]',
          'the applicant sent amended plans that [moved a window|lowered the roof]',
          'the officer’s report said that the effect on neighbours was acceptable',
          '{the council} granted permission with {small} conditions',
          'building began, and {X} wrote to {the council} about what {she} could see',
        ],
        fault:
          'The report measures the distance to the house on the other side and says nothing of {X}’s. The guidance of {the council} asks for [21 metres|a 45-degree line|obscured glass]. Not considering this was fault.',
        sound:
          'The report describes {X}’s home, measures the distance to it and explains why the officer found the effect acceptable. That is a matter of planning judgement.',
        harm: '[I cannot say that permission would have been refused. A condition for obscured glass would, on balance, have been added|Had the guidance been applied, the window would have been moved]. {X} has lost privacy that {she} should have kept.',
      },
      {
        problem:
          'did not tell {them} about a planning application for [a block of flats|a change from shop to takeaway|a telephone mast] near {her} home',
        effect: '{she} learned of it when [diggers came|scaffolding went up], too late to object',
        events: [
          'a developer applied for permission',
          '{the council} put up a notice [at the end of the road|on a lamp post] and wrote to {small} neighbours',
          'the consultation ended with {small} objections',
          '{the council} granted permission under delegated powers',
          '{X} asked why {she} had not been written to',
        ],
        fault:
          '{The council}’s published statement says that every adjoining property gets a letter. {X}’s did not, because [of an error in its mapping|the address was new]. That was fault.',
        sound:
          'The law asks for letters or a site notice, and {the council} has a photograph of the notice in place. It did what it had to do.',
        harm: 'Others raised the points {X} would have raised, and they were considered. I find no reason to think that the outcome would have differed; {X} lost the chance to be heard.',
      },
      {
        problem:
          'let [a councillor with an interest|an objector who is a neighbour of the chair] take part in deciding {her} application',
        effect: '{she} has no confidence in the refusal and spent {sum} on new plans',
        events: [
          '{X} applied for permission for [a bungalow|a stable|an annexe]',
          'the officer recommended approval',
          'the committee visited the site',
          'the committee discussed the application for {minutes} and refused it against advice',
          '{X} complained about the part one member had played',
        ],
        fault:
          'The member had declared an interest and then [stayed in the room|spoke]. The monitoring officer’s advice was not followed. That was fault.',
        sound:
          'The minutes show that the member declared the interest, left the room and did not vote. The reasons for refusal are planning reasons.',
        harm: '{X} could appeal against the refusal and has done so. What remains is the [loss of trust|frustration] of a decision that did not look fair.',
      },
    ],
    elsewhere: [
      '{X} asks us to have the decision overturned. Only an inspector or a court could do that.',
      'What {X} wants is for the application to be decided again, which we cannot bring about. A court can look at whether it was decided lawfully.',
    ],
    actions: {
      'provide-service': [
        'ask the developer for obscured glass in the window that faces {X}’s home, and pay for it if need be',
      ],
      reassess: ['commission a valuer’s or surveyor’s view of the effect on {X}’s home and act on it'],
      procedure: [
        'change the template of its officers’ reports so that distances to every adjoining home are stated',
        'check its mapping of new addresses before consultation letters go out',
        'keep dated photographs of every site notice with the planning file',
        'revise its protocol for declarations of interest at planning committee',
      ],
      training: [
        'train planning officers on recording how privacy and light were considered',
        'train members of its planning committee on interests and on giving reasons against advice',
      ],
      information: [
        'remind planning officers that the effect on every adjoining home belongs in the report',
        'explain on its website which objections can be taken into account',
      ],
    },
  },
  {
    category: 'planning',
    subcategory: 'Enforcement',
    handling: 'how {the council} looked into reports of building without permission',
    records: '[the enforcement file|its site photographs|the enforcement plan]',
    duties: [
      'A council must look into reports of breaches of planning control, and then decide whether action is expedient. Action is a discretion, not a duty.',
      'An enforcement plan that says how quickly reports are dealt with tells people what to expect.',
      'After four or ten years a breach can become immune. Delay can therefore lose the power to act.',
    ],
    issues: [
      {
        problem:
          'delayed for {months} in acting on [a workshop run from a garage|an outbuilding used as a home|a fence of three metres|lorries parked in a field] next to {her} home',
        effect:
          '{she} had [noise from six in the morning|lights shining into {her} bedroom|mud on the lane] all that time',
        events: [
          '{X} reported the breach, with photographs and a diary',
          '{the council} acknowledged the report and gave it a [low|medium|high] priority',
          'an enforcement officer visited and [spoke with the owner|found nobody there]',
          'the owner said that an application would follow',
          '{X} asked what was happening and got no answer',
          'the owner made an application to keep what was built',
          '{the council} decided that it was not expedient to act',
        ],
        fault:
          'The enforcement plan promises a visit within [five|ten|fifteen] working days. The first took place after {weeks}, and nothing was recorded for {months}. The drift was fault.',
        sound:
          '{The council} visited within its target, invited an application, and recorded why action was not expedient. It told {X} the outcome.',
        harm: 'Had {the council} kept to its plan, the outcome would have come {months} sooner. {X} had the disturbance in the meantime and the trouble of chasing.',
      },
      {
        problem:
          'failed to enforce a planning condition on [opening hours|a landscaping scheme|the use of a flat roof|obscured windows]',
        effect: 'the condition {she} had relied on [meant nothing|was breached every weekend]',
        events: [
          '{X} told {the council} that a condition of the permission was being ignored',
          '{the council} wrote to the owner, who promised to comply',
          '{X} sent further evidence',
          'an officer concluded that the condition was [too vague to enforce|being met]',
        ],
        fault:
          'The condition was so loosely worded that it could not be enforced. A council must be able to enforce what it imposes; the wording was fault.',
        sound:
          'The officer made {small} visits at different times, found no breach, and told {X} what to send if it recurred.',
        harm: '{X} has to live with an effect that a properly worded condition would have prevented.',
      },
    ],
    elsewhere: [
      'The owner has appealed to the Planning Inspectorate, which will decide whether what was built may stay. We would not look at the same matter meanwhile.',
    ],
    actions: {
      'provide-service': [
        'visit the site again at the times {X} has named and write to {them} with the result',
      ],
      reassess: ['decide afresh whether action is expedient and record its reasons'],
      procedure: [
        'set up a monthly check of enforcement cases on which nothing has been recorded',
        'revise its enforcement plan so that people who report a breach are told of every decision',
        'have a second officer read conditions for whether they can be enforced before permission is issued',
      ],
      training: ['train enforcement officers on recording why action is or is not expedient'],
      information: ['publish its enforcement targets, and how often it meets them'],
    },
  },
  {
    category: 'planning',
    subcategory: 'Planning advice',
    handling: 'the advice {the council} gave before an application',
    records: '[the advice letter|the request and the fee receipt|notes of the meeting]',
    duties: [
      'Advice before an application is informal and does not bind a council. It should still be accurate on the facts given.',
      'A council that charges for advice should give it in the time it has published.',
    ],
    issues: [
      {
        problem:
          'gave {them} wrong advice on whether {she} needed permission for [a loft conversion|a garden room|a dropped kerb|solar panels on a listed building]',
        effect: '{she} spent {sum} on work that {she} then had to [alter|take down]',
        events: [
          '{X} paid for advice and sent a sketch with measurements',
          'a duty officer answered that no permission was needed',
          '{X} had the work done',
          'a neighbour reported it, and an enforcement officer wrote to {X}',
          '{the council} said that its advice had been [informal|about another design]',
        ],
        fault:
          'The sketch shows [a height of three metres|a listed building|a home in a conservation area], and the advice takes no notice of it. Careless advice is fault even where it does not bind.',
        sound: 'The advice was right for what the sketch showed. What was built is larger.',
        harm: '{X} relied on the advice and would otherwise have [applied first|chosen another design].',
      },
      {
        problem: 'took {months} to give advice that it promises within [four|six] weeks',
        effect: '{her} builder went to another job and the price rose by {sum}',
        events: [
          '{X} asked for advice and paid the fee',
          '{the council} said that it was short of staff',
          '{X} asked twice for an answer',
          '{the council} sent its advice',
        ],
        fault:
          '{The council} took a fee for a service and did not give it in the time it had named, or say so. That was fault.',
        sound:
          'The time ran from the day the missing drawings came, as the form explains, and the advice was given within it.',
        harm: '{X} had the frustration of waiting. I cannot say that the higher price follows from the delay alone.',
      },
    ],
    elsewhere: [
      '{X} can apply for a certificate that says whether the work is lawful, and appeal against a refusal.',
    ],
    actions: {
      'provide-service': ['give {X} the advice {she} paid for, free of charge, from a senior officer'],
      reassess: ['look again at the advice with the drawings {X} sent'],
      procedure: ['refund fees without being asked where advice is later than its published time'],
      training: ['train duty officers on listed buildings and conservation areas'],
      information: ['say in every advice letter which facts it rests on'],
    },
  },
  {
    category: 'planning',
    subcategory: 'Building control',
    handling: 'how {the council} inspected the building work',
    records: '[the inspection record|the completion certificate|the surveyor’s notes]',
    duties: [
      'Inspections under the building regulations are checks at stages. They are no guarantee of the quality of the work, for which the builder answers.',
      'A council should issue a certificate only when it is satisfied, as far as it reasonably can be, that the regulations are met.',
    ],
    issues: [
      {
        problem:
          'issued a completion certificate for [an extension|a new roof|a loft conversion] with serious defects',
        effect: 'repairs will cost {sum}, and the builder has gone out of business',
        events: [
          '{X}’s builder gave notice of the work',
          'an inspector looked at the foundations',
          'an inspector came a second time and noted [no insulation yet|missing fire doors|drains not tested]',
          '{the council} issued the certificate',
          'a surveyor told {X} what was wrong',
        ],
        fault:
          'The note of the last visit lists work still to be checked, and no later visit is recorded. Issuing the certificate was fault.',
        sound:
          '{The council} inspected at each stage that was notified. The defects lay where no inspection could see them.',
        harm: 'The builder caused the defects. {The council} took from {X} the chance to have them found [while money was still owed|before the guarantee ran out].',
      },
      {
        problem: 'lost its records of work done on {her} home [eleven|fifteen|twenty] years ago',
        effect: 'the sale of {her} home was held up for {weeks}',
        events: [
          '{X}’s solicitor asked for a copy of the certificate',
          '{the council} found the index entry and no file',
          '{X} paid a surveyor for a report',
          '{the council} issued [a letter of comfort|a copy from microfilm]',
        ],
        fault:
          'The retention schedule of {the council} says that such records are kept. They were not. That was fault.',
        sound: 'Records of that age are kept for fifteen years only, as the published schedule says.',
        harm: '{X} had the cost of a report and weeks of worry.',
      },
    ],
    elsewhere: [
      'Whether the builder or {the council} has to pay for defects is a question of negligence, which courts and insurers decide.',
    ],
    actions: {
      'provide-service': ['inspect the work again and tell {X} what is needed to meet the regulations'],
      reassess: ['consider again whether the certificate can stand'],
      procedure: ['have its system refuse a completion certificate while an inspection is outstanding'],
      training: ['train building inspectors on recording what was not yet ready at each visit'],
      information: ['tell people who give notice of building work what inspections do and do not promise'],
    },
  },
]
