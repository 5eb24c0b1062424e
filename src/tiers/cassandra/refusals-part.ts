import type { SignalName } from '../../metrics/node-span.js'
import { attributesOf } from '../jolokia/bean.js'
import { readOf } from '../jolokia/jolokia-request.js'
import type { MbeanPart } from '../jolokia/mbean-part.js'
import { toldSignal } from '../jolokia/told-signal.js'
import { clientRequest, OPERATIONS } from './operations.js'

const REFUSALS: readonly (readonly [metric: string, signal: SignalName])[] = [
  ['Timeouts', 'timed-out'],
  ['Unavailables', 'unavailable'],
  // Since 2.2.
  ['Failures', 'failed'],
]

const METERS = OPERATIONS.flatMap(({ scope, name }) =>
  REFUSALS.map(([metric, signal]) => ({ scope, metric, signal, name })),
)

/** Operations that a coordinator gave up: since replicas were too late, too few or failed. */
export const REFUSALS_PART: MbeanPart = {
  what: 'timeouts, unavailable replicas and failures by operation',
  requests: METERS.map(({ scope, metric }) => readOf(clientRequest(scope, metric), 'Count')),
  read: (answers) => ({
    signals: METERS.flatMap(({ signal, name }, i) =>
      toldSignal(signal, attributesOf(answers[i]).get('Count'), { of: name }),
    ),
  }),
}
