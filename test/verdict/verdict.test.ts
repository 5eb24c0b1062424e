import { expect, test } from 'vitest'
import { PreflightError, UsageError } from '../../src/base/errors.js'
import type { HealthFigures } from '../../src/metrics/health-seconds.js'
import { CROSS_CHECK_CODES, type CrossCheck, type CrossCheckCode } from '../../src/verdict/cross-checks/cross-check.js'
import type { Evidence } from '../../src/verdict/evidence.js'
import { exitCodeOfError, exitCodeOfVerdict } from '../../src/verdict/exit-code.js'
import { NO_SHARD_LEFT } from '../../src/verdict/missing-users.js'
import type { SloResult } from '../../src/verdict/slo-result.js'
import { verdictOf } from '../../src/verdict/verdict.js'

const slo = (change: Partial<SloResult> = {}): SloResult => ({
  expression: 'timeline.p99 < 500ms',
  status: 'pass',
  value: 120_000,
  method: 'order-statistics',
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
const died = { shard: 1, atUs: 30_000_000, cause: 'ended by SIGKILL', users: 40 }
const silent = { shard: 1, fromUs: 41_000_000, toUs: 53_000_000, users: 80 }
const health: HealthFigures = {
  cpuShare: 0.4,
  stealShare: 0.2,
  generatorCores: 0.5,
  busiest: { shard: 0, cores: 0.5 },
  delay: { shard: 0, us: 40_000, isComputing: true },
  longestGcUs: 2_000,
}
const late = { p99Us: 51_000, limitUs: 50_000, late: [health] }
const refused = {
  source: 'elasticsearch',
  tier: 'elasticsearch',
  node: 'e1:9200',
  voids: [],
  signals: [{ name: 'rejected', of: 'search', gained: 12 }],
} as const
const broken = { kind: 'broken', reason: 'nginx 1 was ended by SIGKILL' } as const
const aborted = { kind: 'aborted', reason: 'errors > 5% for 30s' } as const

const evidence = (change: Partial<Evidence> = {}): Evidence => ({
  stop: { kind: 'finished' },
  slos: [slo()],
  strict: false,
  shardDeaths: [],
  silences: [],
  lag: { p99Us: 900, limitUs: 50_000, late: [] },
  requests,
  crossChecks: [],
  nodes: [],
  rejections: 'fail',
  arrivals: { planned: 100, started: 100 },
  ...change,
})

const table: readonly (readonly [string, Partial<Evidence>, string, number, readonly RegExp[]])[] = [
  ['all SLOs met', {}, 'pass', 0, []],
  ['a weak pass', { slos: [weak] }, 'pass', 0, []],
  ['a weak pass when strict', { slos: [weak], strict: true }, 'inconclusive', 3, [/too few samples \(40\)/]],
  ['no lag measured', { lag: { p99Us: undefined, limitUs: 20_000, late: [] } }, 'pass', 0, []],
  ['a missed SLO', { slos: [slo(), missed] }, 'fail', 1, [/^timeline\.p99 < 500ms: measured 612 ms$/]],
  [
    'an SLO missed by no more than the generator was late there, beside one that was not',
    {
      slos: [
        { ...missed, lagUs: 200_000 },
        { ...missed, lagUs: 60_000 },
      ],
    },
    'invalid',
    4,
    [/^timeline\.p99 < 500ms: measured 612 ms, but .* late itself, by 200 ms.*; run again/, /: measured 612 ms$/],
  ],
  ['a weak miss', { slos: [{ ...missed, weak: true }], strict: true }, 'fail', 1, [/612 ms/]],
  [
    'work that Elasticsearch refused',
    { nodes: [refused] },
    'fail',
    1,
    [/^elasticsearch e1:9200 refused 12 tasks since a queue was full \(search\)$/],
  ],
  ['the same where it is to be a warning only', { nodes: [refused], rejections: 'warn' }, 'pass', 0, []],
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
  [
    'a dead shard, whose arrivals are missing as well',
    { shardDeaths: [died], arrivals: { planned: 100, started: 60 } },
    'invalid',
    4,
    [/^shard 1 died 30 s after the start \(ended by SIGKILL\): its 40 users are missing from then on; look at memory/],
  ],
  [
    'no shard left',
    { shardDeaths: [died], stop: { kind: 'broken', reason: NO_SHARD_LEFT } },
    'invalid',
    4,
    [/^shard 1 died/],
  ],
  [
    'a rehearsal that broke after a shard had died',
    { shardDeaths: [died], stop: broken },
    'invalid',
    4,
    [/^shard 1 died/, /^the run broke off: nginx 1 was ended by SIGKILL; look at memory/],
  ],
  [
    'a shard that stood still',
    { silences: [silent], arrivals: { planned: 100, started: 60 } },
    'invalid',
    4,
    [
      /^shard 1 stood still for 12 s \(from 41 s to 53 s after the start\) with its 80 users: it was stopped or starved; /,
    ],
  ],
  [
    'a shard that stood still, with what came due meanwhile',
    { silences: [silent], lag: { ...late, late: [] } },
    'invalid',
    4,
    [/^shard 1 stood still/, /^the generator was late: .*: a shard stood still; see to that first, then run again$/],
  ],
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

const checkFailed = (code: CrossCheckCode): CrossCheck => ({
  ...{ code, name: code, applies: true, ok: false, unit: 'requests' },
  ...{ expected: 100, found: 200, low: 95, high: 105, tolerance: '5 %' },
})

test.each<readonly [string, Partial<Evidence>]>([
  ['a dead shard', { shardDeaths: [died] }],
  ['many dead shards', { shardDeaths: Array.from({ length: 9 }, (_, shard) => ({ ...died, shard })) }],
  ['a silent shard', { silences: [silent] }],
  ['a shard that was silent until it was ended', { shardDeaths: [died], silences: [{ ...silent, toUs: died.atUs }] }],
  ['a run that broke off', { stop: broken }],
  ['lost requests', { requests: { ...requests, due: 1_001 } }],
  ['lost answers', { requests: { ...requests, ok: 989 } }],
  ['missing arrivals', { arrivals: { planned: 100, started: 98 } }],
  ['dropped requests', { requests: { ...requests, dropped: 20, due: 1_019 } }],
  ['a late generator', { lag: late }],
  ['a late generator of which nothing stands out', { lag: { ...late, late: [] } }],
  ...CROSS_CHECK_CODES.map((code) => [`a failed check of ${code}`, { crossChecks: [checkFailed(code)] }] as const),
])('%s makes the run invalid in one sentence with a cause and a remedy', (_title, change) => {
  const { status, reasons } = verdictOf(evidence(change))
  expect([status, reasons.length]).toEqual(['invalid', 1])
  // What was found, its cause behind a colon or in brackets, and what to do about it.
  expect(reasons[0]).toMatch(
    /(: |\().+; .*\b(look (at|for)|run (again|elsewhere)|repeat the run|see that|check (how|what)|use more|raise)\b/,
  )
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

test('an open interval is told with both its ends and how much longer to run', () => {
  const slos = [
    slo({
      status: 'inconclusive',
      method: 'bootstrap',
      value: 480_000,
      interval: { lower: 450_000, upper: 520_000 },
      moreUs: 900_000_000,
    }),
  ]
  expect(verdictOf(evidence({ slos })).reasons).toEqual([
    'timeline.p99 < 500ms: measured 480 ms, but with 95 % confidence it lies 450 ms to 520 ms, on both sides of the bound; run about 15 min longer to decide it',
  ])
})
