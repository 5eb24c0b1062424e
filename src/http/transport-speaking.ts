import { isIP } from 'node:net'
import type { Clock } from '../base/clock.js'
import { type Problem, UsageError } from '../base/errors.js'
import { Browser } from './browser.js'
import { Deadlines } from './deadlines.js'
import type { Employer } from './employer.js'
import type { Transport, TransportOptions } from './exchange.js'
import { type Reading, socketOpener } from './front-socket.js'
import type { KeptConnection } from './kept-connection.js'
import type { Pending } from './pending.js'
import { Sessions } from './sessions.js'
import { Sources } from './source-ports.js'
import { warmUp } from './warm-up.js'
import { ReaderPool, type Wiring } from './wiring.js'

const DEFAULT_LIMITS = { headBytes: 65_536, bodyBytes: 67_108_864 }

/** How a transport speaks HTTP: who reads its sockets, and what a connection is. */
export interface Speech {
  readonly reading: Reading
  openConnection(wiring: Wiring, employer: Employer, pending: Pending): KeptConnection
}

/** Makes a transport; throws a UsageError when an address, a certificate or a key makes no sense. */
export type CreateTransport = (options: TransportOptions, clock: Clock, wallMs?: () => number) => Transport

/**
 * A transport that speaks in one way or another. It connects to the fronts' addresses only and follows no redirect. `wallMs` is the
 * time of day, against which cookies expire.
 */
export const transportSpeaking =
  (speech: Speech): CreateTransport =>
  (options, clock, wallMs = Date.now) => {
    const problems = problemsOf(options)
    if (problems.length > 0) throw new UsageError(problems)
    const wiring = wiringOf(speech, options, clock, wallMs)
    return {
      prepare: async () => {
        if (wiring.sessions.resumption !== 'always' || !wiring.isTls) return
        await Promise.all(options.fronts.map((front) => warmUp(wiring, front)))
      },
      agent: (user) => {
        const front = options.fronts[user % options.fronts.length]
        if (front === undefined) throw new RangeError(`user ${user}: expected a whole number from 0`)
        return new Browser(wiring, front)
      },
      counters: wiring.counters,
      close: () => {
        wiring.isClosed = true
        // A request without a connection waits for one of its agent's, so that these are all agents with something to end.
        for (const { employer } of [...wiring.connections]) employer.close()
        wiring.deadlines.close()
      },
    }
  }

const wiringOf = (speech: Speech, options: TransportOptions, clock: Clock, wallMs: () => number): Wiring => {
  const limits = options.limits ?? DEFAULT_LIMITS
  const wiring: Wiring = {
    clock,
    wallMs,
    deadlines: new Deadlines(clock),
    openSocket: socketOpener(options.tls, speech.reading),
    sources: new Sources(options.localAddresses, options.localPorts),
    readers: new ReaderPool(limits),
    limits,
    perUser: options.connections.perUser,
    extraIdleUs: options.connections.extraIdleUs,
    connectTimeoutUs: options.connectTimeoutUs,
    isTls: options.tls !== undefined,
    connections: new Set(),
    sessions: new Sessions(options.tls?.resumption),
    observer: options.observer,
    counters: { openConnections: 0, connectionsOpened: 0, fullHandshakes: 0, resumedHandshakes: 0, resent: 0 },
    isClosed: false,
    openConnection: (employer, pending) => speech.openConnection(wiring, employer, pending),
  }
  return wiring
}

const problemsOf = ({ fronts, localAddresses, connections }: TransportOptions): readonly Problem[] => [
  ...(fronts.length === 0 ? [{ path: 'fronts', value: 'none', remedy: 'name at least one address of the front' }] : []),
  ...(connections.perUser >= 1
    ? []
    : [{ path: 'connections.perUser', value: `${connections.perUser}`, remedy: 'allow at least 1' }]),
  ...fronts
    .filter(({ port }) => !(Number.isInteger(port) && port > 0 && port < 65_536))
    .map(({ port }) => ({ path: 'fronts', value: `port ${port}`, remedy: 'give a port from 1 to 65535' })),
  ...localAddresses
    .filter((address) => isIP(address) === 0)
    .map((address) => ({ path: 'localAddresses', value: address, remedy: 'give an IP address of this machine' })),
]
