import { z } from 'zod'
import type { Cassandra } from '../../../src/servers/cassandra.js'
import type { Counting } from './gained.js'
import { jolokiaValues } from './jolokia.js'

/** The node's own cumulative histograms, summed: what any reader of them must agree with. */
export const clientRequests = ({ jolokia }: Cassandra): Counting => ({
  read: async () => {
    const histograms = await jolokiaValues(
      jolokia,
      SCOPES.map((scope) => ({ type: 'exec', mbean: latencyOf(scope), operation: 'values' })),
    )
    return { operations: SCOPES.map((scope, i) => ({ name: scope, count: sumOf(histograms[i]) })) }
  },
})

const SCOPES = ['Read', 'Write']
const latencyOf = (scope: string): string =>
  `org.apache.cassandra.metrics:type=ClientRequest,scope=${scope},name=Latency`
const sumOf = (histogram: unknown): number =>
  z
    .array(z.number())
    .parse(histogram)
    .reduce((sum, count) => sum + count)
