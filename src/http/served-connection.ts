import type { Buffer } from 'node:buffer'
import { BrokenResponse } from './broken-response.js'
import type { Employer } from './employer.js'
import type { Trouble } from './failure.js'
import { NOBODY, type OwnedSocket, type SocketOwner } from './front-socket.js'
import type { KeptConnection } from './kept-connection.js'
import { type Opener, Opening } from './opening.js'
import type { Holder, Pending } from './pending.js'
import type { Wiring } from './wiring.js'

/**
 * The life of one keep-alive connection, whoever speaks HTTP on it: opened for a request, it serves one after the other until
 * either side closes it. While idle it holds a socket and nothing else; `bench/http` measures it.
 */
export abstract class ServedConnection implements KeptConnection, SocketOwner, Opener, Holder {
  readonly employer: Employer
  idleSinceUs = 0
  protected readonly wiring: Wiring
  protected pending: Pending | undefined
  #opening: Opening | undefined
  #socket: OwnedSocket | undefined
  #hasServed = false

  constructor(wiring: Wiring, employer: Employer, pending: Pending) {
    this.wiring = wiring
    this.employer = employer
    this.pending = pending
    pending.holder = this
    wiring.connections.add(this)
    this.#opening = new Opening(wiring, this)
  }

  /** Sends the request in hand over the open socket. */
  protected abstract write(pending: Pending, socket: OwnedSocket): void

  abstract onBytes(bytes: Buffer, count: number): void
  abstract onEnd(): void
  abstract onError(error: Error): void
  abstract onClose(): void

  get isIdle(): boolean {
    return this.#socket !== undefined && this.pending === undefined
  }

  serve(pending: Pending): void {
    this.pending = pending
    pending.holder = this
    if (this.#socket) this.write(pending, this.#socket)
  }

  close(): Pending | undefined {
    const { connections, counters } = this.wiring
    connections.delete(this)
    this.#opening?.close()
    this.#opening = undefined
    if (this.#socket) {
      counters.openConnections--
      this.#socket.owner = NOBODY
      this.#socket.destroy()
    }
    this.#socket = undefined
    return this.letGo()
  }

  giveUp(): void {
    this.dismiss()
  }

  onOpen({ socket, connectUs, tlsUs, tlsResumed }: Opening): void {
    this.#opening = undefined
    this.#socket = socket
    socket.owner = this
    const { pending } = this
    if (pending === undefined) return
    pending.connectUs = connectUs
    pending.tlsUs = tlsUs
    pending.tlsResumed = tlsResumed
    this.write(pending, socket)
  }

  onOpenFailure(trouble: Trouble): void {
    this.#opening = undefined
    this.fail(trouble)
  }

  onConnect(): void {}
  onSecure(): void {}

  onSession(session: Buffer): void {
    this.employer.takeSession(session)
  }

  protected get at(): string {
    const { address, port } = this.employer.front
    return `${address}:${port}`
  }

  /** The request in hand is no longer; it is handed to the caller. */
  protected letGo(): Pending | undefined {
    const { pending } = this
    this.pending = undefined
    return pending
  }

  /** Waits for work. */
  protected rest(nowUs: number): void {
    this.letGo()
    this.#hasServed = true
    this.idleSinceUs = nowUs
    this.employer.free(this)
  }

  /** Closes; the request in hand has its answer, or gets one from the caller. */
  protected dismiss(): void {
    this.close()
    this.employer.lost(this, undefined)
  }

  protected failBroken(error: unknown): void {
    if (!(error instanceof BrokenResponse)) throw error
    this.fail({ reason: 'protocol', message: error.message })
  }

  /** Closes; the request in hand gets a second chance, or fails. */
  protected fail(trouble: Trouble): void {
    const pending = this.close()
    const isAgain = pending !== undefined && this.#hasServed && pending.maySendAgain(trouble)
    if (isAgain) {
      pending.isRetried = true
      this.wiring.counters.resent++
    }
    this.employer.lost(this, isAgain ? pending : undefined)
    if (!isAgain) pending?.fail(trouble, this.wiring.clock.nowUs())
  }
}
