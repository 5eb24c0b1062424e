/** Shares of a column's requests from which a field has the next colour; logarithmic, so that few slow ones are seen, too. */
export const HEAT_BOUNDS: readonly number[] = [0, 0.003, 0.01, 0.03, 0.1, 0.3]

/** Which colour a field has by its share of the requests. */
export const heatLevel = (share: number): number => HEAT_BOUNDS.findLastIndex((bound) => bound <= share)
