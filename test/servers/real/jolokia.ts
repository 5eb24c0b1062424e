import { z } from 'zod'
import { asked } from './asked.js'

/** One request to Jolokia. */
export type JolokiaRequest =
  | { readonly type: 'read'; readonly mbean: string; readonly attribute: string }
  | { readonly type: 'exec'; readonly mbean: string; readonly operation: string }

const ANSWERS = z.array(z.object({ status: z.literal(200), value: z.unknown() }))

/** The values of several requests, asked for at once. */
export const jolokiaValues = async (url: string, requests: readonly JolokiaRequest[]): Promise<readonly unknown[]> =>
  ANSWERS.parse(await asked(url, 'POST', JSON.stringify(requests))).map(({ value }) => value)
