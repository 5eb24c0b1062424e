import type { Outcome, RequestSample } from '../metrics/sample.js'

/** Did the platform answer, right or wrong? Only then can a tier have anything to tell. */
export const isAnswered = ({ outcome, sentUs }: RequestSample): boolean => sentUs >= 0 && !UNANSWERED.has(outcome)

const UNANSWERED: ReadonlySet<Outcome> = new Set([
  'timeout',
  'connect',
  'tls',
  'reset',
  'protocol',
  'dropped',
  'in-flight',
] as const)
