import { expect, onTestFinished, test } from 'vitest'
import { JolokiaClient } from '../../../src/tiers/jolokia/jolokia-client.js'
import { execOf, readOf } from '../../../src/tiers/jolokia/jolokia-request.js'
import { SourceGone } from '../../../src/tiers/node-reader.js'
import { SourceClient } from '../../../src/tiers/source-client.js'
import { answeringServer } from '../answering-server.js'
import { recorded, startAgent } from './recorded-agent.js'

const clientOf = (url: string): JolokiaClient => {
  const client = new JolokiaClient(new SourceClient({ url }))
  onTestFinished(() => client.close())
  return client
}

test('tells the version of the agent', async () => {
  const agent = await startAgent(recorded('jetty-8.1-constructed'))
  expect(await clientOf(agent.url).version()).toBe('1.7.2')
})

test('asks many things in one request and gets an answer to each, in order', async () => {
  const agent = await startAgent(recorded('jetty-8.1-constructed'))
  const { answers, clock } = await clientOf(agent.url).ask([
    readOf('java.lang:type=Threading', 'ThreadCount'),
    execOf('no.such:type=Bean', 'values'),
    readOf('java.lang:type=Memory', 'HeapMemoryUsage'),
    { type: 'search', mbean: 'no.such:*' },
  ])
  expect(answers.map(({ kind }) => kind)).toEqual(['value', 'none', 'value', 'none'])
  expect(answers[0]).toEqual({ kind: 'value', value: { ThreadCount: 96 } })
  expect(clock).toEqual({ fromMs: 1_795_394_510_000, toMs: 1_795_394_511_000 })
  expect(agent.posts).toHaveLength(1)
  expect(JSON.parse(agent.posts[0] ?? '')[1]).toEqual({
    type: 'exec',
    mbean: 'no.such:type=Bean',
    operation: 'values',
    arguments: [],
    config: { ignoreErrors: 'true', includeStackTrace: 'false' },
  })
})

test('says how an agent is started where nothing listens', async () => {
  const error = await clientOf('http://127.0.0.1:1/jolokia')
    .version()
    .catch((thrown: unknown) => thrown)
  expect(error).toBeInstanceOf(SourceGone)
  expect(String(error)).toMatch(/^SourceGone: 127\.0\.0\.1:1 does not answer \(ECONNREFUSED\); .*-javaagent:jolokia/)
})

test.each<[string, number, string, string]>([
  ['a page', 200, '<html>', 'answers something else than JSON'],
  ['another service', 200, '{"name":"x"}', 'is no Jolokia agent, which would tell its version at /version'],
  ['a login', 401, '', 'answers 401'],
])('says in one sentence that there is %s instead of an agent', async (_, status, body, message) => {
  const { host } = await answeringServer(() => ({ status, body }))
  await expect(clientOf(`http://user:secret@${host}/jolokia`).version()).rejects.toThrow(message)
})
