/** How long sending waits for what. Tests wait less. */
export type Patience = {
  /** After the first, second … answer of a server that it cannot take a copy now. After the last one it is given up. */
  readonly retryAfterSeconds: readonly number[]
  /** After the first, second … failure of the server in a row. After the one that follows, sending is suspended. */
  readonly failurePauseSeconds: readonly number[]
  /** For a server that says nothing. */
  readonly silenceSeconds: number
  /** For one attempt as a whole, so that no server can hold a mail for ever by saying little. */
  readonly attemptSeconds: number
  /** For a worker that is heard of no more; one at work says so three times as often. */
  readonly claimSeconds: number
  /** Until something is looked for again where nothing was due. */
  readonly idleSeconds: number
  /** Until a service that can be asked is asked for what it never answered for. */
  readonly lookUpAfterSeconds: number
}

const minute = 60
const hour = 60 * minute

/** Eleven tries within two days, as receiving servers expect; a failing server stops everything after 7 minutes. */
export const usualPatience: Patience = {
  retryAfterSeconds: [
    ...[5 * minute, 30 * minute, hour, 2 * hour, 4 * hour],
    ...[8 * hour, 8 * hour, 8 * hour, 8 * hour, 8 * hour],
  ],
  failurePauseSeconds: [10, 30, 2 * minute, 4 * minute],
  // A server may take ten minutes to say that it has taken a letter (RFC 5321, 4.5.3.2.6).
  silenceSeconds: 10 * minute,
  attemptSeconds: 15 * minute,
  claimSeconds: minute,
  idleSeconds: 2,
  lookUpAfterSeconds: 2 * minute,
}
