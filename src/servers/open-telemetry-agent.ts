import { join } from 'node:path'
import { fetchedServer } from './fetch-server.js'

/** Arguments of `java` that have a JVM send the spans of traced requests, and of those only, to a URL as OTLP over HTTP. */
export const openTelemetryAgent = async (otlp: string, cache?: string): Promise<readonly string[]> => {
  const { folder } = await fetchedServer('opentelemetry', cache)
  return [
    `-javaagent:${join(folder, 'agents', 'opentelemetry-javaagent.jar')}`,
    '-Dotel.service.name=tatami',
    `-Dotel.exporter.otlp.endpoint=${otlp}`,
    '-Dotel.exporter.otlp.protocol=http/protobuf',
    '-Dotel.metrics.exporter=none',
    '-Dotel.logs.exporter=none',
    '-Dotel.traces.sampler=parentbased_always_off',
    '-Dotel.bsp.schedule.delay=200',
  ]
}
