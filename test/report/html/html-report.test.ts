import { createHash } from 'node:crypto'
import { XMLValidator } from 'fast-xml-parser'
import { expect, test } from 'vitest'
import { htmlReport } from '../../../src/report/html/html-report.js'
import { FILE_STYLE } from '../../../src/report/renderer.js'
import type { Result } from '../../../src/report/result.js'
import { failedResult, result, slo, step } from '../results.js'
import { HOSTILE } from '../saved-runs.js'

const page = (of: Result): string => (htmlReport.needs === 'result' ? htmlReport.render(of, FILE_STYLE) : '')

const hostile = (): Result => ({
  ...failedResult(),
  profile: HOSTILE,
  tags: { [HOSTILE]: HOSTILE },
  command: ['run', '--tag', HOSTILE],
  assumptions: [{ key: 'users', value: HOSTILE, unit: 'text', source: HOSTILE }],
  target: { url: HOSTILE, kind: 'external', description: HOSTILE },
  steps: [step({ name: HOSTILE, scenario: HOSTILE, failed: 1, failedByKind: { status: 1 } })],
  errors: [
    {
      kind: 'status',
      count: 1,
      examples: [
        { step: HOSTILE, atUs: 1, status: 500, headers: { [HOSTILE]: HOSTILE }, body: HOSTILE, message: HOSTILE },
      ],
    },
  ],
  warnings: [{ code: HOSTILE, text: HOSTILE }],
})

test.each([
  ['a run that passed', result()],
  ['a run that failed', failedResult()],
  ['a run of hostile names', hostile()],
])('the page of %s is well-formed, every tag closed and every attribute quoted', (_, of) => {
  expect(XMLValidator.validate(page(of).replace('<!DOCTYPE html>\n', ''))).toBe(true)
})

test('it loads nothing and runs nothing, and says so to the browser', () => {
  const text = page(hostile())
  const style = /<style>([\s\S]*?)<\/style>/.exec(text)?.[1] ?? ''
  const hash = createHash('sha256').update(style).digest('base64')
  expect(text).toContain(
    `http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-${hash}'; img-src data:; base-uri 'none'; form-action 'none'"`,
  )
  expect(text).not.toMatch(/<script|<iframe|<img|<object|@import|url\(|\son\w+=|\sstyle=/i)
  const references = [...text.matchAll(/(?:href|src)="([^"]*)"/g)].map(([, target]) => target)
  expect(references.filter((target) => !target?.startsWith('#'))).toEqual(['data:,'])
})

test('every link of the page leads to a section of it', () => {
  const text = page(failedResult())
  const targets = [...text.matchAll(/href="#([^"]*)"/g)].map(([, id]) => id)
  expect(targets.length).toBeGreaterThan(5)
  for (const id of targets) expect(text).toContain(`<section id="${id}">`)
})

test('the verdict and its reasons stand before everything else', () => {
  const text = page(failedResult())
  const body = text.slice(text.indexOf('<main>'))
  expect(body.indexOf('class="verdict fail"')).toBeLessThan(body.indexOf('class="figures"'))
  expect(body.indexOf('errors = 0: measured 2\u00a0%')).toBeLessThan(body.indexOf('class="figures"'))
})

test('figures of a rehearsal are marked as such, those of a real front are not', () => {
  const rehearsal = result({ target: { url: 'https://127.0.0.1', kind: 'rehearsal', description: 'models' } })
  expect(page(rehearsal)).toContain('<strong>Rehearsal.</strong>')
  expect(page(result())).not.toContain('Rehearsal.')
})

test('each second of the time chart tells its figures when pointed at', () => {
  expect(page(result())).toContain(
    '<title>0:01 · 10 users · 50/s · 0/s failed · p50 18.0\u00a0ms, p99 48.0\u00a0ms · lag p99 800\u00a0µs · generator&#39;s machine 50\u00a0% busy</title>',
  )
})

test('connections have their times, and handshakes a chart over time where there were any', () => {
  const [first, ...others] = result().timeline
  const timeline = first ? [{ ...first, opened: { connect: 3, full: 2, resumed: 1 } }, ...others] : []
  const text = page(result({ timeline }))
  expect(text).toContain('resumed TLS handshake')
  expect(text).toContain('TLS handshakes per second')
  expect(page(result())).not.toContain('TLS handshakes per second')
})

test('a percentile SLO stands as a bracket in the spectrum of its subject', () => {
  const verdict = { status: 'pass', reasons: [], slos: [slo({ expression: 'timeline.p99[hold] < 500ms' })] } as const
  expect(page(result({ verdict }))).toContain('<title>SLO on timeline: p99 below 500\u00a0ms</title>')
  expect(page(result({ verdict: { ...verdict, slos: [] } }))).not.toContain('SLO on timeline')
})

test('shards that died or stood still are named with their users, the first ten times each on a line', () => {
  const shardDeaths = [
    { shard: 1, atUs: 4_000_000, cause: 'ended by SIGKILL', users: 30 },
    { shard: 2, atUs: 5_000_000, cause: 'ended by SIGKILL' },
  ]
  const silences = Array.from({ length: 12 }, () => ({ shard: 0, fromUs: 41_000_000, toUs: 53_000_000, users: 80 }))
  const text = page(result({ generator: { ...result().generator, shardDeaths, silences } }))
  expect(text).toContain('Shard 1 died at 0:04: ended by SIGKILL; its 30 users are missing from then on')
  expect(text).toContain('<li>Shard 2 died at 0:05: ended by SIGKILL</li>')
  expect(text.match(/Shard 0 stood still from 0:41 to 0:53 with its 80 users/g)).toHaveLength(10)
  expect(text).toContain('and 2 more times')
})

test('a run whose tiers told nothing says so, and what would make them', () => {
  const text = page(result({ tiers: [], columns: { ...result().columns, columns: [] } }))
  expect(text).toContain('id="tiers"')
  expect(text).toContain('<strong>No data:</strong> no source told any time in a tier.')
})

test('the sections come in the order in which a reader checks them', () => {
  const ids = [...page(failedResult()).matchAll(/<section id="([^"]*)">/g)].map(([, id]) => id)
  const order = [
    'slos',
    'assumptions',
    'system',
    'method',
    'cross-checks',
    'generator',
    'time',
    'steps',
    'tiers',
    'bottleneck',
    'limits',
    'reproduction',
    'reading',
  ]
  expect(ids.filter((id) => id !== undefined && order.includes(id))).toEqual(order)
})

test('each assumption stands with its value and its source, a default as such', () => {
  const text = page(result())
  expect(text).toMatch(/Users at the peak<\/th><td class="number">10<\/td><td class="">--users</)
  expect(text).toMatch(/The open list is polled every<\/th><td class="number">20\u00a0s<\/td><td class="">default</)
  expect(page(result({ command: null }))).not.toContain('<td class="">default<')
})

test('the run can be made again from its page: command with seed, version, hashes', () => {
  const text = page(result())
  expect(text).toContain('<code>tatami-load run --users 10 --seed 7</code>')
  expect(text).toContain('a'.repeat(64))
  const environment = { TATAMI_LOAD_HOLD: '40s', TATAMI_LOAD_TAG: "it's=1" }
  expect(page(result({ environment }))).toContain(
    '<code>TATAMI_LOAD_HOLD=40s TATAMI_LOAD_TAG=&#39;it&#39;\\&#39;&#39;s=1&#39; tatami-load run --users 10 --seed 7</code>',
  )
  expect(page(result({ command: ['run', '--seed=7'] }))).toContain('<code>tatami-load run --seed=7</code>')
})

test('what has nothing to show is left out', () => {
  const text = page(result({ timeline: [], tiers: [], steps: [], scenarios: [], warnings: [] }))
  for (const id of ['warnings', 'time', 'spectrum', 'tiers', 'bottleneck', 'steps', 'errors'])
    expect(text).not.toContain(`id="${id}"`)
  expect(text).toContain('id="generator"')
})
