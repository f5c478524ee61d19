/**
 * Given names and family names that people in England have, of many origins: enough to know one at the beginning of a
 * sentence or in small letters. Names that are not here are known by where they stand.
 */
const givenNameList = `
  dale dawn drew faith frank glen grace heath hope jack joy kit leo mark max pat ray rob sam will
  aaron abbie abdul abdullah abigail abu adam adebayo adele adrian ahmed aisha aidan aiden alan alastair albert alejandro
  alex alexander alexandra alfie alfred ali alice alison alistair amanda amara amelia amina amir amit amy ana anastasia
  andre andrea andrew aneurin angela angus anil anita anna annabel anne annette annie anthony antonia antonio anwar aoife
  archie arjun arthur asha ashley ashok asif audrey ava ayesha babajide barbara barry beatrice becky belinda ben benjamin
  bernadette bernard beryl bethany betty bev beverley bhavna blessing bogdan brandon brenda brendan brian bridget bronagh
  bronwen bruce bryan callum calum cameron carl carla carlos carmel carol caroline carolyn carys catherine cecilia cedric
  ceri chantelle charlene charles charlie charlotte chelsea cheryl chidi chinedu chioma chloe chris christian christina
  christine christopher ciara ciaran claire clare clive colette colin colleen connor conor constance cora courtney craig
  cynthia daisy damian dan daniel daniela danielle danny daphne darren dave david davina dean deborah debbie declan deepak
  deirdre delroy denis denise dennis derek dermot desmond diana diane dilip dimitri dinesh dominic donald donna doreen doris
  dorota dorothy doug douglas duncan dylan eamonn ebony eddie edith edna edward edwin efua eileen eilidh elaine eleanor elena
  eleri elijah elizabeth ella ellen ellie elliot elsie emeka emily emma emmanuel enid eoin eric erica erin ernest esther ethan
  ethel eugene eunice evelyn ewa ewan fatima fatou faye felicity femi finlay finn fiona florence folasade frances francesca
  francis fred freddie frederick freya funmi gabriel gareth gary gavin gaynor gemma geoffrey george georgia georgina gerald
  geraldine gerard ghulam gillian gina giovanni gladys glenda glenn glenys gloria gordon graham grainne greg gregory gurpreet
  guy gwen gwyneth gwynne haidar hamza hannah hardeep harinder harold harriet harry haroon harvey hassan hayley heather
  hector heidi helen helena henry herbert hilary hilda hiroshi holly howard hugh hugo hussain hussein hywel iain ian ibrahim
  ida idris ifeoma ifor ike ilona imani imran india ines ingrid ioan iqbal irene iris isaac isabel isabella isabelle isla
  ismail ivan ivor iwan jackie jacob jacqueline jade jagdeep jake jamal james jamie jan jane janet janice jasmine jason jasper
  jaswinder javed jayden jayne jean jeffrey jennifer jenny jeremy jerome jerzy jess jessica jill jim jimmy jo joan joanna
  joanne jodie joe joel john johnny jon jonathan jordan jorge jose joseph josephine josh joshua joyce juan judith judy julia
  julian julie juliet june justin kai kamal kamran karen karl karolina kasia kate katherine kathleen kathryn kathy katie
  katrina kay kaya kayleigh keith kelly kelvin ken kenneth kerry kevin khadija khalid kieran kim kimberley kiran kirsten
  kirsty krishna krystyna krzysztof kulwinder kwabena kwame kyle kylie lakshmi lara latoya laura lauren laurence lawrence
  layla leah leanne lee leon leonard leroy lesley leslie lewis liam lian lily linda lindsay lisa liz llinos lloyd logan lois
  lola lorna lorraine louis louise luca lucas lucia lucy luke lydia lynn lynne mabel maciej madeleine maeve maggie mahmoud
  maisie malcolm malgorzata mandy manjit marcia marcin marcus mareike margaret maria mariam marian marie marilyn mario marion
  marjorie marlene martin martina martyn mary maryam matilda matthew maureen maurice mavis max maxine megan mehmet mei melanie
  melissa mercy meredith merlin mia micah michael michaela michal michelle mick miguel mike mildred millie ming miriam
  mitchell mo mohamed mohammad mohammed mohamud moira molly mona monica morag morgan muhammad muriel murray mustafa myfanwy
  myra myrtle nadia nadine nancy naomi narinder nasir nasreen natalia natalie natasha nathan neil nerys nia niall niamh
  nicholas nick nicola nicole nigel nikita nikki nina nkechi noah noel noor nora noreen norma norman norah nuala obinna
  oisin olga olive oliver olivia ollie oluwaseun omar orla osagie oscar owen padraig pamela parminder parveen patience
  patricia patrick patryk paul paula pauline paulo pawel pedro peggy penelope penny percy peter phil philip phillip phoebe
  phyllis pierre piotr poppy prakash precious priya priyanka quentin rachael rachel rafael raj rajesh rajinder ralph ramesh
  raquel rashid ravi raymond reece rebecca reginald renee rhian rhiannon rhys ricardo richard rita robert roberta robin
  rodney roger roisin roland ronald ronnie rory rosalind rosemary rosie ross rowan roxanne roy ruby rupert russell ruth ryan
  sabrina sadia saira sally salma sam samantha samir samira samuel sana sandeep sandra sanjay santosh saoirse sara sarah sasha
  saskia scott sean sebastian selina seren seth shabana shahid shamima shane shannon shanice shaun sheila shirley shona shreya
  sian sidney simon sinead siobhan sofia solomon sonia sophia sophie stacey stan stanislaw stanley stefan stella stephanie
  stephen steve steven stewart stuart sue suleiman sunita suresh susan susannah suzanne sybil sylvia szymon tadeusz tamara
  tammy tamsin tanya tariq tasneem tatiana ted terence teresa terry tessa thandiwe thelma theo theresa thomas tia tiffany tim
  timothy tina toby tom tomasz tommy toni tony tracey tracy trevor trisha tristan trudy tunde tyler tyrone uche umar una
  ursula usman valerie vanessa vera vernon veronica vicky victor victoria vijay vikram vincent viola violet virginia vivian
  vivien walter wanda wayne wei wendy wesley wilfred william winifred winston xin yasmin yasmine yetunde yolanda yousef
  youssef yusuf yvette yvonne zachary zahra zainab zara zeynep zoe zofia zuzanna
`

const familyNameList = `
  abbott abdi abiola abubakar achebe adams adebayo adeleke adeyemi agarwal ahmad ahmed akhtar akinyemi akram alexander ali
  allen anderson andrews anwar appiah armstrong asante ashraf atkins atkinson aziz bailey baker balogun banerjee banks barker
  barnes barnett barrett bates baxter begum bell bennett berry bhatt bibi birch bishop boateng booth bowen boyle bradley
  bradshaw brady brennan briggs brooks brown bryant burgess burke burns burton butler byrne campbell carpenter carr carroll
  carter chakraborty chambers chan chandler chapman chaudhry chen cheng chowdhury chukwu clark clarke coleman collins connolly
  cooper cox coyle craig crawford cruz cunningham curtis daly danso das davey davidson davies davis dawson dean desai dhillon
  diallo dias dixon doherty donnelly doyle duffy dunn edwards eke elliott ellis evans eze farah farooq farrell ferguson
  fernandes fernandez fisher fitzgerald fleming fletcher flynn ford foster fowler fox francis fraser freeman gallagher garcia
  gardner garner george ghosh gibbs gibson gilbert gill goddard goldberg gomez gonzalez goodwin gordon graham grant gray green
  greenwood gregory griffin griffiths gupta hall hamilton hammond hancock haque hardy harris harrison hart hartley harvey
  hassan hawkins hayes henderson higgins hill hobbs hodgson holland holloway holmes hopkins houghton howard howell hudson
  hughes hunt hunter huang hussain hussein hutchinson hyde ibrahim igwe iqbal islam jackson jacobs jafari james jankowski
  jarvis javed jenkins jennings johal johnson johnston jones jordan joseph joshi kamara kaminski kaplan kapoor kaur kavanagh
  kaya keane kelly kennedy kenny kerr khalid khan khatun kim king knight knowles kowalczyk kowalski kumar lam lamb lambert
  lane lawrence lawson leach lee lees lewandowski lewis li lim lin lin lindsay liu lloyd lopez lowe lynch macdonald mackenzie
  mahmood malik mann marsh marshall martin martinez mason matthews mccarthy mcdonald mcgrath mckenna mclean mcmahon mehta
  mendes mensah miah mills mirza mistry mitchell mohamed mohammed moore moran morgan morris morrison moss muhammad murphy
  murray nair naylor ncube ndlovu nelson newman newton ng nguyen nicholls nicholson nolan norris nowak nwosu obi oconnor odonnell
  ogunleye okafor okeke okonkwo okoro oliver omar oneill osei osman osullivan owen owens owusu page palmer papadopoulos park
  parker parkinson parry parsons patel payne pearce pearson pereira perera perry peters phillips pillai poole popescu powell
  pritchard pugh quinn qureshi rahman rana ramirez rao rashid raza reddy rees reeves reid reilly reyes reynolds rhodes
  richards richardson riley robbins roberts robertson robinson rodriguez rogers rose rossi rowe roy russell ryan saeed saleh
  sanders sanchez sandhu saunders schmidt scott sesay shah shaikh sharma shaw sheikh shepherd siddiqui silva simmons simpson
  sinclair singh skinner smith sokolov spencer stevens stevenson stewart stone suleman sullivan sutherland sutton swift tan tang
  taylor thapa thomas thompson thomson thornton todd townsend tran tucker turnbull turner uddin ullah usman vaughan wade
  walker wallace walsh walters wang ward warner warren watkins watson watts webb webster weston wheeler white whitehead
  whittaker wilkins wilkinson williams williamson willis wilson winter wojcik wong wood woods woodward wright wu yadav yang
  yates yilmaz young yusuf zaman zhang zhao zhou zielinski
`

/** Names that are ordinary words too, or the names of months: in small letters they mean nothing. */
const wordsTooList = `
  abbott angel ash baker banks barker barnes bell berry birch bishop blessing booth brady briggs brook brooks brown burns butler
  carpenter chambers chandler chase christian church clark clay coleman constance cook cooper cross curtis daisy dawn day dean
  drew duke eke faith faye fisher fleming fletcher florence ford foster fowler fox francis frank freeman gardner gene george
  georgia gill ginger glen gold grace grant gray green guy hall hardy harmony hart hazel heath heather hill holly hope house hunt
  hunter india iris ivy jack jade jan jasmine jean jersey jimmy joy joyce june justice kay kerry king knight lamb lane lee
  lily lin long love low lynch marcia marina mark marsh marshall martin mason max may mercy miles mills mo mona moor moore moss
  noble north olive page palmer park parker patience patsy pat paul penny perry pierce poole poppy potter precious price prince
  queen rain ray reed reeves reid rhodes rich rivers robin rose rosemary rowe ruby rush russell sage sally sam saunders shah
  shaw shepherd singer skinner small smith sparks spencer spring star sterling stewart stone street summer swift tan tang tanner
  taylor temple terry todd tom tony turner tyler victor victoria viola violet virginia wade walker ward warren waters webb
  webster west wheeler white will winter wise wood woods wright yates young chance art bill carol ben don rob ross sue jo
  jess jake dan drake harry nick pamper penny pip rod ted tim tina wayne winston a i an no so do my us china chelsea lincoln
  preston dorset kent devon essex york lancaster england charlotte sydney brandon ashley kimberley paris holland jordan israel
  chad mali page park kirk lois ken mays rey sanders ng li wu das lam lim chan bates begum man noor wells duncan coyle cox
`

const wordsToo: ReadonlySet<string> = new Set(wordsTooList.trim().split(/\s+/))
const givenNames: ReadonlySet<string> = new Set(givenNameList.trim().split(/\s+/))
const familyNames: ReadonlySet<string> = new Set(familyNameList.trim().split(/\s+/))

/** Whether a word, in plain small letters, is a given name that many people have. */
export function isGivenName(word: string): boolean {
  return givenNames.has(word)
}

/** Whether a word, in plain small letters, is a given or a family name that many people have. */
export function isKnownName(word: string): boolean {
  return givenNames.has(word) || familyNames.has(word)
}

/** Whether a name is an ordinary word, too, or a place. */
export function isWordToo(word: string): boolean {
  return wordsToo.has(word)
}
