import { transportSpeaking } from './transport-speaking.js'
import { UndiciConnection } from './undici-connection.js'

/**
 * The reference transport: undici speaks HTTP, one of its clients on each connection. Sockets, TLS, cookies, time-outs, and which
 * connection takes which request are as they are in the lean transport. docs/limits.md says what undici cannot tell.
 */
export const createUndiciTransport = transportSpeaking({
  reading: 'stream',
  openConnection: (wiring, employer, pending) => new UndiciConnection(wiring, employer, pending),
})
