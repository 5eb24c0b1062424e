import { expect, test } from 'vitest'
import { ProcessHealthMeter } from '../../src/fleet/process-health.js'
import { until } from '../http/until.js'

const spin = (ms: number): void => {
  const end = performance.now() + ms
  while (performance.now() < end);
}

test('a loop that is held up shows its delay and its use, and a quiet one neither', async () => {
  const meter = new ProcessHealthMeter()
  meter.take()
  spin(200)
  const sum = { longestDelayUs: 0, activeUs: 0, overUs: 0 }
  await until(() => {
    const { loop } = meter.take()
    sum.longestDelayUs = Math.max(sum.longestDelayUs, loop.longestDelayUs)
    sum.activeUs += loop.activeUs
    sum.overUs += loop.overUs
    return sum.longestDelayUs > 170_000
  })
  expect(sum.activeUs).toBeGreaterThan(190_000)
  expect(sum.overUs).toBeGreaterThanOrEqual(sum.activeUs)
  await until(() => {
    const { loop } = meter.take()
    return loop.overUs > 0 && loop.longestDelayUs < 170_000 && loop.activeUs < loop.overUs
  })
  const { cpuUs, rssBytes } = meter.take()
  expect(cpuUs).toBeGreaterThanOrEqual(190_000)
  expect(rssBytes).toBeGreaterThan(2 ** 20)
})

test('a stop is told once, also to who asks before anything else has run', async () => {
  const meter = new ProcessHealthMeter()
  meter.take()
  spin(200)
  expect(meter.take().loop.longestDelayUs).toBeGreaterThan(170_000)
  await new Promise((resolve) => setTimeout(resolve, 1))
  expect(meter.take().loop.longestDelayUs).toBeLessThan(170_000)
})

test('garbage collections are counted with the longest of them', async () => {
  const meter = new ProcessHealthMeter()
  let kept: number[][] = []
  let pauses = 0
  await until(() => {
    kept = Array.from({ length: 200 }, () => new Array<number>(1_000).fill(kept.length))
    const { gc } = meter.take()
    pauses += gc?.count ?? 0
    if (gc) expect(gc.longestUs).toBeLessThanOrEqual(gc.totalUs)
    return pauses > 0
  })
  expect(pauses).toBeGreaterThan(0)
})
