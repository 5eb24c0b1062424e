import { hostname } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import type { RiemannProfile } from '../../src/profile/riemann-profile.js'
import { buildResult } from '../../src/report/build-result.js'
import { RunRecorder } from '../../src/run/run-recorder.js'
import { riemannServer } from '../live/riemann/riemann-server.js'
import { requestSample } from '../metrics/request-samples.js'
import { runEnd, runMeta, temporaryFolder } from '../metrics/stored-runs.js'
import { eventProfile } from '../profile/event-profiles.js'
import { closedPort, frame, indexServer } from '../tiers/riemann/index-server.js'

const TRUST = { insecure: false } as const
const outputTo = (port: number): RiemannProfile => ({
  trust: TRUST,
  output: { host: '127.0.0.1', port, tls: false, tags: ['tatami-load'], ttlS: 10 },
})
const indexAt = (url: string): RiemannProfile => ({ trust: TRUST, index: { url, query: 'true' } })

/** A recorder of a run that a test moves through time. */
const recorded = async (riemann: RiemannProfile, slos: readonly string[] = []) => {
  const outDir = join(temporaryFolder(), 'run')
  const clock = { nowUs: 0 }
  const notes: string[] = []
  const recorder = new RunRecorder({
    ...{ outDir, runId: '0', accessLogs: [], statusPages: [], nodeReaders: [] },
    meta: runMeta({ profile: { ...eventProfile(), slos, riemann } }),
    nowUs: () => clock.nowUs,
    onNote: (text) => notes.push(text),
    onReasonToStop: () => undefined,
  })
  onTestFinished(() => recorder.riemann.close())
  await recorder.riemann.start()
  const second = (at: number, requests: number): void => {
    const times = { intendedUs: at * 1_000_000, sentUs: at * 1_000_000, endUs: at * 1_000_000 + 40_000 }
    for (let i = 0; i < requests; i++) recorder.ledger.book.record(requestSample(times))
    clock.nowUs = (at + 1) * 1_000_000
    recorder.second()
  }
  const result = async () => {
    await recorder.riemann.close()
    const { peakUsers: _, shardDeaths: __, ledger: ___, joiner: ____, ...end } = runEnd()
    recorder.end(end)
    return buildResult(outDir, { strict: false })
  }
  return { recorder, clock, notes, second, result }
}

/** An event as Riemann's WebSocket tells it, at our own time. */
const told = (host: string, state = 'ok', service = 'jetty', timeMs = Date.now() + 1_000): Buffer =>
  frame(JSON.stringify({ host, service, state, time: new Date(timeMs).toISOString(), description: `${host} ${state}` }))

test('Riemann is told each second how the run goes and how its SLOs stand', async () => {
  const server = await riemannServer()
  const slos = ['timeline/poll.p99 < 1s', 'timeline/poll.p99 < 10ms']
  const { second, result } = await recorded(outputTo(server.port), slos)
  second(0, 5)
  await server.heard(1)
  second(2, 20)
  const { riemann, warnings } = await result()
  const [first = [], later = []] = server.messages.map(({ events }) => events as readonly Record<string, unknown>[])
  const figures = (events: readonly Record<string, unknown>[]) =>
    Object.fromEntries(events.map(({ service, state, metricD }) => [service, [state, metricD]]))
  expect(figures(first)).toMatchObject({
    'tatami-load all rate': ['ok', 5],
    'tatami-load slo timeline/poll.p99 < 1s': ['unknown', undefined],
  })
  expect(figures(later)).toMatchObject({
    'tatami-load all rate': ['ok', 10],
    'tatami-load step timeline/poll p99': ['ok', expect.closeTo(40, 0)],
    'tatami-load slo timeline/poll.p99 < 1s': ['ok', expect.closeTo(40, 0)],
    'tatami-load slo timeline/poll.p99 < 10ms': ['critical', expect.closeTo(40, 0)],
  })
  expect(later[0]).toMatchObject({ host: hostname(), tags: ['tatami-load'], ttl: 10 })
  expect(riemann?.output).toMatchObject({ taken: first.length + later.length, dropped: 0 })
  expect(warnings.filter(({ code }) => code === 'riemann-gaps')).toEqual([])
})

test('a Riemann server that is away is noted once, and what was lost is counted', async () => {
  const port = await closedPort()
  const { second, notes, result } = await recorded(outputTo(port))
  second(0, 5)
  await vi.waitFor(() => expect(notes).toHaveLength(1))
  second(1, 5)
  const { riemann, warnings } = await result()
  expect(notes).toEqual([
    `Riemann at 127.0.0.1:${port} does not answer (ECONNREFUSED); the run goes on, and what Riemann does not take is counted`,
  ])
  expect(riemann?.output).toMatchObject({ taken: 0, refused: 0, unanswered: 0 })
  expect(riemann?.output?.dropped).toBeGreaterThan(10)
  expect(warnings.find(({ code }) => code === 'riemann-gaps')?.text).toMatch(
    / took 0 of \d+ events: \d+ were never sent;/,
  )
})

test('a node that joins during the run is in the report with its time, and what was there before is not', async () => {
  const server = await indexServer()
  const { recorder, clock, result } = await recorded(indexAt(server.url))
  const { socket } = await server.heard(1)
  socket.write(told('jetty-1', 'ok', 'jetty', Date.now() - 60_000))
  await new Promise((resolve) => setImmediate(resolve))
  recorder.begin()
  clock.nowUs = 12_000_000
  // In the state that it had before, or of before: no news.
  socket.write(Buffer.concat([told('jetty-1'), told('jetty-9', 'ok', 'gone', Date.now() - 90_000)]))
  socket.write(
    Buffer.concat([told('jetty-2'), told('jetty-1', 'critical'), told(hostname(), 'ok', 'tatami-load users')]),
  )
  await vi.waitFor(() => expect(recorder.riemann.report?.index?.kept).toBe(2))
  const { events, riemann } = await result()
  expect(events).toEqual([
    { atUs: 12_000_000, host: 'jetty-2', service: 'jetty', state: 'ok', description: 'jetty-2 ok', isNewHost: true },
    { atUs: 12_000_000, host: 'jetty-1', service: 'jetty', state: 'critical', description: 'jetty-1 critical' },
  ])
  expect(riemann?.index).toMatchObject({ kept: 2, leftOut: 0, malformed: 0 })
})

test('an index that answers only during the run tells what changes from then on, and what it held before is not news', async () => {
  const port = await closedPort()
  const { recorder, clock, result } = await recorded(indexAt(`ws://127.0.0.1:${port}`))
  recorder.begin()
  clock.nowUs = 30_000_000
  const server = await indexServer(undefined, port)
  const { socket } = await server.heard(1)
  const before = Date.now() - 1_000
  socket.write(Buffer.concat(Array.from({ length: 300 }, (_, i) => told(`jetty-${i}`, 'ok', 'jetty', before))))
  socket.write(Buffer.concat([told('jetty-7', 'critical'), told('jetty-300')]))
  await vi.waitFor(() => expect(recorder.riemann.report?.index?.kept).toBe(2), 5_000)
  const { events, riemann } = await result()
  expect(events.map(({ host, state, isNewHost }) => [host, state, isNewHost])).toEqual([
    ['jetty-7', 'critical', undefined],
    ['jetty-300', 'ok', true],
  ])
  expect(riemann?.index).toMatchObject({ kept: 2, leftOut: 0 })
})

test('what is heard after the last user has gone is no part of the run', async () => {
  const server = await indexServer()
  const { recorder, clock, result } = await recorded(indexAt(server.url))
  const { socket } = await server.heard(1)
  recorder.begin()
  clock.nowUs = 12_000_000
  socket.write(told('jetty-2'))
  await vi.waitFor(() => expect(recorder.riemann.report?.index?.kept).toBe(1))
  // What is on the way when it leaves comes all the same.
  socket.write(told('jetty-3'))
  await recorder.riemann.end()
  expect((await result()).events).toMatchObject([{ host: 'jetty-2' }])
})

test('a service that flaps leaves room for all else, and what it said beyond that is counted', async () => {
  const server = await indexServer()
  const { recorder, clock, result } = await recorded(indexAt(server.url))
  recorder.begin()
  clock.nowUs = 1_000_000
  const { socket } = await server.heard(1)
  for (let i = 0; i < 30; i++) socket.write(told('es-1', i % 2 === 0 ? 'critical' : 'ok', 'heap', Date.now() + i))
  socket.write(told('jetty-2'))
  await vi.waitFor(() => expect(recorder.riemann.report?.index?.kept).toBe(21))
  const { events, warnings } = await result()
  expect(events.at(-1)).toMatchObject({ host: 'jetty-2' })
  expect(warnings.map(({ text }) => text)).toContainEqual(expect.stringMatching(/told 10 more changes of state than/))
})

test('an index that cannot be heard hinders no run, and the report says for how long', async () => {
  const port = await closedPort()
  const { second, notes, result } = await recorded(indexAt(`ws://127.0.0.1:${port}`))
  second(0, 5)
  expect(notes).toEqual([expect.stringMatching(/^Riemann's index at \S+ cannot be heard \(ECONNREFUSED\)/)])
  expect((await result()).riemann?.index).toMatchObject({ kept: 0 })
})
