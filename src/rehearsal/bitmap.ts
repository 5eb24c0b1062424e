/** A growing set of small whole numbers, one bit each. */
export class Bitmap {
  #bytes = new Uint8Array(1024)

  /** Adds the number; true when it was not there. */
  add(index: number): boolean {
    const at = Math.floor(index / 8)
    if (at >= this.#bytes.length) this.#grow(at + 1)
    const before = this.#bytes[at] ?? 0
    const after = before | (1 << (index % 8))
    this.#bytes[at] = after
    return after !== before
  }

  /** All numbers below this one. */
  fill(below: number): void {
    const bytes = Math.ceil(below / 8)
    if (bytes > this.#bytes.length) this.#grow(bytes)
    this.#bytes.fill(0xff, 0, bytes)
  }

  delete(index: number): void {
    const at = Math.floor(index / 8)
    if (at < this.#bytes.length) this.#bytes[at] = (this.#bytes[at] ?? 0) & ~(1 << (index % 8))
  }

  clear(): void {
    this.#bytes.fill(0)
  }

  #grow(atLeast: number): void {
    const grown = new Uint8Array(Math.max(atLeast, this.#bytes.length * 2))
    grown.set(this.#bytes)
    this.#bytes = grown
  }
}
