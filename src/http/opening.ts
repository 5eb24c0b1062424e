import type { Buffer } from 'node:buffer'
import type { Watched } from './deadlines.js'
import type { Employer } from './employer.js'
import { isAddressTrouble, type Phase, type Trouble, tooSlow, troubleOf } from './failure.js'
import { isResumed, NOBODY, type OwnedSocket, type SocketOwner } from './front-socket.js'
import type { Wiring } from './wiring.js'

/** Who waits for a socket. */
export interface Opener {
  readonly employer: Employer
  /** The socket is ready, TLS included, and now the opener's. */
  onOpen(opening: Opening): void
  onOpenFailure(trouble: Trouble): void
}

/** A socket on its way to being open: sources are tried, TCP and TLS timed apart, all within the connect time-out. */
export class Opening implements SocketOwner, Watched {
  readonly deadlineUs: number
  place = -1
  socket: OwnedSocket
  connectUs: number | undefined
  tlsUs: number | undefined
  tlsResumed: boolean | undefined
  readonly #wiring: Wiring
  readonly #opener: Opener
  readonly #startUs: number
  #phase: Phase = 'connecting'
  #place: number
  #tries = 0

  constructor(wiring: Wiring, opener: Opener) {
    this.#wiring = wiring
    this.#opener = opener
    this.#startUs = wiring.clock.nowUs()
    this.deadlineUs = this.#startUs + wiring.connectTimeoutUs
    this.#place = wiring.sources.turn()
    this.socket = this.#open()
    wiring.deadlines.add(this)
  }

  /** Gives up without telling the opener. */
  close(): void {
    this.#wiring.deadlines.remove(this)
    if (this.#phase === 'securing') this.#wiring.counters.openConnections--
    this.#phase = 'closed'
    this.socket.owner = NOBODY
    this.socket.destroy()
  }

  expire(): void {
    this.#fail(tooSlow(this.#phase, this.#at, this.#wiring.connectTimeoutUs))
  }

  onConnect(): void {
    const { clock, counters, observer, isTls } = this.#wiring
    this.connectUs = clock.nowUs() - this.#startUs
    observer?.connected(this.connectUs)
    counters.connectionsOpened++
    counters.openConnections++
    this.#phase = 'securing'
    if (!isTls) this.#handOver()
  }

  onSecure(): void {
    const { clock, counters, observer } = this.#wiring
    this.tlsUs = clock.nowUs() - this.#startUs - (this.connectUs ?? 0)
    this.tlsResumed = isResumed(this.socket)
    observer?.secured(this.tlsUs, this.tlsResumed)
    if (this.tlsResumed) counters.resumedHandshakes++
    else counters.fullHandshakes++
    this.#handOver()
  }

  onSession(session: Buffer): void {
    this.#opener.employer.takeSession(session)
  }

  // Nothing is read before TLS is up, and TLS keeps its handshake to itself.
  onBytes(): void {}

  onEnd(): void {
    this.onClose()
  }

  onError(error: Error): void {
    const mayHelp = this.#phase === 'connecting' && isAddressTrouble(error)
    if (!mayHelp || this.#wiring.sources.isSpent(++this.#tries, this.socket.source)) {
      this.#fail(troubleOf(error, this.#phase, this.#at))
      return
    }
    this.socket.owner = NOBODY
    this.socket = this.#open()
  }

  onClose(): void {
    const reason = this.#phase === 'securing' ? 'tls' : 'connect'
    this.#fail({ reason, message: `${this.#at} closed the connection before it was ready` })
  }

  get #at(): string {
    const { address, port } = this.#opener.employer.front
    return `${address}:${port}`
  }

  #open(): OwnedSocket {
    const { openSocket, sources } = this.#wiring
    const { front, session } = this.#opener.employer
    return openSocket(front, sources.take(this.#place++), this, session)
  }

  #handOver(): void {
    this.#wiring.deadlines.remove(this)
    this.#phase = 'open'
    this.#opener.onOpen(this)
  }

  #fail(trouble: Trouble): void {
    this.close()
    this.#opener.onOpenFailure(trouble)
  }
}
