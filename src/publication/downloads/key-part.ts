/** What one part of a record's place is, so that nothing else ever reaches the database. */
export type KeyPart = 'text' | 'whole number' | 'date' | 'moment'
