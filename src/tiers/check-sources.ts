import { PreflightError } from '../base/errors.js'
import type { Tier } from '../metrics/tier.js'
import type { SourceFinding } from './node-reader.js'

/** A source that can be asked what it gives. */
export interface CheckedSource {
  readonly source: string
  readonly tier: Tier
  /** Host and port, file or address, as people will look for it. */
  readonly node: string
  /** Keeps no run from starting though it gives nothing. */
  readonly isOptional?: true
  /** Rejects with an Error whose message is one sentence without a full stop. */
  check(): Promise<SourceFinding>
}

/** What came of asking one source of one node. */
export type SourceCheck = Pick<CheckedSource, 'source' | 'tier' | 'node' | 'isOptional'> &
  ({ readonly kind: 'found'; readonly finding: SourceFinding } | { readonly kind: 'refused'; readonly reason: string })

/** Why a source is of no use as it is; undefined when it gives something. */
export const refusalOf = (check: SourceCheck): string | undefined => {
  if (check.kind === 'refused') return check.reason
  const { gives, lacks } = check.finding
  return gives.length > 0 || check.isOptional
    ? undefined
    : `${check.node} (${check.source}) lacks ${lacks.map(({ what }) => what).join(', ')}`
}

/** Throws a PreflightError that names every node that does not answer as it should. */
export const requireSources = async (readers: readonly CheckedSource[]): Promise<void> => {
  const refusals = (await checkSources(readers)).flatMap((check) => refusalOf(check) ?? [])
  if (refusals.length === 0) return
  throw new PreflightError(`${refusals.join('; ')}; tatami-load tiers --check tells what each source can give`)
}

/** Asks all of them at once, in their order; none is closed. */
export const checkSources = (readers: readonly CheckedSource[]): Promise<readonly SourceCheck[]> =>
  Promise.all(
    readers.map(async (reader): Promise<SourceCheck> => {
      const { source, tier, node, isOptional } = reader
      const named = { source, tier, node, ...(isOptional && { isOptional }) }
      try {
        return { ...named, kind: 'found', finding: await reader.check() }
      } catch (error) {
        return { ...named, kind: 'refused', reason: error instanceof Error ? error.message : String(error) }
      }
    }),
  )
