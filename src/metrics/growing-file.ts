import { closeSync, openSync } from 'node:fs'
import type { Disk } from './disk.js'

/** A file that only grows. What the disk does not take is kept in its order, and tried again with whatever comes next. */
export class GrowingFile {
  readonly #file: number
  readonly #disk: Disk
  #unwritten: Buffer[] = []

  constructor(path: string, disk: Disk) {
    this.#file = openSync(path, 'a')
    this.#disk = disk
  }

  /** Throws the system's error when not all of it was written. */
  append(text: string): void {
    if (text.length > 0) this.#unwritten.push(Buffer.from(text))
    for (let first = this.#unwritten[0]; first; first = this.#unwritten[0]) {
      // One write may take less than it was given.
      const taken = this.#disk.append(this.#file, first)
      if (taken < first.length) this.#unwritten[0] = first.subarray(taken)
      else this.#unwritten.shift()
    }
  }

  /** What follows the file's last byte. */
  get unwritten(): Buffer {
    return Buffer.concat(this.#unwritten)
  }

  close(): void {
    closeSync(this.#file)
  }
}
