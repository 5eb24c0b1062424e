import type { NginxLogReport } from '../metrics/nginx-record.js'
import type { RiemannReport } from '../metrics/riemann-record.js'
import type { Tier } from '../metrics/tier.js'
import type { Rejections } from '../profile/tier-sources.js'
import type { NodeEvidence } from './node-troubles.js'
import type { OperationCount } from './operation-counts.js'
import type { NodeCounts } from './source-agreement.js'

/** What warnings are drawn from. */
export interface Symptoms {
  readonly weakSlos: readonly { readonly expression: string; readonly samples: number }[]
  readonly lag: { readonly p99Us: number | undefined; readonly limitUs: number }
  readonly busySeconds: number
  /** What the generator made of its machine when that was calibrated, and what the plan asks for; undefined when not known. */
  readonly headroom: { readonly ceilingPerSec: number; readonly peakPerSec: number } | undefined
  readonly dropped: number
  readonly inFlight: number
  readonly clamped: number
  readonly damagedLines: number
  /** Logged in over planned, mean over the hold; undefined when nothing was counted, or users were not to stay. */
  readonly usersShare: number | undefined
  /** Steps that a run which was to walk each of them did not walk. */
  readonly missingSteps: readonly string[]
  readonly tiers: readonly TierSymptoms[]
  readonly reconciliation: { readonly serviceMeanUs: number; readonly tiersMeanUs: number } | null
  readonly nodes: readonly (NodeEvidence & NodeCounts)[]
  readonly operations: readonly OperationCount[]
  /** `warn`: work that Elasticsearch rejected is a warning here, and no failure. */
  readonly rejections: Rejections
  /** What came of telling and hearing Riemann; null where nobody asked for it. */
  readonly riemann: RiemannReport | null
  /** What came of reading nginx's logs; absent where none was read. */
  readonly nginxLog?: NginxLogReport
}

/** What is known of the times in one tier: how many, their share of the requests that touched it, and those cut to zero. */
export interface TierSymptoms {
  readonly name: Tier
  readonly count: number
  readonly coverage: number
  readonly clipped: number
}
