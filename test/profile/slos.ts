import fc from 'fast-check'
import type { Operator, Slo, SloSubject, SloWindow, Statistic } from '../../src/profile/slo.js'

const name = fc.stringMatching(/^[a-z][a-z0-9_-]{0,12}(\/[a-z][a-z0-9-]{0,12})?$/)
const wholeSecondsUs = fc.integer({ min: 1, max: 100_000 }).map((seconds) => seconds * 1_000_000)
const window: fc.Arbitrary<SloWindow> = fc.oneof(
  fc.constantFrom('default' as const, 'ramp' as const, 'hold' as const, 'all' as const).map((kind) => ({ kind })),
  wholeSecondsUs.map((lengthUs) => ({ kind: 'last' as const, lengthUs })),
  wholeSecondsUs.map((lengthUs) => ({ kind: 'each' as const, lengthUs })),
)
const op = fc.constantFrom<Operator[]>('<', '<=', '>', '>=', '=')
const shareBound = fc.integer({ min: 0, max: 1_000_000 }).map((n) => n / 10_000 / 100)
const timeBound = fc.nat(40_000_000_000)
const latency: fc.Arbitrary<Statistic> = fc.oneof(
  fc.integer({ min: 1, max: 9_999 }).map((n) => ({ kind: 'percentile' as const, percentage: n / 100 })),
  fc.constantFrom({ kind: 'mean' as const }, { kind: 'max' as const }),
)

const slo = (
  subject: fc.Arbitrary<SloSubject>,
  statistic: fc.Arbitrary<Statistic>,
  bound: fc.Arbitrary<number>,
): fc.Arbitrary<Slo> => fc.record({ subject, statistic, window, op, bound })

/** Any SLO that the grammar has. */
export const anySlo: fc.Arbitrary<Slo> = fc.oneof(
  slo(fc.constant({ kind: 'all-steps' }), fc.constant({ kind: 'errors' }), shareBound),
  slo(fc.constant({ kind: 'users' }), fc.constant({ kind: 'users' }), shareBound),
  slo(
    name.map((one) => ({ kind: 'named', name: one, series: 'response' })),
    fc.constant({ kind: 'errors' }),
    shareBound,
  ),
  slo(
    fc.record({
      kind: fc.constant('named' as const),
      name,
      series: fc.constantFrom('response' as const, 'service' as const),
    }),
    latency,
    timeBound,
  ),
)
