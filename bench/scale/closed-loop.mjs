// Row D: this transport, engine and recording included, beside wrk and autocannon.
import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { median } from '../http/nginx.mjs'
import { runOn } from './run.mjs'
import { withFront } from './static-front.mjs'

const ROUNDS = 3
const CONNECTIONS = 50

/** 50 connections in a closed loop: requests a second, medians of three rounds in which all clients take turns. */
export const closedLoop = (floor) =>
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
      floor: () => floor.measure(front, CONNECTIONS, 0, 8, 1).perSec,
      'tatami-load': async () =>
        (
          await runOn(front, {
            users: CONNECTIONS,
            scenario: fileURLToPath(new URL('back-to-back.mjs', import.meta.url)),
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

const round = (value, digits = 0) => Number(value?.toFixed(digits))
