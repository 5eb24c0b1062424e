import { expect, test } from 'vitest'
import { MOST_TIMERS, TimerChoice } from '../../../src/tiers/metrics-servlet/timer-choice.js'

const timers = (names: readonly string[]) => [...names].sort().map((name) => ({ name, count: 1 }))
const named = (from: number, to: number) =>
  Array.from({ length: to - from }, (_, i) => `t${String(from + i).padStart(3, '0')}`)
const namesOf = (chosen: readonly { readonly name: string }[]) => chosen.map(({ name }) => name)

test('tells all of a few, and the first by name of many', () => {
  expect(namesOf(new TimerChoice([]).take(timers(['b', 'a'])))).toEqual(['a', 'b'])
  expect(namesOf(new TimerChoice([]).take(timers(named(0, 200))))).toEqual(named(0, MOST_TIMERS))
})

test('tells those whose names begin as asked for', () => {
  const choice = new TimerChoice(['app.', 't19'])
  expect(namesOf(choice.take(timers(['app', 'app.a', 'my.app.a', ...named(180, 200)])))).toEqual([
    'app.a',
    ...named(190, 200),
  ])
})

test('keeps to its choice, since timers that came and went would look new', () => {
  const choice = new TimerChoice([])
  choice.take(timers(named(100, 149)))
  expect(namesOf(choice.take(timers(named(0, 200))))).toEqual(['t000', ...named(100, 149)])
  expect(namesOf(choice.take(timers(named(50, 200))))).toEqual(named(100, 149))
})
