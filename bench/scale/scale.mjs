// What the generator costs and carries, row by row, generator and nginx on the same machine:
//
//   node bench/scale/scale.mjs [ROW…] [--users N] [--hold SECONDS]
//
// A  160,000 users poll every 20 s, plain      B  the same over TLS 1.3
// D  50 connections, closed loop, beside wrk and autocannon, in turns
// E  15,000 users at 8,000 requests/s in one process, beside undici's dispatch
// G  1,000 to 160,000 users at the same rate a user
//
// A, E and G have the floor beside them: a C client with the same connections and rate (floor.c), right after. Needs nginx,
// gcc, and wrk for D; Linux, and dist/ (npm run build). Nothing else should run meanwhile. Without rows it runs all of them: over an hour.
import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { median } from '../http/nginx.mjs'
import { machineText } from './processes.mjs'
import { runOn } from './run.mjs'
import { startStaticFront } from './static-front.mjs'

const here = (name) => fileURLToPath(new URL(name, import.meta.url))
const { values: options, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    users: { type: 'string' },
    hold: { type: 'string', default: '180' },
    'ramp-rate': { type: 'string', default: '300' },
  },
})
const POLL_S = 20
const USERS_A_PROCESS = 16_000
const MOST_USERS = Number(options.users ?? 160_000)
const HOLD_S = Number(options.hold)
const folder = mkdtempSync(join(tmpdir(), 'tatami-load-floor-'))
const floorBinary = join(folder, 'floor')

const json = (file, args) => JSON.parse(execFileSync(file, args.map(String), { encoding: 'utf8', maxBuffer: 1e8 }))

// A net of its own each time, so that ports in TIME_WAIT are not searched.
let floorNet = 100
const floor = ({ address, port }, connections, perSec, seconds, processes) =>
  json(floorBinary, [address, port, connections, perSec, seconds, processes, floorNet++])

const withFront = async (connections, use) => {
  const front = await startStaticFront(connections)
  try {
    return await use(front)
  } finally {
    await front.stop()
  }
}

const rampSeconds = (users) => Math.max(5, Math.ceil(users / Number(options['ramp-rate'])))
const kib = (bytes, users) => bytes / 1024 / users

const pollers = (users, tls = false) =>
  withFront(users, async (front) => {
    const { result, hold } = await runOn(front, {
      users,
      pollMs: POLL_S * 1_000,
      rampS: rampSeconds(users),
      holdS: HOLD_S,
      tls,
    })
    const lowest = tls ? undefined : floor(front, users, users / POLL_S, 30, Math.ceil(users / USERS_A_PROCESS))
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
    const undici = json(process.execPath, [here('undici-open-loop.mjs'), front.url, users, perSec, 30])
    const lowest = floor(front, users, perSec, 30, 1)
    return {
      ...rowOf(users, result, hold, lowest),
      'undici us': round(undici.cpuUs, 1),
      'undici requests/s': round(undici.perSec),
      'undici KiB a connection': round(undici.rssKib / users, 1),
      'of undici': round(hold.generatorCpuUs / undici.cpuUs, 2),
    }
  })

const ROUNDS = 3
const CONNECTIONS = 50

const closedLoop = () =>
  withFront(1_000, async (front) => {
    const url = `${front.url}/tatami/rest/statuses/home_timeline`
    const clients = {
      wrk: () =>
        Number(
          /Requests\/sec:\s+([\d.]+)/.exec(
            execFileSync('wrk', ['-t1', `-c${CONNECTIONS}`, '-d8', url], { encoding: 'utf8' }),
          )[1],
        ),
      autocannon: () =>
        JSON.parse(
          execFileSync('npx', ['autocannon', '-c', String(CONNECTIONS), '-d', '8', '--json', url], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        ).requests.average,
      floor: () => floor(front, CONNECTIONS, 0, 8, 1).perSec,
      'tatami-load': async () =>
        (
          await runOn(front, {
            users: CONNECTIONS,
            scenario: here('back-to-back.mjs'),
            rampS: 1,
            holdS: 16,
            flags: ['--shards', '1'],
          })
        ).hold.perSec,
    }
    const rates = Object.fromEntries(Object.keys(clients).map((name) => [name, []]))
    for (let round = 0; round < ROUNDS; round++)
      for (const [name, measure] of Object.entries(clients)) rates[name].push(await measure())
    const rateOf = (name) => median(rates[name])
    return Object.fromEntries(
      Object.keys(clients)
        .map((name) => [`${name} requests/s`, round(rateOf(name))])
        .concat([
          ['of wrk', round(rateOf('tatami-load') / rateOf('wrk'), 2)],
          ['times autocannon', round(rateOf('tatami-load') / rateOf('autocannon'), 2)],
        ]),
    )
  })

const growth = async () => {
  const rows = {}
  for (const users of [1_000, 10_000, 40_000, 160_000].filter((n) => n <= MOST_USERS))
    rows[users] = await pollers(users)
  return rows
}

const ROWS = { A: () => pollers(MOST_USERS), B: () => pollers(MOST_USERS, true), D: closedLoop, E: onePeer, G: growth }

try {
  execFileSync('gcc', ['-O2', '-o', floorBinary, here('floor.c')])
  console.log(`${new Date().toISOString()}, ${machineText()}`)
  for (const name of positionals.length > 0 ? positionals : Object.keys(ROWS)) {
    const row = await ROWS[name]()
    console.log(`\n${name}`)
    console.table(row)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}
