import { Buffer } from 'node:buffer'
import { once } from 'node:events'
import { Agent, createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import { Agent as SecureAgent } from 'node:https'
import { afterEach, describe, expect, it } from 'vitest'
import type { Front } from '../../src/http/exchange.js'
import { builtInFront } from '../../src/rehearsal/built-in-front.js'
import { makeCertificates } from '../../src/rehearsal/certificate.js'
import { INSTRUMENTATION_HTTP } from '../../src/rehearsal/nginx-instrumentation.js'
import { parseNginxLine } from '../../src/tiers/nginx/log-line.js'
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

const frontFor = async (nodes: readonly string[], gate?: string, isSecure = false, log?: (line: string) => void) => {
  const secret = isSecure ? { cert: Buffer.from(certificate), key: Buffer.from(key) } : undefined
  const port = await listening(builtInFront({ nodes, number: 2, ...(gate !== undefined && { gate }) }, secret, log))
  const front: Front = { host: HOST, address: '127.0.0.1', port }
  return (asked: Asked) => ask(front, isSecure ? { ...asked, ca } : asked)
}
/** A front with what it logged. */
const loggingFrontFor = async (nodes: readonly string[], gate?: string, isSecure = false) => {
  const lines: string[] = []
  const ask = await frontFor(nodes, gate, isSecure, (line) => lines.push(line))
  const logged = async (asked: Partial<Asked> = {}): Promise<Readonly<Record<string, string>>> => {
    const before = lines.length
    const leaving = (error: Error) => expect(error.name).toBe('AbortError')
    await ask({ path: FILE, ...asked, headers: { ...TRACED, ...asked.headers } }).catch(leaving)
    await until('a line', () => lines.length > before)
    return JSON.parse(lines.at(-1) ?? '')
  }
  return { ask, lines, logged }
}
const TRACE_ID = '0af7651916cd43dd8448eb211c80319c'
const TRACED = { ['traceparent']: `00-${TRACE_ID}-b7ad6b7169203331-01` }
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

  it.each([false, true])(
    "tells its connections and requests as nginx's stub_status does (TLS: %s)",
    async (isSecure) => {
      const front = await frontFor([(await node(file)).at], undefined, isSecure)
      await front({ path: FILE })
      const status = () => front({ path: '/nginx_status' }).then(({ body }) => body.toString())
      await until('one connection', async () => (await status()).startsWith('Active connections: 1 \n'))
      const page = await status()
      const [, accepts, handled, requests] = /\n (\d+) (\d+) (\d+) \n/.exec(page)?.map(Number) ?? []
      expect(page).toMatch(
        /^Active connections: 1 \nserver accepts handled requests\n .* \nReading: 0 Writing: 1 Waiting: 0 \n$/,
      )
      expect(requests).toBeGreaterThanOrEqual(3)
      expect([accepts, handled]).toEqual([requests, requests])
    },
  )
})

describe('the access log of builtInFront', () => {
  it('has the fields of the log of nginx, in its order', async () => {
    const { logged } = await loggingFrontFor([(await node(file)).at])
    const format = /escape=json '(.*)';/.exec(INSTRUMENTATION_HTTP)?.[1] ?? ''
    expect(Object.keys(await logged())).toEqual(Object.keys(JSON.parse(format)))
  })

  it('tells of a request and its attempt at a node', async () => {
    const { at } = await node((_asked, answer) => answer.writeHead(201).end('done'))
    const { logged, lines } = await loggingFrontFor([at])
    const line = await logged({ path: '/tatami/login?a=b', method: 'POST', body: '{}' })
    const seconds = expect.stringMatching(/^\d+\.\d{3}$/)
    expect(line).toMatchObject({ t: seconds, rt: seconds, uct: seconds, uht: seconds, urt: seconds })
    expect(line).toMatchObject({
      m: 'POST',
      u: '/tatami/login',
      st: '201',
      ua: at,
      us: '201',
      cr: '1',
      ssl: '',
      cs: '',
    })
    expect(Number(line['b'])).toBeGreaterThan('done'.length)
    expect(parseNginxLine(lines[0] ?? '')).toMatchObject({ kind: 'traced', traceId: TRACE_ID, attempts: 1 })
  })

  it('parts the time of a node from that of the front, to which the gate belongs', async () => {
    const late = (status: number): Handle => {
      return (_asked, answer) => void setTimeout(() => answer.writeHead(status).end(), 30)
    }
    const { logged, lines } = await loggingFrontFor([(await node(late(200))).at], (await node(late(204))).at)
    await logged({ path: '/' })
    const line = parseNginxLine(lines[0] ?? '')
    const { requestUs = 0, upstreamUs = 0 } = line.kind === 'traced' ? line : {}
    // A timer may be a millisecond early, and each time is rounded.
    expect(upstreamUs).toBeGreaterThanOrEqual(28_000)
    expect(requestUs - upstreamUs).toBeGreaterThanOrEqual(28_000)
  })

  it('tells of each attempt', async () => {
    const { at } = await node((_asked, answer) => answer.end('ok'))
    const { logged, lines } = await loggingFrontFor([NOBODY, at])
    expect(await logged({ path: '/' })).toMatchObject({ st: '200', ua: `${NOBODY}, ${at}`, us: '502, 200' })
    expect(parseNginxLine(lines[0] ?? '')).toMatchObject({ kind: 'traced', attempts: 2 })
  })

  it('tells what came from its cache, over TLS, and on a kept connection', async () => {
    const { logged, lines } = await loggingFrontFor([(await node(file)).at], undefined, true)
    const agent = new SecureAgent({ keepAlive: true, maxSockets: 1 })
    expect(await logged({ agent })).toMatchObject({ cs: 'MISS', us: '200', ssl: '.', cr: '1' })
    expect(await logged({ agent })).toMatchObject({ cs: 'HIT', us: '', ua: '', urt: '', ssl: '.', cr: '2' })
    agent.destroy()
    expect(parseNginxLine(lines[1] ?? '')).toMatchObject({ kind: 'traced', attempts: 0 })
  })

  it('tells of a client that left', async () => {
    const { at, seen } = await node(() => undefined)
    const { logged, lines } = await loggingFrontFor([at])
    const leaving = new AbortController()
    const line = logged({ path: '/', signal: leaving.signal })
    await until('the request is at the node', () => seen.length === 1)
    leaving.abort()
    expect(await line).toMatchObject({ st: '499', ua: at, us: '-', uht: '-' })
    expect(parseNginxLine(lines[0] ?? '')).toMatchObject({ kind: 'traced', attempts: 1 })
  })

  it('says nothing of requests without a trace, nor of its own page', async () => {
    const { ask, logged, lines } = await loggingFrontFor([(await node(file)).at])
    await ask({ path: FILE })
    await ask({ path: '/nginx_status', headers: TRACED })
    await logged()
    expect(lines.length).toBe(1)
  })
})
