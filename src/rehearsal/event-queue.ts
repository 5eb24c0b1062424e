interface Event {
  readonly atUs: number
  readonly order: number
  readonly happen: () => void
}

/** Future events in virtual time, run in order of time and, at one time, in order of entry. A binary heap. */
export class EventQueue {
  readonly #heap: Event[] = []
  #entered = 0

  get nextUs(): number {
    return this.#heap[0]?.atUs ?? Number.POSITIVE_INFINITY
  }

  /** An event at infinity never happens and is not kept. */
  schedule(atUs: number, happen: () => void): void {
    if (atUs === Number.POSITIVE_INFINITY) return
    const event = { atUs, order: this.#entered++, happen }
    let hole = this.#heap.length
    this.#heap.push(event)
    while (hole > 0) {
      const parent = (hole - 1) >> 1
      const above = this.#heap[parent]
      if (above === undefined || !before(event, above)) break
      this.#heap[hole] = above
      hole = parent
    }
    this.#heap[hole] = event
  }

  /** Runs all events due by then, including those that they schedule in turn. */
  runUntil(nowUs: number): void {
    for (let first = this.#heap[0]; first !== undefined && first.atUs <= nowUs; first = this.#heap[0]) {
      this.#removeFirst()
      first.happen()
    }
  }

  #removeFirst(): void {
    const last = this.#heap.pop()
    if (last === undefined || this.#heap.length === 0) return
    let hole = 0
    for (;;) {
      const left = this.#heap[2 * hole + 1]
      const right = this.#heap[2 * hole + 2]
      const child = right !== undefined && left !== undefined && before(right, left) ? right : left
      if (child === undefined || !before(child, last)) break
      this.#heap[hole] = child
      hole = 2 * hole + (child === left ? 1 : 2)
    }
    this.#heap[hole] = last
  }
}

const before = (a: Event, b: Event): boolean => a.atUs < b.atUs || (a.atUs === b.atUs && a.order < b.order)
