import { exponential, randomStream } from '../../src/base/random.js'
import type { RunMeta } from '../../src/metrics/run-record.js'
import { RunWriter } from '../../src/metrics/run-writer.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { requestSample } from '../metrics/request-samples.js'
import { runEnd, runMeta } from '../metrics/stored-runs.js'

const SECONDS = 60
const PER_SEC = 30
const TARGET = { url: 'https://tatami.bank.example', kind: 'external', description: 'the front of the event' } as const

/** How a run is: what its seed draws, and how slow and how faulty it is. */
export interface Drawn {
  readonly seed: number
  readonly slower?: number
  readonly failing?: number
  readonly meta?: Partial<RunMeta>
}

/** A minute of 30 polls a second, exponential around 20 ms, half of it in jetty, and a post a second. */
export const saveDrawnRun = (dir: string, { seed, slower = 1, failing = 0, meta = {} }: Drawn): string => {
  const random = randomStream(seed, 'compared')
  const book = new SecondBook()
  for (let second = 0; second < SECONDS; second++) {
    book.recordUsers(second, 10)
    for (let i = 0; i <= PER_SEC; i++) {
      const intendedUs = Math.floor((second + random()) * 1_000_000)
      const tookUs = Math.round(2_000 + exponential(random, 18_000) * slower)
      const outcome = random() < failing ? 'status' : 'ok'
      const at = { intendedUs, sentUs: intendedUs, endUs: intendedUs + tookUs, jettyUs: Math.round(tookUs / 2) }
      book.record(requestSample({ ...at, outcome, step: i === PER_SEC ? 1 : 0 }))
      if (i < PER_SEC)
        book.record({ kind: 'felt', subject: 1, ok: outcome === 'ok', startUs: intendedUs, endUs: at.endUs })
    }
  }
  const toUs = SECONDS * 1_000_000
  const writer = new RunWriter(dir, runMeta({ target: TARGET, stages: [{ name: 'hold', fromUs: 0, toUs }], ...meta }))
  writer.seconds(book.flush())
  writer.end(runEnd({ endUs: toUs }))
  return dir
}
