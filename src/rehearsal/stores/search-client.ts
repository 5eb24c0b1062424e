import { Pool } from 'undici'
import type { Post } from '../post.js'
import { MOST_FOUND } from './model-search.js'

/** What Elasticsearch is asked for and given; ids come back, as Tatami takes nothing else from it. */
export interface SearchClient {
  create(): Promise<void>
  /** Ids of statuses with all words, newest first. */
  statuses(domain: string, words: readonly string[]): Promise<readonly string[]>
  users(domain: string, prefix: string): Promise<readonly number[]>
  groups(domain: string, prefix: string): Promise<readonly number[]>
  index(document: Document): Promise<unknown>
  remove(id: string): Promise<unknown>
  /** Rejects when a single one is refused. */
  indexAll(documents: readonly Document[]): Promise<unknown>
  close(): Promise<void>
}

/** What is indexed, with its place. */
export interface Document {
  readonly index: 'status' | 'user' | 'group'
  readonly id: string
  readonly source: Readonly<Record<string, unknown>>
}

/** A status as it is found. */
export const statusDocument = (post: Post, domain: string, username: string): Document => ({
  index: 'status',
  id: post.id,
  source: { domain, username, content: post.content, at: post.timeUs },
})

/** A user as a search box finds them. */
export const userDocument = (user: number, domain: string, names: readonly string[]): Document => ({
  index: 'user',
  id: String(user),
  source: { domain, names: names.map((name) => name.toLowerCase()) },
})

/** A group, likewise. */
export const groupDocument = (group: number, domain: string, name: string): Document => ({
  index: 'group',
  id: String(group),
  source: { domain, names: [name.toLowerCase()] },
})

const CONNECTIONS = 16
const KEYWORD = { type: 'keyword' }
// One index a type, one shard, no replica, as Tatami ships them. A second given here keeps an index that nobody searches fresh.
const SETTINGS = { number_of_shards: 1, number_of_replicas: 0, refresh_interval: '1s' }
const NAMED = { domain: KEYWORD, names: KEYWORD }
const MAPPINGS = {
  status: { domain: KEYWORD, username: { type: 'text' }, content: { type: 'text' }, at: { type: 'long' } },
  user: NAMED,
  group: NAMED,
}

/** A client of one Elasticsearch 7 node. */
export const openSearch = (url: string): SearchClient => {
  const pool = new Pool(url, { connections: CONNECTIONS })
  const ask = async (method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: string): Promise<unknown> => {
    const headers = { 'content-type': path.endsWith('_bulk') ? 'application/x-ndjson' : 'application/json' }
    const answer = await pool.request({ method, path, headers, body: body ?? null })
    const value: unknown = await answer.body.json()
    if (answer.statusCode >= 400) throw new Error(`Elasticsearch answers ${answer.statusCode} to ${path}`)
    return value
  }
  const found = async (
    index: Document['index'],
    size: number,
    query: object,
    sort: object,
  ): Promise<readonly string[]> =>
    hitsOf(await ask('POST', `/${index}/_search`, JSON.stringify({ size, _source: false, query, ...sort })))
  const named = async (index: 'user' | 'group', size: number, domain: string, prefix: string) => {
    const filter = [{ term: { domain } }, { prefix: { names: prefix } }]
    return (await found(index, size, { bool: { filter } }, {})).map(Number)
  }
  return {
    create: async () => {
      for (const [index, properties] of Object.entries(MAPPINGS))
        await ask('PUT', `/${index}`, JSON.stringify({ settings: SETTINGS, mappings: { properties } }))
    },
    statuses: (domain, words) => {
      const must = words.map((query) => ({ multi_match: { query, fields: ['content', 'username'] } }))
      const query = { bool: { filter: [{ term: { domain } }], must } }
      return found('status', MOST_FOUND.statuses, query, { sort: [{ at: 'desc' }] })
    },
    users: (domain, prefix) => named('user', MOST_FOUND.users, domain, prefix),
    groups: (domain, prefix) => named('group', MOST_FOUND.groups, domain, prefix),
    index: ({ index, id, source }) => ask('PUT', `/${index}/_doc/${id}`, JSON.stringify(source)),
    remove: (id) => ask('DELETE', `/status/_doc/${id}`),
    indexAll: async (documents) => {
      const refusal = refusalIn(await ask('POST', '/_bulk', documents.map(bulkLines).join('')))
      if (refusal !== undefined) throw new Error(`Elasticsearch does not index every document: ${refusal}`)
    },
    close: () => pool.close(),
  }
}

const bulkLines = ({ index, id, source }: Document): string =>
  `${JSON.stringify({ index: { _index: index, _id: id } })}\n${JSON.stringify(source)}\n`

// It answers 200 also when it has refused some: https://www.elastic.co/guide/en/elasticsearch/reference/7.17/docs-bulk.html
const refusalIn = (answer: unknown): string | undefined => {
  const { errors, items } = answer as BulkAnswer
  return errors ? (items.find(({ index }) => index.error)?.index.error?.reason ?? 'no reason is told') : undefined
}

interface BulkAnswer {
  readonly errors: boolean
  readonly items: readonly { readonly index: { readonly error?: { readonly reason: string } } }[]
}

// Elasticsearch's own form of an answer to a search.
const hitsOf = (answer: unknown): readonly string[] =>
  (answer as { readonly hits: { readonly hits: readonly { readonly _id: string }[] } }).hits.hits.map(({ _id }) => _id)
