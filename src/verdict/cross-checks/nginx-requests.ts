import { countText } from '../../base/quantity-text.js'
import { type CrossCheck, compared, notApplied } from './cross-check.js'

/** What the run sent, and what nginx counted meanwhile. */
export interface NginxRequests {
  /** Requests of which at least the first byte was written. */
  readonly written: number
  /** Of these, those that got no answer, or none in time: nginx may have seen them or not. */
  readonly unanswered: number
  /** Written a second time, on a fresh connection. */
  readonly resent: number
  /** By nginx's `stub_status` from before the first request to after the last, without our own readings of that page. */
  readonly counted: number
  /** Readings that failed: nginx may have counted them or not. */
  readonly failedReadings: number
}

const NGINX_REQUESTS = { code: 'nginx-requests', name: 'requests at nginx' } as const

/** nginx, which serves this run alone, counted what was sent, give or take what was in flight. */
export const checkNginxRequests = (figures: NginxRequests | string): CrossCheck => {
  if (typeof figures === 'string') return notApplied(NGINX_REQUESTS, figures)
  const { written, unanswered, resent, counted, failedReadings } = figures
  const doubts = [
    doubt(unanswered, 'without an answer'),
    doubt(resent, 'sent twice'),
    doubt(failedReadings, 'failed readings of the count'),
  ].filter((text) => text !== '')
  return compared({
    ...NGINX_REQUESTS,
    unit: 'requests',
    expected: written,
    found: counted,
    low: written - unanswered,
    high: written + resent + failedReadings,
    tolerance: doubts.length === 0 ? 'none' : doubts.join(', '),
  })
}

const doubt = (count: number, what: string): string => (count > 0 ? `${countText(count)} ${what}` : '')
