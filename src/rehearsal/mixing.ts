/** Whole number in [0, 2^32) that depends on all of its arguments: a stateless draw for data that is never stored. */
export const mix = (seed: number, a: number, b = 0): number => {
  let h = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) ^ a
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  h = Math.imul(h ^ (h >>> 15) ^ b, 0x846ca68b)
  h = Math.imul(h ^ (h >>> 16), 0x7feb352d)
  return (h ^ (h >>> 15)) >>> 0
}
