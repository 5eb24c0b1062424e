import { basename } from 'node:path'
import { countText, shareText, spanText } from '../base/quantity-text.js'
import { said } from '../language/said.js'
import { say } from '../language/say.js'
import type { RunMeta } from '../metrics/run-record.js'
import { ASSUMED_KEYS, type AssumedKey } from '../profile/assumed-keys.js'
import type { EventProfile } from '../profile/event-profile.js'

/** One value that the load of a run rests on. */
export interface Assumption {
  readonly key: AssumedKey
  readonly value: number | string
  readonly unit: 'count' | 'us' | 'per-hour' | 'share' | 'text'
  /** The flag, variable, line of a file or built-in profile that said so; null for a default. */
  readonly source: string | null
}

/** The register of a run's assumptions; sources of older runs are not known and absent. */
export const assumptionsOf = ({ profile, origins }: Pick<RunMeta, 'profile' | 'origins'>): readonly Assumption[] =>
  ASSUMED_KEYS.flatMap((key) => {
    const value = assumedOf(key, profile)
    return value === undefined ? [] : { key, ...value, source: origins?.[key] ?? null }
  })

/** An assumption's value as reports write it. */
export const assumedText = ({ value, unit }: Assumption): string => {
  if (typeof value === 'string') return value
  switch (unit) {
    case 'us':
      return spanText(value)
    case 'share':
      return shareText(value)
    case 'per-hour':
      return say`${countText(value)} an hour`
    default:
      return countText(value)
  }
}

type Value = Pick<Assumption, 'value' | 'unit'>

const assumedOf = (key: AssumedKey, profile: EventProfile): Value | undefined =>
  key in SINGLE ? SINGLE[key]?.(profile) : rateOf(key, profile.behaviour.perUserHour)

const count = (value: number): Value => ({ value, unit: 'count' })
const span = (value: number): Value => ({ value, unit: 'us' })
const share = (value: number): Value => ({ value, unit: 'share' })
const text = (value: string): Value => ({ value, unit: 'text' })

const SINGLE: Readonly<Partial<Record<AssumedKey, (profile: EventProfile) => Value | undefined>>> = {
  users: ({ users }) => count(users),
  ramp: ({ ramp }) => text(rampText(ramp)),
  hold: ({ holdUs }) => span(holdUs),
  rampDown: ({ rampDownUs }) => span(rampDownUs),
  'behaviour.poll': ({ behaviour: { pollEveryUs } }) =>
    pollEveryUs === undefined ? text(say`off`) : span(pollEveryUs),
  'behaviour.session': ({ behaviour: { session } }) =>
    session.kind === 'one-pass' ? text(say`one pass`) : span(session.meanUs),
  'behaviour.posts.replies': ({ behaviour }) => share(behaviour.postMix.reply),
  'behaviour.posts.withTag': ({ behaviour }) => share(behaviour.postMix.tag),
  'behaviour.posts.withMention': ({ behaviour }) => share(behaviour.postMix.mention),
  'behaviour.posts.private': ({ behaviour }) => share(behaviour.postMix.private),
  'behaviour.coldCaches': ({ behaviour }) => share(behaviour.coldCacheShare),
  'behaviour.reloadAfterError': ({ behaviour }) => span(behaviour.reloadAfterErrorUs),
  'connections.perUser': ({ connections }) => count(connections.perUser),
  'timeouts.connect': ({ timeouts }) => span(timeouts.connectUs),
  'timeouts.request': ({ timeouts }) => span(timeouts.requestUs),
  'tls.resumption': ({ tls }) => tls && text(said(tls.resumption)),
  accounts: ({ accounts }) => text(accountsText(accounts)),
  // To be copied, so without thousands.
  seed: ({ seed }) => text(String(seed)),
}

const rateOf = (key: AssumedKey, rates: EventProfile['behaviour']['perUserHour']): Value | undefined => {
  const [, rate] = Object.entries(rates).find(([activity]) => key.endsWith(`.${activity}`)) ?? []
  return rate === undefined ? undefined : { value: rate, unit: 'per-hour' }
}

const rampText = (ramp: EventProfile['ramp']): string =>
  `${spanText(ramp.durationUs)}, ${ramp.kind === 'stairs' ? say`stairs of ${ramp.steps}` : said(ramp.kind)}`

// Of the user's own machine nothing but the file's name.
const accountsText = (accounts: EventProfile['accounts']): string =>
  accounts.kind === 'csv' ? basename(accounts.file) : accounts.pattern
