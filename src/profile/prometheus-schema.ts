import { z } from 'zod'
import { httpUrl, text } from './human-values.js'
import { parseSelector } from './selector.js'
import { BACK_END_TIERS } from './tier-sources.js'

const tier = z.enum(BACK_END_TIERS, { error: `write ${BACK_END_TIERS.join(', ')}` })

const selector = text('name a metric, such as http_request_seconds', 500).superRefine((value, context) => {
  try {
    parseSelector(value)
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error)
    context.addIssue({ code: 'custom', message: `${message}, such as http_request_seconds{path="/rest"}` })
  }
})

const times = z.strictObject({
  operation: text('name the operation, such as read', 100),
  metric: selector,
  unit: z.enum(['s', 'ms', 'us'], { error: 'write s, ms or us' }).default('s'),
})

const EXPORTER = { url: 'http://10.0.0.21:9100/metrics', tier: 'cassandra' } as const

/** Prometheus exporters. */
export const exportersSchema = z
  .array(
    z.strictObject({
      url: httpUrl(`such as ${EXPORTER.url}`),
      tier,
      times: z.array(times, { error: 'write a list of operation, metric and unit' }).default([]),
    }),
    { error: 'write a list of url and tier' },
  )
  .meta({
    description: 'Prometheus exporters, each of one node of one tier; times names histograms of operations.',
    example: [EXPORTER],
  })

/** Questions to a Prometheus server. */
export const queriesSchema = z
  .array(
    z.strictObject({
      server: httpUrl('such as http://10.0.0.50:9090'),
      tier,
      name: text('name what is asked for, such as CPU', 60),
      query: text('write a query in PromQL', 1_000),
      node: text('name the label that names the node', 100).default('instance'),
    }),
    { error: 'write a list of server, tier, name and query' },
  )
  .meta({
    description: 'What to ask a Prometheus server over the time of the run: one figure, by node.',
    example: [
      { server: 'http://10.0.0.50:9090', tier: 'cassandra', name: 'load', query: 'node_load1{job="cassandra"}' },
    ],
  })
