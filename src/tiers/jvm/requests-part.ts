import { type Bean, beansOf, countOf, exact } from '../jolokia/bean.js'
import { readOf } from '../jolokia/jolokia-request.js'
import type { MbeanPart } from '../jolokia/mbean-part.js'
import { toldSignal } from '../jolokia/told-signal.js'
import type { OperationReading } from '../node-reader.js'
import { JETTY_BEANS } from './remedies.js'

/**
 * The requests that Jetty's StatisticsHandler counts: how many were begun and how long those took that ended, so that their mean is right
 * but for those in hand.
 */
export const REQUESTS_PART: MbeanPart = {
  what: "requests of Jetty's StatisticsHandler: how many, their mean time, and those in hand",
  remedy: JETTY_BEANS,
  requests: [
    readOf(
      'org.eclipse.jetty.server.handler:type=statisticshandler,*',
      'requests',
      'requestTotal',
      'requestTimeTotal',
      'requestsActive',
    ),
  ],
  read: ([answer]) => {
    const handlers = beansOf(answer)
    const active = sumOf(handlers.map(({ attributes }) => countOf(attributes.get('requestsActive'))))
    return { operations: requestsOf(handlers), signals: toldSignal('requests-active', active) }
  },
}

const requestsOf = (handlers: readonly Bean[]): readonly OperationReading[] => {
  const count = exact(sumOf(handlers.map(({ attributes }) => countOf(attributes.get('requests')))))
  const totalUs = exact(sumOf(handlers.map(({ attributes }) => timeUs(attributes))))
  if (count === undefined) return []
  return [{ name: 'requests', count, ...(totalUs !== undefined && { totalUs }) }]
}

/** Milliseconds until Jetty 11, nanoseconds from Jetty 12 on, which is told by an attribute that only the later one has. */
const timeUs = (attributes: ReadonlyMap<string, unknown>): number | undefined => {
  const told = countOf(attributes.get('requestTimeTotal'))
  if (told === undefined) return undefined
  return attributes.has('requestTotal') ? Math.round(told / 1_000) : told * 1_000
}

/** Undefined when nothing was told. */
const sumOf = (values: readonly (number | undefined)[]): number | undefined => {
  const told = values.filter((value) => value !== undefined)
  return told.length === 0 ? undefined : told.reduce((sum, value) => sum + value, 0)
}
