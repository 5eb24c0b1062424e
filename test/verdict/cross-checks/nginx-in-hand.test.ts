import { expect, test } from 'vitest'
import { exponential, type Random, randomStream } from '../../../src/base/random.js'
import type { CrossCheck } from '../../../src/verdict/cross-checks/cross-check.js'
import {
  checkNginxInHand,
  type NginxInHand,
  type NginxSecond,
} from '../../../src/verdict/cross-checks/nginx-in-hand.js'
import { type Course, courseOf, poisson } from './nginx-courses.js'

interface Load {
  readonly perSec: number
  readonly meanMs: number
  readonly seconds: number
  /** Share of the requests that are traced. */
  readonly traced?: number
  /** Of each look. */
  readonly lateUs?: number
}

/** An M/G/inf queue: what is in hand at a time has a Poisson distribution of mean throughput times mean time. */
const watched = (random: Random, { perSec, meanMs, seconds, traced = 1, lateUs = 700 }: Load): NginxInHand => ({
  unanswered: 0,
  looks: Array.from({ length: 4 * seconds }, () => [poisson(random, (perSec * meanMs) / 1_000), lateUs]),
  seconds: Array.from({ length: seconds }, () => secondOf(random, poisson(random, perSec), meanMs, traced)),
})

const secondOf = (random: Random, requests: number, meanMs: number, traced: number): NginxSecond => {
  const times = Array.from({ length: Math.round(requests * traced) }, () => Math.round(exponential(random, meanMs)))
  return {
    requests,
    waiting: 0,
    timed: times.length,
    totalMs: times.reduce((sum, ms) => sum + ms, 0),
    totalSquareMs: times.reduce((sum, ms) => sum + ms * ms, 0),
  }
}

const busy: Load = { perSec: 800, meanMs: 100, seconds: 180 }

test('what nginx has in hand is throughput times mean time', () => {
  expect(checkNginxInHand(watched(randomStream(1, 'a'), busy))).toMatchObject({ applies: true, ok: true })
})

test('a good run never fails, be it watched for long or short, traced whole or in part', () => {
  const failed: CrossCheck[] = []
  for (let seed = 0; seed < 40; seed++) {
    for (const load of [busy, { ...busy, traced: 0.2 }, { perSec: 20, meanMs: 50, seconds: 40 }]) {
      const check = checkNginxInHand(watched(randomStream(seed, 'good'), load))
      if (check.applies && !check.ok) failed.push(check)
    }
  }
  expect(failed).toEqual([])
})

test.each<readonly [string, Course]>([
  ['a steady load', { perSec: () => 400, takesS: 0.3 }],
  ['a load that comes and goes in waves', { perSec: (second) => 400 + 300 * Math.sin(second / 4), takesS: 0.3 }],
  ['a load that grows fivefold', { perSec: (second) => 100 + 10 * (second + 10), takesS: 0.3 }],
])('decides within half a minute, and rightly, on %s', (_, course) => {
  for (let seed = 0; seed < 20; seed++) {
    const good = courseOf(randomStream(seed, 'course'), course)
    expect(checkNginxInHand(good), `seed ${seed}`).toMatchObject({ applies: true, ok: true })
    const doubtful = { ...good, looks: good.looks.map(([look, late]) => [look * 1.25, late] as const) }
    expect(checkNginxInHand(doubtful), `seed ${seed}`).toMatchObject({ applies: true, ok: false })
  }
})

test('a storm before the hold, of which much is sent in the hold only, is told by those who wait', () => {
  const storm: Course = {
    perSec: (second) => (second < 0 ? 1_500 : 600),
    // Two seconds late when the hold begins, and caught up with six seconds later.
    waitS: (dueS) => Math.max(0, 2 - Math.abs(dueS) / 3),
    takesS: 0.3,
  }
  for (let seed = 0; seed < 10; seed++) {
    const figures = courseOf(randomStream(seed, 'storm'), storm)
    expect(checkNginxInHand(figures).applies, `seed ${seed}`).toBe(false)
    const untold = { ...figures, seconds: figures.seconds.map((second) => ({ ...second, waiting: 0 })) }
    expect(checkNginxInHand(untold), `seed ${seed}`).toMatchObject({ applies: true, ok: false })
  }
})

test.each<readonly [string, (good: NginxInHand) => NginxInHand]>([
  ['nginx says a fifth more', (good) => ({ ...good, looks: good.looks.map(([look, late]) => [look * 1.2, late]) })],
  ['nginx says a fifth less', (good) => ({ ...good, looks: good.looks.map(([look, late]) => [look * 0.8, late]) })],
  ['its log says it took longer', (good) => ({ ...good, seconds: good.seconds.map(slower) })],
])('fails when %s', (_, broken) => {
  const good = watched(randomStream(3, 'broken'), busy)
  expect(checkNginxInHand(broken(good))).toMatchObject({ applies: true, ok: false })
})

const slower = (second: NginxSecond): NginxSecond => ({ ...second, totalMs: second.totalMs * 1.25 })

test.each<readonly [string, NginxInHand, RegExp]>([
  [
    'so little is in hand that chance decides',
    watched(randomStream(4, 'few'), { perSec: 25, meanMs: 15, seconds: 40 }),
    /^too few to decide: 0\.\d\d found in 160 looks, 700 µs late each, 0\.\d\d expected, known within ± /,
  ],
  [
    'nobody was there whenever it was looked at, which happens where few come',
    { ...watched(randomStream(8, 'none'), { perSec: 10, meanMs: 19, seconds: 25 }), looks: Array(100).fill([0, 700]) },
    /^too few to decide: 0\.00 found in 100 looks/,
  ],
  [
    'looks had to wait, on a machine where all do',
    watched(randomStream(9, 'late'), { ...busy, lateUs: 20_000 }),
    /20\.0 ms late each/,
  ],
  ['the hold is short', watched(randomStream(5, 'short'), { ...busy, seconds: 10 }), /too few looks \(40\)/],
  ['requests got no answer', { ...watched(randomStream(6, 'lost'), busy), unanswered: 3 }, /3 requests without/],
  ['it froze for some seconds', frozen(watched(randomStream(7, 'frozen'), busy)), /too few to decide/],
])('does not apply when %s', (_, figures, reason) => {
  expect(checkNginxInHand(figures)).toMatchObject({ applies: false, reason: expect.stringMatching(reason) })
})

function frozen(good: NginxInHand): NginxInHand {
  return { ...good, looks: good.looks.map(([look, late], i) => [i >= 160 && i < 172 ? 1_500 : look, late]) }
}
