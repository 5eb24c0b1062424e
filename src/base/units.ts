const COUNT = /^(\d+(?:\.\d+)?)([km]?)$/i
const COUNT_FACTOR: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000 }
const DURATION =
  /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?(?:(\d+)us)?$/i
const UNIT_US: readonly number[] = [3_600_000_000, 60_000_000, 1_000_000, 1_000, 1]

/** Whole number from `160000`, `160k` or `1.5m`; undefined when the text is none. */
export const parseCount = (text: string): number | undefined => {
  const match = COUNT.exec(text.trim())
  if (!match) return undefined
  const value = Number(match[1]) * (COUNT_FACTOR[(match[2] ?? '').toLowerCase()] ?? 1)
  const whole = Math.round(value)
  return Math.abs(value - whole) < 1e-6 && Number.isSafeInteger(whole) ? whole : undefined
}

/** Integer microseconds from `30s`, `1h30m`, `250ms`, `40us` or `0`; undefined when the text is none. */
export const parseDurationUs = (text: string): number | undefined => {
  const trimmed = text.trim()
  if (trimmed === '0') return 0
  const match = trimmed === '' ? null : DURATION.exec(trimmed)
  if (!match) return undefined
  const totalUs = UNIT_US.reduce((sum, unitUs, i) => sum + Number(match[i + 1] ?? 0) * unitUs, 0)
  return Number.isSafeInteger(Math.round(totalUs)) ? Math.round(totalUs) : undefined
}
