import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { BuiltInPlace } from '../../src/rehearsal/built-in-fronts.js'
import { frontCapacity } from '../../src/rehearsal/front-capacity.js'
import { ask } from './ask-front.js'
import { until } from './leftovers.js'
import { built } from './stack-under-test.js'

const ADDRESS = '127.0.0.1'
const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, ADDRESS)
  await once(server, 'listening')
  const address = server.address()
  server.close()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

it('the process of a built-in front has written its log when it ends', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-front-'))
  const port = await freePort()
  const place: BuiltInPlace = {
    ...{ number: 1, address: ADDRESS, port, users: 1, nodes: [], accessLog: join(folder, 'access.log') },
    capacity: frontCapacity({ users: 1, cores: 1, fileLimit: 1_024 }),
  }
  const child = fork(built('built-in-front-process.js'), { cwd: folder, execArgv: [] })
  try {
    child.send(place)
    const front = { host: ADDRESS, address: ADDRESS, port }
    const isUp = () => ask(front, { path: '/nginx_status' }).then(Boolean, () => false)
    await until('the front answers', isUp)
    await ask(front, { path: '/', headers: { ['traceparent']: 'any' } })
    child.disconnect()
    expect(await once(child, 'exit')).toEqual([0, null])
    expect(readFileSync(place.accessLog, 'utf8')).toMatch(/^\{.*"tp":"any".*"st":"502".*\}\n$/)
  } finally {
    child.kill('SIGKILL')
    rmSync(folder, { recursive: true, force: true })
  }
})
