import { expect, test } from 'vitest'
import type { StubStatus } from '../../src/tiers/stub-status.js'
import { UnhandledConnections } from '../../src/tiers/unhandled-connections.js'

const page = (accepts: number, handled: number): StubStatus => ({
  ...{ connections: 1, requests: 1, reading: 0, writing: 1, waiting: 0, inHand: 1 },
  accepts,
  handled,
})

const told = (pages: readonly (readonly [accepts: number, handled: number])[]): readonly number[] => {
  const unhandled = new UnhandledConnections()
  return pages.map(([accepts, handled]) => unhandled.take(page(accepts, handled)))
}

test('tells the first page as it is', () => {
  expect(told([[12, 10]])).toEqual([2])
})

test('a connection that is handled a moment later was never unhandled', () => {
  const pages = [
    [10, 10],
    [21, 20],
    [31, 30],
    [40, 40],
    [41, 42],
  ] as const
  expect(told(pages)).toEqual([0, 0, 0, 0, 0])
})

test('one that stays unhandled is told by the third page', () => {
  const pages = [
    [10, 10],
    [20, 18],
    [30, 27],
    [40, 38],
    [50, 48],
  ] as const
  expect(told(pages)).toEqual([0, 0, 0, 2, 2])
})

test('begins anew with nginx', () => {
  const pages = [
    [30, 20],
    [4, 4],
    [6, 6],
  ] as const
  expect(told(pages)).toEqual([10, 0, 0])
})
