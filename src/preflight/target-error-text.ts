import { roundDurationText } from '../base/quantity-text.js'
import type { Front } from '../http/exchange.js'
import type { Patience } from './patience.js'

/** Why no answer came from a front, as one sentence with the remedy. */
export const targetErrorText = (error: unknown, url: string, front: Front, patience: Patience): string => {
  const where = front.address.includes(':') ? `[${front.address}]:${front.port}` : `${front.address}:${front.port}`
  const { code, message } = described(error)
  if (UNREACHABLE.has(code)) return `${url} cannot be reached at ${where} (${code}): check address, route and firewall`
  if (code.includes('PROTOCOL_VERSION') || code === 'ERR_SSL_UNSUPPORTED_PROTOCOL')
    return `${url} at ${where} speaks no version of TLS that it is asked for (${code}): widen --tls-min or --tls-max`
  if (CLIENT_CERTIFICATE.test(code))
    return `${url} at ${where} broke off the handshake (${code}): if it wants a client certificate, name one that it takes with --cert FILE --key FILE`
  if (CERTIFICATE.test(code))
    return `the certificate of ${url} at ${where} is not accepted (${message}): name its authority with --cacert FILE, or take any with --insecure`
  switch (code) {
    case 'ECONNREFUSED':
      return `nothing is listening on ${where} (${url}): start the platform, or correct --target`
    case 'UND_ERR_CONNECT_TIMEOUT':
      return `no connection to ${where} (${url}) within ${roundDurationText(patience.connectMs * 1_000)}: check address, route and firewall`
    case 'UND_ERR_HEADERS_TIMEOUT':
    case 'UND_ERR_BODY_TIMEOUT':
    case 'TimeoutError':
      return `${url} at ${where} gave no whole answer within ${roundDurationText(patience.answerMs * 1_000)}: the platform hangs or is overloaded`
    case 'UND_ERR_SOCKET':
    case 'ECONNRESET':
    case 'EPIPE':
      return `${url} at ${where} closed the connection without an answer: is ${schemeOf(url)} right for this port${
        url.startsWith('https:') ? ', and does it want a client certificate (--cert FILE --key FILE)' : ''
      }?`
    case 'EPROTO':
    case 'ERR_SSL_WRONG_VERSION_NUMBER':
      return `${where} does not speak TLS as ${url} says: is http:// meant?`
    case 'UND_ERR_RES_EXCEEDED_MAX_SIZE':
      return `${url} at ${where} answers with more than any page of Tatami has: is this Tatami?`
    default:
      return `${url} at ${where} gave no usable answer (${message})`
  }
}

const UNREACHABLE: ReadonlySet<string> = new Set([
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'EACCES',
  'EPERM',
  'ETIMEDOUT',
])
// Alerts that the platform sends about the certificate it is shown, or not shown.
const CLIENT_CERTIFICATE =
  /_ALERT_(CERTIFICATE|BAD_CERTIFICATE|UNSUPPORTED_CERTIFICATE|UNKNOWN_CA|ACCESS_DENIED|HANDSHAKE_FAILURE)/
// OpenSSL's verification codes, and Node's own for a name that does not match.
const CERTIFICATE = /CERT|SELF_SIGNED|UNABLE_TO_|CRL_|HOSTNAME_MISMATCH/

// Errors can be wrapped, and where a name has several addresses come in a bundle.
const described = (error: unknown): { readonly code: string; readonly message: string } => {
  if (!(error instanceof Error)) return { code: '', message: String(error) }
  const code = 'code' in error && typeof error.code === 'string' ? error.code : error.name
  return { code, message: error.message.replace(/\s+/g, ' ').trim() }
}

const schemeOf = (url: string): string => url.slice(0, url.indexOf('/') + 2)
