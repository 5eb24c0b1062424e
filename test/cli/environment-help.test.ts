import { expect, it } from 'vitest'
import { environmentHelp } from '../../src/cli/environment-help.js'
import { ENVIRONMENT } from '../../src/profile/profile-options.js'

it('names every variable with its flag, in lines of 80 columns', () => {
  const lines = environmentHelp().split('\n')
  expect(lines.map((line) => line.trim().split(/\s+/)[0])).toEqual(ENVIRONMENT.map(({ name }) => name))
  expect(lines).toContainEqual(expect.stringMatching(/^ {2}TATAMI_LOAD_SLO +--slo \(;\)$/))
  expect(lines.filter((line) => line.length > 80)).toEqual([])
})
