import { type Bean, beansOf, countOf } from '../jolokia/bean.js'
import { readOf } from '../jolokia/jolokia-request.js'
import type { MbeanPart } from '../jolokia/mbean-part.js'
import { toldSignal } from '../jolokia/told-signal.js'
import type { SignalReading } from '../node-reader.js'
import { JETTY_BEANS } from './remedies.js'

/** Jetty's thread pool: the threads at work, those it may have, and the requests that wait for one. */
export const THREAD_POOL_PART: MbeanPart = {
  what: "Jetty's thread pool",
  remedy: JETTY_BEANS,
  requests: [
    readOf(
      'org.eclipse.jetty.util.thread:type=queuedthreadpool,*',
      'threads',
      'idleThreads',
      'busyThreads',
      'maxThreads',
      'queueSize',
    ),
  ],
  read: ([pools]) => ({ signals: beansOf(pools).flatMap(poolSignals) }),
  lacksIn: ({ signals = [] }) =>
    signals.some(({ name }) => name === 'queue')
      ? []
      : [{ what: "the queue of Jetty's thread pool (Jetty 9 tells it)" }],
}

const poolSignals = ({ properties, attributes }: Bean): readonly SignalReading[] => {
  // By its number, since the name changes with every start.
  const id = properties.get('id') ?? '0'
  const of = id === '0' ? 'jetty' : `jetty ${id}`
  return [
    ...toldSignal('active', atWork(attributes), { of }),
    ...toldSignal('most-threads', attributes.get('maxThreads'), { of }),
    ...toldSignal('queue', attributes.get('queueSize'), { of }),
  ]
}

// Later Jettys tell it themselves, since threads that are reserved for the next request are neither idle nor busy there.
const atWork = (attributes: ReadonlyMap<string, unknown>): number | undefined => {
  const busy = countOf(attributes.get('busyThreads'))
  const threads = countOf(attributes.get('threads'))
  const idle = countOf(attributes.get('idleThreads'))
  if (busy !== undefined || threads === undefined || idle === undefined) return busy
  return Math.max(threads - idle, 0)
}
