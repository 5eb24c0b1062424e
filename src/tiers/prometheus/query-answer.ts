import { z } from 'zod'
import { jsonOf } from '../foreign-json.js'
import { foreignText } from '../foreign-text.js'
import { numberOf } from './sample-line.js'

/** One series of an answer. */
export interface QuerySeries {
  readonly labels: ReadonlyMap<string, string>
  /** By ascending time. Points that are no number or infinite are left out: a division by nothing is no value. */
  readonly points: readonly (readonly [timeS: number, value: number])[]
}

/** The series of an answer with status 200. Throws an Error whose sentence goes on behind the server's name. */
export const queryAnswerOf = (text: string): readonly QuerySeries[] => {
  const answer = answerShape.safeParse(jsonOf(text))
  if (!answer.success) throw new Error('answers a query with something else than series')
  const { data } = answer.data
  if (data.resultType === 'string') throw new Error('answers a query with a text; ask for a number')
  if (data.resultType === 'scalar') return [{ labels: new Map(), points: pointsOf([data.result]) }]
  if (data.result.length > MOST_SERIES)
    throw new Error(`answers a query with ${data.result.length} series; add them up, as sum by (label) (...) does`)
  return data.resultType === 'vector'
    ? data.result.map(({ metric, value }) => ({ labels: mapOf(metric), points: pointsOf(value ? [value] : []) }))
    : data.result.map(({ metric, values = [] }) => ({ labels: mapOf(metric), points: pointsOf(values) }))
}

/** Why a query was refused, as a sentence that goes on behind the server's name; undefined when the text does not say. */
export const refusalOf = (text: string): string | undefined => {
  const refusal = refusalShape.safeParse(jsonOf(text))
  if (!refusal.success) return undefined
  const { errorType, error } = refusal.data
  // Of the expression itself; other kinds may tell of hosts and files.
  const why = errorType === 'bad_data' ? `: ${foreignText(error, LONGEST_TEXT).replace(/[.:\s]+$/, '')}` : ''
  return `refuses the query (${foreignText(errorType, LONGEST_NAME)})${why}`
}

/** What `/api/v1/status/buildinfo` calls the server. */
export const versionIn = (text: string): string => {
  const info = buildShape.safeParse(jsonOf(text))
  return info.success ? `Prometheus ${foreignText(info.data.data.version, LONGEST_NAME)}` : 'a server without a version'
}

const MOST_SERIES = 1_000
const LONGEST_TEXT = 200
const LONGEST_NAME = 40

const point = z.tuple([z.number(), z.string()])
const labels = z.record(z.string(), z.string())
const answerShape = z.object({
  status: z.literal('success'),
  data: z.discriminatedUnion('resultType', [
    z.object({
      resultType: z.literal('matrix'),
      // A series of native histograms has none.
      result: z.array(z.object({ metric: labels, values: z.array(point).optional() })),
    }),
    z.object({
      resultType: z.literal('vector'),
      result: z.array(z.object({ metric: labels, value: point.optional() })),
    }),
    z.object({ resultType: z.literal('scalar'), result: point }),
    z.object({ resultType: z.literal('string'), result: z.unknown() }),
  ]),
})
const refusalShape = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() })
const buildShape = z.object({ data: z.object({ version: z.string() }) })

const mapOf = (metric: Readonly<Record<string, string>>): ReadonlyMap<string, string> => new Map(Object.entries(metric))

const pointsOf = (points: readonly (readonly [number, string])[]): QuerySeries['points'] =>
  points
    .flatMap(([timeS, text]) => {
      const value = numberOf(text)
      return value !== undefined && Number.isFinite(value) && Number.isFinite(timeS) ? [[timeS, value] as const] : []
    })
    .sort(([a], [b]) => a - b)
