import { expect, test } from 'vitest'
import { PreflightError, UsageError } from '../../src/base/errors.js'
import type { HealthFigures } from '../../src/metrics/health-seconds.js'
import { exitCodeOfError, exitCodeOfVerdict } from '../../src/verdict/exit-code.js'
import type { SloResult } from '../../src/verdict/slo-result.js'
import { type Evidence, verdictOf } from '../../src/verdict/verdict.js'

const slo = (change: Partial<SloResult> = {}): SloResult => ({
  expression: 'timeline.p99 < 500ms',
  status: 'pass',
  value: 120_000,
  unit: 'us',
  weak: false,
  samples: 4_000,
  failed: 0,
  ...change,
})

const requests = { due: 1_000, sent: 999, ok: 990, failed: 5, timedOut: 3, dropped: 1, inFlight: 1 }
const missed = slo({ status: 'fail', value: 612_000 })
const weak = slo({ weak: true, samples: 40 })
const empty = slo({ status: 'inconclusive', value: null, samples: 0 })
const allFailed = slo({ ...empty, failed: 1_234 })
const died = { shard: 1, atUs: 30_000_000, cause: 'ended by SIGKILL' }
const health: HealthFigures = {
  cpuShare: 0.4,
  stealShare: 0.2,
  generatorCores: 0.5,
  busiest: { shard: 0, cores: 0.5 },
  delay: { shard: 0, us: 40_000, isComputing: true },
  longestGcUs: 2_000,
}
const late = { p99Us: 51_000, limitUs: 50_000, late: [health] }
const aborted = { kind: 'aborted', reason: 'errors > 5% for 30s' } as const

const evidence = (change: Partial<Evidence> = {}): Evidence => ({
  stop: { kind: 'finished' },
  slos: [slo()],
  strict: false,
  shardDeaths: [],
  lag: { p99Us: 900, limitUs: 50_000, late: [] },
  requests,
  crossChecks: [],
  arrivals: { planned: 100, started: 100 },
  ...change,
})

const table: readonly (readonly [string, Partial<Evidence>, string, number, readonly RegExp[]])[] = [
  ['all SLOs met', {}, 'pass', 0, []],
  ['a weak pass', { slos: [weak] }, 'pass', 0, []],
  ['a weak pass when strict', { slos: [weak], strict: true }, 'inconclusive', 3, [/too few samples \(40\)/]],
  ['no lag measured', { lag: { p99Us: undefined, limitUs: 20_000, late: [] } }, 'pass', 0, []],
  ['a missed SLO', { slos: [slo(), missed] }, 'fail', 1, [/^timeline\.p99 < 500ms: measured 612 ms$/]],
  ['a weak miss', { slos: [{ ...missed, weak: true }], strict: true }, 'fail', 1, [/612 ms/]],
  ['an abort', { stop: aborted }, 'fail', 1, [/aborted: errors > 5% for 30s/]],
  ['an SLO without a sample', { slos: [slo(), empty] }, 'inconclusive', 3, [/not a single sample/]],
  ['an SLO whose samples all failed', { slos: [allFailed] }, 'inconclusive', 3, [/: all 1,234 failed, so there is no/]],
  [
    'an SLO with an empty piece',
    { slos: [{ ...empty, value: 9 }] },
    'inconclusive',
    3,
    [/a part of its window has no/],
  ],
  ['no SLO at all', { slos: [] }, 'inconclusive', 3, [/no SLO/]],
  ['a miss beside an open question', { slos: [empty, missed] }, 'fail', 1, [/612 ms/, /not a single sample/]],
  [
    'a late generator',
    { lag: late },
    'invalid',
    4,
    [/lag p99 is 51\.0 ms, over the limit of 50 ms \(.*\): the host of this machine took away 20 %.*; run elsewhere/],
  ],
  ['a dead shard', { shardDeaths: [died] }, 'invalid', 4, [/shard 1 died 30 s after the start \(ended by SIGKILL\)/]],
  ['a request lost before sending', { requests: { ...requests, due: 1_001 } }, 'invalid', 4, [/1,001 requests due/]],
  ['a request lost after sending', { requests: { ...requests, ok: 989 } }, 'invalid', 4, [/999 requests sent/]],
  ['arrivals short by 1 %', { arrivals: { planned: 100, started: 99 } }, 'pass', 0, []],
  ['arrivals short by 2 %', { arrivals: { planned: 100, started: 98 } }, 'invalid', 4, [/98 of 100 planned arrivals/]],
  ['2 % dropped', { requests: { ...requests, dropped: 20, due: 1_019 } }, 'invalid', 4, [/could not send 20 of 1,019/]],
  ['invalid beside a miss', { lag: late, slos: [missed] }, 'invalid', 4, [/late/, /612 ms/]],
  ['a signal', { stop: { kind: 'interrupted' } }, 'interrupted', 130, [/signal/]],
  ['a cut', { stop: { kind: 'cut', atUs: 12_000_000 } }, 'interrupted', 130, [/cut 12 s after its start/]],
  [
    'a signal beside all else',
    { stop: { kind: 'interrupted' }, lag: late, slos: [missed, empty] },
    'interrupted',
    130,
    [/signal/, /late/, /612 ms/, /not a single/],
  ],
]

test.each(table)('%s', (_title, change, status, code, reasons) => {
  const verdict = verdictOf(evidence(change))
  expect(verdict.status).toBe(status)
  expect(exitCodeOfVerdict(verdict.status)).toBe(code)
  expect(verdict.reasons).toHaveLength(reasons.length)
  for (const [i, reason] of reasons.entries()) expect(verdict.reasons[i]).toMatch(reason)
})

test('a weak pass is inconclusive as an SLO, too, when strict', () => {
  expect(verdictOf(evidence({ slos: [weak], strict: true })).slos[0]?.status).toBe('inconclusive')
})

test.each([
  [new UsageError([{ path: '--out', value: 'x', remedy: 'y' }]), 2],
  [new PreflightError('nobody listens'), 5],
  [new Error('other'), undefined],
])('%s before the first request exits with %s', (error, code) => {
  expect(exitCodeOfError(error)).toBe(code)
})
