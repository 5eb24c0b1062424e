import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { below, randomStream } from '../../src/base/random.js'
import type { HttpResult } from '../../src/http/exchange.js'
import { createTransport } from '../../src/http/transport.js'
import { createUndiciTransport } from '../../src/http/undici-transport.js'
import { optionsFor, request, tlsOptionsFor, transportOf } from './asking.js'
import { answer, rawServer } from './raw-server.js'
import { until } from './until.js'

const USERS = 8
const REQUESTS = 1_500

const MOODS: readonly ((socket: Socket) => void)[] = [
  (socket) => socket.write(answer('ok')),
  (socket) => socket.write(answer('x'.repeat(100_000))),
  (socket) => socket.write(answer('bye', 'Connection: close')),
  (socket) => setTimeout(() => socket.write(answer('late')), 5),
  (socket) => socket.end(answer('half').slice(0, -2)),
  (socket) => socket.end(),
  (socket) => socket.destroy(),
  (socket) => socket.write('garbage\r\n'),
  (socket) => socket.write(`${answer('one')}${answer('two')}`),
  () => {},
]

test.each([
  ['plain', 'lean', createTransport],
  ['TLS', 'lean', createTransport],
  ['plain', 'undici', createUndiciTransport],
  ['TLS', 'undici', createUndiciTransport],
] as const)(
  'over %s with the %s transport, whatever the server does and whenever users leave, each request ends exactly once',
  async (kind, _, create) => {
    const random = randomStream(7, kind)
    const server = await rawServer(
      (socket) => MOODS[below(random, MOODS.length)]?.(socket),
      kind === 'TLS' ? { tls: {} } : {},
    )
    const changes = { connections: { perUser: 3, extraIdleUs: 20_000 } }
    const options = kind === 'TLS' ? tlsOptionsFor(server.port, changes) : optionsFor(server.port, changes)
    const transport = transportOf(create, options)
    const agents = Array.from({ length: USERS }, (_, user) => transport.agent(user))
    const calls = new Array<number>(REQUESTS).fill(0)
    const outcomes = new Set<string>()
    for (let i = 0; i < REQUESTS; i++) {
      const user = below(random, USERS)
      const method = random() < 0.5 ? ('GET' as const) : ('POST' as const)
      agents[user]?.send(request({ method, timeoutUs: 250_000 }), (result: HttpResult) => {
        calls[i] = (calls[i] ?? 0) + 1
        outcomes.add(result.kind === 'response' ? 'response' : result.reason)
      })
      if (random() < 0.01) {
        agents[user]?.close()
        agents[user] = transport.agent(user)
      }
      if (i % 20 === 0) await sleep(1)
    }
    await until(() => calls.every((count) => count > 0))
    transport.close()
    expect(transport.counters.openConnections).toBe(0)
    await until(() => server.sockets.every(({ destroyed, readableEnded }) => destroyed || readableEnded))
    expect(calls.every((count) => count === 1)).toBe(true)
    expect([...outcomes].sort()).toEqual(['protocol', 'reset', 'response', 'timeout'])
  },
)
