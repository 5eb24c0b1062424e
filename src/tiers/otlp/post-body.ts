import { Buffer } from 'node:buffer'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'

/** Why a body is not taken, as the status that says so. */
export type BodyRefusal = 400 | 413 | 503

/** Reads the bodies of posts, no more of one and of all together than is allowed. */
export class PostBodies {
  readonly #mostBytes: number
  readonly #mostHeldBytes: number
  #heldBytes = 0

  /** `mostBytes` of one body, before and after inflating; `mostHeldBytes` of all that are being sent at a time. */
  constructor(mostBytes: number, mostHeldBytes: number) {
    this.#mostBytes = mostBytes
    this.#mostHeldBytes = mostHeldBytes
  }

  /** A whole body, inflated. Rejects when its sender goes away meanwhile. */
  async read(chunksOfBody: AsyncIterable<Buffer>, isGzip: boolean): Promise<Buffer | BodyRefusal> {
    let chunks: Buffer[] = []
    let bytes = 0
    let refusal: BodyRefusal | undefined
    const letGo = (): void => {
      this.#heldBytes -= bytes
      chunks = []
      bytes = 0
    }
    try {
      for await (const chunk of chunksOfBody) {
        // The rest is heard out, since many senders listen for the answer only then.
        if (refusal) continue
        chunks.push(chunk)
        bytes += chunk.length
        this.#heldBytes += chunk.length
        if (bytes > this.#mostBytes) refusal = 413
        else if (this.#heldBytes > this.#mostHeldBytes) refusal = 503
        if (refusal) letGo()
      }
      if (refusal) return refusal
      const body = Buffer.concat(chunks)
      return isGzip ? await inflate(body, this.#mostBytes) : body
    } finally {
      letGo()
    }
  }
}

const inflateBounded = promisify(gunzip)

const inflate = async (body: Buffer, mostBytes: number): Promise<Buffer | BodyRefusal> => {
  try {
    return await inflateBounded(body, { maxOutputLength: mostBytes })
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'ERR_BUFFER_TOO_LARGE' ? 413 : 400
  }
}
