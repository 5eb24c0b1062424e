import { Connection } from './connection.js'
import { transportSpeaking } from './transport-speaking.js'

/** A lean HTTP/1.1 client for very many mostly idle connections, plain or TLS. */
export const createTransport = transportSpeaking({
  reading: 'owner',
  openConnection: (wiring, employer, pending) => new Connection(wiring, employer, pending),
})
