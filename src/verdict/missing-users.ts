import { countText, pluralText, spanText } from '../base/quantity-text.js'
import type { ShardDeath, ShardSilence } from '../metrics/run-record.js'

/** What to do about a process that somebody or something ended. */
export const REMEDY_OF_THE_ENDED =
  "look at memory (the kernel's out-of-memory killer, dmesg) and at who ended it, then run again"

const REMEDY_OF_THE_STOPPED =
  'look for what stops processes (SIGSTOP, a debugger), for swapping and for a CPU limit of the container, then run again'

/** Why a run ends before its time when every shard died. */
export const NO_SHARD_LEFT = 'no shard was left'

/** More of a kind than this are summed up. */
const LISTED = 3

/** Which shard died, when, how, and whose users are missing, without what to do. */
export const deathText = ({ shard, atUs, cause, users }: ShardDeath): string => {
  const whose = users === undefined ? 'its users are' : `its ${pluralText(users, 'user is', 'users are')}`
  return `shard ${shard} died ${spanText(atUs)} after the start (${cause}): ${whose} missing from then on`
}

/** What shards that died or stood still did to a run: sentences with cause and remedy; none where nothing is missing. */
export const missingTexts = (deaths: readonly ShardDeath[], silences: readonly ShardSilence[]): string[] => [
  ...deathTexts(deaths, silences),
  ...silenceTexts(silences, deaths),
]

/** The deaths of a run, each with what to do; one sentence for all where there are many. */
export const deathTexts = (deaths: readonly ShardDeath[], silences: readonly ShardSilence[]): string[] => {
  const wasStopped = (death: ShardDeath) => silences.some((silence) => endsWith(silence, death))
  const remedy = deaths.every(wasStopped) ? REMEDY_OF_THE_STOPPED : REMEDY_OF_THE_ENDED
  const [first] = deaths
  if (!first || deaths.length <= LISTED) return deaths.map((death) => `${deathText(death)}; ${remedy}`)
  const users = sumOf(deaths, (death) => death.users ?? 0)
  const when = `the first of them, ${first.shard}, ${spanText(first.atUs)} after the start (${first.cause})`
  return [`${countText(deaths.length)} shards died, ${when}: their ${countText(users)} users are missing; ${remedy}`]
}

/** Of what a shard died that this run ended since nothing came from it. */
export const silenceCause = (silentUs: number): string =>
  `it had said nothing for ${spanText(silentUs)} and was ended by this run`

/** The times in which shards stood still, with what to do; one that ended with its shard's death is told with that. */
export const silenceTexts = (silences: readonly ShardSilence[], deaths: readonly ShardDeath[]): string[] => {
  const told = silences.filter((silence) => !deaths.some((death) => endsWith(silence, death)))
  if (told.length <= LISTED)
    return told.map((silence) => `${silenceText(silence)}: it was stopped or starved; ${REMEDY_OF_THE_STOPPED}`)
  const longest = told.reduce((most, one) => (lengthUs(one) > lengthUs(most) ? one : most))
  const shards = pluralText(new Set(told.map(({ shard }) => shard)).size, 'shard')
  const often = `${shards} stood still ${countText(told.length)} times, for ${spanText(sumOf(told, lengthUs))} in all`
  return [`${often}; the longest: ${silenceText(longest)}: it was stopped or starved; ${REMEDY_OF_THE_STOPPED}`]
}

const endsWith = ({ shard, toUs }: ShardSilence, death: ShardDeath): boolean =>
  death.shard === shard && death.atUs <= toUs

const silenceText = (silence: ShardSilence): string => {
  const { shard, fromUs, toUs, users } = silence
  const span = `from ${spanText(fromUs)} to ${spanText(toUs)} after the start`
  return `shard ${shard} stood still for ${spanText(lengthUs(silence))} (${span}) with its ${pluralText(users, 'user')}`
}

const lengthUs = ({ fromUs, toUs }: ShardSilence): number => toUs - fromUs

const sumOf = <T>(values: readonly T[], of: (value: T) => number): number =>
  values.reduce((sum, value) => sum + of(value), 0)
