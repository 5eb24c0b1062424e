import type { Buffer } from 'node:buffer'
import type { Front } from './exchange.js'
import type { KeptConnection } from './kept-connection.js'
import type { Pending } from './pending.js'

/** The user agent that a connection works for. */
export interface Employer {
  readonly front: Front
  /** The TLS session to offer next. */
  readonly session: Buffer | undefined
  /** A front has given a TLS session. */
  takeSession(session: Buffer): void
  /** The request as it goes on the wire now. */
  textOf(pending: Pending): string | Buffer
  takeCookies(lines: readonly string[], pending: Pending): void
  /** It waits for work. */
  free(connection: KeptConnection): void
  /** It is closed, and so that its request gets a second chance when there is one, or fails. */
  lost(connection: KeptConnection, again: Pending | undefined): void
  /** Closes all its connections. */
  close(): void
}
