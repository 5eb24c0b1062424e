import type { Buffer } from 'node:buffer'
import { CookieJar } from './cookie-jar.js'
import type { Watched } from './deadlines.js'
import type { Employer } from './employer.js'
import type { Front, HttpRequest, HttpResult, UserAgent } from './exchange.js'
import type { Trouble } from './failure.js'
import type { KeptConnection } from './kept-connection.js'
import { type Holder, Pending } from './pending.js'
import { requestText } from './request-text.js'
import type { Wiring } from './wiring.js'

const CLOSED: Trouble = { reason: 'reset', message: 'the user agent was closed' }

/**
 * One virtual user's cookies and connections. As a browser does, it opens a connection a request up to the limit, lets further
 * requests wait in order, prefers the connection used last, and closes the ones beyond the first after they were idle for a while.
 */
export class Browser implements UserAgent, Employer, Watched, Holder {
  readonly front: Front
  deadlineUs = 0
  place = -1
  readonly #wiring: Wiring
  #connections: readonly KeptConnection[] = []
  #waiting: Pending[] | undefined
  #jar: CookieJar | undefined
  #session: Buffer | undefined
  #isClosed = false
  #isWatched = false

  constructor(wiring: Wiring, front: Front) {
    this.#wiring = wiring
    this.front = front
  }

  send(request: HttpRequest, done: (result: HttpResult) => void): void {
    const { clock, deadlines } = this.#wiring
    const pending = new Pending(request, done, this, clock.nowUs(), deadlines)
    if (this.#isClosed || this.#wiring.isClosed) this.#failLater([pending])
    else this.#place(pending)
  }

  close(): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#wiring.deadlines.remove(this)
    const inHand = this.#connections.map((connection) => connection.close()).filter((pending) => pending !== undefined)
    this.#failLater([...inHand, ...(this.#waiting ?? [])])
    this.#connections = []
    this.#waiting = undefined
  }

  /** A waiting request has run out of time. */
  giveUp(pending: Pending): void {
    this.#waiting = this.#waiting?.filter((other) => other !== pending)
  }

  textOf({ request }: Pending): string | Buffer {
    return requestText(request, `Host: ${this.front.host}\r\n`, this.#jar?.lineFor(request.path) ?? '')
  }

  get session(): Buffer | undefined {
    return this.#wiring.sessions.toOffer(this.front, this.#session)
  }

  takeSession(session: Buffer): void {
    this.#session = session
    this.#wiring.sessions.take(this.front, session)
  }

  takeCookies(lines: readonly string[], { request }: Pending): void {
    this.#jar ??= new CookieJar()
    for (const line of lines) this.#jar.take(line, request.path, this.#wiring.wallMs())
  }

  free(connection: KeptConnection): void {
    const next = this.#waiting?.shift()
    if (next) connection.serve(next)
    else if (this.#connections.length > 1) this.#watchExtras(connection.idleSinceUs + this.#wiring.extraIdleUs)
  }

  lost(connection: KeptConnection, again: Pending | undefined): void {
    this.#connections = without(this.#connections, connection)
    if (this.#isClosed) return
    // On a fresh connection, since an idle one may be as stale.
    if (again) this.#open(again)
    if (this.#connections.length >= this.#wiring.perUser) return
    const next = this.#waiting?.shift()
    if (next) this.#place(next)
  }

  /** Some connections beyond the first have been idle for long enough. */
  expire(nowUs: number): void {
    this.#isWatched = false
    const { extraIdleUs } = this.#wiring
    const idle = this.#connections.filter(({ isIdle }) => isIdle).sort((a, b) => a.idleSinceUs - b.idleSinceUs)
    for (const connection of idle) {
      if (this.#connections.length === 1) return
      const overUs = connection.idleSinceUs + extraIdleUs
      if (overUs > nowUs) {
        this.#watchExtras(overUs)
        return
      }
      connection.close()
      this.#connections = without(this.#connections, connection)
    }
  }

  #place(pending: Pending): void {
    const idle = this.#lastUsed()
    if (idle) idle.serve(pending)
    else if (this.#connections.length < this.#wiring.perUser) this.#open(pending)
    else {
      this.#waiting ??= []
      this.#waiting.push(pending)
      pending.holder = this
    }
  }

  #open(pending: Pending): void {
    // Not spread: an array that has grown keeps room for sixteen more, 160,000 times.
    this.#connections = this.#connections.concat(this.#wiring.openConnection(this, pending))
  }

  #lastUsed(): KeptConnection | undefined {
    let last: KeptConnection | undefined
    for (const connection of this.#connections) {
      if (connection.isIdle && (last === undefined || connection.idleSinceUs >= last.idleSinceUs)) last = connection
    }
    return last
  }

  #watchExtras(atUs: number): void {
    if (this.#isWatched) return
    this.#isWatched = true
    this.deadlineUs = atUs
    this.#wiring.deadlines.add(this)
  }

  // Never within `send` or `close`, so that a caller meets no answer before its own call has returned.
  #failLater(pendings: readonly Pending[]): void {
    if (pendings.length === 0) return
    const { clock } = this.#wiring
    process.nextTick(() => {
      for (const pending of pendings) pending.fail(CLOSED, clock.nowUs())
    })
  }
}

// Not filtered: see `#open`.
const without = <T>(list: readonly T[], item: T): readonly T[] => {
  const at = list.indexOf(item)
  return at < 0 ? list : list.slice(0, at).concat(list.slice(at + 1))
}
