const FIRST_PAIRS = 64
const GROWTH = 1.5

/** A list of pairs of whole numbers below 2^32 that lie side by side in memory: eight bytes each, however many there are. */
export class PairList {
  #values = new Uint32Array(2 * FIRST_PAIRS)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(first: number, second: number): void {
    if (2 * this.#length === this.#values.length) {
      const larger = new Uint32Array(2 * Math.ceil(this.#length * GROWTH))
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[2 * this.#length] = first
    this.#values[2 * this.#length + 1] = second
    this.#length++
  }

  /** First number of a pair; 0 where there is none. */
  first(at: number): number {
    return this.#values[2 * at] ?? 0
  }

  second(at: number): number {
    return this.#values[2 * at + 1] ?? 0
  }
}
