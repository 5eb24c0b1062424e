import type { RunFold } from '../metrics/run-fold.js'
import type { RunMeta } from '../metrics/run-record.js'
import type { TimelinePoint } from '../metrics/timeline.js'
import { mainCauseOf } from '../verdict/late-cause.js'
import type { GeneratorHealth } from './generator-health.js'

/** What the generator's processes and its machine were doing, and when they were late. */
export const healthOf = (
  { health }: RunFold,
  timeline: readonly TimelinePoint[],
  { localPorts }: Pick<RunMeta, 'localPorts'>,
  limitUs: number,
): GeneratorHealth['health'] => {
  const late = lateSeconds(timeline, limitUs)
  const { portsPeak, ...machine } = health.machine
  return {
    shards: health.shards,
    machine: { ...machine, ports: portsPeak === null ? null : { peak: portsPeak, of: localPorts ?? null } },
    late: {
      seconds: late.length,
      firstSecond: late[0] ?? null,
      cause: late.length === 0 ? null : mainCauseOf(health.seconds.at(late), limitUs).cause,
    },
  }
}

/** The seconds in which the schedule lag's p99 passed its limit. */
export const lateSeconds = (timeline: readonly TimelinePoint[], limitUs: number): readonly number[] =>
  timeline.filter(({ lagP99Us }) => lagP99Us !== null && lagP99Us > limitUs).map(({ second }) => second)
