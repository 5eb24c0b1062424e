/** The gauge of users logged in, second by second. */
export class UsersFold {
  readonly #users = new Map<number, number>()
  readonly #stayUs: number

  /** Until `stayUs` users were meant to stay: whoever a stop sends away is nobody's failure. */
  constructor(stayUs = Number.POSITIVE_INFINITY) {
    this.#stayUs = stayUs
  }

  add(second: number, users: number): void {
    this.#users.set(second, users)
  }

  get peak(): number {
    let peak = 0
    for (const users of this.#users.values()) peak = Math.max(peak, users)
    return peak
  }

  /** Mean over the seconds that begin in a span and end before users were sent away; undefined when none was counted. */
  mean(fromUs: number, toUs: number): { readonly mean: number; readonly seconds: number } | undefined {
    let sum = 0
    let seconds = 0
    for (const [second, users] of this.#users) {
      if (second * 1_000_000 < fromUs || second * 1_000_000 >= toUs) continue
      // Read at the second's end.
      if ((second + 1) * 1_000_000 > this.#stayUs) continue
      sum += users
      seconds++
    }
    return seconds === 0 ? undefined : { mean: sum / seconds, seconds }
  }

  /** Integral over time, a reading held until the next one, and the sum of all steps up and down. */
  get integral(): { readonly userSeconds: number; readonly variation: number } {
    let [userSeconds, variation, users] = [0, 0, 0]
    let since = 0
    for (const [second, now] of [...this.#users].sort(([a], [b]) => a - b)) {
      userSeconds += users * (second - since)
      variation += Math.abs(now - users)
      users = now
      since = second
    }
    return { userSeconds: userSeconds + users, variation: variation + users }
  }
}
