import type { FailureKind } from '../metrics/sample.js'
import type { Tier } from '../metrics/tier.js'

/** What each kind of failure means for the person in front of the screen. */
export const FAILURE_MEANINGS: Readonly<Record<FailureKind, string>> = {
  'session-lost': 'the answer was the login page: the session was gone',
  status: 'the answer had another status than the step expects',
  content: 'the answer had another content type or JSON shape than the step expects',
  'empty-body': 'the answer was empty where it must not be',
  'stale-read': "the user's own post was in neither of the two polls that followed it",
  'search-empty': 'words of posts known to exist found nothing: Tatami answers so when Elasticsearch fails',
  timeout: "no complete answer within the request's time-out",
  connect: 'no connection could be opened',
  tls: 'the TLS handshake failed',
  reset: 'the connection was closed before the answer was complete',
  protocol: 'the answer was no HTTP that could be understood',
}

/** What each tier's time is made of. */
export const TIER_MEANINGS: Readonly<Record<Tier, string>> = {
  network: 'between client and nginx: network, TLS records, the client itself',
  nginx: 'in nginx, without what it waited for the application nodes',
  jetty: 'in the application node, without its stores',
  cassandra: 'waiting for Cassandra',
  elasticsearch: 'waiting for Elasticsearch',
}
