import { expect, test } from 'vitest'
import { NodeFold } from '../../src/metrics/node-fold.js'
import type { NodeSpan } from '../../src/metrics/node-span.js'
import { SecondBook } from '../../src/metrics/second-book.js'

const span = (change: Partial<NodeSpan> = {}): NodeSpan => ({
  source: 'cassandra-jmx',
  tier: 'cassandra',
  node: 'c1:8778',
  fromUs: 0,
  toUs: 1_000_000,
  ...change,
})

const folded = (...spans: readonly NodeSpan[]) => {
  const fold = new NodeFold()
  fold.add(spans)
  return fold.nodes
}

test('adds up operations by name, and buckets by bound', () => {
  const [node] = folded(
    span({
      operations: [
        {
          name: 'read',
          count: 3,
          totalUs: 30,
          buckets: [
            [10, 2],
            [null, 1],
          ],
        },
      ],
    }),
    span({
      operations: [
        {
          name: 'read',
          count: 2,
          totalUs: 12,
          buckets: [
            [10, 1],
            [12, 1],
          ],
        },
      ],
    }),
  )
  expect(node?.operations.get('read')).toEqual({
    count: 5,
    totalUs: 42,
    decayed: undefined,
    buckets: new Map([
      [10, 3],
      [Number.POSITIVE_INFINITY, 1],
      [12, 1],
    ]),
  })
})

test('a sum of times that lacks some is none', () => {
  const [node] = folded(
    span({ operations: [{ name: 'read', count: 3, totalUs: 30 }] }),
    span({ operations: [{ name: 'read', count: 2 }] }),
  )
  expect(node?.operations.get('read')?.totalUs).toBeUndefined()
})

test('counters add up, gauges keep their most, mean and last', () => {
  const [node] = folded(
    span({
      signals: [
        { name: 'rejected', of: 'search', value: 2 },
        { name: 'queue', of: 'search', value: 9 },
      ],
    }),
    span({
      signals: [
        { name: 'rejected', of: 'search', value: 1 },
        { name: 'queue', of: 'search', value: 3 },
      ],
    }),
  )
  expect([...(node?.signals.values() ?? [])]).toMatchObject([
    { name: 'rejected', of: 'search', gained: 3 },
    { name: 'queue', of: 'search', sum: 12, readings: 2, most: 9, last: 3 },
  ])
})

test('void time has no figures and is told with its reason', () => {
  const [node] = folded(span(), span({ void: 'restarted', fromUs: 1_000_000, toUs: 2_500_000 }))
  expect(node).toMatchObject({
    knownUs: 1_000_000,
    voids: [{ fromUs: 1_000_000, toUs: 2_500_000, reason: 'restarted' }],
  })
})

test('sources and nodes are kept apart', () => {
  const nodes = folded(span(), span({ node: 'c2:8778' }), span({ source: 'jvm' }), span())
  expect(nodes.map(({ source, node }) => `${source} ${node}`)).toEqual([
    'cassandra-jmx c1:8778',
    'cassandra-jmx c2:8778',
    'jvm c1:8778',
  ])
})

test('survives the way through the book and its file', () => {
  const book = new SecondBook()
  const told = span({ operations: [{ name: 'read', count: 1, buckets: [[null, 1]] }] })
  book.recordNode(told)
  const [record] = JSON.parse(JSON.stringify(book.flush()))
  expect(record).toEqual({ second: 1, nodes: [told] })
})
