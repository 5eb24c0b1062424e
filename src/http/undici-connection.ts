import type { Buffer } from 'node:buffer'
import type { Socket } from 'node:net'
import { Client, type Dispatcher, errors } from 'undici'
import { BrokenResponse } from './broken-response.js'
import type { Employer } from './employer.js'
import { type Trouble, troubleOf } from './failure.js'
import { NOBODY, type OwnedSocket, type SocketOwner } from './front-socket.js'
import type { KeptConnection } from './kept-connection.js'
import { type Opener, Opening } from './opening.js'
import type { Holder, Pending } from './pending.js'
import { UndiciAnswer } from './undici-answer.js'
import { undiciRequest } from './undici-request.js'
import type { Wiring } from './wiring.js'

/** One keep-alive connection on which undici speaks: opened for a request, it serves one after the other until either side closes it. */
export class UndiciConnection implements KeptConnection, SocketOwner, Opener, Holder {
  readonly employer: Employer
  idleSinceUs = 0
  readonly #wiring: Wiring
  #opening: Opening | undefined
  #socket: OwnedSocket | undefined
  #client: Client | undefined
  #pending: Pending | undefined
  #hasServed = false
  #error: Error | undefined

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
    if (this.#socket && this.#client) this.#dispatch(pending, this.#socket, this.#client)
  }

  close(): Pending | undefined {
    const pending = this.#pending
    this.#pending = undefined
    this.#wiring.connections.delete(this)
    this.#opening?.close()
    this.#opening = undefined
    if (this.#socket) {
      this.#wiring.counters.openConnections--
      this.#socket.owner = NOBODY
      this.#socket.destroy()
    }
    this.#socket = undefined
    void this.#client?.destroy()
    this.#client = undefined
    return pending
  }

  giveUp(): void {
    this.#dismiss()
  }

  onOpen({ socket, connectUs, tlsUs, tlsResumed }: Opening): void {
    this.#opening = undefined
    this.#socket = socket
    socket.owner = this
    this.#client = clientOn(socket, this.#wiring)
    const pending = this.#pending
    if (pending === undefined) return
    pending.connectUs = connectUs
    pending.tlsUs = tlsUs
    pending.tlsResumed = tlsResumed
    this.#dispatch(pending, socket, this.#client)
  }

  onOpenFailure(trouble: Trouble): void {
    this.#opening = undefined
    this.#fail(trouble)
  }

  onConnect(): void {}
  onSecure(): void {}
  onBytes(): void {}

  onSession(session: Buffer): void {
    this.employer.takeSession(session)
  }

  // What this does to a request in hand, undici tells.
  onEnd(): void {
    if (this.isIdle) this.#dismiss()
  }

  onError(error: Error): void {
    // Undici may not listen yet, and then tells of a closed socket only.
    this.#error = error
    if (this.isIdle) this.#dismiss()
  }

  onClose(): void {
    if (this.isIdle) this.#dismiss()
  }

  #dispatch(pending: Pending, socket: Socket, client: Client): void {
    const { bytesRead, bytesWritten } = socket
    const answer = new UndiciAnswer(pending.request, this.#wiring.limits.bodyBytes)
    const isOurs = (): boolean => this.#pending === pending
    const count = (): void => {
      pending.bytesIn += socket.bytesRead - bytesRead
      pending.bytesOut += socket.bytesWritten - bytesWritten
    }
    const handler: Dispatcher.DispatchHandler = {
      onRequestStart: () => {
        pending.sentUs ??= this.#wiring.clock.nowUs()
      },
      onResponseStart: (_, status, headers) => {
        if (status >= 200 && isOurs()) this.#attempt(() => answer.begin(status, headers))
      },
      onResponseData: (_, bytes) => {
        if (isOurs()) this.#attempt(() => answer.add(bytes))
      },
      onResponseEnd: () => {
        if (!isOurs()) return
        count()
        const endUs = this.#wiring.clock.nowUs()
        // Once undici has read on, and closed the connection if it had to.
        process.nextTick(() => {
          if (isOurs()) this.#attempt(() => this.#complete(pending, answer, socket, endUs))
        })
      },
      onResponseError: (_, error) => {
        if (!isOurs()) return
        count()
        this.#fail(this.#troubleOf(error, answer))
      },
    }
    const text = this.employer.textOf(pending)
    client.dispatch(undiciRequest(pending.request, typeof text === 'string' ? text : text.toString('latin1')), handler)
  }

  #complete(pending: Pending, answer: UndiciAnswer, socket: Socket, endUs: number): void {
    if (socket.errored && !(socket.errored instanceof errors.InformationalError)) {
      this.#fail(this.#troubleOf(socket.errored, answer))
      return
    }
    const { status, head, setCookies, bodyBytes } = answer
    const body = answer.takeBody()
    if (setCookies) this.employer.takeCookies(setCookies, pending)
    if (socket.destroyed) this.#dismiss()
    else this.#rest(endUs)
    // Last, because it may send again at once.
    pending.succeed(status, head, body, bodyBytes, endUs)
  }

  #rest(nowUs: number): void {
    this.#pending = undefined
    this.#hasServed = true
    this.idleSinceUs = nowUs
    this.employer.free(this)
  }

  // Closes; the request in hand has its answer, or gets one from the caller.
  #dismiss(): void {
    this.close()
    this.employer.lost(this, undefined)
  }

  #attempt(act: () => void): void {
    try {
      act()
    } catch (error) {
      if (!(error instanceof BrokenResponse)) throw error
      this.#fail({ reason: 'protocol', message: error.message })
    }
  }

  #fail(trouble: Trouble): void {
    const pending = this.close()
    const isAgain = pending !== undefined && this.#hasServed && pending.maySendAgain(trouble)
    if (isAgain) pending.isRetried = true
    this.employer.lost(this, isAgain ? pending : undefined)
    if (!isAgain) pending?.fail(trouble, this.#wiring.clock.nowUs())
  }

  #troubleOf(error: Error, answer: UndiciAnswer): Trouble {
    const { address, port } = this.employer.front
    const at = `${address}:${port}`
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
    if (BROKEN.test(code)) return { reason: 'protocol', message: `undici takes it for no answer (${code})` }
    if (this.#error && !(this.#error instanceof errors.UndiciError)) return troubleOf(this.#error, 'open', at)
    if (code !== 'UND_ERR_SOCKET') return troubleOf(error, 'open', at)
    return answer.status > 0
      ? { reason: 'protocol', message: 'the connection was closed inside a body' }
      : { reason: 'reset', message: `${at} closed the connection` }
  }
}

const BROKEN = /^(HPE_|HTTPParserError|UND_ERR_HEADERS_OVERFLOW|UND_ERR_RES_)/
// Idle connections are ours to close; undici takes no longer time than its timers carry.
const NEVER_MS = 0x7fff_ffff

const clientOn = (socket: OwnedSocket, { limits, isTls }: Wiring): Client => {
  let isTaken = false
  return new Client(`${isTls ? 'https' : 'http'}://front`, {
    pipelining: 1,
    allowH2: false,
    headersTimeout: 0,
    bodyTimeout: 0,
    keepAliveTimeout: NEVER_MS,
    keepAliveMaxTimeout: NEVER_MS,
    maxHeaderSize: limits.headBytes,
    // Not at once: undici does not expect to be answered within its own call.
    connect: (_, done) => {
      const isGone = isTaken
      isTaken = true
      process.nextTick(() => (isGone ? done(new errors.SocketError('closed'), null) : done(null, socket)))
    },
  })
}
