import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { NODE_TIERS } from '../../../src/capacity/plan/plan-rules.js'
import { parseWhatIf, type WhatIf, whatIfText } from '../../../src/capacity/plan/what-if.js'

describe('what if', () => {
  it.each<[string, readonly WhatIf[]]>([
    ['think x0.5', [{ kind: 'think', factor: 0.5 }]],
    ['nodes cassandra=4', [{ kind: 'nodes', tier: 'cassandra', nodes: 4 }]],
    ['tls-resumption=0', [{ kind: 'tls-resumption', share: 0 }]],
    ['tls-resumption = 30%', [{ kind: 'tls-resumption', share: 0.3 }]],
    ['lose jetty=1', [{ kind: 'lose', tier: 'jetty', nodes: 1 }]],
    [
      'think x2, lose nginx=1',
      [
        { kind: 'think', factor: 2 },
        { kind: 'lose', tier: 'nginx', nodes: 1 },
      ],
    ],
  ])('understands %s', (text, changes) => expect(parseWhatIf(text)).toEqual(changes))

  it.each([
    ['', 'write think x0.5, nodes cassandra=4'],
    ['faster', 'write think x0.5, nodes cassandra=4'],
    ['think 0.5', 'write think x0.5, with a factor above 0'],
    ['think x0', 'write think x0.5, with a factor above 0'],
    ['nodes redis=4', 'write nodes cassandra=2'],
    ['nodes jetty=0', 'write nodes jetty=2'],
    ['lose jetty=99999', 'write lose jetty=2'],
    ['tls-resumption=2', 'write tls-resumption=0.3'],
    ['think x0.5,', 'write think x0.5, nodes cassandra=4'],
    [`think x0.5${' '.repeat(400)}`, 'write no more than 300 characters'],
  ])('says of "%s" what to write instead', (text, remedy) => {
    const problem = parseWhatIf(text)
    expect('remedy' in problem && problem.remedy).toContain(remedy)
  })

  it('never throws, whatever it is given', () =>
    fc.assert(fc.property(fc.string({ maxLength: 400 }), (text) => void parseWhatIf(text))))

  it('reads back every change that it writes', () => {
    const tier = fc.constantFrom(...NODE_TIERS)
    const nodes = fc.integer({ min: 1, max: 10_000 })
    const change: fc.Arbitrary<WhatIf> = fc.oneof(
      fc.record({
        kind: fc.constant('think' as const),
        factor: fc.integer({ min: 1, max: 99_999 }).map((n) => n / 1_000),
      }),
      fc.record({ kind: fc.constantFrom('nodes' as const, 'lose' as const), tier, nodes }),
      fc.record({
        kind: fc.constant('tls-resumption' as const),
        share: fc.integer({ min: 0, max: 1_000 }).map((n) => n / 1_000),
      }),
    )
    fc.assert(
      fc.property(fc.array(change, { minLength: 1, maxLength: 5 }), (changes) => {
        expect(parseWhatIf(changes.map(whatIfText).join(', '))).toEqual(changes)
      }),
    )
  })
})
