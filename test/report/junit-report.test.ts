import { XMLParser, XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { junitReport } from '../../src/report/junit-report.js'
import { FILE_STYLE } from '../../src/report/renderer.js'
import type { Result } from '../../src/report/result.js'
import { failedResult, result, slo, step } from './results.js'
import { HOSTILE } from './saved-runs.js'

interface Case {
  readonly '@_name': string
  readonly failure?: { readonly '@_message': string; readonly '#text': string }
  readonly error?: { readonly '@_message': string }
  readonly 'system-out'?: string
}

interface Suites {
  readonly '@_tests': string
  readonly '@_failures': string
  readonly '@_errors': string
  readonly testsuite: readonly { readonly '@_name': string; readonly testcase?: readonly Case[] }[]
}

const parsed = (rendered: Result): Suites => {
  if (junitReport.needs !== 'result') throw new Error('JUnit is made from the result')
  const text = junitReport.render(rendered, FILE_STYLE)
  expect(XMLValidator.validate(text)).toBe(true)
  const parser = new XMLParser({
    ignoreAttributes: false,
    parseTagValue: false,
    isArray: (name) => name === 'testsuite' || name === 'testcase',
  })
  return parser.parse(text).testsuites as Suites
}

const casesOf = (suites: Suites): readonly Case[] => suites.testsuite.flatMap(({ testcase }) => testcase ?? [])
const redCases = (suites: Suites): string[] =>
  casesOf(suites).flatMap((one) => (one.failure || one.error ? one['@_name'] : []))

test('there is one case for the verdict, one an SLO and one a step', () => {
  const names = casesOf(parsed(result())).map((one) => one['@_name'])
  expect(names).toEqual(['the run can be judged and meets its SLOs', 'timeline.p99 < 500ms', 'timeline/poll'])
})

test('a run that passed is green', () => {
  const suites = parsed(result())
  expect([suites['@_tests'], suites['@_failures'], suites['@_errors']]).toEqual(['3', '0', '0'])
})

test('a missed SLO is a failure, and so are the failed requests of its run, with kinds and examples', () => {
  const suites = parsed(failedResult())
  expect(redCases(suites)).toEqual(['the run can be judged and meets its SLOs', 'errors = 0', 'timeline/poll'])
  const failure = casesOf(suites).at(-1)?.failure
  expect(failure?.['@_message']).toBe('2 of 100 requests failed (2 %)')
  expect(failure?.['#text']).toBe('session-lost: 2\nsession-lost: to the login page')
})

test('failed requests that the SLOs allow leave a run that passed green, and are told', () => {
  const suites = parsed(result({ steps: [step({ failed: 1, failedByKind: { timeout: 1 } })] }))
  expect(redCases(suites)).toEqual([])
  expect(casesOf(suites).at(-1)?.['system-out']).toContain('100 requests, 1 failed')
})

test.each(['inconclusive', 'invalid', 'interrupted'] as const)(
  'a run that is %s is an error, never a skip',
  (status) => {
    const verdict = { status, reasons: ['because'], slos: [slo({ status: 'inconclusive', value: null, samples: 0 })] }
    const suites = parsed(result({ verdict }))
    expect(suites['@_errors']).toBe('2')
    expect(casesOf(suites)[0]?.error?.['@_message']).toBe(`${status}: because`)
    expect(casesOf(suites)[1]?.error).toBeDefined()
  },
)

test('any name is carried over, made printable', () => {
  const [last] = casesOf(parsed(result({ steps: [step({ name: HOSTILE })] }))).slice(-1)
  expect(last?.['@_name']).toContain('<script>alert("x")</script>')
  expect(last?.['@_name']).toContain('\\u{1b}[31mred')
  expect(last?.['@_name']).toContain('東京 🐳')
})
