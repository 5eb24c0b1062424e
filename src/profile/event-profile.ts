/** What a checked profile says: plain data, all defaults filled in, times in integer microseconds. */
export interface EventProfile {
  readonly name: string
  readonly tatamiVersion: '3.1'
  /** Absent: the embedded rehearsal stack is the target. */
  readonly target?: Target
  /** Virtual users at the peak. */
  readonly users: number
  readonly ramp: Ramp
  readonly holdUs: number
  readonly rampDownUs: number
  readonly behaviour: Behaviour
  readonly connections: { readonly perUser: number; readonly extraIdleUs: number }
  readonly timeouts: { readonly connectUs: number; readonly requestUs: number }
  readonly accounts: Accounts
  /** Post texts to choose from; empty means generated ones. */
  readonly texts: readonly string[]
  /** SLO expressions, checked by the grammar of `slo.ts`. */
  readonly slos: readonly string[]
  readonly abortOn: readonly string[]
  readonly rehearsal: RehearsalSize
  /** Traced requests a second over all shards before sampling starts. */
  readonly traceRatePerSec: number
  readonly seed: number
  /** Absent: as many as limits and cores ask for. */
  readonly shards?: number
  readonly localIps: readonly string[]
  /** Paths of modules with scenarios of the user's own. */
  readonly scenarioModules: readonly string[]
  readonly tags: Readonly<Record<string, string>>
}

export interface Target {
  readonly urls: readonly string[]
  /** Host and port to connect to another address than DNS gives, as curl's `--resolve`. */
  readonly resolve: readonly { readonly host: string; readonly port: number; readonly address: string }[]
  readonly caFile?: string
  readonly insecure: boolean
  readonly authorisedHosts: readonly string[]
}

/** How users arrive: each shape brings in all users within `durationUs`. */
export type Ramp =
  | { readonly kind: 'linear'; readonly durationUs: number }
  | { readonly kind: 'stairs'; readonly durationUs: number; readonly steps: number }
  | { readonly kind: 'spike'; readonly durationUs: number }

export interface Behaviour {
  /** Absent: the open list is not polled. */
  readonly pollEveryUs?: number
  readonly perUserHour: Readonly<Record<Activity, number>>
  /** Shares of posts, 0 to 1. */
  readonly postMix: { readonly reply: number; readonly tag: number; readonly mention: number; readonly private: number }
  readonly session: { readonly kind: 'exponential'; readonly meanUs: number } | { readonly kind: 'one-pass' }
  readonly coldCacheShare: number
  /** Mean time until a user reloads the page that stopped polling after an error. */
  readonly reloadAfterErrorUs: number
}

export const ACTIVITIES = ['posts', 'searches', 'scrolls', 'profiles', 'tags', 'favourites', 'follows'] as const
export type Activity = (typeof ACTIVITIES)[number]

export type Accounts =
  | { readonly kind: 'pattern'; readonly pattern: string; readonly password: string; readonly first: number }
  | { readonly kind: 'csv'; readonly file: string }

export interface RehearsalSize {
  readonly nginx: number
  readonly jetty: number
  readonly cassandra: number
  readonly elasticsearch: number
  /** Front without TLS. */
  readonly plain: boolean
  /** Fault expressions, `target[/node]:kind[=value][@from[-to]]`. */
  readonly faults: readonly string[]
}
