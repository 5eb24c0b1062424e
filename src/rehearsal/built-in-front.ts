import type { Buffer } from 'node:buffer'
import { Agent, createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import { forward } from './forward.js'
import type { FrontPlace } from './front-place.js'
import { STATUS_PATH } from './nginx-instrumentation.js'
import { NodeRing } from './node-ring.js'
import { StaticCache } from './static-cache.js'
import { isStatic } from './static-content.js'

/** Keeps connections like nginx: an hour towards clients, less than Jetty's idle time towards the nodes. */
const CLIENT_IDLE_MS = 3_600_000
const NODE_IDLE_MS = 50_000

/** A server that does for Tatami what our nginx.conf does: TLS, keep-alive, a cache of static files, nodes in turn. */
export const builtInFront = (
  place: Pick<FrontPlace, 'nodes' | 'gate' | 'number'>,
  secret?: { readonly cert: Buffer; readonly key: Buffer },
): Server => {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: 256, timeout: NODE_IDLE_MS })
  const route = { agent, ring: new NodeRing(place.nodes), cache: new StaticCache(), isSecure: secret !== undefined }
  const handle = (asked: IncomingMessage, answer: ServerResponse): void => {
    const serve = () => serveOne(asked, answer, route)
    if (place.gate === undefined || asked.url === STATUS_PATH) serve()
    else askGate(place.gate, place.number, agent, serve, () => answer.writeHead(500).end())
  }
  const timeouts = { keepAliveTimeout: CLIENT_IDLE_MS, requestTimeout: 60_000 }
  const server = secret ? createSecureServer({ ...secret, ...timeouts }, handle) : createServer(timeouts, handle)
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

const serveOne = (asked: IncomingMessage, answer: ServerResponse, route: Route): void => {
  const url = asked.url ?? '/'
  if (url === STATUS_PATH) {
    answer.writeHead(200, { 'content-type': 'text/plain' }).end('built-in front\n')
    return
  }
  const cacheable = asked.method === 'GET' && isStatic(url)
  if (cacheable && route.cache.serve(asked, answer)) return
  forward(
    asked,
    answer,
    route,
    cacheable ? (status, headers, body) => route.cache.keep(url, status, headers, body) : undefined,
  )
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
