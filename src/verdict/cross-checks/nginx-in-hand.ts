import { countText, durationText } from '../../base/quantity-text.js'
import type { NginxLook } from '../../metrics/second-record.js'
import { type CrossCheck, compared, notApplied, SOURCES_AGREE } from './cross-check.js'
import { meanOf, sampledMeanError } from './sampled-mean.js'

/** What is known of nginx over the whole seconds of the hold. */
export interface NginxInHand {
  /** Reading + Writing, our own reading of the page subtracted, one at a random moment of each of equal intervals, in order. */
  readonly looks: readonly NginxLook[]
  readonly seconds: readonly NginxSecond[]
  /** Requests that got no answer, or none in time: how long nginx had them is not known. */
  readonly unanswered: number
}

/** The requests that were due in one second and sent, and `$request_time` of those that were traced. */
export interface NginxSecond {
  readonly requests: number
  /** How many of them, at a time, were due and not sent yet. */
  readonly waiting: number
  readonly timed: number
  readonly totalMs: number
  readonly totalSquareMs: number
}

const NGINX_IN_HAND = { code: 'nginx-in-hand', name: 'requests in nginx at a time' } as const
const LEAST_LOOKS = 50
const LEAST_TIMED = 100
/** nginx's clock ticks in milliseconds. */
const TICK_SECONDS = 0.001
// 99.9 % of a normal distribution, both sides.
const Z = 3.29

/**
 * Little's law at nginx: what is there at a time is throughput times mean time. Within 5 % or nginx's clock tick, and chance beside
 * that; where chance, with the lateness of looks, is larger, too little was seen to tell.
 */
export const checkNginxInHand = (figures: NginxInHand | string): CrossCheck => {
  if (typeof figures === 'string') return notApplied(NGINX_IN_HAND, figures)
  const { looks, seconds, unanswered } = figures
  const timed = sumOf(seconds, (second) => second.timed)
  if (looks.length < LEAST_LOOKS || timed < LEAST_TIMED) {
    return notApplied(NGINX_IN_HAND, `too few looks (${looks.length}) or timed requests (${countText(timed)})`)
  }
  if (unanswered > 0) {
    return notApplied(NGINX_IN_HAND, `of ${countText(unanswered)} requests without an answer nginx's time is not known`)
  }
  const inHand = looks.map(([requests]) => requests)
  const found = meanOf(inHand)
  const { expected, error, throughput } = littleOf(seconds)
  const tolerance = Math.max(expected * SOURCES_AGREE, throughput * TICK_SECONDS)
  // Looks that happen to be alike do not make it sure: independent requests leave at least a Poisson distribution's spread.
  const looked = Math.max(sampledMeanError(inHand), Math.sqrt(Math.max(expected, found) / looks.length))
  // While a look waits for a core or for nginx, requests come and go; where all wait for the same, that is no chance.
  const lateSeconds = meanOf(looks.map(([, lateUs]) => lateUs)) / 1_000_000
  const room = Z * Math.hypot(looked, error) + acrossEnds(inHand, seconds) + throughput * lateSeconds
  if (room > tolerance) {
    const seen = `${inHandText(found)} found in ${looks.length} looks, ${durationText(lateSeconds * 1_000_000)} late each`
    const known = `known within ± ${inHandText(room)} only`
    return notApplied(NGINX_IN_HAND, `too few to decide: ${seen}, ${inHandText(expected)} expected, ${known}`)
  }
  return compared({
    ...NGINX_IN_HAND,
    unit: 'in-hand',
    expected,
    found,
    low: expected - tolerance - room,
    high: expected + tolerance + room,
    tolerance: `5 % or nginx's clock tick of 1 ms, and ± ${inHandText(room)} by chance, late looks and the ends of the hold`,
  })
}

// Second by second, since of a busy second a smaller share is traced; with the error that comes of timing a part only.
const littleOf = (seconds: readonly NginxSecond[]) => {
  const timed = sumOf(seconds, (second) => second.timed)
  const meanMs = sumOf(seconds, ({ totalMs }) => totalMs) / timed
  const squareMs = sumOf(seconds, ({ totalSquareMs }) => totalSquareMs) / timed
  let totalMs = 0
  let variance = 0
  for (const second of seconds) {
    const { requests, timed } = second
    totalMs += requests * (timed > 0 ? second.totalMs / timed : meanMs)
    if (timed >= requests) continue
    const own = second.totalSquareMs / timed - (second.totalMs / timed) ** 2
    const spread = timed > 1 ? (own * timed) / (timed - 1) : squareMs - meanMs ** 2
    variance += (requests ** 2 * (1 - timed / requests) * spread) / Math.max(timed, 1)
  }
  const perSecond = 1_000 * seconds.length
  const requests = sumOf(seconds, (second) => second.requests)
  return {
    expected: totalMs / perSecond,
    error: Math.sqrt(Math.max(variance, 0)) / perSecond,
    throughput: requests / seconds.length,
  }
}

/**
 * What lies across the ends of the hold. Who is in hand at its beginning was due before and is found all the same, as is who was due before
 * and waits to be sent; at its end they are expected, and not found. One end takes from the other, so the larger one is the most that
 * is amiss. Who is met in hand stays for E[S^2] / 2 E[S] more (the residual life of renewal theory; Kleinrock, Queueing Systems I, 5.2).
 */
const acrossEnds = (inHand: readonly number[], seconds: readonly NginxSecond[]): number => {
  const times = seconds.filter(({ timed }) => timed > 0)
  const meanSeconds = sumOf(times, ({ totalMs }) => totalMs) / sumOf(times, ({ timed }) => timed) / 1_000
  const residualMs =
    sumOf(times, ({ totalSquareMs }) => totalSquareMs) / (2 * sumOf(times, ({ totalMs }) => totalMs) || 1)
  const looksASecond = Math.max(Math.round(inHand.length / seconds.length), 1)
  const across = (looks: readonly number[], second: NginxSecond | undefined): number =>
    (meanOf(looks) * residualMs) / 1_000 + (second?.waiting ?? 0) * meanSeconds
  const [first, last] = [
    across(inHand.slice(0, looksASecond), seconds[0]),
    across(inHand.slice(-looksASecond), seconds.at(-1)),
  ]
  return Math.max(first, last) / seconds.length
}

const sumOf = <T>(values: readonly T[], of: (value: T) => number): number =>
  values.reduce((sum, value) => sum + of(value), 0)

const inHandText = (count: number): string => (count < 10 ? count.toFixed(2) : count.toFixed(1))
