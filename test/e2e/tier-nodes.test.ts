import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { riemannServer } from '../live/riemann/riemann-server.js'
import { frame, indexServer } from '../tiers/riemann/index-server.js'
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

  const joined = (host: string) =>
    frame(
      JSON.stringify({ host, service: 'jetty', state: 'ok', time: new Date().toISOString(), description: 'joined' }),
    )
  const recorded = (what: string) => readFileSync(`fixtures/tiers/elasticsearch/7.17-${what}.json`)
  const profileWith = (tiers: string, riemann = ''): string => {
    const file = join(temporaryFolder(), 'nodes.yaml')
    writeFileSync(file, `extends: smoke\ntarget: { urls: ${url} }\ntiers: { ${tiers} }\n${riemann}`)
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

  it('reports what they counted during the run, nginx as many requests as were sent and read, and what Riemann told', async () => {
    const [riemann, index] = [await riemannServer(), await indexServer()]
    const section = `riemann: { server: '127.0.0.1:${riemann.port}', subscribe: '${index.url}' }\n`
    const file = profileWith(`nginxStatus: ${url}/nginx_status, elasticsearch: ${nodeUrl}`, section)
    const dir = runFolder()
    // The run goes on once Riemann has heard of its first second.
    void riemann.heard(1).then(() => index.subscribers[0]?.socket.write(joined('jetty-2')))
    const { stderr } = await cli(['run', file, '--users', '20', '--ramp', '3s', '--hold', '3s', '--out', dir])
    const { nodes, requests, events, riemann: told } = resultIn(dir)
    expect(events, stderr).toMatchObject([{ host: 'jetty-2', service: 'jetty', state: 'ok', isNewHost: true }])
    expect(riemann.messages.length).toBeGreaterThan(5)
    expect(told?.output).toMatchObject({ dropped: 0, refused: 0, unanswered: 0 })
    expect(
      nodes.map(({ source }) => source),
      stderr,
    ).toEqual(['stub-status', 'elasticsearch'])
    const [nginx, elasticsearch] = nodes
    const counted = nginx?.operations[0]?.count ?? 0
    expect(counted).toBeGreaterThan(requests.sent)
    expect(counted).toBeLessThan(requests.sent + 30)
    expect(elasticsearch?.operations.find(({ name }) => name === 'search.query')).toMatchObject({ count: 0 })
    const page = readFileSync(join(dir, 'report.html'), 'utf8')
    expect(page).toContain('Nodes of the tiers')
    expect(page).toMatch(/<title>0:0\d jetty-2 jetty ok, new host: joined<\/title>/)
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
