import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Fifo } from '../../src/rehearsal/fifo.js'

describe('Fifo', () => {
  it('gives entries in the order they came, however pushes and takes alternate', () => {
    const bursts = fc.array(fc.integer({ min: -1500, max: 1500 }), { maxLength: 12 })
    fc.assert(
      fc.property(bursts, (sizes) => {
        const fifo = new Fifo<number>()
        const model: number[] = []
        let next = 0
        for (const size of sizes) {
          for (let i = 0; i < size; i++, next++) {
            fifo.push(next)
            model.push(next)
          }
          for (let i = 0; i > size; i--) expect(fifo.take()).toBe(model.shift())
          expect(fifo.length).toBe(model.length)
        }
      }),
      { numRuns: 30 },
    )
  })
})
