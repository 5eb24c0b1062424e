/** One request as a user agent takes it; encoded once per route, not once per user. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PATCH' | 'PUT' | 'DELETE' | 'HEAD'
  /** Origin-form target, `/tatami/rest/groups?_=17`. */
  readonly path: string
  /** Header lines, each ended by CRLF, without Host, Cookie, Content-Length and traceparent, which the agent adds. */
  readonly headers: string
  readonly body?: string
  /** Keep the whole body for the scenario; otherwise only its first bytes are kept. */
  readonly keepBody: boolean
  /** Counted from the call of `send`, the wait for a connection included. */
  readonly timeoutUs: number
  readonly traceparent?: string
}

/** Whatever came of one request. Times on the monotonic clock, microseconds. */
export type HttpResult = HttpResponse | HttpFailure

export interface HttpResponse {
  readonly kind: 'response'
  readonly status: number
  readonly head: ResponseHead
  /** Unpacked and as UTF-8 text: all of it when `keepBody`, else what the first 64 raw bytes at most make. */
  readonly body: string
  /** Length of the body as framed on the wire. */
  readonly bodyBytes: number
  readonly timing: Timing
}

/**
 * The response headers that scenarios and tiers read; the others are skipped undecoded. `undefined` is allowed so that all
 * heads have one shape, which keeps the hot path's reads cheap.
 */
export interface ResponseHead {
  readonly contentType?: string | undefined
  readonly location?: string | undefined
  readonly serverTiming?: string | undefined
  readonly etag?: string | undefined
  readonly lastModified?: string | undefined
}

export interface HttpFailure {
  readonly kind: 'failure'
  /** `local`: this machine could not open or use a socket (descriptors, ports); counts as dropped. */
  readonly reason: 'timeout' | 'connect' | 'tls' | 'reset' | 'protocol' | 'local'
  /** One line for people, without cookies or bodies. */
  readonly message: string
  readonly timing: Timing
}

/** Times on the clock of the transport, until whoever is given them puts them on another one. */
export interface Timing {
  /** First byte written; absent when nothing was sent. */
  sentUs?: number | undefined
  /** Last byte of the body read, or the failure noticed. */
  endUs: number
  /** TCP connect, when this request opened the connection. */
  readonly connectUs?: number | undefined
  /** TLS handshake, when this request opened the connection. */
  readonly tlsUs?: number | undefined
  readonly tlsResumed?: boolean | undefined
  readonly bytesIn: number
  readonly bytesOut: number
}

/** What one virtual user's browser is to the network: its cookies and up to `perUser` keep-alive connections. */
export interface UserAgent {
  /** Sends on a free connection, opens one, or waits for one. `done` is called exactly once, never synchronously. */
  send(request: HttpRequest, done: (result: HttpResult) => void): void
  /** Closes every connection; requests in flight end with `reset`. */
  close(): void
}

/** Makes user agents towards one front; one per shard. */
export interface Transport {
  /**
   * Makes ready for the first user: with `resumption: always` gets a TLS session of each front. Rejects with a PreflightError when a
   * front resumes none. Nothing of it is counted.
   */
  prepare(): Promise<void>
  agent(user: number): UserAgent
  readonly counters: TransportCounters
  close(): void
}

export interface TransportCounters {
  /** Connected over TCP now, those in their TLS handshake included. */
  readonly openConnections: number
  /** TCP connections made so far. */
  readonly connectionsOpened: number
  /** TLS handshakes done so far, by kind. */
  readonly fullHandshakes: number
  readonly resumedHandshakes: number
  /** Requests written a second time, since the connection was closed before their answer came. */
  readonly resent: number
}

export interface TransportOptions {
  readonly fronts: readonly Front[]
  /** Source addresses, taken in turn; none leaves the choice to the kernel. */
  readonly localAddresses: readonly string[]
  /** Local ports of each of the source addresses, in the order in which they are taken; absent: the kernel's choice. */
  readonly localPorts?: readonly Uint16Array[]
  readonly connections: { readonly perUser: number; readonly extraIdleUs: number }
  /** For TCP and TLS together; passing it is a `connect` failure in the one, a `tls` failure in the other. */
  readonly connectTimeoutUs: number
  /** Absent: plain HTTP. */
  readonly tls?: TlsOptions
  readonly limits?: { readonly headBytes: number; readonly bodyBytes: number }
  readonly observer?: ConnectionObserver
}

/** How TLS is spoken with the fronts. Certificates and keys are PEM text. */
export interface TlsOptions extends TlsBounds {
  /** Replaces the built-in roots. */
  readonly ca?: string
  /** Any certificate will do. */
  readonly insecure: boolean
  /** What a front is shown that asks for a certificate. */
  readonly client?: ClientCertificate
}

export interface ClientCertificate {
  readonly cert: string
  readonly key: string
  /** Of an encrypted key. */
  readonly passphrase?: string
}

/** What of TLS may be used; absent: 1.2 to 1.3, and sessions as they are offered. */
export interface TlsBounds {
  readonly minVersion?: TlsVersion
  readonly maxVersion?: TlsVersion
  /**
   * `as-offered`: a user who comes back offers the session that the front gave last. `never`: nobody offers one. `always`: who has
   * none yet offers one that the front gave somebody else. Whether a session is resumed is the front's to say, and what is counted.
   */
  readonly resumption?: 'as-offered' | 'never' | 'always'
}

export type TlsVersion = 'TLSv1.2' | 'TLSv1.3'

/** Told of each connection as it comes up; times in microseconds. */
export interface ConnectionObserver {
  /** TCP is up. */
  connected(connectUs: number): void
  /** So is TLS, the handshake alone. */
  secured(tlsUs: number, isResumed: boolean): void
}

/** One address of the front; user i uses front i mod n. */
export interface Front {
  /** Value of Host (with the port when it is not the scheme's own) and of SNI. */
  readonly host: string
  readonly address: string
  readonly port: number
}
