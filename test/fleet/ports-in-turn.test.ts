import fc from 'fast-check'
import { expect, it } from 'vitest'
import { dealtPorts, type PortChoice, portsInTurn } from '../../src/fleet/ports-in-turn.js'

const choice = (changes: Partial<PortChoice> = {}): PortChoice => ({
  range: { from: 100, to: 107 },
  without: new Set(),
  held: { live: new Set(), waiting: new Set() },
  start: 0,
  ...changes,
})

it.each<[string, Partial<PortChoice>, readonly number[]]>([
  ['every other port first', {}, [101, 103, 105, 107, 100, 102, 104, 106]],
  ['from a start of its own', { start: 0.5 }, [105, 107, 101, 103, 104, 106, 100, 102]],
  ['none that is for others', { without: new Set([101, 106]) }, [103, 105, 107, 100, 102, 104]],
  [
    'those last that are held, and before them those that wait',
    { held: { live: new Set([101, 102, 9]), waiting: new Set([101, 103]) } },
    [105, 107, 100, 104, 106, 103, 101, 102],
  ],
])('takes %s', (_, changes, ports) => expect([...portsInTurn(choice(changes))]).toEqual(ports))

it('takes each port of the range once, wherever it starts', () =>
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), (start) => {
      expect([...portsInTurn(choice({ start }))].toSorted()).toEqual([100, 101, 102, 103, 104, 105, 106, 107])
    }),
  ))

it('deals an address to the shards that share it, each its own', () => {
  const ports = Uint16Array.of(1, 2, 3, 4, 5)
  expect([0, 1].map((shard) => [...dealtPorts(ports, shard, 2)])).toEqual([
    [1, 3, 5],
    [2, 4],
  ])
  expect([0, 1].map((shard) => [...dealtPorts(ports, shard, 1)])).toEqual([
    [1, 2, 3, 4, 5],
    [1, 2, 3, 4, 5],
  ])
})
