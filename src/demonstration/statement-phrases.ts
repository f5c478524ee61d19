/** The sentences that statements about every kind of complaint share. All are templates. */

export const role = 'The Ombudsman’s role and powers'
export const considered = 'How I considered this complaint'

export const roles = [
  'We look into complaints that a body has been at fault. Where it has, we ask whether that caused [injustice|harm] and how it can be put right.',
  'We cannot question a decision only because somebody disagrees with it. We look at the way it was made.',
  'Where accounts differ I decide on the balance of probabilities: what is more likely than not to have happened.',
  'We do not usually look at events of more than 12 months before somebody came to us, unless there are good reasons.',
  'Where a body has others act for it, we treat what they do as its own actions.',
  'We may end an investigation when we are satisfied with what has been done or is going to be done.',
  'Service failure is fault too, even where nobody meant it or could help it.',
]

export const closingRoles = [
  'We decide whether to investigate by asking whether there is enough evidence of fault, whether it caused enough injustice, and whether an investigation could lead to more than has been done.',
  'The law says what we can look into, and lets us choose not to where an investigation would not be worthwhile.',
  'We have to spend public money with care. We do not investigate where another body is better placed or where it is unlikely that we would find fault.',
]

export const earlyRoles = [
  'We can uphold a complaint without an investigation where a body accepts that it was at fault and agrees to put things right.',
]

export const drafts = [
  '{X} and {the council} [could comment|had the chance to comment] on a draft of this decision. [I took account of what they said.|Neither asked for a change.|I changed two dates because of their comments.]',
  'I sent a draft to both sides. [{X} did not agree with all of it, and I thought again about those parts.|{The council} accepted it.|I considered their comments before I made my decision.]',
]

export const ownProcedure = [
  '{X} complained to {the council}, which [did not uphold the complaint|answered at both stages of its procedure|apologised for part of what had happened]',
  '{X} asked for the second stage of the complaints procedure, and {the council} [confirmed its first answer|offered a meeting]',
  '{the council} sent its final answer and told {X} of the right to come to us',
]

export const wishes = [
  '{She} wants {the council} to [apologise|explain what happened|learn from it|put things right].',
  '{She} would like [an apology and an explanation|a payment for the time lost|the decision to be changed].',
]

export const complained =
  '{X} [complained that|complained that|said that|complained because] {the council} {problem}.'
export const foundFault =
  '[There was fault|We found fault|{The council} was at fault], [which caused {X} avoidable distress|which caused {X} injustice|and {X} was left with uncertainty about what might have been|which caused frustration and put {X} to time and trouble].'
export const noFault =
  '[There was no fault in|We found no fault in|We ended our investigation because there was no fault in]'
export const noFaultMore = [
  '{The council} considered what it had to consider and gave its reasons.',
  'We cannot question a decision that was properly made.',
  'We did not find that anything was overlooked.',
]
export const upheldEarly =
  '[{The council} accepted that it was at fault.|We upheld the complaint without an investigation because {the council} accepted fault.]'
/** Where nothing is left to do of a remedy that was offered before the complaint came. */
export const remedyDone = {
  inShort:
    '[Before {X} came to us it had apologised and paid {pay}, which was a proper remedy.|It had already put things right in a way that we consider suitable.]',
  whole:
    'Before {X} came to us {the council} had [apologised|accepted its mistake|met {X} to apologise] and [paid {pay}|put right what could be put right and paid {pay}]. That is [in line with our guidance on remedies|what we would have asked for]. I consider it a satisfactory remedy.',
}
/** Where it is still to be carried out. */
export const remedyToCome = {
  inShort:
    '[Before {X} came to us it had offered a proper remedy.|It had already offered to put things right in a way that we consider suitable.]',
  whole:
    'Before {X} came to us {the council} had [accepted its mistake|admitted fault] and offered to put things right. What it offered is [in line with our guidance on remedies|what we would have asked for]. I consider it a satisfactory remedy, and {the council} has agreed to carry it out.',
}
/** Where fault was found and nothing more is asked for. */
export const nothingMore = {
  inShort: '[It has since put things right.|The finding of fault is remedy enough.]',
  whole:
    '{The council} has since [put right what it could|done what we would have asked for|changed how it works]. I consider that no further remedy is needed.',
}

/** Where the body agreed to a remedy so soon that nothing was investigated. */
export const agreedEarly = {
  inShort: '[It agreed to put things right.|It has agreed to a suitable remedy.]',
  whole:
    'I asked {the council} to put things right without waiting for an investigation. It agreed, and I consider [its offer|what it will do] a suitable remedy.',
}
export const acceptance = [
  '{The council} [looked at its records|reviewed the case] and accepted that it [had been at fault|should have acted sooner|did not follow its own procedure].',
  'When I asked {the council} about the complaint it accepted that there had been fault.',
]

export const moreFault = [
  '{The council} also took {weeks} longer than its procedure allows to answer {X}’s complaint. This was fault as well.',
  '{The council} [accepts|accepted in its comments] that [this should not have happened|its records could have been better].',
  'I have seen no note of the reasons for what was done. Poor records are fault, since nobody can then check a decision.',
  'I do not criticise [the individual officers|the staff], who [worked with too few hands|followed the instructions they had].',
]
export const moreSound = [
  '{The council}’s [notes|letters] [from the time|of those weeks] are clear and complete, and agree with what it told {X}.',
  '{The council} answered {X}’s complaint in the time its procedure sets and dealt with each point.',
  '{X} has sent me [photographs|a long account|e-mails]. They [do not change|are consistent with] what the records show.',
]
export const guidance = [
  'Our guidance on remedies says that a payment for distress is [moderate|symbolic], and recognises what cannot be put right in any other way.',
  'I have considered whether others may have been affected in the same way, and what should change so that it does not happen again.',
]
export const understanding = [
  'I understand that {X} [is disappointed|sees this differently]. [But I|I] have not found fault, and so cannot [criticise the outcome|ask for another decision].',
  '{X} remains unhappy with the outcome. It is a decision that {the council} was entitled to make.',
]

export const upheldEndings = [
  'There was fault that caused injustice. The action agreed is a proper remedy, and I have [completed|ended] my investigation.',
  'I uphold this complaint. [I found fault by {the council}, and it caused {X} injustice.|{The council} was at fault.] My investigation is complete.',
]
export const nothingMoreEnding =
  'I uphold this complaint. {The council} was at fault and has put things right, so that I have ended my investigation.'
export const notUpheldEndings = [
  'I found no fault and have [completed|ended] my investigation.',
  'I do not uphold this complaint, because {the council} was not at fault.',
]
export const earlyEndings = [
  'I uphold this complaint because {the council} accepted fault. I will not investigate, since its remedy is suitable.',
  'The complaint is upheld. There is nothing more that an investigation could add.',
]

export const notInvestigated =
  '[We will not investigate|We cannot investigate|We decided not to investigate] {X}’s complaint that {the council} {problem}.'

/** Why a complaint was not investigated. `{handling}` stands for what the matter says. */
export const closings: readonly {
  readonly isElsewhere: boolean
  readonly summary: string
  readonly paragraphs: readonly string[]
  readonly ending: string
}[] = [
  {
    isElsewhere: true,
    summary:
      '[It is reasonable to expect {them} to use another way that is open.|Another body is better placed to look at it.|The law points to another way to have it decided.]',
    paragraphs: [],
    ending:
      'We will not investigate this complaint, because there is [another way|a better way] to have it [decided|looked at].',
  },
  {
    isElsewhere: true,
    summary: '[The matter can be taken elsewhere.|There is another way to have it decided.]',
    paragraphs: [],
    ending:
      'This is not a complaint for us to investigate, since [it can be taken elsewhere|the law provides for another way].',
  },
  {
    isElsewhere: false,
    summary: '[There is not enough evidence of fault.|It is unlikely that we would find fault.]',
    paragraphs: [
      'There is not enough evidence of fault in {handling} to justify an investigation. {The council} considered what {X} said and explained its view.',
      'I have read what {X} sent and what {the council} answered about {handling}. It is unlikely that we would find fault.',
    ],
    ending: 'We will not investigate, because there is not enough evidence of fault.',
  },
  {
    isElsewhere: false,
    summary:
      '[The complaint is late, and there are no good reasons to look at it now.|It came to us too late.]',
    paragraphs: [
      'The events lie more than 12 months back. {X} knew of them at the time and could have come to us sooner. I see no good reason to look at them now.',
      '{X} complained to {the council} soon after the events and waited for more than a year before {she} came to us. Nothing that {she} has told me explains why.',
    ],
    ending: 'We will not investigate this complaint, because it is late.',
  },
  {
    isElsewhere: false,
    summary:
      '[An investigation would not lead to anything more.|{The council} has done what we would ask for.]',
    paragraphs: [
      '{The council} has [apologised|apologised and offered {pay}|apologised and changed how it works]. An investigation of {handling} would not achieve more.',
      'What {X} wants is not something that we can bring about. {The council} has already [explained what happened|put right what it could].',
    ],
    ending: 'We will not investigate, because it would not lead to a different outcome.',
  },
  {
    isElsewhere: false,
    summary:
      '[The injustice is not enough to justify an investigation.|Any injustice is too small for us to investigate.]',
    paragraphs: [
      'I accept that {X} was [annoyed|inconvenienced|frustrated]. That alone is not enough injustice for us to investigate {handling}.',
      'Mistakes cost trouble. Here they were put right within {weeks}, and what remains is not enough to use public money on an investigation.',
    ],
    ending: 'We will not investigate this complaint, because the injustice is not [great|serious] enough.',
  },
]
export const closingMore = [
  '{X} has also complained of how {the council} dealt with {her} complaint. We do not usually look at that alone when we do not look at what it was about.',
  'I considered whether there are reasons to make an exception. There are none.',
]

export const apologies = [
  'apologise to {X} in writing for the [distress|effects|uncertainty] that its fault caused',
  'write to {X} to apologise and explain what went wrong',
  'have a senior officer apologise to {X}',
]
export const payments = [
  'pay {X} {pay} for the [distress|uncertainty|frustration] caused',
  'pay {X} {pay} in recognition of [the time that was lost|what {she} went without|the trouble {she} was put to]',
  'pay {pay} to {X}, or take it off what {she} owes if {she} prefers',
]
export const otherActions = [
  'meet {X} to explain what has changed since',
  'name one officer whom {X} can turn to',
  'place this decision on {X}’s file',
]
export const evidence = [
  '{The council} should [send us evidence|show us] that it has done this.',
  '{The council} will [let us have proof of each action|tell us when each has been done].',
]
