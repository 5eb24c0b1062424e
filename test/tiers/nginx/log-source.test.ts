import { createSocket } from 'node:dgram'
import { appendFileSync, writeFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { monotonicClock } from '../../../src/base/clock.js'
import { UsageError } from '../../../src/base/errors.js'
import type { RequestSample } from '../../../src/metrics/sample.js'
import { SecondBook } from '../../../src/metrics/second-book.js'
import { histogramOf } from '../../../src/metrics/sparse-histogram.js'
import { STEP } from '../../../src/scenarios/steps.js'
import { NginxLogSource } from '../../../src/tiers/nginx/log-source.js'
import type { TierSink } from '../../../src/tiers/tier-source.js'
import { makeTraceparent } from '../../../src/tiers/trace.js'
import { requestSample } from '../../metrics/request-samples.js'
import { temporaryFolder } from '../../metrics/stored-runs.js'
import { runTierSourceContract } from '../tier-source-contract.js'

const RUN_ID = '0123456789abcdef'

const onLogs = (emit: TierSink, { logs = 1, graceUs = 0, runUs = (): number => 60_000_000 } = {}) => {
  const folder = temporaryFolder()
  const paths = Array.from({ length: logs }, (_, i) => join(folder, `access-${i}.log`))
  const source = new NginxLogSource({ clock: monotonicClock, runId: RUN_ID, paths, pollMs: 5, graceUs, emit, runUs })
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

test('beside a log that cannot be read, no port for syslog messages is kept', async () => {
  const path = join(temporaryFolder(), 'file')
  writeFileSync(path, '')
  const paths = [join(path, 'access.log')]
  const syslog = { host: '127.0.0.1', port: 0 }
  const source = new NginxLogSource({ clock: monotonicClock, runId: RUN_ID, paths, syslog, emit: () => {} })
  onTestFinished(() => source.close())
  await expect(source.start()).rejects.toThrow(UsageError)
  expect(source.syslogAddress).toBeUndefined()
})

const COMBINED = '10.0.0.9 - - [28/Nov/2026:11:02:06 +0000] "GET /tatami/login HTTP/1.1" 200 512 "-" "x"'
const login = requestSample({ step: STEP['login/page'].id, intendedUs: 2_500_000, sentUs: 2_500_000, endUs: 2_600_000 })

const told = async (lines: readonly string[], samples: readonly RequestSample[], runUs = (): number => 60_000_000) => {
  const heard: string[] = []
  const { source, write } = onLogs((tier, step, second, us) => heard.push(`${tier} ${step} ${second} ${us}`), { runUs })
  await source.start()
  for (const line of lines) write(line)
  for (const sample of samples) source.take(0, sample)
  await source.stop()
  return { heard, source }
}

test('a log without a place for the trace header tells nginx’s times by route, and none of the network’s', async () => {
  const { heard, source } = await told([`${COMBINED} rt=0.090 urt="0.070"`], [login, { ...login, traceSeq: 1 }])
  expect(heard).toEqual([`nginx ${login.step} 2 20000`])
  expect(source.report).toMatchObject({ basis: 'routes', routed: { paired: 1, lineSurplus: 0, sampleSurplus: 1 } })
  expect(source.stats).toMatchObject({ traced: 1, joined: 0, malformedLines: 0 })
})

test('where a line could carry a trace header, lines without one are nobody of ours', async () => {
  const { heard, source } = await told([`${COMBINED} rt=0.090 urt="0.070" tp="-"`], [login])
  expect(heard).toEqual([])
  expect(source.report).toMatchObject({ basis: 'traces' })
  expect(source.report.routed).toBeUndefined()
})

test('stock combined has no times, which is said and not made up', async () => {
  const { heard, source } = await told([COMBINED, COMBINED], [login])
  expect(heard).toEqual([])
  expect(source.report).toMatchObject({ basis: 'nothing', untimedLines: 2, nodes: [{ lines: 2 }] })
})

test('lines of before the run are not taken for its requests', async () => {
  const { heard } = await told([`${COMBINED} rt=0.090 urt="0.070"`], [login], () => 0)
  expect(heard).toEqual([])
})

test('tells by second what each nginx logged', async () => {
  const { source, write } = onLogs(() => {}, { logs: 2 })
  await source.start()
  write(logLine(0, traced))
  write('{"tp":"","rt":"0.001","urt":"","ua":"","st":"503","cr":"1","ssl":"r","cs":"HIT"}', 1)
  await source.stop()
  expect(source.flushSeconds().map(({ node, ...counts }) => counts)).toEqual([
    { second: 59, lines: 1 },
    { second: 59, lines: 1, serverErrors: 1, fresh: 1, resumedHandshakes: 1, cache: { HIT: 1 } },
  ])
  expect(source.report.nodes.map(({ node, lines }) => [basename(node), lines])).toEqual([
    ['access-0.log', 1],
    ['access-1.log', 1],
  ])
})

test('listens for syslog messages beside files, and counts what is none', async () => {
  const joined: string[] = []
  const source = new NginxLogSource({
    ...{ clock: monotonicClock, runId: RUN_ID, paths: [], syslog: { host: '127.0.0.1', port: 0 }, graceUs: 5_000_000 },
    emit: (tier) => joined.push(tier),
  })
  await source.start()
  const socket = createSocket('udp4')
  const header = '<190>Nov 28 11:02:06 web1 nginx: '
  for (const text of ['nonsense', `${header}{"rt":`, header + logLine(0, traced)]) {
    await new Promise((resolve) => socket.send(text, source.syslogAddress?.port ?? 0, '127.0.0.1', resolve))
  }
  socket.close()
  source.take(0, traced)
  await source.stop()
  expect(joined).toEqual(['network', 'nginx'])
  expect(source.stats).toMatchObject({ joined: 1, malformedLines: 2 })
  expect(source.report.nodes).toEqual([{ node: 'web1/nginx', lines: 1 }])
})

test('an address for syslog messages that cannot be had is a usage error that names it', async () => {
  const taken = createSocket('udp4')
  await new Promise<void>((resolve) => taken.bind(0, '127.0.0.1', resolve))
  const { port } = taken.address()
  const syslog = { host: '127.0.0.1', port }
  const source = new NginxLogSource({ clock: monotonicClock, runId: RUN_ID, paths: [], syslog, emit: () => {} })
  await expect(source.start()).rejects.toThrow(`tiers.nginxSyslog: 127.0.0.1:${port} (EADDRINUSE): name an address`)
  taken.close()
})
