import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { afterEach, describe, expect, it } from 'vitest'
import type { Front } from '../../src/http/exchange.js'
import { builtInFront } from '../../src/rehearsal/built-in-front.js'
import { makeCertificates } from '../../src/rehearsal/certificate.js'
import { type Asked, ask } from './ask-front.js'
import { until } from './leftovers.js'

const servers: Server[] = []
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.close()
    server.closeAllConnections()
  }
})
const listening = async (server: Server): Promise<number> => {
  servers.push(server)
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const address = server.address()
  return typeof address === 'object' ? (address?.port ?? 0) : 0
}

type Handle = (asked: IncomingMessage, answer: ServerResponse) => void

/** An application node that remembers what it was asked. */
const node = async (handle: Handle) => {
  const seen: IncomingMessage[] = []
  const server = createServer((asked, answer) => {
    seen.push(asked)
    handle(asked, answer)
  })
  return { seen, at: `127.0.0.1:${await listening(server)}`, server }
}
const HOST = 'front.tatami.test'
const { ca, certificate, key } = makeCertificates({ dns: HOST, addresses: [] }, new Date())

const frontFor = async (nodes: readonly string[], gate?: string, isSecure = false) => {
  const secret = isSecure ? { cert: Buffer.from(certificate), key: Buffer.from(key) } : undefined
  const port = await listening(builtInFront({ nodes, number: 2, ...(gate !== undefined && { gate }) }, secret))
  const front: Front = { host: HOST, address: '127.0.0.1', port }
  return (asked: Asked) => ask(front, isSecure ? { ...asked, ca } : asked)
}
const NOBODY = '127.0.0.1:1'
const FILE = '/js/app.js'
const file: Handle = (_asked, answer) =>
  answer
    .writeHead(200, { 'last-modified': 'Wed, 05 Nov 2014 10:00:00 GMT', 'server-timing': 'jetty;dur=1' })
    .end('content')

describe('builtInFront', () => {
  it('passes requests on with their bodies, and says who asked', async () => {
    let body = ''
    const { at, seen } = await node((asked, answer) => {
      asked.on('data', (chunk) => {
        body += chunk
      })
      asked.on('end', () => answer.writeHead(201, { 'x-told': 'yes' }).end('done'))
    })
    const front = await frontFor([at])
    const answered = await front({ path: '/tatami/rest/statuses/?a=b', method: 'POST', body: '{"content":"hi"}' })
    expect([answered.status, answered.headers['x-told'], answered.body.toString()]).toEqual([201, 'yes', 'done'])
    expect([seen[0]?.url, seen[0]?.method, body]).toEqual(['/tatami/rest/statuses/?a=b', 'POST', '{"content":"hi"}'])
    expect(seen[0]?.headers).toMatchObject({ host: HOST, 'x-forwarded-for': '127.0.0.1', 'x-forwarded-proto': 'http' })
  })

  it('keeps connections to clients and to nodes', async () => {
    const { at, seen } = await node((_asked, answer) => answer.end('ok'))
    const front = await frontFor([at])
    const agent = new Agent({ keepAlive: true, maxSockets: 1 })
    const first = await front({ path: '/', agent })
    await front({ path: '/', agent })
    agent.destroy()
    expect(first.headers.connection).toBe('keep-alive')
    expect(seen.length).toBe(2)
    expect(seen[0]?.socket).toBe(seen[1]?.socket)
  })

  it('takes the nodes in turn', async () => {
    const [one, other] = [await node((_, answer) => answer.end('1')), await node((_, answer) => answer.end('2'))]
    const front = await frontFor([one.at, other.at])
    const bodies = [await front({ path: '/' }), await front({ path: '/' })].map(({ body }) => body.toString())
    expect(bodies.toSorted()).toEqual(['1', '2'])
  })

  it('serves a static file from memory the second time, without what the node once took', async () => {
    const { at, seen } = await node(file)
    const front = await frontFor([at])
    const [first, second] = [await front({ path: FILE }), await front({ path: FILE })]
    expect([first.headers['server-timing'], second.headers['server-timing']]).toEqual(['jetty;dur=1', undefined])
    expect(second.body.toString()).toBe('content')
    expect(seen.length).toBe(1)
  })

  it('confirms a file in memory to who has it', async () => {
    const front = await frontFor([(await node(file)).at])
    const { headers } = await front({ path: FILE })
    const again = await front({ path: FILE, headers: { 'if-modified-since': headers['last-modified'] ?? '' } })
    expect([again.status, again.body.length]).toEqual([304, 0])
  })

  it('keeps no file that was not found', async () => {
    const { at, seen } = await node((_asked, answer) => answer.writeHead(404).end('none'))
    const front = await frontFor([at])
    expect([(await front({ path: FILE })).status, (await front({ path: FILE })).status]).toEqual([404, 404])
    expect(seen.length).toBe(2)
  })

  it.each(['GET', 'POST'])('tries another node for a %s when one refuses', async (method) => {
    const { at, seen } = await node((_asked, answer) => answer.end('ok'))
    const front = await frontFor([NOBODY, at])
    expect((await front({ path: '/', method, ...(method === 'POST' && { body: '{}' }) })).status).toBe(200)
    expect(seen.length).toBe(1)
  })

  it('tries another node when one breaks off, but not for what may have had an effect', async () => {
    const broken = await node((asked) => asked.socket.destroy())
    const { at, seen } = await node((_asked, answer) => answer.end('ok'))
    const [forGet, forPost] = [await frontFor([broken.at, at]), await frontFor([broken.at, at])]
    expect((await forGet({ path: '/' })).status).toBe(200)
    expect((await forPost({ path: '/', method: 'POST', body: '{}' })).status).toBe(502)
    expect(seen.map(({ method }) => method)).toEqual(['GET'])
  })

  it('does not hold it against a node when clients break off', async () => {
    let asked = 0
    const { at, seen } = await node((_asked, answer) => {
      if (++asked > 5) answer.end('ok')
    })
    const front = await frontFor([at])
    for (let i = 1; i <= 5; i++) {
      const breakingOff = new AbortController()
      const answered = front({ path: '/', signal: breakingOff.signal })
      await until(`request ${i} at the node`, () => seen.length === i)
      breakingOff.abort()
      await expect(answered).rejects.toThrow()
      await until(`request ${i} given up`, () => seen[i - 1]?.socket.destroyed === true)
    }
    expect((await front({ path: '/' })).status).toBe(200)
  })

  it('answers 502 when no node is there', async () => {
    const front = await frontFor([NOBODY])
    expect((await front({ path: '/' })).status).toBe(502)
  })

  it('breaks off where the node did', async () => {
    const { at } = await node((_asked, answer) => {
      answer.writeHead(200, { 'content-length': '100' }).write('half')
      setImmediate(() => answer.destroy())
    })
    const front = await frontFor([at])
    await expect(front({ path: '/' })).rejects.toThrow()
  })

  it('asks the gate about each request, with its own number, and about static files too', async () => {
    const gate = await node((_asked, answer) => answer.writeHead(204).end())
    const front = await frontFor([(await node(file)).at], gate.at)
    for (let i = 0; i < 2; i++) expect((await front({ path: FILE })).status).toBe(200)
    expect(gate.seen.map(({ url }) => url)).toEqual(['/2', '/2'])
  })

  it('refuses when the gate does', async () => {
    const front = await frontFor([(await node(file)).at], NOBODY)
    expect((await front({ path: '/' })).status).toBe(500)
  })

  it('keeps redirects on TLS, and leaves those to elsewhere alone', async () => {
    const { at } = await node((asked, answer) => {
      const host = asked.url === '/away' ? 'elsewhere.test' : asked.headers.host
      answer.writeHead(302, { location: `http://${host}/tatami/login` }).end()
    })
    const front = await frontFor([at], undefined, true)
    expect((await front({ path: '/' })).headers.location).toBe(`https://${HOST}/tatami/login`)
    expect((await front({ path: '/away' })).headers.location).toBe('http://elsewhere.test/tatami/login')
  })

  it('says that it is there without asking a node', async () => {
    const front = await frontFor([NOBODY])
    expect((await front({ path: '/nginx_status' })).body.toString()).toBe('built-in front\n')
  })
})
