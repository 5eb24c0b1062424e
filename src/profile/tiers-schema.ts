import { z } from 'zod'
import { addressOf, hostAndPort } from './host-and-port.js'
import { count, duration, httpUrl, list, parsedText, text, yesNo } from './human-values.js'
import { exportersSchema, queriesSchema } from './prometheus-schema.js'
import { type CqlNode, REJECTIONS } from './tier-sources.js'

// Every node is asked by itself: what one of several behind an address says is of an unknown node.
const nodes = (description: string, example: string) =>
  list(httpUrl(`such as ${example}`))
    .optional()
    .meta({ description, example: [example] })

// A password may hold any sign, so that the last @ ends it.
const cqlNode = parsedText((value): CqlNode | undefined => {
  const at = value.lastIndexOf('@')
  const address = addressOf(value.slice(at + 1))
  const [user = '', ...password] = value.slice(0, Math.max(at, 0)).split(':')
  return address && (user === '' ? address : { ...address, user, password: password.join(':') })
}, 'write host and port, such as 10.0.0.21:9042, or user:password@10.0.0.21:9042')

/** An address of this machine to listen at; a list of one, since none is a list of none. */
const here = (example: string) =>
  list(hostAndPort(example)).refine((all) => all.length <= 1, { error: `name one address, such as ${example}` })

const metricNames = (tier: string) =>
  list(text('name a metric', 100))
    .optional()
    .meta({ description: `Metrics that are time in ${tier}.` })

const serviceNames = (tier: string) =>
  list(text('name a service', 200))
    .optional()
    .meta({ description: `Services that are ${tier}.`, example: 'a-service' })

/** The section `tiers`. */
export const tiersSchema = z
  .strictObject({
    traceRate: count(0, 1_000_000)
      .optional()
      .meta({ description: 'Requests a second that carry a trace header; of more, a random share does.' }),
    serverTiming: yesNo().optional().meta({ description: 'Read the Server-Timing header.' }),
    serverTimingNames: z
      .strictObject({
        jetty: metricNames('the application'),
        cassandra: metricNames('Cassandra'),
        elasticsearch: metricNames('Elasticsearch'),
      })
      .optional()
      .meta({
        description: "Metrics of the Server-Timing header by tier, in place of that tier's usual names.",
        example: { cassandra: ['db'] },
      }),
    nginxLogs: list(text('name a file'))
      .optional()
      .meta({ description: "JSON access logs of the target's nginx, where this machine can read them." }),
    nginxSyslog: here('10.0.0.9:5140')
      .optional()
      .meta({
        description: 'Host and port of this machine to take the access log at, sent by access_log syslog:server=….',
        example: ['10.0.0.9:5140'],
      }),
    nginxStatus: list(httpUrl('of a stub_status page, such as http://10.0.0.7/nginx_status'))
      .optional()
      .meta({
        description: 'stub_status page of every nginx of the target; only where nobody but the run uses these nginx.',
        example: ['http://10.0.0.7/nginx_status'],
      }),
    jettyJolokia: nodes(
      'Jolokia agent of every application node: heap, collections, threads, sessions.',
      'http://10.0.0.11:8778/jolokia',
    ),
    jettyMetrics: nodes(
      "Yammer or Dropwizard metrics servlet of every application node; evidence beside the run's own figures.",
      'http://10.0.0.11:8080/metrics/metrics',
    ),
    jettyMetricsTimers: list(text('name a timer, or how its name begins', 200))
      .optional()
      .meta({
        description: 'Which of its timers, by how their names begin; without any the first 50 by name.',
        example: ['com.bank.tatami'],
      }),
    cassandraJolokia: nodes(
      'Jolokia agent of every Cassandra node: true histograms of what it coordinated, pools, dropped messages.',
      'http://10.0.0.21:8778/jolokia',
    ),
    cassandraCql: list(cqlNode)
      .optional()
      .meta({
        description: 'CQL address of every Cassandra node from 4.0 on: counts from its virtual tables.',
        example: ['10.0.0.21:9042'],
      }),
    cassandraCqlTls: yesNo()
      .optional()
      .meta({ description: 'Speak CQL over TLS, trusting whom the target is trusted by.' }),
    elasticsearch: nodes(
      'Every Elasticsearch or OpenSearch node: mean times, queues, rejections.',
      'http://10.0.0.31:9200',
    ),
    elasticsearchRejections: z
      .enum(REJECTIONS, { error: `write ${REJECTIONS.join(' or ')}` })
      .optional()
      .meta({ description: 'What work that Elasticsearch rejected makes of a run: fail, or warn of it.' }),
    otlp: here('10.0.0.9:4318')
      .optional()
      .meta({
        description: 'Host and port of this machine to take OpenTelemetry spans at, by OTLP over HTTP.',
        example: ['10.0.0.9:4318'],
      }),
    otlpServices: z
      .strictObject({
        nginx: serviceNames('in front of the application'),
        cassandra: serviceNames('Cassandra'),
        elasticsearch: serviceNames('Elasticsearch'),
      })
      .optional()
      .meta({ description: 'Services in spans that are not the application, by the tier that they are.' }),
    otlpExportEvery: duration(100_000, '100ms').optional().meta({
      description: 'How often the application sends its spans (otel.bsp.schedule.delay): so long they are waited for.',
    }),
    prometheus: exportersSchema.optional(),
    prometheusQueries: queriesSchema.optional(),
  })
  .meta({ description: 'Where the times of back-end tiers come from.' })
