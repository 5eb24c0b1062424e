import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { FAULT_TARGETS, isProblem, parseFault } from '../../src/rehearsal/fault.js'

const ALL_ALONG: [string, object][] = [
  ['cassandra:latency=40ms', { target: 'cassandra', effect: { kind: 'latency', addedUs: 40_000 } }],
  ['nginx/2:slow=x1.5', { target: 'nginx', node: 2, effect: { kind: 'slow', factor: 1.5 } }],
  ['jetty:down', { target: 'jetty', effect: { kind: 'down' } }],
  ['elasticsearch/3:errors=0.5%', { target: 'elasticsearch', node: 3, effect: { kind: 'errors', share: 0.005 } }],
  [' jetty/1:freeze ', { target: 'jetty', node: 1, effect: { kind: 'freeze' } }],
]

const WINDOWS: [string, object][] = [
  ['jetty:freeze@20s-22s', { fromUs: 20_000_000, toUs: 22_000_000 }],
  ['sessions:lost@30s', { fromUs: 30_000_000, toUs: Number.POSITIVE_INFINITY }],
  ['jetty:down@0-1m30s', { fromUs: 0, toUs: 90_000_000 }],
]

const ILLEGAL = [
  'nginx:down',
  'nginx:freeze',
  'nginx:errors=5%',
  'sessions:latency=1ms',
  'sessions/1:lost',
  'jetty/0:down',
  'jetty:lost',
  'jetty:down=3',
  'jetty:latency',
  'jetty:latency=0',
  'jetty:slow=3',
  'jetty:slow=x0',
  'jetty:errors=101%',
  'jetty:errors=0%',
  'jetty:freeze@22s-20s',
  'jetty:freeze@20s-20s',
  'jetty:freeze@soon',
  'apache:down',
  '',
]

describe('parseFault', () => {
  it.each(ALL_ALONG)('reads %s', (text, fault) => {
    expect(parseFault(text)).toEqual(fault)
  })

  it.each(WINDOWS)('reads the window of %s', (text, window) => {
    expect(parseFault(text)).toMatchObject({ window })
  })

  it.each(ILLEGAL)('refuses "%s" with a remedy', (text) => {
    expect(parseFault(text)).toMatchObject({ path: '--fault', value: text, remedy: expect.stringMatching(/./) })
  })

  it('lists the legal pairs when a target does not know the kind', () => {
    const parsed = parseFault('nginx:down')
    expect(isProblem(parsed) && parsed.remedy).toContain('nginx:latency=40ms, nginx:slow=x3, jetty:latency=40ms')
  })

  it.each([
    ['jetty:errors=500%', 'write jetty:errors=5%, with a share above 0% and up to 100%'],
    ['jetty:errors=0%', 'above 0%'],
    ['cassandra:slow=3', 'write cassandra:slow=x3, with a factor above 0 and below 10000'],
    ['nginx:latency=0', 'with a time above 0'],
    ['jetty:down=3', 'write jetty:down, without a value'],
  ])('tells which values %s could have', (text, remedy) => {
    expect(parseFault(text)).toMatchObject({ remedy: expect.stringContaining(remedy) })
  })

  it('gives a fault or a problem for any text, never an exception', () => {
    const part = fc.constantFrom(...FAULT_TARGETS, ':', '/', '=', '@', '-', 'x3', '5%', '40ms', 'down', 'slow', '1e9')
    const text = fc.oneof(
      fc.string(),
      fc.array(part).map((parts) => parts.join('')),
    )
    fc.assert(
      fc.property(text, (input) => {
        const parsed = parseFault(input)
        expect(isProblem(parsed) || FAULT_TARGETS.includes(parsed.target)).toBe(true)
      }),
      { numRuns: 500 },
    )
  })
})
