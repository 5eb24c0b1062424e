import type { Problem } from '../base/errors.js'
import { parseDurationUs } from '../base/units.js'
import { checkSlo, lookUp, type SloNames } from '../profile/slo-names.js'
import { FIGURES, type Figure, type RuleResult } from './comparison.js'

/** A change that is not to be: `timeline.p99 > +10%`. */
export interface FailRule {
  readonly expression: string
  /** Absent: all steps together. */
  readonly name: string | undefined
  readonly figure: Figure
  readonly op: '>' | '<'
  /** In its unit: a share of the base, microseconds, or a difference of shares. */
  readonly bound: number
  readonly unit: RuleResult['unit']
}

/*
 * rule   = what op change
 * what   = "errors" | "throughput" | name "." figure     names as in SLOs: what a person feels, a scenario's step, a tier
 * figure = "p50" | "p95" | "p99" | "throughput" | "errors"
 * op     = ">" | "<"
 * change = sign amount: a share of the base, `+10%`; of times also a duration, `+20ms`; of errors points of the share, `+0.5pp`
 */
const SHAPE = /^(?:([\w/-]+)\.)?([a-z][a-z0-9]*)\s*([<>])\s*([+-])\s*(\d[\w.]*\s*(?:%|pp)?)$/
const LONGEST = 300
const WHOLE =
  'write what, > or <, and a signed change, such as timeline.p99 > +10%, post.p95 > +20ms, errors > +0.5pp or throughput < -5%'

/** The rule that a text means, or what is wrong with it. */
export const parseFailRule = (text: string): FailRule | Problem => {
  const problem = (remedy: string): Problem => ({ path: '--fail-if', value: text, remedy })
  const match = text.length <= LONGEST ? SHAPE.exec(text.trim()) : null
  if (!match) return problem(WHOLE)
  const [, name, figureText = '', opText, sign, amount = ''] = match
  const figure = FIGURES.find((one) => one === figureText)
  if (!figure) return problem(`the figures are ${FIGURES.join(', ')}`)
  if (name === undefined && figure !== 'errors' && figure !== 'throughput')
    return problem(`name whose ${figure}, such as timeline.${figure}; only errors and throughput stand alone`)
  const size = sizeOf(amount, figure)
  if (typeof size === 'string') return problem(size)
  const bound = sign === '-' ? -size.bound : size.bound
  return { expression: text.trim(), name, figure, op: opText === '<' ? '<' : '>', bound, unit: size.unit }
}

/** What is wrong with a rule's names; undefined when both sides can have its figure. */
export const checkFailRule = ({ expression, name, figure }: FailRule, names: SloNames): Problem | undefined => {
  if (name === undefined) return undefined
  // The same names as in SLOs, and the same remedies.
  const wrong = checkSlo(
    `${name}.${figure === 'p50' || figure === 'p95' || figure === 'p99' ? `${figure} < 1s` : 'errors < 1%'}`,
    names,
  )
  if (wrong) return { path: '--fail-if', value: expression, remedy: wrong.remedy }
  const found = lookUp(name, names)
  const step = found?.kind === 'steps' ? names.steps[found.steps[0] ?? 0]?.name : name
  return step === name
    ? undefined
    : { path: '--fail-if', value: expression, remedy: `${name} is a scenario; name one of its steps, such as ${step}` }
}

interface Size {
  readonly bound: number
  readonly unit: RuleResult['unit']
}

const sizeOf = (amount: string, figure: Figure): Size | string => {
  const number = Number(/^(\d+(?:\.\d+)?)\s*(?:%|pp)$/.exec(amount)?.[1])
  if (figure === 'errors')
    return amount.endsWith('pp') && number <= 100
      ? { bound: number / 100, unit: 'points' }
      : 'errors change by points of their share, such as +0.5pp: from 0.1% to 0.6% is +0.5pp'
  if (amount.endsWith('%') && Number.isFinite(number)) return { bound: number / 100, unit: 'relative' }
  const us = figure === 'throughput' ? undefined : parseDurationUs(amount)
  if (us !== undefined) return { bound: us, unit: 'us' }
  return figure === 'throughput' ? 'throughput changes by a share, such as -5%' : 'write the change as +10% or as +20ms'
}
