import type { Buffer } from 'node:buffer'
import { PreflightError } from '../base/errors.js'
import type { Watched } from './deadlines.js'
import type { Front } from './exchange.js'
import { tooSlow, troubleOf } from './failure.js'
import { isResumed, NOBODY, type OwnedSocket, type SocketOwner } from './front-socket.js'
import type { Wiring } from './wiring.js'

/** Gets a TLS session of a front and sees that it is resumed, over two connections; rejects with a PreflightError. */
export const warmUp = async (wiring: Wiring, front: Front): Promise<void> => {
  const { session } = await handshake(wiring, front, undefined)
  if (session !== undefined && (await handshake(wiring, front, session)).isResumed) {
    wiring.sessions.take(front, session)
    return
  }
  const cause = session === undefined ? 'gave no TLS session' : 'did not resume the TLS session that it gave'
  throw new PreflightError(
    `${atOf(front)} ${cause}: switch on its session cache or tickets, or do not ask for sessions to be resumed always`,
  )
}

const handshake = (wiring: Wiring, front: Front, offered: Buffer | undefined): Promise<Met> =>
  new Promise((resolve, reject) => new Handshake(wiring, front, offered, { resolve, reject }))

const atOf = ({ address, port }: Front): string => `${address}:${port}`

interface Met {
  readonly isResumed: boolean
  readonly session?: Buffer
}

interface Promised {
  resolve(met: Met): void
  reject(error: PreflightError): void
}

/** One connection that is closed after its handshake, and waits for a session first when it has none to offer. */
class Handshake implements SocketOwner, Watched {
  readonly deadlineUs: number
  place = -1
  readonly #wiring: Wiring
  readonly #at: string
  readonly #isToGetSession: boolean
  readonly #promised: Promised
  readonly #socket: OwnedSocket
  #isSecure = false

  constructor(wiring: Wiring, front: Front, offered: Buffer | undefined, promised: Promised) {
    this.#wiring = wiring
    this.#at = atOf(front)
    this.#isToGetSession = offered === undefined
    this.#promised = promised
    this.deadlineUs = wiring.clock.nowUs() + wiring.connectTimeoutUs
    this.#socket = wiring.openSocket(front, wiring.sources.take(0), this, offered)
    wiring.deadlines.add(this)
  }

  onSecure(): void {
    this.#isSecure = true
    if (!this.#isToGetSession) this.#end()
  }

  onSession(session: Buffer): void {
    if (this.#isToGetSession) this.#end({ session })
  }

  onError(error: Error): void {
    this.#fail(troubleOf(error, 'securing', this.#at).message)
  }

  onEnd(): void {
    this.#fail(`${this.#at} closed the connection during the handshake`)
  }

  onClose(): void {
    this.onEnd()
  }

  expire(): void {
    this.#fail(tooSlow('securing', this.#at, this.#wiring.connectTimeoutUs).message)
  }

  onConnect(): void {}
  onBytes(): void {}

  // Once it is secure, an end without a session says something, too.
  #fail(message: string): void {
    if (this.#isSecure) this.#end()
    else this.#promised.reject(new PreflightError(message))
    this.#close()
  }

  #end(given: Pick<Met, 'session'> = {}): void {
    this.#promised.resolve({ isResumed: isResumed(this.#socket), ...given })
    this.#close()
  }

  #close(): void {
    this.#wiring.deadlines.remove(this)
    this.#socket.owner = NOBODY
    this.#socket.destroy()
  }
}
