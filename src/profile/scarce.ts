import type { Problem } from '../base/errors.js'
import { parseCount, parseDurationUs } from '../base/units.js'

/** Tiers of the rehearsal whose nodes can be made scarce. */
export const SCARCE_TIERS = ['nginx', 'jetty', 'cassandra', 'elasticsearch'] as const

/** How much a node of a tier does: so many at once, each taking so long in the mean. */
export interface Scarcity {
  readonly tier: (typeof SCARCE_TIERS)[number]
  readonly slots: number
  /** Of a request at nginx, of a poll at Jetty, the other calls in proportion, and of one operation of a store. */
  readonly serviceUs: number
}

const SHAPE = /^([a-z]+)=([^x]+)x(.+)$/
const MOST_SLOTS = 10_000
const LONGEST_US = 10_000_000
const REMEDY = `write tier=slots x time of one, such as cassandra=2x5ms; tiers are ${SCARCE_TIERS.join(', ')}, up to ${MOST_SLOTS} slots of 10us to 10s`

/** A scarcity from `cassandra=2x5ms`, or what is wrong with the text. */
export const parseScarcity = (text: string): Scarcity | Problem => {
  const [, name, count = '', time = ''] = SHAPE.exec(text.replaceAll(' ', '')) ?? []
  const tier = SCARCE_TIERS.find((one) => one === name)
  const [slots = 0, serviceUs = 0] = [parseCount(count), parseDurationUs(time)]
  const isSound = slots >= 1 && slots <= MOST_SLOTS && serviceUs >= 10 && serviceUs <= LONGEST_US
  return tier && isSound ? { tier, slots, serviceUs } : { path: 'rehearsal.scarce', value: text, remedy: REMEDY }
}

/** Those of some texts that are sound; the last one of a tier holds. */
export const scarcitiesOf = (texts: readonly string[]): ReadonlyMap<Scarcity['tier'], Scarcity> =>
  new Map(
    texts.flatMap((text) => {
      const scarcity = parseScarcity(text)
      return 'remedy' in scarcity ? [] : [[scarcity.tier, scarcity] as const]
    }),
  )
