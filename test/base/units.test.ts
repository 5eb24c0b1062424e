import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parseCount, parseDurationUs, parseShare, writtenDuration } from '../../src/base/units.js'

describe('parseCount', () => {
  it.each([
    ['160000', 160_000],
    ['160k', 160_000],
    ['1.5M', 1_500_000],
    ['0', 0],
    [' 20 ', 20],
    ['', undefined],
    ['-1', undefined],
    ['1.5', undefined],
    ['k', undefined],
    ['1kk', undefined],
  ])('reads %j as %j', (text, expected) => expect(parseCount(text)).toBe(expected))

  it('never throws and answers a safe whole number or nothing', () =>
    fc.assert(
      fc.property(fc.string(), (text) => {
        const count = parseCount(text)
        expect(count === undefined || Number.isSafeInteger(count)).toBe(true)
      }),
    ))
})

describe('parseDurationUs', () => {
  it.each([
    ['30s', 30_000_000],
    ['1h30m', 5_400_000_000],
    ['1.5s', 1_500_000],
    ['250ms', 250_000],
    ['2m', 120_000_000],
    ['2m5ms', 120_005_000],
    ['40us', 40],
    ['0', 0],
    ['', undefined],
    ['5', undefined],
    ['s', undefined],
    ['30m1h', undefined],
    ['-5s', undefined],
  ])('reads %j as %j', (text, expected) => expect(parseDurationUs(text)).toBe(expected))

  it('adds its parts', () =>
    fc.assert(
      fc.property(fc.nat(99), fc.nat(59), fc.nat(59), (h, m, s) => {
        expect(parseDurationUs(`${h}h${m}m${s}s`)).toBe((h * 3600 + m * 60 + s) * 1e6)
      }),
    ))
})

describe('writtenDuration', () => {
  it.each([
    [0, '0'],
    [500_000, '500ms'],
    [5_400_000_000, '1h30m'],
    [60_001_000, '1m1ms'],
    [3_661_001_001, '1h1m1s1ms1us'],
  ])('writes %i us as %s', (us, text) => expect(writtenDuration(us)).toBe(text))

  it('is read back exactly', () =>
    fc.assert(
      fc.property(fc.maxSafeNat(), (us) => {
        expect(parseDurationUs(writtenDuration(us))).toBe(us)
      }),
    ))
})

describe('parseShare', () => {
  it.each([
    ['20%', 0.2],
    ['20 %', 0.2],
    ['0.2', 0.2],
    ['1e-7', 1e-7],
    ['100%', 1],
    ['120%', undefined],
    ['', undefined],
    ['-1%', undefined],
    ['%', undefined],
  ])('reads %j as %j', (text, expected) => expect(parseShare(text)).toBe(expected))
})
