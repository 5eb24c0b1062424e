import { describe, expect, it } from 'vitest'
import type { Course } from '../../../src/rehearsal/course.js'
import { perform } from '../../../src/rehearsal/stores/perform.js'
import { SharedRows } from '../../../src/rehearsal/stores/shared-rows.js'
import { StoreError } from '../../../src/rehearsal/work.js'

interface Found {
  readonly text: string
}

/** A store that answers when it is told to. */
const slowStore = () => {
  const asked: { answer: (text: string) => void; refuse: () => void }[] = []
  const load = function* (): Course<Found> {
    const run = () =>
      new Promise<Found>((resolve, reject) => {
        asked.push({ answer: (text) => resolve({ text }), refuse: () => reject(new Error('no')) })
      })
    return (yield { store: 'cassandra', operations: 1, run }) as Found
  }
  return { asked, load }
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
    const { asked, load } = slowStore()
    const both = [performed(rows.get(1, load)), performed(rows.get(1, load))]
    asked[0]?.answer('a row')
    expect(await Promise.all(both)).toEqual([
      { text: 'a row', operations: 1, cassandraUs: 100 },
      { text: 'a row', operations: 0, cassandraUs: 100 },
    ])
    expect(await performed(rows.get(1, load))).toEqual({ text: 'a row', operations: 0, cassandraUs: 0 })
  })

  it('reads anew what was forgotten, also while it was being read', async () => {
    const rows = new SharedRows<number, Found>()
    const { asked, load } = slowStore()
    const first = performed(rows.get(1, load))
    rows.forget(1)
    asked[0]?.answer('old')
    expect((await first).text).toBe('old')
    const second = performed(rows.get(1, load))
    asked[1]?.answer('new')
    expect((await second).text).toBe('new')
  })

  it('keeps nothing of a read that failed', async () => {
    const rows = new SharedRows<number, Found>()
    const { asked, load } = slowStore()
    const both = [performed(rows.get(1, load)), performed(rows.get(1, load))]
    asked[0]?.refuse()
    for (const one of both) await expect(one).rejects.toThrow(StoreError)
    const again = performed(rows.get(1, load))
    asked[1]?.answer('a row')
    expect((await again).operations).toBe(1)
  })
})
