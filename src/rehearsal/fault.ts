import type { Problem } from '../base/errors.js'
import { parseDurationUs } from '../base/units.js'

/** What a fault can be about. */
export const FAULT_TARGETS = ['nginx', 'jetty', 'cassandra', 'elasticsearch', 'sessions'] as const
export type FaultTarget = (typeof FAULT_TARGETS)[number]

/** One thing to go wrong, as `target[/node]:kind[=value][@from[-to]]` says it. */
export interface Fault {
  readonly target: FaultTarget
  /** From 1; absent: every node of the tier. */
  readonly node?: number
  readonly effect: FaultEffect
  /** Microseconds after the first arrival; absent: all along, even before it. */
  readonly window?: { readonly fromUs: number; readonly toUs: number }
}

/** What a fault does; times in microseconds, shares from 0 to 1. */
export type FaultEffect =
  /** Added once to each request that touches the tier; no server is held. */
  | { readonly kind: 'latency'; readonly addedUs: number }
  /** Service times are multiplied; servers are held. */
  | { readonly kind: 'slow'; readonly factor: number }
  /** Connections are refused. */
  | { readonly kind: 'down' }
  | { readonly kind: 'freeze' }
  | { readonly kind: 'errors'; readonly share: number }
  | { readonly kind: 'lost' }

type Kind = FaultEffect['kind']
const LEGAL: Readonly<Record<FaultTarget, readonly Kind[]>> = {
  nginx: ['latency', 'slow'],
  jetty: ['latency', 'slow', 'down', 'freeze', 'errors'],
  cassandra: ['latency', 'slow', 'down', 'freeze', 'errors'],
  elasticsearch: ['latency', 'slow', 'down', 'freeze', 'errors'],
  sessions: ['lost'],
}
const EXAMPLE: Readonly<Record<Kind, string>> = {
  latency: 'latency=40ms',
  slow: 'slow=x3',
  down: 'down',
  freeze: 'freeze',
  errors: 'errors=5%',
  lost: 'lost',
}
const VALUE: Readonly<Record<Kind, string>> = {
  latency: 'with a time above 0',
  slow: 'with a factor above 0 and below 10000',
  down: 'without a value',
  freeze: 'without a value',
  errors: 'with a share above 0% and up to 100%',
  lost: 'without a value',
}
const SHAPE = /^([a-z]+)(?:\/(\d{1,4}))?:([a-z]+)(?:=([^@]*))?(?:@([^-@]+)(?:-([^-@]+))?)?$/

/** The fault a text means, or what is wrong with the text; the remedy lists what is legal. */
export const parseFault = (text: string): Fault | Problem => {
  const problem = (remedy: string): Problem => ({ path: '--fault', value: text, remedy })
  const match = SHAPE.exec(text.trim())
  if (!match) return problem(`write target[/node]:kind[=value][@from[-to]]; ${LEGAL_PAIRS}`)
  const [, targetText = '', nodeText, kindText = '', valueText, fromText, toText] = match
  const target = FAULT_TARGETS.find((name) => name === targetText)
  const kind = target && LEGAL[target].find((name) => name === kindText)
  if (!target || !kind) return problem(LEGAL_PAIRS)
  const effect = parseEffect(kind, valueText)
  if (!effect) return problem(`write ${target}:${EXAMPLE[kind]}, ${VALUE[kind]}`)
  if (nodeText !== undefined && (target === 'sessions' || Number(nodeText) < 1))
    return problem('nodes count from 1; sessions belong to no node')
  const window = parseWindow(fromText, toText)
  if (window === 'wrong') return problem('write the window as @20s or @20s-22s, times from the first arrival')
  const node = nodeText === undefined ? {} : { node: Number(nodeText) }
  return { target, ...node, effect, ...(window ? { window } : {}) }
}

/** Whether a text was no fault. */
export const isProblem = (parsed: Fault | Problem): parsed is Problem => 'remedy' in parsed

const LEGAL_PAIRS = `legal are ${FAULT_TARGETS.map((target) =>
  LEGAL[target].map((kind) => `${target}:${EXAMPLE[kind]}`).join(', '),
).join(', ')}`

const parseEffect = (kind: Kind, value: string | undefined): FaultEffect | undefined => {
  switch (kind) {
    case 'latency': {
      const addedUs = parseDurationUs(value ?? '')
      return addedUs === undefined || addedUs <= 0 ? undefined : { kind, addedUs }
    }
    case 'slow': {
      const factor = Number(/^x(\d{1,4}(?:\.\d{1,4})?)$/.exec(value ?? '')?.[1])
      return factor > 0 ? { kind, factor } : undefined
    }
    case 'errors': {
      const percent = Number(/^(\d{1,3}(?:\.\d{1,6})?)%$/.exec(value ?? '')?.[1])
      return percent > 0 && percent <= 100 ? { kind, share: percent / 100 } : undefined
    }
    case 'down':
    case 'freeze':
    case 'lost':
      return value === undefined ? { kind } : undefined
  }
}

const parseWindow = (from: string | undefined, to: string | undefined): Fault['window'] | 'wrong' => {
  if (from === undefined) return undefined
  const fromUs = parseDurationUs(from)
  const toUs = to === undefined ? Number.POSITIVE_INFINITY : parseDurationUs(to)
  return fromUs === undefined || toUs === undefined || toUs <= fromUs ? 'wrong' : { fromUs, toUs }
}
