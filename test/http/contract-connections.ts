import { describe, expect, test } from 'vitest'
import { agentOf, answered, ask, type CreateTransport, inShort, optionsFor, request, transportOf } from './asking.js'
import { answer, rawServer } from './raw-server.js'
import { until } from './until.js'

/** When connections are opened, shared, closed and opened again. */
export const connectionsContract = (create: CreateTransport) =>
  describe('connections', () => {
    test('requests one after the other share a connection', async () => {
      const server = await rawServer((socket) => socket.write(answer('')))
      const transport = transportOf(create, optionsFor(server.port))
      const agent = transport.agent(0)
      for (let i = 0; i < 3; i++) await answered(agent)
      expect(server.sockets).toHaveLength(1)
      expect(transport.counters).toMatchObject({ openConnections: 1, connectionsOpened: 1 })
    })

    test('requests at once use as many as allowed, the rest wait in order', async () => {
      const server = await rawServer((socket, text) =>
        setImmediate(() => socket.write(answer(text.split(' ')[1] ?? ''))),
      )
      const agent = agentOf(create, optionsFor(server.port, { connections: { perUser: 2, extraIdleUs: 10_000_000 } }))
      const paths = ['/0', '/1', '/2', '/3', '/4']
      const order: string[] = []
      const bodies = await Promise.all(
        paths.map(async (path) => {
          const body = inShort(await ask(agent, { path }))
          order.push(body)
          return body
        }),
      )
      expect(bodies).toEqual(paths.map((path) => `200 ${path}`))
      expect(order.indexOf('200 /2')).toBeLessThan(order.indexOf('200 /4'))
      expect(server.sockets).toHaveLength(2)
    })

    test('the extra ones are closed when idle for long enough, one stays', async () => {
      const server = await rawServer((socket) => socket.write(answer('')))
      const options = optionsFor(server.port, { connections: { perUser: 6, extraIdleUs: 20_000 } })
      const transport = transportOf(create, options)
      const agent = transport.agent(0)
      await Promise.all([0, 1, 2, 3].map(() => answered(agent)))
      await until(() => transport.counters.openConnections === 1)
      await answered(agent)
      expect(transport.counters).toMatchObject({ openConnections: 1, connectionsOpened: 4 })
    })

    test('Connection: close is obeyed, and the next request opens a new one', async () => {
      const server = await rawServer((socket) => socket.write(answer('', 'Connection: close')))
      const transport = transportOf(create, optionsFor(server.port))
      const agent = transport.agent(0)
      expect([inShort(await ask(agent)), inShort(await ask(agent))]).toEqual(['200 ', '200 '])
      expect(server.sockets).toHaveLength(2)
    })

    test('one that the server closed while idle is opened again', async () => {
      const server = await rawServer((socket) => socket.write(answer('ok')))
      const transport = transportOf(create, optionsFor(server.port))
      const agent = transport.agent(0)
      await answered(agent)
      server.sockets[0]?.end()
      await until(() => transport.counters.openConnections === 0)
      expect(inShort(await ask(agent, { method: 'POST' }))).toBe('200 ok')
    })

    test('a GET on a kept connection that is cut unanswered is sent once more', async () => {
      const server = await rawServer((socket, _, nth, connection) => {
        if (connection === 0 && nth === 1) socket.resetAndDestroy()
        else socket.write(answer('ok'))
      })
      const agent = agentOf(create, optionsFor(server.port))
      await answered(agent)
      const { timing, body } = await answered(agent)
      expect(body.toString()).toBe('ok')
      expect(timing.bytesOut).toBe(2 * server.received(1).length)
    })

    test('a POST is not, and a GET not twice', async () => {
      const server = await rawServer((socket, _, nth, connection) => {
        if (nth === 1 || connection === 2) socket.resetAndDestroy()
        else socket.write(answer('ok'))
      })
      const agent = agentOf(create, optionsFor(server.port))
      await answered(agent)
      expect(inShort(await ask(agent, { method: 'POST' }))).toBe('reset')
      await answered(agent)
      expect(inShort(await ask(agent))).toBe('reset')
    })

    test('closing the agent ends what is in flight and what waits with reset, later ones too', async () => {
      const server = await rawServer(() => {})
      const options = optionsFor(server.port, { connections: { perUser: 1, extraIdleUs: 1_000_000 } })
      const transport = transportOf(create, options)
      const agent = transport.agent(0)
      let calls = 0
      const results = [0, 1].map(
        () =>
          new Promise<string>((resolve) =>
            agent.send(request(), (result) => {
              calls++
              resolve(inShort(result))
            }),
          ),
      )
      await until(() => server.received(0) !== '')
      agent.close()
      expect(calls).toBe(0)
      expect(await Promise.all(results)).toEqual(['reset', 'reset'])
      expect(inShort(await ask(agent))).toBe('reset')
      expect(calls).toBe(2)
      expect(transport.counters.openConnections).toBe(0)
    })

    test('closing the transport closes all its agents', async () => {
      const server = await rawServer(() => {})
      const transport = transportOf(create, optionsFor(server.port))
      const result = ask(transport.agent(0))
      await until(() => server.received(0) !== '')
      transport.close()
      expect(inShort(await result)).toBe('reset')
      expect(inShort(await ask(transport.agent(1)))).toBe('reset')
    })
  })
