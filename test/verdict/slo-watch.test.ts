import { expect, test } from 'vitest'
import { SloWatch } from '../../src/verdict/slo-watch.js'
import { recordOf } from '../live/live-runs.js'
import { runMeta } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'

const watching = (...slos: readonly string[]) => new SloWatch(runMeta({ profile: { ...eventProfile(), slos } }))
const states = (watch: SloWatch) => watch.results.map(({ status, value }) => [status, value === null])

// The hold begins after two seconds; requests took 40 ms.
test('nothing is known of an SLO before its window', () => {
  const watch = watching('timeline/poll.p99 < 1s', 'users >= 50%')
  watch.add([{ ...recordOf(0, 5), users: 10 }])
  expect(states(watch)).toEqual([
    ['inconclusive', true],
    ['inconclusive', true],
  ])
})

test('an SLO is met or missed as far as its window has come', () => {
  const watch = watching('timeline/poll.p99 < 1s', 'timeline/poll.p99 < 10ms', 'users >= 50%', 'errors < 1%')
  watch.add([{ ...recordOf(2, 5), users: 10 }])
  expect(watch.results.map(({ status }) => status)).toEqual(['pass', 'fail', 'pass', 'pass'])
  watch.add([{ ...recordOf(3, 5, [{ outcome: 'timeout' }]), users: 0 }])
  expect(watch.results.map(({ status }) => status)).toEqual(['pass', 'fail', 'pass', 'fail'])
})
