import { expect, it } from 'vitest'
import { CoreWatch } from '../../src/calibrate/core-watch.js'

const stat = (...cores: readonly (readonly [busy: number, idle: number, steal: number])[]): string => {
  const line = (name: string, [busy, idle, steal]: readonly number[]) => `${name} ${busy} 0 0 ${idle} 0 0 0 ${steal}\n`
  const sum = (at: 0 | 1 | 2) => cores.reduce((total, core) => total + core[at], 0)
  return line('cpu', [sum(0), sum(1), sum(2)]) + cores.map((core, i) => line(`cpu${i}`, core)).join('')
}

const watched = (...texts: readonly (string | undefined)[]) => {
  const left = [...texts]
  const watch = new CoreWatch(() => left.shift())
  watch.begin()
  return watch.end()
}

it('tells how busy each core was since it began', () => {
  expect(watched(stat([100, 100, 0], [50, 150, 0]), stat([190, 100, 10], [50, 250, 0]))).toEqual({
    coreShares: [0.9, 0],
    stealShare: 0.05,
  })
})

it('tells nothing where the system does not', () => {
  expect(watched(undefined, undefined)).toEqual({ coreShares: [], stealShare: null })
})

it('takes a counter that went back for no time', () => {
  expect(watched(stat([100, 100, 0]), stat([99, 120, 0])).coreShares).toEqual([0])
})
