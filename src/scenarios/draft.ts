import { below, type Random } from '../base/random.js'
import type { Behaviour } from '../profile/event-profile.js'
import { KNOWN_TAGS } from '../tatami/population.js'

/** What a person has in mind to post; whom it is addressed to depends on what is on the screen then. */
export interface Draft {
  /** Which text of the pool, 0 to 1. */
  readonly text: number
  /** Tag put behind the text. */
  readonly tag: string | undefined
  readonly reply: boolean
  readonly mention: boolean
  readonly private: boolean
}

/** Draws a post; its traits are independent of each other. Always as many numbers. */
export const drawDraft = (random: Random, mix: Behaviour['postMix']): Draft => {
  const text = random()
  const tag = KNOWN_TAGS[below(random, KNOWN_TAGS.length)]
  const [reply, withTag, mention] = [random() < mix.reply, random() < mix.tag, random() < mix.mention]
  return { text, tag: withTag ? tag : undefined, reply, mention, private: random() < mix.private }
}
