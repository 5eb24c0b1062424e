import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { fetchStores } from '../../../src/rehearsal/stores/fetch-stores.js'
import type { Result } from '../../../src/report/result.js'
import { cli, resultIn } from '../../e2e/cli-process.js'
import { temporaryFolder } from '../../e2e/run-folder.js'

const BUSY = resolve(import.meta.dirname, '../../../fixtures/profiles/busy.yaml')
const SEC_US = 1_000_000

/** Times at which a Cassandra node gave no answer, by the node. */
const silencesOf = ({ nodes }: Result) =>
  nodes.filter(({ source }) => source === 'cassandra-jmx').map(({ node, voids }) => ({ node, voids }))

describe('a run on real stores that things happen to', () => {
  let result: Result
  let said: string
  // The built command, which stops the second node for a while and ends the third, by their ids.
  beforeAll(async () => {
    await fetchStores(() => undefined)
    const out = join(temporaryFolder(), 'run')
    const faults = ['--fault', 'cassandra/2:freeze@10s-20s', '--fault', 'cassandra/3:down@34s']
    const size = ['--users', '12', '--ramp', '2s', '--hold', '45s']
    const { stdout, stderr } = await cli(['run', BUSY, '--stores', 'real', ...size, ...faults, '--out', out])
    said = stdout + stderr
    result = resultIn(out)
  })

  it('has all nodes in its report, each by its own count', () => {
    const read = result.nodes.filter(({ tier, operations }) => tier === 'cassandra' && operations.length > 0)
    expect(read.map(({ source }) => source).toSorted()).toEqual([
      ...['cassandra-cql', 'cassandra-cql', 'cassandra-cql'],
      ...['cassandra-jmx', 'cassandra-jmx', 'cassandra-jmx'],
    ])
    expect(result.nodes.some(({ tier }) => tier === 'elasticsearch')).toBe(true)
  })

  it('shows Cassandra as what a stopped node made users wait for', () => {
    const cassandra = result.tiers.find(({ name }) => name === 'cassandra')
    expect(cassandra?.exclusive?.max, said).toBeGreaterThan(4 * SEC_US)
    const jetty = result.tiers.find(({ name }) => name === 'jetty')
    expect(jetty?.exclusive?.max).toBeLessThan(4 * SEC_US)
  })

  it('names the node that was ended, which is silent to the end', () => {
    const ended = silencesOf(result).filter(({ voids }) => {
      const last = voids.at(-1)
      return last !== undefined && last.fromUs > 30 * SEC_US && last.toUs > result.durationUs - 3 * SEC_US
    })
    expect(ended.length, said).toBe(1)
    expect(said.replace(/\s+/g, ' ')).toContain(`cassandra ${ended[0]?.node} (cassandra-jmx) did not answer between`)
  })

  it('goes on with the nodes that are left', () => {
    expect(result.stop.kind).toBe('finished')
    const late = result.timeline.filter(({ second }) => second > 40)
    expect(late.reduce((sum, { requests, failed }) => sum + requests - failed, 0)).toBeGreaterThan(20)
  })
})
