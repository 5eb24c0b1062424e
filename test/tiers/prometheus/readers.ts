import { onTestFinished } from 'vitest'
import { parseSelector } from '../../../src/profile/selector.js'
import { PrometheusReader, type PrometheusReaderOptions } from '../../../src/tiers/prometheus/prometheus-reader.js'
import { type Answer, answeringServer } from '../answering-server.js'
import { fixtureText } from '../fixture.js'

/** A histogram of a Prometheus server itself. */
export const QUERIES = {
  operation: 'query',
  selector: parseSelector('prometheus_http_request_duration_seconds{handler="/api/v1/query"}'),
  unit: 's',
} as const

export const readerOf = (url: string, options: Partial<PrometheusReaderOptions> = {}): PrometheusReader => {
  const reader = new PrometheusReader({ url, tier: 'cassandra', times: [], ...options })
  onTestFinished(() => reader.close())
  return reader
}

export const fixture = (name: string): string => fixtureText(`prometheus/${name}`)

export const asOpenMetrics = (body: string): Answer => ({
  status: 200,
  headers: { 'content-type': 'application/openmetrics-text; version=1.0.0; charset=utf-8' },
  body,
})

export const JVMS: readonly (readonly [name: string, Answer])[] = [
  ['jmx_prometheus_javaagent 0.16.1', fixture('jmx-exporter-0.16.1.txt')],
  ['jmx_prometheus_javaagent 1.0.1', asOpenMetrics(fixture('jmx-exporter-1.0.1-openmetrics.txt'))],
]

export const answering = async (
  answer: Answer,
  options?: Partial<PrometheusReaderOptions>,
): Promise<PrometheusReader> => readerOf((await answeringServer(() => answer)).url, options)
