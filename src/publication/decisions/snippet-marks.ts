/** Signs that no text holds, for the database to put around what matched and between the parts it shows. */
export const matchStart = '\u0002'
export const matchEnd = '\u0003'
export const fragmentEnd = '\u0004'
