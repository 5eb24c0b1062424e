import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cli, type Running, resultIn, start } from './cli-process.js'
import { runFolder, temporaryFolder } from './run-folder.js'

// A platform of which the profile names nodes: a real nginx, and an Elasticsearch node's recorded answers (real ones: test/servers).
describe('a profile that names nodes of its tiers', () => {
  let stack: Running
  let url: string
  let node: Server
  let nodeUrl: string
  beforeAll(async () => {
    stack = start(['rehearsal', '--plain', '--users', '50'])
    url = /http:\/\/\S+:\d+/.exec(await stack.said('Ctrl-C'))?.[0] ?? ''
    node = createServer((asked, answer) => answer.end(recorded(asked.url === '/' ? 'root' : 'stats')))
    await new Promise<void>((resolve) => node.listen(0, '127.0.0.1', resolve))
    nodeUrl = `http://127.0.0.1:${(node.address() as AddressInfo).port}`
  })
  afterAll(() => {
    stack.child.kill('SIGTERM')
    node.close()
    node.closeAllConnections()
  })

  const recorded = (what: string) => readFileSync(`fixtures/tiers/elasticsearch/7.17-${what}.json`)
  const profileWith = (tiers: string): string => {
    const file = join(temporaryFolder(), 'nodes.yaml')
    writeFileSync(file, `extends: smoke\ntarget: { urls: ${url} }\ntiers: { ${tiers} }\n`)
    return file
  }

  it('is told what each of them can give, and how to have more', async () => {
    const file = profileWith(`nginxStatus: ${url}/nginx_status, elasticsearch: ${nodeUrl}`)
    const { code, stdout } = await cli(['tiers', file, '--check'])
    expect(code, stdout).toBe(0)
    expect(stdout).toMatch(/^nginx\n {2}\S+ \(stub-status\)\n {4}nginx; gives requests/)
    expect(stdout).toMatch(/elasticsearch\n {2}127\.0\.0\.1:\d+ \(elasticsearch\)\n {4}Elasticsearch 7\.17\.\d+; gives/)
    expect(stdout).toContain('No node of jetty, cassandra is named.')
  })

  it('reports what they counted during the run, nginx as many requests as were sent and read', async () => {
    const file = profileWith(`nginxStatus: ${url}/nginx_status, elasticsearch: ${nodeUrl}`)
    const dir = runFolder()
    const { stderr } = await cli(['run', file, '--users', '20', '--ramp', '3s', '--hold', '3s', '--out', dir])
    const { nodes, requests } = resultIn(dir)
    expect(
      nodes.map(({ source }) => source),
      stderr,
    ).toEqual(['stub-status', 'elasticsearch'])
    const [nginx, elasticsearch] = nodes
    const counted = nginx?.operations[0]?.count ?? 0
    expect(counted).toBeGreaterThan(requests.sent)
    expect(counted).toBeLessThan(requests.sent + 30)
    expect(elasticsearch?.operations.find(({ name }) => name === 'search.query')).toMatchObject({ count: 0 })
    expect(readFileSync(join(dir, 'report.html'), 'utf8')).toContain('Nodes of the tiers')
  })

  it('is refused before the run when one of them does not answer, which is named', async () => {
    const file = profileWith('elasticsearch: http://127.0.0.1:9')
    const dir = runFolder()
    const { code, stderr } = await cli(['run', file, '--users', '5', '--ramp', '1s', '--hold', '1s', '--out', dir])
    expect(code, stderr).toBe(5)
    expect(stderr).toMatch(/127\.0\.0\.1:9 does not answer \(ECONNREFUSED\); tatami-load tiers/)
    expect(existsSync(dir)).toBe(false)
    expect((await cli(['tiers', file, '--check'])).code).toBe(5)
  })
})
