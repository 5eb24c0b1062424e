import fc from 'fast-check'
import { expect, test } from 'vitest'
import { RouteJoiner } from '../../../src/tiers/nginx/route-joiner.js'

// Steps 0 and 1 share a route, step 2 has its own, and step 3 none.
const joining = () => {
  const clock = { us: 0, nowUs: () => clock.us }
  const told: (readonly [string, number, number, number])[] = []
  const joiner = new RouteJoiner({
    clock,
    emit: (...one) => told.push(one),
    routeOfStep: (step) => ['GET /a', 'GET /a', 'GET /b'][step],
    routeOfRequest: (method, path) => (['/a', '/b'].includes(path) ? `${method} ${path}` : undefined),
  })
  return { clock, joiner, told }
}

test.each(['sample', 'line'])(
  'hands nginx’s time to the step of the route whether sample or line comes first (%s)',
  (first) => {
    const { joiner, told } = joining()
    if (first === 'sample') joiner.sample(2, 7)
    joiner.line('GET', '/b', 1_500)
    if (first === 'line') joiner.sample(2, 7)
    expect(told).toEqual([['nginx', 2, 7, 1_500]])
  },
)

test('steps that share a route get as many times as they had requests', () => {
  const { joiner, told } = joining()
  joiner.sample(0, 1)
  joiner.sample(1, 1)
  joiner.sample(0, 2)
  for (const us of [10, 20, 30]) joiner.line('GET', '/a', us)
  expect(told).toEqual([
    ['nginx', 0, 1, 10],
    ['nginx', 1, 1, 20],
    ['nginx', 0, 2, 30],
  ])
})

test('counts lines beyond our requests, requests beyond the lines, and lines of no route', () => {
  const { joiner } = joining()
  joiner.sample(0, 1)
  joiner.sample(2, 1)
  joiner.sample(3, 1)
  for (const path of ['/a', '/a', '/a', '/favicon.ico', undefined]) joiner.line('GET', path, 10)
  joiner.line('POST', '/a', 10)
  expect(joiner.counts).toEqual({ paired: 1, lineSurplus: 3, sampleSurplus: 1, unrouted: 2 })
  expect(joiner.waitingSamples).toBe(1)
})

test('what has waited for more than 5 s is no partner', () => {
  const { clock, joiner, told } = joining()
  joiner.line('GET', '/a', 10)
  joiner.line('GET', '/b', 20)
  clock.us = 5_000_000
  joiner.sample(2, 5)
  clock.us = 5_000_001
  joiner.sample(0, 5)
  expect(told).toEqual([['nginx', 2, 5, 20]])
  expect(joiner.counts).toEqual({ paired: 1, lineSurplus: 1, sampleSurplus: 1, unrouted: 0 })
})

test('what waits is bounded, and the oldest goes first', () => {
  const { joiner, told } = joining()
  for (let i = 0; i < 50_000; i++) joiner.line('GET', '/a', i)
  joiner.sample(0, 1)
  expect(told).toEqual([['nginx', 0, 1, 30_000]])
  expect(joiner.counts).toEqual({ paired: 1, lineSurplus: 49_999, sampleSurplus: 0, unrouted: 0 })
})

test('whatever comes in whatever order, all is paired or in surplus', () => {
  const happening = fc.record({
    kind: fc.constantFrom('sample', 'line', 'time' as const),
    step: fc.nat({ max: 3 }),
    path: fc.constantFrom('/a', '/b', '/c'),
    us: fc.nat({ max: 4_000_000 }),
  })
  fc.assert(
    fc.property(fc.array(happening), (happenings) => {
      const { clock, joiner, told } = joining()
      for (const { kind, step, path, us } of happenings) {
        if (kind === 'sample') joiner.sample(step, 1)
        else if (kind === 'line') joiner.line('GET', path, us)
        else clock.us += us
      }
      const { paired, lineSurplus, sampleSurplus, unrouted } = joiner.counts
      expect(told).toHaveLength(paired)
      expect(paired + lineSurplus + unrouted).toBe(happenings.filter(({ kind }) => kind === 'line').length)
      expect(paired + sampleSurplus).toBe(happenings.filter(({ kind, step }) => kind === 'sample' && step < 3).length)
    }),
  )
})
