import type { StatementMatter } from './statement-matter.ts'

/** Complaints about parking, roads, traffic, public transport and paths. */
export const highwaysMatters: readonly StatementMatter[] = [
  {
    category: 'highways',
    subcategory: 'Parking and other penalties',
    handling: 'how {the council} dealt with a penalty charge',
    records: '[the warden’s photographs|representations and the answer|the bailiff’s log]',
    duties: [
      'A penalty charge can be disputed in steps: a challenge, formal representations, and an appeal to an independent tribunal.',
      'Enforcement agents act for the council that instructs them. Vulnerable people should be referred back to it.',
    ],
    issues: [
      {
        problem:
          'sent enforcement agents for a [parking|bus lane|emissions] penalty that {she} had never heard of',
        effect: 'agents [clamped {her} car|came at six in the morning] and {she} paid {cost}',
        events: [
          'a camera recorded {X}’s car',
          '{the council} wrote to an address {X} had left',
          'the debt was registered at court',
          'agents visited',
          '{X} made a statement that {she} had not had the letters',
          'the court set the order aside',
        ],
        fault:
          'The letters came back marked “gone away”, and {the council} went on. It should have traced the address first. That was fault.',
        sound:
          '{The council} used the address that the licensing agency gave. {X} had not told the agency of {her} move.',
        harm: '{X} paid fees that would not have arisen, and was frightened.',
      },
      {
        problem: 'ignored the challenge {she} made to a parking ticket',
        effect: 'the penalty doubled while {she} waited',
        events: [
          'a warden issued a ticket',
          '{X} challenged it online with a picture of [a worn sign|{her} permit|a broken machine]',
          '{the council} sent a notice to the owner',
          '{X} asked about {her} challenge',
          '{the council} sent a charge certificate',
        ],
        fault:
          'The challenge was received and filed under another number. {X} was not answered, which was fault.',
        sound:
          '{The council} answered the challenge by e-mail within {weeks}; {X} agrees that it was among unread messages.',
        harm: '{X} lost the right to pay less and to appeal.',
      },
      {
        problem: 'refused to refund a charge at a car park where the machine did not work',
        effect: '{she} was told to prove what {she} could not',
        events: [
          '{X} parked and tried {small} machines',
          '{X} paid by telephone and got a message that the place was unknown',
          'a ticket was issued',
          '{the council} refused the challenge',
        ],
        fault:
          'The log shows that the machines were out of order that day. {The council} did not look at it before it refused. That was fault.',
        sound: 'The log shows {count} payments at the same machine within the hour.',
        harm: '{X} had the trouble of a dispute that a look at the log would have ended.',
      },
    ],
    elsewhere: [
      'There is a right of appeal to the independent tribunal for traffic penalties. It is reasonable to expect {X} to use it.',
      'The court can set the order aside if {X} did not get the notices. It is better placed than we are.',
    ],
    actions: {
      'provide-service': ['refund the penalty and the agents’ fees'],
      reassess: ['consider the challenge as if it had just been made'],
      procedure: [
        'trace addresses before it instructs agents where letters have come back',
        'link challenges made online to the penalty they are about',
      ],
      training: ['train parking staff on evidence from machines and permits'],
      information: [
        'remind its agents when to hand back cases of vulnerable people',
        'explain each step of a penalty in plain words on its letters',
      ],
    },
  },
  {
    category: 'highways',
    subcategory: 'Highway repair and maintenance',
    handling: 'how {the council} looked after the road',
    records: '[inspection records|the repair order|the maintenance manual]',
    duties: [
      'A highway authority must maintain its roads. How often it inspects, and which defects it repairs when, is set by its policy.',
    ],
    issues: [
      {
        problem:
          'did not repair [potholes|a broken kerb|a blocked drain|a street light] outside {her} home for {months}',
        effect: '[water ran into {her} porch|{she} fell and broke a wrist|lorries shook the house]',
        events: [
          '{X} reported the defect',
          'an inspector marked it with paint',
          '{the council} closed the report as done',
          '{X} reported it again',
          'a crew filled it',
          'the filling came out',
        ],
        fault:
          'The defect was of a depth that the policy says is mended within 28 days. It was closed twice without a repair. That was fault.',
        sound:
          'The inspector measured the defect on {small} visits. It was below the depth at which {the council} acts.',
        harm: '{X} had the nuisance for {months} and the frustration of being told that it was mended.',
      },
      {
        problem: 'made a road scheme that sends surface water onto {her} land',
        effect: '{her} garden floods after each storm',
        events: [
          '{the council} resurfaced the road',
          'the first storm flooded the garden',
          'an engineer visited',
          '{the council} cleaned a gully',
          'a camera survey found a collapsed pipe',
        ],
        fault:
          'The new surface is higher than the old kerb. No one considered where the water would go. That was fault.',
        sound: 'The survey shows that the water comes from a ditch that others own.',
        harm: '{X} lost plants and a fence, and fears each forecast of rain.',
      },
    ],
    elsewhere: [
      'A claim for injury or damage is for insurers and the courts to decide.',
      'The duty to maintain the road can be enforced in the magistrates’ court.',
    ],
    actions: {
      'provide-service': ['repair the defect and inspect it again after winter'],
      reassess: ['inspect the road again with {X} present'],
      procedure: [
        'close reports of defects only with a photograph of the repair',
        'check levels and drainage before roads are resurfaced',
      ],
      training: ['train highway inspectors on recording depth and width'],
      information: ['show on its website what becomes of each report'],
    },
  },
  {
    category: 'highways',
    subcategory: 'Traffic management',
    handling: 'how {the council} made changes to traffic near {her} home',
    records: '[consultation answers|traffic counts|the delegated report]',
    duties: [
      'Before it makes a traffic order a council must consult, publish and consider objections. What is best for traffic is its decision.',
    ],
    issues: [
      {
        problem: 'closed {her} road to through traffic without proper consultation',
        effect: '{she} drives {miles} further to {her} mother, and ambulances were held up',
        events: [
          '{the council} proposed the scheme',
          'leaflets went to some streets',
          '{X} objected',
          'planters were put in place',
          '{the council} decided to keep the scheme',
          '{the council} published its counts',
        ],
        fault:
          'The report says that all homes had a leaflet. The distributor’s tracker shows that {X}’s street had none. That was fault.',
        sound: 'Leaflets, notices and a survey reached the area; {count} people in {X}’s street answered.',
        harm: '{X} lost the chance to be heard before the decision, and was heard after it.',
      },
      {
        problem:
          'refused {her} request for [a disabled parking bay|a white line|a speed hump|residents’ parking]',
        effect: '{she} cannot [park within a safe walk of {her} door|get out of {her} drive]',
        events: [
          '{X} applied with a letter from a doctor',
          'an officer looked at the street',
          '{the council} refused',
          '{X} asked for a review',
        ],
        fault:
          '{The council} refused because of a driveway that belongs to the house next door. That was a mistake of fact, and fault.',
        sound: '{The council} applied its published criteria and explained which was not met.',
        harm: '{X} went without for {months}.',
      },
    ],
    elsewhere: ['The validity of a traffic order can be questioned in the High Court within six weeks.'],
    actions: {
      'provide-service': ['mark the bay that was applied for'],
      reassess: ['visit the street and decide the request again'],
      procedure: ['keep proof of delivery when it consults on traffic schemes'],
      training: ['train officers who decide about bays on the evidence to be asked for'],
      information: ['publish the criteria for residents’ parking'],
    },
  },
  {
    category: 'highways',
    subcategory: 'Public transport',
    handling: 'how {the council} dealt with a travel pass',
    records: '[the application for the pass|the operator’s report|fare records]',
    duties: [
      'Disabled and older people are entitled to concessionary travel if they meet the conditions in law.',
    ],
    issues: [
      {
        problem: 'refused to renew {her} disabled person’s travel pass',
        effect: '{she} paid {cost} for journeys to hospital',
        events: [
          '{X} applied to renew the pass',
          '{the council} asked for new medical evidence',
          '{X} sent an award letter',
          '{the council} refused',
          '{X} appealed',
        ],
        fault:
          'The award letter alone gives the entitlement. {The council} asked for more than the rules allow. That was fault.',
        sound: 'The award had ended, and the evidence sent did not show that another condition was met.',
        harm: '{X} paid fares for {months} that {she} should not have paid.',
      },
      {
        problem: 'did not look into how a [bus driver|ticket inspector] had treated {them}',
        effect: '{she} is afraid to travel alone',
        events: [
          '{X} complained the same day and named the bus',
          'the operator was asked for its camera pictures',
          'the pictures had been deleted',
          '{the council} closed the complaint',
        ],
        fault:
          'The request for pictures went out after they had been deleted, though {X} had complained in time. That was fault.',
        sound:
          'The pictures were seen. They do not show what {X} describes, and {the council} told {them} so with care.',
        harm: 'What happened can no longer be found out.',
      },
    ],
    elsewhere: ['Complaints about the running of private bus services go to another body.'],
    actions: {
      'provide-service': ['issue the pass and refund fares'],
      reassess: ['decide the application for a pass again'],
      procedure: ['ask operators for camera pictures as soon as somebody complains'],
      training: ['train staff on which evidence proves entitlement to a travel pass'],
      information: ['correct the form and notes for travel passes'],
    },
  },
  {
    category: 'highways',
    subcategory: 'Blue badges',
    handling: 'how {the council} decided an application for a blue badge',
    records: '[the application|the mobility assessment|the review]',
    duties: [
      'Some people get a blue badge without further assessment. Others must show a very considerable difficulty in walking, which can be caused by a hidden disability.',
    ],
    issues: [
      {
        problem: 'refused {her} application for a blue badge without considering {her} hidden disability',
        effect: '{she} [no longer goes out alone|had an accident in a car park]',
        events: [
          '{X} applied with letters from a consultant',
          'an assessor telephoned',
          '{the council} refused because {X} can walk 80 metres',
          '{X} asked for a review',
          'the review confirmed the refusal',
        ],
        fault:
          'The letters speak of [overwhelming distress|danger in traffic|breathlessness]; the decision speaks of distance only. That was fault.',
        sound:
          'The assessor met {X}, asked about pain, breath and distress, and recorded the answers and the reasons.',
        harm: '{X} does not know whether {she} should have had a badge for the past {months}.',
      },
      {
        problem: 'took {months} to renew {her} blue badge',
        effect: '{she} got {small} parking penalties meanwhile',
        events: [
          '{X} applied {weeks} before the badge ran out',
          '{the council} asked for a better photograph',
          'the application went to another queue',
          'the badge came',
        ],
        fault: 'The application waited in the wrong queue. That was fault.',
        sound: 'The badge was sent within two weeks of the photograph that was needed.',
        harm: '{X} was without a badge that {she} was entitled to.',
      },
    ],
    elsewhere: [],
    actions: {
      'provide-service': ['issue a badge until the application is decided again'],
      reassess: ['assess the application again in person'],
      procedure: ['add hidden disabilities to the record of each decision on a badge'],
      training: ['train assessors on hidden disabilities'],
      information: ['say in decision letters which condition was not met and why'],
    },
  },
  {
    category: 'highways',
    subcategory: 'Rights of way',
    handling: 'how {the council} dealt with a footpath',
    records: '[the definitive map|the warden’s notes|the landowner’s letters]',
    duties: [
      'A council must assert and protect the public’s use of rights of way and keep the definitive map under review.',
    ],
    issues: [
      {
        problem:
          'did not clear [a locked gate|barbed wire|a ploughed field|brambles] from a public footpath for {months}',
        effect: '{she} walks along a road without a pavement instead',
        events: [
          '{X} reported the obstruction',
          'a warden wrote to the landowner',
          'the landowner claimed that the path was elsewhere',
          '{X} served a formal notice',
          '{the council} had the path opened',
        ],
        fault:
          '{The council} knew from its map where the path runs and let the argument last. That was fault.',
        sound:
          '{The council} warned the landowner, checked the path {small} times and has put it in its programme by importance.',
        harm: '{X} lost the use of the path for two summers.',
      },
      {
        problem: 'has not decided {her} application to add a path to the definitive map',
        effect: 'witnesses who used it as children [have died|are in their nineties]',
        events: [
          '{X} applied with {count} statements',
          '{the council} put the application on a list',
          'a government inspector told {the council} to decide',
          '{the council} began its research',
        ],
        fault: '{The council} did not keep to the date it had been told. That was fault.',
        sound: '{The council} deals with applications in order and told {X} where {hers} stands.',
        harm: 'Evidence may have been lost.',
      },
    ],
    elsewhere: ['{X} can ask the Planning Inspectorate to direct {the council} to decide.'],
    actions: {
      'provide-service': ['open the path and keep it open'],
      reassess: ['decide the application for the path'],
      procedure: ['publish how it ranks reports of blocked paths'],
      training: ['train wardens on notices to landowners'],
      information: ['tell people who report a blocked path what is done and when'],
    },
  },
]
