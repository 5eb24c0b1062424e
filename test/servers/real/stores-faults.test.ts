import { join, resolve } from 'node:path'
import { beforeAll, describe, expect, it, test } from 'vitest'
import { fetchStores } from '../../../src/rehearsal/stores/fetch-stores.js'
import { operationLines } from '../../../src/report/node-lines.js'
import type { Result } from '../../../src/report/result.js'
import { cli, resultIn } from '../../e2e/cli-process.js'
import { temporaryFolder } from '../../e2e/run-folder.js'

const BUSY = resolve(import.meta.dirname, '../../../fixtures/profiles/busy.yaml')
const SEC_US = 1_000_000

/** The built command, on real stores to which that happens: what it said, in one line, and its result. */
const runWith = async (hold: string, ...faults: readonly string[]) => {
  await fetchStores(() => undefined)
  const out = join(temporaryFolder(), 'run')
  const flags = faults.flatMap((fault) => ['--fault', fault])
  const size = ['--users', '12', '--ramp', '2s', '--hold', hold]
  const { stdout, stderr } = await cli(['run', BUSY, '--stores', 'real', ...size, ...flags, '--out', out])
  return { said: (stdout + stderr).replace(/\s+/g, ' '), result: resultIn(out) }
}

/** The nodes of Cassandra as they count by JMX. */
const countingIn = ({ nodes }: Result) => nodes.filter(({ source }) => source === 'cassandra-jmx')

describe('a run on real stores that things happen to', () => {
  let result: Result
  let said: string
  // The second node is stopped for a while, and the third ended, by their ids.
  beforeAll(async () => {
    const run = await runWith('45s', 'cassandra/2:freeze@10s-20s', 'cassandra/3:down@34s')
    said = run.said
    result = run.result
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

  it('names the node that was stopped, and when, by its number', () => {
    const stopped = countingIn(result).filter(({ silences = [] }) => silences.length > 0)
    expect(stopped.map(({ node }) => node)).toEqual([expect.stringMatching(/ \[cassandra\/2\]$/)])
    const [{ fromUs = 0, toUs = 0 } = {}] = stopped[0]?.silences ?? []
    expect(
      [fromUs, toUs].map((us) => Math.round(us / SEC_US)),
      said,
    ).toEqual([
      expect.toSatisfy((second: number) => second >= 9 && second <= 12),
      expect.toSatisfy((second: number) => second >= 19 && second <= 24),
    ])
    expect(said).toMatch(
      /\[cassandra\/2\] \(cassandra-jmx\) did not answer between .* of the run; it went on afterwards/,
    )
  })

  it('tells of no silence where there was none, however many questions a reading takes', () => {
    const others = result.nodes.filter(({ node }) => node.endsWith('[cassandra/1]'))
    expect(others.map(({ source }) => source)).toContain('cassandra-cql')
    // A machine that does something else may hold one up.
    for (const { silences = [] } of others) expect(silences.length, said).toBeLessThan(3)
  })

  it('names the node that was ended, which is silent to the end', () => {
    const ended = countingIn(result).filter(({ voids }) => {
      const last = voids.at(-1)
      return last !== undefined && last.fromUs > 30 * SEC_US && last.toUs > result.durationUs - 3 * SEC_US
    })
    expect(
      ended.map(({ node }) => node),
      said,
    ).toEqual([expect.stringMatching(/ \[cassandra\/3\]$/)])
    expect(said).toContain('[cassandra/3] (cassandra-jmx) did not answer between')
  })

  it('goes on with the nodes that are left', () => {
    expect(result.stop.kind).toBe('finished')
    const late = result.timeline.filter(({ second }) => second > 40)
    expect(late.reduce((sum, { requests, failed }) => sum + requests - failed, 0)).toBeGreaterThan(20)
  })
})

test('a run of which one node is throttled names it: it took longer than the others for the same', async () => {
  const { said, result } = await runWith('30s', 'cassandra/2:slow=x8')
  const remarks = operationLines(result).filter(({ source }) => source === 'cassandra-jmx')
  const slow = remarks.filter(({ remark }) => remark.includes('times as long as on the other nodes'))
  expect(
    slow.map(({ node }) => node),
    said,
  ).toContainEqual(expect.stringMatching(/ \[cassandra\/2\]$/))
  expect(slow.filter(({ node }) => !node.endsWith('[cassandra/2]'))).toEqual([])
}, 600_000)
