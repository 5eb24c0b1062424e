import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { pbkdf2Sync } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { parseSelector } from '../../../src/profile/selector.js'
import { PrometheusReader } from '../../../src/tiers/prometheus/prometheus-reader.js'
import { PrometheusServer } from '../../../src/tiers/prometheus/prometheus-server.js'
import { readingsApart } from '../../../src/tiers/readings-apart.js'

// Addresses of their own: an outgoing socket on 127.0.0.1 may hold any port there.
const EXPORTER = '127.0.0.101:19100'
const SERVER = '127.0.0.101:19090'
const PATIENCE = { timeout: 20_000, interval: 100 }

const isThere = (command: string): boolean => spawnSync(command, ['--version']).status === 0
const hasExporter = isThere('prometheus-node-exporter')
const hasServer = isThere('prometheus')

const started = (command: string, args: readonly string[]): ChildProcess => {
  const child = spawn(command, args, { stdio: 'ignore' })
  onTestFinished(async () => {
    if (child.exitCode !== null) return
    child.kill()
    await once(child, 'exit')
  })
  return child
}

const exporterReader = async (): Promise<PrometheusReader> => {
  started('prometheus-node-exporter', [`--web.listen-address=${EXPORTER}`])
  const reader = new PrometheusReader({ url: `http://${EXPORTER}/metrics?collect[]=cpu`, tier: 'cassandra', times: [] })
  onTestFinished(() => reader.close())
  await vi.waitFor(() => reader.read(), PATIENCE)
  return reader
}

test.skipIf(!hasExporter)('node_exporter tells the CPU time that the host spends between two readings', async () => {
  const reader = await exporterReader()
  const finding = await reader.check()
  expect(finding.version).toMatch(/^node_exporter \d/)
  expect(finding.lacks).toEqual([])
  const before = await reader.read()
  const untilMs = Date.now() + 1_000
  while (Date.now() < untilMs) pbkdf2Sync('work', 'for the host', 10_000, 32, 'sha256')
  const apart = await vi.waitFor(async () => {
    const { signals = [] } = readingsApart(before, await reader.read()) ?? {}
    expect(signals.find(({ name }) => name === 'cpu-time')?.value).toBeGreaterThan(0)
    return signals
  }, PATIENCE)
  const cpuUs = apart.find(({ name }) => name === 'cpu-time')?.value ?? 0
  expect(apart.find(({ name }) => name === 'cores')?.value).toBeGreaterThan(0)
  expect(cpuUs).toBeGreaterThan(500_000)
})

test.skipIf(!hasServer)('a Prometheus server tells its own histograms, and what it has stored', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'tatami-load-prometheus-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const config = {
    global: { scrape_interval: '1s' },
    scrape_configs: [{ job_name: 'self', static_configs: [{ targets: [SERVER] }] }],
  }
  // JSON is YAML too.
  writeFileSync(join(folder, 'prometheus.yml'), JSON.stringify(config))
  started('prometheus', [
    `--config.file=${join(folder, 'prometheus.yml')}`,
    `--storage.tsdb.path=${join(folder, 'data')}`,
    `--web.listen-address=${SERVER}`,
  ])
  const server = new PrometheusServer({ url: `http://${SERVER}` })
  onTestFinished(() => server.close())
  expect(await vi.waitFor(() => server.check(), PATIENCE)).toMatch(/^Prometheus \d/)
  await vi.waitFor(async () => expect((await server.at('up', Date.now()))[0]?.points[0]?.[1]).toBe(1), PATIENCE)

  const selector = parseSelector('prometheus_http_request_duration_seconds{handler="/api/v1/query"}')
  const reader = new PrometheusReader({
    url: `http://${SERVER}`,
    tier: 'jetty',
    times: [{ operation: 'query', selector, unit: 's' }],
  })
  onTestFinished(() => reader.close())
  const before = await reader.read()
  for (let i = 0; i < 5; i++) await server.at('up', Date.now())
  const apart = readingsApart(before, await reader.read())
  expect(apart?.operations.map(({ name, count }) => [name, count])).toEqual([['query', 5]])

  const nowMs = Date.now()
  const [series] = await server.over('up', { fromMs: nowMs - 10_000, toMs: nowMs, stepS: 1 })
  expect(series?.labels.get('job')).toBe('self')
  expect(series?.points.at(-1)?.[1]).toBe(1)
  await expect(server.at('sum(', nowMs)).rejects.toThrow(
    /^127\.0\.0\.101:19090 refuses the query \(bad_data\): .*parse error/,
  )
})
