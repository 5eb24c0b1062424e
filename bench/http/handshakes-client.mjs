// One client of handshakes.mjs: opens a TLS connection for each request, 20 at a time for so many seconds, and prints what that cost
// as JSON. `full`: each by a user who is new; `resumed`: by 20 users who come back.
import { readFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const [dist, kind, port, seconds] = process.argv.slice(2)
const from = (file) => import(pathToFileURL(`${dist}/${file}`).href)
const { monotonicClock } = await from('base/clock.js')
const { createTransport } = await from('http/transport.js')
const AT_ONCE = 20
const ca = readFileSync(new URL('../../fixtures/tls/ca.pem', import.meta.url), 'utf8')
const transport = createTransport(
  {
    fronts: [{ host: `front.test:${port}`, address: '127.0.0.1', port: Number(port) }],
    // Each connection is closed: more ports than one address has in its TIME_WAIT.
    localAddresses: Array.from({ length: 8 }, (_, i) => `127.9.0.${i + 1}`),
    connections: { perUser: 6, extraIdleUs: 10_000_000 },
    connectTimeoutUs: 10_000_000,
    tls: { ca, insecure: false },
  },
  monotonicClock,
)
const http = { method: 'GET', path: '/', headers: '', keepBody: true, timeoutUs: 30_000_000 }

let [failed, isOver] = [0, false]
const again = (agent) => {
  agent.send(http, ({ kind: outcome, message }) => {
    if (outcome !== 'response' && failed++ === 0) process.stderr.write(`${message}\n`)
    if (kind === 'full') agent.close()
    if (!isOver) again(kind === 'full' ? transport.agent(0) : agent)
  })
}
for (let i = 0; i < AT_ONCE; i++) again(transport.agent(i))
await new Promise((resolve) => setTimeout(resolve, 500))
const [before, cpuBefore] = [{ ...transport.counters }, process.cpuUsage()]
await new Promise((resolve) => setTimeout(resolve, Number(seconds) * 1_000))
isOver = true
const { user, system } = process.cpuUsage(cpuBefore)
const full = transport.counters.fullHandshakes - before.fullHandshakes
const resumed = transport.counters.resumedHandshakes - before.resumedHandshakes
const figures = {
  cpuUs: (user + system) / (full + resumed),
  perSec: (full + resumed) / Number(seconds),
  full,
  resumed,
  failed,
}
process.stdout.write(JSON.stringify(figures), () => process.exit(0))
