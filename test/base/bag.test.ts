import fc from 'fast-check'
import { expect, test } from 'vitest'
import { Bag } from '../../src/base/bag.js'

const itemsOf = (count: number) => Array.from({ length: count }, (_, id) => ({ id, place: -1 }))

test('it holds what a set would hold', () => {
  const steps = fc.array(fc.record({ add: fc.boolean(), id: fc.nat({ max: 7 }) }), { maxLength: 60 })
  fc.assert(
    fc.property(steps, (taken) => {
      const items = itemsOf(8)
      const bag = new Bag<{ id: number; place: number }>()
      const set = new Set<{ id: number; place: number }>()
      for (const { add, id } of taken) {
        const item = items[id]
        if (!item) continue
        if (add) {
          bag.add(item)
          set.add(item)
        } else expect(bag.delete(item)).toBe(set.delete(item))
        expect(new Set(bag)).toEqual(set)
        expect([...bag]).toHaveLength(set.size)
      }
    }),
  )
})

test('what was cleared away can be put in again', () => {
  const bag = new Bag<{ id: number; place: number }>()
  const [first, second] = itemsOf(2) as [{ id: number; place: number }, { id: number; place: number }]
  bag.add(first)
  bag.add(second)
  bag.clear()
  expect([[...bag], bag.delete(first)]).toEqual([[], false])
  bag.add(second)
  expect([...bag]).toEqual([second])
})
