import type { Problem } from '../base/errors.js'
import { clientCertificateProblems } from './client-certificate.js'
import { isReadable, unreadable } from './readable-file.js'
import type { RiemannDraft } from './riemann-schema.js'
import type { Said } from './said.js'

/** What is wrong with a section `riemann` although each of its values is right by itself. */
export const riemannProblems = (riemann: RiemannDraft | undefined, said: Said): readonly Problem[] => {
  if (!riemann) return []
  const { cacert } = riemann
  return [
    ...idleKeys(riemann, said),
    ...(cacert !== undefined && !isReadable(cacert)
      ? [unreadable(said, ['riemann', 'cacert'], cacert, 'PEM file')]
      : []),
    ...clientCertificateProblems(riemann, (key) => said.where(['riemann', key]), 'riemann.keyPassphrase'),
  ]
}

const OF_SERVER = ['tls', 'tags', 'ttl'] as const
const OF_TLS = ['cacert', 'cert', 'key'] as const

// A key that is for what is not asked for: its writer expects something that will not be.
const idleKeys = (riemann: RiemannDraft, { where }: Said): Problem[] => {
  const { server, tls, subscribe, query } = riemann
  if (server === undefined && subscribe === undefined) {
    const remedy = 'name a server to send events to, subscribe to hear some, or both'
    return [{ path: where(['riemann']), value: 'neither server nor subscribe', remedy }]
  }
  const idle = (key: keyof RiemannDraft, value: string, remedy: string): Problem[] =>
    riemann[key] === undefined ? [] : [{ path: where(['riemann', key]), value, remedy }]
  const isSecure = (server !== undefined && tls === true) || subscribe?.startsWith('wss:') === true
  return [
    ...(server === undefined
      ? OF_SERVER.flatMap((key) => idle(key, `${key} without server`, 'name the server that events are sent to'))
      : []),
    ...(isSecure
      ? []
      : OF_TLS.flatMap((key) => idle(key, `${key} without TLS`, 'say tls: true, or leave the certificate out'))),
    ...(subscribe === undefined && query !== undefined
      ? idle(
          'query',
          'query without subscribe',
          'name the WebSocket server to subscribe to, such as ws://10.0.0.40:5556',
        )
      : []),
  ]
}
