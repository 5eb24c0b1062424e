import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Cassandra, startCassandra } from '../../../src/servers/cassandra.js'
import { startElasticsearch } from '../../../src/servers/elasticsearch.js'
import { fetchServer } from '../../../src/servers/fetch-server.js'
import type { AgentPlace, Server } from '../../../src/servers/server.js'
import { CassandraWork } from './cassandra-work.js'
import { blocksOf, placed } from './document-blocks.js'
import { checked } from './documented-tiers.js'

describe('a real Cassandra with the lines of the guide', () => {
  const blocks = blocksOf('instrument-cassandra.md')
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-documents-'))
  const policy = join(folder, 'jolokia-access.xml')
  let cassandra: Cassandra

  // As conf/cassandra-env.sh is: read by a shell, which leaves the options in a variable.
  const agents = ({ jar, address, port }: AgentPlace): readonly string[] => {
    const line = placed(blocks.get('jolokia'), {
      'jolokia-agent-jvm-2.6.0-javaagent.jar': jar,
      'port=8778': `port=${port}`,
      ADDRESS: `${address},policyLocation=file://${policy}`,
    })
    const script = `JVM_OPTS=-Dguide=1\n${line}\nprintf %s "$JVM_OPTS"`
    return execFileSync('sh', ['-c', script], { encoding: 'utf8' }).split(' ')
  }

  beforeAll(async () => {
    await fetchServer('cassandra')
    writeFileSync(policy, blocks.get('jolokia-access') ?? '')
    cassandra = await startCassandra({ heapMb: 256, agents })
    // Timers are registered with their first use.
    const work = await CassandraWork.at(cassandra)
    await work.write(5)
    await work.read(5)
    await work.close()
  })
  afterAll(async () => {
    await cassandra?.stop()
    rmSync(folder, { recursive: true, force: true })
  })

  it('has no block that is not run here', () => {
    expect([...blocks.keys()]).toEqual(['jolokia', 'jolokia-access', 'profile'])
  })

  it('tells histograms through its policy, and counts by CQL', async () => {
    const { address, port, jolokia } = cassandra
    const profile = placed(blocks.get('profile'), {
      'http://10.0.0.21:8778/jolokia': jolokia,
      '[10.0.0.21:9042]': `[${address}:${port}]`,
    })
    const { text, code } = await checked(profile)
    expect(code, text).toBe(0)
    expect(text).toMatch(
      /\(cassandra-jmx\)\n {4}Cassandra 5\.0\.9, Jolokia 2\.6\.0; gives coordinator latency of reads/,
    )
    // What it lacks where its policy forbids the operation `values`.
    expect(text).not.toContain('only counts and mean times')
    expect(text).toMatch(/\(cassandra-cql\)\n {4}Cassandra 5\.0\.9; gives counts of read, write, range/)
  })

  it('forbids everything else', async () => {
    const answer = await fetch(`${cassandra.jolokia}/exec/java.lang:type=Memory/gc`)
    expect(await answer.json()).toMatchObject({ status: 403 })
  })
})

describe('a real Elasticsearch as it is', () => {
  const blocks = blocksOf('instrument-elasticsearch.md')
  let node: Server
  beforeAll(async () => {
    await fetchServer('elasticsearch')
    node = await startElasticsearch({ heapMb: 256 })
  })
  afterAll(() => node?.stop())

  it('tells what it counts', async () => {
    expect([...blocks.keys()]).toEqual(['profile'])
    const { address, port } = node
    const { text, code } = await checked(placed(blocks.get('profile'), { '10.0.0.31:9200': `${address}:${port}` }))
    expect(code, text).toBe(0)
    expect(text).toMatch(/\(elasticsearch\)\n {4}Elasticsearch 7\.17\.29; gives/)
  })
})
