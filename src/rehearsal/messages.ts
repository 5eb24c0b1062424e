import type { RehearsalSize } from '../profile/event-profile.js'
import type { StoreAddresses } from './stores/store-addresses.js'

/** What the process that hosts the application nodes and the store models is told. */
export type ToNodes =
  | {
      readonly kind: 'start'
      readonly size: RehearsalSize
      /** Seeded people, user0 to user(n-1). */
      readonly population: number
      readonly seed: number
      /** Loopback address to listen on; ports are chosen by the system. */
      readonly address: string
      /** Stores that are real, empty at first; absent: they are modelled. */
      readonly stores?: RealStoresStart
    }
  | { readonly kind: 'epoch'; readonly epochUs: number }

/** What real stores are to hold when a rehearsal begins. */
export interface RealStoresStart extends StoreAddresses {
  /** Users whose first page is in the caches by then. */
  readonly warmUsers: number
}

/** What that process tells. It ends by itself when its parent is gone. */
export type FromNodes =
  | {
      readonly kind: 'ready'
      /** Port of each application node, node 1 first. */
      readonly jettyPorts: readonly number[]
      /**
       * Port of the responder that gives nginx a finite capacity or a latency; absent when no fault concerns nginx. Each
       * front asks for `/<its number from 1>` and is answered 204; any other path counts as the first front's.
       */
      readonly gatePort?: number
    }
  /** On its way to be ready. */
  | { readonly kind: 'progress'; readonly text: string }
  | { readonly kind: 'refused'; readonly message: string }
