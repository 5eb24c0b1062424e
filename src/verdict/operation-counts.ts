import type { NodeSource } from '../metrics/node-span.js'
import type { AskedOperation } from './asked-operations.js'
import { SOURCES_AGREE } from './cross-checks/cross-check.js'
import type { NodeCounts } from './source-agreement.js'

/** Operations of one kind in one tier over the whole run, from the three sides that know of them. */
export interface OperationCount {
  readonly tier: OperationTier
  readonly operation: string
  /** By what Tatami's calls are known to cost with warm caches; null where nothing is known. */
  readonly implied: number | null
  /** Of the implied ones, those that no cache and no follower changes. */
  readonly sure: number
  /** By Server-Timing; null where it does not count them. */
  readonly told: number | null
  /** Who counted them at the tier's servers, and how many; null where nobody did. */
  readonly source: NodeSource | null
  readonly counted: number | null
  /** How far the servers' count, or else what was told, is from what was told, or else implied; a share of that. */
  readonly difference: number | null
  /** Operations for each request that was sent, by the first of counted, told and implied. */
  readonly perRequest: number | null
  readonly remark: OperationRemark | null
}

/** Tiers whose servers count. */
export const OPERATION_TIERS = ['nginx', 'jetty', 'cassandra', 'elasticsearch'] as const
export type OperationTier = (typeof OPERATION_TIERS)[number]

/**
 * What a count means: `fewer` than the run is sure to have caused, so that a server was not asked; `more`, of others or of cold caches;
 * `per-shard` and `per-copy`, each shard or replica counts for itself; `partial`, a part of the run is missing.
 */
export const OPERATION_REMARKS = ['fewer', 'more', 'per-shard', 'per-copy', 'partial'] as const
export type OperationRemark = (typeof OPERATION_REMARKS)[number]

/** What nodes counted, and of how much of the run. */
export interface Counted {
  readonly nodes: readonly (NodeCounts & { readonly source: NodeSource })[]
  /** Requests that were sent. */
  readonly sent: number
  /** The nodes were read until the last answer was there. */
  readonly isWhole: boolean
}

/** One row for each operation and each source that counted it, or one without a count. */
export const operationCounts = (
  asked: readonly AskedOperation[],
  { nodes, sent, isWhole }: Counted,
): OperationCount[] =>
  asked.flatMap((one) => {
    const counts = [...one.known, ...countsOf(one, nodes)].map((count) => ({
      ...count,
      isPartial: count.isPartial || !isWhole,
    }))
    if (counts.length > 0) return counts.map((count) => rowOf(one, count, sent))
    return one.isShownUncounted && (one.implied ?? 0) + (one.told ?? 0) > 0 ? [rowOf(one, undefined, sent)] : []
  })

interface Count {
  readonly source: NodeSource
  readonly counted: number
  readonly isPartial: boolean
  /** Searches and writes as each shard counts them. */
  readonly byPart: 'per-shard' | 'per-copy' | undefined
}

/** Of fewer, readings at different moments make more than the room that sources have. */
const LEAST_COUNT = 200

const rowOf = (asked: AskedOperation, count: Count | undefined, sent: number): OperationCount => {
  const { tier, operation, implied, sure, told } = asked
  const counted = count?.counted ?? null
  const base = counted === null ? implied : (told ?? implied)
  const value = counted ?? told
  return {
    ...{ tier, operation, implied: implied === null ? null : Math.round(implied), sure: Math.floor(sure), told },
    ...{ source: count?.source ?? null, counted },
    difference: value === null || base === null || base < 1 ? null : (value - base) / base,
    perRequest: sent > 0 ? (value ?? implied ?? 0) / sent : null,
    remark: count ? remarkOf(asked, count) : null,
  }
}

/** Shards that count for themselves count a multiple, where there is more than one. */
const MULTIPLE = 1.5

const remarkOf = ({ sure, told, implied }: AskedOperation, count: Count): OperationRemark | null => {
  const { counted, isPartial, byPart } = count
  if (isPartial) return 'partial'
  const least = Math.max(sure, told ?? 0)
  if (least >= LEAST_COUNT && counted < least * (1 - SOURCES_AGREE)) return 'fewer'
  const base = told ?? implied ?? 0
  if (byPart && base > 0 && counted >= base * MULTIPLE) return byPart
  return counted >= LEAST_COUNT && counted > base * (1 + SOURCES_AGREE) ? 'more' : null
}

// The names of an operation stand for alternatives, the first that a source knows; names in one of them add up.
const countsOf = ({ tier, names }: AskedOperation, nodes: Counted['nodes']): readonly Count[] => {
  const ofTier = nodes.filter((node) => node.tier === tier)
  const sources = [...new Set(ofTier.map(({ source }) => source))]
  return sources.flatMap((source) => {
    const mine = ofTier.filter((node) => node.source === source)
    const known = new Set(mine.flatMap(({ operations }) => operations.map(({ name }) => name)))
    const choice = names.find(({ any }) => any.some((name) => known.has(name)))
    if (!choice) return []
    const counted = mine
      .flatMap(({ operations }) => operations)
      .filter(({ name }) => choice.any.includes(name))
      .reduce((sum, { count }) => sum + count, 0)
    return { source, counted, isPartial: mine.some(({ voids }) => voids.length > 0), byPart: choice.byPart }
  })
}
