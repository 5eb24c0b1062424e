import { build, type JsHistogram } from 'hdr-histogram-js'
import { type Entries, HIGHEST_US, highestOf } from './sparse-histogram.js'

/**
 * Stored counts as a histogram of hdr-histogram-js, every count in the same bucket. A file of its own, because the library takes
 * each process that loads it 9 MiB.
 */
export const hdrOf = (entries: Entries): JsHistogram => {
  const hdr = build({
    // 64-bit counts: 16-bit ones overflow without a word.
    bitBucketSize: 64,
    autoResize: false,
    lowestDiscernibleValue: 1,
    highestTrackableValue: HIGHEST_US,
    numberOfSignificantValueDigits: 3,
    useWebAssembly: false,
  }) as JsHistogram
  for (let i = 0; i + 1 < entries.length; i += 2)
    hdr.recordValueWithCount(highestOf(entries[i] ?? 0), entries[i + 1] ?? 0)
  return hdr
}
