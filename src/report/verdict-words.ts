import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { allFailedText } from '../verdict/reading-text.js'
import type { Result, SloRow, VerdictStatus } from './result.js'

/** What a verdict means, in the words of all reports. */
export const VERDICT_WORDS: Readonly<Record<VerdictStatus, { readonly title: string; readonly meaning: string }>> = {
  pass: { title: 'Pass', meaning: 'Every SLO was met.' },
  fail: { title: 'Fail', meaning: 'The platform missed what was asked of it.' },
  inconclusive: { title: 'Inconclusive', meaning: 'There is too little evidence to say whether the SLOs are met.' },
  invalid: {
    title: 'Invalid',
    meaning: 'The measurement itself failed, so its figures say nothing about the platform.',
  },
  interrupted: { title: 'Interrupted', meaning: 'The run did not come to its end; what was measured before is shown.' },
}

/** What this verdict means; a pass that rests on few samples says so. */
export const meaningOf = ({ status, slos }: Result['verdict']): string => {
  const weak = slos.filter((slo) => slo.weak).length
  return status === 'pass' && weak > 0
    ? say`Every SLO was met, ${weak} of ${slos.length} on too few samples to be sure.`
    : said(VERDICT_WORDS[status].meaning)
}

/** Marks of an SLO or a verdict: in pictures, and in ASCII. */
export const MARKS: Readonly<
  Record<SloRow['status'] | VerdictStatus, { readonly sign: string; readonly ascii: string }>
> = {
  pass: { sign: '✓', ascii: '[ok]' },
  fail: { sign: '✗', ascii: '[MISS]' },
  inconclusive: { sign: '?', ascii: '[?]' },
  invalid: { sign: '!', ascii: '[!]' },
  interrupted: { sign: '!', ascii: '[!]' },
}

/** What to know of an SLO beside its figure; empty where there is nothing. */
export const remarkOf = ({ weak, value, failed }: SloRow): string => {
  if (weak) return say`too few samples`
  return value === null && failed > 0 ? allFailedText(failed) : ''
}

/** What figures of the embedded stack are worth; stands in every report that people read. */
export const REHEARSAL_NOTE =
  'The target was the stack embedded in tatami-load: a front and models of the tiers on one machine. The figures prove the test, not the platform.'
