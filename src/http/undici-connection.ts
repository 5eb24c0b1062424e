import type { Socket } from 'node:net'
import { Client, type Dispatcher, errors } from 'undici'
import { type Trouble, troubleOf } from './failure.js'
import type { OwnedSocket } from './front-socket.js'
import type { Pending } from './pending.js'
import { ServedConnection } from './served-connection.js'
import { UndiciAnswer } from './undici-answer.js'
import { undiciRequest } from './undici-request.js'
import type { Wiring } from './wiring.js'

/** A connection on which undici speaks HTTP. */
export class UndiciConnection extends ServedConnection {
  #client: Client | undefined
  #error: Error | undefined

  override close(): Pending | undefined {
    const pending = super.close()
    void this.#client?.destroy()
    this.#client = undefined
    return pending
  }

  onBytes(): void {}

  // What this does to a request in hand, undici tells.
  onEnd(): void {
    if (this.isIdle) this.dismiss()
  }

  onError(error: Error): void {
    // Undici may not listen yet, and then tells of a closed socket only.
    this.#error = error
    if (this.isIdle) this.dismiss()
  }

  onClose(): void {
    if (this.isIdle) this.dismiss()
  }

  protected override write(pending: Pending, socket: OwnedSocket): void {
    this.#client ??= clientOn(socket, this.wiring)
    const text = this.employer.textOf(pending)
    const request = undiciRequest(pending.request, typeof text === 'string' ? text : text.toString('latin1'))
    this.#client.dispatch(request, this.#handlerOf(pending, socket))
  }

  #handlerOf(pending: Pending, socket: Socket): Dispatcher.DispatchHandler {
    const { bytesRead, bytesWritten } = socket
    const answer = new UndiciAnswer(pending.request, this.wiring.limits.bodyBytes)
    const isOurs = (): boolean => this.pending === pending
    const count = (): void => {
      pending.bytesIn += socket.bytesRead - bytesRead
      pending.bytesOut += socket.bytesWritten - bytesWritten
    }
    return {
      onRequestStart: () => {
        pending.sentUs ??= this.wiring.clock.nowUs()
      },
      onResponseStart: (_, status, headers) => {
        if (status >= 200 && isOurs()) this.#attempt(() => answer.begin(status, headers))
      },
      onResponseData: (_, bytes) => {
        if (isOurs()) this.#attempt(() => answer.add(bytes))
      },
      onResponseEnd: (_, trailers) => {
        if (!isOurs()) return
        answer.end(trailers)
        count()
        const endUs = this.wiring.clock.nowUs()
        // Once undici has read on, and closed the connection if it had to.
        process.nextTick(() => {
          if (isOurs()) this.#attempt(() => this.#complete(pending, answer, socket, endUs))
        })
      },
      onResponseError: (_, error) => {
        if (!isOurs()) return
        count()
        this.fail(this.#troubleOf(error, answer))
      },
    }
  }

  #complete(pending: Pending, answer: UndiciAnswer, socket: Socket, endUs: number): void {
    if (socket.errored && !(socket.errored instanceof errors.InformationalError)) {
      this.fail(this.#troubleOf(socket.errored, answer))
      return
    }
    const { status, head, setCookies, bodyBytes } = answer
    const body = answer.takeBody()
    if (setCookies) this.employer.takeCookies(setCookies, pending)
    if (socket.destroyed) this.dismiss()
    else this.rest(endUs)
    // Last, because it may send again at once.
    pending.succeed(status, head, body, bodyBytes, endUs)
  }

  #attempt(act: () => void): void {
    try {
      act()
    } catch (error) {
      this.failBroken(error)
    }
  }

  #troubleOf(error: Error, answer: UndiciAnswer): Trouble {
    const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
    if (BROKEN.test(code)) return { reason: 'protocol', message: `undici takes it for no answer (${code})` }
    if (this.#error && !(this.#error instanceof errors.UndiciError)) return troubleOf(this.#error, 'open', this.at)
    if (code !== 'UND_ERR_SOCKET') return troubleOf(error, 'open', this.at)
    return answer.status > 0
      ? { reason: 'protocol', message: 'the connection was closed inside a body' }
      : { reason: 'reset', message: `${this.at} closed the connection` }
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
