const GREGORIAN_OFFSET_MS = 12_219_292_800_000
const TICKS_PER_MS = 10_000
const TWO_32 = 0x1_0000_0000
const TWO_28 = 0x1000_0000
const SHAPE = /^[0-9a-f]{8}-[0-9a-f]{4}-1[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i

/** Time-based UUID (version 1) of a moment in microseconds since 1970; `clock` is four hex digits, `node` below 2^48. */
export const timeUuid = (timeUs: number, clock: string, node: number): string => {
  const ms = Math.floor(timeUs / 1000)
  const ms1582 = ms + GREGORIAN_OFFSET_MS
  // The 60-bit tick count does not fit a double: with 10,000 * 2^28 = 625 * 2^32 both of its words are exact.
  const lowTicks = (ms1582 % TWO_28) * TICKS_PER_MS + (timeUs - ms * 1000) * 10
  const high = Math.floor(ms1582 / TWO_28) * 625 + Math.floor(lowTicks / TWO_32)
  return `${hex(lowTicks % TWO_32, 8)}-${hex(high & 0xffff, 4)}-1${hex(high >>> 16, 3)}-${clock}-${hex(node, 12)}`
}

/** The moment a time-based UUID names, microseconds since 1970; undefined when the text is no such UUID. */
export const timeOf = (uuid: string): number | undefined => {
  if (!SHAPE.test(uuid)) return undefined
  const low = Number.parseInt(uuid.slice(0, 8), 16)
  const high = Number.parseInt(uuid.slice(15, 18) + uuid.slice(9, 13), 16)
  // 2^32 = 429496 * 10000 + 7296 splits the tick count into milliseconds and the rest without leaving doubles.
  const rest = high * 7296 + low
  const ms = high * 429_496 + Math.floor(rest / TICKS_PER_MS) - GREGORIAN_OFFSET_MS
  return ms * 1000 + Math.floor((rest % TICKS_PER_MS) / 10)
}

/** The `clock` and `node` a UUID was made with. */
export const markOf = (uuid: string): { readonly clock: string; readonly node: number } => ({
  clock: uuid.slice(19, 23),
  node: Number.parseInt(uuid.slice(24), 16),
})

const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0')
