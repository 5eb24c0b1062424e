const COUNT = /^(\d+(?:\.\d+)?)([km]?)$/i
const COUNT_FACTOR: Readonly<Record<string, number>> = { '': 1, k: 1_000, m: 1_000_000 }
const SHARE = /^(\d+(?:\.\d+)?(?:e-?\d+)?)\s*(%?)$/
const DURATION =
  /^(?:(\d+(?:\.\d+)?)h)?(?:(\d+(?:\.\d+)?)m(?!s))?(?:(\d+(?:\.\d+)?)s)?(?:(\d+(?:\.\d+)?)ms)?(?:(\d+)us)?$/i
const UNITS = [
  ['h', 3_600_000_000],
  ['m', 60_000_000],
  ['s', 1_000_000],
  ['ms', 1_000],
  ['us', 1],
] as const

/** Whole number from `160000`, `160k` or `1.5m`; undefined when the text is none. */
export const parseCount = (text: string): number | undefined => {
  const match = COUNT.exec(text.trim())
  if (!match) return undefined
  const value = Number(match[1]) * (COUNT_FACTOR[(match[2] ?? '').toLowerCase()] ?? 1)
  const whole = Math.round(value)
  return Math.abs(value - whole) < 1e-6 && Number.isSafeInteger(whole) ? whole : undefined
}

/** A share, 0 to 1, from `20%`, `0.2` or `1e-7`; undefined when the text is none. */
export const parseShare = (text: string): number | undefined => {
  const [, number, percent] = SHARE.exec(text.trim()) ?? []
  const share = number === undefined ? undefined : Number(number) / (percent ? 100 : 1)
  return share !== undefined && share <= 1 ? share : undefined
}

/** Integer microseconds from `30s`, `1h30m`, `250ms`, `40us` or `0`; undefined when the text is none. */
export const parseDurationUs = (text: string): number | undefined => {
  const trimmed = text.trim()
  if (trimmed === '0') return 0
  const match = trimmed === '' ? null : DURATION.exec(trimmed)
  if (!match) return undefined
  const totalUs = UNITS.reduce((sum, [, unitUs], i) => sum + Number(match[i + 1] ?? 0) * unitUs, 0)
  return Number.isSafeInteger(Math.round(totalUs)) ? Math.round(totalUs) : undefined
}

/** Whole microseconds as a profile writes them, `1h30m`; `parseDurationUs` reads it back exactly. */
export const writtenDuration = (us: number): string => {
  let restUs = us
  let text = ''
  for (const [unit, unitUs] of UNITS) {
    const count = Math.floor(restUs / unitUs)
    restUs -= count * unitUs
    if (count > 0) text += `${count}${unit}`
  }
  return text === '' ? '0' : text
}
