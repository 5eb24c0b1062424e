import { beforeAll, describe, expect, it } from 'vitest'
import type { Result, Tier } from '../../src/report/result.js'
import { cli, resultIn } from './cli-process.js'
import { runFolder } from './run-folder.js'

// After a ramp of 3 s.
const SHORT = ['--hold', '8s', '--ramp-down', '1s']

const busy = async (...flags: readonly string[]): Promise<{ code: number | null; result: Result }> => {
  const dir = runFolder()
  const { code } = await cli(['run', 'fixtures/profiles/busy.yaml', '--seed', '7', ...SHORT, '--out', dir, ...flags])
  return { code, result: resultIn(dir) }
}

const median = ({ tiers }: Result, tier: Tier): number =>
  tiers.find(({ name }) => name === tier)?.exclusive?.p50 ?? Number.NaN

describe('a latency fault', () => {
  let healthy: Result
  beforeAll(async () => {
    healthy = (await busy()).result
  }, 120_000)

  it.each(['nginx', 'jetty', 'cassandra', 'elasticsearch'] as const)(
    'of 40 ms moves %s by 40 ms and no other tier',
    async (tier) => {
      const { result } = await busy('--fault', `${tier}:latency=40ms`)
      const moved = (name: Tier): number => (median(result, name) - median(healthy, name)) / 1_000
      expect(moved(tier)).toBeGreaterThan(37)
      expect(moved(tier)).toBeLessThan(43)
      for (const other of ['network', 'nginx', 'jetty', 'cassandra', 'elasticsearch'] as const)
        if (other !== tier) expect(Math.abs(moved(other)), other).toBeLessThan(3)
    },
  )
})

describe('a freeze of the application nodes', () => {
  it('shows in the response times of all who had to wait', async () => {
    // Due evenly over 8 s of hold, so a quarter waits, from 2 s down to nothing: p99 is 1.9 s.
    const { result } = await busy('--fault', 'jetty:freeze@6s-8s', '--slo', 'errors < 1%')
    const poll = result.steps.find(({ name }) => name === 'timeline/poll')?.response
    expect(poll?.max).toBeGreaterThan(1_900_000)
    expect(poll?.max).toBeLessThan(2_400_000)
    expect(poll?.p99).toBeGreaterThan(1_400_000)
    expect(poll?.p50).toBeLessThan(300_000)
  })
})

// Of few people, so that the three find room beside each other and wait for their stacks at the same time.
describe.concurrent('a run of 20 users', () => {
  const few = ['--users', '20'] as const

  it('whose sessions are lost fails with a kind of error of its own, never as a success', async ({ expect }) => {
    const { code, result } = await busy(...few, '--fault', 'sessions:lost@5s', '--slo', 'errors < 1%')
    expect([code, result.verdict.status]).toEqual([1, 'fail'])
    expect(result.errors.map(({ kind }) => kind)).toContain('session-lost')
    expect(result.errors.find(({ kind }) => kind === 'session-lost')?.examples.length).toBeGreaterThan(0)
  })

  it('that misses an SLO fails', async ({ expect }) => {
    const slow = ['--fault', 'jetty:latency=1100ms', '--slo', 'login/page.p50[all] < 1s']
    const { code, result } = await busy(...few, '--hold', '3s', ...slow)
    expect([code, result.verdict.slos[0]?.status]).toEqual([1, 'fail'])
  })

  it('with an SLO of which there is no sample is inconclusive', async ({ expect }) => {
    const { code, result } = await busy(...few, '--hold', '3s', '--slo', 'browse/group.p95 < 1s')
    expect([code, result.verdict.slos[0]?.status]).toEqual([3, 'inconclusive'])
  })
})
