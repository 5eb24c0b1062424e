import { expect, test } from 'vitest'
import { countAt, entriesAt, jsonOf, textAt, valueAt } from '../../src/tiers/foreign-json.js'

test('finds what a path of own keys leads to', () => {
  const answer = jsonOf('{"a": {"b": 0, "__proto__": {"c": 1}}}')
  expect(valueAt(answer, 'a', 'b')).toBe(0)
  expect(valueAt(answer, 'a', '__proto__', 'c')).toBe(1)
  expect(valueAt(answer, 'a', 'toString')).toBeUndefined()
  expect(valueAt(answer, 'a', 'b', 'c')).toBeUndefined()
  expect(valueAt(jsonOf('[{"a": 1}]'), '0', 'a')).toBeUndefined()
  expect(jsonOf('{"a": ')).toBeUndefined()
})

test.each([
  [0, 0],
  [12, 12],
  [2.5e8, 250_000_000],
  [-1, undefined],
  [1.5, undefined],
  [1e300, undefined],
  ['12', undefined],
  [null, undefined],
])('takes %j for the count %j', (value, count) => {
  expect(countAt({ value }, 'value')).toBe(count)
})

test('lists entries by name, without those that cannot be shown', () => {
  const answer = { b: 1, a: 2, '': 3, 'x\ny': 4, ['n'.repeat(201)]: 5 }
  expect(entriesAt(answer)).toEqual([
    ['a', 2],
    ['b', 1],
  ])
  expect(entriesAt([1, 2])).toEqual([])
})

test('shows a text without control characters, and cut', () => {
  expect(textAt({ version: ' \u001b[31m8.1\u0007 ' }, 'version')).toBe('[31m8.1')
  expect(textAt({ version: 'v'.repeat(1_000) }, 'version')).toHaveLength(100)
  expect(textAt({ version: '\n' }, 'version')).toBeUndefined()
})
