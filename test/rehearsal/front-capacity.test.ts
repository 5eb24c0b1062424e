import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { hardFileLimit } from '../../src/rehearsal/file-limit.js'
import { frontCapacity } from '../../src/rehearsal/front-capacity.js'

describe('frontCapacity', () => {
  it('gives a handful of users one worker of stock size', () => {
    expect(frontCapacity({ users: 5, cores: 2, fileLimit: 20_000 })).toMatchObject({
      workers: 1,
      connectionsPerWorker: 512,
      backlog: 511,
    })
  })

  it('needs no more workers than cores while descriptors suffice', () => {
    expect(frontCapacity({ users: 160_000, cores: 8, fileLimit: 1_048_576 }).workers).toBe(8)
  })

  it('adds workers where a process may have few descriptors', () => {
    const { workers, filesPerWorker } = frontCapacity({ users: 160_000, cores: 2, fileLimit: 20_000 })
    expect(workers).toBeGreaterThan(10)
    expect(filesPerWorker).toBeLessThanOrEqual(20_000)
  })

  it('says what is missing when no number of workers suffices', () => {
    expect(() => frontCapacity({ users: 160_000, cores: 2, fileLimit: 600 })).toThrow(
      'a process may have 600 descriptors here, too few for a front of 160000 users: raise the hard limit (ulimit -Hn)',
    )
  })

  it('has room for each user and a third more, within the limit, wherever it does not refuse', () => {
    const load = fc.record({
      users: fc.integer({ min: 1, max: 200_000 }),
      cores: fc.integer({ min: 1, max: 128 }),
      fileLimit: fc.integer({ min: 4_096, max: 1_048_576 }),
    })
    fc.assert(
      fc.property(load, ({ users, cores, fileLimit }) => {
        const { workers, connectionsPerWorker, filesPerWorker } = frontCapacity({ users, cores, fileLimit })
        const room = workers * connectionsPerWorker
        return room >= 1.3 * users && filesPerWorker <= fileLimit && filesPerWorker > connectionsPerWorker
      }),
      { numRuns: 200 },
    )
  })
})

describe('hardFileLimit', () => {
  const line = (hard: string) => `Max processes  1 2 processes\nMax open files            1024      ${hard}     files\n`

  it.each([
    ['a number', line('20000'), 20_000],
    ['no limit', line('unlimited'), Number.MAX_SAFE_INTEGER],
    ['nothing at all', '', 1_024],
  ])('reads %s', (_what, limits, expected) => {
    expect(hardFileLimit(limits)).toBe(expected)
  })
})
