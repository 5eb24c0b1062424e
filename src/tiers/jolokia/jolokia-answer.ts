import { z } from 'zod'

/** What became of one request. */
export type JolokiaAnswer = { readonly kind: 'value'; readonly value: unknown } | NoValue

/** `missing`: no such bean, attribute or operation; `forbidden`: Jolokia's own policy does not allow it. */
export interface NoValue {
  readonly kind: 'none'
  readonly why: 'missing' | 'forbidden' | 'failed'
}

export interface JolokiaAnswers {
  /** In the order of the requests. */
  readonly answers: readonly JolokiaAnswer[]
  /** The second of the server's clock in which the last of them was given; those of errors have none. */
  readonly clock?: { readonly fromMs: number; readonly toMs: number }
}

const ENTRY = z.object({
  status: z.number(),
  value: z.unknown().optional(),
  timestamp: z.number().optional(),
  error_type: z.string().optional(),
})
type Entry = z.infer<typeof ENTRY>

/** The answers to a bulk of so many requests; an Error when they are not that. HTTP's status says nothing of any of them. */
export const parseAnswers = (json: unknown, asked: number, host: string): JolokiaAnswers => {
  const entries = z.array(ENTRY).safeParse(json)
  if (!entries.success) throw new Error(`${host} ${refusalIn(json) ?? 'does not answer as Jolokia does'}`)
  const { data } = entries
  if (data.length !== asked) throw new Error(`${host} gives ${data.length} answers to ${asked} requests`)
  const clock = clockIn(data.findLast(({ timestamp }) => timestamp !== undefined)?.timestamp)
  return { answers: data.map(answerIn), ...(clock && { clock }) }
}

const answerIn = ({ status, value, error_type }: Entry): JolokiaAnswer => {
  if (status === 200) return { kind: 'value', value }
  if (status === 403 || error_type === 'java.lang.SecurityException') return { kind: 'none', why: 'forbidden' }
  return { kind: 'none', why: status === 404 ? 'missing' : 'failed' }
}

// One object instead of a list: Jolokia turned all of it down.
const refusalIn = (json: unknown): string | undefined => {
  const entry = ENTRY.safeParse(json)
  return entry.success ? `turns the whole request down with status ${entry.data.status}` : undefined
}

const clockIn = (second: number | undefined): JolokiaAnswers['clock'] => {
  const fromMs = (second ?? Number.NaN) * 1_000
  return Number.isSafeInteger(fromMs) && fromMs > 0 ? { fromMs, toMs: fromMs + 1_000 } : undefined
}
