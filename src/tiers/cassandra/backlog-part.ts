import { attributesOf, beansOf } from '../jolokia/bean.js'
import type { JolokiaAnswer } from '../jolokia/jolokia-answer.js'
import { readOf } from '../jolokia/jolokia-request.js'
import type { MbeanPart } from '../jolokia/mbean-part.js'
import { toldSignal } from '../jolokia/told-signal.js'
import type { SignalReading } from '../node-reader.js'

/** Messages that serve requests, by the names of each generation; of them even none is told. */
const OF_REQUESTS: ReadonlySet<string> = new Set([
  ...['READ', 'MUTATION', 'RANGE_SLICE', 'REQUEST_RESPONSE', 'COUNTER_MUTATION'],
  ...['READ_REQ', 'READ_RSP', 'MUTATION_REQ', 'MUTATION_RSP', 'RANGE_REQ', 'RANGE_RSP'],
])

/** What a node fell behind with: messages that it threw away, since they had waited for too long, and compactions that it has yet to do. */
export const BACKLOG_PART: MbeanPart = {
  what: 'dropped messages and pending compactions',
  requests: [
    readOf('org.apache.cassandra.metrics:type=DroppedMessage,scope=*,name=Dropped', 'Count'),
    readOf('org.apache.cassandra.metrics:type=Compaction,name=PendingTasks', 'Value'),
  ],
  read: ([dropped, compactions]) => ({
    signals: [...droppedSignals(dropped), ...toldSignal('compactions-pending', attributesOf(compactions).get('Value'))],
  }),
}

// There are some eighty kinds of messages since 4.0; what is left out while it is none counts from none once it is told.
const droppedSignals = (answer: JolokiaAnswer | undefined): readonly SignalReading[] =>
  beansOf(answer)
    .flatMap(({ properties, attributes }) =>
      toldSignal('dropped', attributes.get('Count'), { of: properties.get('scope') }),
    )
    .filter(({ of = '', value }) => value > 0 || OF_REQUESTS.has(of))
