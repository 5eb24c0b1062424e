import { pluralText, spanText } from '../base/quantity-text.js'
import type { Beat } from '../fleet/messages.js'
import type { ShardSilence } from '../metrics/run-record.js'
import { silenceCause } from './missing-users.js'

/** A shard says something once a second; silent for this long it is told about, and its users count as missing. */
const SAID_AFTER_US = 3_000_000
/** By its own clock: a beat may be late, and then the next one is early. */
const LONGEST_GAP_US = 2_500_000
/** Who is silent so long after the plan's end does not come back. Before it nobody is given up: a shard on a crowded machine may go on. */
const HOPELESS_AFTER_US = 30_000_000
// Looks come once a second. In a longer time the coordinator did not listen, so nobody was silent towards it.
const LONGEST_LOOK_US = 1_500_000

/** What a look at the shards finds. */
export interface SilenceLook {
  /** Who has newly fallen silent, in a sentence. */
  readonly announcement: string | undefined
  readonly hopeless: readonly HopelessShard[]
}

/** Who is watched. */
export interface SilenceOptions {
  readonly shards: number
  /** Run time at which users are to be gone. */
  readonly plannedEndUs: number
  /** A shard that said nothing for too long speaks again, or died. */
  onGap(silence: ShardSilence): void
}

/** A shard to be ended, and why. */
export interface HopelessShard {
  readonly shard: number
  readonly cause: string
}

/** Watches who says nothing any more: whoever stands still sends no request, and none is late of which nobody hears. */
export class SilenceWatch {
  /** Those that are over. */
  readonly gaps: ShardSilence[] = []
  readonly #o: SilenceOptions
  readonly #shards: ReadonlyMap<number, Watched>
  /** Time in which a word would have been heard. */
  #listenedUs = 0
  #lookedAtUs = 0

  constructor(options: SilenceOptions) {
    this.#o = options
    this.#shards = new Map(Array.from({ length: options.shards }, (_, shard) => [shard, newlyWatched()]))
  }

  /** Takes a shard's word, heard at a run time of the coordinator. */
  heard(shard: number, { runUs, active }: Pick<Beat, 'runUs' | 'active'>, nowUs: number): void {
    const watched = this.#shards.get(shard)
    if (!watched) return
    const { saidAtUs, users } = watched
    Object.assign(watched, { saidAtUs: runUs, users: active, heardAtUs: this.#listened(nowUs), isSilent: false })
    if (runUs - saidAtUs > LONGEST_GAP_US) this.#gap({ shard, fromUs: saidAtUs, toUs: runUs, users })
  }

  /** Nothing more is due from a shard: it is done. */
  done(shard: number): void {
    const watched = this.#shards.get(shard)
    if (watched) Object.assign(watched, { isOver: true, isSilent: false })
  }

  /** A shard died; if nothing was heard of it for long, that was a gap until now. */
  died(shard: number, nowUs: number): void {
    const watched = this.#shards.get(shard)
    if (!watched || watched.isOver) return
    this.done(shard)
    const { saidAtUs, users, heardAtUs } = watched
    const isGap = this.#listened(nowUs) - heardAtUs > LONGEST_GAP_US
    if (isGap) this.#gap({ shard, fromUs: saidAtUs, toUs: nowUs, users })
  }

  /** Once a second. */
  look(nowUs: number): SilenceLook {
    this.#listenedUs = this.#listened(nowUs)
    this.#lookedAtUs = nowUs
    const silent = [...this.#shards].filter(([, one]) => !one.isOver && this.#silentUs(one) > SAID_AFTER_US)
    const fresh = silent.filter(([, { isSilent }]) => !isSilent)
    for (const [, watched] of fresh) watched.isSilent = true
    const isPastEnd = nowUs > this.#o.plannedEndUs + HOPELESS_AFTER_US
    const hopeless = isPastEnd ? silent : []
    return {
      announcement: announcementOf(fresh),
      hopeless: hopeless.map(([shard, one]) => ({ shard, cause: silenceCause(this.#silentUs(one)) })),
    }
  }

  isSilent(shard: number): boolean {
    return this.#shards.get(shard)?.isSilent ?? false
  }

  #silentUs({ heardAtUs }: Watched): number {
    return this.#listenedUs - heardAtUs
  }

  #listened(nowUs: number): number {
    return this.#listenedUs + Math.min(nowUs - this.#lookedAtUs, LONGEST_LOOK_US)
  }

  #gap(silence: ShardSilence): void {
    this.gaps.push(silence)
    this.#o.onGap(silence)
  }
}

interface Watched {
  /** Its last word by its own clock, and as listened time. */
  saidAtUs: number
  heardAtUs: number
  users: number
  isSilent: boolean
  isOver: boolean
}

const newlyWatched = (): Watched => ({ saidAtUs: 0, heardAtUs: 0, users: 0, isSilent: false, isOver: false })

const announcementOf = (fresh: readonly (readonly [number, Watched])[]): string | undefined => {
  const [first] = fresh
  if (!first) return undefined
  const users = pluralText(
    fresh.reduce((sum, [, one]) => sum + one.users, 0),
    'user',
  )
  const who = fresh.length === 1 ? `shard ${first[0]} (${users}) has` : `${fresh.length} shards (${users}) have`
  return `${who} said nothing for ${spanText(SAID_AFTER_US)}`
}
