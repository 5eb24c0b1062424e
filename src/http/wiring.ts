import type { Clock } from '../base/clock.js'
import type { Deadlines } from './deadlines.js'
import type { ConnectionObserver } from './exchange.js'
import type { OpenSocket } from './front-socket.js'
import type { KeptConnection, OpenConnection } from './kept-connection.js'
import { type ResponseLimits, ResponseReader } from './response-reader.js'
import type { Sessions } from './sessions.js'
import type { Sources } from './source-ports.js'

/** What all connections of one transport share, so that each can be small. */
export interface Wiring {
  readonly clock: Clock
  /** Time of day, milliseconds since 1970. */
  readonly wallMs: () => number
  readonly deadlines: Deadlines
  readonly openSocket: OpenSocket
  readonly sources: Sources
  readonly readers: ReaderPool
  readonly limits: ResponseLimits
  readonly perUser: number
  readonly extraIdleUs: number
  readonly connectTimeoutUs: number
  readonly isTls: boolean
  /** All that are connecting or connected. */
  readonly connections: Set<KeptConnection>
  readonly openConnection: OpenConnection
  readonly sessions: Sessions
  readonly observer: ConnectionObserver | undefined
  readonly counters: MutableCounters
  /** Nothing is sent any more. */
  isClosed: boolean
}

/** See TransportCounters. */
export interface MutableCounters {
  openConnections: number
  connectionsOpened: number
  fullHandshakes: number
  resumedHandshakes: number
  resent: number
}

/** Readers wait here for the next answer, so that there are as many as answers under way and not as connections. */
export class ReaderPool {
  readonly #limits: ResponseLimits
  readonly #free: ResponseReader[] = []

  constructor(limits: ResponseLimits) {
    this.#limits = limits
  }

  take(): ResponseReader {
    return this.#free.pop() ?? new ResponseReader(this.#limits)
  }

  giveBack(reader: ResponseReader): void {
    reader.fields.forget()
    reader.sink.take()
    this.#free.push(reader)
  }
}
