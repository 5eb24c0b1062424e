import { countText, pluralText, rateText } from '../base/quantity-text.js'
import type { KnownHeadroom } from '../metrics/run-record.js'
import { LEAST_HEADROOM } from '../verdict/least-headroom.js'
import { type Calibration, ceilingOf } from './calibration.js'
import type { CalibrationsFound } from './calibration-file.js'

/** How far the generator's ceiling lies above what a plan asks of it. */
export type Headroom =
  | { readonly kind: 'known'; readonly figures: KnownHeadroom }
  | { readonly kind: 'unknown'; readonly why: string }

/** What headroom is worked out from besides the plan. */
export interface HeadroomConditions {
  readonly found: CalibrationsFound
  /** This machine and its Node, as a calibration names them. */
  readonly here: Pick<Calibration, 'machine' | 'node'>
}

/** What of a plan headroom depends on. */
export interface AskedOfGenerator {
  readonly tls: boolean
  readonly peakPerSec: number
  readonly shards: number
  /** The program's own client speaks HTTP. */
  readonly isOwnClient: boolean
}

/** The headroom of a plan on this machine, by the calibration of its kind. */
export const headroomOf = (asked: AskedOfGenerator, { found, here }: HeadroomConditions): Headroom => {
  if (!asked.isOwnClient)
    return { kind: 'unknown', why: 'calibrations are of the own client, and here undici speaks HTTP' }
  const command = `tatami-load calibrate${asked.tls ? ' --tls' : ''}`
  const unknown = (why: string): Headroom => ({ kind: 'unknown', why: `${why}; to know it, run ${command}` })
  if (found.kind === 'unreadable') return unknown(`the stored calibration cannot be read (${found.reason})`)
  const calibration = asked.tls ? found.calibrations.tls : found.calibrations.plain
  if (!calibration) return unknown(`this machine was not calibrated ${schemeText(asked.tls)}`)
  const other = differenceFrom(calibration, here)
  if (other !== undefined) return unknown(`the calibration of ${dayOf(calibration.at)} is not used, since ${other}`)
  const { processes } = calibration
  // Fewer processes than were calibrated have no more than their share of the ceiling for certain.
  const share = Math.min(1, asked.shards / processes)
  const figures = {
    ceilingPerSec: ceilingOf(calibration) * share,
    processes: Math.min(processes, asked.shards),
    peakPerSec: asked.peakPerSec,
    calibratedAt: calibration.at,
    tls: asked.tls,
  }
  return { kind: 'known', figures }
}

/** The headroom in one line. */
export const headroomText = (headroom: Headroom): string => {
  if (headroom.kind === 'unknown') return `not known: ${headroom.why}`
  const { ceilingPerSec, processes, peakPerSec, calibratedAt, tls } = headroom.figures
  const made = `${rateText(ceilingPerSec)} ${schemeText(tls)} from ${pluralText(processes, 'process', 'processes')}`
  const times = ceilingPerSec / peakPerSec
  const short =
    times < LEAST_HEADROOM ? `, under the ${LEAST_HEADROOM} that keep the generator from being what is slow` : ''
  return `this machine made ${made} when it was calibrated on ${dayOf(calibratedAt)}, the plan's peak asks for ${rateText(peakPerSec)}: ${timesText(times)}${short}`
}

/** A ratio, two digits: `3.3 times`; from 100 on, whole. */
export const timesText = (times: number): string =>
  times >= 10 ? `${countText(Math.floor(times))} times` : `${(Math.floor(times * 10) / 10).toFixed(1)} times`

const schemeText = (tls: boolean): string => (tls ? 'over TLS' : 'without TLS')

const dayOf = (iso: string): string => iso.slice(0, 10)

const differenceFrom = ({ machine, node }: Calibration, here: HeadroomConditions['here']): string | undefined => {
  const { cpu, cores } = machine
  if (cpu !== here.machine.cpu || cores !== here.machine.cores)
    return `it is of another machine (${pluralText(cores, 'core')}, ${cpu})`
  return node === here.node ? undefined : `it was made with Node ${node} and this is ${here.node}`
}
