import { BUILT_IN_PROFILES } from './built-in-profiles.js'
import { says } from './layer.js'
import type { ProfileReading } from './profile-reading.js'

/** Keys of a profile that say what load a run is: what a reader of its report has to agree with before its verdict. */
export const ASSUMED_KEYS = [
  'users',
  'ramp',
  'hold',
  'rampDown',
  'behaviour.poll',
  'behaviour.session',
  'behaviour.perUserHour.posts',
  'behaviour.perUserHour.searches',
  'behaviour.perUserHour.scrolls',
  'behaviour.perUserHour.profiles',
  'behaviour.perUserHour.tags',
  'behaviour.perUserHour.groups',
  'behaviour.perUserHour.favourites',
  'behaviour.perUserHour.follows',
  'behaviour.posts.replies',
  'behaviour.posts.withTag',
  'behaviour.posts.withMention',
  'behaviour.posts.private',
  'behaviour.coldCaches',
  'behaviour.reloadAfterError',
  'connections.perUser',
  'timeouts.connect',
  'timeouts.request',
  'tls.resumption',
  'accounts',
  'seed',
] as const

export type AssumedKey = (typeof ASSUMED_KEYS)[number]

/** Where each was said: a flag, a variable, a line of a file, a built-in profile; what nobody said is a default and absent. */
export type Origins = Readonly<Partial<Record<AssumedKey, string>>>

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
