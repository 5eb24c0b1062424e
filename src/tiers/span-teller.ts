import type { NodeSpan } from '../metrics/node-span.js'
import type { NodeReader, NodeReading } from './node-reader.js'
import { readingsApart } from './readings-apart.js'

/** Which source of which node. */
export type NodeName = Pick<NodeReader, 'source' | 'tier' | 'node'>

/** A reading, and when it was taken. */
export interface Look {
  readonly atUs: number
  readonly reading: NodeReading
}

/** Tells what happened at one node from one reading to the next. Counters that went backwards void the time between the two. */
export class SpanTeller {
  readonly #name: NodeName
  readonly #onSpan: (span: NodeSpan) => void
  #before: Look | undefined

  constructor({ source, tier, node }: NodeName, onSpan: (span: NodeSpan) => void) {
    this.#name = { source, tier, node }
    this.#onSpan = onSpan
  }

  /** `silence`: in which the node gave no answer until now. */
  take(now: Look, silence?: NodeSpan['silence']): void {
    const before = this.#before
    this.#before = now
    if (!before) return
    const between = { fromUs: before.atUs, toUs: now.atUs, ...told(before.reading, now.reading) }
    // What is void has been told of by that.
    this.tell({ ...between, ...(silence && !between.void && { silence }) })
  }

  tell(span: Omit<NodeSpan, keyof NodeName>): void {
    this.#onSpan({ ...this.#name, ...span })
  }

  /** When the last reading was taken; undefined before the first. */
  get lastUs(): number | undefined {
    return this.#before?.atUs
  }
}

const told = (before: NodeReading, now: NodeReading): Pick<NodeSpan, 'operations' | 'signals' | 'void'> =>
  readingsApart(before, now) ?? { void: 'restarted' }
