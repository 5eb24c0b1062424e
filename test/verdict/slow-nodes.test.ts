import { expect, test } from 'vitest'
import { type NodeMeans, slowNodes } from '../../src/verdict/slow-nodes.js'

const node = (name: string, meanUs: number | null, count = 1_000): NodeMeans => ({
  source: 'cassandra-jmx',
  tier: 'cassandra',
  node: name,
  operations: [{ name: 'read', count, meanUs }],
})

const remarked = (...nodes: readonly NodeMeans[]) => Object.fromEntries(slowNodes(nodes))

test('a node that takes clearly longer than the others is told, and how much longer', () => {
  expect(remarked(node('c1', 400), node('c2', 1_200), node('c3', 400))).toEqual({
    'cassandra-jmx c2 read': '3.0 times as long as on the other nodes',
  })
})

test.each([
  ['nodes that differ by less', [node('c1', 400), node('c2', 590)]],
  ['a node by itself', [node('c1', 9_000)]],
  ['too few operations on it', [node('c1', 400), node('c2', 1_200, 29)]],
  ['too few operations on the others', [node('c1', 400, 29), node('c2', 1_200)]],
  ['no times', [node('c1', null), node('c2', null)]],
  ['a node of another tier', [node('c1', 400), { ...node('c2', 1_200), tier: 'jetty' }]],
])('nothing is said of %s', (_, nodes) => {
  expect(remarked(...nodes)).toEqual({})
})
