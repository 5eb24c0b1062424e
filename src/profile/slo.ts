import type { Problem } from '../base/errors.js'
import { parseDurationUs, parseShare } from '../base/units.js'

/** One service level objective, as it was written; its names are checked by `slo-names.ts`. */
export interface Slo {
  readonly subject: SloSubject
  readonly statistic: Statistic
  readonly window: SloWindow
  readonly op: Operator
  /** In the statistic's own unit: microseconds, or a share from 0 to 1. */
  readonly bound: number
}

export type SloSubject =
  /** All steps together: a bare `errors`. */
  | { readonly kind: 'all-steps' }
  | { readonly kind: 'users' }
  | { readonly kind: 'named'; readonly name: string; readonly series: 'response' | 'service' }

export type Statistic =
  | { readonly kind: 'percentile'; readonly percentage: number }
  | { readonly kind: 'mean' }
  | { readonly kind: 'max' }
  /** Failed over failed and succeeded. */
  | { readonly kind: 'errors' }
  /** Logged in over planned. */
  | { readonly kind: 'users' }

export type SloWindow =
  /** Ramp and hold for login, the hold for all else. */
  | { readonly kind: 'default' }
  | { readonly kind: 'ramp' }
  | { readonly kind: 'hold' }
  | { readonly kind: 'all' }
  /** The end of the hold. */
  | { readonly kind: 'last'; readonly lengthUs: number }
  /** One stretch after another, each of which must meet the bound. */
  | { readonly kind: 'each'; readonly lengthUs: number }

export type Operator = '<' | '<=' | '>' | '>=' | '='

/*
 * slo       = what [ "[" window "]" ] op value
 * what      = "errors" | "users" | subject [ ".service" ] "." statistic
 * subject   = "login" | "timeline" | "post" | "search"     what a person feels
 *           | scenario | scenario "/" step                 its requests
 *           | tier                                         exclusive time in it
 * statistic = "p50" … "p99.9", "p999" | "mean" | "max" | "errors"     p100 is called max
 * window    = "ramp" | "hold" | "all" | "last 5m" | "each 1m"
 * op        = "<" | "<=" | ">" | ">=" | "="
 * value     = a duration for times (`500ms`), a share for errors and users: `0.1%`, or `0`
 */
const SHAPE = /^([\w/-]+)(\.service)?(?:\.([a-z][a-z0-9.]*))?\s*(?:\[([^\]]*)\])?\s*(<=|>=|==|=|<|>)\s*(\S+)$/
const LONGEST = 300
const WHOLE = 'write subject[.service].statistic[window] op value, such as timeline.p99 < 500ms or errors[all] < 0.1%'

/** The SLO that a text means, or what is wrong with the text. */
export const parseSlo = (text: string): Slo | Problem => {
  const problem = (remedy: string): Problem => ({ path: '--slo', value: text, remedy })
  const match = text.length <= LONGEST ? SHAPE.exec(text.trim()) : null
  if (!match) return problem(WHOLE)
  const [, name = '', service, statisticText, windowText, opText = '', valueText = ''] = match
  const what = parseWhat(name, service !== undefined, statisticText)
  if (typeof what === 'string') return problem(what)
  const window = windowText === undefined ? ({ kind: 'default' } as const) : parseWindow(windowText.trim())
  if (!window) return problem('write the window as [ramp], [hold], [all], [last 5m] or [each 1m], in whole seconds')
  const bound = isShare(what.statistic) ? parseBoundShare(valueText) : parseDurationUs(valueText)
  if (typeof bound === 'string') return problem(bound)
  if (bound === undefined) return problem('compare with a time, such as 500ms')
  return { ...what, window, op: OPERATORS[opText] ?? '=', bound }
}

/** Errors and users are shares from 0 to 1; all other statistics are times. */
export const isShare = ({ kind }: Statistic): boolean => kind === 'errors' || kind === 'users'

const OPERATORS: Readonly<Record<string, Operator>> = { '<': '<', '<=': '<=', '>': '>', '>=': '>=' }

const parseWhat = (
  name: string,
  isService: boolean,
  statisticText: string | undefined,
): Pick<Slo, 'subject' | 'statistic'> | string => {
  if (statisticText === undefined) {
    if (isService) return 'name a statistic after .service, such as .service.p95'
    if (name === 'errors') return { subject: { kind: 'all-steps' }, statistic: { kind: 'errors' } }
    if (name === 'users') return { subject: { kind: 'users' }, statistic: { kind: 'users' } }
    return `name a statistic, such as ${name}.p99; only errors and users stand alone`
  }
  const statistic = parseStatistic(statisticText)
  if (statistic?.kind === 'percentile' && statistic.percentage === 100) return `p100 is the largest; write ${name}.max`
  if (!statistic) return 'the statistics are p50 to p99.99, mean, max and errors'
  if (isService && statistic.kind === 'errors') return 'errors have no service time; leave .service out'
  return { subject: { kind: 'named', name, series: isService ? 'service' : 'response' }, statistic }
}

// `errors < 1` is 1% to some and 100% to others; only 0 is the same to all.
const parseBoundShare = (text: string): number | string => {
  const share = parseShare(text)
  if (share !== undefined && (share === 0 || text.endsWith('%'))) return share
  const bare = Number(text)
  return Number.isFinite(bare) && bare <= 1
    ? `${text} could be ${text}% or ${Number((bare * 100).toPrecision(12))}%; write the share with its %`
    : 'compare with a share from 0% to 100%, such as 0.1%'
}

const parseStatistic = (text: string): Statistic | undefined => {
  if (text === 'mean' || text === 'max' || text === 'errors') return { kind: text }
  const digits = /^p(\d{1,3}(?:\.\d{1,4})?|99\d{1,3})$/.exec(text)?.[1]
  if (digits === undefined) return undefined
  // p999 is how many tools write p99.9.
  const percentage = Number(/^99\d+$/.test(digits) ? `99.${digits.slice(2)}` : digits)
  return percentage > 0 && percentage <= 100 ? { kind: 'percentile', percentage } : undefined
}

const parseWindow = (text: string): SloWindow | undefined => {
  if (text === 'ramp' || text === 'hold' || text === 'all') return { kind: text }
  const [, kind, length = ''] = /^(last|each)\s+(\S+)$/.exec(text) ?? []
  const lengthUs = parseDurationUs(length)
  // What is known of a run is kept by the second.
  if (!lengthUs || lengthUs % 1_000_000 !== 0) return undefined
  return { kind: kind === 'last' ? 'last' : 'each', lengthUs }
}
