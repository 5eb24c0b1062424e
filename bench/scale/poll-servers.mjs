// The servers of polls.mjs, each with connections to it that are kept alive as nginx keeps its own.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { Pool } from 'undici'
import { monotonicClock } from '../../dist/base/clock.js'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const NODES = 2
const SIZE = { nginx: 1, jetty: NODES, cassandra: 3, elasticsearch: 3, plain: true, faults: [] }
// nginx takes the connection that idles shortest, so few of its kept ones are in use at a time.
const CONNECTIONS_A_NODE = 32

// What nginx passes on of a browser's poll, and what it adds.
const HEADERS = {
  host: 'tatami.bank.example',
  'x-real-ip': '127.0.0.1',
  'x-forwarded-for': '127.0.0.1',
  'x-forwarded-proto': 'http',
  'user-agent': 'Mozilla/5.0 (Windows NT 6.1; WOW64; rv:27.0) Gecko/20100101 Firefox/27.0 tatami-load',
  accept: 'application/json, text/javascript, */*; q=0.01',
  'x-requested-with': 'XMLHttpRequest',
  'accept-language': 'en-US,en;q=0.5',
  'accept-encoding': 'gzip',
}

/** The process of the application nodes, as the rehearsal starts it, with twice as many people as users. */
export const startNodes = async (users) => {
  const child = fork(here('../../dist/rehearsal/nodes-process.js'), [], { execArgv: [] })
  const address = '127.0.0.1'
  child.send({ kind: 'start', size: SIZE, population: 2 * users, seed: 1, address })
  const [ready] = await once(child, 'message')
  if (ready.kind !== 'ready') throw new Error(ready.message)
  child.send({ kind: 'epoch', epochUs: monotonicClock.nowUs() })
  return serverOf(child, ready.jettyPorts)
}

/** bare-server.mjs, `http` or `net`. */
export const startBare = async (kind) => {
  const child = fork(here('bare-server.mjs'), [kind])
  const [port] = await once(child, 'message')
  return serverOf(child, Array(NODES).fill(port))
}

const serverOf = (child, ports) => {
  const pools = ports.map(
    (port) => new Pool(`http://127.0.0.1:${port}`, { connections: CONNECTIONS_A_NODE, pipelining: 1 }),
  )
  return {
    pid: child.pid,
    /** Asks one of the nodes, as nginx deals requests out, and takes over the cookie and the news of the answer. */
    ask: async (person, request) => {
      const pool = pools[Math.floor(Math.random() * pools.length)]
      const headers = { ...HEADERS, ...request.headers, ...(person.cookie && { cookie: person.cookie }) }
      const answer = await pool.request({ ...request, headers })
      const cookie = answer.headers['set-cookie']
      if (cookie !== undefined) person.cookie = String(cookie).split(';')[0]
      return { status: answer.statusCode, body: await answer.body.text() }
    },
    stop: async () => {
      await Promise.all(pools.map((pool) => pool.destroy()))
      if (child.exitCode !== null) return
      child.disconnect()
      await once(child, 'exit')
    },
  }
}
