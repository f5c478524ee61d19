import { type FieldProblem, textProblems } from './written-text.ts'

/** Who complained. It never leaves the page of its own: not into the record of who did what, nor to any authority. */
export type Complainant = {
  readonly name: string
  readonly address: string | null
  readonly email: string | null
  readonly telephone: string | null
  /** What they need to deal with the Ombudsman, such as large print. */
  readonly adjustments: string | null
  /** Who acts for them. */
  readonly representative: string | null
}

export type ComplainantField = keyof Complainant

export const complainantFieldNames: Readonly<Record<ComplainantField, string>> = {
  name: 'Name',
  address: 'Address',
  email: 'E-mail address',
  telephone: 'Telephone',
  adjustments: 'What they need to deal with us',
  representative: 'Who acts for them',
}

/** Object.keys loses the type of its keys. */
export const complainantFields = Object.keys(complainantFieldNames) as readonly ComplainantField[]

const longest: Readonly<Record<ComplainantField, number>> = {
  name: 200,
  address: 500,
  email: 254,
  telephone: 40,
  adjustments: 1_000,
  representative: 500,
}

export type TypedComplainant = Readonly<Record<ComplainantField, string>>

export type ComplainantReading =
  | { readonly ok: true; readonly complainant: Complainant }
  | { readonly ok: false; readonly problems: readonly FieldProblem[] }

/** Reads who complained, or says all that is wrong with it. */
export function readComplainant(typed: TypedComplainant): ComplainantReading {
  const problems: FieldProblem[] = complainantFields.flatMap((field) =>
    textProblems(field, typed[field], {
      longest: longest[field],
      ...(field === 'name' ? { ifMissing: 'Write the name of whoever complained.' } : {}),
    }),
  )
  const { address, email, telephone } = typed
  if (email !== '' && !/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    problems.push({ field: 'email', reason: 'This is no e-mail address. Write it as name@example.org.' })
  }
  if (telephone !== '' && (telephone.match(/\d/g) ?? []).length < 6) {
    problems.push({
      field: 'telephone',
      reason: 'This is no telephone number. Write it with all its digits.',
    })
  }
  if (address + email + telephone === '') {
    problems.push({
      field: 'address',
      reason: 'Give one way to reach them: an address, an e-mail address or a telephone number.',
    })
  }
  if (problems.length > 0) return { ok: false, problems }
  const known = (field: ComplainantField) => (typed[field] === '' ? null : typed[field])
  return {
    ok: true,
    complainant: {
      name: typed.name,
      address: known('address'),
      email: known('email'),
      telephone: known('telephone'),
      adjustments: known('adjustments'),
      representative: known('representative'),
    },
  }
}
