import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { connect } from 'node:net'
import { request } from 'undici'
import { describe, expect, it } from 'vitest'
import { isAlive } from '../is-alive.js'
import { NODES_ENTRY, startNodesChild } from './nodes-child.js'
import { loggedIn, timingOf } from './person-client.js'

const gone = async (pid: number): Promise<void> => {
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 20))
}

/** A parent to be killed: starts the process, hands its number on and waits. */
const PARENT = `
  const child = require('node:child_process').fork(process.argv[1])
  child.on('message', () => console.log(child.pid))
  child.send({
    kind: 'start', population: 10, seed: 1, address: '127.0.0.1',
    size: { nginx: 1, jetty: 1, cassandra: 1, elasticsearch: 1, plain: true, faults: [] },
  })
  setInterval(() => {}, 1000)
`

describe('the process of the application nodes', () => {
  it('gives every node a port of its own, and the gate one only when a fault concerns nginx', async () => {
    const stack = await startNodesChild({ jetty: 4 })
    try {
      if (stack.said.kind !== 'ready') throw new Error('not ready')
      expect(new Set(stack.said.jettyPorts).size).toBe(4)
      expect(stack.said.gatePort).toBeUndefined()
    } finally {
      await stack.stop()
    }
  })

  it('answers 204 at the gate, later by the latency', async () => {
    const stack = await startNodesChild({ faults: ['nginx:latency=150ms'] })
    try {
      const askedMs = performance.now()
      const { statusCode, body } = await request(`${stack.gate}/1`)
      expect([statusCode, await body.text()]).toEqual([204, ''])
      expect(performance.now() - askedMs).toBeGreaterThanOrEqual(149)
    } finally {
      await stack.stop()
    }
  })

  it('refuses a fault it does not know, with the remedy', async () => {
    const stack = await startNodesChild({ faults: ['nginx:down'] })
    try {
      expect(stack.said).toMatchObject({
        kind: 'refused',
        message: expect.stringMatching(/--fault: nginx:down: legal are/),
      })
    } finally {
      await stack.stop()
    }
  })

  it('leaves it to the parent when it ends, whatever a terminal sends', async () => {
    const stack = await startNodesChild()
    try {
      process.kill(stack.pid, 'SIGINT')
      process.kill(stack.pid, 'SIGTERM')
      expect((await (await loggedIn(stack.nodes[0] ?? '')).ask('/tatami/rest/groups')).status).toBe(200)
    } finally {
      await stack.stop()
    }
  })

  it('ends when its channel closes, even with connections open', async () => {
    const stack = await startNodesChild()
    const socket = connect(Number(new URL(stack.nodes[0] ?? '').port), '127.0.0.1')
    await once(socket, 'connect')
    socket.on('error', () => {})
    stack.child.disconnect()
    const [code] = await once(stack.child, 'exit')
    socket.destroy()
    expect(code).toBe(0)
  })

  it('ends when its parent is killed', async () => {
    const parent = spawn(process.execPath, ['-e', PARENT, NODES_ENTRY], { stdio: ['ignore', 'pipe', 'inherit'] })
    const [line] = await once(parent.stdout, 'data')
    const pid = Number(String(line))
    expect(isAlive(pid)).toBe(true)
    parent.kill('SIGKILL')
    await gone(pid)
  })

  it('takes any bytes at its door without coming to harm', async () => {
    const stack = await startNodesChild()
    try {
      const port = Number(new URL(stack.nodes[0] ?? '').port)
      const garbage = [
        '\0\0\0\r\n\r\n',
        'GET / HTTP/1.1\r\n\r\n',
        '\x16\x03\x01\x02\x00\r\n',
        'POST /x HTTP/1.1\r\nHost: h\r\nContent-Length: x\r\n\r\n',
      ]
      for (const bytes of garbage) {
        const socket = connect(port, '127.0.0.1')
        socket.write(bytes)
        const [answer] = await once(socket, 'data')
        expect(String(answer)).toMatch(/^HTTP\/1\.1 400 /)
        await once(socket, 'close')
      }
      expect((await (await loggedIn(stack.nodes[0] ?? '')).ask('/tatami/')).status).toBe(200)
    } finally {
      await stack.stop()
    }
  })

  it.skipIf(process.platform !== 'linux')('needs no memory for people who do nothing', async () => {
    const residentKib = async (population: number): Promise<number> => {
      const stack = await startNodesChild({}, population)
      try {
        await loggedIn(stack.nodes[0] ?? '')
        return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${stack.pid}/status`, 'latin1'))?.[1])
      } finally {
        await stack.stop()
      }
    }
    // A number each would be 1,250 KiB, an object each 10,000.
    expect((await residentKib(160_000)) - (await residentKib(100))).toBeLessThan(10_000)
  })

  it('pays cold caches once in the whole cluster', async () => {
    const stack = await startNodesChild()
    try {
      const person = await loggedIn(stack.nodes[0] ?? '')
      const path = '/tatami/rest/statuses/home_timeline'
      const operations = async (node: string | undefined) => timingOf(await person.ask(path, {}, node))['cassandra']?.n
      expect(await operations(stack.nodes[0])).toBeGreaterThan(80)
      expect(await operations(stack.nodes[1])).toBe(1)
    } finally {
      await stack.stop()
    }
  })
})
