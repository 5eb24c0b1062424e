import { z } from 'zod'
import { jsonOf } from '../foreign-json.js'
import { foreignText } from '../foreign-text.js'

/** An event of a Riemann index, cut to sizes that a time line bears and fit to print. */
export interface IndexEvent {
  readonly host: string
  readonly service: string
  /** Such as `ok`, `warning`, `critical` or `expired`; empty where it has none. */
  readonly state: string
  /** By the clock of whoever sent it. */
  readonly timeMs: number
  readonly description: string
  readonly tags: readonly string[]
  /** Absent: none, or no finite number. */
  readonly metric?: number
}

/** The event of one message of Riemann's WebSocket; undefined when the message is none. */
export const indexEventOf = (message: string): IndexEvent | undefined => {
  const found = shape.safeParse(jsonOf(message))
  if (!found.success) return undefined
  const { host, service, state, time, description, tags, metric } = found.data
  const timeMs = Date.parse(time)
  if (!Number.isFinite(timeMs)) return undefined
  return {
    host: foreignText(host ?? '', LONGEST_NAME),
    service: foreignText(service ?? '', LONGEST_NAME),
    state: foreignText(state ?? '', LONGEST_STATE),
    timeMs,
    description: foreignText(description ?? '', LONGEST_DESCRIPTION),
    tags: (tags ?? []).slice(0, MOST_TAGS).map((tag) => foreignText(tag, LONGEST_STATE)),
    ...(typeof metric === 'number' && Number.isFinite(metric) && { metric }),
  }
}

const LONGEST_NAME = 200
const LONGEST_STATE = 60
const LONGEST_DESCRIPTION = 500
const MOST_TAGS = 20

// Riemann writes every field, null where an event has none, and a time always.
const text = z.string().nullish()
const shape = z.object({
  host: text,
  service: text,
  state: text,
  time: z.string(),
  description: text,
  tags: z.array(z.string()).nullish(),
  metric: z.unknown().optional(),
})
