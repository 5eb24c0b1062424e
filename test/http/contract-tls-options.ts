import type { TLSSocket } from 'node:tls'
import { describe, expect, test } from 'vitest'
import { PreflightError } from '../../src/base/errors.js'
import type { Transport, TransportOptions } from '../../src/http/exchange.js'
import { answered, ask, type CreateTransport, inShort, tlsOptionsFor, transportOf } from './asking.js'
import { answer, clientCa, clientCertificate, encryptedClientKey, rawServer, testCa } from './raw-server.js'
import type { Traits } from './traits.js'

const VERSIONS = ['TLSv1.2', 'TLSv1.3'] as const

/** What a profile may ask of TLS. */
export const tlsOptionsContract = (create: CreateTransport, traits: Traits) =>
  describe('TLS options', () => {
    const towards = (port: number, tls: Partial<NonNullable<TransportOptions['tls']>>): Transport =>
      transportOf(create, tlsOptionsFor(port, { tls: { ca: testCa, insecure: false, ...tls } }))

    test.each([
      ['TLSv1.2', { maxVersion: 'TLSv1.2' }],
      ['TLSv1.3', {}],
      ['TLSv1.3', { minVersion: 'TLSv1.3' }],
    ] as const)('%s is spoken within the bounds %j', async (version, bounds) => {
      const server = await rawServer((socket) => socket.write(answer(`${(socket as TLSSocket).getProtocol()}`)), {
        tls: {},
      })
      expect(inShort(await ask(towards(server.port, bounds).agent(0)))).toBe(`200 ${version}`)
    })

    test('a front beyond the bounds is a tls failure', async () => {
      const server = await rawServer((socket) => socket.write(answer('ok')), { tls: { maxVersion: 'TLSv1.2' } })
      expect(inShort(await ask(towards(server.port, { minVersion: 'TLSv1.3' }).agent(0)))).toBe('tls')
    })

    describe.each(VERSIONS)('with %s', (version) => {
      const closing = (tls = {}) =>
        rawServer((socket) => socket.write(answer('ok', 'Connection: close')), {
          tls: { minVersion: version, maxVersion: version, ...tls },
        })
      const resumedOf = async (transport: Transport, users: readonly number[]): Promise<(boolean | undefined)[]> => {
        const agents = new Map(users.map((user) => [user, transport.agent(user)]))
        const resumed: (boolean | undefined)[] = []
        for (const user of users) {
          const agent = agents.get(user)
          if (agent) resumed.push((await answered(agent)).timing.tlsResumed)
        }
        return resumed
      }

      test.each([
        [clientCertificate, '200 load generator'],
        [{ ...clientCertificate, key: encryptedClientKey, passphrase: 'of the test' }, '200 load generator'],
      ])('a front that asks for a certificate gets the one given', async (client, outcome) => {
        const server = await rawServer(
          (socket) => socket.write(answer(`${(socket as TLSSocket).getPeerCertificate().subject.CN}`)),
          { tls: { minVersion: version, maxVersion: version, requestCert: true, ca: clientCa } },
        )
        expect(inShort(await ask(towards(server.port, { client }).agent(0)))).toBe(outcome)
      })

      test('without one there is no answer, and the failure is of TLS', async () => {
        const server = await closing({ requestCert: true, ca: clientCa })
        const outcome = inShort(await ask(towards(server.port, {}).agent(0)))
        expect(version === 'TLSv1.2' ? ['tls'] : traits.refusedCertificate).toContain(outcome)
      })

      test('no session is ever offered when none is to be', async () => {
        const server = await closing()
        const transport = towards(server.port, { resumption: 'never' })
        await transport.prepare()
        expect(await resumedOf(transport, [0, 1, 0, 1])).toEqual([false, false, false, false])
        expect(transport.counters).toMatchObject({ fullHandshakes: 4, resumedHandshakes: 0 })
      })

      test('every user offers one when all are to, their first connection included, and the warm-up is not counted', async () => {
        const server = await closing()
        const transport = towards(server.port, { resumption: 'always' })
        await transport.prepare()
        expect(transport.counters).toMatchObject({ fullHandshakes: 0, openConnections: 0, connectionsOpened: 0 })
        expect(await resumedOf(transport, [0, 1, 0, 1])).toEqual([true, true, true, true])
        expect(transport.counters).toMatchObject({ fullHandshakes: 0, resumedHandshakes: 4 })
      })
    })

    test.each([
      ['resumes no session', { maxVersion: 'TLSv1.2', secureOptions: NO_TICKET }, 'did not resume'],
      ['is not there', undefined, 'no TLS|closed the connection'],
    ] as const)('a front that %s is told before the first user when all are to resume', async (_, tls, message) => {
      const server = await rawServer((socket) => socket.destroy(), tls === undefined ? {} : { tls })
      if (tls === undefined) await server.close()
      const options = tlsOptionsFor(server.port, {
        tls: { ca: testCa, insecure: false, resumption: 'always' },
        connectTimeoutUs: 300_000,
      })
      const prepared = transportOf(create, options).prepare()
      await expect(prepared).rejects.toThrow(PreflightError)
      await expect(prepared).rejects.toThrow(new RegExp(message))
    })

    test('each connection that comes up is told, with how long that took', async () => {
      const server = await rawServer((socket) => socket.write(answer('ok', 'Connection: close')), { tls: {} })
      const connects: number[] = []
      const secured: [boolean, number][] = []
      const options = tlsOptionsFor(server.port, {
        observer: { connected: (us) => connects.push(us), secured: (us, isResumed) => secured.push([isResumed, us]) },
      })
      const agent = transportOf(create, options).agent(0)
      const timings = [(await answered(agent)).timing, (await answered(agent)).timing]
      expect(connects).toEqual(timings.map(({ connectUs }) => connectUs))
      expect(secured).toEqual(timings.map(({ tlsUs, tlsResumed }) => [tlsResumed, tlsUs]))
      expect(secured.map(([isResumed]) => isResumed)).toEqual([false, true])
    })
  })

// SSL_OP_NO_TICKET
const NO_TICKET = 0x4000
