import { countText, durationText, pluralText, shareText } from '../base/quantity-text.js'
import { measuredText } from './format.js'
import { printable } from './printable.js'
import type { Renderer } from './renderer.js'
import type { Result, SloRow, StepRow } from './result.js'
import { remarkOf } from './verdict-words.js'

/**
 * `junit.xml`: one case for the verdict, one an SLO and one a step. It is red exactly when the run's exit code is not 0:
 * a missed SLO is a failure, what could not be judged is an error (never a skip, which CI shows green), and the failed
 * requests of a step are a failure unless the run passed in spite of them, by what its SLOs allow.
 */
export const junitReport: Renderer = {
  needs: 'result',
  file: 'junit.xml',
  readers: 'programs',
  render: (result) => {
    const suites = [
      { name: 'verdict', cases: [verdictCase(result)] },
      { name: 'slos', cases: result.verdict.slos.map(sloCase) },
      { name: 'steps', cases: result.steps.map((step) => stepCase(step, result)) },
    ]
    const cases = suites.flatMap((suite) => suite.cases)
    const head = `<testsuites name="tatami-load ${attribute(result.profile)}" ${counts(cases)} time="${seconds(result.durationUs)}">`
    return [XML, head, ...suites.map((suite) => suiteText(suite, result)), '</testsuites>', ''].join('\n')
  },
}

interface Case {
  readonly name: string
  readonly outcome:
    | { readonly kind: 'passed' }
    | { readonly kind: 'failure' | 'error'; readonly type: string; readonly message: string; readonly detail: string }
  /** Shown with the case whatever came of it. */
  readonly output: string
}

const XML = '<?xml version="1.0" encoding="UTF-8"?>'
const PASSED = { kind: 'passed' } as const

const verdictCase = ({ verdict: { status, reasons }, warnings }: Result): Case => {
  const name = 'the run can be judged and meets its SLOs'
  const output = warnings.map(({ code, text }) => `warning ${code}: ${text}`).join('\n')
  if (status === 'pass') return { name, outcome: PASSED, output }
  const kind = status === 'fail' ? 'failure' : 'error'
  const message = `${status}: ${reasons[0] ?? 'no reason was given'}`
  return { name, outcome: { kind, type: status, message, detail: reasons.join('\n') }, output }
}

const sloCase = (slo: SloRow): Case => {
  const measured = `measured ${measuredText(slo)} on ${pluralText(slo.samples, 'sample')}`
  const output = [measured, remarkOf(slo)].filter((text) => text !== '').join('; ')
  if (slo.status === 'pass') return { name: slo.expression, outcome: PASSED, output }
  const kind = slo.status === 'fail' ? 'failure' : 'error'
  const outcome = { kind, type: slo.status, message: `${slo.expression}: ${output}`, detail: output } as const
  return { name: slo.expression, outcome, output }
}

const stepCase = (step: StepRow, { verdict, errors }: Result): Case => {
  const p99 = step.response ? `, p99 ${durationText(step.response.p99)}` : ''
  const output = `${countText(step.count)} requests, ${countText(step.failed)} failed${p99}`
  if (step.failed === 0 || verdict.status === 'pass') return { name: step.name, outcome: PASSED, output }
  const kinds = Object.entries(step.failedByKind).map(([kind, count]) => `${kind}: ${countText(count)}`)
  const examples = errors.flatMap(({ kind, examples }) =>
    examples.filter((example) => example.step === step.name).map(({ message }) => `${kind}: ${message}`),
  )
  const message = `${countText(step.failed)} of ${countText(step.count)} requests failed (${shareText(step.failed / step.count)})`
  const detail = [...kinds, ...examples].join('\n')
  return { name: step.name, outcome: { kind: 'failure', type: 'requests-failed', message, detail }, output }
}

const suiteText = ({ name, cases }: { name: string; cases: readonly Case[] }, { startedAt }: Result): string =>
  [
    `  <testsuite name="${name}" ${counts(cases)} skipped="0" timestamp="${attribute(startedAt.replace(/\.\d+Z$|Z$/, ''))}">`,
    ...cases.map((one) => caseText(name, one)),
    '  </testsuite>',
  ].join('\n')

const caseText = (suite: string, { name, outcome, output }: Case): string => {
  const lines = [`    <testcase classname="tatami-load.${suite}" name="${attribute(name)}">`]
  if (outcome.kind !== 'passed') {
    const { kind, type, message, detail } = outcome
    lines.push(`      <${kind} type="${type}" message="${attribute(message)}">${content(detail)}</${kind}>`)
  }
  if (output !== '') lines.push(`      <system-out>${content(output)}</system-out>`)
  return [...lines, '    </testcase>'].join('\n')
}

const counts = (cases: readonly Case[]): string => {
  const of = (kind: string): number => cases.filter(({ outcome }) => outcome.kind === kind).length
  return `tests="${cases.length}" failures="${of('failure')}" errors="${of('error')}"`
}

const seconds = (us: number): string => (us / 1_000_000).toFixed(3)

const attribute = (text: string): string => escaped(printable(text)).replaceAll('"', '&quot;')

const content = (text: string): string => escaped(text.split('\n').map(printable).join('\n'))

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
