import { describe, expect, it } from 'vitest'
import { frontGate } from '../../src/rehearsal/front-gate.js'
import { parseHead } from '../../src/rehearsal/request-head.js'
import { planOf } from './fault-plans.js'
import { virtualTime } from './virtual-time.js'

const asked = (
  faults: readonly string[],
  paths: readonly string[],
  model = { slots: 2, serviceUs: 1_000 },
): number[] => {
  const { pacemaker, moveTo } = virtualTime()
  const gate = frontGate(2, model, planOf(faults, 0), pacemaker)
  const answeredUs: number[] = []
  let nowUs = 0
  for (const path of paths) {
    const request = parseHead(`GET ${path} HTTP/1.1\r\nHost: gate`)
    if (request === undefined) throw new Error(`not a path: ${path}`)
    gate(request, (answer) => {
      expect(String(answer)).toMatch(/^HTTP\/1.1 204 /)
      answeredUs.push(nowUs)
    })
  }
  for (; answeredUs.length < paths.length && nowUs < 1e7; nowUs += 1_000) moveTo(nowUs)
  return answeredUs.map((us) => Math.round(us / 1_000))
}

describe('the gate of a front', () => {
  it('lets requests through at once while no fault acts', () => {
    expect(asked(['nginx:latency=40ms@1s-2s'], ['/1', '/1'])).toEqual([0, 0])
  })

  it('adds a latency once to each request, however many come together', () => {
    expect(asked(['nginx:latency=40ms'], ['/1', '/1', '/1'])).toEqual([40, 40, 40])
  })

  it('lets requests wait for a slot while nginx is slow', () => {
    expect(asked(['nginx:slow=x3'], Array(6).fill('/1'))).toEqual([3, 3, 6, 6, 9, 9])
  })

  it('gives each front its own slots and faults', () => {
    expect(asked(['nginx/2:slow=x3'], ['/1', '/2', '/2', '/2'])).toEqual([0, 3, 3, 6])
  })

  it('takes an address that names no front for the first', () => {
    expect(asked(['nginx/1:latency=40ms'], ['/', '/3', '/1.5', '/2'])).toEqual([0, 40, 40, 40])
  })
})
