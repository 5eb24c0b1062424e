// Started by few-descriptors.test.ts with few descriptors: opens more connections to itself than it may, and prints what came of each
// request as one JSON array, then of one more after all the others were closed.
import { once } from 'node:events'
import { createServer } from 'node:net'
import { monotonicClock } from '../../dist/base/clock.js'
import { createTransport } from '../../dist/http/transport.js'

const server = createServer((socket) => {
  socket.on('error', () => {}).on('data', () => socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n'))
}).listen(0, '127.0.0.1')
await once(server, 'listening')
const { port } = server.address()
const transport = createTransport(
  {
    fronts: [{ host: '127.0.0.1', address: '127.0.0.1', port }],
    localAddresses: ['127.0.0.2', '127.0.0.3'],
    connections: { perUser: 1, extraIdleUs: 1_000_000 },
    connectTimeoutUs: 5_000_000,
  },
  monotonicClock,
)
const http = { method: 'GET', path: '/', headers: '', keepBody: true, timeoutUs: 3_000_000 }
const ask = (agent) =>
  new Promise((resolve) => agent.send(http, (result) => resolve(result.kind === 'response' ? 'ok' : result.reason)))
const agents = Array.from({ length: 100 }, (_, user) => transport.agent(user))
const outcomes = await Promise.all(agents.map(ask))
for (const agent of agents) agent.close()
let last = 'local'
for (let tries = 0; last !== 'ok' && tries < 200; tries++) {
  await new Promise((resolve) => setTimeout(resolve, 10))
  last = await ask(transport.agent(0))
}
process.stdout.write(JSON.stringify([...outcomes, last]), () => process.exit(0))
