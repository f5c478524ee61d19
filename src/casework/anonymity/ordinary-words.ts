/**
 * Words that a statement writes with a capital letter and that name nobody: bodies, posts, laws, procedures, languages,
 * faiths, days and months.
 */
const publicWordList = `
  a&e academies academy act acts adult adults advice age agency agreement aid airport allowance ambulance annex appeal appeals
  appendix approved april arabic armed army article asian assembly assessment assistant assurance attorney august authorities
  authority badge band bank bar benefit bengali bible bill billing black blue board borough brexit britain british broads budget
  building buddhist bus business by-law bye-law cabinet cafcass care catholic census central centre chair chairman chapter
  charge charity charter chief child childcare children chinese christian christmas church circular citizens city civil
  clerk code codes college combined commission commissioner commissioners committee common commons community companies
  company complaint complaints conduct conservation constitution consumer convention coroner corporate corporation council
  councillors councils county court courts covid covid-19 credit criminal crown customer customs data december decision
  default defence department deputy deprivation designated devolution diocese direct direction directions director directorate
  disability disabled discretionary district divisional divisions diwali dutch duty early easter eastern education educational
  eid elections electoral employment england english enforcement environment environmental equality equipment europe european
  examination exchequer executive expectations facilities fact family farsi february federation figure financial fire first
  food force forest form formula foundation fostering framework freedom french friday fund gas general german government grant
  grants greater green guidance guide guides gypsy hackney handling head headteacher health healthcare healthwatch her
  heritage high highway highways hindi hindu hm home homeless homelessness homes hospital hotel house household housing hub
  human impact improvement income independent indian individual information inspector inspectorate inspectors insurance
  intermediate internet investigations investigator irish islamic italian january jewish joint judge judicial july june
  justice keeping king kingdom kurdish land lands lasting latin law leader learning levelling liability liberty licensing
  limited link listed living llp local lord lords loss ltd magistrates manager manual maintenance majesty march may mayor maternity
  mental metropolitan midlands midsummer minimum minister ministry model modern monday money monitoring motability
  multi-agency museum muslim national navy needs new nhs north northern note notice notices november nursery nursing
  occupational october office officer officers official ofsted ombudsman ombudsman's open order orders ordnance
  organisation outcome overview pakistani panel parish park parks parliament parliamentary part party parties partnership pashto
  patient paragraph pay payment payments penalty pension pensions people permit person personal persian plan planning plc police policies policy
  polish portal portfolio portuguese post power powers practice practitioner prevention primary prime principle principles
  priority private probation procedure programme property protection protocol provider public punjabi pupil quality queen quran
  ramadan reablement record records referral reform refugee region register registrar registry regulation regulations regulator
  relief remedies removal rent report residential resources respite response responsible return revenue revenues review
  rights road roma romani romanian room royal rules rural russian safeguarding safeguards safety saturday schedule scheme
  school schools scotland scottish scrutiny second secondary secretary section senior sensory september service services sexual
  sheltered sikh single site social society solicitor somali south southern spanish special specialist sports stage standard
  standards state statement statutory stopping strategic strategy street student submission sunday support supported survey
  table task tax team tenancy term territorial thursday tier trading traffic transition transport traveller travellers
  treasury treaty tribunal trust trustees tuesday tuition turkish ukraine ukrainian union unit unitary united universal
  university upper urdu vat veteran virtual wales waste water wednesday weekly welfare welsh west western whitehall whitsun
  winter women work workers working world young youth zone
  alzheimer's braille britons dementia google facebook instagram messenger microsoft netflix outlook paypal skype teams twitter
  whatsapp youtube zoom amazon barnardo's mencap mind nacro relate scope shelter unison
  ehcps senco sencos autism asperger's asperger tourette's parkinson's crohn's down's braille wednesbury
`

const acronymList = `
  NHS EHC EHCP SEND SEN SENCO DFG LGSCO LGO PHSO HOS ICO CCG ICB ICS DVLA DWP HMRC PIP ESA CTS CTR CTB HMO TPO TRO PCN CCTV OFSTED
  CAMHS MASH LADO IRO ASB FOI GDPR DPA SAR CIL NPPF TUPE VAT UK EU HGV WC OT CHC DOLS MCA AMHP LPA RTB UC HB LHA DHP HHSRS PSPO
  ULEZ LTN SCIL GP AND THE NOT OF IN OR TO FOR BE ETC COVID ID PDF SMS PIN DVD TV BBC AM PM VIA NO EYFS EOTAS PEP LAC CIN CP FGM
  SGO CAO CLA KS GCSE BTEC SATS OFCOM OFGEM CQC EHO RBS ATM ANPR BPA IPC POPLA TEC TPT HCPC NMC GMC BMA DBS CRB USA OK FAQ
  COUNCIL OMBUDSMAN
`

/** Where the name of a place says that it is meant as a place, and nobody is to be found there. */
const placeList = `
  london leeds manchester birmingham liverpool sheffield bristol newcastle nottingham leicester coventry bradford hull stoke
  derby southampton portsmouth plymouth brighton norwich oxford cambridge york bath exeter gloucester worcester lincoln
  chester lancaster carlisle durham sunderland wolverhampton peterborough cornwall devon dorset somerset wiltshire hampshire
  sussex surrey kent essex suffolk norfolk cambridgeshire lincolnshire nottinghamshire derbyshire leicestershire
  northamptonshire warwickshire worcestershire staffordshire shropshire cheshire lancashire yorkshire cumbria northumberland
  hertfordshire bedfordshire buckinghamshire berkshire oxfordshire gloucestershire herefordshire rutland merseyside
  tyneside teesside midlands cardiff swansea edinburgh glasgow belfast dublin ireland france spain germany italy poland
  romania india pakistan bangladesh nigeria ghana somalia syria iraq iran afghanistan ukraine china turkey thames humber
  mersey europe africa asia america australia canada
`

/** What ordinary sentences begin with. */
const starterList = `
  a about above according account accounts act action additional after afterwards again against ago agreed all almost alone
  along already also although always among an and another any anybody anyone anything apart application applications are area
  around arrears as ask asked at attempts away back bailiffs balance because been before behind being below beside besides best
  between beyond bins bids blue both bring but buses by call calls can care carers case cases cash change changes check children
  circumstances clear cold collection come comments common communication complaints conditions confusion consent consultants
  contact contrary contractors costs could councillor councillors counsel crews current customers daily damp date dates day days dealing
  debt debts deciding decisions delay delays demand despite details did diesel different disabled discussions do does done
  doctors doing dogs due during each earlier early eight either eleven else elsewhere emails e-mails emergency enforcement
  enough equally errors even event events eventually ever every everybody everyone everything evidence examples except exceptions
  experts extra failure failures fair fairness families family far fault faults few fifteen fifth files final finally find first five
  fixed flooding following food for foster fourth four fraud free from full fully further future gaps general getting given
  go good grass great ground guidance had half hard has have having he health help hence her here hers him himself his hospital
  homes hour hours how however i if immediately important in income indeed individual information initially injustice inside
  inspections inspectors instead interest into invoices is issues it items its itself janitors june junk just keeping key kept lack land
  landlords large last late later law leaks learning least leaving legal less let letters life light like likewise limits little
  local long looking loss lost low made mail mainly maintenance making management many market matters may me meanwhile medical
  meals meetings member members memories might mistakes money monitoring month monthly months more moreover most mould moving much must
  my naturally neighbours neither never nevertheless new next nine no nobody noise nonetheless none nor normally not notes
  nothing notice notices notwithstanding now nurses objections obviously occasionally of off offers officers often old on once one only
  open opposite options or orally orders ordinarily originally other others otherwise our out outside over overall own owners paint panel
  parents parking part parts past patients payment payments pending people perhaps permission personal photographs pigeons pending plan planners planning
  plans please police policies policy poor possibly post practice present previous previously prior private problems procedure
  proceedings procedures progress proof properly proposals public pupils put quarterly questions quite rain rather read reasons recent
  recently records refunds refuse regarding relatives remedies reminders rent repair repairs repeated replies reports requests
  residents responses rest reviews right rights roads role rubbish rules said same savings school schools searches second
  seeing senior separate separately seven several she short should signs similar similarly since six sixth small smoke snow so
  social solicitors some somebody someone something sometimes soon special staff stage standards statements still students
  such support surely surveyors suspended take taken taking taxis teachers telephone temporary ten tenants tests text than thank
  that the their theirs them themselves then there thereafter therefore these they third thirty this those though three through
  throughout thus time to today together tomorrow too toward towards transport travel trees tribunals true turning twelve
  twenty twice two under unfortunately unless unlike until up upon us usually value various vehicles very via visits visitors
  vouchers wages waiting wardens was waste water ways we week weekly weeks well were what whatever when whenever where whereas
  wherever whether which while who whoever whole whom whose why windows with within without witnesses words work workers
  worse would writing written wrong year yearly years yes yesterday yet you your abbreviated
`

const publicWords: ReadonlySet<string> = new Set(publicWordList.trim().split(/\s+/))
const acronyms: ReadonlySet<string> = new Set(acronymList.trim().split(/\s+/))
const places: ReadonlySet<string> = new Set(placeList.trim().split(/\s+/))
const starters: ReadonlySet<string> = new Set(starterList.trim().split(/\s+/))

/** Whether a word that is written with a capital names no person: a body, a post, a law, a month. In small letters. */
export function isPublicWord(word: string): boolean {
  return publicWords.has(word) || publicWords.has(word.replace(/s$/, ''))
}

export function isKnownPlace(word: string): boolean {
  return places.has(word)
}

/** Whether letters in capitals are the initials of something public. */
export function isAcronym(word: string): boolean {
  return acronyms.has(word.replace(/s$/, ''))
}

/** Whether a sentence may begin with a word that is no name: one of the common ones, or one formed as no name is. */
export function isOrdinaryStart(word: string): boolean {
  return starters.has(word) || publicWords.has(word) || ordinaryEnding.test(word)
}

const ordinaryEnding =
  /^\p{L}{2,}(?:ing|tion|sion|ment|ments|ness|ity|ities|ance|ence|ly|ism|ship|able|ible|ful|less|ious|eous|wards?|tions|sions|ances|ences|ised|ized|ated|ology|times?|body|where|ever)$/u
