import type { Scheme } from './scheme.ts'

/**
 * The Ombudsman trains councils and care providers, and others in its jurisdiction. For how its courses are booked, and
 * for how long names are kept, we have no source: these are settings for the scheme to confirm.
 */
export const training: Scheme['training'] = {
  audiences: [
    { code: 'councils', name: 'Councils', one: 'a council' },
    { code: 'care-providers', name: 'Care providers', one: 'a care provider' },
    { code: 'others', name: 'Other organisations', one: 'another organisation' },
  ],
  letterAudience: 'councils',
  audienceCountedApart: 'care-providers',
  seminarKinds: [
    ...['county', 'district', 'metropolitan', 'unitary', 'london', 'combined', 'national-park'],
    ...['fire', 'police', 'transport', 'other'],
  ],
  mostPlacesInBooking: 20,
  offerHours: 48,
  reminderDays: 7,
  joiningWorkingDays: 3,
  namesKeptForMonths: 24,
}
