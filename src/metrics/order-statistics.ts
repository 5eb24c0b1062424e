/**
 * Fewest samples with which a quantile has an upper confidence bound at all: the largest of n samples lies above the
 * quantile q with probability 1 - q^n (David & Nagaraja, Order Statistics, 7.1). 299 for a p99 at 95 %.
 */
export const samplesForQuantile = (quantile: number, confidence = 0.95): number => {
  if (quantile <= 0) return 1
  if (quantile >= 1) return Number.POSITIVE_INFINITY
  return Math.ceil(Math.log(1 - confidence) / Math.log(quantile))
}
