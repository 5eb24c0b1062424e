import fc from 'fast-check'
import { expect, test } from 'vitest'
import { attributesOf, beansOf, countOf } from '../../../src/tiers/jolokia/bean.js'
import { propertiesOf } from '../../../src/tiers/jolokia/object-name.js'

test.each<[string, Readonly<Record<string, string>>]>([
  ['java.lang:name=PS MarkSweep,type=GarbageCollector', { name: 'PS MarkSweep', type: 'GarbageCollector' }],
  ['com.hazelcast:instance=_hz_1,name="a,b=\\"c\\"",type=IMap', { instance: '_hz_1', name: 'a,b="c"', type: 'IMap' }],
  ['d:type=x,__proto__=y', { type: 'x', ['__proto__']: 'y' }],
  ['d:name="never closed,type=x', { name: '"never closed', type: 'x' }],
  ['d:', {}],
  ['no name at all', {}],
  [`d:name=${'x'.repeat(1_000)}`, {}],
])('reads the properties of %s', (name, properties) => {
  expect([...propertiesOf(name)]).toEqual(Object.entries(properties))
})

test('reads back any properties that are quoted', () => {
  const key = fc.stringMatching(/^[a-z]{1,8}$/)
  fc.assert(
    fc.property(
      fc.uniqueArray(fc.tuple(key, fc.string({ maxLength: 20 })), { selector: ([name]) => name, maxLength: 8 }),
      (pairs) => {
        const written = pairs.map(([name, value]) => `${name}="${value.replaceAll(/["\\]/g, '\\$&')}"`)
        fc.pre(!pairs.some(([, value]) => value.includes('\n') || value.includes('\r') || /[\u2028\u2029]/.test(value)))
        expect([...propertiesOf(`d:${written.join(',')}`)]).toEqual(pairs)
      },
    ),
  )
})

test('never throws on any name', () => {
  const piece = fc.constantFrom(':', ',', '=', '"', '\\', 'name', 'type', ' ', '*')
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 200 }), (pieces) => {
      propertiesOf(pieces.join(''))
    }),
  )
})

test('has a level more in what a pattern found', () => {
  const value = { 'java.lang:name=Copy,type=GarbageCollector': { CollectionCount: 3 } }
  const [bean] = beansOf({ kind: 'value', value })
  expect(bean?.properties.get('name')).toBe('Copy')
  expect(bean?.attributes.get('CollectionCount')).toBe(3)
})

test('keeps foreign keys out of the prototype', () => {
  const value = JSON.parse('{"__proto__": {"Count": 7}, "constructor": 1}')
  expect(attributesOf({ kind: 'value', value }).get('Count')).toBeUndefined()
  expect(attributesOf({ kind: 'value', value: {} }).get('constructor')).toBeUndefined()
})

test.each([[-1], [Number.NaN], [Number.POSITIVE_INFINITY], ['7'], [null], [undefined], [{}], [[7]]])(
  'takes %s for no count',
  (value) => {
    expect(countOf(value)).toBeUndefined()
  },
)
