import { join } from 'node:path'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { buildResult } from '../../src/report/build-result.js'
import { resultJsonSchema, resultSchema } from '../../src/report/result-schema.js'
import { temporaryFolder } from '../metrics/stored-runs.js'
import { SAVED_RUNS } from './saved-runs.js'

test('the JSON Schema in the repository is that of the interface', async () => {
  const text = `${JSON.stringify(resultJsonSchema(), null, 2)}\n`
  await expect(text).toMatchFileSnapshot('../../docs/schemas/result.schema.json')
})

test.each(SAVED_RUNS)('the result of %s has the shape and no field beside it', async (_, save) => {
  const dir = join(temporaryFolder(), 'run')
  save(dir)
  const result: unknown = JSON.parse(JSON.stringify(await buildResult(dir, { strict: false })))
  expect(resultSchema.parse(result)).toEqual(result)
})

test('what is no result is refused by the JSON Schema as well', async () => {
  const dir = join(temporaryFolder(), 'run')
  SAVED_RUNS[0]?.[1](dir)
  const result: object = JSON.parse(JSON.stringify(await buildResult(dir, { strict: false })))
  const published = z.fromJSONSchema(resultJsonSchema())
  expect(published.safeParse(result).success).toBe(true)
  expect(published.safeParse({ ...result, seed: 'seven' }).success).toBe(false)
  expect(published.safeParse({ ...result, requests: undefined }).success).toBe(false)
})
