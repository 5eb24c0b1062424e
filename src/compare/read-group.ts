import { foldSeconds, readRun } from '../metrics/run-reader.js'
import type { RunMeta } from '../metrics/run-record.js'
import { buildResult } from '../report/build-result.js'
import { ComparedSeries, type RowSeries } from './compared-series.js'
import type { ComparedRun } from './comparison.js'

/** One run as far as a comparison needs it. */
export interface ReadRun {
  readonly about: ComparedRun
  readonly meta: RunMeta
  readonly rows: readonly RowSeries[]
}

/** Reads runs from their folders. Throws a UsageError for a folder that holds none. */
export const readGroup = async (dirs: readonly string[]): Promise<readonly ReadRun[]> => {
  const runs: ReadRun[] = []
  for (const dir of dirs) runs.push(await readOne(dir))
  return runs
}

const readOne = async (dir: string): Promise<ReadRun> => {
  const { verdict, durationUs } = await buildResult(dir, { strict: false })
  const { meta } = await readRun(dir)
  const series = new ComparedSeries(meta, durationUs)
  await foldSeconds(dir, (record) => series.add(record))
  const { profile, startedAt, target, tags } = meta
  const about = { dir, profile: profile.name, startedAt, target: target.url, verdict: verdict.status, tags }
  return { about, meta, rows: series.rows }
}
