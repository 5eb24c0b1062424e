import { hostname } from 'node:os'
import type { LiveSecond } from '../live/progress.js'
import { nameOf } from '../live/riemann/connection.js'
import { type EventSignature, eventsOf, type LiveObjective } from '../live/riemann/live-events.js'
import { RiemannOutput } from '../live/riemann/riemann-output.js'
import type { RiemannReport } from '../metrics/riemann-record.js'
import type { RunMeta } from '../metrics/run-record.js'
import type { SloResult } from '../verdict/slo-result.js'
import { SloWatch } from '../verdict/slo-watch.js'
import { outputAddressOf } from './riemann-access.js'

/** Stands before every service that a run tells Riemann of. */
export const SERVICE_PREFIX = 'tatami-load '

/** How long the end of a run waits for Riemann to take the last events. */
const CLOSE_WITHIN_MS = 1_000

/** Tells a Riemann server how a run goes, once a second; it may be away. */
export class RiemannTold {
  readonly #output: RiemannOutput
  readonly #server: string
  readonly #meta: RunMeta
  readonly #slos: SloWatch
  readonly #signature: EventSignature
  #lastUs = 0

  /** Undefined where the profile names no server to tell. */
  static of(meta: RunMeta, onProblem: (sentence: string) => void): RiemannTold | undefined {
    return meta.profile.riemann?.output && new RiemannTold(meta, onProblem)
  }

  private constructor(meta: RunMeta, onProblem: (sentence: string) => void) {
    const { riemann } = meta.profile
    const address = riemann && outputAddressOf(riemann)
    if (!riemann?.output || !address) throw new Error('no Riemann server')
    const { tags, ttlS } = riemann.output
    this.#output = new RiemannOutput({ address, onProblem: (sentence) => onProblem(`${sentence}; ${HARMLESS}`) })
    this.#server = nameOf(address)
    this.#meta = meta
    this.#slos = new SloWatch(meta)
    this.#signature = { host: hostname(), prefix: SERVICE_PREFIX, tags, ttlS }
  }

  second(second: LiveSecond): void {
    this.#slos.add(second.records)
    const overUs = second.runUs - this.#lastUs
    this.#lastUs = second.runUs
    const news = { second, overUs, timeS: Date.now() / 1_000, steps: this.#meta.steps }
    this.#output.send(eventsOf({ ...news, objectives: this.#slos.results.map(objectiveOf) }, this.#signature))
  }

  async close(): Promise<void> {
    await this.#output.close(CLOSE_WITHIN_MS)
  }

  get report(): NonNullable<RiemannReport['output']> {
    return { server: this.#server, ...this.#output.counts }
  }
}

const HARMLESS = 'the run goes on, and what Riemann does not take is counted'

const objectiveOf = ({ expression, status, value, unit }: SloResult): LiveObjective => {
  if (value === null) return { text: expression, state: 'unknown' }
  // Pieces of a window that have not come yet are no miss.
  return {
    text: expression,
    state: status === 'fail' ? 'critical' : 'ok',
    value: unit === 'us' ? value / 1_000 : value,
  }
}
