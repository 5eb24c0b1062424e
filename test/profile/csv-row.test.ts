import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readCsvRow } from '../../src/profile/csv-row.js'

test.each([
  ['a,b', ['a', 'b'], 3],
  ['a,b\r\nc', ['a', 'b'], 5],
  ['a,b\nc', ['a', 'b'], 4],
  ['a,b\rc', ['a', 'b'], 4],
  ['', [''], 0],
  [',', ['', ''], 1],
  ['"a,b",c', ['a,b', 'c'], 7],
  ['"say ""hi""",x\n', ['say "hi"', 'x'], 15],
  ['"two\nlines",x', ['two\nlines', 'x'], 13],
  ['half "quoted",x', ['half "quoted"', 'x'], 15],
])('%j is one row', (text, fields, next) => {
  expect(readCsvRow(text, 0)).toEqual({ kind: 'row', fields, next })
})

test.each(['"open', '"a"b,c', 'a,"b" '])('%j is broken', (text) => {
  expect(readCsvRow(text, 0)).toEqual({ kind: 'broken' })
})

test('what is quoted is read back, whatever it holds', () => {
  const fields = fc.array(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r', ' ', 'é') }), { minLength: 1 })
  fc.assert(
    fc.property(fields, (all) => {
      const text = all.map((field) => `"${field.replaceAll('"', '""')}"`).join(',')
      expect(readCsvRow(text, 0)).toEqual({ kind: 'row', fields: all, next: text.length })
    }),
  )
})

test('any text comes to an end', () => {
  fc.assert(
    fc.property(fc.string({ unit: fc.constantFrom('a', '"', ',', '\n', '\r') }), (text) => {
      let rows = 0
      for (let at = 0; at < text.length; rows++) {
        const row = readCsvRow(text, at)
        if (row.kind === 'broken') break
        expect(row.next).toBeGreaterThan(at)
        at = row.next
      }
      expect(rows).toBeLessThanOrEqual(text.length)
    }),
  )
})

test('a quote that is never closed is refused in no time, however long the text', () => {
  expect(readCsvRow(`"${'a""'.repeat(2_000_000)}`, 0)).toEqual({ kind: 'broken' })
})
