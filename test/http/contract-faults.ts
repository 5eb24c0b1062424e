import type { Socket } from 'node:net'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { agentOf, ask, type CreateTransport, inShort, optionsFor, transportOf } from './asking.js'
import { fullBacklog } from './full-backlog.js'
import { answer, rawServer } from './raw-server.js'
import type { Traits } from './traits.js'
import { until } from './until.js'

const SMALL = { headBytes: 1_024, bodyBytes: 10_000 }

/** A server that does something to the first request, and what the request must come to. */
type Hostile = readonly [string, (socket: Socket) => void, string]
const HOSTILE: readonly Hostile[] = [
  ['speaks another protocol', (s) => s.write('SSH-2.0-OpenSSH_9.2\r\n'), 'protocol'],
  ['sends binary garbage', (s) => s.write(Buffer.alloc(5_000, 0x81)), 'protocol'],
  ['closes at once', (s) => s.end(), 'reset'],
  ['resets at once', (s) => s.resetAndDestroy(), 'reset'],
  ['closes inside the head', (s) => s.end('HTTP/1.1 200 OK\r\nContent-Le'), 'reset'],
  ['closes after the head', (s) => s.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'), 'protocol'],
  ['closes inside the body', (s) => s.end('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc'), 'protocol'],
  ['closes inside a chunk', (s) => s.end('HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nab'), 'protocol'],
  ['sends more than it said', (s) => s.write(`${answer('abc')}!`), 'protocol'],
  ['answers twice', (s) => s.write(answer('abc') + answer('def')), 'protocol'],
  ['names two lengths', (s) => s.write(answer('abc', 'Content-Length: 4')), 'protocol'],
  ['folds a header', (s) => s.write(answer('abc', 'X-A: 1\r\n 2')), 'protocol'],
  ['sends an endless head', (s) => flood(s, 'HTTP/1.1 200 OK\r\n', `X-Filler: ${'x'.repeat(100)}\r\n`), 'protocol'],
  ['sends an endless header', (s) => flood(s, 'HTTP/1.1 200 OK\r\nX: ', 'x'.repeat(100)), 'protocol'],
  ['sends an endless body', (s) => flood(s, 'HTTP/1.1 200 OK\r\n\r\n', 'x'.repeat(1_000)), 'protocol'],
  ['sends endless chunks', (s) => flood(s, `${CHUNKED}\r\n`, '3\r\nabc\r\n'.repeat(100)), 'protocol'],
  ['sends endless trailers', (s) => flood(s, `${CHUNKED}\r\n0\r\n`, 'X-Trailer: x\r\n'.repeat(100)), 'protocol'],
  ['promises too much', (s) => s.write('HTTP/1.1 200 OK\r\nContent-Length: 10001\r\n\r\n'), 'protocol'],
  ['sends a gzip bomb', (s) => s.write(zipped(gzipSync(Buffer.alloc(1_000_000)))), 'protocol'],
  ['sends gzip that is none', (s) => s.write(zipped(Buffer.from('no gzip'))), 'protocol'],
  ['says nothing', () => {}, 'timeout'],
  ['drips its head', (s) => drip(s), 'timeout'],
  ['stops inside the body', (s) => s.write('HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nabc'), 'timeout'],
]

/** What becomes of a request when the other side, or this machine, misbehaves; afterwards all goes on as before. */
export const faultsContract = (create: CreateTransport, traits: Traits) =>
  describe('faults', () => {
    test.each([...HOSTILE, flooding(traits)])('a server that %s', async (_, act, outcome) => {
      const server = await rawServer((socket, _text, nth, connection) =>
        connection === 0 && nth === 0 ? act(socket) : socket.write(answer('well again')),
      )
      const transport = transportOf(create, optionsFor(server.port, { limits: SMALL }))
      const agent = transport.agent(0)
      const timeoutUs = outcome === 'timeout' ? 150_000 : 10_000_000
      const result = await ask(agent, { timeoutUs })
      expect(inShort(result)).toBe(outcome)
      if (result.kind === 'failure') expect(result.message).not.toContain('\n')
      expect(inShort(await ask(agent))).toBe('200 well again')
      expect(transport.counters.openConnections).toBe(1)
    })

    test('bytes on an idle connection close it and harm no request', async () => {
      const server = await rawServer((socket) => socket.write(answer('ok')))
      const transport = transportOf(create, optionsFor(server.port))
      const agent = transport.agent(0)
      expect(inShort(await ask(agent))).toBe('200 ok')
      server.sockets[0]?.write('HTTP/1.1 408 Request Timeout\r\n\r\n')
      await until(() => transport.counters.openConnections === 0)
      expect(inShort(await ask(agent, { method: 'POST' }))).toBe('200 ok')
    })

    test('nobody listening is a connect failure, with nothing sent', async () => {
      const server = await rawServer(() => {})
      await server.close()
      const result = await ask(agentOf(create, optionsFor(server.port)))
      expect(result).toMatchObject({ kind: 'failure', reason: 'connect' })
      expect(result.timing.sentUs).toBeUndefined()
      expect(result.timing.bytesOut).toBe(0)
    })

    test('what a broken answer held is not in the message', async () => {
      const server = await rawServer((socket) =>
        socket.write('HTTP/1.1 200 OK\r\nSet-Cookie: S=hidden\r\nhidden\r\n\r\n'),
      )
      const result = await ask(agentOf(create, optionsFor(server.port)))
      expect(result).toMatchObject({
        kind: 'failure',
        reason: 'protocol',
        message: expect.not.stringContaining('hidden'),
      })
    })

    test('a front that does not take connections in time is a connect failure', async () => {
      const port = await fullBacklog()
      const transport = transportOf(create, optionsFor(port, { connectTimeoutUs: 150_000 }))
      expect(inShort(await ask(transport.agent(0)))).toBe('connect')
      expect(transport.counters.openConnections).toBe(0)
    })

    test('a waiting request times out without being sent, and the one before it is left alone', async () => {
      const held: Socket[] = []
      const server = await rawServer((socket) => held.push(socket))
      const options = optionsFor(server.port, { connections: { perUser: 1, extraIdleUs: 1_000_000 } })
      const agent = agentOf(create, options)
      const first = ask(agent)
      const second = await ask(agent, { timeoutUs: 50_000 })
      expect([inShort(second), second.timing.sentUs]).toEqual(['timeout', undefined])
      held[0]?.write(answer('late'))
      expect(inShort(await first)).toBe('200 late')
    })
  })

const flooding = ({ interimFlood }: Traits): Hostile => [
  'floods with 1xx',
  (s) => flood(s, '', 'HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n'.repeat(100)),
  interimFlood,
]

const CHUNKED = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n'

const zipped = (bytes: Buffer): Buffer =>
  Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${bytes.length}\r\n\r\n`),
    bytes,
  ])

// As fast as the other side takes it, until that closes.
const flood = (socket: Socket, start: string, again: string): void => {
  const pour = (): void => {
    while (!socket.destroyed && socket.write(again));
  }
  socket.on('drain', pour)
  socket.write(start)
  pour()
}

const drip = (socket: Socket): void => {
  const timer = setInterval(() => socket.write('x'), 5)
  socket.write('HTTP/1.1 200 OK\r\nX: ')
  socket.on('close', () => clearInterval(timer))
}
