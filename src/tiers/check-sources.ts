import type { NodeReader, SourceFinding } from './node-reader.js'

/** What came of asking one source of one node. */
export type SourceCheck = Pick<NodeReader, 'source' | 'tier' | 'node'> &
  ({ readonly kind: 'found'; readonly finding: SourceFinding } | { readonly kind: 'refused'; readonly reason: string })

/** Asks all of them at once, in their order; none is closed. */
export const checkSources = (readers: readonly NodeReader[]): Promise<readonly SourceCheck[]> =>
  Promise.all(
    readers.map(async (reader): Promise<SourceCheck> => {
      const { source, tier, node } = reader
      try {
        return { source, tier, node, kind: 'found', finding: await reader.check() }
      } catch (error) {
        return { source, tier, node, kind: 'refused', reason: error instanceof Error ? error.message : String(error) }
      }
    }),
  )
