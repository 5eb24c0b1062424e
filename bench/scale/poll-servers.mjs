// The servers of polls.mjs, each with connections to it that are kept alive as nginx keeps its own.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { monotonicClock } from '../../dist/base/clock.js'
import { keptConnections } from './kept-connections.mjs'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const NODES = 2
const SIZE = { nginx: 1, jetty: NODES, cassandra: 3, elasticsearch: 3, plain: true, faults: [] }
// nginx takes the connection that idles shortest, so few of its kept ones are in use at a time.
const CONNECTIONS_A_NODE = 32

// What nginx passes on of a browser's poll, and what it adds.
const HEADERS = `Host: tatami.bank.example\r
X-Real-IP: 127.0.0.1\r
X-Forwarded-For: 127.0.0.1\r
X-Forwarded-Proto: http\r
User-Agent: Mozilla/5.0 (Windows NT 6.1; WOW64; rv:27.0) Gecko/20100101 Firefox/27.0 tatami-load\r
Accept: application/json, text/javascript, */*; q=0.01\r
X-Requested-With: XMLHttpRequest\r
Accept-Language: en-US,en;q=0.5\r
Accept-Encoding: gzip\r
`

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
  const nodes = ports.map((port) => keptConnections(port, CONNECTIONS_A_NODE))
  return {
    pid: child.pid,
    /** Asks one of the nodes, as nginx deals requests out, and takes over the answer's cookie. */
    ask: async (person, request) => {
      const node = nodes[Math.floor(Math.random() * nodes.length)]
      const { status, cookie, body } = await node.ask(textOf(request, person.cookie))
      if (cookie !== undefined) person.cookie = cookie
      return { status, body }
    },
    stop: async () => {
      for (const node of nodes) node.close()
      if (child.exitCode !== null) return
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

// All of it is ASCII.
const textOf = ({ method, path, type, body = '' }, cookie) => {
  const cookieLine = cookie === undefined ? '' : `Cookie: ${cookie}\r\n`
  const bodyLines = body === '' ? '' : `Content-Type: ${type}\r\nContent-Length: ${body.length}\r\n`
  return `${method} ${path} HTTP/1.1\r\n${HEADERS}${cookieLine}${bodyLines}\r\n${body}`
}
