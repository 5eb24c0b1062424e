import type { Buffer } from 'node:buffer'
import { troubleOf } from './failure.js'
import type { OwnedSocket } from './front-socket.js'
import type { Pending } from './pending.js'
import type { ResponseReader } from './response-reader.js'
import { ServedConnection } from './served-connection.js'
import { takeBody } from './take-body.js'

/** A connection on which this program speaks HTTP itself. */
export class Connection extends ServedConnection {
  #reader: ResponseReader | undefined

  onBytes(bytes: Buffer, count: number): void {
    const { pending } = this
    const reader = this.#reader
    // Bytes that nobody asked for: a server's farewell to an idle connection, or nonsense. There is no request to blame.
    if (pending === undefined || reader === undefined) {
      this.dismiss()
      return
    }
    pending.bytesIn += count
    try {
      if (!reader.read(bytes, count)) return
    } catch (error) {
      this.failBroken(error)
      return
    }
    this.#complete(pending, reader)
  }

  onEnd(): void {
    const { pending } = this
    const reader = this.#reader
    if (pending === undefined || reader === undefined) this.dismiss()
    else if (reader.endsByClose) this.#complete(pending, reader)
    else if (reader.isInBody) this.fail({ reason: 'protocol', message: 'the connection was closed inside a body' })
    else this.onClose()
  }

  onError(error: Error): void {
    this.fail(troubleOf(error, 'open', this.at))
  }

  onClose(): void {
    this.fail({ reason: 'reset', message: `${this.at} closed the connection` })
  }

  protected override write(pending: Pending, socket: OwnedSocket): void {
    const text = this.employer.textOf(pending)
    this.#reader = this.wiring.readers.take()
    this.#reader.begin(pending.request.method === 'HEAD', pending.request.keepBody)
    pending.bytesOut += text.length
    pending.sentUs ??= this.wiring.clock.nowUs()
    socket.write(text, 'latin1')
  }

  protected override letGo(): Pending | undefined {
    if (this.#reader) this.wiring.readers.giveBack(this.#reader)
    this.#reader = undefined
    return super.letGo()
  }

  #complete(pending: Pending, reader: ResponseReader): void {
    const endUs = this.wiring.clock.nowUs()
    const { status, setCookies, head } = reader.fields
    const bodyBytes = reader.sink.bytes
    let body: string
    try {
      body = takeBody(reader, pending.request.keepBody, this.wiring.limits.bodyBytes)
    } catch (error) {
      this.failBroken(error)
      return
    }
    if (setCookies) this.employer.takeCookies(setCookies, pending)
    if (reader.isPersistent) this.rest(endUs)
    else this.dismiss()
    // Last, because it may send again at once.
    pending.succeed(status, head, body, bodyBytes, endUs)
  }
}
