import { expect, test } from 'vitest'
import { warningGroups } from '../../src/report/warning-groups.js'

const weak = (text: string) => ({ code: 'weak-slo', text })

test('warnings of one code stand together under plain words', () => {
  const warnings = [weak('post'), { code: 'store-damaged', text: 'a line' }, weak('search')]
  expect(warningGroups({ warnings })).toEqual([
    { code: 'weak-slo', title: 'Too few samples', texts: ['post', 'search'] },
    { code: 'store-damaged', title: "Damage in the run's folder", texts: ['a line'] },
  ])
})

test('a code that nobody knows is its own title', () => {
  expect(warningGroups({ warnings: [{ code: 'toString', text: '' }] })).toMatchObject([{ title: 'toString' }])
})
