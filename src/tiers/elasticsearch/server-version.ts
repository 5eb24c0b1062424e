import { entriesAt, textAt, valueAt } from '../foreign-json.js'

/** What answers, and how its counts are asked for. */
export interface SearchServer {
  readonly product: 'Elasticsearch' | 'OpenSearch'
  /** `0.20.6`; absent where it does not tell. */
  readonly number?: string
  /** Path of the stats of the node that is asked, and of no other. */
  readonly statsPath: string
}

// The HTTP and transport sections of new versions name clients and what they asked for, and are long; nothing of them is used.
const STATS = '/_nodes/_local/stats/indices,thread_pool,jvm,process'
// 0.20 and 0.90: one flag a section, `clear` takes away those that are on unasked.
const OLD_STATS = '/_cluster/nodes/_local/stats?clear=true&indices=true&thread_pool=true&jvm=true&process=true'

/** Paths to try where no version is told, the likeliest first. */
export const STATS_PATHS = [STATS, OLD_STATS] as const

/** The server that gave this answer at `/`; undefined when it was none of them. */
export const serverOfRoot = (root: unknown): SearchServer | undefined => {
  const number = numberOf(valueAt(root, 'version', 'number'))
  if (number === undefined) return undefined
  // One that pretends to be Elasticsearch 7.10 for old clients still has its own tagline.
  const isOpenSearch =
    valueAt(root, 'version', 'distribution') === 'opensearch' || /opensearch/i.test(textAt(root, 'tagline') ?? '')
  return { product: isOpenSearch ? 'OpenSearch' : 'Elasticsearch', number, statsPath: statsPathOf(number) }
}

/** The server that gave this answer at `/_nodes/_local`; undefined when it was none. */
export const serverOfNode = (answer: unknown): SearchServer | undefined => {
  const [node] = entriesAt(answer, 'nodes')
  const number = numberOf(valueAt(node?.[1], 'version'))
  return number === undefined ? undefined : { product: 'Elasticsearch', number, statsPath: statsPathOf(number) }
}

const statsPathOf = (number: string): string => (number.startsWith('0.') ? OLD_STATS : STATS)

const NUMBER = /^\d{1,3}\.\d{1,4}[\w.-]{0,30}$/

const numberOf = (value: unknown): string | undefined =>
  typeof value === 'string' && NUMBER.test(value) ? value : undefined
