// undici's lowest interface as a peer: CONNECTIONS clients with one connection each, asked in turn at one rate over all.
// Nothing is recorded. Prints one line of JSON. Usage: undici-open-loop.mjs URL CONNECTIONS REQUESTS_PER_SECOND SECONDS
import { setTimeout as sleep } from 'node:timers/promises'
import { Client } from 'undici'

const [url, connections, perSec, seconds] = process.argv.slice(2)
const REQUEST = {
  path: '/tatami/rest/statuses/home_timeline',
  method: 'GET',
  headers: ['accept', 'application/json', 'cookie', 'JSESSIONID=0123456789abcdef0123456789abcdef'],
}
const clients = Array.from(
  { length: Number(connections) },
  (_, i) =>
    new Client(url, { connect: { localAddress: `127.31.1.${1 + (i % 8)}` }, keepAliveTimeout: 600_000, pipelining: 1 }),
)
let [done, errors] = [0, 0]
const handler = (then) => ({
  onRequestStart() {},
  onResponseStart() {},
  onResponseData() {},
  onResponseEnd() {
    done++
    then?.()
  },
  onResponseError() {
    errors++
    then?.()
  },
})
// One request each opens the connections, some at a time.
for (let i = 0; i < clients.length; i += 200)
  await Promise.all(
    clients.slice(i, i + 200).map((client) => new Promise((then) => client.dispatch(REQUEST, handler(then)))),
  )
await sleep(1_000)
;[done, errors] = [0, 0]
const plain = handler()
const [startMs, before] = [performance.now(), process.cpuUsage()]
let [sent, turn] = [0, 0]
const tick = setInterval(() => {
  for (const due = ((performance.now() - startMs) / 1_000) * perSec; sent < due; sent++) {
    clients[turn].dispatch(REQUEST, plain)
    turn = (turn + 1) % clients.length
  }
}, 1)
await sleep(Number(seconds) * 1_000)
clearInterval(tick)
const { user, system } = process.cpuUsage(before)
console.log(
  JSON.stringify({
    done,
    errors,
    perSec: done / seconds,
    cpuUs: (user + system) / done,
    rssKib: process.memoryUsage.rss() / 1024,
  }),
)
process.exit(0)
