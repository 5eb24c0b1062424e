interface Entry {
  readonly sec: number
  readonly happen: () => void
}

/** Simulated time: runs what was planned, in order, and jumps from one event to the next. */
export class Timetable {
  #sec = 0
  // A pairing of plain arrays as a binary heap.
  readonly #entries: Entry[] = []

  get sec(): number {
    return this.#sec
  }

  at(sec: number, happen: () => void): void {
    const entries = this.#entries
    entries.push({ sec, happen })
    for (let i = entries.length - 1; i > 0; ) {
      const above = (i - 1) >> 1
      if (this.#time(above) <= this.#time(i)) return
      this.#swap(i, above)
      i = above
    }
  }

  runUntil(endSec: number): void {
    while (this.#time(0) <= endSec) {
      const { sec, happen } = this.#take()
      this.#sec = sec
      happen()
    }
    this.#sec = endSec
  }

  #take(): Entry {
    const entries = this.#entries
    this.#swap(0, entries.length - 1)
    const first = entries.pop()
    if (!first) throw new RangeError('nothing is planned')
    for (let i = 0; ; ) {
      const [left, right] = [2 * i + 1, 2 * i + 2]
      const least = this.#time(right) < this.#time(left) ? right : left
      if (this.#time(least) >= this.#time(i)) return first
      this.#swap(i, least)
      i = least
    }
  }

  #time(i: number): number {
    return this.#entries[i]?.sec ?? Number.POSITIVE_INFINITY
  }

  #swap(i: number, j: number): void {
    const [a, b] = [this.#entries[i], this.#entries[j]]
    if (!a || !b) return
    this.#entries[i] = b
    this.#entries[j] = a
  }
}
