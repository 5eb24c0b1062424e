import { countText, durationText, localFigure, rateText, shareText } from '../../base/quantity-text.js'
import { said } from '../../language/said.js'
import { say } from '../../language/say.js'
import { signedShare } from '../../report/operation-rows.js'
import type { PredictedStep } from '../analysis.js'
import type { TierDemand } from '../model/tier-demands.js'
import type { CapacityAssumption } from '../plan/assumptions.js'

/** One column of a table about the model, the same in every format. */
export interface ModelColumn<Row> {
  readonly head: string
  readonly cell: (row: Row) => string
  /** Figures, whose digits stand in line. */
  readonly kind?: 'number'
}

const NOTHING = '–'

/** Columns of what requests ask of each tier. */
export const DEMAND_COLUMNS: readonly ModelColumn<TierDemand>[] = [
  { head: 'tier', cell: ({ tier }) => tier },
  { head: 'nodes', kind: 'number', cell: ({ nodes }) => countText(nodes) },
  {
    head: 'operations a request',
    kind: 'number',
    cell: ({ operationsPerRequest }) => localFigure(operationsPerRequest.toFixed(2)),
  },
  { head: 'operations', kind: 'number', cell: ({ operationsPerSec }) => rateText(operationsPerSec) },
  { head: 'requests inside', kind: 'number', cell: ({ inside }) => localFigure(inside.toFixed(2)) },
  {
    head: 'service a request',
    kind: 'number',
    cell: ({ service }) => (service ? durationText(service.demandUs) : NOTHING),
  },
  {
    head: 'slots a node',
    kind: 'number',
    cell: ({ service }) => (service ? countText(service.slotsPerNode) : NOTHING),
  },
  {
    head: 'a node carries',
    kind: 'number',
    cell: ({ service }) => (service ? carriedText(service.perNodePerSec) : NOTHING),
  },
  {
    head: 'busy',
    kind: 'number',
    cell: ({ service }) => (service ? shareText(rounded(Math.min(1, service.busy))) : NOTHING),
  },
  { head: 'known by', cell: ({ service }) => (service ? said(BASES[service.basis]) : say`no end was seen`) },
]

const BASES = { utilisation: 'a source', times: 'how its times grow' } as const

const carriedText = ({ value, low, high }: NonNullable<TierDemand['service']>['perNodePerSec']): string => {
  const [from = '', to = ''] = [low ?? 0, high].map((end) => (end === null ? say`any` : rateText(end)))
  return say`${rateText(value)} (${from} to ${to})`
}

/** Columns of each step's response, measured and predicted, with the error of each prediction. */
export const PREDICTION_COLUMNS: readonly ModelColumn<PredictedStep>[] = [
  { head: 'users', kind: 'number', cell: ({ users }) => countText(Math.round(users)) },
  { head: 'requests', kind: 'number', cell: ({ throughputPerSec }) => rateText(throughputPerSec) },
  { head: 'at the most', kind: 'number', cell: ({ boundPerSec }) => rateText(boundPerSec) },
  { head: 'mean response', kind: 'number', cell: ({ measuredSec }) => secText(measuredSec) },
  { head: 'at the least', kind: 'number', cell: ({ boundSec }) => secText(boundSec) },
  { head: 'by the model', kind: 'number', cell: (step) => predictedText(step.erlangSec, step) },
  { head: 'by mean value analysis', kind: 'number', cell: (step) => predictedText(step.mvaSec, step) },
  { head: 'by a model without this step', kind: 'number', cell: (step) => predictedText(step.heldOutSec, step) },
]

const predictedText = (predictedSec: number | null | undefined, { measuredSec }: PredictedStep): string => {
  if (predictedSec === undefined) return NOTHING
  if (predictedSec === null) return say`without end`
  return `${secText(predictedSec)} (${signedShare(rounded(predictedSec / measuredSec - 1))})`
}

const secText = (sec: number): string => durationText(sec * 1e6)
const rounded = (share: number): number => Math.round(share * 1_000) / 1_000

/** Columns of what the answer rests on, each with what comes of it being worse. */
export const ASSUMPTION_COLUMNS: readonly ModelColumn<CapacityAssumption>[] = [
  { head: 'assumption', cell: ({ name, tier }) => NAMES[name](tier ?? '') },
  { head: 'value', kind: 'number', cell: ({ value, unit }) => UNITS[unit](value) },
  { head: 'source', cell: ({ source }) => said(SOURCES[source]) },
  { head: 'owner', cell: ({ owner }) => said(OWNERS[owner]) },
  { head: 'users, where worse', kind: 'number', cell: ({ usersChange }) => usersText(usersChange) },
  { head: 'nodes, where worse', kind: 'number', cell: ({ nodesChange }) => nodesText(nodesChange) },
]

const NAMES: Readonly<Record<CapacityAssumption['name'], (tier: string) => string>> = {
  'target-users': () => say`users of the day`,
  'think-time': () => say`time of a user between two requests`,
  service: (tier) => say`service of a request in ${tier}`,
  growth: () => say`growth on top of the users`,
  lost: () => say`nodes of each tier that are lost at once`,
  efficiency: () => say`what an added node carries of a measured one`,
  'busy-max': (tier) => say`busy share of ${tier} at the most`,
}
const UNITS: Readonly<Record<CapacityAssumption['unit'], (value: number) => string>> = {
  count: countText,
  us: durationText,
  share: shareText,
}
const SOURCES: Readonly<Record<CapacityAssumption['source'], string>> = {
  asked: 'asked for',
  measured: 'measured',
  rule: 'rule of the plan',
}
const OWNERS: Readonly<Record<CapacityAssumption['owner'], string>> = {
  business: 'the event',
  operations: 'platform operation',
  engineering: 'application',
}

const usersText = (change: number | null | undefined): string => {
  if (change === undefined) return NOTHING
  return change === null ? say`not known` : signedShare(rounded(change))
}

const nodesText = (change: number | null): string => {
  if (change === null) return say`none is enough`
  return `${change > 0 ? '+' : change < 0 ? '−' : ''}${countText(Math.abs(change))}`
}
