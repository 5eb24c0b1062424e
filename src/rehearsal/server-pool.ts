/** Identical servers with one queue, first come first served: knows when each is free, so a service is placed in one step. */
export class ServerPool {
  readonly #freeUs: number[]
  /** Time in service of all servers together. */
  busyUs = 0

  constructor(servers: number) {
    this.#freeUs = new Array<number>(servers).fill(0)
  }

  /** When a service that asks at `atUs` is over; calls must come in order of `atUs`. */
  finishUs(atUs: number, serviceUs: number): number {
    let chosen = 0
    let earliest = Number.POSITIVE_INFINITY
    for (let i = 0; i < this.#freeUs.length; i++) {
      const free = this.#freeUs[i] ?? 0
      if (free < earliest) {
        earliest = free
        chosen = i
        if (free <= atUs) break
      }
    }
    const finish = Math.max(atUs, earliest) + serviceUs
    this.#freeUs[chosen] = finish
    this.busyUs += serviceUs
    return finish
  }
}
