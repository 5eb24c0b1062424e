import { type Bean, beansOf } from '../jolokia/bean.js'
import { readOf } from '../jolokia/jolokia-request.js'
import type { MbeanPart } from '../jolokia/mbean-part.js'
import { toldSignal } from '../jolokia/told-signal.js'
import type { SignalReading } from '../node-reader.js'
import { HAZELCAST_BEANS, JETTY_BEANS } from './remedies.js'

/** HTTP sessions: those that Jetty holds in memory, by web application, and those of the maps by which Hazelcast shares them. */
export const SESSIONS_PART: MbeanPart = {
  what: 'HTTP sessions, as Jetty or Hazelcast holds them',
  remedy: `${JETTY_BEANS}\n${HAZELCAST_BEANS}   (sessions in Hazelcast)`,
  requests: [
    // Jetty 7 and 8 count in the session manager, Jetty 9.4 to 11 in its session cache, Jetty 12 in the same by another name.
    readOf('org.eclipse.jetty.server.session:*', 'sessions', 'sessionsCurrent'),
    readOf('org.eclipse.jetty.session:*', 'sessionsCurrent'),
    readOf('com.hazelcast:type=IMap,*', 'localOwnedEntryCount'),
  ],
  read: ([server, session, maps]) => ({
    signals: [
      ...[...beansOf(server), ...beansOf(session)].flatMap(jettySessions),
      ...beansOf(maps).filter(isOfSessions).flatMap(hazelcastSessions),
    ],
  }),
}

const jettySessions = ({ properties, attributes }: Bean): readonly SignalReading[] => {
  const of = properties.get('context') ?? `jetty ${properties.get('id') ?? '0'}`
  return toldSignal('sessions', attributes.get('sessionsCurrent') ?? attributes.get('sessions'), { of })
}

const isOfSessions = ({ properties }: Bean): boolean => /session/i.test(properties.get('name') ?? '')

// Owned by this member, so that the sum over all members counts each session once.
const hazelcastSessions = ({ properties, attributes }: Bean): readonly SignalReading[] =>
  toldSignal('sessions', attributes.get('localOwnedEntryCount'), { of: properties.get('name') })
