const UNITS = [
  ['h', 3_600_000_000],
  ['m', 60_000_000],
  ['s', 1_000_000],
  ['ms', 1_000],
  ['us', 1],
] as const

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
