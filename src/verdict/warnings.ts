import { countText, durationText, pluralText, rateText, roundDurationText, shareText } from '../base/quantity-text.js'
import type { Tier } from '../metrics/tier.js'
import { nginxLogNotes } from '../tiers/nginx/log-notes.js'
import { LAG_LIMIT_RULE } from './lag-limit.js'
import { LEAST_HEADROOM } from './least-headroom.js'
import { alarmTexts, voidTexts } from './node-troubles.js'
import { riemannTexts } from './riemann-troubles.js'
import { disagreements } from './source-agreement.js'
import type { Symptoms } from './symptoms.js'

/** One thing to know before trusting the numbers. */
export interface Warning {
  readonly code: WarningCode
  readonly text: string
}

const LAG_NEAR_LIMIT = 0.5
const USERS_EXPECTED = 0.99
const COVERAGE_EXPECTED = 0.9
// Network and nginx times are differences of clocks that tick in milliseconds: of durations near zero up to half come out
// negative. Beyond that, or where one clock measured both, a source and the generator do not mean the same request.
const CLIPS_EXPECTED: Readonly<Record<Tier, number>> = {
  network: 0.5,
  nginx: 0.5,
  jetty: 0.05,
  cassandra: 0.05,
  elasticsearch: 0.05,
}
// Start-up and a garbage collection fill a second now and then.
const BUSY_SECONDS_EXPECTED = 2
// Rule of thumb: totals of independent sources agree within 5 %.
const PARTS_EXPECTED = 0.05
/** What nginx's clock can tell apart. */
const CLOCK_US = 1_000

/** The closed set: each says what it means for the numbers and what to do next. */
const WARNINGS = {
  'weak-slo': ({ weakSlos }) =>
    weakSlos.map(
      ({ expression, samples }) =>
        `${expression} was decided on ${pluralText(samples, 'sample')}, too few for its quantile at 95 % confidence; run longer or with more users`,
    ),
  'schedule-lag': ({ lag: { p99Us, limitUs } }) =>
    p99Us !== undefined && p99Us > limitUs * LAG_NEAR_LIMIT && p99Us <= limitUs
      ? [
          `the generator's schedule lag p99 of ${durationText(p99Us)} is near the limit of ${roundDurationText(limitUs)} (${LAG_LIMIT_RULE}); response times contain it, so use more shards or a larger machine`,
        ]
      : [],
  'generator-busy': ({ busySeconds }) =>
    when(
      busySeconds > BUSY_SECONDS_EXPECTED ? busySeconds : 0,
      `a generator process used over 90 % of its core in ${countText(busySeconds)} of its seconds; latency in these is partly its own, so use more shards or a larger machine`,
    ),
  'headroom-short': ({ headroom }) =>
    headroom && headroom.ceilingPerSec < headroom.peakPerSec * LEAST_HEADROOM
      ? [
          `the plan's peak asks for ${rateText(headroom.peakPerSec)}, and this machine made ${rateText(headroom.ceilingPerSec)} when it was calibrated, less than ${LEAST_HEADROOM} times that; what is slow may be the generator, so use a larger machine or more of them`,
        ]
      : [],
  'requests-dropped': ({ dropped }) =>
    when(
      dropped,
      `${pluralText(dropped, 'due request')} could not be sent by this machine; the load was lower than planned, so raise descriptor and port limits or spread over more addresses`,
    ),
  'requests-in-flight': ({ inFlight }) =>
    when(
      inFlight,
      `${pluralText(inFlight, 'request')} had no answer when the run ended; no latency figure tells of that, so allow a longer ramp-down`,
    ),
  'values-clamped': ({ clamped }) =>
    when(
      clamped,
      `${pluralText(clamped, 'duration')} lay outside 0 to 1 h and went in at the nearer end; look for a clock that was set during the run`,
    ),
  'store-damaged': ({ damagedLines }) =>
    when(
      damagedLines,
      `${pluralText(damagedLines, 'line')} of the run's folder could not be read; counts and percentiles lack them, so check the disk and repeat the run`,
    ),
  'users-short': ({ usersShare }) =>
    usersShare !== undefined && usersShare < USERS_EXPECTED
      ? [
          `only ${shareText(usersShare)} of the planned users were logged in over the hold; the figures are those of fewer users, so look at failed logins first`,
        ]
      : [],
  'steps-missing': ({ missingSteps }) =>
    when(
      missingSteps.length,
      `nobody walked ${missingSteps.join(', ')}; nothing is known of them, so see that accounts have groups, posts to find and people to follow`,
    ),
  'tier-silent': ({ tiers }) => [
    ...silent(tiers, ['network', 'nginx'], 'name nginx access logs that hold the trace header, tiers.nginxLogs'),
    // Where the application speaks, a store of which it says nothing was not asked.
    ...silent(tiers, ['jetty'], 'let the application send Server-Timing'),
  ],
  'tier-coverage': ({ tiers }) =>
    tiers
      .filter(({ count, coverage }) => count > 0 && coverage < COVERAGE_EXPECTED)
      .map(
        ({ name, coverage }) =>
          `times in ${name} are known for ${shareText(coverage)} of the requests they could be known for; they may not be typical, so check that all nodes are instrumented and all logs are read`,
      ),
  'tier-clips': ({ tiers }) =>
    tiers
      .filter(({ name, count, clipped }) => clipped > count * CLIPS_EXPECTED[name])
      .map(
        ({ name, count, clipped }) =>
          `${countText(clipped)} of ${countText(count)} times in ${name} came out negative and were set to zero; its low percentiles are too high, so rely on the sum of it and its neighbour`,
      ),
  'tiers-do-not-add-up': ({ reconciliation }) => {
    if (!reconciliation) return []
    const { serviceMeanUs, tiersMeanUs } = reconciliation
    if (Math.abs(tiersMeanUs - serviceMeanUs) <= Math.max(serviceMeanUs * PARTS_EXPECTED, CLOCK_US)) return []
    return [
      `the tiers' mean times add up to ${durationText(tiersMeanUs)} of a mean service time of ${durationText(serviceMeanUs)}; the rest is spent where no source looks, so treat the split as a lower bound`,
    ]
  },
  'nginx-log': ({ nginxLog }) => (nginxLog ? nginxLogNotes(nginxLog) : []),
  'node-alarm': ({ nodes, rejections }) => alarmTexts(nodes, rejections),
  'node-void': ({ nodes }) => voidTexts(nodes),
  'sources-disagree': ({ nodes }) => disagreements(nodes),
  'operations-missing': ({ operations }) =>
    operations
      .filter(({ remark }) => remark === 'fewer')
      .map(
        ({ tier, operation, source, counted, sure, told }) =>
          `${source} counted ${countText(counted ?? 0)} ${operation} in ${tier}, where this run caused at least ${countText(Math.max(sure, told ?? 0))}; its figures are of a part of the tier, so name every node under tiers`,
      ),
  'riemann-gaps': ({ riemann }) => (riemann ? riemannTexts(riemann) : []),
} as const satisfies Record<string, (symptoms: Symptoms) => readonly string[]>

/** The name under which a warning is looked up. */
export type WarningCode = keyof typeof WARNINGS

/** Every warning that the symptoms call for, in the order of the set. */
export const warningsOf = (symptoms: Symptoms): Warning[] =>
  CODES.flatMap((code) => WARNINGS[code](symptoms).map((text) => ({ code, text })))

const silent = (tiers: Symptoms['tiers'], names: readonly Tier[], remedy: string): string[] => {
  const found = tiers.filter(({ name, count }) => names.includes(name) && count === 0).map(({ name }) => name)
  return found.length === 0 ? [] : [`no source told the time in ${found.join(' and ')}; to see it, ${remedy}`]
}

const CODES = Object.keys(WARNINGS) as WarningCode[]

const when = (count: number, text: string): string[] => (count > 0 ? [text] : [])
