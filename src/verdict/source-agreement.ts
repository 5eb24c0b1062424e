import { countText, shareText } from '../base/quantity-text.js'

/** What one source counted at one node. */
export interface NodeCounts {
  readonly source: string
  readonly tier: string
  readonly voids: readonly unknown[]
  readonly operations: readonly { readonly name: string; readonly count: number }[]
}

/** Rule of thumb: totals of independent sources agree within 5 %. */
const AGREEMENT = 0.05
/** Of fewer, readings at different moments make more than that. */
const LEAST_COUNT = 200

/** Sources of one tier that counted the same operation differently, over all their nodes; one sentence a pair. */
export const disagreements = (nodes: readonly NodeCounts[]): string[] =>
  pairsOf(totalsOf(nodes)).flatMap(([a, b]) => {
    const most = Math.max(a.count, b.count)
    const apart = (most - Math.min(a.count, b.count)) / Math.max(most, 1)
    if (most < LEAST_COUNT || apart <= AGREEMENT) return []
    return [
      `${a.source} counted ${countText(a.count)} times ${a.operation} in ${a.tier}, ${b.source} ${countText(b.count)}, ${shareText(apart)} apart; \
one of them does not see all nodes, or somebody else's work as well, so name every node for both`,
    ]
  })

interface Total {
  readonly tier: string
  readonly source: string
  readonly operation: string
  readonly count: number
}

// A source that lacks a part of the run says so itself, and is not to be compared.
const totalsOf = (nodes: readonly NodeCounts[]): readonly Total[] => {
  const totals = new Map<string, Total>()
  for (const { source, tier, operations } of nodes.filter(({ source, tier }) => isWhole(nodes, source, tier)))
    for (const { name: operation, count } of operations) {
      const key = `${tier} ${source} ${operation}`
      totals.set(key, { tier, source, operation, count: (totals.get(key)?.count ?? 0) + count })
    }
  return [...totals.values()]
}

const isWhole = (nodes: readonly NodeCounts[], source: string, tier: string): boolean =>
  nodes.every((node) => node.source !== source || node.tier !== tier || node.voids.length === 0)

const pairsOf = (totals: readonly Total[]): readonly (readonly [Total, Total])[] =>
  totals.flatMap((a, i) =>
    totals
      .slice(i + 1)
      .filter((b) => b.tier === a.tier && b.operation === a.operation)
      .map((b) => [a, b] as const),
  )
