import { LENGTH_BYTES } from './wire.js'

/** Replies are a few bytes; those to a query hold events. */
const LONGEST = 2 ** 20

/** Cuts what comes over a connection into messages. */
export class FramedReplies {
  #rest = Buffer.alloc(0)

  /** The messages that are whole by now. Throws an Error with a sentence when one is longer than any that is waited for. */
  push(chunk: Buffer): readonly Buffer[] {
    this.#rest = Buffer.concat([this.#rest, chunk])
    const whole: Buffer[] = []
    for (let end = this.#end(); end !== undefined && end <= this.#rest.length; end = this.#end()) {
      whole.push(this.#rest.subarray(LENGTH_BYTES, end))
      this.#rest = this.#rest.subarray(end)
    }
    return whole
  }

  /** Where the first message ends; undefined as long as its length is not there. */
  #end(): number | undefined {
    if (this.#rest.length < LENGTH_BYTES) return undefined
    const length = this.#rest.readUInt32BE(0)
    if (length > LONGEST) throw new Error('something else than a reply of Riemann')
    return LENGTH_BYTES + length
  }
}
