import type { SignalName } from '../../metrics/node-span.js'
import { type Bean, beansOf } from '../jolokia/bean.js'
import { readOf } from '../jolokia/jolokia-request.js'
import type { MbeanPart } from '../jolokia/mbean-part.js'
import { toldSignal } from '../jolokia/told-signal.js'
import type { SignalReading } from '../node-reader.js'

const pools = (properties: string) =>
  readOf(`org.apache.cassandra.metrics:type=ThreadPools,${properties},name=*`, 'Value', 'Count')

const GAUGES: ReadonlyMap<string, SignalName> = new Map([
  ['ActiveTasks', 'active'],
  ['MaxPoolSize', 'most-threads'],
  ['PendingTasks', 'queue'],
  ['TotalBlockedTasks', 'blocked'],
] as const)

/**
 * The pools that a request passes: those of reads and writes, of the connections, and of the memtables' flushing, which holds writes up when
 * it falls behind.
 */
export const POOLS_PART: MbeanPart = {
  what: 'thread pools of requests: tasks at work, waiting and blocked',
  requests: [
    pools('path=request,scope=*'),
    pools('path=transport,scope=Native-Transport-Requests'),
    pools('path=internal,scope=*FlushWriter'),
  ],
  read: (answers) => ({ signals: answers.flatMap(beansOf).flatMap(poolSignal) }),
}

// What is blocked is a counter in most versions and a gauge in 2.1.
const poolSignal = ({ properties, attributes }: Bean): readonly SignalReading[] => {
  const name = GAUGES.get(properties.get('name') ?? '')
  const told = attributes.get('Value') ?? attributes.get('Count')
  return name === undefined ? [] : toldSignal(name, told, { of: properties.get('scope') })
}
