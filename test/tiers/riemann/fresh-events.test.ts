import { expect, test } from 'vitest'
import { FreshEvents } from '../../../src/tiers/riemann/fresh-events.js'
import type { IndexEvent } from '../../../src/tiers/riemann/index-event.js'

const event = (timeMs: number, state = 'ok', service = 'gc'): IndexEvent => ({
  host: 'cass-1',
  service,
  state,
  timeMs,
  description: '',
  tags: [],
})

const judged = (onlyChanges: boolean, events: readonly IndexEvent[], nowMs = (_: number) => 0) => {
  const fresh = new FreshEvents(onlyChanges)
  return events.map((one, i) => fresh.judge(one, nowMs(i)))
}

test('what an index holds and sends again is not told again', () => {
  expect(judged(false, [event(1), event(2), event(2), event(1), event(3)])).toEqual([
    'fresh',
    'fresh',
    'repeated',
    'repeated',
    'fresh',
  ])
})

test('an event of the same time in another state is another', () => {
  expect(judged(false, [event(1), event(1, 'expired'), event(1, 'ok', 'heap')])).toEqual(['fresh', 'fresh', 'fresh'])
})

test('only changes may be told', () => {
  const events = [event(1), event(2), event(3, 'critical'), event(4, 'critical'), event(5), event(6, 'ok', 'heap')]
  expect(judged(true, events)).toEqual(['fresh', 'unchanged', 'fresh', 'unchanged', 'fresh', 'fresh'])
})

test('what was held before anything was heard is remembered, takes nobody room, and is no news', () => {
  const fresh = new FreshEvents(true)
  const held = Array.from({ length: 300 }, (_, i) => fresh.judge(event(i, 'ok', `service ${i}`), 0, true))
  expect(new Set(held)).toEqual(new Set(['held']))
  expect(fresh.judge(event(301, 'ok', 'service 7'), 0)).toBe('unchanged')
  expect(fresh.judge(event(302, 'critical', 'service 7'), 0)).toBe('fresh')
})

test('no more is told in a second than a time line bears', () => {
  const events = Array.from({ length: 300 }, (_, i) => event(i))
  const answers = judged(false, events, (i) => (i < 250 ? 999 : 1_000))
  const count = (from: number, to: number) => answers.slice(from, to).filter((answer) => answer === 'fresh').length
  expect([count(0, 250), count(250, 300)]).toEqual([200, 50])
})

test('remembers a bounded number of services, the latest ones', () => {
  const fresh = new FreshEvents(true)
  for (let i = 0; i <= 10_000; i++) fresh.judge(event(1, 'ok', `service ${i}`), i * 1_000)
  expect(fresh.judge(event(1, 'ok', 'service 1'), 0)).toBe('repeated')
  expect(fresh.judge(event(1, 'ok', 'service 0'), 0)).toBe('fresh')
})
