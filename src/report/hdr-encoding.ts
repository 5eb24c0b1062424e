import { deflateSync } from 'node:zlib'
import { type Entries, HIGHEST_US } from '../metrics/sparse-histogram.js'

/**
 * Bucket counts in HdrHistogram's compressed V2 encoding, base64, as every HdrHistogram library decodes it. Written from
 * the sparse counts at once: through a full histogram of 23,000 counters it takes fifty times as long, and a run has
 * thousands of them.
 */
export const encodeHdr = (entries: Entries): string => {
  const payload = Buffer.from(words(entries))
  const histogram = Buffer.alloc(HEAD_BYTES)
  histogram.writeInt32BE(V2_COOKIE, 0)
  histogram.writeInt32BE(payload.length, 4)
  histogram.writeInt32BE(0, 8) // normalizing index offset
  histogram.writeInt32BE(SIGNIFICANT_DIGITS, 12)
  histogram.writeBigInt64BE(1n, 16) // lowest discernible value
  histogram.writeBigInt64BE(BigInt(HIGHEST_US), 24)
  histogram.writeDoubleBE(1, 32) // integer to double ratio
  const packed = deflateSync(Buffer.concat([histogram, payload]))
  const envelope = Buffer.alloc(8)
  envelope.writeInt32BE(V2_COMPRESSED_COOKIE, 0)
  envelope.writeInt32BE(packed.length, 4)
  return Buffer.concat([envelope, packed]).toString('base64')
}

const HEAD_BYTES = 40
const SIGNIFICANT_DIGITS = 3
// The low bits say: words of ZigZag LEB128.
const V2_COOKIE = 0x1c849303 | 0x10
const V2_COMPRESSED_COOKIE = 0x1c849304 | 0x10

/** Every count up to the last one that is not zero; a run of zeros is one negative word. */
const words = (entries: Entries): number[] => {
  const bytes: number[] = []
  let next = 0
  for (let i = 0; i + 1 < entries.length; i += 2) {
    const index = entries[i] ?? 0
    const zeros = index - next
    if (zeros > 0) putWord(bytes, zeros === 1 ? 0 : -zeros)
    putWord(bytes, entries[i + 1] ?? 0)
    next = index + 1
  }
  return bytes
}

// ZigZag and LEB128 by arithmetic, since counts may go beyond the 32 bits of JavaScript's shifts.
const putWord = (bytes: number[], value: number): void => {
  let rest = value < 0 ? -value * 2 - 1 : value * 2
  while (rest >= 128) {
    bytes.push((rest % 128) + 128)
    rest = Math.floor(rest / 128)
  }
  bytes.push(rest)
}
