import { expect, test } from 'vitest'
import { CROSS_CHECK_CODES, CROSS_CHECK_UNITS } from '../../../src/verdict/cross-checks/cross-check.js'
import { checkValueText, failedCheckText } from '../../../src/verdict/cross-checks/failed-check-text.js'
import { checkNginxRequests } from '../../../src/verdict/cross-checks/nginx-requests.js'

test('a failed check tells its figures, what may be behind them, and what to do', () => {
  const check = checkNginxRequests({ written: 5_000, unanswered: 2, resent: 0, counted: 5_040, failedReadings: 0 })
  expect(check.applies && failedCheckText(check)).toBe(
    'cross-check of requests at nginx failed: 5,040 found, 5,000 expected (4,998 to 5,000): either somebody else used this nginx or the counts of this run are wrong; keep others away from it and repeat the run',
  )
})

test('figures have the unit that people expect', () => {
  const texts = CROSS_CHECK_UNITS.map((unit) => checkValueText(1_234.5678, unit))
  expect(texts).toEqual(['1,235', '1,235', '1,234.6', '1,235 s', '1.23 ms'])
  expect(CROSS_CHECK_CODES.length).toBeGreaterThan(4)
})
