import { TIERS, type Tier } from '../result.js'

/** A tier's part of a stack, microseconds from its foot. */
export interface StackPart {
  readonly tier: Tier
  readonly from: number
  readonly to: number
}

/** The tiers' times one upon the other, from the client inwards; those without any are left out. */
export const tierStack = (times: Readonly<Partial<Record<Tier, number>>>): readonly StackPart[] => {
  const parts: StackPart[] = []
  for (const tier of TIERS) {
    const [from, us] = [topOf(parts), times[tier] ?? 0]
    if (us > 0 && Number.isFinite(us)) parts.push({ tier, from, to: from + us })
  }
  return parts
}

/** How high a stack is. */
export const topOf = (parts: readonly StackPart[]): number => parts.at(-1)?.to ?? 0
