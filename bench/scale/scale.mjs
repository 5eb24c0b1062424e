// What the generator costs and carries, row by row, generator and nginx on the same machine:
//
//   node bench/scale/scale.mjs [ROW…] [--users N] [--hold SECONDS] [--ramp-rate USERS_PER_SECOND]
//
// A  160,000 users poll every 20 s, plain      B  the same over TLS 1.3
// C  160,000 users of event-day and the whole stack on the same cores; then its application nodes alone (--poll-rate POLLS_PER_SECOND)
// D  50 connections, closed loop, beside wrk and autocannon, in turns
// E  15,000 users at 8,000 requests/s in one process, beside undici's dispatch
// F  recording's part of the generator's CPU: 15,000 users at 8,000 requests/s in one process (--poll-rate), by CPU profiles,
//    which --profiles FOLDER (a new one) keeps
// G  1,000 to 160,000 users at the same rate a user
// H  15,000 users beside Goose, Gatling and k6, those of them that are installed (bench/peers)
//
// A, E and G have the floor beside them: a C client with the same connections and rate (floor.c), right after. Needs nginx,
// gcc, and wrk for D; Linux, and dist/ (npm run build). Nothing else should run meanwhile. Without rows it runs all of them: two hours.
// Each row is printed with its bars and added to bench/results/scale-<row>.jsonl; plot-growth.mjs draws G from there.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { besidePeers } from './beside-peers.mjs'
import { closedLoop } from './closed-loop.mjs'
import { jsonOf, openFloor } from './floor.mjs'
import { machineText } from './processes.mjs'
import { recording } from './recording.mjs'
import { runOn } from './run.mjs'
import { withFront } from './static-front.mjs'
import { report } from './table.mjs'
import { wholeStack } from './whole-stack.mjs'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    users: { type: 'string' },
    hold: { type: 'string', default: '180' },
    'ramp-rate': { type: 'string' },
    'poll-rate': { type: 'string', default: '8000' },
    profiles: { type: 'string' },
  },
})
const floor = openFloor()
const POLL_S = 20
const USERS_A_PROCESS = 16_000
const MOST_USERS = Number(options.users ?? 160_000)
const HOLD_S = Number(options.hold)
const RAMP_RATE = Number(options['ramp-rate'] ?? 300)
// Whoever comes opens several connections: at 300 users a second their handshakes were more than two cores bear.
const TLS_RAMP_RATE = Number(options['ramp-rate'] ?? 100)
const POLLS_PER_SEC = Number(options['poll-rate'])

// Whole turns of the poll, so that polls are spread over a turn as evenly as arrivals.
const rampSeconds = (users, rate = RAMP_RATE) => Math.ceil(users / rate / POLL_S) * POLL_S
const kib = (bytes, users) => bytes / 1024 / users

const pollers = (users, tls = false) =>
  withFront(users, async (front) => {
    const { result, hold } = await runOn(front, {
      users,
      pollMs: POLL_S * 1_000,
      rampS: rampSeconds(users, tls ? TLS_RAMP_RATE : RAMP_RATE),
      holdS: HOLD_S,
      tls,
    })
    const lowest = tls ? undefined : floor.measure(front, users, users / POLL_S, 30, Math.ceil(users / USERS_A_PROCESS))
    return rowOf(users, result, hold, lowest)
  })

const rowOf = (users, { verdict, requests, generator }, hold, lowest) => ({
  users,
  verdict: verdict.status,
  'requests/s': round(hold.perSec),
  'failed + dropped': requests.failed + requests.timedOut + requests.dropped,
  'sent of due %': round((requests.sent / requests.due) * 100, 3),
  'lag p99 ms, hold': round(hold.lagP99Us / 1_000, 1),
  'lag p99 ms, all': round(generator.lag.p99 / 1_000, 1),
  'generator KiB a user': round(kib(hold.generatorRssBytes, users), 1),
  'without shared program pages': round(kib(hold.generatorOwnBytes, users), 1),
  'nginx KiB a user': round(kib(hold.frontRssBytes, users), 1),
  'machine GiB': round(hold.machineBytes / 2 ** 30, 1),
  'generator us': round(hold.generatorCpuUs, 1),
  'nginx us': round(hold.frontCpuUs, 1),
  ...(lowest && {
    'floor us': round(lowest.cpuUs, 1),
    'floor errors': lowest.errors,
    ratio: round(hold.generatorCpuUs / lowest.cpuUs, 2),
  }),
})

const round = (value, digits = 0) => Number(value?.toFixed(digits))

const onePeer = () =>
  withFront(15_000, async (front) => {
    const users = 15_000
    const perSec = 8_000
    const { result, hold } = await runOn(front, {
      users,
      pollMs: (users / perSec) * 1_000,
      rampS: 50,
      holdS: 60,
      flags: ['--shards', '1'],
    })
    const undici = jsonOf(process.execPath, [here('undici-open-loop.mjs'), front.url, users, perSec, 30])
    const lowest = floor.measure(front, users, perSec, 30, 1)
    return {
      ...rowOf(users, result, hold, lowest),
      'undici us': round(undici.cpuUs, 1),
      'undici requests/s': round(undici.perSec),
      'undici KiB a connection': round(undici.rssKib / users, 1),
      'of undici': round(hold.generatorCpuUs / undici.cpuUs, 2),
    }
  })

const growth = async () => {
  const rows = {}
  for (const users of [1_000, 10_000, 40_000, 160_000].filter((n) => n <= MOST_USERS))
    rows[users] = await pollers(users)
  return rows
}

// Logins are the expensive part of the event, so its ramp is slower than that of those who only poll.
const stack = () =>
  wholeStack({
    users: MOST_USERS,
    holdS: HOLD_S,
    pollsPerSec: POLLS_PER_SEC,
    ...(options['ramp-rate'] && { rampS: rampSeconds(MOST_USERS) }),
  })

const profiled = () => {
  const users = Math.min(15_000, MOST_USERS)
  const load = {
    users,
    perSec: POLLS_PER_SEC,
    rampS: rampSeconds(users),
    holdS: Math.min(60, HOLD_S),
    profiles: options.profiles,
  }
  return withFront(users, (front) => recording(front, load))
}

const ROWS = {
  A: () => pollers(MOST_USERS),
  B: () => pollers(MOST_USERS, true),
  C: stack,
  D: () => closedLoop(floor),
  E: onePeer,
  F: profiled,
  G: growth,
  H: () => besidePeers({ users: Math.min(15_000, MOST_USERS), rampRate: RAMP_RATE, holdS: HOLD_S }),
}

try {
  console.log(`${new Date().toISOString()}, ${machineText()}`)
  for (const name of positionals.length > 0 ? positionals : Object.keys(ROWS)) report(name, await ROWS[name]())
} finally {
  floor.close()
}
