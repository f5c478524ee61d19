import { describe, expect, test } from 'vitest'
import { checkAnonymity, type KnownOfCase } from './anonymity-check.ts'
import type { AnonymityMark, MarkKind } from './anonymity-mark.ts'
import { publicNames } from './found-place.ts'

const known: KnownOfCase = {
  reference: '23 004 118',
  decidedOn: '2023-11-14',
  publicNames: publicNames(['Stourhaven Council', 'Stourhaven', 'London Borough of Brackmoor', 'Long Wells']),
  complainant: null,
  alike: null,
}

function marks(text: string, more: Partial<KnownOfCase> = {}): readonly AnonymityMark[] {
  return checkAnonymity([{ place: '0.0', text }], { ...known, ...more })
}

/** Sentences as statements have them, and what of each gives somebody away. */
const leaks: readonly (readonly [kind: MarkKind, sentence: string, leak: string])[] = [
  ['name', 'Mr Okafor complains that the Council did not answer.', 'Okafor'],
  ['name', 'The Council wrote to Mrs Patel-Jones in June 2023.', 'Patel-Jones'],
  ['name', 'Ms O’Neill says that nobody called.', 'O’Neill'],
  ['name', 'I spoke with Dr. Adeyemi about the report.', 'Adeyemi'],
  ['name', 'Cllr Whitehead visited the site.', 'Whitehead'],
  ['name', 'Nurse Achebe wrote the note.', 'Achebe'],
  ['name', 'She told Councillor Brown of the delay.', 'Brown'],
  ['name', 'The Council did not assess her son Daniel.', 'Daniel'],
  ['name', 'Her daughter, Siobhán, was out of school.', 'Siobhán'],
  ['name', 'The social worker, Gethin, did not reply.', 'Gethin'],
  ['name', 'Ms X and her brother Oluwaseun moved in 2022.', 'Oluwaseun'],
  ['name', 'Daniel missed 19 days of school.', 'Daniel'],
  ['name', 'Oluwatobi was in temporary accommodation.', 'Oluwatobi'],
  ['name', 'Kowalczyk said that the letter never came.', 'Kowalczyk'],
  ['name', 'Jones’s mother had paid the invoice.', 'Jones'],
  ['name', 'The letter was addressed to J. R. Smith.', 'Smith'],
  ['name', 'The letter was addressed to J Hargreaves.', 'Hargreaves'],
  ['name', 'The officer spoke to DANIEL OKAFOR on the telephone.', 'DANIEL OKAFOR'],
  ['name', 'Mr Nguyen Van Thanh applied in May.', 'Nguyen Van Thanh'],
  ['name', 'She is known as Bibi Fatima to the family.', 'Bibi Fatima'],
  ['name', 'He had been placed with Siân ap Rhys.', 'Siân ap Rhys'],
  ['name', 'It invited Maria de la Cruz to a meeting.', 'Maria de la Cruz'],
  ['name', 'mr okafor rang again the next week.', 'okafor'],
  ['name', 'The Council told her son daniel to wait.', 'daniel'],
  ['name', 'The panel considered what Harpreet had sent.', 'Harpreet'],
  ['name', 'The Council assessed Mrs Grant at home.', 'Grant'],
  ['name', 'Mrs Church asked for a review.', 'Church'],
  ['name', 'The Council did not assess her son Stourhaven.', 'Stourhaven'],
  ['name', 'I have called the complainant Miss Y; her name is Zoë Lindqvist.', 'Zoë Lindqvist'],
  ['name', 'In July, Mohammed’s school closed.', 'Mohammed'],
  ['name', 'The keyworker (Blessing) left a note.', 'Blessing'],
  ['name', 'It said that “Daniel would be safe”.', 'Daniel'],
  ['name', 'D.O. asked for a copy of the file.', 'D.O.'],
  ['name', 'The neighbour, Mr Zbigniew Wójcik, objected.', 'Zbigniew Wójcik'],
  ['name', 'MRS HARGREAVES CALLED TWICE.', 'HARGREAVES'],
  ['name', 'Ｄａｎｉｅｌ went without a bed.', 'Ｄａｎｉｅｌ'],
  ['name', 'The Council wrote to Mr Har\u00adgrea\u200bves.', 'Har\u00adgrea\u200bves'],
  ['address', 'She lives at 14 Elm Grove.', '14 Elm Grove'],
  ['address', 'The flat at 22a St Mary’s Road was damp.', '22a St Mary’s Road'],
  ['address', 'The family moved to Flat 3, Kestrel Court in 2021.', 'Kestrel Court'],
  ['address', 'The postcode is NG10 1AA.', 'NG10 1AA'],
  ['address', 'They live in the DE72 area.', 'DE72'],
  ['address', 'He wrote from ng101aa again.', 'ng101aa'],
  ['address', 'The bins at Acacia avenue were missed.', 'Acacia avenue'],
  ['address', 'The wall of 7 acorn drive fell down.', '7 acorn drive'],
  ['address', 'Her son goes to St Mary’s Primary School.', 'St Mary’s Primary School'],
  ['address', 'Her mother lived at Rosewood Care Home.', 'Rosewood Care Home'],
  ['address', 'The notice was fixed to Rose Cottage.', 'Rose Cottage'],
  ['address', 'The postcode is NG10\u00a01AA.', 'NG10\u00a01AA'],
  ['telephone', 'She asked the Council to ring 07700 900123.', '07700 900123'],
  ['telephone', 'Her number is +44 (0)7700 900 123.', '+44 (0)7700 900 123'],
  ['telephone', 'He rang from 0115.496.0123 twice.', '0115.496.0123'],
  ['telephone', 'Call 0115-496-0123.', '0115-496-0123'],
  ['telephone', 'Her landline (01632) 960001 was cut off.', '(01632) 960001'],
  ['telephone', 'The mobile 0 7 7 0 0 9 0 0 1 2 3 was written down.', '0 7 7 0 0 9 0 0 1 2 3'],
  ['telephone', 'The telephone number ０７７００ ９００１２３ was on the form.', '０７７００ ９００１２３'],
  ['telephone', 'She left oh seven seven double oh nine double oh one two three.', 'double oh nine'],
  ['telephone', 'The officer was to call 496 0123 after five.', '496 0123'],
  ['online', 'She wrote from d.okafor@example.org.', 'd.okafor@example.org'],
  ['online', 'Write to daniel at example dot org.', 'daniel at example dot org'],
  ['online', 'Write to daniel [at] example [dot] com.', 'daniel [at] example [dot] com'],
  ['online', 'He posted as @daniel_ok.', '@daniel_ok'],
  ['online', 'The video is on facebook.com/daniel.okafor.', 'facebook.com/daniel.okafor'],
  ['reference', 'The Council’s reference is HB/2023/00123.', 'HB/2023/00123'],
  ['reference', 'The planning application 23/01234/FUL was approved.', '23/01234/FUL'],
  ['reference', 'Her NHS number 943 476 5919 was on it.', '943 476 5919'],
  ['reference', 'His National Insurance number is QQ 12 34 56 C.', '12 34 56'],
  ['reference', 'It paid account 12345678, sort code 20-00-00.', '12345678'],
  ['reference', 'It paid account 12345678, sort code 20-00-00.', '20-00-00'],
  ['reference', 'We decided case 22 016 331 before.', '22 016 331'],
  ['reference', 'The case is on file as FS-Case-482915533.', 'FS-Case-482915533'],
  ['reference', 'The penalty charge notice LX12345678 was cancelled.', 'LX12345678'],
  ['reference', 'Her car, AB12 CDE, was towed.', 'AB12 CDE'],
  ['reference', 'Council tax account no. 5500412 was in arrears.', '5500412'],
  ['reference', 'Under ref: CAS-12345-X7 it replied.', 'CAS-12345-X7'],
  ['date-of-birth', 'She was born on 3 May 1942.', '3 May 1942'],
  ['date-of-birth', 'His date of birth is 03/05/2012.', '03/05/2012'],
  ['date-of-birth', 'The form had DOB 3.5.12 on it.', '3.5.12'],
  ['date-of-birth', 'The record of 14 March 1951 was wrong.', '14 March 1951'],
  ['age-and-place', 'My 84 year old mother in Long Eaton had no care.', '84 year old mother in Long Eaton'],
  ['age-and-place', 'A 91-year-old woman from Ilkeston fell.', '91-year-old woman from Ilkeston'],
  ['age-and-place', 'She lives near Ripley and is aged 87.', 'Ripley and is aged 87'],
  [
    'age-and-place',
    'his eighty-four year old father in long eaton waited',
    'eighty-four year old father in long eaton',
  ],
]

/** Sentences as statements have them that give nobody away. */
const harmless = [
  'Ms X complains that the Council began to charge for her mother’s home care eleven weeks after it started.',
  'Mr and Mrs B complained on behalf of Mr B’s father, Mr C.',
  'Miss Y and her two children lived in temporary accommodation until June 2023.',
  'The Council told Ms X’s MP in March. It did not write to Ms X. The delay was fault.',
  'We investigate complaints about ‘maladministration’ and ‘service failure’ (Local Government Act 1974, sections 26(1) and 26A(1)).',
  'The Care Act 2014 and the Care and Support Statutory Guidance say what a council must do.',
  'Section 19 of the Education Act 1996 says that councils must arrange suitable education.',
  'The Special Educational Needs and Disability Regulations 2014 set the times.',
  'An EHC plan names the school. The SEND Tribunal can change Sections B, F and I.',
  'The Council paid £3,300 within 26 weeks, and £1,350.50 in 2022-23.',
  'It has 1,204 households on its register, 12 in band A and 340 in Band D.',
  'In Stourhaven the Council has two tips. Stourhaven Council closed one.',
  'London Borough of Brackmoor moved the family to Long Wells.',
  'The family moved from Birmingham to Leeds in May 2021.',
  'She lives in Ilkeston, and travels to Derby by bus.',
  'On 14 November 2023 the Council sent its final answer.',
  'Between 1 August and 26 August the clock stood still.',
  'I have considered the Ombudsman’s Guidance on Remedies.',
  'Officers said that the Planning Inspectorate had the papers. Evidence shows that it did not.',
  'The Director of Children’s Services wrote to the Department for Education.',
  'The Valuation Tribunal and the High Court can decide that.',
  'Her GP and the NHS Trust agreed. The Care Quality Commission was told.',
  'Stage 1 took 20 days; Stage 2 took 65. The Independent Person signed it.',
  'He needs a wheelchair and has lived there since 2015.',
  'At Christmas the Council closed its offices. On Monday it opened them.',
  'Universal Credit and Housing Benefit stopped. Council Tax Support did not.',
  'Paragraph 12 of the Housing Allocations Policy says so.',
  'Nobody replied. Staff did not know. Parking was free. Advice was not given.',
  'The Blue Badge scheme is the Department for Transport’s.',
  'Ms X speaks Polish; letters in English did not help her.',
  'A daughter of nine years old was out of school for 19 days.',
  'The decision refers to case 23 004 118, which is this one.',
  'Part 7 of the Housing Act 1996 applies to homelessness.',
  'The A52 and the M1 were closed from 9am to 5.30pm.',
  'It will apologise to Ms X, pay her £250 and train its staff by 12 July 2024.',
  'THE COMPLAINT',
  'How I considered this complaint',
]

describe('the anonymity check', () => {
  test.each(leaks)('marks a %s: %s', (kind, sentence, leak) => {
    const start = sentence.indexOf(leak)
    const found = marks(sentence).filter(
      ({ startsAt, endsAt }) => startsAt < start + leak.length && start < endsAt,
    )
    expect(found.map((mark) => mark.kind)).toContain(kind)
    for (const { startsAt, endsAt, marked } of found) expect(sentence.slice(startsAt, endsAt)).toBe(marked)
  })

  test.each(harmless)('leaves alone: %s', (sentence) => {
    expect(marks(sentence)).toEqual([])
  })

  test('marks all of a name, and nothing beside it', () => {
    const [mark, ...others] = marks('The Council wrote to Mrs Amara Patel-Jones and to Ms X.')
    expect(mark?.marked).toBe('Mrs Amara Patel-Jones')
    expect(others).toEqual([])
  })

  test('marks every word of the complainant’s own record, however it is written', () => {
    const complainant = {
      name: 'Ms Zdenka Brown (invented)',
      address: '14 Kestrel Rise\nTarnstead TA1 2BC',
      email: 'zdenka.b@example.org',
      telephone: '+44 7700 900123',
      representative: null,
    }
    const text =
      'The zdenka file says that Brown lives on Kestrel Rise. The brown bin at 07700-900-123 is zdenka.b’s.'
    const found = marks(text, { complainant }).filter(({ kind }) => kind === 'complainant')
    expect(found.map(({ marked }) => marked.toLowerCase())).toEqual([
      'zdenka',
      'brown',
      'kestrel rise',
      '07700-900-123',
      'zdenka.b',
    ])
    expect(marks('The brown bin was missed.', { complainant })).toEqual([])
  })

  test('marks a case as rare where hardly another of its kind was decided in those months', () => {
    const alike = { subject: 'Adult care services: charging', otherCount: 1, months: 6 }
    expect(marks('Nothing to see.', { alike })).toMatchObject([{ place: 'case', kind: 'rare' }])
    expect(marks('Nothing to see.', { alike: { ...alike, otherCount: 2 } })).toEqual([])
  })
})
