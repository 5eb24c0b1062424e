import { expect, test } from 'vitest'
import { numberedNodes } from '../../src/run/numbered-nodes.js'
import { nodeReadersOf } from '../../src/tiers/index.js'

test('nodes of each source are numbered as faults name them, beside their addresses', () => {
  const readers = nodeReadersOf({
    cassandraJolokia: ['http://127.0.0.2:8778/jolokia', 'http://127.0.0.3:8778/jolokia'],
    cassandraCql: [
      { host: '127.0.0.2', port: 9042 },
      { host: '127.0.0.3', port: 9042 },
    ],
    elasticsearch: ['http://127.0.0.4:9200'],
  })
  expect(numberedNodes(readers).map(({ source, node }) => [source, node])).toEqual([
    ['cassandra-jmx', '127.0.0.2:8778 [cassandra/1]'],
    ['cassandra-jmx', '127.0.0.3:8778 [cassandra/2]'],
    ['cassandra-cql', '127.0.0.2:9042 [cassandra/1]'],
    ['cassandra-cql', '127.0.0.3:9042 [cassandra/2]'],
    ['elasticsearch', '127.0.0.4:9200 [elasticsearch/1]'],
  ])
})

test('a numbered reader reads, checks and closes the one that it names', async () => {
  const asked: string[] = []
  const answer = (what: string) => async (): Promise<never> => {
    asked.push(what)
    throw new Error(what)
  }
  const plain = { source: 'cassandra-jmx', tier: 'cassandra', node: 'a:1' } as const
  const [reader] = numberedNodes([{ ...plain, check: answer('check'), read: answer('read'), close: answer('close') }])
  await expect(reader?.check()).rejects.toThrow('check')
  await expect(reader?.read()).rejects.toThrow('read')
  await expect(reader?.close()).rejects.toThrow('close')
  expect(asked).toEqual(['check', 'read', 'close'])
})
