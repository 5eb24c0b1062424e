import { JsonTraceSerializer, ProtobufTraceSerializer } from '@opentelemetry/otlp-transformer'
import type { PostFormat } from '../../../src/tiers/otlp/decode-post.js'
import type { Span } from '../../../src/tiers/otlp/span.js'

/** What OpenTelemetry's own exporter makes of these spans; it is of another hand than what reads it here. */
export const exported = (spans: readonly Span[], format: PostFormat): Buffer => {
  const serializer = format === 'application/json' ? JsonTraceSerializer : ProtobufTraceSerializer
  return Buffer.from(serializer.serializeRequest(spans.map(readable)) ?? '')
}

type Readable = Parameters<typeof JsonTraceSerializer.serializeRequest>[0][number]

const readable = ({ traceId, spanId, parentId, kind, startUs, endUs, database, peer, origin }: Span): Readable => ({
  name: 'any',
  kind: { internal: 0, server: 1, client: 2, other: 3 }[kind],
  spanContext: () => ({ traceId, spanId, traceFlags: 1 }),
  ...(parentId !== '' && { parentSpanContext: { traceId, spanId: parentId, traceFlags: 1 } }),
  startTime: highResolution(startUs),
  endTime: highResolution(endUs),
  duration: highResolution(endUs - startUs),
  ended: true,
  status: { code: 0 },
  attributes: {
    'http.route': '/any',
    ...(database !== '' && { 'db.system': database }),
    ...(peer !== '' && { 'peer.service': peer }),
  },
  links: [],
  events: [{ name: 'event', time: highResolution(startUs), attributes: { any: 1 } }],
  resource: resourceOf(origin),
  instrumentationScope: { name: 'any' },
  droppedAttributesCount: 0,
  droppedEventsCount: 0,
  droppedLinksCount: 0,
})

const resourceOf = ({ service, node }: Span['origin']): Readable['resource'] => {
  const attributes = {
    'service.name': service,
    'host.name': node,
    'process.pid': 4_711,
    'process.command_line': 'java',
  }
  const resource: Readable['resource'] = { attributes, merge: () => resource, getRawAttributes: () => [] }
  return resource
}

const highResolution = (us: number): [number, number] => [Math.floor(us / 1_000_000), (us % 1_000_000) * 1_000]
