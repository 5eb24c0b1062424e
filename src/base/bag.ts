/** What a bag holds knows its place there; -1 outside. */
export interface Bagged {
  place: number
}

/**
 * An unordered set for what comes and goes with every request. Adding and removing leave no garbage, where a `Set` leaves a table
 * behind now and then, each with a pointer to the next, so that the old ones keep the young ones alive.
 */
export class Bag<T extends Bagged> {
  readonly #items: T[] = []

  add(item: T): void {
    if (item.place >= 0) return
    item.place = this.#items.push(item) - 1
  }

  /** False when it was not there. */
  delete(item: T): boolean {
    const { place } = item
    if (place < 0) return false
    const last = this.#items.pop() as T
    if (last !== item) {
      this.#items[place] = last
      last.place = place
    }
    item.place = -1
    return true
  }

  clear(): void {
    for (const item of this.#items) item.place = -1
    this.#items.length = 0
  }

  /** In no order; must not be changed meanwhile. */
  [Symbol.iterator](): Iterator<T> {
    return this.#items[Symbol.iterator]()
  }
}
