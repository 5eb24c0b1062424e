/** What the wheel holds; the links live in the entry, so that a waiting user costs no allocation. */
export interface Timed {
  wakeAtUs: number
  nextTimed: Timed | undefined
  /** Guards against an entry that was moved: only the newest placing fires. */
  inWheel: boolean
}

const SLOT_US = 1_000
// 65 s of slots: a poll's 20 s fit in one turn; entries further away just stay in their slot for another turn.
const SLOTS = 65_536

/** Hashed timer wheel of one-millisecond slots: O(1) to add, and due entries come out a slot at a time. */
export class TimerWheel<T extends Timed> {
  readonly #slots: (T | undefined)[] = new Array<T | undefined>(SLOTS).fill(undefined)
  #slot: number
  #size = 0

  constructor(nowUs: number) {
    this.#slot = Math.floor(nowUs / SLOT_US)
  }

  get size(): number {
    return this.#size
  }

  /** Places the entry so that it fires in the first `advance` at or after its `wakeAtUs`. It must not be placed already. */
  add(entry: T): void {
    const slot = Math.max(Math.ceil(entry.wakeAtUs / SLOT_US), this.#slot)
    const at = slot % SLOTS
    entry.nextTimed = this.#slots[at]
    entry.inWheel = true
    this.#slots[at] = entry
    this.#size++
  }

  /** Takes the entry out again; false when it was not placed. Walks one slot's list, which is short. */
  remove(entry: T): boolean {
    if (!entry.inWheel) return false
    const slot = Math.ceil(entry.wakeAtUs / SLOT_US) % SLOTS
    return this.#unlink(slot, entry) || this.#unlinkAnywhere(entry)
  }

  /** Fires every entry due at `nowUs`, in the order of slots. An entry may be placed again by its own firing. */
  advance(nowUs: number, fire: (entry: T) => void): void {
    const until = Math.floor(nowUs / SLOT_US)
    while (this.#slot <= until) {
      this.#fireSlot(this.#slot % SLOTS, until, fire)
      this.#slot++
    }
  }

  /** Microseconds from `nowUs` to the first slot that is not empty, `limitUs` at most. */
  idleUs(nowUs: number, limitUs: number): number {
    const last = Math.ceil((nowUs + limitUs) / SLOT_US)
    for (let slot = this.#slot; slot <= last; slot++) {
      if (this.#slots[slot % SLOTS]) return Math.max(0, slot * SLOT_US - nowUs)
    }
    return limitUs
  }

  #fireSlot(at: number, untilSlot: number, fire: (entry: T) => void): void {
    let entry = this.#slots[at]
    this.#slots[at] = undefined
    while (entry) {
      const next = entry.nextTimed as T | undefined
      entry.nextTimed = undefined
      entry.inWheel = false
      this.#size--
      if (Math.ceil(entry.wakeAtUs / SLOT_US) > untilSlot) this.add(entry)
      else fire(entry)
      entry = next
    }
  }

  #unlink(at: number, entry: T): boolean {
    let previous: T | undefined
    for (let here = this.#slots[at]; here; here = here.nextTimed as T | undefined) {
      if (here === entry) {
        if (previous) previous.nextTimed = entry.nextTimed
        else this.#slots[at] = entry.nextTimed as T | undefined
        entry.nextTimed = undefined
        entry.inWheel = false
        this.#size--
        return true
      }
      previous = here
    }
    return false
  }

  // An entry whose time had passed when it was placed stands in the slot that was current then.
  #unlinkAnywhere(entry: T): boolean {
    for (let at = 0; at < SLOTS; at++) if (this.#slots[at] && this.#unlink(at, entry)) return true
    return false
  }
}
