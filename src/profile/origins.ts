import { ASSUMED_KEYS, type Origins } from './assumed-keys.js'
import { BUILT_IN_PROFILES } from './built-in-profiles.js'
import { says } from './layer.js'
import type { ProfileReading } from './profile-reading.js'

/** Where the values of a profile that was read come from. */
export const originsOf = (reading: Pick<ProfileReading, 'base' | 'layers'>): Origins =>
  Object.fromEntries(
    ASSUMED_KEYS.flatMap((key) => {
      const origin = originOf(key.split('.'), reading) ?? (key === 'hold' ? originOf(['duration'], reading) : undefined)
      return origin === undefined ? [] : [[key, origin]]
    }),
  )

const originOf = (
  path: readonly string[],
  { base, layers }: Pick<ProfileReading, 'base' | 'layers'>,
): string | undefined => {
  const uppermost = layers.findLast((layer) => says(layer, path))
  if (uppermost) return uppermost.where(path)
  return base !== 'event-day' && says({ raw: BUILT_IN_PROFILES[base] }, path) ? `built-in profile ${base}` : undefined
}
