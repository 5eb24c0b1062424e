import { expect } from 'vitest'
import type { PartReading } from '../../../src/tiers/jolokia/mbean-part.js'
import { summedSignals } from '../../../src/tiers/jolokia/summed-signals.js'
import { expectSound } from '../sound-readings.js'

/** What every part of a reading is, however odd the answers were. */
export const expectSoundPart = ({ operations = [], signals = [] }: PartReading): void => {
  expectSound({ operations, signals: summedSignals(signals) })
  for (const { buckets } of operations) {
    if (buckets === undefined) continue
    const { upToUs, counts } = buckets
    expect(upToUs).toHaveLength(counts.length)
    expect(upToUs.every((bound, i) => i === 0 || bound > (upToUs[i - 1] ?? 0))).toBe(true)
    expect(counts.every((count) => Number.isSafeInteger(count) && count >= 0)).toBe(true)
  }
}
