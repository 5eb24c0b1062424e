import { z } from 'zod'
import { count, us } from '../report/schema-figures.js'
import { COMPARISON_SCHEMA, type Comparison, FIGURES } from './comparison.js'

const run = z.object({
  dir: z.string(),
  profile: z.string(),
  startedAt: z.string().meta({ description: 'ISO 8601, UTC.' }),
  target: z.string(),
  verdict: z.string(),
  tags: z.record(z.string(), z.string()),
})

const interval = z
  .object({ lower: z.number(), upper: z.number() })
  .nullable()
  .meta({ description: 'Where the change lies with 95 % confidence; null where too little is known.' })

const change = z.object({
  figure: z.enum(FIGURES),
  base: z.number().nullable(),
  new: z.number().nullable(),
  change: z
    .number()
    .nullable()
    .meta({ description: 'As a share of the base; of errors the difference of the shares.' }),
  interval,
  call: z
    .enum(['up', 'down', 'noise', 'unknown'])
    .meta({ description: '`noise`: as large as chance makes one of so many; `unknown`: too little to tell.' }),
})

const spectrum = z.array(z.tuple([z.number().min(0).max(100), us]))

/** The shape of a comparison's JSON, held to the interface by the compiler. */
export const comparisonSchema: z.ZodType<Comparison> = z.object({
  schema: z.literal(COMPARISON_SCHEMA),
  tool: z.object({ version: z.string() }),
  status: z.enum(['pass', 'fail', 'inconclusive', 'invalid']),
  base: z.array(run),
  new: z.array(run),
  loadDifferences: z.array(z.string()),
  notes: z.array(z.string()),
  rules: z.array(
    z.object({
      expression: z.string(),
      status: z.enum(['kept', 'broken', 'open']),
      change: z.number().nullable(),
      interval,
      unit: z.enum(['relative', 'us', 'points']),
    }),
  ),
  rows: z.array(
    z.object({
      name: z.string(),
      kind: z.enum(['all', 'felt', 'step', 'tier']),
      over: z.string(),
      samples: z.object({ base: count, new: count }),
      changes: z.array(change),
      spectra: z.object({ base: spectrum, new: spectrum }),
    }),
  ),
})

/** The same as JSON Schema (2020-12), for `docs/schemas/comparison.schema.json` and `tatami-load schema comparison`. */
export const comparisonJsonSchema = () => ({
  title: 'Comparison of tatami-load runs',
  description: 'Durations are microseconds, shares from 0 to 1. Fields may be added without a new version.',
  ...z.toJSONSchema(comparisonSchema, { io: 'input' }),
})
