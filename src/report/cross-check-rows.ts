import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { checkValueText } from '../verdict/cross-checks/failed-check-text.js'
import { NOTHING } from './format.js'
import type { CrossCheck, Result } from './result.js'

/** A cross-check as every report shows it. */
export interface CrossCheckRow {
  readonly name: string
  readonly status: 'ok' | 'failed' | 'does not apply'
  readonly expected: string
  readonly found: string
  /** What `found` may be and why, or why it is not known. */
  readonly note: string
}

/** One row a cross-check, those that could not be made among them. */
export const crossCheckRows = ({ crossChecks }: Pick<Result, 'crossChecks'>): readonly CrossCheckRow[] =>
  crossChecks.map(rowOf)

const rowOf = (check: CrossCheck): CrossCheckRow => {
  if (!check.applies)
    return {
      name: said(check.name),
      status: 'does not apply',
      expected: NOTHING,
      found: NOTHING,
      note: said(check.reason),
    }
  const { name, ok, unit, expected, found, low, high, tolerance } = check
  const value = (number: number): string => checkValueText(number, unit)
  return {
    name: said(name),
    status: ok ? 'ok' : 'failed',
    expected: value(expected),
    found: value(found),
    note: low === high ? say`exactly` : say`${value(low)} to ${value(high)} (${said(tolerance)})`,
  }
}
