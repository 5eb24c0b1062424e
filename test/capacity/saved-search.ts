import { join } from 'node:path'
import type { RunMeta, RunStop } from '../../src/metrics/run-record.js'
import { RunWriter } from '../../src/metrics/run-writer.js'
import { runEnd, temporaryFolder } from '../metrics/stored-runs.js'
import { type SimulatedSearch, searchMeta } from './simulated-search.js'

/** Writes a search as a run leaves it, with an end or cut; answers its folder. */
export const saveSearch = (
  search: SimulatedSearch,
  {
    meta = searchMeta(),
    stop = { kind: 'finished' },
  }: { readonly meta?: RunMeta; readonly stop?: RunStop | undefined } = {},
): string => {
  const dir = join(temporaryFolder(), 'search')
  const writer = new RunWriter(dir, meta)
  writer.seconds(search.records)
  for (const { span } of search.steps) writer.event({ kind: 'step', atUs: span.toUs + 2_000_000, ...span })
  writer.end(runEnd({ stop, endUs: search.seconds * 1_000_000 }))
  return dir
}
