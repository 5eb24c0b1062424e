import fc from 'fast-check'
import { expect, test } from 'vitest'
import { OpenTraces, type OpenTracesOptions } from '../../../src/tiers/otlp/open-traces.js'
import { traceTimes } from '../../../src/tiers/otlp/trace-times.js'
import { traceIdOf } from '../../../src/tiers/trace.js'
import { call, RUN_ID, request, span, TRACE_ID } from './spans.js'

const opening = (options: Partial<OpenTracesOptions> = {}) => {
  const clock = { us: 0, nowUs: () => clock.us }
  const told: (readonly [string, number, number | undefined])[] = []
  const open = new OpenTraces({
    ...{ clock, quietUs: 6_000_000, patienceUs: 60_000_000 },
    read: (traceId, spans) => traceTimes(traceId, spans, new Map()),
    onTrace: (traceId, { spans, cassandraUs }) => told.push([traceId, spans, cassandraUs]),
    ...options,
  })
  return { clock, open, told }
}

const OTHER_TRACE = traceIdOf(RUN_ID, 1, 8)
const ofOther = { traceId: OTHER_TRACE }

test('a trace is told of when nothing more came of it for a time', () => {
  const { clock, open, told } = opening()
  open.add(request(0, 100))
  clock.us = 5_000_000
  open.add(call('cassandra', 'a', 10, 30))
  clock.us = 10_999_999
  open.settleDue()
  expect(told).toEqual([])
  clock.us = 11_300_000
  open.settleDue()
  expect(told).toEqual([[TRACE_ID, 2, 20]])
  expect(open.held).toBe(0)
})

test('spans may come before the request that they are of', () => {
  const { clock, open, told } = opening()
  open.add(call('cassandra', 'a', 10, 30))
  clock.us = 30_000_000
  open.settleDue()
  open.add(request(0, 30_000_000))
  clock.us = 36_000_000
  open.settleDue()
  expect(told).toEqual([[TRACE_ID, 2, 20]])
})

test('one trace that waits does not keep others back', () => {
  const { clock, open, told } = opening()
  open.add(call('cassandra', 'a', 10, 30))
  open.add(request(0, 100, { ...ofOther, parentId: OTHER_TRACE.slice(16) }))
  clock.us = 6_000_000
  open.settleDue()
  expect(told).toEqual([[OTHER_TRACE, 1, undefined]])
  expect(open.held).toBe(1)
})

test('a trace without the request is let go of in the end', () => {
  const { clock, open, told } = opening()
  open.add(call('cassandra', 'a', 10, 30))
  clock.us = 60_000_000
  open.settleDue()
  expect(told).toEqual([])
  expect(open).toMatchObject({ held: 0, unrooted: 1, dropped: 0 })
})

test('a post that is sent again changes nothing', () => {
  const { open, told } = opening()
  for (const one of [request(0, 100), call('cassandra', 'a', 10, 30), request(0, 100)]) open.add(one)
  open.settleAll()
  expect(told).toEqual([[TRACE_ID, 2, 20]])
  expect(open.repeated).toBe(1)
})

test('of a trace that is too long nothing is told, rather than too little', () => {
  const { open, told } = opening({ maxSpansOfTrace: 2 })
  for (const one of [request(0, 100), span('a', 1, 2), span('b', 1, 2), span('c', 1, 2)]) open.add(one)
  open.settleAll()
  expect(told).toEqual([])
  expect(open).toMatchObject({ held: 0, dropped: 4, unrooted: 0 })
})

test('beyond the bound the traces that were silent for longest go first', () => {
  const { open, told } = opening({ maxSpans: 3 })
  open.add(request(0, 100))
  open.add(request(0, 100, { ...ofOther, parentId: OTHER_TRACE.slice(16) }))
  open.add(span('a', 1, 2))
  open.add(span('b', 1, 2))
  open.settleAll()
  expect(told).toEqual([[TRACE_ID, 3, undefined]])
  expect(open.dropped).toBe(1)
})

const happening = fc.record({
  kind: fc.constantFrom('request', 'call', 'time' as const),
  trace: fc.constantFrom(TRACE_ID, OTHER_TRACE, traceIdOf(RUN_ID, 2, 1)),
  name: fc.constantFrom('a', 'b', 'c', 'd'),
  us: fc.nat({ max: 20_000_000 }),
})

test('whatever comes in whatever order, every span is told of, let go of or held, and no more are held than may be', () => {
  fc.assert(
    fc.property(fc.array(happening, { maxLength: 80 }), (happenings) => {
      const { clock, open, told } = opening({ maxSpans: 5, maxSpansOfTrace: 3 })
      let added = 0
      const check = (): void => {
        const spans = told.reduce((sum, [, count]) => sum + count, 0)
        expect(spans + open.unrooted + open.dropped + open.repeated + open.held).toBe(added)
        expect(open.held).toBeLessThanOrEqual(5)
      }
      for (const { kind, trace, name, us } of happenings) {
        const of = { traceId: trace }
        if (kind === 'time') clock.us += us
        else if (kind === 'request') open.add(request(0, 100, { ...of, parentId: trace.slice(16) }))
        else open.add(call('cassandra', name, 10, 30, of))
        if (kind !== 'time') added++
        open.settleDue()
        check()
      }
      open.settleAll()
      check()
      expect(open.held).toBe(0)
    }),
  )
})
