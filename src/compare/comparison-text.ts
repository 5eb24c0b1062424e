import { durationText, localFigure, rateText, shareText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import { instantText, NOTHING } from '../report/format.js'
import type { Change, ComparedRow, Comparison, Figure, RuleResult } from './comparison.js'

/** What a comparison came to, in the words of all its reports. */
export const STATUS_WORDS: Readonly<
  Record<Comparison['status'], { readonly title: string; readonly meaning: string }>
> = {
  pass: { title: 'Pass', meaning: 'No rule is broken.' },
  fail: { title: 'Fail', meaning: 'A change is larger than allowed, beyond what chance explains.' },
  inconclusive: {
    title: 'Inconclusive',
    meaning: 'A change may be larger than allowed, or chance: run longer, or more often.',
  },
  invalid: { title: 'Invalid', meaning: 'A run is no measurement, so nothing can be said of what changed.' },
}

/** Without a rule there is nothing to pass. */
export const meaningOf = ({ status, rules }: Comparison): string =>
  status === 'pass' && rules.length === 0
    ? say`No rule was given (--fail-if): changes are shown, nothing is judged.`
    : said(STATUS_WORDS[status].meaning)

/** A side's figure. */
export const figureText = (value: number | null, figure: Figure): string => {
  if (value === null) return NOTHING
  if (figure === 'errors') return shareText(value)
  return figure === 'throughput' ? rateText(value) : durationText(value)
}

/** A change in its unit: `+12.3 %`, `-0.40 pp`, `+20.0 ms`. */
export const changeText = (change: number | null, unit: RuleResult['unit']): string => {
  if (change === null) return NOTHING
  const sign = change > 0 ? '+' : change < 0 ? '-' : '±'
  if (unit === 'us') return `${sign}${durationText(Math.abs(change))}`
  const figure = Math.abs(change * 100)
  return localFigure(
    `${sign}${figure.toFixed(figure < 9.95 && (unit === 'points' || figure < 1) ? 2 : 1)} ${unit === 'points' ? 'pp' : '%'}`,
  )
}

/** Where it lies with 95 % confidence. */
export const changeInterval = (interval: Change['interval'], unit: RuleResult['unit']): string =>
  interval ? say`${changeText(interval.lower, unit)} to ${changeText(interval.upper, unit)}` : NOTHING

/** The unit of a figure's change. */
export const unitOf = (figure: Figure): RuleResult['unit'] => (figure === 'errors' ? 'points' : 'relative')

/** What a change is called; of throughput more is better, of all else less. */
export const callText = ({ call, figure }: Pick<Change, 'call' | 'figure'>): string => {
  if (call === 'unknown') return say`too little to tell`
  if (call === 'noise') return say`noise`
  if (figure === 'errors') return call === 'up' ? say`more` : say`fewer`
  if (figure === 'throughput') return call === 'up' ? say`higher` : say`lower`
  return call === 'up' ? say`slower` : say`faster`
}

/** Whether a change is for the worse, for the better, or neither. */
export const toneOf = ({ call, figure }: Pick<Change, 'call' | 'figure'>): 'worse' | 'better' | 'none' => {
  if (call !== 'up' && call !== 'down') return 'none'
  return (call === 'up') === (figure === 'throughput') ? 'better' : 'worse'
}

/** How to read the calls and intervals. */
export const READING =
  'Change of the new side against the base, and the interval in which it lies with 95 % confidence, by drawing blocks of seconds, and of several runs the runs, anew (bootstrap). Noise is what chance makes among so many figures (false discovery rate 5 %).'

/** What to know of a comparison: how the load differs, and what was noticed. */
export const notesOf = ({
  notes,
  loadDifferences,
}: Pick<Comparison, 'notes' | 'loadDifferences'>): readonly string[] => [
  ...loadDifferences.map((text) => say`the load differs in ${text}`),
  ...notes.map(said),
]

/** What a row is called: what people feel beside the steps of the same name. */
export const nameText = ({ name, kind }: Pick<ComparedRow, 'name' | 'kind'>): string => {
  if (kind === 'felt') return say`${name} (felt)`
  return kind === 'all' ? said(name) : name
}

/** What a run is called beside others. */
export const runText = ({ dir, profile, startedAt, target, verdict }: Comparison['base'][number]): string =>
  say`${dir} (${profile} against ${target}, ${instantText(startedAt)}, ${said(verdict)})`
