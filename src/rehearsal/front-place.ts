import type { FrontCapacity } from './front-capacity.js'

/** One front to start: where it listens, how it is cut, and what it needs to know of the others. */
export interface FrontPlace {
  /** From 1; by it the gate knows which front asks. */
  readonly number: number
  readonly address: string
  readonly port: number
  readonly users: number
  readonly capacity: FrontCapacity
  readonly tls?: { readonly certificatePath: string; readonly keyPath: string }
  /** `address:port` of each application node. */
  readonly nodes: readonly string[]
  /** `address:port` of the responder that every request asks first; absent while no fault concerns the front. */
  readonly gate?: string
}
