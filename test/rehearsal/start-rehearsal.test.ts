import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { afterAll, afterEach, describe, expect, it } from 'vitest'
import { PreflightError } from '../../src/base/errors.js'
import { findNginx } from '../../src/rehearsal/find-nginx.js'
import type { Rehearsal } from '../../src/rehearsal/rehearsal.js'
import { parseNginxLine } from '../../src/tiers/nginx/log-line.js'
import { type Asked, ask } from './ask-front.js'
import { processesIn, until } from './leftovers.js'
import { StacksUnderTest } from './stack-under-test.js'

const nginx = await findNginx()
const kinds = nginx ? (['nginx', 'built-in'] as const) : (['built-in'] as const)
const frontOf = (kind: 'nginx' | 'built-in') => (kind === 'nginx' && nginx ? nginx : ('built-in' as const))

const stacks = new StacksUnderTest()
afterEach(() => stacks.stopAll())
afterAll(() => stacks.end())

const login = ({ fronts, ca }: Rehearsal, index = 0, headers: Asked['headers'] = {}) => {
  const front = fronts[index]
  if (!front) throw new Error(`no front ${index}`)
  return ask(front, { path: '/tatami/login', ca, headers })
}
const stackFolders = () => readdirSync(stacks.folder).filter((name) => name.startsWith('tatami-load-rehearsal-'))

// Processes of our own that stand in for the application nodes where these misbehave.
const nodesThat = (behaviour: string): string => {
  const path = join(stacks.folder, 'misbehaving-nodes.cjs')
  writeFileSync(path, `process.on('disconnect', () => process.exit(0))\n${behaviour}\n`)
  return path
}

describe.each(kinds)('a stack behind %s', (kind) => {
  const front = frontOf(kind)

  it('shows the login page over TLS by the time it has started', async () => {
    const stack = await stacks.start({}, { front })
    expect(stack.url).toBe(`https://${stack.fronts[0]?.host}`)
    expect((await login(stack)).status).toBe(200)
  })

  it("keeps its authority as a file in the stack's folder", async () => {
    const { ca, caFile = '' } = await stacks.start({}, { front })
    expect(readFileSync(caFile, 'utf8')).toBe(ca)
    expect(stackFolders().map((name) => join(stacks.folder, name))).toEqual([dirname(caFile)])
  })

  it('is plain when asked for', async () => {
    const stack = await stacks.start({ plain: true }, { front })
    expect([stack.url.split(':')[0], stack.ca, stack.caFile]).toEqual(['http', undefined, undefined])
    expect((await login(stack)).status).toBe(200)
  })

  it('has as many fronts as asked for, each with an address of its own', async () => {
    const stack = await stacks.start({ nginx: 2 }, { front })
    expect(new Set(stack.fronts.map(({ address }) => address)).size).toBe(2)
    expect([(await login(stack, 0)).status, (await login(stack, 1)).status]).toEqual([200, 200])
    expect(new Set(stack.accessLogs).size).toBe(2)
  })

  it('logs a traced request, and no other, as the tier source reads it', async () => {
    const stack = await stacks.start({}, { front })
    const [path = ''] = stack.accessLogs
    const traceId = '70a57'.padStart(32, '0')
    await login(stack)
    await login(stack, 0, { ['traceparent']: `00-${traceId}-b7ad6b7169203331-01` })
    await until('a line', () => readFileSync(path, 'utf8').endsWith('\n'))
    const lines = readFileSync(path, 'utf8').trimEnd().split('\n').map(parseNginxLine)
    expect(lines).toMatchObject([{ kind: 'traced', traceId, attempts: 1 }])
  })

  it('stands beside another stack', async () => {
    const [one, other] = await Promise.all([stacks.start({}, { front }), stacks.start({}, { front })])
    await one.stop()
    expect((await login(other)).status).toBe(200)
  })

  it('leaves nothing behind when it is stopped, and can be stopped twice', async () => {
    const stack = await stacks.start({}, { front })
    await stack.stop()
    await stack.stop()
    expect(stackFolders()).toEqual([])
    expect(processesIn(stacks.folder)).toEqual([])
    await expect(login(stack)).rejects.toThrow()
  })

  it('tells what its parts have spent', async () => {
    const stack = await stacks.start({}, { front })
    const usage = await stack.usage()
    expect(usage?.applicationNodes.cpuUs).toBeGreaterThan(0)
    expect(usage?.nginx.rssBytes).toBeGreaterThan(1_000_000)
  })

  it('reports the death of its front, and leaves nothing of it behind', async () => {
    const stack = await stacks.start({}, { front })
    const [folder = ''] = stackFolders()
    const pidFile = join(stacks.folder, folder, 'nginx-1', 'nginx.pid')
    const pid = kind === 'nginx' ? Number(readFileSync(pidFile, 'utf8')) : frontProcess()
    process.kill(pid, 'SIGKILL')
    expect(await stack.died).toMatch(/^(nginx 1|built-in front \S+) was ended by SIGKILL$/)
    await until('only the nodes are left', () => processesIn(stacks.folder).length === 1)
  })

  it('starts although every node is down all along', async () => {
    const stack = await stacks.start({ faults: ['jetty:down'] }, { front })
    expect((await login(stack)).status).toBe(502)
    expect(stack.description).toMatch(/; faults: jetty:down$/)
  })
})

const frontProcess = (): number => {
  const isFront = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('built-in-front-process')
  return processesIn(stacks.folder).find(isFront) ?? -1
}

describe('startRehearsal', () => {
  it('reports the death of the application nodes', async () => {
    const stack = await stacks.start()
    const isNodes = (pid: number) => readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('nodes-process')
    process.kill(processesIn(stacks.folder).find(isNodes) ?? -1, 'SIGKILL')
    expect(await stack.died).toBe('the process of the application nodes was ended by SIGKILL')
  })

  it('says in one line what stands there', async () => {
    const { description } = await stacks.start({ cassandra: 5 }, { front: 'built-in' })
    expect(description).toBe(
      'rehearsal on loopback: 1 built-in front (TLS), not nginx, 2 Jetty, 5 Cassandra, 3 Elasticsearch (modelled)',
    )
  })

  it.each([
    ['refuse', `process.on('message', () => process.send({ kind: 'refused', message: 'no room' }))`, 'no room'],
    [
      'end',
      `console.error('out of memory'); process.exit(3)`,
      'the process of the application nodes ended with exit code 3 before it was ready: out of memory',
    ],
  ])('passes on why the nodes %s, and leaves nothing behind', async (_what, behaviour, message) => {
    const starting = stacks.start({}, { nodesEntry: nodesThat(behaviour) })
    await expect(starting).rejects.toThrow(new PreflightError(message))
    expect(stackFolders()).toEqual([])
    expect(processesIn(stacks.folder)).toEqual([])
  })

  it('says that a program cannot be started', async () => {
    const starting = stacks.start({}, { front: { path: '/nowhere/nginx', version: '1.22.1' } })
    await expect(starting).rejects.toThrow(/^nginx 1 cannot be started: .*ENOENT/)
    expect(stackFolders()).toEqual([])
  })

  it.skipIf(!nginx)("passes on nginx's own complaint, without its time and number", async () => {
    const ready = `process.send({ kind: 'ready', jettyPorts: [99999] })`
    const nodesEntry = nodesThat(`process.on('message', () => ${ready})`)
    await expect(stacks.start({}, { nodesEntry })).rejects.toThrow(
      /^nginx 1 ended with exit code 1 before it was ready: (nginx: )?\[emerg\] (host|invalid port) .*99999/,
    )
    expect(processesIn(stacks.folder)).toEqual([])
  })
})
