import type { NodeSpan } from '../metrics/node-span.js'
import type { NodeClock } from '../metrics/run-record.js'
import type { NodeReader } from '../tiers/node-reader.js'
import { NodeWatch } from '../tiers/node-watch.js'

/** Who is watched, by which clock, and who hears of it. */
export interface NodeWatchesOptions {
  readonly readers: readonly NodeReader[]
  /** Run time now, microseconds. */
  readonly nowUs: () => number
  readonly onSpan: (span: NodeSpan) => void
}

/** Watches every node of the tiers for the length of a run. */
export class NodeWatches {
  readonly #watches: readonly { readonly reader: NodeReader; readonly watch: NodeWatch }[]

  constructor({ readers, nowUs, onSpan }: NodeWatchesOptions) {
    const common = { clock: { nowUs }, wallMs: Date.now, onSpan }
    this.#watches = readers.map((reader) => ({ reader, watch: new NodeWatch({ ...common, reader }) }))
  }

  /** Takes the counts from which the run's are told. */
  async start(): Promise<void> {
    await Promise.all(this.#watches.map(({ watch }) => watch.start()))
  }

  /** Tells what happened until now; the readers stay open. */
  async stop(): Promise<void> {
    await Promise.all(this.#watches.map(({ watch }) => watch.stop()))
  }

  /** Asks no more, and tells nothing of what is not told yet. */
  close(): void {
    for (const { watch } of this.#watches) watch.close()
  }

  /** How far the clocks of the nodes are from ours, of those that tell. */
  get clocks(): readonly NodeClock[] {
    return this.#watches.flatMap(({ reader: { source, node }, watch }) =>
      watch.clockOffset ? [{ source, node, ...watch.clockOffset }] : [],
    )
  }
}
