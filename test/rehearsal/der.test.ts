import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { octets, oid, time } from '../../src/rehearsal/der.js'

describe('DER', () => {
  it.each([
    ['1.2.840.10045.4.3.2', '06082a8648ce3d040302'],
    ['2.5.29.17', '0603551d11'],
    ['1.3.6.1.5.5.7.3.1', '06082b06010505070301'],
  ])('writes object identifier %s', (dotted, hex) => {
    expect(oid(dotted).toString('hex')).toBe(hex)
  })

  it.each([
    ['2026-11-25T10:20:30Z', '170d', '261125102030Z'],
    ['2050-01-02T03:04:05Z', '180f', '20500102030405Z'],
  ])('writes time %s', (at, head, text) => {
    expect(time(new Date(at))).toEqual(Buffer.concat([Buffer.from(head, 'hex'), Buffer.from(text)]))
  })

  it('writes the shortest length that holds, which a reader gets back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 65_535 }), (length) => {
        const der = octets(Buffer.alloc(length))
        const first = der[1] ?? 0
        const long = first < 0x80 ? 0 : first - 0x80
        const read = long === 0 ? first : der.readUIntBE(2, long)
        return read === length && der.length === 2 + long + length && (long === 0) === length < 128
      }),
      { numRuns: 200 },
    )
  })
})
