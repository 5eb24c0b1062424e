import { z } from 'zod'

export const us = z.int().nonnegative()
export const count = z.int().nonnegative()
export const share = z.number().nonnegative()

export const distribution = z
  .object({ count, min: us, mean: us, p50: us, p75: us, p90: us, p95: us, p99: us, p999: us, max: us })
  .meta({ id: 'distribution', description: 'Of at least one duration, in microseconds.' })
