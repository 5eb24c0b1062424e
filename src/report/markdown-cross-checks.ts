import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { crossCheckRows } from './cross-check-rows.js'
import { details, prose, table } from './markdown.js'
import type { Result } from './result.js'

/** The cross-checks, folded, with their sum in the title. */
export const markdownCrossChecks = (result: Result): string => {
  const rows = crossCheckRows(result)
  const of = (wanted: string): number => rows.filter(({ status }) => status === wanted).length
  const sum = [say`${of('ok')} ok`, say`${of('failed')} failed`, say`${of('does not apply')} not applicable`].join(', ')
  const cells = rows.map(({ name, status, expected, found, note }) => [
    name,
    said(status),
    expected,
    found,
    prose(note),
  ])
  return details(
    say`Cross-checks: ${sum}`,
    table(['check', 'result', 'expected', 'found', 'allowed, or why it does not apply'], cells),
  )
}
