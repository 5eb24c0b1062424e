import { type CrossCheck, compared, notApplied, SOURCES_AGREE } from './cross-check.js'

/** The time that users were logged in, by two books: the gauge that is read once a second, and each session's own stamps. */
export interface UserTime {
  /** Integral of the gauge over time. */
  readonly gaugeSeconds: number
  /** Sum of the gauge's steps up and down, users. */
  readonly gaugeVariation: number
  /** Sum over sessions of end minus start. */
  readonly sessionSeconds: number
}

const USER_TIME = { code: 'user-time', name: 'users over time' } as const
/** Between two readings of the gauge. */
const READING_SECONDS = 1
/**
 * A session shorter than that is seen whole or not at all. Of so many seconds 5 % are three standard deviations of what is seen, were all
 * of them made of sessions of half a second; longer ones scatter less.
 */
const LEAST_USER_SECONDS = 2_000

/** Little's law over the whole run: the integral of users over time is the sum of the session times. */
export const checkUserTime = (figures: UserTime | string): CrossCheck => {
  if (typeof figures === 'string') return notApplied(USER_TIME, figures)
  const { gaugeSeconds, gaugeVariation, sessionSeconds } = figures
  if (sessionSeconds === 0 && gaugeSeconds === 0) return notApplied(USER_TIME, 'nobody was logged in')
  // What the gauge does between two readings is not known: half of one for each user up or down.
  const unknown = (gaugeVariation * READING_SECONDS) / 2
  const most = Math.max(sessionSeconds, gaugeSeconds)
  if (most < LEAST_USER_SECONDS || unknown > most * SOURCES_AGREE) {
    return notApplied(
      USER_TIME,
      'the run was too short, or users came and went too fast, for a gauge that is read once a second',
    )
  }
  return compared({
    ...USER_TIME,
    unit: 'user-seconds',
    expected: sessionSeconds,
    found: gaugeSeconds,
    low: sessionSeconds * (1 - SOURCES_AGREE),
    high: sessionSeconds * (1 + SOURCES_AGREE),
    tolerance: '5 %',
  })
}
