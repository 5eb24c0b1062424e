import { join } from 'node:path'
import { expect, test } from 'vitest'
import { RunWriter } from '../../../src/metrics/run-writer.js'
import type { SecondRecord } from '../../../src/metrics/second-record.js'
import { SparseHistogram } from '../../../src/metrics/sparse-histogram.js'
import { buildResult } from '../../../src/report/build-result.js'
import { htmlReport } from '../../../src/report/html/html-report.js'
import { FILE_STYLE } from '../../../src/report/renderer.js'
import { STEPS } from '../../../src/scenarios/steps.js'
import { runEnd, runMeta, temporaryFolder } from '../../metrics/stored-runs.js'

const SECONDS = 7_200
const SECOND_US = 1_000_000

test('the page of two hours, every second of them different, stays under 3 MB', async () => {
  const dir = join(temporaryFolder(), 'run')
  const stages = [{ name: 'hold', fromUs: 0, toUs: SECONDS * SECOND_US }] as const
  const writer = new RunWriter(dir, runMeta({ stages, steps: STEPS.map(({ name, scenario }) => ({ name, scenario })) }))
  writer.seconds(Array.from({ length: SECONDS }, (_, second) => recordOf(second)))
  writer.end(runEnd({ endUs: SECONDS * SECOND_US }))
  const result = await buildResult(dir, { strict: false })
  const page = htmlReport.needs === 'result' ? htmlReport.render(result, FILE_STYLE) : ''
  expect(result.timeline).toHaveLength(SECONDS)
  expect(page.length).toBeGreaterThan(100_000)
  expect(Buffer.byteLength(page)).toBeLessThan(3_000_000)
  expect(page).not.toContain('NaN')
}, 60_000)

// Times that go through four powers of ten, in every step and every tier.
const recordOf = (second: number): SecondRecord => {
  const [response, part] = [times(second, 300), times(second, 50)]
  const lag = times(second, 20)
  return {
    second,
    users: 1_000 + (second % 977),
    steps: [
      {
        step: second % STEPS.length,
        ...{ ok: 20, timed: 20, traced: 20, response, service: response },
        tiers: { network: part, nginx: part, jetty: part, cassandra: part, elasticsearch: part },
      },
    ],
    felt: [{ subject: second % 4, response }],
    lag,
    opened: { connect: part, full: part, resumed: part },
    machine: { cpuShare: (second % 100) / 100, stealShare: (second % 7) / 100 },
  }
}

const times = (second: number, leastUs: number) => {
  const histogram = new SparseHistogram()
  for (let at = 0; at < 8; at++) histogram.record(Math.round(leastUs * 10 ** (((second * 7 + at * 53) % 400) / 100)))
  return histogram.entries()
}
