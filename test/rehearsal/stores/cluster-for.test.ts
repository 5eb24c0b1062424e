import { describe, expect, it } from 'vitest'
import { clusterFor } from '../../../src/rehearsal/stores/cluster-for.js'

const GIB = 1024 ** 3

describe('the real Cassandra that fits a machine', () => {
  it.each([
    [3, 22, 3],
    [3, 4, 1],
    [1, 4, 1],
    [256, 22, 3],
  ])('of %d nodes asked for with %d GiB free has %d', (asked, free, nodes) => {
    expect(clusterFor(asked, free * GIB).nodes).toBe(nodes)
  })

  it('says what was chosen and why', () => {
    expect(clusterFor(3, 4 * GIB).text).toBe(
      'real stores: 1 Cassandra node with heaps of 384 MiB (4.00 GiB of memory are free and 3 nodes want 4.59 GiB) and 1 Elasticsearch node',
    )
  })
})
