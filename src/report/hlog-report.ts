import { OPENED_SERIES, type OpenedSeries } from '../metrics/opened-connections.js'
import type { StoredRun } from '../metrics/run-reader.js'
import { lagsOf, type SecondRecord } from '../metrics/second-record.js'
import { type Entries, SparseHistogram } from '../metrics/sparse-histogram.js'
import { TIERS } from '../metrics/tier.js'
import { encodeHdr } from './hdr-encoding.js'
import { printable } from './printable.js'
import type { Renderer, SecondsReport } from './renderer.js'

/**
 * `histograms.hlog`: an HdrHistogram log (format 1.3) that other tools read. Values are microseconds. Tags are what an
 * SLO would name: `timeline` (felt), `timeline/poll` (response), `timeline/poll.service`, a tier's name over all steps,
 * `timeline/poll.cassandra` for its part in a step, `connect`, `handshake.full` and `handshake.resumed` for
 * connections, and `lag` for the generator's own. Intervals are seconds, and longer
 * ones in runs of over five minutes, so that a soak's log can still be opened.
 */
export const hlogReport: Renderer = {
  needs: 'seconds',
  file: 'histograms.hlog',
  start: (run) => new HlogWriter(run),
}

const HLOG_NAMES: Readonly<Record<OpenedSeries, string>> = {
  connect: 'connect',
  full: 'handshake.full',
  resumed: 'handshake.resumed',
}

const MOST_INTERVALS = 300
const INTERVALS_SECONDS = [1, 2, 5, 10, 30, 60, 120, 300, 600, 1_800, 3_600]
// An answer may come in until its request's time-out; what comes after an interval was written gets a line of its own,
// which readers add up.
const OPEN_SECONDS = 180

class HlogWriter implements SecondsReport {
  readonly #intervalSeconds: number
  readonly #steps: readonly string[]
  readonly #subjects: readonly string[]
  readonly #lines: string[]
  readonly #open = new Map<number, Interval>()

  constructor({ meta, end }: StoredRun) {
    this.#steps = meta.steps.map(({ name }) => tagText(name))
    this.#subjects = meta.subjects.map(tagText)
    this.#intervalSeconds = intervalSeconds((end?.endUs ?? meta.stages.at(-1)?.toUs ?? 0) / 1_000_000)
    this.#lines = head(meta.startedAt)
  }

  add(record: SecondRecord): void {
    const interval = this.#interval(Math.floor(record.second / this.#intervalSeconds))
    for (const { step, response, service, tiers } of record.steps ?? []) {
      const name = this.#steps[step] ?? `step-${step}`
      interval.add(name, response)
      interval.add(`${name}.service`, service)
      for (const tier of TIERS) {
        interval.add(`${name}.${tier}`, tiers?.[tier])
        interval.add(tier, tiers?.[tier])
      }
    }
    for (const { subject, response } of record.felt ?? []) {
      interval.add(this.#subjects[subject] ?? `subject-${subject}`, response)
    }
    for (const lag of lagsOf(record)) interval.add('lag', lag)
    for (const series of OPENED_SERIES) interval.add(HLOG_NAMES[series], record.opened?.[series])
    this.#closeUntil(record.second - OPEN_SECONDS)
  }

  finish(): string {
    this.#closeUntil(Number.POSITIVE_INFINITY)
    return `${this.#lines.join('\n')}\n`
  }

  #closeUntil(second: number): void {
    for (const [number, interval] of [...this.#open].sort(([a], [b]) => a - b)) {
      const startSeconds = number * this.#intervalSeconds
      if (startSeconds + this.#intervalSeconds > second) return
      for (const line of interval.lines(startSeconds, this.#intervalSeconds)) this.#lines.push(line)
      this.#open.delete(number)
    }
  }

  #interval(number: number): Interval {
    const open = this.#open.get(number)
    if (open) return open
    const interval = new Interval()
    this.#open.set(number, interval)
    return interval
  }
}

/** All series over one interval, by tag. */
class Interval {
  readonly #series = new Map<string, SparseHistogram>()

  add(tag: string, entries: Entries | undefined): void {
    if (!entries || entries.length === 0) return
    const series = this.#series.get(tag) ?? new SparseHistogram()
    series.mergeEntries(entries)
    this.#series.set(tag, series)
  }

  *lines(startSeconds: number, lengthSeconds: number): Generator<string> {
    for (const [tag, series] of [...this.#series].sort(([a], [b]) => (a < b ? -1 : 1))) {
      const maxMs = ((series.percentile(100) ?? 0) / 1_000).toFixed(3)
      const times = `${startSeconds.toFixed(3)},${lengthSeconds.toFixed(3)}`
      yield `Tag=${tag},${times},${maxMs},${encodeHdr(series.entries())}`
    }
  }
}

const intervalSeconds = (runSeconds: number): number =>
  INTERVALS_SECONDS.find((seconds) => runSeconds / seconds <= MOST_INTERVALS) ?? 3_600

const head = (startedAt: string): string[] => {
  const epochSeconds = (Date.parse(startedAt) / 1_000).toFixed(3)
  return [
    '#[Values are microseconds, Interval_Max is in milliseconds]',
    '#[Histogram log format version 1.3]',
    `#[BaseTime: ${epochSeconds} (seconds since epoch)]`,
    `#[StartTime: ${epochSeconds} (seconds since epoch), ${printable(startedAt)}]`,
    '"StartTimestamp","Interval_Length","Interval_Max","Interval_Compressed_Histogram"',
  ]
}

// A tag ends at a comma or a blank.
const tagText = (name: string): string => printable(name).replace(/[\s,"]/g, '_')
