import { execFile } from 'node:child_process'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it, onTestFinished } from 'vitest'
import { fetchedServer, fetchServer } from '../../../src/servers/fetch-server.js'
import { findJdk } from '../../../src/servers/jdk.js'
import { startJetty } from '../../../src/servers/jetty.js'
import type { AgentPlace, Server } from '../../../src/servers/server.js'
import { packageOf } from '../../../src/servers/server-packages.js'
import { jvmReader } from '../../../src/tiers/jvm/jvm-reader.js'
import { noServerTimes, parseServerTiming } from '../../../src/tiers/server-timing.js'
import { freePort } from '../../tiers/nginx/logging-nginx.js'
import { blocksOf, linesOf, placed } from './document-blocks.js'
import { checked } from './documented-tiers.js'

const BLOCKS = blocksOf('instrument-jetty.md')
const folder = mkdtempSync(join(tmpdir(), 'tatami-load-documents-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const agentOf = async (name: 'opentelemetry' | 'jolokia-1'): Promise<string> => {
  const agents = join((await fetchServer(name)).folder, 'agents')
  return join(agents, readdirSync(agents)[0] ?? '')
}

/** The document's line with the policy's words behind it, as it says. */
const jolokiaLine = (block: string, file: string, { jar, address, port }: AgentPlace, more = ''): string =>
  placed(block, { [file]: jar, 'port=8778': `port=${port}`, ADDRESS: `${address}${more}` }).trim()

const policy = join(folder, 'jolokia-access.xml')

it('has no block that is not run here', () => {
  expect([...BLOCKS.keys()]).toEqual([
    ...['server-timing', 'names', 'jolokia', 'jolokia-1', 'jetty-beans', 'jolokia-access', 'opentelemetry', 'profile'],
  ])
})

describe('a real Jetty with the lines of the guide', () => {
  let jetty: Server
  let otlpPort: number
  beforeAll(async () => {
    await fetchServer('jetty')
    const openTelemetry = await agentOf('opentelemetry')
    otlpPort = await freePort()
    writeFileSync(policy, BLOCKS.get('jolokia-access') ?? '')
    const spans = linesOf(
      placed(BLOCKS.get('opentelemetry'), {
        'opentelemetry-javaagent.jar': openTelemetry,
        '10.0.0.9:4318': `127.0.0.1:${otlpPort}`,
      }),
    )
    const file = 'jolokia-agent-jvm-2.6.0-javaagent.jar'
    jetty = await startJetty({
      agents: (place) => [
        jolokiaLine(BLOCKS.get('jolokia') ?? '', file, place, `,policyLocation=file://${policy}`),
        ...spans,
      ],
    })
  })
  afterAll(() => jetty?.stop())

  it('is read in full through its policy, and its spans come', async () => {
    const { address, port, jolokia } = jetty
    const profile = placed(BLOCKS.get('profile'), {
      'http://10.0.0.11:8778/jolokia': jolokia,
      'http://10.0.0.11:8080/metrics/metrics': `http://${address}:${port}/metrics/yammer`,
      '10.0.0.9:4318': `127.0.0.1:${otlpPort}`,
    })
    const { text, code } = await checked(`target: { urls: http://${address}:${port} }\n${profile}`)
    expect(code, text).toBe(0)
    expect(text).toMatch(/\(jvm\)\n {4}Jetty 9\.4\.58\S*, [^;]+; gives .*heap/)
    expect(text).toMatch(/requests of Jetty's\s+StatisticsHandler/)
    expect(text).toMatch(/\(metrics-servlet\)\n {4}\S.*; gives/)
    expect(text).toMatch(/\(otlp\)\n {4}spans of /)
    expect(text).not.toMatch(/lacks .*policy/)
  })

  it('forbids everything else', async () => {
    const answer = await fetch(`${jetty.jolokia}/exec/java.lang:type=Memory/gc`)
    expect(await answer.json()).toMatchObject({ status: 403 })
  })
})

describe('a real Jetty with the line for an older Java', () => {
  it('is read all the same', async () => {
    await fetchServer('jetty')
    const jar = await agentOf('jolokia-1')
    const line = BLOCKS.get('jolokia-1') ?? ''
    const agents = (place: AgentPlace) => [jolokiaLine(line, 'jolokia-jvm-1.7.2.jar', { ...place, jar })]
    const jetty = await startJetty({ agents })
    onTestFinished(() => jetty.stop())
    const reader = jvmReader({ url: jetty.jolokia })
    onTestFinished(() => reader.close())
    expect((await reader.check()).gives.join()).toContain('heap')
  }, 180_000)
})

it("adds Jetty's modules by the command of the guide", async () => {
  await fetchServer('jetty')
  const home = join(
    (await fetchedServer('jetty')).folder,
    'unpacked',
    `jetty-distribution-${packageOf('jetty').version}`,
  )
  const [java = '', ...args] = (BLOCKS.get('jetty-beans') ?? '').trim().split(' ')
  expect(java).toBe('java')
  const placedArgs = args.map((arg) => (arg === 'start.jar' ? join(home, 'start.jar') : arg))
  await promisify(execFile)((await findJdk()).java, placedArgs, { cwd: folder, timeout: 60_000 })
  const ini = readFileSync(join(folder, 'start.ini'), 'utf8')
  expect(ini).toMatch(/^--module=stats$/m)
  expect(ini).toMatch(/^--module=jmx$/m)
})

it('shows a header that is read, with names of ones own', async () => {
  const header = (BLOCKS.get('server-timing') ?? '').replace(/^Server-Timing: /, '').trim()
  expect(parseServerTiming(header, noServerTimes())).toEqual({
    ...{ jettyUs: 29_670, cassandraUs: 18_933, elasticsearchUs: 10_041 },
    ...{ cassandraOperations: 3, elasticsearchOperations: 1 },
  })
  const { text } = await checked(`target: { urls: http://127.0.0.1:9 }\n${BLOCKS.get('names')}`)
  expect(text).toContain('(server-timing)')
})
