import type { Front } from '../http/exchange.js'
import type { RehearsalSize } from '../profile/event-profile.js'
import type { NodeAddresses } from '../profile/tier-sources.js'

/** What an embedded stack is built from. */
export interface RehearsalOptions {
  readonly size: RehearsalSize
  /** Users at the peak: sizes workers, descriptors and backlog of the front, and the seeded population. */
  readonly users: number
  readonly seed: number
  /** Hears, in sentences, what takes its time while the stack comes up. */
  readonly told?: (text: string) => void
}

/** The embedded Tatami stack on loopback, up and answering. */
export interface Rehearsal {
  readonly url: string
  readonly fronts: readonly Front[]
  /** Certificate authority of the front, PEM; absent when the front is plain. */
  readonly ca?: string
  /** The same as a file, in the stack's temporary folder, which goes with this process however it ends. */
  readonly caFile?: string
  /** One JSON access log for each front. */
  readonly accessLogs: readonly string[]
  /** Addresses at which stores that are real tell what they count. */
  readonly storeNodes?: Pick<NodeAddresses, 'cassandraJolokia' | 'cassandraCql' | 'elasticsearch'>
  /** One line: what stands there, for the banner and the report. */
  readonly description: string
  /** Fault windows count from here, run time 0 on the monotonic clock. */
  setEpoch(epochUs: number): void
  /** CPU time since the start and memory now of the stack's parts; undefined where the system does not tell. */
  usage(): Promise<StackUsage | undefined>
  /** Resolves with the reason when a part ends by itself; never rejects. */
  readonly died: Promise<string>
  /** Ends every process and removes the temporary folder. Safe to call twice. */
  stop(): Promise<void>
}

/** What the stack's processes used so far, those of one kind together. */
export interface StackUsage {
  readonly nginx: ProcessUsage
  readonly applicationNodes: ProcessUsage
  /** Cassandra and Elasticsearch, where they are real. */
  readonly stores?: ProcessUsage
}

/** CPU time and resident memory. */
export interface ProcessUsage {
  readonly cpuUs: number
  readonly rssBytes: number
}
