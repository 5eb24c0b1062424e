import type { ConnectionObserver } from '../http/exchange.js'
import { OpenedConnections, type OpenedEntries } from '../metrics/opened-connections.js'

/** Counts a shard's connections as they come up, into histograms that go out once a second: a login storm has thousands. */
export class OpenedMeter implements ConnectionObserver {
  #opened = new OpenedConnections()

  connected(connectUs: number): void {
    this.#opened.connect.record(connectUs)
  }

  secured(tlsUs: number, isResumed: boolean): void {
    this.#opened[isResumed ? 'resumed' : 'full'].record(tlsUs)
  }

  /** What came up since the last call; undefined when nothing did. */
  take(): OpenedEntries | undefined {
    const entries = this.#opened.entries()
    if (entries !== undefined) this.#opened = new OpenedConnections()
    return entries
  }
}
