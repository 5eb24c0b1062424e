import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { controlGroupLimits } from '../../src/preflight/control-group.js'
import { openFileLimits, portRange, portsNamed, wholeNumber } from '../../src/preflight/proc-figures.js'
import { availableBytes } from '../../src/servers/free-memory.js'

describe('figures below /proc', () => {
  it.each([
    ['1024\t65535', { from: 1024, to: 65_535 }],
    [' 5 5 \n', { from: 5, to: 5 }],
    ['60999 32768', undefined],
    ['0 100', undefined],
    ['1024 70000', undefined],
    ['1024', undefined],
    ['', undefined],
  ])('%j is the port range %j', (text, range) => expect(portRange(text)).toEqual(range))

  it.each([
    ['', []],
    ['8080,9148-9150\n', [8080, 9148, 9149, 9150]],
    ['10-9', []],
  ])('%j names the ports %j', (text, ports) => expect(portsNamed(text)).toEqual(ports))

  it.each([
    ['Max open files            unlimited            unlimited            files', Number.MAX_SAFE_INTEGER],
    ['Max open files            256                  unlimited            files', Number.MAX_SAFE_INTEGER],
    ['Max open files            256                  20000                files', 20_000],
    ['Max open files            256                  many                 files', undefined],
    ['Max open files            256', undefined],
    ['Max processes             256                  20000                processes', undefined],
  ])('%j has the hard limit %j', (text, hard) => expect(openFileLimits(text)?.hard).toBe(hard))

  it('never throws, and gives only whole numbers that count something', () =>
    fc.assert(
      fc.property(procText, (text) => {
        const limits = openFileLimits(text)
        const range = portRange(text)
        const numbers = [availableBytes(text), wholeNumber(text), limits?.soft, limits?.hard, range?.from, range?.to]
        for (const number of numbers) if (number !== undefined) expect(Number.isSafeInteger(number)).toBe(true)
        const group = controlGroupLimits(() => text)
        expect(group.memoryBytes).toBeGreaterThanOrEqual(0)
        expect(group.cpuCores).toBeGreaterThan(0)
      }),
      { numRuns: 500 },
    ))
})

// Pieces of the real files in any order and number, beside anything at all.
const procText = fc.oneof(
  fc.string(),
  fc
    .array(
      fc.oneof(
        fc.constantFrom('Max open files ', 'MemAvailable: ', ' kB', 'unlimited', '0::/', 'inactive_file ', 'max', '..'),
        fc.constantFrom(' ', '\n', '\t', '/', '-'),
        fc.nat().map(String),
        fc.bigInt({ min: 0n, max: 10n ** 25n }).map(String),
      ),
      { maxLength: 12 },
    )
    .map((pieces) => pieces.join('')),
)
