/** From one moment to another of the same clock, microseconds. */
export interface Interval {
  readonly startUs: number
  readonly endUs: number
}

/** How much of `within` the others cover together, each moment counted once; what lies outside of it does not count. */
export const coveredUs = (within: Interval, others: readonly Interval[]): number => {
  const inOrder = others.toSorted((a, b) => a.startUs - b.startUs)
  let sumUs = 0
  let reachedUs = within.startUs
  for (const { startUs, endUs } of inOrder) {
    const untilUs = Math.min(endUs, within.endUs)
    sumUs += Math.max(0, untilUs - Math.max(startUs, reachedUs))
    reachedUs = Math.max(reachedUs, untilUs)
  }
  return sumUs
}

/** What of a time is its own: its length without that which the others cover. */
export const exclusiveUs = (whole: Interval, others: readonly Interval[]): number =>
  whole.endUs - whole.startUs - coveredUs(whole, others)

/** Does it begin and end within the other? */
export const liesWithin = (inner: Interval, outer: Interval): boolean =>
  inner.startUs >= outer.startUs && inner.endUs <= outer.endUs
