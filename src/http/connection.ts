import type { Buffer } from 'node:buffer'
import { BrokenResponse } from './broken-response.js'
import type { Employer } from './employer.js'
import { type Trouble, troubleOf } from './failure.js'
import { NOBODY, type OwnedSocket, type SocketOwner } from './front-socket.js'
import type { KeptConnection } from './kept-connection.js'
import { type Opener, Opening } from './opening.js'
import type { Holder, Pending } from './pending.js'
import type { ResponseReader } from './response-reader.js'
import { takeBody } from './take-body.js'
import type { Wiring } from './wiring.js'

/**
 * One keep-alive connection: opened for a request, it serves one after the other until either side closes it. While idle it holds a
 * socket and nothing else; `bench/http` measures it.
 */
export class Connection implements KeptConnection, SocketOwner, Opener, Holder {
  readonly employer: Employer
  idleSinceUs = 0
  readonly #wiring: Wiring
  #opening: Opening | undefined
  #socket: OwnedSocket | undefined
  #pending: Pending | undefined
  #reader: ResponseReader | undefined
  #hasServed = false

  constructor(wiring: Wiring, employer: Employer, pending: Pending) {
    this.#wiring = wiring
    this.employer = employer
    this.#pending = pending
    pending.holder = this
    wiring.connections.add(this)
    this.#opening = new Opening(wiring, this)
  }

  get isIdle(): boolean {
    return this.#socket !== undefined && this.#pending === undefined
  }

  serve(pending: Pending): void {
    this.#pending = pending
    pending.holder = this
    if (this.#socket) this.#write(pending, this.#socket)
  }

  close(): Pending | undefined {
    const { connections, counters } = this.#wiring
    connections.delete(this)
    this.#opening?.close()
    this.#opening = undefined
    if (this.#socket) {
      counters.openConnections--
      this.#socket.owner = NOBODY
      this.#socket.destroy()
    }
    this.#socket = undefined
    return this.#letGo()
  }

  giveUp(): void {
    this.#dismiss()
  }

  onOpen({ socket, connectUs, tlsUs, tlsResumed }: Opening): void {
    this.#opening = undefined
    this.#socket = socket
    socket.owner = this
    const pending = this.#pending
    if (pending === undefined) return
    pending.connectUs = connectUs
    pending.tlsUs = tlsUs
    pending.tlsResumed = tlsResumed
    this.#write(pending, socket)
  }

  onOpenFailure(trouble: Trouble): void {
    this.#opening = undefined
    this.#fail(trouble)
  }

  onConnect(): void {}
  onSecure(): void {}

  onSession(session: Buffer): void {
    this.employer.takeSession(session)
  }

  onBytes(bytes: Buffer, count: number): void {
    const pending = this.#pending
    const reader = this.#reader
    // Bytes that nobody asked for: a server's farewell to an idle connection, or nonsense. There is no request to blame.
    if (pending === undefined || reader === undefined) {
      this.#dismiss()
      return
    }
    pending.bytesIn += count
    try {
      if (!reader.read(bytes, count)) return
    } catch (error) {
      this.#failBroken(error)
      return
    }
    this.#complete(pending, reader)
  }

  onEnd(): void {
    const pending = this.#pending
    const reader = this.#reader
    if (pending === undefined || reader === undefined) this.#dismiss()
    else if (reader.endsByClose) this.#complete(pending, reader)
    else if (reader.isInBody) this.#fail({ reason: 'protocol', message: 'the connection was closed inside a body' })
    else this.onClose()
  }

  onError(error: Error): void {
    this.#fail(troubleOf(error, 'open', this.#at))
  }

  onClose(): void {
    this.#fail({ reason: 'reset', message: `${this.#at} closed the connection` })
  }

  get #at(): string {
    const { address, port } = this.employer.front
    return `${address}:${port}`
  }

  #write(pending: Pending, socket: OwnedSocket): void {
    const text = this.employer.textOf(pending)
    this.#reader = this.#wiring.readers.take()
    this.#reader.begin(pending.request.method === 'HEAD', pending.request.keepBody)
    pending.bytesOut += text.length
    pending.sentUs ??= this.#wiring.clock.nowUs()
    socket.write(text, 'latin1')
  }

  #complete(pending: Pending, reader: ResponseReader): void {
    const endUs = this.#wiring.clock.nowUs()
    const { status, setCookies, head } = reader.fields
    const bodyBytes = reader.sink.bytes
    let body: Buffer
    try {
      body = takeBody(reader, pending.request.keepBody, this.#wiring.limits.bodyBytes)
    } catch (error) {
      this.#failBroken(error)
      return
    }
    if (setCookies) this.employer.takeCookies(setCookies, pending)
    if (reader.isPersistent) this.#rest(endUs)
    else this.#dismiss()
    // Last, because it may send again at once.
    pending.succeed(status, head, body, bodyBytes, endUs)
  }

  #rest(nowUs: number): void {
    this.#letGo()
    this.#hasServed = true
    this.idleSinceUs = nowUs
    this.employer.free(this)
  }

  #letGo(): Pending | undefined {
    if (this.#reader) this.#wiring.readers.giveBack(this.#reader)
    this.#reader = undefined
    const pending = this.#pending
    this.#pending = undefined
    return pending
  }

  // Closes; the request in hand has its answer, or gets one from the caller.
  #dismiss(): void {
    this.close()
    this.employer.lost(this, undefined)
  }

  #failBroken(error: unknown): void {
    if (!(error instanceof BrokenResponse)) throw error
    this.#fail({ reason: 'protocol', message: error.message })
  }

  #fail(trouble: Trouble): void {
    const pending = this.close()
    const isAgain = pending !== undefined && this.#hasServed && pending.maySendAgain(trouble)
    if (isAgain) pending.isRetried = true
    this.employer.lost(this, isAgain ? pending : undefined)
    if (!isAgain) pending?.fail(trouble, this.#wiring.clock.nowUs())
  }
}
