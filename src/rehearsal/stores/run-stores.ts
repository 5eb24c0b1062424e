import { monotonicClock } from '../../base/clock.js'
import type { Rehearsal, RehearsalOptions } from '../rehearsal.js'
import { startStores, urlOf } from './start-stores.js'
import type { StoreAddresses } from './store-addresses.js'
import { type FaultyProcess, StoreFaults } from './store-faults.js'

/** Real stores as a part of a stack, with what is to go wrong with them. */
export interface RunningStores {
  readonly addresses: StoreAddresses
  /** Where they tell what they count. */
  readonly tellAt: NonNullable<Rehearsal['storeNodes']>
  /** Of those that no fault has ended. */
  pids(): readonly number[]
  /** Fault windows count from here, monotonic time. */
  setEpoch(epochUs: number): void
  /** Resolves with how one of them ended by itself; never rejects. */
  readonly died: Promise<string>
  stop(): Promise<void>
}

/** Starts real stores for a stack. Rejects with one sentence when they cannot start; nothing is left behind then. */
export const runStores = async (
  { size, told = () => undefined }: RehearsalOptions,
  parentFolder: string | undefined,
): Promise<RunningStores> => {
  const { addresses, cassandra, elasticsearch, stop } = await startStores(size, parentFolder, told)
  const processes: readonly FaultyProcess[] = [
    ...cassandra.map(({ pid }, i): FaultyProcess => ({ target: 'cassandra', node: i + 1, pid })),
    { target: 'elasticsearch', node: 1, pid: elasticsearch.pid },
  ]
  const faults = new StoreFaults(size.faults, processes)
  const endings = [...cassandra, elasticsearch].map(async ({ pid, died }) => {
    const cause = await died
    return faults.hasEnded(pid) ? new Promise<never>(() => undefined) : cause
  })
  return {
    addresses,
    tellAt: {
      cassandraJolokia: cassandra.map(({ jolokia }) => jolokia),
      cassandraCql: addresses.cassandra,
      elasticsearch: [urlOf(elasticsearch)],
    },
    pids: () => processes.map(({ pid }) => pid).filter((pid) => !faults.hasEnded(pid)),
    setEpoch: (epochUs) => faults.start(Math.max(0, epochUs - monotonicClock.nowUs())),
    died: Promise.race(endings),
    stop: async () => {
      faults.stop()
      await stop()
    },
  }
}
