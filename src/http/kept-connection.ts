import type { Employer } from './employer.js'
import type { Pending } from './pending.js'

/** One keep-alive connection as its user agent knows it, whoever speaks HTTP on it. */
export interface KeptConnection {
  readonly employer: Employer
  /** It could send at once. */
  readonly isIdle: boolean
  /** Since when it waits for work; meaningless while it has some. */
  readonly idleSinceUs: number
  /** Sends a request; only when idle. */
  serve(pending: Pending): void
  /** Closes, without telling the employer; the request in hand, if any, is handed to the caller. */
  close(): Pending | undefined
}

/** Opens a connection for a request. */
export type OpenConnection = (employer: Employer, pending: Pending) => KeptConnection
