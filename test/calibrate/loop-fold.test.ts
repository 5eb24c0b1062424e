import { expect, it } from 'vitest'
import { LoopFold } from '../../src/calibrate/loop-fold.js'

const loop = (overUs: number) => ({ activeUs: 0, overUs, longestDelayUs: 0 })

it('counts what was answered inside, and all that failed anywhere', () => {
  const fold = new LoopFold(1, 3)
  fold.add({ second: 0, steps: [{ step: 0, ok: 500, failed: { connect: 1 } }] })
  fold.add({ second: 1, steps: [{ step: 0, ok: 900, dropped: 2 }] })
  fold.add({ second: 2, steps: [{ step: 0, ok: 1_000 }] })
  // A second is emitted again when late answers come in.
  fold.add({ second: 2, steps: [{ step: 0, ok: 100 }] })
  fold.add({ second: 3, steps: [{ step: 0, ok: 7, inFlight: 3 }] })
  expect([fold.perSec, fold.answered, fold.failed]).toEqual([1_000, 2_507, 6])
})

it('adds up the cores of all processes, each over the time that it told of', () => {
  const fold = new LoopFold(1, 3)
  fold.add({ second: 0, shards: [{ shard: 0, cpuUs: 900_000, loop: loop(1_000_000) }] })
  fold.add({
    second: 1,
    shards: [
      { shard: 0, cpuUs: 500_000, loop: loop(1_000_000) },
      { shard: -1, cpuUs: 200_000, loop: loop(1_000_000) },
    ],
  })
  // Held up, so that it tells of more than a second at once.
  fold.add({ second: 2, shards: [{ shard: 0, cpuUs: 1_000_000, loop: loop(1_500_000) }] })
  expect(fold.cores).toBeCloseTo(0.6 + 0.2, 10)
})

it('has nothing where nothing was told', () => {
  const fold = new LoopFold(1, 2)
  fold.add({ second: 1, shards: [{ shard: 0 }] })
  expect([fold.perSec, fold.cores]).toEqual([0, 0])
})
