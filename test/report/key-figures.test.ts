import { expect, test } from 'vitest'
import { keyFigures } from '../../src/report/key-figures.js'
import { result, step } from './results.js'

test('the rate is the mean over the hold, the peak that of any second', () => {
  expect(keyFigures(result())).toMatchObject({ requestsPerSec: 40, rateOver: 'hold', peakPerSec: 50 })
})

test('where nothing is known of a hold the rate is that of the whole run', () => {
  const stages = [{ name: 'ramp', fromUs: 0, toUs: 3_000_000 }] as const
  expect(keyFigures(result({ stages }))).toMatchObject({ requestsPerSec: 100 / 3, rateOver: 'whole run' })
})

test('errors are shared over what came to an end, time-outs with them', () => {
  const requests = { due: 20, sent: 18, ok: 8, failed: 1, timedOut: 1, dropped: 2, inFlight: 8 }
  expect(keyFigures(result({ requests })).errorShare).toBe(0.2)
})

test('of a run without a request there is no rate and no share of errors', () => {
  const requests = { due: 0, sent: 0, ok: 0, failed: 0, timedOut: 0, dropped: 0, inFlight: 0 }
  const figures = keyFigures(result({ requests, timeline: [] }))
  expect([figures.requestsPerSec, figures.peakPerSec, figures.errorShare]).toEqual([undefined, undefined, undefined])
})

test('bytes are those of all steps', () => {
  const steps = [step({ bytesIn: 5, bytesOut: 1 }), step({ bytesIn: 7, bytesOut: 2 })]
  expect(keyFigures(result({ steps }))).toMatchObject({ bytesIn: 12, bytesOut: 3 })
})
