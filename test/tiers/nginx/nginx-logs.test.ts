import { readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { monotonicClock } from '../../../src/base/clock.js'
import { INSTRUMENTATION_HTTP } from '../../../src/rehearsal/nginx-instrumentation.js'
import { STEP } from '../../../src/scenarios/steps.js'
import { parseNginxLine, type UntracedLine } from '../../../src/tiers/nginx/log-line.js'
import { NginxLogSource } from '../../../src/tiers/nginx/log-source.js'
import { LogTail } from '../../../src/tiers/nginx/log-tail.js'
import { SyslogSink } from '../../../src/tiers/nginx/syslog-sink.js'
import { makeTraceparent } from '../../../src/tiers/trace.js'
import { requestSample } from '../../metrics/request-samples.js'
import { until } from '../../rehearsal/leftovers.js'
import { loggingNginx, nginx } from './logging-nginx.js'

const RUN_ID = '0123456789abcdef'
const traced = (seq: number) => ({ traceparent: makeTraceparent(RUN_ID, 0, seq, false) })
const TIMED_COMBINED = `log_format timed '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
  '"$http_referer" "$http_user_agent" rt=$request_time uct="$upstream_connect_time" uht="$upstream_header_time" urt="$upstream_response_time"';`

/** Sequence numbers of the traced lines among these, in order. */
const seqsIn = (lines: readonly string[]): number[] =>
  lines
    .map(parseNginxLine)
    .flatMap((line) => (line.kind === 'traced' ? [Number.parseInt(line.traceId.slice(20), 16)] : []))
    .sort((a, b) => a - b)

const upTo = (count: number): number[] => Array.from({ length: count }, (_, i) => i + 1)

describe.skipIf(!nginx)('the logs of a real nginx', () => {
  const listening = async () => {
    const lines: string[] = []
    const nodes = new Set<string>()
    const sink = new SyslogSink({ host: '127.0.0.1', port: 0 }, (line, node) => {
      lines.push(line)
      nodes.add(node)
    })
    await sink.start()
    onTestFinished(() => sink.stop())
    return { lines, nodes, sink, server: `syslog:server=127.0.0.1:${sink.address?.port}` }
  }

  test('come as syslog messages, one for each request, and none is lost', async () => {
    const { lines, nodes, sink, server } = await listening()
    const { get } = await loggingNginx(
      () => `${INSTRUMENTATION_HTTP} access_log ${server},tag=front_1,nohostname tatami_load;`,
      'location / { return 204; }',
    )
    for (const seq of upTo(500)) await get('/tatami/login', traced(seq))
    await until('500 lines', () => lines.length >= 500)
    await sink.lookForDrops()
    expect(seqsIn(lines)).toEqual(upTo(500))
    expect([...nodes]).toEqual(['127.0.0.1/front_1'])
    expect([sink.malformed, sink.dropped]).toEqual([0, process.platform === 'linux' ? 0 : undefined])
  })

  test('name the host in syslog messages, and are whole beyond 8 KiB, since nginx cuts none', async () => {
    const { lines, nodes, server } = await listening()
    const { get, port } = await loggingNginx(
      () => `large_client_header_buffers 4 32k; ${TIMED_COMBINED} access_log ${server} timed;`,
      'location / { return 204; }',
    )
    expect(await get('/long', { 'user-agent': 'x'.repeat(20_000) })).toBe(204)
    await until('the line', () => lines.some((line) => line.includes('/long')))
    const line = lines.find((one) => one.includes('/long')) ?? ''
    expect(line.length).toBeGreaterThan(20_000)
    expect(parseNginxLine(line)).toMatchObject({ kind: 'untraced', path: '/long', status: 204, attempts: 0 })
    expect([...nodes]).toEqual([expect.stringMatching(/^[^/\s]+\/nginx$/)])
    expect(port).toBeGreaterThan(0)
  })

  test.each([
    ['written at once', ''],
    ['buffered', 'buffer=64k flush=100ms'],
  ])('lose nothing when they are rotated while two workers write, %s', async (_, options) => {
    const { get, folder, signal } = await loggingNginx(
      (at) => `${INSTRUMENTATION_HTTP} access_log ${at}/logs/access.log tatami_load ${options};`,
      'location / { return 204; }',
    )
    const path = join(folder, 'logs/access.log')
    const lines: string[] = []
    const tail = new LogTail({ path, onLine: (line) => lines.push(line), pollMs: 10 })
    await tail.start()
    onTestFinished(() => tail.stop())
    let seq = 0
    // As logrotate does it: the new log is there long before nginx hears of it. No log comes and goes between two looks.
    const rotate = async (nth: number): Promise<void> => {
      await tail.read()
      renameSync(path, `${path}.${nth}`)
      writeFileSync(path, '', { flag: 'a' })
    }
    const sendOn = async (): Promise<void> => {
      while (seq < 2_000) {
        const mine = ++seq
        if (mine % 500 === 0) await rotate(mine)
        if (mine % 500 === 200) signal('SIGUSR1')
        await get('/tatami/login', traced(mine))
      }
    }
    await Promise.all(upTo(8).map(sendOn))
    await until('2,000 lines', () => lines.length >= 2_000)
    expect(seqsIn(lines)).toEqual(upTo(2_000))
    expect([tail.failedReads, tail.emptied]).toEqual([0, 0])
  })

  test('tell retries, groups left for another one and groups without a server left, in either format', async () => {
    const { get, folder } = await loggingNginx(
      (at) => `${INSTRUMENTATION_HTTP} ${TIMED_COMBINED}
        access_log ${at}/logs/json.log tatami_load; access_log ${at}/logs/timed.log timed; access_log ${at}/logs/plain.log combined;
        upstream dead { server 127.0.0.1:1; }
        upstream half { server 127.0.0.1:1 max_fails=0; server unix:${at}/live.sock max_fails=0; }
        server { listen unix:${at}/live.sock; access_log off; location / { return 200 "live"; } }`,
      `location / { return 204; }
       location /half { proxy_pass http://half; }
       location /dead { proxy_pass http://dead; }
       location /other { proxy_pass http://dead; error_page 502 504 = /half; }`,
    )
    for (const path of ['/own', '/half', '/half', '/other', '/dead']) await get(path)
    const read = (name: string) =>
      readFileSync(join(folder, `logs/${name}.log`), 'utf8')
        .trimEnd()
        .split('\n')
        .map(parseNginxLine)
    await until('5 lines', () => read('plain').length >= 5)
    // Of two servers the dead one is asked first by half of the requests.
    const attempts = read('json').map((line) => ('attempts' in line ? line.attempts : undefined))
    expect([attempts[0], (attempts[1] ?? 0) + (attempts[2] ?? 0)]).toEqual([0, 3])
    expect(attempts[3]).toBeGreaterThanOrEqual(2)
    expect(attempts[4]).toBeLessThanOrEqual(1)
    for (const [i, { kind, ...line }] of read('json').entries()) {
      const { requestUs, upstreamUs, status } = line as Partial<UntracedLine>
      expect(kind).toBe('untraced')
      const timed = read('timed')[i] as UntracedLine
      expect([timed.requestUs, timed.upstreamUs, timed.status, timed.isTraceable]).toEqual([
        requestUs,
        upstreamUs,
        status,
        false,
      ])
      expect(read('plain')[i]).toMatchObject({ kind: 'untimed', method: 'GET', status })
    }
  })

  test('are joined with requests, timed by route without traces, and tell the offset of nginx’s clock', async () => {
    const told: string[] = []
    const beganUs = monotonicClock.nowUs() - 1
    const runUs = () => monotonicClock.nowUs() - beganUs
    const { server, sink } = await listening()
    await sink.stop()
    const port = Number(server.split(':').at(-1))
    const source = new NginxLogSource({
      clock: monotonicClock,
      ...{ runId: RUN_ID, paths: [], syslog: { host: '127.0.0.1', port }, pollMs: 10, runUs },
      emit: (tier, step) => told.push(`${tier} ${step}`),
    })
    const { get } = await loggingNginx(
      (at) => `${INSTRUMENTATION_HTTP} access_log ${server} tatami_load;
        server { listen unix:${at}/app.sock; access_log off; location / { return 200 "app"; } }
        upstream app { server unix:${at}/app.sock; }`,
      'location / { proxy_pass http://app; }',
    )
    await source.start()
    for (const traceSeq of upTo(20)) {
      const sentUs = runUs()
      await get('/tatami/login', traced(traceSeq))
      const sample = requestSample({
        step: STEP['login/page'].id,
        traceSeq,
        intendedUs: sentUs,
        sentUs,
        endUs: runUs(),
      })
      source.take(0, sample)
    }
    await source.stop()
    // A line that nginx sent while nobody listened yet makes it lose the next one.
    expect(source.stats.joined).toBeGreaterThanOrEqual(18)
    expect(told.filter((one) => one === `nginx ${STEP['login/page'].id}`)).toHaveLength(source.stats.joined)
    expect(source.report).toMatchObject({ basis: 'traces', untimedLines: 0, losses: { malformed: 0 } })
    const { leastMs = -1e9, mostMs = 1e9, hasMoved } = source.report.nodes[0]?.clockOffset ?? {}
    expect([leastMs <= 1, mostMs >= -1, mostMs - leastMs < 1_000, hasMoved]).toEqual([true, true, true, false])
  })
})
