import { localFigure } from '../base/quantity-text.js'
import { say } from '../language/say.js'

/** One node's mean times, by operation. */
export interface NodeMeans {
  readonly source: string
  readonly tier: string
  readonly node: string
  readonly operations: readonly { readonly name: string; readonly count: number; readonly meanUs: number | null }[]
}

const LEAST_COUNT = 30
/** Of the others' mean: nodes of one tier that do the same work differ by less when they are well. */
const SLOW = 1.5

/** Nodes that took clearly longer than the other nodes of their tier for the same operation; `source node operation` to a remark. */
export const slowNodes = (nodes: readonly NodeMeans[]): ReadonlyMap<string, string> => {
  const remarks = new Map<string, string>()
  for (const { source, tier, node, operations } of nodes)
    for (const { name, count, meanUs } of operations) {
      if (meanUs === null || count < LEAST_COUNT) continue
      const others = nodes
        .filter((other) => other.source === source && other.tier === tier && other.node !== node)
        .flatMap((other) => other.operations.filter((one) => one.name === name && one.count >= LEAST_COUNT))
      const othersUs = meanOf(others)
      if (othersUs === undefined || meanUs < othersUs * SLOW) continue
      remarks.set(
        `${source} ${node} ${name}`,
        say`${localFigure((meanUs / othersUs).toFixed(1))} times as long as on the other nodes`,
      )
    }
  return remarks
}

// Over all their operations: of two others, the one that did more counts for more.
const meanOf = (
  operations: readonly { readonly count: number; readonly meanUs: number | null }[],
): number | undefined => {
  const timed = operations.flatMap(({ count, meanUs }) => (meanUs === null ? [] : [{ count, meanUs }]))
  const count = timed.reduce((sum, one) => sum + one.count, 0)
  return count === 0 ? undefined : timed.reduce((sum, one) => sum + one.meanUs * one.count, 0) / count
}
