import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { ProcessHealthMeter } from '../../src/fleet/process-health.js'

const spin = (ms: number): void => {
  const until = performance.now() + ms
  while (performance.now() < until);
}

test('a loop that is held up shows its delay and its use, and a quiet one neither', async () => {
  const meter = new ProcessHealthMeter()
  await sleep(60)
  meter.take()
  spin(200)
  await sleep(60)
  const held = meter.take()
  expect(held.loop.longestDelayUs).toBeGreaterThan(170_000)
  expect(held.loop.activeUs).toBeGreaterThan(190_000)
  expect(held.loop.overUs).toBeGreaterThan(250_000)
  await sleep(60)
  const quiet = meter.take()
  expect(quiet.loop.longestDelayUs).toBeLessThan(170_000)
  expect(quiet.cpuUs).toBeGreaterThanOrEqual(held.cpuUs)
  expect(quiet.rssBytes).toBeGreaterThan(2 ** 20)
})

test('garbage collections are counted with the longest of them', async () => {
  const meter = new ProcessHealthMeter()
  let kept: number[][] = []
  let pauses = 0
  for (const until = performance.now() + 10_000; pauses === 0 && performance.now() < until; ) {
    kept = Array.from({ length: 200 }, () => new Array<number>(1_000).fill(kept.length))
    await sleep(1)
    const { gc } = meter.take()
    pauses += gc?.count ?? 0
    if (gc) expect(gc.longestUs).toBeLessThanOrEqual(gc.totalUs)
  }
  expect(pauses).toBeGreaterThan(0)
})
