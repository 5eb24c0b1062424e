/** All in which transports may differ; in everything else they are held to the same. */
export interface Traits {
  /** Header lines, in lower case, that are sent beside those asked for. */
  readonly ownHeaders: readonly string[]
  /** What becomes of a 304 that names the length of the body it does not have. */
  readonly notModifiedWithLength: string
  /** What endless interim answers come to. */
  readonly interimFlood: 'protocol' | 'timeout'
  /** What it may come to when the front refuses the client's certificate after the handshake, as it does over TLS 1.3. */
  readonly refusedCertificate: readonly string[]
}

export const LEAN: Traits = {
  ownHeaders: [],
  notModifiedWithLength: '304 ',
  interimFlood: 'protocol',
  refusedCertificate: ['tls'],
}

export const UNDICI: Traits = {
  // It always says so; there is no option against it.
  ownHeaders: ['connection: keep-alive'],
  // It waits for no body, and then misses it. RFC 9110 8.6 allows the length there.
  notModifiedWithLength: 'protocol',
  // It bounds the size of each head and not of all, so that only the time-out ends them.
  interimFlood: 'timeout',
  // It may tell only that the connection was closed, and not of the alert that came before.
  refusedCertificate: ['tls', 'reset'],
}
