const SECOND_US = 1_000_000

/** The second of the run, from 0, in which a run time lies. */
export const secondOf = (runUs: number): number => Math.max(Math.floor(runUs / SECOND_US), 0)

/** The seconds whose middle lies within a span of run time; where there is none, the one around the span's middle. */
export const secondsWithin = (fromUs: number, toUs: number): readonly number[] => {
  const first = Math.max(Math.ceil(fromUs / SECOND_US - 0.5), 0)
  const count = Math.floor(toUs / SECOND_US - 0.5) - first + 1
  return count < 1 ? [secondOf((fromUs + toUs) / 2)] : Array.from({ length: count }, (_, i) => first + i)
}
