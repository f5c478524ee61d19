/**
 * The totals every year of the demonstration adds up to, exactly. Those of 2023-24 satisfy the national
 * totals and the averages by kind that were published for that year, and the 2019-20 row of districts those
 * of its year (45%, 99%, 20%); all others are plausible and ours. National shares upheld, 2018-19 to 2023-24:
 * 58, 61, 67, 66, 74 and 80%; 83% in 2024-25, the year under review, whose groups are ours.
 */
export type GroupTotals = {
  readonly group: DemonstrationGroup
  /** Complaints decided, investigated or not. */
  readonly decided: number
  readonly investigated: number
  readonly upheld: number
  /** Of the upheld: remedied satisfactorily before they came. */
  readonly remediedBefore: number
  /** Compliance outcomes recorded in the year, and how many of them are failures to comply. */
  readonly outcomes: number
  readonly notSatisfied: number
  /** Complaints received; where it is absent, as many as the decisions imply. */
  readonly received?: number
}

/** The five groups that are compared, and all bodies outside them together. */
export type DemonstrationGroup = 'county' | 'district' | 'metropolitan' | 'unitary' | 'london' | 'outside'

/** The first year's figures need promises made in the year before; it is generated and then left out. */
export const runUpYear = 2017

/** The years whose figures and letters are out. */
export const releasedYears = [2018, 2019, 2020, 2021, 2022, 2023] as const

/** The year whose figures and letters are being checked. */
export const yearUnderReview = 2024

export const demonstrationYears = [...releasedYears, yearUnderReview] as const

const rows: Readonly<Record<number, readonly GroupTotals[]>> = {
  2018: [
    totals('district', 3000, 720, 310, 59, 305, 4),
    totals('county', 3050, 960, 605, 36, 590, 3),
    totals('london', 4250, 1000, 610, 61, 590, 5),
    totals('unitary', 3500, 850, 501, 50, 485, 4),
    totals('metropolitan', 2950, 680, 415, 42, 400, 3),
    totals('outside', 300, 50, 29, 3, 28, 0),
  ],
  2019: [
    totals('district', 2950, 700, 315, 63, 296, 3),
    totals('county', 3100, 980, 647, 39, 610, 4),
    totals('london', 4250, 1010, 657, 66, 620, 6),
    totals('unitary', 3600, 860, 533, 53, 500, 3),
    totals('metropolitan', 2900, 690, 441, 44, 416, 3),
    totals('outside', 300, 50, 24, 3, 24, 0),
  ],
  2020: [
    totals('district', 1850, 430, 215, 41, 215, 2),
    totals('county', 2350, 760, 547, 33, 549, 2),
    totals('london', 2800, 720, 511, 56, 529, 4),
    totals('unitary', 2550, 610, 415, 46, 428, 2),
    totals('metropolitan', 1950, 485, 334, 37, 347, 2),
    totals('outside', 200, 35, 15, 2, 18, 0),
  ],
  2021: [
    totals('district', 2500, 560, 280, 56, 256, 1),
    totals('county', 3050, 1010, 717, 43, 650, 2),
    totals('london', 3700, 950, 665, 73, 585, 2),
    totals('unitary', 3500, 850, 570, 63, 500, 2),
    totals('metropolitan', 2750, 645, 426, 47, 375, 1),
    totals('outside', 280, 45, 22, 3, 20, 0),
  ],
  2022: [
    totals('district', 2350, 390, 226, 47, 221, 2),
    totals('county', 3050, 910, 728, 51, 686, 3),
    totals('london', 3750, 800, 616, 68, 585, 4),
    totals('unitary', 3800, 790, 585, 64, 552, 4),
    totals('metropolitan', 2900, 630, 460, 51, 428, 2),
    totals('outside', 290, 40, 19, 3, 18, 0),
  ],
  2023: [
    totals('district', 2420, 371, 234, 49, 200, 2, 2470),
    totals('county', 3290, 1032, 877, 61, 850, 2, 3400),
    totals('london', 4110, 854, 726, 87, 700, 7, 4200),
    totals('unitary', 4180, 963, 761, 91, 722, 7, 4250),
    totals('metropolitan', 3230, 743, 594, 71, 565, 5, 3300),
    totals('outside', 310, 40, 22, 3, 20, 0, 317),
  ],
  2024: [
    totals('district', 2700, 350, 231, 48, 214, 2, 2760),
    totals('county', 3790, 1050, 924, 65, 890, 3, 3850),
    totals('london', 4560, 870, 757, 91, 740, 6, 4620),
    totals('unitary', 4720, 980, 804, 97, 775, 6, 4800),
    totals('metropolitan', 3640, 745, 611, 73, 590, 4, 3700),
    totals('outside', 330, 38, 20, 2, 19, 0, 340),
  ],
}

/** What the groups' figures of a year add up to, the published figures of real authorities included. */
export function totalsOfYear(year: number): readonly GroupTotals[] {
  const found = year === runUpYear ? runUpTotals : rows[year]
  if (!found) throw new Error(`the demonstration has no totals for the year that begins in ${year}`)
  return found
}

/** Like the year after it, but nothing from before it is still to be settled. */
const runUpTotals = (rows[runUpYear + 1] ?? []).map((row) => ({
  ...row,
  outcomes: Math.floor(row.outcomes * 0.72),
  notSatisfied: 0,
}))

function totals(
  group: DemonstrationGroup,
  decided: number,
  investigated: number,
  upheld: number,
  remediedBefore: number,
  outcomes: number,
  notSatisfied: number,
  received?: number,
): GroupTotals {
  const row = { group, decided, investigated, upheld, remediedBefore, outcomes, notSatisfied }
  return received === undefined ? row : { ...row, received }
}
