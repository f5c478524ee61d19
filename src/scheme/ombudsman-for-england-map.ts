import type { SchemeMap } from './scheme-map.ts'

const singleTier = ['metropolitan', 'unitary', 'london']

/** The map of the Ombudsman for England. */
export const map: SchemeMap = {
  layers: [
    { code: 'districts', name: 'Districts and single-tier', kinds: ['district', ...singleTier] },
    { code: 'counties', name: 'Counties and single-tier', kinds: ['county', ...singleTier] },
  ],
  measures: [
    {
      measure: 'complaints-upheld',
      column: 'Upheld',
      baseColumn: 'Investigated',
      baseNoun: { one: 'investigation', many: 'investigations' },
      bounds: [60, 70, 80, 90],
      darkest: 'highest',
    },
    {
      measure: 'upheld-per-100000',
      column: 'Per 100,000',
      baseColumn: 'Investigated',
      baseNoun: { one: 'investigation', many: 'investigations' },
      bounds: [1, 2, 4, 6],
      darkest: 'highest',
    },
    {
      measure: 'compliance',
      column: 'Carried out',
      baseColumn: 'Cases',
      baseNoun: { one: 'case', many: 'cases' },
      bounds: [80, 90, 95, 100],
      failures: (failed, all) =>
        `In at least one case, agreed actions were not carried out by ${failed} of ${all} councils.`,
      // Nearly all carry out everything: the few that did not are what there is to see.
      darkest: 'lowest',
    },
    {
      measure: 'satisfactory-remedy',
      column: 'Put right before',
      baseColumn: 'Upheld',
      baseNoun: { one: 'upheld complaint', many: 'upheld complaints' },
      bounds: [5, 10, 20, 30],
      darkest: 'highest',
    },
  ],
  boundaryCredit: (year) =>
    `Boundaries: Office for National Statistics, licensed under the Open Government Licence v3.0. Contains OS data © Crown copyright and database right ${year}.`,
  land: {
    country: '826',
    west: -6.4,
    east: 1.77,
    south: 49.88,
    north: 55.82,
    fadesNorthOf: 55.1,
    neighbours: [
      { name: 'Scotland', longitude: -3.75, latitude: 55.35 },
      { name: 'Wales', longitude: -3.75, latitude: 52.4 },
    ],
    enlarged: { region: 'London' },
  },
}
