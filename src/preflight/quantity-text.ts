/** `160,000` */
export const countText = (count: number): string => Math.round(count).toLocaleString('en-US')

/** A rate with the digits that matter: `8,000`, `43.1`, `0.25`. */
export const rateText = (perSec: number): string => {
  if (perSec >= 100) return countText(perSec)
  return perSec >= 10 ? perSec.toFixed(1) : perSec.toFixed(2)
}

/** `740 MiB`, `11.8 GiB` */
export const bytesText = (bytes: number): string => {
  const mebi = bytes / 2 ** 20
  return mebi < 1024 ? `${Math.ceil(mebi)} MiB` : `${(mebi / 1024).toFixed(1)} GiB`
}

/** `1.7 cores` */
export const coresText = (cores: number): string => `${cores.toFixed(cores < 0.95 ? 2 : 1)} cores`

/** Whole seconds as profiles write them: `1h30m`, `5m`, `61s`. */
export const spanText = (us: number): string => {
  const seconds = Math.round(us / 1_000_000)
  const parts = [
    [Math.floor(seconds / 3600), 'h'],
    [Math.floor((seconds % 3600) / 60), 'm'],
    [seconds % 60, 's'],
  ] as const
  const text = parts.map(([value, unit]) => (value > 0 ? `${value}${unit}` : '')).join('')
  return text === '' ? '0s' : text
}
