import { countText, localFigure, shareText } from '../base/quantity-text.js'
import { say } from '../language/say.js'
import type { OperationRemark } from '../verdict/operation-counts.js'
import { NOTHING } from './format.js'
import type { OperationCount, Result } from './result.js'

/** Operations of one kind in one tier, as every report shows them. */
export interface OperationCountRow {
  readonly tier: OperationCount['tier']
  readonly operation: string
  readonly implied: string
  readonly told: string
  readonly counted: string
  /** Who counted. */
  readonly source: string
  readonly difference: string
  readonly perRequest: string
  readonly remark: string
}

/** One row an operation and source. */
export const operationRows = ({ operations }: Pick<Result, 'operations'>): readonly OperationCountRow[] =>
  operations.map((one) => ({
    tier: one.tier,
    operation: one.operation,
    ...{ implied: countOr(one.implied), told: countOr(one.told), counted: countOr(one.counted) },
    source: one.source ?? '',
    difference: one.difference === null ? NOTHING : signedShare(one.difference),
    perRequest: one.perRequest === null ? NOTHING : localFigure(one.perRequest.toFixed(2)),
    remark: remarkText(one),
  }))

const countOr = (count: number | null): string => (count === null ? NOTHING : countText(count))

/** A change as a share, with its sign. */
export const signedShare = (share: number): string =>
  `${share > 0 ? '+' : share < 0 ? '−' : ''}${shareText(Math.abs(share))}`

const remarkText = ({ remark, counted, told, implied }: OperationCount): string => {
  if (remark === null) return ''
  return REMARKS[remark](localFigure(((counted ?? 0) / Math.max(told ?? implied ?? 0, 1)).toFixed(1)))
}

const REMARKS: Readonly<Record<OperationRemark, (times: string) => string>> = {
  fewer: () => say`fewer than this run caused: a node is not named`,
  more: () => say`others' work as well, or caches that were cold`,
  'per-shard': (times) => say`each shard counts: ${times} a search`,
  'per-copy': (times) => say`each copy counts: ${times} a document`,
  partial: () => say`a part of the run is missing`,
}
