import { expect, test } from 'vitest'
import type { NodeSpan } from '../../src/metrics/node-span.js'
import { type NodeReading, SourceGone } from '../../src/tiers/node-reader.js'
import { NodeWatch } from '../../src/tiers/node-watch.js'

type Answer = NodeReading | Error

const reads = (count: number, startedMs = 1): NodeReading => ({
  operations: [{ name: 'read', count }],
  signals: [],
  startedMs,
})

/** Watches a node that gives these answers, one after the other, and then ends it. Each reading takes 2 ms. */
const watched = async (answers: readonly Answer[], tookUs: (asked: number) => number = () => 2_000) => {
  const spans: NodeSpan[] = []
  let nowUs = 0
  let asked = 0
  let heardAll: () => void = () => undefined
  const all = new Promise<void>((resolve) => {
    heardAll = resolve
  })
  const reader = {
    source: 'jvm' as const,
    tier: 'jetty' as const,
    node: 'a:1',
    check: () => Promise.reject(new Error('nobody asks')),
    read: async () => {
      const answer = answers[Math.min(asked++, answers.length - 1)]
      nowUs += tookUs(asked)
      if (asked >= answers.length - 1) heardAll()
      if (answer === undefined || answer instanceof Error) throw answer
      return answer
    },
    close: () => undefined,
  }
  const clock = { nowUs: () => nowUs }
  const watch = new NodeWatch({
    reader,
    clock,
    wallMs: () => nowUs / 1_000,
    onSpan: (span) => spans.push(span),
    everyMs: 1,
  })
  await watch.start()
  await all
  await watch.stop()
  return { spans, asked, watch }
}

test('tells what happened between readings, each span from the middle of one reading to that of the next', async () => {
  const { spans, asked } = await watched([reads(5), reads(7), reads(12)])
  expect(asked).toBe(3)
  const node = { source: 'jvm', tier: 'jetty', node: 'a:1' }
  expect(spans).toEqual([
    { ...node, fromUs: 1_000, toUs: 3_000, operations: [{ name: 'read', count: 2 }], signals: [] },
    { ...node, fromUs: 3_000, toUs: 5_000, operations: [{ name: 'read', count: 5 }], signals: [] },
  ])
})

test('a node that did not answer for a while has a longer span, and nothing is lost', async () => {
  const { spans } = await watched([reads(5), new SourceGone('gone'), new SourceGone('gone'), reads(9)])
  expect(spans).toMatchObject([{ fromUs: 1_000, toUs: 7_000, operations: [{ count: 4 }] }])
})

test('a node that did not answer for long is told of as silent, from the first question to the answer', async () => {
  const gone = new SourceGone('gone')
  const late = await watched([reads(5), reads(6), gone, gone, reads(9)], (asked) => (asked === 3 ? 5_000_000 : 2_000))
  expect(late.spans.map(({ silence }) => silence)).toEqual([undefined, { fromUs: 4_000, toUs: 5_008_000 }])
  const slow = await watched([reads(5), reads(6), reads(9)], (asked) => (asked === 3 ? 3_000_000 : 2_000))
  expect(slow.spans.map(({ silence }) => silence)).toEqual([undefined, { fromUs: 4_000, toUs: 3_004_000 }])
})

test('a node whose readings all take seconds is silent only when one takes longer still', async () => {
  // Of the first one nothing passes on the clock of a run, which has not begun.
  const tookUs = (asked: number) => [0, 3_000_000, 3_000_000, 9_000_000][asked - 1] ?? 3_000_000
  const { spans } = await watched([reads(1), reads(2), reads(3), reads(4), reads(5)], tookUs)
  expect(spans.map(({ silence }) => silence)).toEqual([
    undefined,
    undefined,
    { fromUs: 6_000_000, toUs: 15_000_000 },
    undefined,
  ])
})

test('one that was started anew in its silence is void, and told of once', async () => {
  const answers = [reads(5), new SourceGone('gone'), reads(1, 2), reads(2, 2)]
  const { spans } = await watched(answers, (asked) => (asked === 2 ? 5_000_000 : 2_000))
  expect(spans.map((span) => [span.void, span.silence])).toEqual([
    ['restarted', undefined],
    [undefined, undefined],
  ])
})

test('a restart voids only the span in which it was', async () => {
  const { spans } = await watched([reads(5), reads(6), reads(8, 2), reads(9, 2)])
  expect(spans.map((span) => span.void ?? span.operations?.[0]?.count)).toEqual([1, 'restarted', 1])
})

test('a node that never comes back is void from its last word on', async () => {
  const { spans } = await watched([reads(5), reads(6), new SourceGone('gone'), new SourceGone('gone')])
  expect(spans).toMatchObject([{ operations: [{ count: 1 }] }, { void: 'unreachable', fromUs: 3_000, toUs: 8_000 }])
})

test('one that answers nonsense is another matter than one that does not answer', async () => {
  const { spans } = await watched([reads(5), new Error('no JSON')])
  expect(spans).toMatchObject([{ void: 'unreadable' }])
})

test('until the first reading nothing is known', async () => {
  const { spans } = await watched([new SourceGone('gone'), reads(6), reads(7)])
  expect(spans).toMatchObject([{ void: 'unreachable', fromUs: 0, toUs: 3_000 }, { operations: [{ count: 1 }] }])
})

test('tells how far the clock of a node is ahead', async () => {
  const { watch } = await watched([{ ...reads(1), clock: { fromMs: 100, toMs: 101 } }, reads(1)])
  expect(watch.clockOffset).toEqual({ leastMs: 98, mostMs: 101, hasMoved: false })
})
