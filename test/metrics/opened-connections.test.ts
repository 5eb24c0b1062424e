import { expect, test } from 'vitest'
import { OpenedConnections } from '../../src/metrics/opened-connections.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { Totals } from '../../src/metrics/totals.js'

const opened = (connect: readonly number[], full: readonly number[] = [], resumed: readonly number[] = []) => {
  const connections = new OpenedConnections()
  for (const us of connect) connections.connect.record(us)
  for (const us of full) connections.full.record(us)
  for (const us of resumed) connections.resumed.record(us)
  return connections.entries() ?? {}
}

test('what is empty is left out', () => {
  expect(new OpenedConnections().entries()).toBeUndefined()
  expect(Object.keys(opened([5], [], [7]))).toEqual(['connect', 'resumed'])
})

test('the reports of several shards, by way of the stored seconds, add up to what one would have counted', () => {
  const book = new SecondBook()
  book.recordOpened(3, opened([100, 200], [2_000]))
  book.recordOpened(3, opened([100], [], [900]))
  book.recordOpened(4, opened([70_000]))
  const totals = new Totals()
  for (const record of book.flush()) totals.merge(record)
  expect(totals.opened.entries()).toEqual(opened([100, 100, 200, 70_000], [2_000], [900]))
})
