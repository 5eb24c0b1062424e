import { isIP } from 'node:net'
import { z } from 'zod'
import type { Target } from './event-profile.js'
import { canonicalHost } from './host-names.js'
import { list, parsedText, text, yesNo } from './human-values.js'

const URL_REMEDY = 'write scheme, host and port only, such as https://tatami.bank.example'
const RESOLVE_REMEDY = 'write HOST:PORT:ADDRESS, such as tatami.bank.example:443:10.0.0.7'

/** The section `target` of a profile: the platform under load, and how to get to it. */
export const targetSchema = z
  .strictObject({
    urls: list(parsedText((value) => parseUrl(value), URL_REMEDY))
      .optional()
      .meta({
        description: 'Front URLs; users are spread over them. Without any, the embedded rehearsal stack is loaded.',
        example: ['https://tatami.bank.example'],
      }),
    resolve: list(parsedText((value) => parseResolve(value), RESOLVE_REMEDY))
      .optional()
      .meta({
        description: "HOST:PORT:ADDRESS to connect to, as curl's --resolve; several for one host share its users.",
        example: ['tatami.bank.example:443:10.0.0.7'],
      }),
    cacert: text('name a PEM file')
      .optional()
      .meta({ description: 'PEM file of the authority that signed the certificate.', example: 'bank-ca.pem' }),
    cert: text('name a PEM file')
      .optional()
      .meta({ description: 'PEM file of the certificate to show when asked for one.', example: 'client.pem' }),
    key: text('name a PEM file')
      .optional()
      .meta({ description: 'PEM file of the key that belongs to cert.', example: 'client-key.pem' }),
    keyPassphrase: text('write the passphrase as a text in quotes')
      .optional()
      .meta({ description: 'Passphrase of an encrypted key.', example: 'a passphrase' }),
    insecure: yesNo().optional().meta({ description: 'Accept any certificate.', example: false }),
    authorisedHosts: list(text('write the host as it stands in the URL'))
      .optional()
      .meta({
        description: 'Hosts that you are authorised to load; each one that is not on this machine must be named.',
        example: ['tatami.bank.example'],
      }),
  })
  .meta({ description: 'The platform under load.' })

const parseUrl = (value: string): string | undefined => {
  if (!/^https?:\/\//i.test(value) || !URL.canParse(value)) return undefined
  const url = new URL(value)
  const isBare =
    url.pathname === '/' && url.search === '' && url.hash === '' && url.username === '' && url.password === ''
  return isBare ? url.origin : undefined
}

const parseResolve = (value: string): Target['resolve'][number] | undefined => {
  const [, name = '', portText, addressText = ''] = /^(\[[^\]]+\]|[^:]+):(\d{1,5}):(.+)$/.exec(value) ?? []
  const [host, address] = [canonicalHost(name), canonicalHost(addressText)]
  const port = Number(portText)
  return host !== '' && port >= 1 && port <= 65_535 && isIP(address) !== 0 ? { host, port, address } : undefined
}
