import { expect, test } from 'vitest'
import type { RequestSample } from '../../src/metrics/sample.js'
import type { Tier } from '../../src/metrics/tier.js'
import type { TierSink, TierSource } from '../../src/tiers/tier-source.js'
import { requestSample } from '../metrics/request-samples.js'

export interface SourceUnderTest {
  readonly source: TierSource
  /** The back end leaves behind what the source reads of this request. */
  answer(shard: number, sample: RequestSample): void
}

type Told = { readonly tier: Tier; readonly step: number; readonly second: number; readonly us: number }

/** What every tier source does, whatever it reads. `make` sets one up that is not started, and takes care of its clean-up. */
export const runTierSourceContract = (name: string, make: (emit: TierSink) => SourceUnderTest): void => {
  const heard = async (samples: readonly RequestSample[], answered = samples) => {
    const told: Told[] = []
    const { source, answer } = make((tier, step, second, us) => told.push({ tier, step, second, us }))
    await source.start()
    for (const sample of answered) answer(1, sample)
    for (const sample of samples) source.take(1, sample)
    await source.stop()
    return { told, tiers: source.tiers }
  }
  const traced = (change: Partial<RequestSample> = {}) =>
    requestSample({ traceSeq: 1, intendedUs: 2_500_000, sentUs: 2_600_000, endUs: 2_700_000, step: 4, ...change })

  test(`${name}: speaks once of each of its tiers, for the step and the second in which the request was due`, async () => {
    const { told, tiers } = await heard([traced()])
    expect(told.map(({ tier }) => tier).sort()).toEqual([...tiers].sort())
    for (const { step, second } of told) expect({ step, second }).toEqual({ step: 4, second: 2 })
  })

  test(`${name}: speaks of a request that failed by its answer`, async () => {
    const { told, tiers } = await heard([traced({ outcome: 'content' })])
    expect(told).toHaveLength(tiers.length)
  })

  test.each(['timeout', 'connect', 'tls', 'reset', 'protocol', 'dropped', 'in-flight'] as const)(
    `${name}: says nothing of a request without an answer (%s)`,
    async (outcome) => {
      expect((await heard([traced({ outcome })])).told).toEqual([])
    },
  )

  test(`${name}: says nothing where the back end left nothing behind`, async () => {
    expect((await heard([traced()], [])).told).toEqual([])
  })

  test(`${name}: tells requests apart`, async () => {
    const { told, tiers } = await heard([traced(), traced({ traceSeq: 2, step: 5 })])
    expect(told.filter(({ step }) => step === 5)).toHaveLength(tiers.length)
    expect(told).toHaveLength(2 * tiers.length)
  })

  test(`${name}: a request of another shard is another request`, async () => {
    const told: Told[] = []
    const { source, answer } = make((tier, step, second, us) => told.push({ tier, step, second, us }))
    await source.start()
    answer(1, traced())
    source.take(2, traced())
    await source.stop()
    expect(told).toEqual([])
  })
}
