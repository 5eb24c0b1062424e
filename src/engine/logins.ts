import type { VirtualUser } from './virtual-user.js'

/** Who is logged in, and for how long people were. Run times. */
export class Logins {
  /** Logged in now. */
  count = 0
  /** Sum of the lengths of all sessions that are over, microseconds. */
  sessionUs = 0

  // By each person's own stamp and not by the count: the two are held against each other when the run is over.
  change(user: VirtualUser, isIn: boolean, nowUs: number): void {
    this.count += isIn ? 1 : -1
    this.cutOff(user, nowUs)
    user.loggedInSinceUs = isIn ? nowUs : undefined
  }

  /** The session, if there is one, ends here. */
  cutOff({ loggedInSinceUs }: VirtualUser, nowUs: number): void {
    if (loggedInSinceUs !== undefined) this.sessionUs += nowUs - loggedInSinceUs
  }
}
