import { expect, test } from 'vitest'
import { disagreements, type NodeCounts } from '../../src/verdict/source-agreement.js'

const node = (source: string, count: number, change: Partial<NodeCounts> = {}): NodeCounts => ({
  source,
  tier: 'cassandra',
  voids: [],
  operations: [{ name: 'read', count }],
  ...change,
})

test('sources that are more than 5 % apart over all nodes are told, with both counts', () => {
  expect(disagreements([node('cassandra-jmx', 600), node('cassandra-jmx', 400), node('cassandra-cql', 900)])).toEqual([
    expect.stringMatching(
      /^cassandra-jmx counted 1,000 times read in cassandra, cassandra-cql 900, 10 % apart; one of/,
    ),
  ])
})

test.each([
  ['sources within 5 %', [node('cassandra-jmx', 1_000), node('cassandra-cql', 950)]],
  ['few operations', [node('cassandra-jmx', 199), node('cassandra-cql', 10)]],
  ['a source by itself', [node('cassandra-jmx', 1_000), node('cassandra-jmx', 10)]],
  [
    'different operations',
    [node('cassandra-jmx', 1_000), node('cassandra-cql', 9, { operations: [{ name: 'write', count: 9 }] })],
  ],
  ['different tiers', [node('jvm', 1_000), node('cassandra-cql', 9, { tier: 'jetty' })]],
  ['a source that lacks a part of the run', [node('cassandra-jmx', 1_000), node('cassandra-cql', 9, { voids: [{}] })]],
])('nothing is said of %s', (_, nodes) => {
  expect(disagreements(nodes)).toEqual([])
})
