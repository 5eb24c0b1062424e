import { appendFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { monotonicClock } from '../../src/base/clock.js'
import { UsageError } from '../../src/base/errors.js'
import type { RequestSample } from '../../src/metrics/sample.js'
import { SecondBook } from '../../src/metrics/second-book.js'
import { histogramOf } from '../../src/metrics/sparse-histogram.js'
import { NginxLogSource } from '../../src/tiers/nginx-log-source.js'
import type { TierSink } from '../../src/tiers/tier-source.js'
import { makeTraceparent } from '../../src/tiers/trace.js'
import { requestSample } from '../metrics/request-samples.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { runTierSourceContract } from './tier-source-contract.js'

const RUN_ID = '0123456789abcdef'

const onLogs = (emit: TierSink, { logs = 1, graceUs = 0 } = {}) => {
  const folder = temporaryFolder()
  const paths = Array.from({ length: logs }, (_, i) => join(folder, `access-${i}.log`))
  const source = new NginxLogSource({ clock: monotonicClock, runId: RUN_ID, paths, pollMs: 5, graceUs, emit })
  const write = (line: string, log = 0): void => appendFileSync(paths[log] ?? '', `${line}\n`)
  return { source, write }
}

const logLine = (shard: number, { traceSeq }: RequestSample, runId = RUN_ID): string => {
  const tp = makeTraceparent(runId, shard, traceSeq, false)
  return JSON.stringify({ tp, rt: '0.090', urt: '0.070', ua: '127.0.0.1:80' })
}

runTierSourceContract('nginx log', (emit) => {
  const { source, write } = onLogs(emit)
  return { source, answer: (shard, sample) => write(logLine(shard, sample)) }
})

runTierSourceContract('logs of two nginx', (emit) => {
  const { source, write } = onLogs(emit, { logs: 2 })
  return { source, answer: (shard, sample) => write(logLine(shard, sample), sample.traceSeq % 2) }
})

const traced = requestSample({ traceSeq: 1, sentUs: 0, endUs: 100_000 })

test('network and nginx stand in the book of the run, each without what lies behind it', async () => {
  const book = new SecondBook()
  const { source, write } = onLogs((tier, step, second, us) => book.recordTier(tier, step, second, us))
  await source.start()
  write(logLine(0, traced))
  source.take(0, traced)
  await source.stop()
  const tiers = book.flush()[0]?.steps?.[0]?.tiers
  expect(histogramOf(tiers?.network ?? []).percentile(50)).toBeCloseTo(10_000, -2)
  expect(histogramOf(tiers?.nginx ?? []).percentile(50)).toBeCloseTo(20_000, -2)
})

test('untraced requests need no partner', async () => {
  const { source } = onLogs(() => {})
  await source.start()
  source.take(0, requestSample({ traceSeq: 0 }))
  await source.stop()
  expect(source.stats).toMatchObject({ traced: 0, unmatchedSamples: 0 })
})

test('counts what found no partner and what is not in the format, but not the lines of others', async () => {
  const { source, write } = onLogs(() => {})
  await source.start()
  write(logLine(0, traced))
  write(logLine(0, { ...traced, traceSeq: 2 }))
  write(logLine(0, { ...traced, traceSeq: 3 }, 'ffffffffffffffff'))
  write('{"tp":"","rt":"0.001","urt":"","ua":""}')
  write('127.0.0.1 - - "GET / HTTP/1.1" 200')
  write(`{"tp":"${'x'.repeat(70_000)}"}`)
  source.take(0, traced)
  source.take(0, { ...traced, traceSeq: 9 })
  await source.stop()
  expect(source.stats).toEqual({ traced: 2, joined: 1, unmatchedSamples: 1, unmatchedLines: 1, malformedLines: 2 })
})

test('the end waits for lines that nginx still holds back', async () => {
  const { source, write } = onLogs(() => {}, { graceUs: 30_000_000 })
  await source.start()
  source.take(0, traced)
  const stopped = source.stop()
  setTimeout(() => write(logLine(0, traced)), 30)
  await stopped
  expect(source.stats).toMatchObject({ traced: 1, joined: 1, unmatchedSamples: 0 })
})

test('a log that cannot be read is a usage error that names it', async () => {
  const file = join(temporaryFolder(), 'file')
  writeFileSync(file, '')
  const path = join(file, 'access.log')
  const source = new NginxLogSource({ clock: monotonicClock, runId: RUN_ID, paths: [path], emit: () => {} })
  await expect(source.start()).rejects.toThrow(UsageError)
  await expect(source.start()).rejects.toThrow(`tiers.nginxLogs: ${path} (ENOTDIR): name an access log`)
})
