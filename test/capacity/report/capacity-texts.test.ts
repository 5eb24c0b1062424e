import { expect, test } from 'vitest'
import type { CapacityResult } from '../../../src/capacity/capacity-result.js'
import { witnessLines } from '../../../src/capacity/report/capacity-words.js'
import { ASSUMPTION_COLUMNS, DEMAND_COLUMNS, PREDICTION_COLUMNS } from '../../../src/capacity/report/model-columns.js'

const cellsOf = <Row>(columns: readonly { readonly cell: (row: Row) => string }[], row: Row): readonly string[] =>
  columns.map(({ cell }) => cell(row))

test('each prediction stands with how far it is off', () => {
  const step = { users: 1_000, throughputPerSec: 50, measuredSec: 0.01, boundPerSec: 80, boundSec: 0.008 }
  expect(cellsOf(PREDICTION_COLUMNS, { ...step, erlangSec: 0.011, mvaSec: null, heldOutSec: 0.009 })).toEqual([
    ...['1,000', '50/s', '80/s', '10.0 ms', '8.00 ms'],
    ...['11.0 ms (+10 %)', 'without end', '9.00 ms (−10 %)'],
  ])
  expect(cellsOf(PREDICTION_COLUMNS, { ...step, erlangSec: 0.01, mvaSec: 0.01 }).at(-1)).toBe('–')
})

test('a tier whose end was not seen has demands and no service', () => {
  const demand = { tier: 'jetty', nodes: 2, operationsPerRequest: 1, operationsPerSec: 50, inside: 0.5 } as const
  expect(cellsOf(DEMAND_COLUMNS, demand)).toEqual([
    ...['jetty', '2', '1.00', '50/s', '0.50'],
    ...['–', '–', '–', '–', 'no end was seen'],
  ])
  const service = {
    basis: 'times',
    ...{ slotsPerNode: 4, demandUs: 2_000, busy: 0.5 },
    perNodePerSec: { value: 2_000, low: 1_900, high: null },
  } as const
  expect(cellsOf(DEMAND_COLUMNS, { ...demand, service }).slice(5)).toEqual([
    ...['2.00 ms', '4', '2,000/s (1,900/s to any)', '50 %', 'how its times grow'],
  ])
})

test('an assumption says what comes of it being wrong', () => {
  const cells = cellsOf(ASSUMPTION_COLUMNS, {
    name: 'service',
    tier: 'cassandra',
    ...{ value: 5_000, unit: 'us', source: 'measured', owner: 'engineering' },
    ...{ usersChange: -0.1667, nodesChange: 3 },
  })
  expect(cells).toEqual(['service of a request in cassandra', '5.00 ms', 'measured', 'application', '−16.7 %', '+3'])
})

test.each([
  [40, /up to 40\/s of all steps together, which is below both/],
  [500, /, which lies between them$/],
  [2_000, /, which is above both: the witness/],
])('the witness says where %d requests a second of the search lie', (throughputPerSec, sentence) => {
  const round = { serviceUs: 1_000, connections: 50, seconds: 8, failed: 0 }
  const rounds = [
    { ...round, role: 'cheapest', step: 'login/groups', perSec: 1_200 },
    { ...round, role: 'dearest', step: 'search/results', perSec: 90 },
  ] as const
  const steps = [{ outcome: 'pass', measured: { throughputPerSec } }]
  expect(witnessLines({ witness: { rounds }, steps } as unknown as CapacityResult)[0]).toMatch(sentence)
})
