import type { TLSSocket } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { agentOf, answered, ask, type CreateTransport, inShort, tlsOptionsFor, transportOf } from './asking.js'
import { answer, rawServer, testCa } from './raw-server.js'
import { until } from './until.js'

/** Requests over TLS. */
export const tlsContract = (create: CreateTransport) =>
  describe('TLS', () => {
    test.each(['TLSv1.2', 'TLSv1.3'] as const)(
      '%s is spoken, and a reconnect resumes the session of that agent',
      async (version) => {
        const server = await rawServer((socket) => socket.write(answer('ok', 'Connection: close')), {
          tls: { minVersion: version, maxVersion: version },
        })
        const transport = transportOf(create, tlsOptionsFor(server.port))
        const agent = transport.agent(0)
        const first = await answered(agent)
        const again = await answered(agent)
        const other = await answered(transport.agent(1))
        expect([first, again, other].map(({ timing }) => timing.tlsResumed)).toEqual([false, true, false])
        expect(first.timing.tlsUs).toBeGreaterThan(0)
        expect(first.timing.connectUs).toBeGreaterThan(0)
        expect(transport.counters).toMatchObject({ fullHandshakes: 2, resumedHandshakes: 1, connectionsOpened: 3 })
      },
    )

    test('a session id is resumed where there are no tickets', async () => {
      const sessions = new Map<string, Buffer>()
      const server = await rawServer((socket) => socket.write(answer('ok', 'Connection: close')), {
        // SSL_OP_NO_TICKET
        tls: { maxVersion: 'TLSv1.2', secureOptions: 0x4000 },
        onServer: (tls) =>
          tls
            .on('newSession', (id, data, done) => {
              sessions.set(id.toString('hex'), data)
              done()
            })
            .on('resumeSession', (id, done) => done(null, sessions.get(id.toString('hex')) ?? null)),
      })
      const agent = agentOf(create, tlsOptionsFor(server.port))
      const resumed = [await answered(agent), await answered(agent)].map(({ timing }) => timing.tlsResumed)
      expect([resumed, sessions.size]).toEqual([[false, true], 1])
    })

    test.each([
      ['front.test:8443', 'front.test'],
      ['127.0.0.1:8443', false],
    ])('to %s the server name sent is %s', async (host, expected) => {
      const server = await rawServer((socket) => socket.write(answer(`${(socket as TLSSocket).servername}`)), {
        tls: {},
      })
      const fronts = [{ host, address: '127.0.0.1', port: server.port }]
      expect(inShort(await ask(agentOf(create, tlsOptionsFor(server.port, { fronts }))))).toBe(`200 ${expected}`)
    })

    test('large answers arrive whole, and are counted as they were before encryption', async () => {
      const body = 'x'.repeat(1_000_000)
      const server = await rawServer((socket) => socket.write(answer(body)), { tls: {} })
      const result = await answered(agentOf(create, tlsOptionsFor(server.port)))
      expect(result.body === body).toBe(true)
      expect(result.timing.bytesIn).toBe(answer(body).length)
      expect(result.timing.bytesOut).toBe(server.received(0).length)
    })

    test.each([
      ['an unknown CA', 'front.test', undefined],
      ['another name', 'tatami.example', testCa],
    ])('a certificate of %s is a tls failure, unless insecure', async (_, host, ca) => {
      const server = await rawServer((socket) => socket.write(answer('ok')), { tls: {} })
      const fronts = [{ host, address: '127.0.0.1', port: server.port }]
      const trust = ca === undefined ? {} : { ca }
      const outcomes = [false, true].map(async (insecure) =>
        inShort(await ask(agentOf(create, tlsOptionsFor(server.port, { fronts, tls: { ...trust, insecure } })))),
      )
      expect(await Promise.all(outcomes)).toEqual(['tls', '200 ok'])
    })

    test('a server that speaks no TLS is a tls failure', async () => {
      const server = await rawServer(() => {})
      const result = ask(agentOf(create, tlsOptionsFor(server.port)))
      await until(() => server.sockets.length === 1)
      server.sockets[0]?.write('HTTP/1.1 400 Bad Request\r\n\r\n')
      expect(inShort(await result)).toBe('tls')
    })

    test('one that closes during the handshake is a tls failure', async () => {
      const server = await rawServer(() => {})
      const result = ask(agentOf(create, tlsOptionsFor(server.port)))
      await until(() => server.sockets.length === 1)
      server.sockets[0]?.end()
      expect(inShort(await result)).toBe('tls')
    })

    test('a handshake that takes longer than the connect time-out is a tls failure with nothing sent', async () => {
      const server = await rawServer(() => {})
      const result = await ask(agentOf(create, tlsOptionsFor(server.port, { connectTimeoutUs: 100_000 })))
      expect([inShort(result), result.timing.sentUs]).toEqual(['tls', undefined])
    })

    test('a connection cut after the handshake is a reset', async () => {
      const server = await rawServer((socket) => socket.destroy(), { tls: {} })
      expect(inShort(await ask(agentOf(create, tlsOptionsFor(server.port))))).toBe('reset')
    })
  })
