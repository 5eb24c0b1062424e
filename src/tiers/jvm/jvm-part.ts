import { attributesOf, beansOf, countOf, entriesOf } from '../jolokia/bean.js'
import type { JolokiaAnswer } from '../jolokia/jolokia-answer.js'
import { readOf } from '../jolokia/jolokia-request.js'
import type { MbeanPart } from '../jolokia/mbean-part.js'
import { toldSignal } from '../jolokia/told-signal.js'
import type { SignalReading } from '../node-reader.js'

/** What every JVM tells: its heap, its collectors, its threads and the CPU time of its process. */
export const JVM_PART: MbeanPart = {
  what: 'heap, garbage collections, threads and CPU time',
  requests: [
    readOf('java.lang:type=Runtime', 'StartTime'),
    readOf('java.lang:type=Memory', 'HeapMemoryUsage'),
    readOf('java.lang:type=MemoryPool,name=*', 'Type', 'CollectionUsage'),
    readOf('java.lang:type=GarbageCollector,name=*', 'CollectionCount', 'CollectionTime'),
    readOf('java.lang:type=Threading', 'ThreadCount'),
    readOf('java.lang:type=OperatingSystem', 'ProcessCpuTime', 'AvailableProcessors'),
  ],
  read: ([runtime, memory, pools, collectors, threading, system]) => {
    const startedMs = countOf(attributesOf(runtime).get('StartTime'))
    const collections = collectionSignals(collectors)
    const signals = [
      ...heapSignals(memory),
      ...(hasCollected(collections) ? afterCollection(pools) : []),
      ...collections,
      ...toldSignal('threads', attributesOf(threading).get('ThreadCount')),
      ...cpuSignals(system),
    ]
    return { signals, ...(startedMs !== undefined && { startedMs }) }
  },
}

const heapSignals = (memory: JolokiaAnswer | undefined): readonly SignalReading[] => {
  const usage = entriesOf(attributesOf(memory).get('HeapMemoryUsage'))
  // A heap without a limit has -1 as its maximum.
  return [...toldSignal('heap-used', usage.get('used')), ...toldSignal('heap-max', usage.get('max'))]
}

/** What the last collection of each pool left; pools outside the heap are not collected into this. */
const afterCollection = (pools: JolokiaAnswer | undefined): readonly SignalReading[] => {
  const left = beansOf(pools)
    .filter(({ attributes }) => attributes.get('Type') === 'HEAP')
    .flatMap(({ attributes }) => countOf(entriesOf(attributes.get('CollectionUsage')).get('used')) ?? [])
  return left.length === 0
    ? []
    : toldSignal(
        'heap-after-gc',
        left.reduce((sum, used) => sum + used, 0),
      )
}

const collectionSignals = (collectors: JolokiaAnswer | undefined): readonly SignalReading[] =>
  beansOf(collectors).flatMap(({ properties, attributes }) => {
    const of = properties.get('name')
    return [
      ...toldSignal('gc-time', attributes.get('CollectionTime'), { of, times: US_PER_MS }),
      ...toldSignal('gc-runs', attributes.get('CollectionCount'), { of }),
    ]
  })

// Before the first collection the pools say that nothing was left, which would look like an empty heap.
const hasCollected = (signals: readonly SignalReading[]): boolean =>
  signals.some(({ name, value }) => name === 'gc-runs' && value > 0)

const cpuSignals = (system: JolokiaAnswer | undefined): readonly SignalReading[] => {
  const told = attributesOf(system)
  return [
    ...toldSignal('cpu-time', told.get('ProcessCpuTime'), { times: 1 / NS_PER_US }),
    ...toldSignal('cores', told.get('AvailableProcessors')),
  ]
}

const US_PER_MS = 1_000
const NS_PER_US = 1_000
