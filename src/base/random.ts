/** A seeded source of uniform numbers in [0, 1). */
export type Random = () => number

/** Deterministic stream named by the seed and any number of keys: streams with different keys are independent. */
export const randomStream = (seed: number, ...keys: readonly (string | number)[]): Random => {
  let state = hash(`${seed}/${keys.join('/')}`)
  // Mulberry32 (Tommy Ettinger, public domain): 32 bits of state, so that 160,000 users can each own a stream.
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Exponentially distributed value with the given mean, by inversion; never infinite. */
export const exponential = (random: Random, mean: number): number => -Math.log(1 - random()) * mean

/** Whole number in [0, count). */
export const below = (random: Random, count: number): number => Math.floor(random() * count)

// xmur3-style avalanche over the key's characters.
const hash = (text: string): number => {
  let h = 1779033703 ^ text.length
  for (let i = 0; i < text.length; i++) {
    h = Math.imul(h ^ text.charCodeAt(i), 3432918353)
    h = (h << 13) | (h >>> 19)
  }
  h = Math.imul(h ^ (h >>> 16), 2246822507)
  h = Math.imul(h ^ (h >>> 13), 3266489909)
  return (h ^ (h >>> 16)) >>> 0
}
