import { countText, durationText, perSecText, pluralText, rateText } from '../base/quantity-text.js'
import { wrapped } from '../base/wrapped-text.js'
import { type Calibration, ceilingOf, medianOf, type Round } from '../preflight/calibration.js'
import { timesText } from '../preflight/headroom.js'
import type { TextStyle } from '../report/renderer.js'
import { bullet, paint, titled } from '../report/text-style.js'
import { type Column, textTable } from '../report/text-table.js'
import { LEAST_HEADROOM } from '../verdict/least-headroom.js'
import { doubtsOf } from './doubts.js'
import { eventDayUserRate } from './event-day-rate.js'

/** A calibration as its command prints it: a table, what speaks against it, and what it means. */
export const calibrationText = (calibration: Calibration, tls: boolean, style: TextStyle): readonly string[] => {
  const { engine, witness, processes, connections, roundSec } = calibration
  const scheme = tls ? 'over TLS' : 'without TLS'
  const each = `${pluralText(processes, 'process', 'processes')} of ${connections} connections, ${engine.length} rounds of ${roundSec} s each, in turn`
  const rows: readonly Row[] = [
    { name: 'tatami-load', rounds: engine },
    { name: 'autocannon', rounds: witness },
  ]
  return [
    ...titled(`Closed loop against nginx ${scheme}: ${each}`, textTable(COLUMNS, rows, style), style),
    '',
    ...wrapped(comparison(calibration), style.columns),
    ...doubtLines(calibration, style),
    ...wrapped(meaning(ceilingOf(calibration), scheme), style.columns),
  ]
}

interface Row {
  readonly name: string
  readonly rounds: readonly Round[]
}

const COLUMNS: readonly Column<Row>[] = [
  { head: '', cell: ({ name }) => name },
  { head: 'requests/s', cell: ({ rounds }) => perSecText(medianOf(rounds, ({ perSec }) => perSec)), align: 'right' },
  { head: 'rounds', cell: ({ rounds }) => rangeText(rounds.map(({ perSec }) => perSec)), align: 'right', spare: 2 },
  {
    head: 'CPU/request',
    cell: ({ rounds }) => durationText(medianOf(rounds, ({ clientCpuUs }) => clientCpuUs)),
    align: 'right',
    note: 'of the client; for tatami-load with its process that records',
  },
  { head: 'nginx', cell: ({ rounds }) => nginxText(rounds), align: 'right', note: 'CPU of nginx for a request' },
  { head: 'cores busy', cell: ({ rounds }) => coresBusyText(rounds), align: 'right', spare: 1 },
]

const rangeText = (values: readonly number[]): string =>
  `${perSecText(Math.min(...values))} to ${perSecText(Math.max(...values))}`

const nginxText = (rounds: readonly Round[]): string =>
  rounds.some(({ nginxCpuUs }) => nginxCpuUs === null)
    ? 'not told'
    : durationText(medianOf(rounds, ({ nginxCpuUs }) => nginxCpuUs ?? 0))

const CORES_SHOWN = 8

// Core by core, in the system's order; many cores as the least and the most busy one.
const coresBusyText = (rounds: readonly Round[]): string => {
  const count = Math.min(...rounds.map(({ coreShares }) => coreShares.length))
  if (count === 0) return 'not told'
  const shares = Array.from({ length: count }, (_, core) => medianOf(rounds, ({ coreShares }) => coreShares[core] ?? 0))
  const percent = (share: number): string => `${Math.round(share * 100)} %`
  if (count <= CORES_SHOWN) return shares.map(percent).join(', ')
  return `${count} cores, ${percent(Math.min(...shares))} to ${percent(Math.max(...shares))}`
}

const comparison = (calibration: Calibration): string => {
  const [ceiling, witnessed] = [ceilingOf(calibration), medianOf(calibration.witness, ({ perSec }) => perSec)]
  const agreed = doubtsOf(calibration).length === 0 ? '; nothing speaks against either figure' : ''
  return ceiling >= witnessed
    ? `The engine, with everything recorded, makes ${timesText(ceiling / witnessed)} what autocannon makes${agreed}.`
    : `autocannon makes ${timesText(witnessed / ceiling)} what the engine makes with everything recorded${agreed}.`
}

const doubtLines = (calibration: Calibration, style: TextStyle): readonly string[] => {
  const doubts = doubtsOf(calibration)
  if (doubts.length === 0) return []
  const head = 'The machine was not quiet, or not itself; calibrate it again with nothing else beside it:'
  return [
    ...wrapped(head, style.columns).map((line) => paint(style, 'yellow', line)),
    ...doubts.flatMap((doubt) => bullet(doubt, style.columns)),
  ]
}

// nginx takes a part of the same cores, so that towards a platform elsewhere there is more.
const meaning = (ceiling: number, scheme: string): string => {
  const users = (perSec: number): string => countText(roundedDown(perSec / eventDayUserRate()))
  return `From here at least ${rateText(ceiling)} can be sent ${scheme}: about ${users(ceiling)} users at event-day rates, or ${users(ceiling / LEAST_HEADROOM)} with ${LEAST_HEADROOM} times headroom, as far as requests go; tatami-load plan says what memory, ports and handshakes allow.`
}

const roundedDown = (users: number): number => {
  const step = 10 ** Math.max(0, String(Math.floor(users)).length - 2)
  return Math.floor(users / step) * step
}
