import type { Buffer } from 'node:buffer'
import type { Front, TlsBounds } from './exchange.js'

/** Which TLS session a user offers, by how far sessions are to be resumed. */
export class Sessions {
  readonly resumption: NonNullable<TlsBounds['resumption']>
  readonly #shared = new Map<Front, Buffer>()

  constructor(resumption: TlsBounds['resumption']) {
    this.resumption = resumption ?? 'as-offered'
  }

  /** What a user offers who has `own` from before; undefined asks for a full handshake. */
  toOffer(front: Front, own: Buffer | undefined): Buffer | undefined {
    return own ?? this.#shared.get(front)
  }

  /** The front has given a session to somebody. */
  take(front: Front, session: Buffer): void {
    if (this.resumption === 'always') this.#shared.set(front, session)
  }
}
