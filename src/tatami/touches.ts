import { type Call, type Operations, WARM_OPERATIONS } from './operations.js'

/** Whether a call gives work to a store while its answer is waited for; `cold`: when a cache misses, or beside the answer. */
export type Touch = 'always' | 'cold' | 'never'

/** Of a call that succeeds. Details are read, but the status alone, which is the same kind of call, comes out of a cache. */
export const touchOf = (call: Call, store: keyof Operations): Touch => {
  if (AT_NO_STORE.has(call)) return 'never'
  if (store === 'cassandra') return WARM_OPERATIONS[call].cassandra > 0 && call !== 'details' ? 'always' : 'cold'
  if (call === 'search-status') return 'always'
  return ASKS_ELASTICSEARCH.has(call) ? 'cold' : 'never'
}

const AT_NO_STORE: ReadonlySet<Call> = new Set(['root', 'login-page', 'logout', 'asset', 'error'])
// Prefixes are cached; what is written is indexed beside the answer.
const ASKS_ELASTICSEARCH: ReadonlySet<Call> = new Set(['search-all', 'post', 'delete', 'register'])
