import type { LanguageCode } from '../language/language.js'
import type { RiemannProfile } from './riemann-profile.js'
import type { TierSources } from './tier-sources.js'

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
  /** Absent: TLS 1.2 to 1.3, sessions as they are offered. */
  readonly tls?: TlsBounds
  /** Who speaks HTTP; absent: the program itself. */
  readonly transport?: TransportName
  readonly accounts: Accounts
  /** Delete the posts that the run made on an external target when it ends. */
  readonly deletePosts?: boolean
  /** Post texts to choose from; empty means generated ones. */
  readonly texts: readonly string[]
  /** SLO expressions, checked by the grammar of `slo.ts`. */
  readonly slos: readonly string[]
  /** Abort rules, checked by the grammar of `abort-rule.ts`. */
  readonly abortOn: readonly string[]
  /** An SLO that was met on too few samples for its quantile is inconclusive. */
  readonly strict?: boolean
  /** In which reports are written; absent: English. */
  readonly language?: LanguageCode
  /** Absent: Server-Timing, and the access logs of the rehearsal's own nginx. */
  readonly tierSources?: TierSources
  /** A Riemann server that is told of the run, and heard; absent: none. */
  readonly riemann?: RiemannProfile
  readonly rehearsal: RehearsalSize
  /** Traced requests a second over all shards, about; of more, a random share is traced. */
  readonly traceRatePerSec: number
  readonly seed: number
  /** Absent: as many as limits and cores ask for. */
  readonly shards?: number
  readonly localIps: readonly string[]
  /** Absolute paths of modules with scenarios of the user's own. */
  readonly scenarioModules: readonly string[]
  readonly tags: Readonly<Record<string, string>>
}

/** A platform that somebody runs. */
export interface Target {
  /** At least one; scheme, host and port only, one scheme for all. */
  readonly urls: readonly string[]
  /** Host and port to connect to another address than DNS gives, as curl's `--resolve`. */
  readonly resolve: readonly { readonly host: string; readonly port: number; readonly address: string }[]
  /** Absolute path of a PEM file. */
  readonly caFile?: string
  readonly insecure: boolean
  /** What the platform is shown when it asks for a certificate: absolute paths of PEM files. */
  readonly client?: { readonly certFile: string; readonly keyFile: string; readonly passphrase?: string }
  /** Hosts that the user says may be loaded, as the URL writes them. */
  readonly authorisedHosts: readonly string[]
}

/** What of TLS is used, and which users offer a session to resume: those who have one, nobody, or everybody. */
export interface TlsBounds {
  readonly minVersion: TlsVersion
  readonly maxVersion: TlsVersion
  readonly resumption: (typeof RESUMPTIONS)[number]
}

export type TlsVersion = 'TLSv1.2' | 'TLSv1.3'
export const RESUMPTIONS = ['as-offered', 'never', 'always'] as const

export const TRANSPORTS = ['own', 'undici'] as const
export type TransportName = (typeof TRANSPORTS)[number]

/** How users arrive: each shape brings in all users within `durationUs`, which is 0 when they come all at once. */
export type Ramp =
  | { readonly kind: 'linear'; readonly durationUs: number }
  | { readonly kind: 'stairs'; readonly durationUs: number; readonly steps: number }
  | { readonly kind: 'spike'; readonly durationUs: number }

/** What one user does. */
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

/** What users do at rates of their own, each a key of `behaviour.perUserHour`. */
export const ACTIVITIES = [
  'posts',
  'searches',
  'scrolls',
  'profiles',
  'tags',
  'groups',
  'favourites',
  'follows',
] as const
export type Activity = (typeof ACTIVITIES)[number]

export type Accounts =
  | {
      readonly kind: 'pattern'
      /** Login, with `{n}` for a whole number that counts from `first`. */
      readonly pattern: string
      readonly password: string
      readonly first: number
      /** Accounts that there are; absent: as many as users. */
      readonly count?: number
    }
  /** Absolute path of a file with the header `login,password`. */
  | { readonly kind: 'csv'; readonly file: string }

export const STORES_KINDS = ['model', 'real'] as const
export type StoresKind = (typeof STORES_KINDS)[number]

export const SEARCH_SERVERS = ['elasticsearch', 'opensearch'] as const
export type SearchServer = (typeof SEARCH_SERVERS)[number]

/** The embedded stack: nodes of each tier, and what is to go wrong with them. */
export interface RehearsalSize {
  readonly nginx: number
  readonly jetty: number
  readonly cassandra: number
  readonly elasticsearch: number
  /** Front without TLS. */
  readonly plain: boolean
  /** Whether Cassandra and Elasticsearch are modelled or there; absent in older runs: modelled. */
  readonly stores?: StoresKind
  /** What searches where stores are real; absent in older runs: Elasticsearch. */
  readonly search?: SearchServer
  /** Fault expressions, `target[/node]:kind[=value][@from[-to]]`. */
  readonly faults: readonly string[]
  /** How little a node of a tier does, `tier=slots x time`; absent tiers are as large as the model has them. */
  readonly scarce?: readonly string[]
  /** The application's caches hold everybody and everything from the start, as on a platform that has been up for days. */
  readonly warmCaches?: boolean
}
