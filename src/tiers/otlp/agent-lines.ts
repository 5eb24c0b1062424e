/**
 * What an application's command line needs so that its OpenTelemetry Java agent sends traces here, of our sampled requests only:
 * without the sampler it records every request that comes without a trace header.
 */
export const agentLines = (endpoint: string): string =>
  [
    '-javaagent:opentelemetry-javaagent.jar',
    `-Dotel.exporter.otlp.endpoint=${endpoint}`,
    '-Dotel.exporter.otlp.protocol=http/protobuf',
    '-Dotel.traces.sampler=parentbased_always_off',
    '-Dotel.metrics.exporter=none',
    '-Dotel.logs.exporter=none',
  ].join('\n')
