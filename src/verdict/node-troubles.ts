import { countText, pluralText, spanText } from '../base/quantity-text.js'
import { type NodeSource, type SignalName, signalKind, type VoidReason } from '../metrics/node-span.js'
import type { Tier } from '../metrics/tier.js'
import type { Rejections } from '../profile/tier-sources.js'

/** What one source of one node told of trouble. */
export interface NodeEvidence {
  readonly source: NodeSource
  readonly tier: Tier
  readonly node: string
  readonly voids: readonly { readonly fromUs: number; readonly toUs: number; readonly reason: VoidReason }[]
  readonly silences?: readonly { readonly fromUs: number; readonly toUs: number }[]
  /** What counters gained. */
  readonly signals: readonly { readonly name: SignalName; readonly of?: string; readonly gained?: number }[]
}

/** Work that Elasticsearch refused since a queue was full: users had no answer, so the run has failed; one sentence a pool and node. */
export const rejectionsOf = (nodes: readonly NodeEvidence[]): string[] =>
  nodes
    .filter(({ source }) => source === 'elasticsearch')
    .flatMap((node) =>
      alarmsOf(node)
        .filter(({ name }) => name === 'rejected')
        .map((alarm) => alarmText(node, alarm)),
    )

/** Work that servers refused, gave up or threw away; what Elasticsearch rejected only where that fails no run. */
export const alarmTexts = (nodes: readonly NodeEvidence[], rejections: Rejections): string[] =>
  nodes.flatMap((node) =>
    alarmsOf(node)
      .filter(({ name }) => rejections === 'warn' || node.source !== 'elasticsearch' || name !== 'rejected')
      .map((alarm) => `${alarmText(node, alarm)}; who asked for that waited in vain, so look at this tier first`),
  )

/** Times in which a source told nothing, and which figures lack that part, if any do. */
export const voidTexts = (nodes: readonly NodeEvidence[]): string[] =>
  nodes.flatMap(({ source, tier, node, voids, silences = [] }) => {
    const said = (verb: string, { fromUs, toUs }: { readonly fromUs: number; readonly toUs: number }): string =>
      `${tier} ${node} (${source}) ${verb} between ${spanText(fromUs)} and ${spanText(toUs)} of the run`
    return [
      ...voids.map(
        (one) => `${said(REASONS[one.reason], one)}; its counts and times lack that part, all others are whole`,
      ),
      ...silences.map(
        (one) =>
          `${said(REASONS.unreachable, one)}; it went on afterwards, so that no figure lacks that part, but who asked it meanwhile had to wait`,
      ),
    ]
  })

const REASONS: Readonly<Record<VoidReason, string>> = {
  unreachable: 'did not answer',
  restarted: 'was started anew',
  unreadable: 'answered what could not be read',
}

interface Alarm {
  readonly name: SignalName
  readonly of?: string
  readonly gained: number
}

const alarmsOf = ({ signals }: NodeEvidence): Alarm[] =>
  signals.flatMap(({ name, of, gained = 0 }) =>
    signalKind(name).isAlarm && gained > 0 ? [{ name, gained, ...(of !== undefined && { of }) }] : [],
  )

const alarmText = ({ tier, node }: NodeEvidence, { name, of, gained }: Alarm): string =>
  `${tier} ${node} ${ALARMS[name]?.(gained) ?? `told of ${countText(gained)} ${name}`}${of === undefined ? '' : ` (${of})`}`

const ALARMS: Readonly<Partial<Record<SignalName, (gained: number) => string>>> = {
  rejected: (gained) => `refused ${pluralText(gained, 'task')} since a queue was full`,
  dropped: (gained) => `threw away ${pluralText(gained, 'message')} that had waited for too long`,
  'timed-out': (gained) => `gave up ${pluralText(gained, 'operation')} after a time-out`,
  unavailable: (gained) => `had too few replicas for ${pluralText(gained, 'operation')}`,
  failed: (gained) => `failed ${pluralText(gained, 'operation')}`,
  unhandled: (gained) => `closed ${pluralText(gained, 'connection')} at a limit`,
}
