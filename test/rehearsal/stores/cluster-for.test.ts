import { describe, expect, it } from 'vitest'
import { PreflightError } from '../../../src/base/errors.js'
import { clusterFor, requireNodes } from '../../../src/rehearsal/stores/cluster-for.js'

const GIB = 1024 ** 3

describe('the real Cassandra that fits a machine', () => {
  it.each([
    [3, 22, 3],
    [3, 4, 1],
    [1, 4, 1],
    [256, 22, 3],
  ])('of %d nodes asked for with %d GiB free has %d', (asked, free, nodes) => {
    expect(clusterFor(asked, 'Elasticsearch', free * GIB).nodes).toBe(nodes)
  })

  it('refuses a fault on a node that memory leaves no room for, and no other', () => {
    const [one, three] = [clusterFor(3, 'Elasticsearch', 4 * GIB), clusterFor(3, 'Elasticsearch', 22 * GIB)]
    const faults = ['cassandra:slow=x2', 'cassandra/1:down@1s', 'jetty/2:down', 'cassandra/3:down@34s']
    expect(() => requireNodes(one, faults)).toThrow(PreflightError)
    expect(() => requireNodes(one, faults)).toThrow('there is no cassandra/3 to do a fault to; name another node')
    expect(() => requireNodes(one, faults.slice(0, 3))).not.toThrow()
    expect(() => requireNodes(three, faults)).not.toThrow()
  })

  it('says what was chosen and why', () => {
    expect(clusterFor(3, 'Elasticsearch', 4 * GIB).text).toBe(
      'real stores: 1 Cassandra node with heaps of 384 MiB (4.00 GiB of memory are free and 3 nodes want 4.59 GiB) and 1 Elasticsearch node',
    )
  })
})
