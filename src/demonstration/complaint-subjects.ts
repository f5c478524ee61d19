import type { AuthorityKind } from '../scheme/scheme.ts'

type KindCode = AuthorityKind['code']

/**
 * What people complain about, by kind of body: for each category, its weight among the complaints that are
 * investigated and among those that are not.
 */
const subjectWeights: Readonly<Record<KindCode, readonly SubjectWeight[]>> = {
  county: [
    subject('education-and-children', 52, 38),
    subject('adult-care', 31, 26),
    subject('highways', 7, 19),
    subject('corporate', 3, 7),
    subject('planning', 2, 3),
    subject('environment', 2, 3),
    subject('benefits-and-tax', 1, 1),
    subject('housing', 1, 1),
    subject('other', 1, 2),
  ],
  district: [
    subject('planning', 37, 34),
    subject('housing', 24, 18),
    subject('environment', 14, 18),
    subject('benefits-and-tax', 12, 13),
    subject('corporate', 9, 11),
    subject('highways', 2, 3),
    subject('adult-care', 1, 1),
    subject('other', 1, 2),
  ],
  metropolitan: [
    subject('education-and-children', 35, 22),
    subject('adult-care', 23, 16),
    subject('housing', 11, 14),
    subject('environment', 8, 12),
    subject('planning', 8, 11),
    subject('benefits-and-tax', 6, 10),
    subject('highways', 5, 9),
    subject('corporate', 3, 5),
    subject('other', 1, 1),
  ],
  unitary: [
    subject('education-and-children', 37, 23),
    subject('adult-care', 23, 17),
    subject('planning', 12, 15),
    subject('housing', 9, 11),
    subject('environment', 6, 11),
    subject('highways', 5, 10),
    subject('benefits-and-tax', 4, 7),
    subject('corporate', 3, 5),
    subject('other', 1, 1),
  ],
  london: [
    subject('housing', 34, 28),
    subject('education-and-children', 25, 14),
    subject('adult-care', 13, 11),
    subject('highways', 7, 16),
    subject('environment', 7, 9),
    subject('benefits-and-tax', 6, 11),
    subject('planning', 5, 7),
    subject('corporate', 2, 3),
    subject('other', 1, 1),
  ],
  combined: [
    subject('highways', 55, 45),
    subject('corporate', 25, 30),
    subject('education-and-children', 10, 10),
    subject('other', 10, 15),
  ],
  'national-park': [
    subject('planning', 85, 70),
    subject('environment', 8, 12),
    subject('corporate', 5, 12),
    subject('other', 2, 6),
  ],
  transport: [subject('highways', 90, 88), subject('corporate', 6, 8), subject('other', 4, 4)],
  'care-provider': [subject('adult-care', 1, 1)],
}

const anyOtherBody = [subject('corporate', 70, 60), subject('other', 30, 40)]

/** Kinds of matter within a category, the commonest first. */
const matters: Readonly<Record<string, readonly Matter[]>> = {
  'adult-care': [
    matter('Assessment and care plan', 30),
    matter('Charging', 25),
    matter('Residential care', 14),
    matter('Safeguarding', 10),
    matter('Domiciliary care', 9),
    matter('Direct payments', 7),
    matter('Disabled facilities grants', 5),
  ],
  'benefits-and-tax': [
    matter('Council tax', 56),
    matter('Housing benefit', 22),
    matter('Council tax support', 15),
    matter('Business rates', 7),
  ],
  corporate: [
    matter('Councillor conduct and standards', 34),
    matter('Land and property', 22),
    matter('Leisure and culture', 16),
    matter('Contracts and business', 15),
    matter('Elections and electoral register', 13),
  ],
  'education-and-children': [
    matter('Special educational needs', 52),
    matter('Child protection', 13),
    matter('School transport', 9),
    matter('Children out of education', 9),
    matter('Looked after children', 7),
    matter('School admissions', 6),
    matter('Fostering and special guardianship', 4),
  ],
  environment: [
    matter('Refuse and recycling', 32),
    matter('Noise', 20),
    matter('Antisocial behaviour', 17),
    matter('Pollution and nuisance', 12),
    matter('Licensing', 10),
    matter('Trees', 5),
    matter('Cemeteries and crematoria', 4),
  ],
  highways: [
    matter('Parking and other penalties', 44),
    matter('Highway repair and maintenance', 22),
    matter('Traffic management', 16),
    matter('Public transport', 9),
    matter('Blue badges', 6),
    matter('Rights of way', 3),
  ],
  housing: [
    matter('Homelessness', 44),
    matter('Allocations', 33),
    matter('Private housing', 12),
    matter('Managing council tenancies', 11),
  ],
  planning: [
    matter('Planning applications', 54),
    matter('Enforcement', 30),
    matter('Planning advice', 9),
    matter('Building control', 7),
  ],
  other: [],
}

/** How much readier a complaint about the category is to be upheld than others are (in log odds). */
export const upheldLean: Readonly<Record<string, number>> = {
  'education-and-children': 1.1,
  housing: 0.5,
  'adult-care': 0.1,
  'benefits-and-tax': 0.1,
  environment: -0.2,
  highways: -0.3,
  corporate: -0.9,
  planning: -1.1,
  other: -0.6,
}

type SubjectWeight = {
  readonly category: string
  readonly investigated: number
  readonly notInvestigated: number
}

type Matter = { readonly value: string; readonly weight: number }

export function subjectsOf(kind: KindCode): readonly SubjectWeight[] {
  return subjectWeights[kind] ?? anyOtherBody
}

/** Empty where a category is not divided. */
export function mattersOf(category: string): readonly Matter[] {
  const found = matters[category]
  if (!found) throw new Error(`no matters are listed for the category ${category}`)
  return found
}

function subject(category: string, investigated: number, notInvestigated: number): SubjectWeight {
  return { category, investigated, notInvestigated }
}

function matter(value: string, weight: number): Matter {
  return { value, weight }
}
