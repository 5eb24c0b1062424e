import { countText, durationText } from '../../base/quantity-text.js'
import type { Compared, CrossCheckCode, CrossCheckUnit } from './cross-check.js'

/** What failed, what it may come from, and what to do: one sentence for the verdict. */
export const failedCheckText = (check: Compared): string => {
  const { name, expected, found, low, high, unit } = check
  const value = (number: number): string => checkValueText(number, unit)
  const figures = `${value(found)} found, ${value(expected)} expected${low === high ? '' : ` (${value(low)} to ${value(high)})`}`
  return `cross-check of ${name} failed: ${figures}: ${CAUSES[check.code]}`
}

/** A figure of a cross-check with its unit. */
export const checkValueText = (value: number, unit: CrossCheckUnit): string => {
  switch (unit) {
    case 'us':
      return durationText(value)
    case 'in-hand':
      return value < 100 ? String(Number(value.toFixed(2))) : countText(value)
    case 'user-seconds':
      return `${countText(Math.round(value))} s`
    case 'requests':
    case 'lines':
      return countText(Math.round(value))
  }
}

const CAUSES: Readonly<Record<CrossCheckCode, string>> = {
  'nginx-requests':
    'either somebody else used this nginx or the counts of this run are wrong; keep others away from it and repeat the run',
  'traced-lines':
    'nginx logged requests of this run that nobody counted; see that each log is named once, and repeat the run',
  'nginx-in-hand':
    "nginx's own count does not fit the request times in its log; see that all its logs and status pages are named, each once",
  'user-time':
    "the count of users and the sessions' own times disagree, so neither can be trusted; repeat the run and report it if it stays",
  'tier-requests':
    'Server-Timing does not speak of the requests that it should, so the times of this tier are not those of the plan; check how the nodes are instrumented',
  'traced-latency':
    'traced requests are not typical, so times in nginx and network are not those of all; check what the trace header changes on the way',
}
