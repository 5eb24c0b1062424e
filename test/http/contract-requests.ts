import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { agentOf, answered, ask, type CreateTransport, inShort, optionsFor, request, transportOf } from './asking.js'
import { answer, rawServer } from './raw-server.js'
import type { Traits } from './traits.js'

/** What goes on the wire, and what comes back from it. */
export const requestsContract = (create: CreateTransport, traits: Traits) =>
  describe('requests', () => {
    test('a GET carries Host, its own headers and nothing else that it could do without', async () => {
      const server = await rawServer((socket) => socket.write(answer('hello', 'Content-Type: text/plain')))
      const agent = agentOf(create, optionsFor(server.port))
      const { status, body, bodyBytes, head } = await answered(agent, { path: '/tatami/?a=1' })
      expect([status, body.toString(), bodyBytes, head.contentType]).toEqual([200, 'hello', 5, 'text/plain'])
      const [line, ...headers] = server.received(0).trimEnd().split('\r\n')
      expect(line).toBe('GET /tatami/?a=1 HTTP/1.1')
      const expected = ['accept: */*', `host: 127.0.0.1:${server.port}`, ...traits.ownHeaders]
      expect(headers.map((text) => text.toLowerCase()).sort()).toEqual(expected.sort())
    })

    test('a body goes out as UTF-8 with its length in bytes, a trace with its header', async () => {
      const server = await rawServer((socket) => socket.write(answer('{}')))
      const agent = agentOf(create, optionsFor(server.port))
      const body = '{"content":"für #été ✓"}'
      await answered(agent, { method: 'POST', body, traceparent: '00-01-02-01' })
      const text = Buffer.from(server.received(0), 'latin1').toString()
      expect(text.toLowerCase()).toContain(`\r\ncontent-length: ${Buffer.byteLength(body)}\r\n`)
      expect(text.toLowerCase()).toContain('\r\ntraceparent: 00-01-02-01\r\n')
      expect(text.endsWith(`\r\n\r\n${body}`)).toBe(true)
    })

    test('a POST without a body says that its length is 0', async () => {
      const server = await rawServer((socket) => socket.write(answer('')))
      await answered(agentOf(create, optionsFor(server.port)), { method: 'POST' })
      expect(server.received(0).toLowerCase()).toContain('\r\ncontent-length: 0\r\n')
    })

    test('the headers that scenarios read are decoded', async () => {
      const server = await rawServer((socket) =>
        socket.write(
          answer(
            '',
            'LOCATION: /tatami/login',
            'ETag:"x"',
            'Last-Modified:  Sat, 01 Jan 2022 ',
            'Server-Timing: jetty;dur=3',
          ),
        ),
      )
      const { head } = await answered(agentOf(create, optionsFor(server.port)))
      expect(head).toMatchObject({
        location: '/tatami/login',
        etag: '"x"',
        lastModified: 'Sat, 01 Jan 2022',
        serverTiming: 'jetty;dur=3',
      })
    })

    test('a gzipped body that is kept is unpacked, and counted as it came', async () => {
      const packed = gzipSync('x'.repeat(10_000))
      const server = await rawServer((socket) => {
        socket.write(`HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: ${packed.length}\r\n\r\n`)
        socket.write(packed)
      })
      const { body, bodyBytes } = await answered(agentOf(create, optionsFor(server.port)))
      expect(body.toString()).toBe('x'.repeat(10_000))
      expect(bodyBytes).toBe(packed.length)
    })

    test('of a body that is not kept the first 64 bytes are there', async () => {
      const server = await rawServer((socket) => socket.write(answer('0123456789'.repeat(50))))
      const { body, bodyBytes } = await answered(agentOf(create, optionsFor(server.port)), { keepBody: false })
      expect([body.toString(), bodyBytes]).toEqual(['0123456789'.repeat(7).slice(0, 64), 500])
    })

    test.each([
      [
        'chunks and trailers',
        'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX-A: 1\r\n\r\n',
        '200 abc',
        1,
      ],
      ['204', 'HTTP/1.1 204 No Content\r\n\r\n', '204 ', 1],
      ['304', 'HTTP/1.1 304 Not Modified\r\n\r\n', '304 ', 1],
      ['an interim answer before it', `HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n${answer('a')}`, '200 a', 1],
      ['HTTP/1.0', 'HTTP/1.0 200 OK\r\nContent-Length: 1\r\n\r\na', '200 a', 2],
      ['HTTP/1.0 that stays', 'HTTP/1.0 200 OK\r\nConnection: keep-alive\r\nContent-Length: 1\r\n\r\na', '200 a', 1],
    ])('an answer with %s is understood, and the connection kept or not', async (_, text, expected, connections) => {
      const server = await rawServer((socket) => socket.write(text))
      const agent = agentOf(create, optionsFor(server.port))
      expect([inShort(await ask(agent)), inShort(await ask(agent))]).toEqual([expected, expected])
      expect(server.sockets).toHaveLength(connections)
    })

    test('Server-Timing is that of all hops, trailers included, which change nothing else', async () => {
      const head =
        'HTTP/1.1 200 OK\r\nServer-Timing: app;dur=1\r\nserver-timing:  es;dur=2 \r\nTransfer-Encoding: chunked\r\n\r\n'
      const trailers = 'Server-Timing: nginx;dur=3\r\nX-A: 1\r\nSERVER-TIMING: cass;dur=4\r\nLocation: /x\r\n'
      const server = await rawServer((socket) => socket.write(`${head}3\r\nabc\r\n0\r\n${trailers}\r\n`))
      const { head: read, body } = await answered(agentOf(create, optionsFor(server.port)))
      expect(read.serverTiming).toBe('app;dur=1, es;dur=2, nginx;dur=3, cass;dur=4')
      expect([body.toString(), read.location]).toEqual(['abc', undefined])
    })

    test('a trailer of one answer is not that of the next', async () => {
      const first = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\nServer-Timing: app;dur=1\r\n\r\n'
      const texts = [first, answer('b')]
      const server = await rawServer((socket) => socket.write(texts.shift() ?? ''))
      const agent = agentOf(create, optionsFor(server.port))
      const timings = [(await answered(agent)).head.serverTiming, (await answered(agent)).head.serverTiming]
      expect(timings).toEqual(['app;dur=1', undefined])
    })

    test('a 304 may name the length of what it does not send', async () => {
      const server = await rawServer((socket) => socket.write('HTTP/1.1 304 Not Modified\r\nContent-Length: 9\r\n\r\n'))
      const agent = agentOf(create, optionsFor(server.port))
      const outcomes = [inShort(await ask(agent)), inShort(await ask(agent))]
      expect(outcomes).toEqual(Array(2).fill(traits.notModifiedWithLength))
    })

    test('an answer to a HEAD has no body, whatever its length says', async () => {
      const server = await rawServer((socket) => socket.write(answer('abc').slice(0, -3)))
      const agent = agentOf(create, optionsFor(server.port))
      expect(inShort(await ask(agent, { method: 'HEAD' }))).toBe('200 ')
      expect(inShort(await ask(agent, { method: 'HEAD' }))).toBe('200 ')
    })

    test('a body that lasts until the connection closes is whole then', async () => {
      const server = await rawServer((socket) => socket.end('HTTP/1.1 200 OK\r\n\r\nabc'))
      expect(inShort(await ask(agentOf(create, optionsFor(server.port))))).toBe('200 abc')
    })

    test('what is sent from within an answer goes out on the connection that brought it', async () => {
      const server = await rawServer((socket) => socket.write(answer('ok')))
      const agent = agentOf(create, optionsFor(server.port))
      const second = await new Promise<string>((resolve) => {
        agent.send(request(), () => agent.send(request(), (result) => resolve(inShort(result))))
      })
      expect([second, server.sockets.length]).toEqual(['200 ok', 1])
    })

    test('a redirect is an answer like another: nobody follows it', async () => {
      const server = await rawServer((socket) =>
        socket.write(answer('', 'Location: http://127.0.0.1:9/').replace('200 OK', '302 Found')),
      )
      const { status, head } = await answered(agentOf(create, optionsFor(server.port)))
      expect([status, head.location]).toEqual([302, 'http://127.0.0.1:9/'])
      expect(server.sockets).toHaveLength(1)
    })

    test('the address of the front is connected to, whatever its Host says', async () => {
      const server = await rawServer((socket) => socket.write(answer('here')))
      const front = { host: 'tatami.example', address: '127.0.0.1', port: server.port }
      const agent = agentOf(create, optionsFor(server.port, { fronts: [front] }))
      expect(inShort(await ask(agent))).toBe('200 here')
      expect(server.received(0).toLowerCase()).toContain('\r\nhost: tatami.example\r\n')
    })

    test('users are spread over the fronts in turn', async () => {
      const servers = await Promise.all([0, 1].map((at) => rawServer((socket) => socket.write(answer(`front ${at}`)))))
      const fronts = servers.map(({ port }) => ({ host: `localhost:${port}`, address: '127.0.0.1', port }))
      const transport = transportOf(create, optionsFor(1, { fronts }))
      const bodies = await Promise.all([0, 1, 2].map(async (user) => inShort(await ask(transport.agent(user)))))
      expect(bodies).toEqual(['200 front 0', '200 front 1', '200 front 0'])
    })

    test('times are in order, and bytes those on the wire', async () => {
      const text = answer('0123456789')
      const server = await rawServer((socket) => socket.write(text))
      const agent = agentOf(create, optionsFor(server.port))
      const first = (await answered(agent)).timing
      expect(first.endUs).toBeGreaterThanOrEqual(first.sentUs ?? Number.POSITIVE_INFINITY)
      expect(first.connectUs).toBeGreaterThan(0)
      expect([first.bytesIn, first.bytesOut]).toEqual([text.length, server.received(0).length])
      const second = (await answered(agent)).timing
      expect(second.connectUs).toBeUndefined()
      expect(second.bytesIn).toBe(text.length)
    })
  })
