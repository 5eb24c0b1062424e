import { describe, expect, it } from 'vitest'
import { Diary } from '../../src/scenarios/diary.js'
import type { PlannedAction } from '../../src/scenarios/planned-actions.js'

const actions = (...atUs: readonly number[]): Iterator<PlannedAction> =>
  atUs.map((at) => ({ kind: 'scrolls', atUs: at }) as const).values()

describe('Diary', () => {
  it('counts from the moment the time-line is shown', () => {
    const diary = new Diary(actions(10, 30))
    diary.goOn(1_000)
    expect(diary.nextUs).toBe(1_010)
    expect(diary.take()).toEqual({ kind: 'scrolls', atUs: 10 })
    expect(diary.nextUs).toBe(1_030)
  })

  it('rests while the time-line is not shown', () => {
    const diary = new Diary(actions(10, 30))
    diary.goOn(1_000)
    diary.putAside(1_005)
    diary.goOn(4_005)
    expect(diary.nextUs).toBe(4_010)
    diary.putAside(4_006)
    diary.goOn(4_106)
    expect(diary.nextUs).toBe(4_110)
  })

  it('has nothing to do when nothing is planned any more', () => {
    const diary = new Diary(actions(10))
    diary.take()
    expect(diary.nextUs).toBe(Number.POSITIVE_INFINITY)
    expect(diary.take()).toBeUndefined()
  })
})
