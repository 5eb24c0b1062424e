import { changeOf } from './changes.js'
import type { DrawnPair } from './compared-rows.js'
import type { RuleResult } from './comparison.js'
import type { FailRule } from './fail-rule.js'

/** Broken only where all of the change's interval is beyond the bound, kept only where none of it is: chance breaks no rule. */
export const ruleResult = (rule: FailRule, drawn: readonly DrawnPair[]): RuleResult => {
  const { expression, unit, op, bound } = rule
  const sides = figuresNamed(rule, drawn)
  const { change, interval } = sides ? changeOf(sides.base, sides.new, unit) : { change: null, interval: null }
  const isBeyond = (value: number): boolean => (op === '>' ? value > bound : value < bound)
  const ends = interval && [isBeyond(interval.lower), isBeyond(interval.upper)]
  const status = !ends ? 'open' : ends.every(Boolean) ? 'broken' : ends.some(Boolean) ? 'open' : 'kept'
  return { expression, status, change, interval, unit }
}

// What people feel comes before a step of the same name, as in SLOs.
const KINDS = ['felt', 'step', 'tier'] as const

const figuresNamed = ({ name, figure }: FailRule, drawn: readonly DrawnPair[]) => {
  const kinds = name === undefined ? (['all'] as const) : KINDS
  for (const kind of kinds) {
    const row = drawn.find(
      ({ pair: { base } }) => base[0]?.kind === kind && (name === undefined || base[0].name === name),
    )
    if (row) return row.figures.get(figure)
  }
  return undefined
}
