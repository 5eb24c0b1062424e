import { z } from 'zod'
import { FAILURE_KINDS } from '../metrics/sample.js'
import { TIERS } from '../metrics/tier.js'
import { ASSUMED_KEYS } from '../profile/assumed-keys.js'
import { crossCheck } from './cross-check-schema.js'
import { platformEvent, riemannReport } from './event-schema.js'
import { generator } from './generator-schema.js'
import { nodeRow } from './node-schema.js'
import { operationCount } from './operation-schema.js'
import { RESULT_SCHEMA, type Result } from './result.js'
import { count, distribution, share, us } from './schema-figures.js'
import { verdict } from './verdict-schema.js'

const failureKind = z.enum(FAILURE_KINDS)
const tier = z.enum(TIERS)

const opened = z
  .object({ times: distribution, peakPerSec: count.meta({ description: 'In the busiest second.' }) })
  .nullable()

const spectrum = z
  .array(z.tuple([z.number().min(0).max(100), us]))
  .meta({ id: 'spectrum', description: 'Percentile and the duration in microseconds it lies at, ascending.' })

const stop = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('finished') }),
  z.object({ kind: z.literal('interrupted') }),
  z.object({ kind: z.literal('cut') }),
  z.object({ kind: z.literal('aborted'), reason: z.string() }),
  z.object({ kind: z.literal('broken'), reason: z.string() }),
])

const ramp = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('linear'), durationUs: us }),
  z.object({ kind: z.literal('stairs'), durationUs: us, steps: count }),
  z.object({ kind: z.literal('spike'), durationUs: us }),
])

const step = z.object({
  name: z.string(),
  scenario: z.string(),
  count,
  failed: count,
  failedByKind: z.partialRecord(failureKind, count),
  bytesIn: count,
  bytesOut: count,
  response: distribution.nullable(),
  service: distribution.nullable(),
  spectrum,
  tiers: z.partialRecord(tier, distribution),
  split: z.partialRecord(tier, us).meta({ description: 'Mean exclusive time over all requests; these add up.' }),
})

const example = z.object({
  step: z.string(),
  atUs: z.number(),
  status: z.int().nullable(),
  headers: z.record(z.string(), z.string()),
  body: z.string(),
  message: z.string(),
})

const timelinePoint = z.object({
  second: count,
  users: count,
  requests: count,
  failed: count,
  p50Us: us.nullable(),
  p99Us: us.nullable(),
  lagP99Us: us.nullable(),
  cpuShare: share.nullable(),
  stealShare: share.nullable(),
  opened: z
    .object({ connect: count, full: count, resumed: count })
    .exactOptional()
    .meta({ description: 'TCP connections that came up in this second, and TLS handshakes by kind.' }),
})

/** The shape of `result.json`, held to the interface by the compiler. Readers must let fields pass that they do not know. */
export const resultSchema: z.ZodType<Result> = z.object({
  schema: z.literal(RESULT_SCHEMA),
  tool: z.object({ version: z.string(), node: z.string() }),
  profile: z.string(),
  plan: z.object({ tatamiVersion: z.string(), ramp, holdUs: us, rampDownUs: us, faults: z.array(z.string()) }),
  seed: z.number(),
  assumptions: z
    .array(
      z.object({
        key: z.enum(ASSUMED_KEYS),
        value: z.union([z.number(), z.string()]),
        unit: z.enum(['count', 'us', 'per-hour', 'share', 'text']),
        source: z
          .string()
          .nullable()
          .meta({ description: 'Flag, variable, line of a file or built-in profile; null: a default.' }),
      }),
    )
    .meta({ description: 'What the load rests on.' }),
  command: z.array(z.string()).nullable().meta({ description: "Words of the command line behind the program's name." }),
  environment: z
    .record(z.string(), z.string())
    .meta({ description: 'Variables of the environment that spoke for flags; a passphrase is hidden.' }),
  record: z
    .array(z.object({ file: z.string(), bytes: count, sha256: z.string() }))
    .meta({ description: 'Files of what was measured, in the folder of the run.' }),
  tags: z.record(z.string(), z.string()),
  startedAt: z.string().meta({ description: 'ISO 8601, UTC.' }),
  durationUs: us,
  stop,
  stages: z.array(z.object({ name: z.enum(['ramp', 'hold', 'ramp-down']), fromUs: us, toUs: us })),
  target: z.object({ url: z.string(), kind: z.enum(['rehearsal', 'external']), description: z.string() }),
  verdict,
  users: z.object({ planned: count, peak: count, meanHold: z.number().nonnegative().nullable() }),
  requests: z.object({
    due: count,
    sent: count,
    ok: count,
    failed: count,
    timedOut: count,
    dropped: count,
    inFlight: count,
  }),
  steps: z.array(step),
  scenarios: z.array(z.object({ name: z.string(), count, failed: count, response: distribution.nullable(), spectrum })),
  tiers: z.array(
    z.object({
      name: tier,
      source: z.enum(['server-timing', 'nginx-log']),
      count,
      coverage: share,
      clipped: count,
      exclusive: distribution.nullable(),
      spectrum,
    }),
  ),
  reconciliation: z.object({ serviceMeanUs: us, tiersMeanUs: us, requests: count }).nullable(),
  tierEvidence: z
    .array(z.object({ name: tier, source: z.literal('otlp'), count, exclusive: distribution.nullable() }))
    .meta({ description: 'Beside `tiers`, by spans of sampled requests; decides nothing.' }),
  nodes: z.array(nodeRow).meta({ description: 'What each node of the tiers told of itself.' }),
  operations: z.array(operationCount).meta({
    description: 'Operations in the tiers: implied by the scenarios, told by Server-Timing, counted by the servers.',
  }),
  events: z.array(platformEvent).meta({
    description: "Changes of state that Riemann's index told during the run, in the order in which they came.",
  }),
  riemann: riemannReport.nullable(),
  clocks: z
    .array(z.object({ node: z.string(), leastMs: z.number(), mostMs: z.number(), hasMoved: z.boolean() }))
    .meta({ description: "How far servers' clocks were ahead of ours." }),
  errors: z.array(z.object({ kind: failureKind, count, examples: z.array(example) })),
  connections: z.object({ connect: opened, fullHandshake: opened, resumedHandshake: opened }),
  generator,
  parts: z.array(z.object({ name: z.enum(['nginx', 'application nodes', 'stores']), cpuUs: us, rssBytes: count })),
  crossChecks: z.array(crossCheck),
  warnings: z.array(z.object({ code: z.string(), text: z.string() })),
  timeline: z.array(timelinePoint),
  columns: z
    .object({
      secondsPerColumn: count,
      rowsUs: z.array(us).meta({ description: 'Where the rows of `responses` begin.' }),
      columns: z.array(z.object({ responses: z.array(count), tiers: z.partialRecord(tier, us) })),
    })
    .meta({ description: 'The run cut into columns: requests by response time, mean exclusive time in each tier.' }),
})

/** The same as JSON Schema (2020-12), for `docs/schemas/result.schema.json` and `tatami-load schema result`. */
export const resultJsonSchema = () => ({
  title: 'Result of a tatami-load run',
  description: 'Durations are integer microseconds. Fields may be added without a new version.',
  ...z.toJSONSchema(resultSchema, { io: 'input' }),
})
