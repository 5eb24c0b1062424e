import { once } from 'node:events'
import { type AddressInfo, connect, createServer } from 'node:net'
import { describe, expect, onTestFinished, test } from 'vitest'
import type { TransportOptions } from '../../src/http/exchange.js'
import { ask, type CreateTransport, inShort, optionsFor, transportOf } from './asking.js'
import { answer, type RawServer, rawServer } from './raw-server.js'
import { until } from './until.js'

const HOST = '127.0.0.2'

/** Where connections come from. */
export const sourcesContract = (create: CreateTransport) =>
  describe('sources', () => {
    test.each(LOCAL)('%s', async (_, localAddresses, outcome) => {
      const server = await rawServer((socket) => socket.write(answer('ok')))
      const options = optionsFor(server.port, { localAddresses })
      const transport = transportOf(create, options)
      const results = await Promise.all([0, 1, 2, 3].map((user) => ask(transport.agent(user))))
      expect(results.map(inShort)).toEqual(Array(4).fill(outcome))
    })

    test('source addresses are taken in turn', async () => {
      const server = await rawServer((socket) => socket.write(answer(socket.remoteAddress ?? '')))
      const transport = transportOf(create, optionsFor(server.port, { localAddresses: ['127.0.0.2', '127.0.0.3'] }))
      const bodies: string[] = []
      for (const user of [0, 1, 2]) bodies.push(inShort(await ask(transport.agent(user))))
      expect(bodies).toEqual(['200 127.0.0.2', '200 127.0.0.3', '200 127.0.0.2'])
    })

    test('a port whose connection is over is used again, after those that are unused for longer', async () => {
      const server = await serverThatTellsPorts()
      const ports = await freePorts(3)
      const transport = transportOf(create, optionsFor(server.port, sourcesOf(ports)))
      const bodies: string[] = []
      for (const user of [0, 1, 2, 3, 4, 5, 6]) {
        const agent = transport.agent(user)
        bodies.push(inShort(await ask(agent)))
        agent.close()
        await until(() => server.sockets[user]?.closed === true)
      }
      const [a, b, c] = ports.map((port) => `200 ${port}`)
      expect(bodies).toEqual([a, b, c, a, b, c, a])
    })

    test('a port that somebody listens on or connects from is passed over', async () => {
      const server = await serverThatTellsPorts()
      const [listened = 0, connected = 0, free = 0] = await freePorts(3)
      const listener = createServer().listen(listened, HOST)
      const other = connect({ host: '127.0.0.1', port: server.port, localAddress: HOST, localPort: connected })
      onTestFinished(() => {
        listener.close()
        other.destroy()
      })
      await Promise.all([once(listener, 'listening'), once(other, 'connect')])
      const transport = transportOf(create, optionsFor(server.port, sourcesOf([listened, connected, free])))
      expect(inShort(await ask(transport.agent(0)))).toBe(`200 ${free}`)
    })

    test('when all ports of an address are in use, those of the next one are taken, then what the kernel finds', async () => {
      const server = await serverThatTellsPorts()
      const [first = 0, second = 0] = await freePorts(2)
      const sources = { localAddresses: [HOST, HOST], localPorts: [Uint16Array.of(first), Uint16Array.of(second)] }
      const transport = transportOf(create, optionsFor(server.port, sources))
      const bodies: string[] = []
      for (const user of [0, 1, 2]) bodies.push(inShort(await ask(transport.agent(user))))
      expect(bodies.slice(0, 2)).toEqual([`200 ${first}`, `200 ${second}`])
      expect(bodies[2]).toMatch(/^200 \d+$/)
    })
  })

// An address kept for documentation (RFC 5737) is no machine's own.
const LOCAL: readonly (readonly [string, TransportOptions['localAddresses'], string])[] = [
  ["a source address that is not this machine's is passed over for another", ['198.51.100.1', '127.0.0.2'], '200 ok'],
  ["when none is this machine's the failure is local", ['198.51.100.1', '198.51.100.2'], 'local'],
]

const sourcesOf = (ports: readonly number[]) => ({
  localAddresses: [HOST],
  localPorts: [Uint16Array.from(ports)],
})

/** Answers with the port that a request came from, and closes with its client. */
const serverThatTellsPorts = (): Promise<RawServer> =>
  rawServer((socket) => {
    socket.on('end', () => socket.end())
    socket.write(answer(`${socket.remotePort}`))
  })

const freePorts = async (count: number): Promise<readonly number[]> => {
  const servers = Array.from({ length: count }, () => createServer().listen(0, HOST))
  await Promise.all(servers.map((server) => once(server, 'listening')))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  for (const server of servers) server.close()
  await Promise.all(servers.map((server) => once(server, 'close')))
  return ports
}
