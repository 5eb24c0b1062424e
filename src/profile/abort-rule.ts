import type { Problem } from '../base/errors.js'
import { parseDurationUs } from '../base/units.js'
import { parseSlo, type Slo } from './slo.js'
import { checkSlo, type SloNames } from './slo-names.js'
import { sloText } from './slo-text.js'

/** When to end a run early: a condition that nobody wants, and how long it must last. */
export interface AbortRule {
  /** Has no window, and an operator that is not `=`. */
  readonly condition: Slo
  /** Whole seconds, at least one. */
  readonly forUs: number
}

/*
 * rule      = condition "for" duration        errors > 5% for 30s, timeline.p99 > 5s for 1m, users < 50% for 2m
 * condition = what op value                   as in an SLO, without a window
 */
const SHAPE = /^(.*\S)\s+for\s+(\S+)$/
const LONGEST = 300

/** The rule that a text means, or what is wrong with the text. */
export const parseAbortRule = (text: string): AbortRule | Problem => {
  const problem = (remedy: string): Problem => ({ path: '--abort-on', value: text, remedy })
  const [, conditionText, durationText = ''] = (text.length <= LONGEST && SHAPE.exec(text.trim())) || []
  if (conditionText === undefined) return problem('write condition for duration, such as errors > 5% for 30s')
  const condition = parseSlo(conditionText)
  if ('remedy' in condition) return problem(condition.remedy)
  if (condition.window.kind !== 'default') return problem('leave the window out; a rule looks at each second')
  if (condition.op === '=') return problem('compare with <, <=, > or >=')
  const forUs = parseDurationUs(durationText)
  if (!forUs || forUs % 1_000_000 !== 0) return problem('give whole seconds behind for, such as 30s')
  return { condition, forUs }
}

/** What is wrong with a rule's grammar or names; undefined when it can be watched. */
export const checkAbortRule = (text: string, names: SloNames): Problem | undefined => {
  const rule = parseAbortRule(text)
  if ('remedy' in rule) return rule
  const problem = checkSlo(sloText(rule.condition), names)
  return problem && { ...problem, path: '--abort-on', value: text }
}
