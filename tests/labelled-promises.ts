import { random } from '../src/demonstration/random.ts'

/** One promise in several ways of saying it: brackets hold what can stand in a place. */
type LabelledPromise = {
  readonly category: string
  readonly kind: 'procedure' | 'training' | 'information'
  readonly ways: readonly string[]
}

/** Written by hand, before the threshold was chosen; promises of one category lie as near to one another as real ones. */
const promises: readonly LabelledPromise[] = [
  of('housing', 'procedure', [
    '[Review|Change] how it keeps the suitability of temporary accommodation under review[|, so that new evidence is looked at]',
    'Put in place [a process|regular checks] to [reconsider|look again at] whether temporary accommodation is suitable when [circumstances change|new evidence comes]',
  ]),
  of('housing', 'procedure', [
    '[Amend|Change] its allocations procedure so that medical evidence is answered [with written reasons|in writing]',
    'Make sure that applicants to the housing register who send medical evidence get [a written answer with reasons|written reasons]',
  ]),
  of('housing', 'procedure', [
    'Put in place a check that decision letters [have gone out|are sent] before interim accommodation ends',
    '[Ensure|Make sure] interim accommodation is not ended until a decision letter has been [sent|issued]',
  ]),
  of('housing', 'training', [
    'Train [housing options officers|its homelessness staff] on the [low threshold|threshold] for taking a homelessness application',
    'Provide training to [officers|staff] on when a homelessness application must be taken[| and the threshold that applies]',
  ]),
  of('housing', 'training', [
    'Train allocations officers on how the scheme treats overcrowding',
    'Hold a [training session|workshop] about overcrowding under the allocations scheme for [officers|staff]',
  ]),
  of('housing', 'information', [
    'Remind officers [in writing|] that homelessness decisions need a letter with reasons and review rights',
    'Issue [a reminder|guidance] to staff that every homelessness decision letter must [give reasons|state its reasons] and explain the right to a review',
  ]),
  of('housing', 'information', [
    'Publish on its website how long applications to the housing register take[| at present]',
    'Tell applicants on its website the [current|present] time to process housing register applications',
  ]),
  of('adult-care', 'procedure', [
    '[Review|Change] its procedure for financial assessments so that disability related expenditure is [considered|asked about]',
    'Make sure financial assessments [consider|take into account] disability related [costs|expenditure]',
  ]),
  of('adult-care', 'procedure', [
    'Put in place a system to track that care plans are reviewed [every year|once a year]',
    'Introduce monitoring of annual reviews of care plans[| so that none is missed]',
  ]),
  of('adult-care', 'procedure', [
    '[Change|Review] how it arranges respite so that carers know what they have been [allocated|given]',
    'Give carers written confirmation of the respite [allocated to them|they have been given][| when it is arranged]',
  ]),
  of('adult-care', 'training', [
    'Train social workers on mental capacity assessments[| and best interests decisions]',
    'Deliver training about assessing mental capacity to [social workers|its adult social care staff]',
  ]),
  of('adult-care', 'training', [
    'Train staff on top-up fees for care homes[| and what families must be told]',
    'Give [brokerage|finance] staff training about care home top-up fees',
  ]),
  of('adult-care', 'information', [
    'Remind [staff|officers] to give clear written information about charges before care starts',
    'Issue guidance that people must be told in writing [what they will be charged|about charges] before care begins',
  ]),
  of('adult-care', 'information', [
    'Remind care providers it commissions to keep [full|accurate] records of visits',
    'Write to commissioned care providers about recording visits [accurately|in full]',
  ]),
  of('education-and-children', 'procedure', [
    '[Review|Change] its process so that final education, health and care plans are issued within the statutory [time|timescale]',
    'Put measures in place to issue final EHC plans [within statutory timescales|on time]',
  ]),
  of('education-and-children', 'procedure', [
    'Put in place a process to [arrange|provide] alternative education for children out of school[| without delay]',
    'Introduce checks that children who are out of school receive suitable alternative education',
  ]),
  of('education-and-children', 'procedure', [
    '[Change|Review] how annual reviews of EHC plans are tracked, so that decisions follow within four weeks',
    'Track annual reviews of education, health and care plans so that [a decision letter|the decision] is sent within four weeks of the meeting',
  ]),
  of('education-and-children', 'training', [
    'Train panel members on school admission appeals[| and how reasons are recorded]',
    'Provide [refresher|] training for school admission appeal [panels|panel members and clerks]',
  ]),
  of('education-and-children', 'training', [
    'Train staff on the statutory children’s complaints procedure[| and its stages]',
    'Give social workers and managers training about the children’s statutory complaints procedure',
  ]),
  of('education-and-children', 'information', [
    'Remind staff of the duty to secure the provision set out in EHC plans',
    'Issue a briefing to officers on securing special educational provision in EHC plans',
  ]),
  of('education-and-children', 'information', [
    'Publish its school transport policy in [plain words|clear language][| on its website]',
    'Put a [clear|plain] explanation of who can get school transport on its website',
  ]),
  of('planning', 'procedure', [
    '[Change|Review] its procedure so that planning enforcement decisions are recorded with reasons',
    'Record the reasons for each decision [not to take|about] planning enforcement action',
  ]),
  of('planning', 'procedure', [
    'Put in place a check that neighbours are notified of planning applications[| before they are decided]',
    'Introduce a check on letters to neighbours about planning applications',
  ]),
  of('planning', 'procedure', [
    '[Review|Amend] how officer reports [deal with|address] overlooking and privacy',
    'Make sure that officers’ reports on planning applications assess privacy and overlooking',
  ]),
  of('planning', 'information', [
    'Remind planning officers to keep notes and photographs of site visits',
    'Issue guidance to [case officers|officers] on recording site visits[| with photographs]',
  ]),
  of('planning', 'information', [
    'Publish an up-to-date enforcement policy[| on its website]',
    'Update the enforcement policy on its website',
  ]),
  of('benefits-and-tax', 'procedure', [
    '[Review|Change] its procedure so that council tax summonses are withdrawn when a payment arrangement is kept',
    'Introduce a check for payment arrangements before council tax summonses are [sent|issued]',
  ]),
  of('benefits-and-tax', 'procedure', [
    'Put in place a process to pass housing benefit appeals to the tribunal [without delay|promptly]',
    'Track housing benefit appeals so that they [reach|are sent to] the tribunal promptly',
  ]),
  of('benefits-and-tax', 'training', [
    'Train staff to recognise vulnerable debtors before cases go to enforcement agents',
    'Provide training on vulnerability for staff who pass [debts|cases] to enforcement agents',
  ]),
  of('benefits-and-tax', 'information', [
    'Remind officers to explain appeal rights in overpayment letters',
    'Amend its overpayment letters so that they explain the right of appeal',
  ]),
  of('environment', 'procedure', [
    '[Change|Review] how missed bin collections are monitored[| after a complaint]',
    'Put in place monitoring of repeated missed [collections|bin collections]',
  ]),
  of('environment', 'procedure', [
    '[Review|Change] its procedure so that noise complainants get diary sheets and a named officer',
    'Give people who complain about noise a named officer and diary sheets',
  ]),
  of('environment', 'information', [
    'Remind officers to tell people the outcome of noise investigations',
    'Issue guidance to staff on telling complainants how a noise investigation ended',
  ]),
  of('highways', 'procedure', [
    '[Review|Change] its procedure for considering mitigating circumstances in parking penalty challenges',
    'Make sure that challenges to parking penalties are considered with any mitigating circumstances',
  ]),
  of('highways', 'procedure', [
    'Put in place a system to record reports of potholes and what was done about them',
    'Record each pothole report and the action taken',
  ]),
  of('highways', 'information', [
    'Remind staff how to assess applications for a blue badge[| with hidden disabilities]',
    'Issue guidance to assessors on blue badge applications [from people with|and] hidden disabilities',
  ]),
]

function of(category: string, kind: LabelledPromise['kind'], ways: readonly string[]): LabelledPromise {
  return { category, kind, ways }
}

/** A sentence of the generated set, and which promise it makes. */
export type PromiseSentence = {
  readonly promise: number
  readonly category: string
  readonly kind: string
  readonly text: string
}

/** Every promise said in so many ways as there are, up to three of each way of putting it. */
export function promiseSentences(): readonly PromiseSentence[] {
  return promises.flatMap(({ category, kind, ways }, promise) =>
    ways.flatMap((way, place) => {
      const chance = random(3, `promise ${promise} ${place}`)
      const texts = Array.from({ length: 6 }, () =>
        way.replace(/\[([^\]]*)\]/g, (_, choices: string) => {
          const all = choices.split('|')
          return all[chance.between(0, all.length - 1)] ?? ''
        }),
      )
      return [...new Set(texts)].slice(0, 3).map((text) => ({ promise, category, kind, text }))
    }),
  )
}

/** One fault in two ways of telling it. */
const faults: readonly {
  readonly category: string
  readonly subcategory: string
  readonly ways: readonly string[]
}[] = [
  told('housing', 'Homelessness', [
    'left {her} in temporary accommodation it knew to be unsuitable[| for eight months]',
    'kept the family in unsuitable temporary accommodation [although there was damp|with damp and no lift]',
  ]),
  told('housing', 'Homelessness', [
    'refused to take a homelessness application when {she} [faced eviction|had an eviction notice]',
    'told {her} to wait for bailiffs and did not take {her} homelessness application before the eviction',
  ]),
  told('housing', 'Homelessness', [
    'ended {her} interim accommodation without a written decision',
    'stopped interim accommodation [and sent no decision letter|before it had sent a written decision]',
  ]),
  told('housing', 'Homelessness', [
    'wrote no personalised housing plan[| and did not review it]',
    'gave {her} no personal housing plan after it accepted a relief duty',
  ]),
  told('adult-care', 'Charging', [
    'did not tell {her} what care would cost before it began',
    'gave no written information about charges [before care started|until the first invoice came]',
  ]),
  told('adult-care', 'Charging', [
    'left disability related expenditure out of {her} financial assessment',
    'did not consider disability related costs when it assessed {her} finances',
  ]),
  told('adult-care', 'Charging', [
    'asked the family for a top-up for a care home without offering an affordable one',
    'offered no care home without a top-up fee and made {her} daughter pay one',
  ]),
  told('adult-care', 'Charging', [
    'sent invoices for visits that were not made',
    'charged {her} for home care visits that carers missed',
  ]),
  told('education-and-children', 'Special educational needs', [
    'delayed issuing the final education, health and care plan[| by seven months]',
    'did not issue a final EHC plan within the statutory time',
  ]),
  told('education-and-children', 'Special educational needs', [
    'did not secure the speech therapy in {her} son’s EHC plan',
    'failed to provide speech and language therapy set out in the EHC plan',
  ]),
  told('education-and-children', 'Special educational needs', [
    'provided no alternative education while {her} daughter was out of school',
    'left a child who could not attend school without [any|suitable] alternative education',
  ]),
  told('education-and-children', 'Special educational needs', [
    'did not hold an annual review of the plan[| for two years]',
    'missed the annual review meeting two years in a row',
  ]),
  told('planning', 'Enforcement', [
    'did not investigate {her} reports that a neighbour built without planning permission',
    'took no look at reports of building works without permission next door',
  ]),
  told('planning', 'Enforcement', [
    'gave no reasons for taking no enforcement action',
    'recorded no reasons when it decided not to enforce',
  ]),
  told('planning', 'Enforcement', [
    'let a condition about opening hours be broken at a restaurant',
    'did nothing about a restaurant that stayed open beyond the hours of its planning condition',
  ]),
  told('planning', 'Enforcement', [
    'lost the photographs of a site visit',
    'kept no notes or photographs of its visits to the site',
  ]),
]

function told(category: string, subcategory: string, ways: readonly string[]) {
  return { category, subcategory, ways }
}

/** A summary of the generated set, and which fault it tells of. */
export type FaultSummary = {
  readonly fault: number
  readonly category: string
  readonly subcategory: string
  readonly text: string
}

/** Each fault told as summaries of decisions tell it, with what they all say and what was agreed, which differs. */
export function faultSummaries(): readonly FaultSummary[] {
  return faults.flatMap(({ category, subcategory, ways }, fault) =>
    ways.flatMap((way, place) =>
      [0, 1].map((round) => {
        const chance = random(5, `fault ${fault} ${place} ${round}`)
        const one = (choices: readonly string[]) => choices[chance.between(0, choices.length - 1)] ?? ''
        const problem = way
          .replace(/\[([^\]]*)\]/g, (_, choices: string) => one(choices.split('|')))
          .replaceAll('{her}', one(['her', 'Mrs X’s']))
          .replaceAll('{she}', one(['she', 'Mrs X']))
        const opening = one(['Mrs X complained that the Council', 'Ms X complains the Council'])
        const found = one([
          'We found the Council at fault, which caused avoidable distress.',
          'There was fault by the Council. It caused uncertainty and frustration.',
          'We upheld the complaint because the fault caused injustice.',
        ])
        const agreed = one([
          'The Council agreed to apologise and pay £300.',
          'It agreed to apologise, make a payment and train its staff.',
          'It has agreed to apologise and to review its procedure.',
        ])
        return { fault, category, subcategory, text: `${opening} ${problem}. ${found} ${agreed}` }
      }),
    ),
  )
}
