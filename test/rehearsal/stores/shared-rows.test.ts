import { describe, expect, it, vi } from 'vitest'
import type { Course } from '../../../src/rehearsal/course.js'
import { perform } from '../../../src/rehearsal/stores/perform.js'
import { SharedRows } from '../../../src/rehearsal/stores/shared-rows.js'
import { StoreError } from '../../../src/rehearsal/work.js'

interface Found {
  readonly text: string
}

interface Asked {
  answer: (text: string) => void
  refuse: () => void
}

/** A store that answers when it is told to. */
const slowStore = () => {
  const asked: Asked[] = []
  const nthAsked = (n: number) =>
    vi.waitFor(() => {
      const one = asked[n]
      if (!one) throw new Error(`asked ${asked.length} times`)
      return one
    })
  const load = function* (): Course<Found> {
    const run = () =>
      new Promise<Found>((resolve, reject) => {
        asked.push({ answer: (text) => resolve({ text }), refuse: () => reject(new Error('no')) })
      })
    return (yield { store: 'cassandra', operations: 1, run }) as Found
  }
  return { asked, nthAsked, load }
}

const performed = async (course: Course<Found>) => {
  const work = { cassandra: 0, elasticsearch: 0 }
  let nowUs = 0
  const { value, cassandraUs } = await perform(course, course.next(), work, { nowUs: () => (nowUs += 100) })
  return { text: value.text, operations: work.cassandra, cassandraUs }
}

describe('SharedRows', () => {
  it('reads what two ask for at once only once, and both wait for it', async () => {
    const rows = new SharedRows<number, Found>()
    const { nthAsked, load } = slowStore()
    const both = [performed(rows.get(1, load)), performed(rows.get(1, load))]
    ;(await nthAsked(0)).answer('a row')
    expect(await Promise.all(both)).toEqual([
      { text: 'a row', operations: 1, cassandraUs: 200 },
      { text: 'a row', operations: 0, cassandraUs: 200 },
    ])
    expect(await performed(rows.get(1, load))).toEqual({ text: 'a row', operations: 0, cassandraUs: 0 })
  })

  it('reads anew what was forgotten, also while it was being read', async () => {
    const rows = new SharedRows<number, Found>()
    const { nthAsked, load } = slowStore()
    const first = performed(rows.get(1, load))
    const { answer } = await nthAsked(0)
    rows.forget(1)
    answer('old')
    expect((await first).text).toBe('old')
    const second = performed(rows.get(1, load))
    ;(await nthAsked(1)).answer('new')
    expect((await second).text).toBe('new')
  })

  it('lets nobody wait for who has not begun: a request that is still without a thread', async () => {
    const rows = new SharedRows<number, Found>()
    const { nthAsked, load } = slowStore()
    const arrived = rows.get(1, load)
    expect(arrived.next().done).toBe(false)
    const other = performed(rows.get(1, load))
    ;(await nthAsked(0)).answer('a row')
    expect(await other).toMatchObject({ text: 'a row', operations: 1 })
    // Once it begins, what was read meanwhile is there.
    expect(arrived.next()).toEqual({ done: true, value: { text: 'a row' } })
  })

  it('keeps nothing of a read that failed', async () => {
    const rows = new SharedRows<number, Found>()
    const { nthAsked, load } = slowStore()
    const both = [performed(rows.get(1, load)), performed(rows.get(1, load))]
    ;(await nthAsked(0)).refuse()
    for (const one of both) await expect(one).rejects.toThrow(StoreError)
    const again = performed(rows.get(1, load))
    ;(await nthAsked(1)).answer('a row')
    expect((await again).operations).toBe(1)
  })
})
