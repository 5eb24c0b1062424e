import type { CompleteDraft } from './complete-draft.js'
import type { EventProfile, Ramp, Target } from './event-profile.js'
import { riemannProfileOf } from './riemann-profile.js'

/** A complete draft as the rest of the program reads it, under the name that reports and folders have. */
export const eventProfileOf = (draft: CompleteDraft, name: string, seed: number): EventProfile => {
  const { target, tiers, riemann, rehearsal, connections, timeouts, shards } = draft
  const urls = target?.urls ?? []
  return {
    name,
    tatamiVersion: draft.tatamiVersion,
    ...(urls.length > 0 && { target: targetOf(urls, target) }),
    users: draft.users,
    ramp: rampOf(draft),
    holdUs: holdUsOf(draft),
    rampDownUs: draft.rampDown,
    behaviour: behaviourOf(draft.behaviour),
    connections: { perUser: connections.perUser, extraIdleUs: connections.closeExtraAfter },
    timeouts: { connectUs: timeouts.connect, requestUs: timeouts.request },
    tls: draft.tls,
    transport: draft.transport,
    accounts: draft.accounts,
    texts: draft.texts,
    deletePosts: draft.deletePosts,
    slos: draft.slos,
    strict: draft.strict,
    language: draft.language,
    abortOn: draft.abortOn,
    tierSources: {
      serverTiming: tiers.serverTiming,
      serverTimingNames: tiers.serverTimingNames,
      nginxLogs: tiers.nginxLogs,
      ...(tiers.nginxSyslog[0] && { nginxSyslog: tiers.nginxSyslog[0] }),
      ...(tiers.otlp[0] && { otlp: tiers.otlp[0] }),
      otlpServices: tiers.otlpServices,
      otlpExportEveryUs: tiers.otlpExportEvery,
      rejections: tiers.elasticsearchRejections,
      nginxStatus: tiers.nginxStatus,
      nodes: {
        jettyJolokia: tiers.jettyJolokia,
        jettyMetrics: tiers.jettyMetrics,
        cassandraJolokia: tiers.cassandraJolokia,
        cassandraCql: tiers.cassandraCql,
        elasticsearch: tiers.elasticsearch,
        prometheus: tiers.prometheus,
        prometheusQueries: tiers.prometheusQueries,
        jettyMetricsTimers: tiers.jettyMetricsTimers,
        cassandraCqlTls: tiers.cassandraCqlTls,
      },
    },
    ...(riemann && { riemann: riemannProfileOf(riemann, target) }),
    rehearsal,
    traceRatePerSec: tiers.traceRate,
    seed,
    ...(shards !== undefined && { shards }),
    localIps: draft.localIps,
    scenarioModules: draft.scenarios,
    tags: draft.tags,
  }
}

/** Time in which all users arrive, microseconds. */
export const rampUsOf = ({ ramp, users }: CompleteDraft): number =>
  ramp.pace.kind === 'duration' ? ramp.pace.durationUs : Math.round((users * 1_000_000) / ramp.pace.perSec)

/** Time that all users stay, microseconds; not above 0 when the whole duration is shorter than its ramp. */
export const holdUsOf = (draft: CompleteDraft): number =>
  draft.duration === undefined ? (draft.hold ?? 0) : draft.duration - rampUsOf(draft)

/** How users arrive. */
export const rampOf = (draft: CompleteDraft): Ramp => {
  const { shape: kind, steps } = draft.ramp
  const durationUs = rampUsOf(draft)
  return kind === 'stairs' ? { kind, durationUs, steps } : { kind, durationUs }
}

const targetOf = (urls: readonly string[], target: CompleteDraft['target']): Target => ({
  urls,
  resolve: target?.resolve ?? [],
  ...(target?.cacert !== undefined && { caFile: target.cacert }),
  insecure: target?.insecure ?? false,
  ...(target?.cert !== undefined && target.key !== undefined && { client: clientOf(target.cert, target.key, target) }),
  authorisedHosts: target?.authorisedHosts ?? [],
})

const clientOf = (certFile: string, keyFile: string, { keyPassphrase }: NonNullable<CompleteDraft['target']>) => ({
  certFile,
  keyFile,
  ...(keyPassphrase !== undefined && { passphrase: keyPassphrase }),
})

const behaviourOf = (behaviour: CompleteDraft['behaviour']): EventProfile['behaviour'] => {
  const { poll, perUserHour, posts, session, coldCaches, reloadAfterError } = behaviour
  return {
    ...(poll.kind === 'every' && { pollEveryUs: poll.everyUs }),
    perUserHour,
    postMix: { reply: posts.replies, tag: posts.withTag, mention: posts.withMention, private: posts.private },
    session,
    coldCacheShare: coldCaches,
    reloadAfterErrorUs: reloadAfterError,
  }
}
