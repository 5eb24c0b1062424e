/** A duration as reasons and warnings name it: `840 us`, `12.5 ms`, `3.20 s`. */
export const durationText = (us: number): string => {
  if (us < 1_000) return `${Math.round(us)} us`
  if (us < 1_000_000) return `${trimmed(us / 1_000)} ms`
  return `${trimmed(us / 1_000_000)} s`
}

/** A share as reasons and warnings name it: `99.2 %`. */
export const shareText = (share: number): string => `${trimmed(share * 100)} %`

// Three digits tell values apart; more would claim a precision the histograms do not have.
const trimmed = (value: number): string => String(Number(value.toPrecision(value >= 100 ? 4 : 3)))
