import { expect, test } from 'vitest'
import { testLimits } from '../../src/report/test-limits.js'
import { result, slo } from './results.js'

const said = (change: Parameters<typeof result>[0] = {}): string => testLimits(result(change)).join('\n')

test('a run at one load says that it was one, how long it held, and that nothing was broken on purpose', () => {
  expect(said()).toContain('at most 10 users')
  expect(said()).toContain('The hold was 2 s: what leaks')
  expect(said()).toContain('No node was lost')
})

test('what nobody did was not tested', () =>
  expect(said()).toContain('Never done by these users, so not tested: groups.'))

test('a rehearsal, faults and a front without TLS are told, and only then', () => {
  const target = { url: 'http://127.0.0.1:8080', kind: 'rehearsal', description: 'models' } as const
  const text = said({ target, plan: { ...result().plan, faults: ['jetty/1:down@3s'] } })
  expect(text).toContain('prove the test, not the platform')
  expect(text).toContain('jetty/1:down@3s')
  expect(text).toContain('plain HTTP')
  expect(said()).not.toMatch(/rehearsal|plain HTTP|on purpose \(/)
})

test('tiers of which nobody spoke are named, and SLOs on too few samples counted', () => {
  expect(said()).toContain('No source told times of network, nginx, cassandra, elasticsearch.')
  const verdict = { status: 'pass', reasons: [], slos: [slo({ weak: true }), slo()] } as const
  expect(said({ verdict })).toContain('1 of 2 SLOs rest on too few samples')
})

test('a target that is no URL does not matter', () =>
  expect(said({ target: { url: '<b>', kind: 'external', description: '' } })).not.toContain('plain HTTP'))
