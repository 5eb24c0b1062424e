import { expect, test } from 'vitest'
import { clocksText, serverClocks } from '../../src/report/server-clocks.js'

const range = { leastMs: -3.24, mostMs: 1.06, hasMoved: false }

test('clocks of log, spans and nodes stand side by side', () => {
  const clocks = serverClocks({
    nodeClocks: [{ source: 'elasticsearch', node: 'e1:9200', ...range }],
    nginxLog: {
      basis: 'traces',
      untimedLines: 0,
      losses: { malformed: 0, oversized: 0, failedReads: 0, emptied: 0 },
      nodes: [
        { node: 'a.log', lines: 3, clockOffset: range },
        { node: 'b.log', lines: 3 },
      ],
    },
  })
  expect(clocks).toEqual([
    { node: 'a.log', ...range },
    { node: 'e1:9200', ...range },
  ])
})

test('one sentence tells how far each is ahead, and whose was set', () => {
  expect(
    clocksText({
      clocks: [
        { node: 'e1:9200', ...range },
        { node: 'c1:8778', ...range, hasMoved: true },
      ],
    }),
  ).toBe(
    "Clocks of the servers, ahead of this machine's: e1:9200 −3.2 to 1.1 ms; c1:8778 −3.2 to 1.1 ms (it was set, or drifts).",
  )
})

test('nothing is said where no server told', () => {
  expect(serverClocks()).toEqual([])
  expect(clocksText({ clocks: [] })).toBeUndefined()
})
