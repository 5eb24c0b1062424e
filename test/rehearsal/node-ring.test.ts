import { describe, expect, it } from 'vitest'
import { NodeRing } from '../../src/rehearsal/node-ring.js'

describe('NodeRing', () => {
  it('takes the nodes in turn', () => {
    const ring = new NodeRing(['a', 'b', 'c'], () => 0)
    expect([ring.next(), ring.next(), ring.next(), ring.next()]).toEqual(['a', 'b', 'c', 'a'])
  })

  it('leaves out a node that failed three times, and takes it back after two seconds', () => {
    let nowMs = 0
    const ring = new NodeRing(['a', 'b'], () => nowMs)
    for (let i = 0; i < 3; i++) ring.failed('a')
    expect([ring.next(), ring.next()]).toEqual(['b', 'b'])
    nowMs = 2_000
    expect([ring.next(), ring.next()].toSorted()).toEqual(['a', 'b'])
  })

  it('forgets failures once a node answers', () => {
    const ring = new NodeRing(['a'], () => 0)
    ring.failed('a')
    ring.failed('a')
    ring.answered('a')
    ring.failed('a')
    expect(ring.next()).toBe('a')
  })

  it('has none to offer while all are left out', () => {
    const ring = new NodeRing(['a'], () => 0)
    for (let i = 0; i < 3; i++) ring.failed('a')
    expect(ring.next()).toBeUndefined()
  })
})
