// One client of closed-loop.mjs: asks over 50 connections for so many seconds, and prints what that cost as JSON.
import autocannon from 'autocannon'
import { Client } from 'undici'
import { monotonicClock } from '../../dist/base/clock.js'
import { createTransport } from '../../dist/http/transport.js'

const [kind, port, seconds] = process.argv.slice(2)
const CONNECTIONS = 50
const WARM_UP_MS = 1_000
const DURATION_MS = Number(seconds) * 1_000
const COOKIE = 'JSESSIONID=abcdefghijklmnopqrstuvwx'

// Each makes one user's request function: it calls back with true for an answer.
const USERS = {
  lean: () => {
    const transport = createTransport(
      {
        fronts: [{ host: `127.0.0.1:${port}`, address: '127.0.0.1', port: Number(port) }],
        localAddresses: [],
        connections: { perUser: 6, extraIdleUs: 10_000_000 },
        connectTimeoutUs: 10_000_000,
      },
      monotonicClock,
    )
    const http = {
      method: 'GET',
      path: '/tatami/rest/statuses/home_timeline',
      headers: `Accept: application/json\r\nCookie: ${COOKIE}\r\n`,
      keepBody: true,
      timeoutUs: 30_000_000,
    }
    return (user) => {
      const agent = transport.agent(user)
      return (done) => agent.send(http, ({ kind }) => done(kind === 'response'))
    }
  },
  'undici-dispatch': () => () => {
    const client = new Client(`http://127.0.0.1:${port}`)
    const options = {
      method: 'GET',
      path: '/tatami/rest/statuses/home_timeline',
      headers: ['accept', 'application/json', 'cookie', COOKIE],
    }
    return (done) => {
      const parts = []
      client.dispatch(options, {
        onRequestStart() {},
        onResponseStart() {},
        onResponseData(_, part) {
          parts.push(part)
        },
        onResponseEnd: () => done(true),
        onResponseError: () => done(false),
      })
    }
  },
}

const loop = async (userOf) => {
  let [answered, failed, isOver] = [0, 0, false]
  for (let i = 0; i < CONNECTIONS; i++) {
    const ask = userOf(i)
    const again = () => {
      if (isOver) return
      ask((isAnswered) => {
        if (isAnswered) answered++
        else failed++
        again()
      })
    }
    again()
  }
  await new Promise((resolve) => setTimeout(resolve, WARM_UP_MS))
  const [answeredBefore, cpuBefore, startMs] = [answered, process.cpuUsage(), performance.now()]
  await new Promise((resolve) => setTimeout(resolve, DURATION_MS))
  isOver = true
  report(answered - answeredBefore, failed, process.cpuUsage(cpuBefore), performance.now() - startMs)
}

const cannon = async () => {
  const cpuBefore = process.cpuUsage()
  const { requests, errors, non2xx, duration } = await autocannon({
    url: `http://127.0.0.1:${port}/tatami/rest/statuses/home_timeline`,
    connections: CONNECTIONS,
    duration: Number(seconds),
    headers: { accept: 'application/json', cookie: COOKIE },
  })
  report(requests.total, errors + non2xx, process.cpuUsage(cpuBefore), duration * 1_000)
}

const report = (answered, failed, { user, system }, tookMs) => {
  const figures = {
    cpuUs: (user + system) / answered,
    userUs: user / answered,
    perSec: (answered / tookMs) * 1_000,
    failed,
  }
  process.stdout.write(JSON.stringify(figures), () => process.exit(0))
}

if (kind === 'autocannon') await cannon()
else await loop(USERS[kind]())
