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
