import type { Clock } from '../base/clock.js'
import type { Deadlines } from './deadlines.js'
import type { ConnectionObserver } from './exchange.js'
import type { OpenSocket } from './front-socket.js'
import type { KeptConnection, OpenConnection } from './kept-connection.js'
import { type ResponseLimits, ResponseReader } from './response-reader.js'
import type { Sessions } from './sessions.js'

/** What all connections of one transport share, so that each can be small. */
export interface Wiring {
  readonly clock: Clock
  /** Time of day, milliseconds since 1970. */
  readonly wallMs: () => number
  readonly deadlines: Deadlines
  readonly openSocket: OpenSocket
  readonly sources: SourceAddresses
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

/** The source addresses, handed out in turn. */
export class SourceAddresses {
  readonly #addresses: readonly string[]
  #next = -1

  constructor(addresses: readonly string[]) {
    this.#addresses = addresses
  }

  /** How many there are to try before giving up; at least 1, the kernel's choice. */
  get count(): number {
    return Math.max(1, this.#addresses.length)
  }

  /** The place of whose turn it is. */
  turn(): number {
    this.#next = (this.#next + 1) % this.count
    return this.#next
  }

  /** The address at a place, counted round; undefined leaves the choice to the kernel. */
  at(place: number): string | undefined {
    return this.#addresses[place % this.count]
  }
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
