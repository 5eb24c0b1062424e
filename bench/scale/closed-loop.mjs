// Row D: this transport, engine and recording included, beside wrk and autocannon.
import { execFileSync } from 'node:child_process'
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { engineRound } from '../../dist/calibrate/engine-round.js'
import { folderOfOurs } from '../ending.mjs'
import { median } from '../http/nginx.mjs'
import { withFront } from './static-front.mjs'

const ROUNDS = 3
const CONNECTIONS = 50
const SECONDS = 8

/** 50 connections in a closed loop: requests a second, medians of three rounds in which all clients take turns. */
export const closedLoop = (floor) =>
  withFront(1_000, async (front) => {
    const url = `${front.url}/tatami/rest/statuses/home_timeline`
    const clients = {
      wrk: () =>
        Number(
          /Requests\/sec:\s+([\d.]+)/.exec(
            execFileSync('wrk', ['-t1', `-c${CONNECTIONS}`, `-d${SECONDS}`, url], { encoding: 'utf8' }),
          )[1],
        ),
      autocannon: () =>
        JSON.parse(
          execFileSync('npx', ['autocannon', '-c', String(CONNECTIONS), '-d', String(SECONDS), '--json', url], {
            encoding: 'utf8',
            stdio: ['ignore', 'pipe', 'ignore'],
          }),
        ).requests.average,
      floor: () => floor.measure(front, CONNECTIONS, 0, SECONDS, 1).perSec,
      'tatami-load': () => engine(front),
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

// As `tatami-load calibrate` does it, on a front that is there already.
const engine = async ({ address, port, url }) => {
  const folder = folderOfOurs('round')
  const target = {
    meta: { url, kind: 'external', description: 'static nginx' },
    fronts: [{ host: `${address}:${port}`, address, port }],
    requestSources: { accessLogs: [] },
    statusPages: [],
    nodeReaders: [],
    queries: [],
    setEpoch: () => undefined,
    usage: async () => [],
    died: new Promise(() => undefined),
    close: async () => undefined,
  }
  try {
    const order = {
      front: target,
      processes: 1,
      connections: CONNECTIONS,
      seconds: SECONDS,
      folder: join(folder, 'round'),
    }
    return (await engineRound(order, { onStop: () => undefined })).perSec
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const round = (value, digits = 0) => Number(value?.toFixed(digits))
