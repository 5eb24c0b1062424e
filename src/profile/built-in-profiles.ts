import { ACCOUNT_PATTERN, PASSWORD } from '../tatami/population.js'
import type { BuiltInName, ProfileInput } from './profile-schema.js'
import { USUAL_METRICS } from './tier-sources.js'

/** A bank's 160,000 people on the day the platform opens. It names every key that has a default. */
const eventDay = {
  tatamiVersion: '3.1',
  // Small enough for a first run on a laptop; the event itself is `--users 160k`.
  users: 1_000,
  ramp: {
    shape: 'linear',
    // 160,000 users are in after 13 minutes.
    rate: '200/s',
    // Only for the shape `stairs`.
    steps: 5,
  },
  // 15 polls a user: 15,000 samples of the most frequent step at 1,000 users.
  hold: '5m',
  rampDown: '10s',
  behaviour: {
    // Tatami 3.1 polls the open list on a fixed tick of 20 s, however long the answer took.
    poll: '20s',
    // The event's rates have none for groups, which smoke alone opens.
    perUserHour: { posts: 1, searches: 2, scrolls: 6, profiles: 3, tags: 1, groups: 0, favourites: 1, follows: 0.5 },
    posts: { replies: '30%', withTag: '20%', withMention: '10%', private: '2%' },
    // Exponential; who leaves is replaced at once.
    session: '45m',
    // Most people have opened the login page before the day.
    coldCaches: '20%',
    // After a failed poll 3.1's page stays silent until somebody notices.
    reloadAfterError: '30s',
  },
  connections: {
    // Browsers open up to 6 to one host while a page loads …
    perUser: 6,
    // … and drop those that idle; one stays for the poll.
    closeExtraAfter: '10s',
  },
  timeouts: {
    // A SYN is sent again after 1 s and after 3 s; who is not in by then is not let in.
    connect: '5s',
    // People give a page up after half a minute.
    request: '30s',
  },
  // What a browser of the day speaks, and does with sessions.
  tls: { minVersion: '1.2', maxVersion: '1.3', resumption: 'as-offered' },
  transport: 'own',
  // The population that the rehearsal stack knows.
  accounts: { pattern: ACCOUNT_PATTERN, password: PASSWORD, first: 0 },
  texts: [],
  deletePosts: false,
  slos: ['login.p95 < 2s', 'timeline.p99 < 500ms', 'post.p99 < 1s', 'search.p95 < 1s', 'errors < 0.1%', 'users >= 99%'],
  strict: false,
  language: 'en',
  abortOn: [],
  tiers: {
    // Joining costs the generator CPU; 1,000 a second say as much about a distribution as all.
    traceRate: 1_000,
    serverTiming: true,
    serverTimingNames: USUAL_METRICS,
    nginxLogs: [],
    nginxSyslog: [],
    nginxStatus: [],
    jettyJolokia: [],
    jettyMetrics: [],
    jettyMetricsTimers: [],
    cassandraJolokia: [],
    cassandraCql: [],
    cassandraCqlTls: false,
    elasticsearch: [],
    // Whoever searched had no answer.
    elasticsearchRejections: 'fail',
    otlp: [],
    otlpServices: { nginx: [], cassandra: [], elasticsearch: [] },
    // OpenTelemetry's own default.
    otlpExportEvery: '5s',
    prometheus: [],
    prometheusQueries: [],
  },
  // The smallest form of the event's platform.
  rehearsal: {
    nginx: 1,
    jetty: 2,
    cassandra: 3,
    elasticsearch: 3,
    plain: false,
    stores: 'model',
    search: 'elasticsearch',
    faults: [],
    scarce: [],
    warmCaches: false,
  },
  localIps: [],
  scenarios: [],
  tags: {},
} as const satisfies ProfileInput

/** Five people do everything once: does each call still answer as it must? */
const smoke = {
  users: 5,
  // 30 s in all.
  ramp: '2s',
  hold: '26s',
  rampDown: '2s',
  behaviour: {
    poll: 'off',
    session: 'one-pass',
    // One of five.
    coldCaches: '20%',
  },
  // Over the whole run: arrivals and logouts are judged as well.
  slos: ['errors = 0'],
} as const satisfies ProfileInput

/** What smoke lays over any other profile: who comes and what they do, and what is asked of that. */
export const SMOKE_OF_ANY = {
  users: smoke.users,
  ramp: { shape: 'linear', duration: smoke.ramp },
  hold: smoke.hold,
  rampDown: smoke.rampDown,
  behaviour: { ...eventDay.behaviour, ...smoke.behaviour },
  slos: smoke.slos,
  abortOn: eventDay.abortOn,
} as const satisfies ProfileInput

/** The mail that says "we are open" reaches everybody in the same minute. */
const spike = {
  ramp: { shape: 'spike', duration: '60s' },
  hold: '5m',
  behaviour: {
    // They look around and go back to work …
    session: '20m',
    // … most of them at the platform for the first time.
    coldCaches: '60%',
  },
} as const satisfies ProfileInput

/** A working day: what leaks, fills up or slows down shows in hours only. */
const soak = { hold: '8h' } as const satisfies ProfileInput

/** The built-in profiles; each but `event-day` says only where it differs from that. */
export const BUILT_IN_PROFILES: Readonly<Record<BuiltInName, ProfileInput>> = {
  'event-day': eventDay,
  smoke,
  spike,
  soak,
}
