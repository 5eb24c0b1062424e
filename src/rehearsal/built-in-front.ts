import type { Buffer } from 'node:buffer'
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { forward, type Keep } from './forward.js'
import { FrontCounters } from './front-counters.js'
import type { FrontPlace } from './front-place.js'
import { LoggedRequest } from './logged-request.js'
import { STATUS_PATH } from './nginx-instrumentation.js'
import { NodeRing } from './node-ring.js'
import { StaticCache } from './static-cache.js'
import { isStatic } from './static-content.js'

/** Keeps connections like nginx: an hour towards clients, less than Jetty's idle time towards the nodes. */
const CLIENT_IDLE_MS = 3_600_000
const NODE_IDLE_MS = 50_000

/**
 * A server that does for Tatami what our nginx.conf does: TLS, keep-alive, a cache of static files, nodes in turn, a page of
 * its connection counts, and a line in nginx's format for each traced request.
 */
export const builtInFront = (
  place: Pick<FrontPlace, 'nodes' | 'gate' | 'number'>,
  secret?: { readonly cert: Buffer; readonly key: Buffer },
  log: (line: string) => void = () => undefined,
): Server => {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 256, timeout: NODE_IDLE_MS })
  const route = { agent, ring: new NodeRing(place.nodes), cache: new StaticCache(), isSecure: secret !== undefined }
  const counters = new FrontCounters()
  const handle = (asked: IncomingMessage, answer: ServerResponse): void => {
    const nth = counters.begin(asked, answer)
    if (asked.url === STATUS_PATH) {
      server.getConnections((_error, count) => showStatus(answer, counters.page(count)))
      return
    }
    const logged = asked.headers['traceparent'] ? new LoggedRequest(asked, answer, nth, log) : undefined
    const serve = () => serveOne(asked, answer, route, logged)
    if (place.gate === undefined) serve()
    else askGate(place.gate, place.number, agent, serve, () => answer.writeHead(500).end())
  }
  const timeouts = { keepAliveTimeout: CLIENT_IDLE_MS, requestTimeout: 60_000 }
  const server = secret ? createSecureServer({ ...secret, ...timeouts }, handle) : createServer(timeouts, handle)
  server.on('connection', () => counters.accept())
  // A client that breaks off in the middle is no reason to end.
  server.on('clientError', (_error, socket) => socket.destroy())
  return server
}

interface Route {
  readonly agent: Agent
  readonly ring: NodeRing
  readonly cache: StaticCache
  readonly isSecure: boolean
}

const showStatus = (answer: ServerResponse, page: string): void => {
  answer.writeHead(200, { 'content-type': 'text/plain' }).end(page)
}

const serveOne = (asked: IncomingMessage, answer: ServerResponse, route: Route, logged?: LoggedRequest): void => {
  const url = asked.url ?? '/'
  const cacheable = asked.method === 'GET' && isStatic(url)
  const isHit = cacheable && route.cache.serve(asked, answer)
  if (cacheable && logged) logged.cacheStatus = isHit ? 'HIT' : 'MISS'
  if (isHit) return
  const keep: Keep | undefined = cacheable
    ? (status, headers, body) => route.cache.keep(url, status, headers, body)
    : undefined
  forward(asked, answer, route, { keep, logged })
}

const askGate = (gate: string, front: number, agent: Agent, open: () => void, refuse: () => void): void => {
  const asking = request(`http://${gate}/${front}`, { agent })
  asking.on('response', (response) => {
    response.resume()
    if (response.statusCode === 204) open()
    else refuse()
  })
  asking.on('error', refuse)
  asking.end()
}
