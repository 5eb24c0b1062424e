import { expect, test } from 'vitest'
import type { TracedSample } from '../../../src/tiers/nginx/joiner.js'
import type { TracedLine } from '../../../src/tiers/nginx/log-line.js'
import { NginxNodes } from '../../../src/tiers/nginx/nginx-nodes.js'

/** 10 s into the run, which is 1,000,000 s after 1970 by our clock. */
const nodes = () => {
  const time = { runUs: 10_000_000 }
  const wallMs = () => 1_000_000_000 + time.runUs / 1_000
  return { time, nodes: new NginxNodes({ runUs: () => time.runUs, wallMs }) }
}

const line = (change: Partial<TracedLine> = {}): TracedLine => ({
  ...{ kind: 'traced', traceId: 'a', requestUs: 100_000, upstreamUs: 90_000, attempts: 1, ...change },
})

const sample = (sentUs: number, serviceUs: number): TracedSample => ({
  ...{ traceId: 'a', step: 0, second: 0, sentUs, serviceUs, jettyUs: -1, cassandraUs: -1, elasticsearchUs: -1 },
})

test('a line without a time of its own counts in the second in which its request began, had it ended just now', () => {
  const { nodes: on } = nodes()
  on.read('a', line({ requestUs: 1_500_000 }))
  expect(on.flush()).toEqual([{ second: 8, node: 'a', lines: 1 }])
})

test('a line that was held back counts in its own second, however far off the clock of its node is', () => {
  const { time, nodes: on } = nodes()
  // An hour ahead. The line that is read at once tells.
  on.read('a', line({ loggedMs: 1_000_010_000 + 3_600_000 }))
  time.runUs = 12_000_000
  on.read('a', line({ loggedMs: 1_000_010_500 + 3_600_000 }))
  expect(on.flush()).toEqual([
    { second: 9, node: 'a', lines: 1 },
    { second: 10, node: 'a', lines: 1 },
  ])
})

test('lines of before the run count for nobody’s second', () => {
  const { time, nodes: on } = nodes()
  time.runUs = 0
  on.read('a', line())
  time.runUs = 50_000
  on.read('a', line({ requestUs: 60_000 }))
  expect(on.flush()).toEqual([])
  expect(on.reports).toEqual([{ node: 'a', lines: 2 }])
})

test('traced requests tell how far a node’s clock is ahead, each node’s for itself', () => {
  const { nodes: on } = nodes()
  // Sent at 9.0 s, answered at 9.2 s; nginx had it for 100 ms and logged it at 9.15 s by our clock, an hour ahead.
  on.joined(sample(9_000_000, 200_000), line({ loggedMs: 1_000_009_150 + 3_600_000 }), 'a')
  on.joined(sample(9_000_000, 200_000), line({ loggedMs: 1_000_009_150 }), 'b')
  expect(on.reports.map(({ clockOffset }) => clockOffset)).toEqual([
    { leastMs: 3_599_849, mostMs: 3_600_151, hasMoved: false },
    { leastMs: -151, mostMs: 151, hasMoved: false },
  ])
})

test('what nginx answered by itself tells nothing of its clock, which may not have turned', () => {
  const { nodes: on } = nodes()
  on.joined(sample(9_000_000, 200_000), line({ loggedMs: 1_000_009_150, attempts: 0 }), 'a')
  on.joined(sample(9_000_000, 200_000), line(), 'a')
  expect(on.reports).toEqual([])
})

test('the wall clock, which is cut to milliseconds, does not look like one that was set', () => {
  const time = { runUs: 10_000_000 }
  const on = new NginxNodes({ runUs: () => time.runUs, wallMs: () => Math.floor(1_000_000_000 + time.runUs / 1_000) })
  for (let i = 0; i < 1_000; i++) {
    // Answered within 0.3 ms, heard of some time later; the clocks are one.
    const sentUs = 9_000_000 + i * 777
    const loggedMs = Math.floor(1_000_000_000 + (sentUs + 200) / 1_000)
    time.runUs += 1_234
    on.joined(sample(sentUs, 300), line({ loggedMs, requestUs: 0 }), 'a')
    on.read('a', line({ loggedMs }))
  }
  const { leastMs = 1, mostMs = -1, hasMoved } = on.reports[0]?.clockOffset ?? {}
  expect([leastMs <= 0, mostMs >= 0, mostMs - leastMs <= 3, hasMoved]).toEqual([true, true, true, false])
})

test('a clock that was set is told', () => {
  const { nodes: on } = nodes()
  for (const aheadMs of [0, 5_000]) {
    on.joined(sample(9_000_000, 200_000), line({ loggedMs: 1_000_009_150 + aheadMs }), 'a')
  }
  expect(on.reports).toEqual([{ node: 'a', lines: 0, clockOffset: { leastMs: 4_849, mostMs: 5_151, hasMoved: true } }])
})

test('names that somebody makes up end up together', () => {
  const { nodes: on } = nodes()
  for (let i = 0; i < 1_000; i++) on.read(`node ${i}`, line())
  expect(on.reports).toHaveLength(65)
  expect(on.reports.at(-1)).toEqual({ node: 'others', lines: 936 })
})
