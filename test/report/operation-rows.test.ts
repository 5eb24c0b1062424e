import { expect, test } from 'vitest'
import { operationRows } from '../../src/report/operation-rows.js'
import type { OperationCount } from '../../src/report/result.js'

const count = (change: Partial<OperationCount> = {}): OperationCount => ({
  ...{ tier: 'elasticsearch', operation: 'search', implied: 1_000, sure: 1_000, told: null },
  ...{ source: 'elasticsearch', counted: 2_000, difference: 1, perRequest: 0.254, remark: 'per-shard' },
  ...change,
})
const row = (change: Partial<OperationCount> = {}) => operationRows({ operations: [count(change)] })[0]

test('counts stand in the words of a report, what is not known as a dash', () => {
  expect(row()).toEqual({
    ...{ tier: 'elasticsearch', operation: 'search', implied: '1,000', told: '–', counted: '2,000' },
    ...{ source: 'elasticsearch', difference: '+100 %', perRequest: '0.25', remark: 'each shard counts: 2.0 a search' },
  })
  expect(row({ difference: -0.051, perRequest: null })).toMatchObject({ difference: '−5.1 %', perRequest: '–' })
  expect(row({ counted: null, source: null, difference: null, remark: null })).toMatchObject({
    ...{ counted: '–', source: '', difference: '–', remark: '' },
  })
})

test('a multiple is of what was told, where that is known', () => {
  expect(row({ told: 500 })?.remark).toBe('each shard counts: 4.0 a search')
  expect(row({ remark: 'per-copy' })?.remark).toBe('each copy counts: 2.0 a document')
})
