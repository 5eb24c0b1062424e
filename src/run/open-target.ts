import { tmpdir } from 'node:os'
import { PreflightError } from '../base/errors.js'
import type { Front, TlsOptions } from '../http/exchange.js'
import { diskReason, diskRemedy, isOutOfRoom } from '../metrics/disk.js'
import type { PartUsage, RunMeta } from '../metrics/run-record.js'
import { frontsOf, tlsOf, trustOf } from '../preflight/target-fronts.js'
import type { EventProfile, Target } from '../profile/event-profile.js'
import type { TierSources } from '../profile/tier-sources.js'
import { STATUS_PATH } from '../rehearsal/nginx-instrumentation.js'
import type { Rehearsal } from '../rehearsal/rehearsal.js'
import { startRehearsal } from '../rehearsal/start-rehearsal.js'
import type { NodeReader } from '../tiers/node-reader.js'
import { serviceTiersOf } from '../tiers/otlp/span-tier.js'
import type { PrometheusQuery } from '../tiers/prometheus/prometheus-query.js'
import type { StatusAddress } from '../tiers/stub-status.js'
import { numberedNodes } from './numbered-nodes.js'
import { statusPagesOf } from './status-pages.js'
import type { RequestSources } from './tier-feed.js'

/** What users are sent to: an embedded stack or somebody's platform. */
export interface OpenTarget {
  readonly meta: RunMeta['target']
  readonly fronts: readonly Front[]
  /** Absent: plain HTTP. */
  readonly tls?: TlsOptions
  /** Where times of single requests come from besides the answers themselves. */
  readonly requestSources: RequestSources
  /** Of the nginx that serve this run and nobody else; none where that is not known. */
  readonly statusPages: readonly StatusAddress[]
  /** One for every source of every node that is asked for what it counts. */
  readonly nodeReaders: readonly NodeReader[]
  /** What Prometheus servers are asked once the run is over. */
  readonly queries: readonly PrometheusQuery[]
  setEpoch(epochUs: number): void
  /** What its processes, where they are ours, have spent so far. */
  usage(): Promise<readonly PartUsage[]>
  /** Resolves with the reason when the target's processes, where they are ours, end by themselves. */
  readonly died: Promise<string>
  close(): Promise<void>
}

/** Brings up the rehearsal stack, whose progress `told` hears, or resolves the addresses of the profile's target. Throws a PreflightError when it cannot. */
export const openTarget = (profile: EventProfile, told: (text: string) => void): Promise<OpenTarget> =>
  profile.target === undefined ? openRehearsal(profile, told) : openExternal(profile.target, profile)

const openRehearsal = async (
  { rehearsal: size, users, seed, tls }: EventProfile,
  told: (text: string) => void,
): Promise<OpenTarget> => {
  const stack = await startRehearsal({ size, users, seed, told }).catch((error: unknown) => {
    const where = isOutOfRoom(error) ? `; ${diskRemedy(error)} (${tmpdir()}), or name another folder with TMPDIR` : ''
    throw new PreflightError(`the rehearsal stack did not come up: ${diskReason(error)}${where}`)
  })
  const secure = size.plain ? {} : { tls: { ...tls, insecure: false, ...(stack.ca !== undefined && { ca: stack.ca }) } }
  const tiers = stack.storeNodes && (await import('../tiers/index.js'))
  const nodeReaders = numberedNodes(tiers?.nodeReadersOf(stack.storeNodes) ?? [])
  return {
    meta: { url: stack.url, kind: 'rehearsal', description: stack.description },
    fronts: stack.fronts,
    ...secure,
    requestSources: { accessLogs: stack.accessLogs },
    statusPages: stack.fronts.map((front) => ({ front, path: STATUS_PATH, ...secure })),
    nodeReaders,
    queries: [],
    setEpoch: (epochUs) => stack.setEpoch(epochUs),
    usage: () => partsOf(stack),
    died: stack.died,
    close: async () => {
      await tiers?.closeReaders(nodeReaders)
      await stack.stop()
    },
  }
}

const partsOf = async (stack: Rehearsal): Promise<readonly PartUsage[]> => {
  const usage = await stack.usage()
  if (usage === undefined) return []
  const stores: readonly PartUsage[] = usage.stores ? [{ name: 'stores', ...usage.stores }] : []
  return [{ name: 'nginx', ...usage.nginx }, { name: 'application nodes', ...usage.applicationNodes }, ...stores]
}

const requestSourcesOf = ({
  nginxLogs,
  nginxSyslog,
  otlp,
  otlpServices,
  otlpExportEveryUs,
}: Partial<TierSources> = {}): RequestSources => ({
  accessLogs: nginxLogs ?? [],
  ...(nginxSyslog && { nginxSyslog }),
  ...(otlp && {
    otlp: {
      ...otlp,
      services: serviceTiersOf(otlpServices ?? {}),
      ...(otlpExportEveryUs !== undefined && { exportEveryUs: otlpExportEveryUs }),
    },
  }),
})

const openExternal = async (target: Target, profile: EventProfile): Promise<OpenTarget> => {
  // Here and above: readers bring much along, and most stacks of our own have none.
  const { closeReaders, nodeReadersOf, queriesOf } = await import('../tiers/index.js')
  const tls = tlsOf(target, profile.tls)
  const nodeReaders = nodeReadersOf(profile.tierSources?.nodes, trustOf(target))
  const queries = queriesOf(profile.tierSources?.nodes, trustOf(target))
  return {
    meta: { url: target.urls[0] ?? '', kind: 'external', description: target.urls.join(', ') },
    fronts: await frontsOf(target),
    ...(tls && { tls }),
    requestSources: requestSourcesOf(profile.tierSources),
    statusPages: statusPagesOf(profile.tierSources?.nginxStatus ?? [], tls ?? trustOf(target)),
    nodeReaders,
    queries,
    setEpoch: () => undefined,
    usage: async () => [],
    died: new Promise(() => undefined),
    close: () => closeReaders([...nodeReaders, ...queries]),
  }
}
