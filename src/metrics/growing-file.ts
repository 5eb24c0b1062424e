import { closeSync, existsSync, fstatSync, openSync, readSync } from 'node:fs'
import type { Disk } from './disk.js'

/** A file that only grows. What the disk does not take is kept in its order, and tried again with whatever comes next. */
export class GrowingFile {
  readonly #path: string
  readonly #file: number
  readonly #disk: Disk
  #unwritten: Buffer[] = []

  constructor(path: string, disk: Disk) {
    this.#path = path
    this.#file = openSync(path, 'a+')
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

  get isWhole(): boolean {
    return this.#unwritten.length === 0
  }

  /** What is not to be found at its path: what follows the last byte, or all of it where somebody took the file away. */
  missing(): Buffer {
    const rest = Buffer.concat(this.#unwritten)
    return existsSync(this.#path) ? rest : Buffer.concat([this.#content(), rest])
  }

  close(): void {
    closeSync(this.#file)
  }

  #content(): Buffer {
    const content = Buffer.alloc(fstatSync(this.#file).size)
    return content.subarray(0, readSync(this.#file, content, 0, content.length, 0))
  }
}
